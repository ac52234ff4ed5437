import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { encodeButton } from '../../../../community/button';
import { wallClock } from '../../../../community/checkin/dates';
import { callText } from '../../../../community/checkin/messages';
import { CHECKIN_COPY } from '../../../../community/checkin/copy';
import type { OutboundMessage } from '../../../../community/message';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { optionsReader, textOption } from '../../../shared/parameters';
import { communityField, scopeReader, trackerIdField } from '../shared/fields';
import { trackerJson, trackerOrShipped, type KnownTracker } from '../shared/trackers';

const properties: INodeProperties[] = [
	communityField,
	trackerIdField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Call Members',
				name: 'call',
				type: 'boolean',
				default: true,
				description: 'Whether to compose a message with the check-in button for the group, once a day',
			},
			{
				displayName: 'Group ID',
				name: 'groupId',
				type: 'string',
				default: '',
				placeholder: 'e.g. -1001234567890',
				description: 'Where the call goes. Leave empty for the group of the community.',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['tracker'], operation: ['get'] } }, properties);

/** The call that opens a day, with the button that checks in. */
function callMessage({ communityId, trackerId, rules }: KnownTracker, groupId: string, now: string): OutboundMessage {
	const copy = CHECKIN_COPY[rules.language];
	const { day } = wallClock(now, rules.timeZone);
	return {
		to: { kind: 'group', id: groupId },
		text: callText(rules),
		format: 'plain',
		...(rules.ways.includes('button')
			? { buttons: [{ text: copy.callButton, value: encodeButton({ action: 'chk.in', id: trackerId, communityId }) }] }
			: {}),
		dedupeKey: `checkin:call:${trackerId}:${day}`,
	};
}

/** The rules of a tracker, and the call with its button. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({ ...scope(item, index), chosen: options(index) }),
		async apply(tx, { communityId, trackerId, chosen }) {
			const fallback = { timeZone: context.getTimezone() };
			const tracker = await trackerOrShipped(tx, communityId, trackerId, fallback, now);
			const groupId = textOption(chosen, 'groupId') ?? (await tx.getCommunity(communityId))?.groupId ?? communityId;
			return {
				output: 0,
				json: toJson({
					communityId,
					tracker: trackerJson(tracker),
					messages: chosen['call'] === false ? [] : [callMessage(tracker, groupId, now)],
				}),
			};
		},
	});
}

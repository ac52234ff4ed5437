import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { trailText } from '../../../../community/identity/trail';
import { ledgerKey } from '../../../../store';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { asText, chosenLanguage, languageField, optionsReader, textOption } from '../../../shared/parameters';
import { findWho, whoFields, whoReader } from '../who';

const properties: INodeProperties[] = [
	...whoFields,
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Before',
				name: 'before',
				type: 'string',
				default: '',
				placeholder: 'e.g. the key of the last line of the page before',
				description: 'Continue behind the line with this key, which is older',
			},
			{
				displayName: 'Events',
				name: 'types',
				type: 'string',
				default: '',
				placeholder: 'e.g. message, checkin',
				description: 'Only these types of events, separated by commas. Leave empty for all.',
			},
			languageField('Language of the lines'),
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asia/Shanghai',
				description: 'Leave empty to take the clocks of the member, else those of the community',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['member'], operation: ['trail'] } }, properties);

/** Tells what a member did and what happened to them, the newest first, on all their accounts. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const wanted = whoReader(context);
	const limit = limitReader(context);
	const options = optionsReader(context);
	return await runBatch(context, 1, {
		prepare: (item, index) => ({ asked: wanted(item, index), most: limit(index), chosen: options(index) }),
		async apply(tx, { asked, most, chosen }) {
			const row = await findWho(tx, asked);
			if (row === undefined) return undefined;
			const { communityId, memberId } = row;
			const community = await tx.getCommunity(communityId);
			const language = chosenLanguage(chosen['language']);
			const timeZone = textOption(chosen, 'timeZone') ?? row.timeZone ?? community?.timeZone ?? 'Asia/Shanghai';
			const types = asText(chosen['types'])
				.split(/[,，、\s]+/)
				.filter((type) => type !== '');
			const before = textOption(chosen, 'before');
			const memberIds = await tx.memberIdsOf(communityId, memberId);
			const lines = await readPages(
				most,
				(page) => tx.trail({ communityId, memberIds, types }, { ...page, after: page.after ?? before }),
				ledgerKey,
			);
			return lines.map((line) => {
				const { source, eventId, type, actorId, occurredAt, recordedAt, data } = line;
				const text = trailText({ type, occurredAt, actorId, data }, language, timeZone);
				const shown = { communityId, memberId, text, type, occurredAt, recordedAt, source, eventId };
				return { output: 0, json: toJson({ ...shown, actorId: actorId ?? null, key: ledgerKey(line), value: data }) };
			});
		},
	});
}

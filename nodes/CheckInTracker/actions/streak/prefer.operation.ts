import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import { buttonAnswer } from '../../../../community/reply';
import { subjectOf } from '../../../../community/subject';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { requireEvent, toJson } from '../../../shared/item';
import { asText, textReader } from '../../../shared/parameters';
import { communityField, memberField, scopeReader, trackerIdField } from '../shared/fields';
import { memberReader, type FoundMember } from '../shared/members';
import { participantOf } from '../shared/reckoning';
import { findTracker } from '../shared/trackers';
import { prefer } from './change';

const fromFields = { preferenceSource: ['fields'] };
const choice = (displayName: string, name: string, on: string, off: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: [
		{ name: 'Leave as It Is', value: 'keep' },
		{ name: off, value: 'off' },
		{ name: on, value: 'on' },
	],
	default: 'keep',
	displayOptions: { show: fromFields },
});

const properties: INodeProperties[] = [
	{
		displayName: 'Wish Comes From',
		name: 'preferenceSource',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'The member pressed “No more reminders”; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields' },
		],
		default: 'button',
	},
	{ ...communityField, displayOptions: { show: fromFields } },
	{ ...trackerIdField, displayOptions: { show: fromFields } },
	{ ...memberField, displayOptions: { show: fromFields } },
	choice('Leaderboards', 'board', 'Show', 'Hide'),
	choice('Reminders', 'reminders', 'On', 'Off'),
];

export const description = updateDisplayOptions(
	{ show: { resource: ['streak'], operation: ['setPreferences'] } },
	properties,
);

interface Wish {
	find: (tx: StoreTransaction) => Promise<FoundMember | undefined>;
	preference: { hidden?: boolean; muted?: boolean };
	event: ReturnType<typeof requireEvent> | undefined;
}

/** Keeps whether members are shown on leaderboards and reminded. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const member = memberReader(context);
	const text = (name: string) => textReader(context, name);
	const [source, board, reminders] = [text('preferenceSource'), text('board'), text('reminders')];
	const now = new Date().toISOString();

	function ofFields(item: INodeExecutionData, index: number): Wish {
		const [shown, on] = [board(index), reminders(index)];
		const preference = {
			...(shown === 'on' || shown === 'off' ? { hidden: shown === 'off' } : {}),
			...(on === 'on' || on === 'off' ? { muted: on === 'off' } : {}),
		};
		if (Object.keys(preference).length === 0) {
			throw new InputError('Nothing is to be changed', 'Choose what happens to leaderboards or reminders.');
		}
		return { find: member(item, index, scope(item, index)), preference, event: undefined };
	}

	return await runBatch<Wish>(context, 1, {
		prepare: (item, index) => (source(index) === 'fields' ? ofFields(item, index) : ofButton(item)),
		async apply(tx, { find, preference, event }) {
			const found = await find(tx);
			if (found === undefined) return undefined;
			const by = found.person.member.memberId;
			const { duplicate, result } = await prefer(tx, { found, preference, reason: null, by }, now);
			const { said, ...json } = result;
			const handle = event?.replyHandle;
			const messages =
				handle === undefined ? [] : [buttonAnswer(handle, asText(said), `button:${event?.eventId ?? ''}`)];
			return { output: 0, json: toJson({ duplicate, ...json, messages }) };
		},
	});
}

/** The press of the button under a reminder; it counts for whoever presses it. */
function ofButton(item: INodeExecutionData): Wish | undefined {
	const event = requireEvent(item);
	const button = event.type === 'button' ? decodeButton(event.button?.value ?? '') : undefined;
	const subject = button === undefined ? undefined : subjectOf(event, button.communityId);
	if (button?.action !== 'chk.mute' || subject === undefined) return undefined;
	return {
		preference: { muted: true },
		event,
		async find(tx) {
			const tracker = await findTracker(tx, button.communityId, button.id);
			const row = await tx.findMember(button.communityId, subject.member);
			if (tracker === undefined || row === undefined) return undefined;
			return { person: await participantOf(tx, tracker, row), subject };
		},
	};
}

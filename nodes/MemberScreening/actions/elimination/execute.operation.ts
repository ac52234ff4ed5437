import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { appealCard, isReminderDue, talkOutcomeMessage, taskCard } from '../../../../community/elimination/cards';
import { daysBetween, windowStart } from '../../../../community/days';
import { farewellMessage, outcomeMessage, reminderMessage } from '../../../../community/elimination/messages';
import type { OutboundMessage } from '../../../../community/message';
import type { EliminationCaseRow, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText, optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import { caseJson, caseOf, casesOf, type Terms } from './cases';
import { communityField, otherGroupOption } from './policyFields';
import { knownCommunity } from './rehearsal';
import { settleCommunity, termsReader } from './settle';
import { communityReader } from './simulate.operation';
import { RULES, takeStep } from './steps';

const properties: INodeProperties[] = [
	{
		displayName:
			'Run this once a day. Each case is settled by the policy under which its member got the notice, so there is no policy to fill in here.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	communityField,
	{
		displayName: 'Removal',
		name: 'removal',
		type: 'options',
		options: [
			{
				name: 'By the Platform',
				value: 'platform',
				description: 'Who has to go leaves by Remove: connect Community Chat → Member: Remove',
			},
			{
				name: 'Hand to a Person',
				value: 'person',
				description: 'Who has to go becomes a task, tracked until an operator has done it',
			},
		],
		default: 'platform',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			otherGroupOption,
			{
				displayName: 'Remind Operators Every',
				name: 'remindEveryDays',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 365 },
				default: 1,
				description: 'Days after which operators are asked again for an open task or appeal; 0 = never',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['elimination'], operation: ['execute'] } },
	properties,
);

/** Outputs of Execute. */
const OUTPUT = { remove: 0, needsPerson: 1, messages: 2 } as const;

interface Wanted {
	communityId: string;
	byPerson: boolean;
	remindEveryDays: number;
	/** The workflow's, for a community that has none. */
	timeZone: string;
	otherGroupId: string | undefined;
}

interface Found {
	row: EliminationCaseRow;
	terms: Terms;
	/** Whether the case was like this before. */
	duplicate: boolean;
}

/** What is said or done about a case, or nothing. */
type Look = (found: Found) => Promise<Routed | undefined>;

function routed({ row, terms, duplicate }: Found, output: number, messages: OutboundMessage[]): Routed {
	return { output, json: toJson({ duplicate, ...caseJson(row, terms.community), messages }) };
}

/** What follows from every open case, and from those that came to their end today. */
function looks(tx: StoreTransaction, { byPerson, remindEveryDays }: Wanted, now: string): Record<string, Look> {
	/** How many times operators should have been asked again since then. */
	const remindersSince = (at: string, { voice }: Terms): number =>
		remindEveryDays === 0 ? 0 : Math.floor(daysBetween(at, now, voice.timeZone) / remindEveryDays);

	const task = async (found: Found): Promise<Routed> => {
		const of = caseOf(found.row);
		const { voice, operatorsGroupId: group } = found.terms;
		if (group === '') return routed(found, OUTPUT.needsPerson, []);
		const reminder = remindersSince(of.history.at(-1)?.at ?? now, found.terms);
		const numbers = reminder > 0 ? [0, reminder] : [0];
		return routed(
			found,
			OUTPUT.needsPerson,
			numbers.map((number) => taskCard(of, group, voice, { reminder: number, now })),
		);
	};
	const due = async (found: Found): Promise<Routed> => {
		const { row, terms } = found;
		if (!byPerson) return routed(found, OUTPUT.remove, [farewellMessage(caseOf(row), terms.voice)]);
		const step = { at: now, by: RULES, why: 'operators remove by hand' };
		const handed = await takeStep(tx, row, 'hand_over', step, terms);
		return await task({ ...found, row: handed.row, duplicate: false });
	};
	const appealed = async (found: Found): Promise<Routed | undefined> => {
		const of = caseOf(found.row);
		const { voice, operatorsGroupId: group } = found.terms;
		const reminder = remindersSince(of.history.at(-1)?.at ?? now, found.terms);
		if (group === '' || reminder === 0) return undefined;
		return routed(found, OUTPUT.messages, [appealCard(of, group, voice, reminder)]);
	};
	const onNotice = async (found: Found): Promise<Routed | undefined> => {
		const of = caseOf(found.row);
		if (!isReminderDue(of, found.terms.policy, now)) return undefined;
		return routed(found, OUTPUT.messages, [reminderMessage(of, found.terms.voice)]);
	};
	return { due, task_open: task, appealed, noticed: onNotice, upheld: onNotice, cancelled: async (of) => ended(of) };
}

/** What the rules ended: a word to who was spared, or to operators about a talk that nobody answered. */
function ended(found: Found): Routed | undefined {
	const { row, terms } = found;
	const of = caseOf(row);
	switch (row.outcome) {
		case 'mend':
			return routed(found, OUTPUT.messages, [outcomeMessage(of, 'spared', terms.voice)]);
		case 'lapse':
			return routed(
				found,
				OUTPUT.messages,
				terms.operatorsGroupId === ''
					? []
					: [talkOutcomeMessage(of, 'talkLapsed', terms.operatorsGroupId, terms.voice)],
			);
		default:
			return undefined;
	}
}

/** What comes out follows from what the store holds, so a run that is tried again brings about the same. */
async function settleAndTell(tx: StoreTransaction, wanted: Wanted, now: string): Promise<Routed[]> {
	const { communityId } = wanted;
	const { timeZone } = await knownCommunity(tx, communityId);
	const terms = termsReader(tx, communityId, wanted.otherGroupId);
	const moved = await settleCommunity(tx, communityId, terms, now);
	const today = windowStart(now, 0, timeZone ?? wanted.timeZone);
	const rows = [
		...(await casesOf(tx, { communityId, open: true })),
		...(await casesOf(tx, { communityId, open: false, updatedSince: today, statuses: ['cancelled'] })),
	];
	const look = looks(tx, wanted, now);
	const items: Routed[] = [];
	for (const row of rows) {
		const found = { row, terms: await terms(row.runId), duplicate: !moved.has(row.caseId) };
		const item = await look[row.status]?.(found);
		if (item !== undefined) items.push(item);
	}
	return items;
}

/** Settles what is due today, and says who has to be removed, by whom, and what is to be told. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const removal = parameterReader(context, 'removal', 'platform', asText);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Wanted>(context, 3, {
		errorOutput: OUTPUT.needsPerson,
		prepare(_item, index) {
			const remindEveryDays = Number(options(index)['remindEveryDays'] ?? 1);
			if (!Number.isInteger(remindEveryDays) || remindEveryDays < 0) {
				throw new InputError(
					`"Remind Operators Every" is ${remindEveryDays}`,
					'Fill in a whole number of days; 0 = never.',
				);
			}
			return {
				communityId: community(index),
				byPerson: removal(index) === 'person',
				remindEveryDays,
				timeZone: context.getTimezone(),
				otherGroupId: textOption(options(index), 'otherGroupId'),
			};
		},
		apply: async (tx, wanted) => await settleAndTell(tx, wanted, now),
	});
}

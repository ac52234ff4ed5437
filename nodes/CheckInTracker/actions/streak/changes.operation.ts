import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { textReader } from '../../../shared/parameters';
import { communityField, memberField, scopeReader, trackerIdField } from '../shared/fields';
import { memberReader, type FoundMember } from '../shared/members';
import { freeze, pause, resume, type Change } from './change';
import { rebuildOne } from './rebuild';

const scopeFields = [communityField, trackerIdField, memberField];

const byField: INodeProperties = {
	displayName: 'Asked By',
	name: 'operator',
	type: 'string',
	default: '',
	placeholder: 'e.g. Li Lei',
	description: 'Who answers for it; kept in the ledger. Leave empty for the member.',
};
const reasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. On holiday',
	description: 'Why; kept in the ledger',
};
const dayField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 2026-03-01',
	description,
});

const show = (operation: string, properties: INodeProperties[]) =>
	updateDisplayOptions({ show: { resource: ['streak'], operation: [operation] } }, properties);

export const description: INodeProperties[] = [
	...show('freeze', [
		...scopeFields,
		dayField('Day', 'day', 'The day that the freeze is spent on: today or later. Leave empty for today.'),
		reasonField,
		byField,
	]),
	...show('pause', [
		...scopeFields,
		dayField('From', 'from', 'First day of the pause: today or later. Leave empty for today.'),
		dayField('Until', 'until', 'Last day of the pause. Leave empty for as long as the tracker allows.'),
		reasonField,
		byField,
	]),
	...show('resume', [...scopeFields, reasonField, byField]),
	...show('rebuild', [...scopeFields, byField]),
];

type Apply = (
	tx: StoreTransaction,
	change: Change & { day: string | undefined; from: string | undefined; until: string | undefined },
	now: string,
) => Promise<{ duplicate: boolean; result: JsonObject }>;

function operation(apply: Apply) {
	return async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> => {
		const scope = scopeReader(context);
		const member = memberReader(context);
		const text = (name: string) => textReader(context, name);
		const [reason, operator, day, from, until] = [
			text('reason'),
			text('operator'),
			text('day'),
			text('from'),
			text('until'),
		];
		const now = new Date().toISOString();
		return await runBatch(context, 1, {
			prepare: (item, index) => ({
				find: member(item, index, scope(item, index)),
				reason: reason(index) || null,
				operator: operator(index),
				day: day(index) || undefined,
				from: from(index) || undefined,
				until: until(index) || undefined,
			}),
			async apply(tx, { find, operator: by, ...rest }) {
				const found: FoundMember = await find(tx);
				const change = { found, by: by || found.person.member.memberId, ...rest };
				const { duplicate, result } = await apply(tx, change, now);
				return { output: 0, json: { duplicate, ...result } };
			},
		});
	};
}

/** Spends a freeze on today or a day to come. */
export const executeFreeze = operation(freeze);
/** Lets a streak rest. */
export const executePause = operation(pause);
/** Ends a rest. */
export const executeResume = operation(resume);
/** Reckons a streak anew from its check-ins. */
export const executeRebuild = operation(rebuildOne);

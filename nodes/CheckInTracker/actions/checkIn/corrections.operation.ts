import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { CHECKIN_COPY } from '../../../../community/checkin/copy';
import { mentioning } from '../../../../community/checkin/messages';
import { displayName } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, slim, toJson } from '../../../shared/item';
import { asText, textReader } from '../../../shared/parameters';
import { communityField, memberField, operatorField, reasonField, scopeReader, trackerIdField } from '../shared/fields';
import { APPEAL, judgementFields, judgementReader, PROOF } from '../shared/judgement';
import { memberReader } from '../shared/members';
import { currentStreak, viewAt } from '../shared/reckoning';
import { decideAppeal, openAppeal } from './appeal';
import { balance } from './count';
import { checkInJson } from './json';
import { makeUp } from './makeUp';
import { review, subjectOfCheckIn } from './review';
import { endAndTakeBack, requireCheckIn } from './undo';

const show = (operation: string, properties: INodeProperties[]) =>
	updateDisplayOptions({ show: { resource: ['checkIn'], operation: [operation] } }, properties);

const dayField: INodeProperties = {
	displayName: 'Day',
	name: 'day',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 2026-03-01',
	description: "The day that it is about, on the member's calendar",
};
const checkInField: INodeProperties = {
	displayName: 'Check-In ID',
	name: 'checkInId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. k3j5h2m7q4w6e2r5',
	description: 'The <code>checkInId</code> of an item of Record or List',
};
const reviewGroupField: INodeProperties = {
	displayName: "Operators' Group ID",
	name: 'reviewGroupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'Group in which operators decide. Clicks from any other group are refused.',
};

export const description: INodeProperties[] = [
	...show('makeUp', [
		communityField,
		trackerIdField,
		memberField,
		dayField,
		reasonField,
		{
			...operatorField,
			required: false,
			description: 'Who answers for it; kept in the ledger. Leave empty for the member.',
		},
	]),
	...show('undo', [communityField, checkInField, reasonField, operatorField]),
	...show('review', judgementFields(PROOF)),
	...show('openAppeal', [communityField, trackerIdField, memberField, dayField, reasonField, reviewGroupField]),
	...show('decideAppeal', judgementFields(APPEAL)),
];

function required(fields: Readonly<Record<string, string>>): void {
	const empty = Object.entries(fields).find(([, value]) => value === '');
	if (empty !== undefined) throw new InputError(`"${empty[0]}" is empty`, `Fill in "${empty[0]}".`);
}

/** Writes a check-in for a day that is over, with a reason and within the limit. */
export async function executeMakeUp(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [scope, member] = [scopeReader(context), memberReader(context)];
	const text = (name: string) => textReader(context, name);
	const [day, reason, operator] = [text('day'), text('reason'), text('operator')];
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			required({ Day: day(index), Reason: reason(index) });
			const find = member(item, index, scope(item, index));
			return { find, day: day(index), reason: reason(index), operator: operator(index) };
		},
		async apply(tx, { find, operator: by, ...wanted }) {
			const found = await find(tx);
			const who = by || found.person.member.memberId;
			const { duplicate, result } = await makeUp(tx, { found, ...wanted, by: who, takesCard: true }, now);
			return { output: 0, json: { duplicate, ...result } };
		},
	});
}

/** Takes a check-in back. */
export async function executeUndo(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const scope = scopeReader(context);
	const text = (name: string) => textReader(context, name);
	const [checkIn, reason, operator] = [text('checkInId'), text('reason'), text('operator')];
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			required({ 'Check-In ID': checkIn(index), Reason: reason(index), Operator: operator(index) });
			const { communityId } = scope(item, index);
			return { communityId, checkInId: checkIn(index), why: reason(index), by: operator(index) };
		},
		async apply(tx, { communityId, checkInId, why, by }) {
			const made = await requireCheckIn(tx, communityId, checkInId);
			const duplicate = made.row.endedAt !== null;
			const ended = { status: 'undone' as const, by, why };
			const { after, takenBack } = duplicate
				? { after: await currentStreak(tx, made.person, now), takenBack: 0 }
				: await endAndTakeBack(tx, made, ended, now);
			const { row, person } = await requireCheckIn(tx, communityId, checkInId);
			const { subject } = subjectOfCheckIn(made);
			const { language } = person.tracker.rules;
			const values = { name: displayName(subject.member), day: row.day, reason: asText(row.endedWhy) };
			const word = fillText(CHECKIN_COPY[language].undone, values);
			return {
				output: 0,
				json: toJson({
					duplicate,
					checkIn: checkInJson(person.tracker, row),
					undoneBy: row.endedBy,
					reason: row.endedWhy,
					takenBack,
					balance: await balance(tx, person),
					streak: viewAt(person, after, now),
					...subject,
					messages: [mentioning(subject, word, `checkin:${checkInId}:undone:${row.endedAt ?? ''}`)],
				}),
			};
		},
	});
}

/** Judges proofs that wait for an operator. */
export async function executeReview(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await judge(context, PROOF, review);
}

/** Decides appeals. */
export async function executeDecideAppeal(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await judge(context, APPEAL, decideAppeal);
}

async function judge(
	context: IExecuteFunctions,
	kind: typeof PROOF,
	decide: typeof review,
): Promise<INodeExecutionData[][]> {
	const read = judgementReader(context, kind);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const given = read(item, index);
			return given === undefined ? undefined : { given, event: eventOf(item) };
		},
		async apply(tx, { given, event }) {
			const judged = await decide(tx, given, now);
			if (judged === undefined) return undefined;
			const { duplicate, result } = judged;
			return { output: 0, json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) } };
		},
	});
}

/** Opens appeals. */
export async function executeOpenAppeal(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [scope, member] = [scopeReader(context), memberReader(context)];
	const text = (name: string) => textReader(context, name);
	const [day, reason, group] = [text('day'), text('reason'), text('reviewGroupId')];
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			required({ Day: day(index), Reason: reason(index) });
			const find = member(item, index, scope(item, index));
			return { find, day: day(index), reason: reason(index), reviewGroupId: group(index) || undefined };
		},
		async apply(tx, { find, ...wanted }) {
			const { duplicate, result } = await openAppeal(tx, { found: await find(tx), ...wanted }, now);
			return { output: 0, json: { duplicate, ...result } };
		},
	});
}

import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { localDate } from '../../../../community/days';
import { POINTS_COPY } from '../../../../community/points/copy';
import { decayOf, parseDecay, type DecayPolicy, type DecayResult } from '../../../../community/points/decay';
import { fillText } from '../../../../community/text';
import type { StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import {
	chosenLanguage,
	languageField,
	numberOption,
	optionsReader,
	parameterReader,
} from '../../../shared/parameters';
import { communityField, communityReader, timeZoneOption, zoneOf } from '../standing/community';
import { nameOf, standingJson, standingOf, tell, type Standing } from '../standing/person';
import { runSweep } from '../standing/sweep';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Points Grow Old By',
		name: 'by',
		type: 'options',
		options: [
			{ name: 'Expiring', value: 'expiry', description: 'Each booking, so many days after it was made' },
			{ name: 'Shrinking', value: 'percent', description: 'The balance, by a part of it in every period' },
		],
		default: 'expiry',
	},
	{
		displayName: 'After Days',
		name: 'afterDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 365,
		description: 'Points that are spent are the oldest ones; what is left of a booking expires at the end of a day',
		displayOptions: { show: { by: ['expiry'] } },
	},
	{
		displayName: 'Per Cent',
		name: 'percent',
		type: 'number',
		default: 10,
		displayOptions: { show: { by: ['percent'] } },
	},
	{
		displayName: 'Every',
		name: 'every',
		type: 'options',
		options: [
			{ name: 'Month', value: 'month' },
			{ name: 'Quarter', value: 'quarter' },
			{ name: 'Week', value: 'week' },
			{ name: 'Year', value: 'year' },
		],
		default: 'month',
		displayOptions: { show: { by: ['percent'] } },
	},
	{
		displayName: 'Keep At Least',
		name: 'keep',
		type: 'number',
		default: 0,
		description: 'The balance does not shrink below this',
		displayOptions: { show: { by: ['percent'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			languageField('Of what members are told'),
			{
				displayName: 'Tell the Members',
				name: 'tell',
				type: 'boolean',
				default: false,
				description: 'Whether to write to each of them in private',
			},
			timeZoneOption,
			{
				displayName: 'Warn Days Before',
				name: 'warnDays',
				type: 'number',
				default: 7,
				description: 'Also puts out members whose points expire within so many days',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['points'], operation: ['decayDue'] } },
	properties,
);

const PEOPLE = 200;

/** Books what has grown old, once, and puts out the members whom it concerns. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const fields = ['by', 'afterDays', 'percent', 'every', 'keep'] as const;
	const read = fields.map((name) => parameterReader<unknown>(context, name, null, (value) => value));
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runSweep(
		context,
		(item, index) => {
			const [by, afterDays, percent, every, keep] = read.map((one) => one(index));
			const policy = parseDecay(by === 'percent' ? { by, percent, every, keep } : { by: 'expiry', afterDays });
			return { communityId: community(item, index), policy, chosen: options(index) };
		},
		async (tx, { communityId, policy, chosen }, after) => {
			const people = await tx.pointsHolders(communityId, { limit: PEOPLE, after });
			const zone = zoneOf(await tx.getCommunity(communityId), chosen['timeZone']);
			const items: IDataObject[] = [];
			for (const memberId of people) {
				const item = await decayOne(tx, { communityId, memberId, policy, zone, now }, chosen);
				if (item !== undefined) items.push(item);
			}
			return { items, after: people.length === PEOPLE ? people.at(-1) : undefined };
		},
	);
}

interface Wanted {
	communityId: string;
	memberId: string;
	policy: DecayPolicy;
	zone: string;
	now: string;
}

async function decayOne(
	tx: StoreTransaction,
	{ communityId, memberId, policy, zone, now }: Wanted,
	chosen: Readonly<Record<string, unknown>>,
): Promise<IDataObject | undefined> {
	await tx.lockMember(communityId, memberId);
	const row = await tx.getMember(communityId, memberId);
	if (row === undefined) return undefined;
	const standing = await standingOf(tx, row);
	const ledger = await tx.allPoints(communityId, standing.memberIds);
	const timeZone = row.timeZone ?? zone;
	const facts = { memberId, formerIds: standing.memberIds.slice(1), ledger };
	const { due, upcoming } = decayOf(policy, facts, now, timeZone);
	for (const { entryId, amount, at, of } of due) {
		const line = { communityId, entryId, memberId, amount, reason: policy.by, at, kind: 'decay' as const };
		await tx.addPoints({ ...line, ...(of === undefined ? {} : { of }) });
	}
	const warnMs = (numberOption(chosen, 'warnDays') ?? 0) * 86_400_000;
	const soon = upcoming.filter(({ at }) => Date.parse(at) <= Date.parse(now) + warnMs);
	if (due.length === 0 && soon.length === 0) return undefined;
	const balance = await tx.pointsBalance(communityId, memberId);
	const expired = -due.reduce((sum, { amount }) => sum + amount, 0);
	const expiring = soon.reduce((sum, { amount }) => sum + amount, 0);
	const words = { expired, expiring, balance, soon, timeZone };
	const messages = chosen['tell'] === true ? inWords(standing, words, chosenLanguage(chosen['language'])) : [];
	return toJson({ expired, expiring, balance, due, upcoming: soon, ...standingJson(standing), messages });
}

function inWords(
	standing: Standing,
	{
		expired,
		expiring,
		balance,
		soon,
		timeZone,
	}: { expired: number; expiring: number; balance: number; soon: DecayResult['upcoming']; timeZone: string },
	language: keyof typeof POINTS_COPY,
) {
	const copy = POINTS_COPY[language];
	const name = nameOf(standing);
	const { memberId } = standing.row;
	const [next] = soon;
	// Points expire with the end of a day: that day is the last one.
	const date = next === undefined ? '' : localDate(new Date(Date.parse(next.at) - 1).toISOString(), timeZone);
	return [
		...(expired === 0
			? []
			: tell(
					standing,
					fillText(copy.expired, { name, points: expired, balance }),
					`points.expired:${memberId}:${balance}:${expired}`,
				)),
		...(next === undefined
			? []
			: tell(
					standing,
					fillText(copy.expiring, { name, points: expiring, date }),
					`points.expiring:${memberId}:${next.of}`,
				)),
	];
}

import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { DateTime } from 'luxon';
import { stableId } from '../../../../community/digest';
import type { Ladder } from '../../../../community/tiers/ladder';
import type { JsonObject, StoreTransaction, TierGrantRow } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { eventOf, toJson } from '../../../shared/item';
import {
	chosenLanguage,
	languageField,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { timeZoneOption, zoneOf } from '../standing/community';
import { standingLine } from '../standing/ledger';
import { requireStanding, standingJson, type Standing } from '../standing/person';
import { actorOf, operatorOption, requestIdOption, requestKey } from '../standing/request';
import { whoFields, whoReader } from '../who';
import { court, decide, factsFor, verdictJson } from './decide';
import { keptIntimacy, keptLadder } from './ladder';
import { grantInWords } from './words';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this after a payment, or after a form of your operators. The ladder is the one that Tier: Evaluate has kept; the tier must be one that can be bought.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	...whoFields,
	{
		displayName: 'Tier',
		name: 'tier',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 黑卡',
	},
	{
		displayName: 'For',
		name: 'period',
		type: 'options',
		options: [
			{ name: 'A Month', value: '1' },
			{ name: 'A Quarter', value: '3' },
			{ name: 'A Year', value: '12' },
			{ name: 'Half a Year', value: '6' },
			{ name: 'Until a Date', value: 'date' },
		],
		default: '12',
		description: 'A renewal begins where the tier that is already paid for ends',
	},
	{
		displayName: 'Last Day',
		name: 'lastDay',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2027-06-30',
		description: 'The tier ends with the end of this day',
		displayOptions: { show: { period: ['date'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			languageField('Of what the member is told'),
			operatorOption,
			{
				displayName: 'Reason',
				name: 'reason',
				type: 'string',
				default: '',
				placeholder: 'e.g. 订单 20260601',
				description: 'Kept with the grant. Empty: the order of the payment.',
			},
			requestIdOption,
			{
				displayName: 'Tell the Member',
				name: 'tell',
				type: 'boolean',
				default: true,
				description: 'Whether to write to the member in private',
			},
			timeZoneOption,
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['tier'], operation: ['grantPaid'] } }, properties);

/** Gives a tier that was bought, for a time; the same payment or request gives it once. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const who = whoReader(context);
	const tier = textReader(context, 'tier');
	const period = parameterReader(context, 'period', '12', String);
	const lastDay = textReader(context, 'lastDay');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const key = requestKey(context, item, index, textOption(chosen, 'requestId'));
			const time = period(index) === 'date' ? dayOf(lastDay(index)) : Number(period(index));
			return { wanted: who(item, index), item, tier: tier(index), time, key, chosen };
		},
		async apply(tx, { wanted, item, tier: bought, time, key, chosen }) {
			const standing = await requireStanding(tx, wanted, item);
			const { communityId, memberId } = standing.row;
			const ladder = await keptLadder(tx, communityId);
			requireSale(ladder, bought);
			const grantId = stableId('tier-grant', memberId, bought, key);
			const { duplicate, result } = await tx.once(communityId, `tier.grantPaid:${grantId}`, now, async () => {
				await tx.lockMember(communityId, memberId);
				const timeZone = standing.row.timeZone ?? zoneOf(await tx.getCommunity(communityId), chosen['timeZone']);
				const grant = {
					communityId,
					grantId,
					memberId,
					tier: bought,
					...(await spanOf(tx, standing, bought, { time, now, timeZone })),
					grantedBy: actorOf(item, textOption(chosen, 'operator')) ?? null,
					reason: textOption(chosen, 'reason') ?? eventOf(item)?.payment?.orderId ?? null,
					at: now,
				};
				await keepGrant(tx, grant);
				const of = court({ communityId, ladder, intimacy: await keptIntimacy(tx, communityId), now, timeZone });
				const [verdict] = await decide(tx, of, await factsFor(tx, of, { memberIds: [memberId] }));
				if (verdict === undefined) throw new Error('a member who was just found is not there');
				const { startsAt, until } = grant;
				const told = {
					tier: bought,
					until,
					timeZone,
					language: chosenLanguage(chosen['language']),
					key: `tier.paid:${grantId}`,
				};
				return toJson({
					grant: { grantId, tier: bought, startsAt, until },
					...verdictJson(of, verdict),
					messages: chosen['tell'] === false ? [] : [grantInWords(standing, told)],
				}) as JsonObject;
			});
			return { output: 0, json: toJson({ duplicate, ...result, ...standingJson(standing) }) };
		},
	});
}

function dayOf(text: string): string {
	if (DateTime.fromISO(text).isValid && /^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
	throw new InputError(`"Last Day" is no date: ${text}`, 'Write it as year-month-day, e.g. 2027-06-30.');
}

function requireSale({ tiers }: Ladder, wanted: string): void {
	if (tiers.some(({ tier, paid }) => paid && tier === wanted)) return;
	const sold = tiers.filter(({ paid }) => paid).map(({ tier }) => tier);
	throw new InputError(
		`The tier "${wanted}" cannot be bought`,
		sold.length === 0
			? 'Switch "Can Be Bought" on for a tier of the ladder, and run Tier: Evaluate.'
			: `These can: ${sold.join(', ')}.`,
	);
}

/** From the end of what is paid for already, so that a renewal loses no day. */
async function spanOf(
	tx: StoreTransaction,
	{ row: { communityId }, memberIds }: Standing,
	tier: string,
	{ time, now, timeZone }: { time: number | string; now: string; timeZone: string },
): Promise<Pick<TierGrantRow, 'startsAt' | 'until'>> {
	if (typeof time === 'string') {
		const until = DateTime.fromISO(time, { zone: timeZone }).plus({ days: 1 }).startOf('day');
		if (until.toMillis() > Date.parse(now)) return { startsAt: now, until: until.toUTC().toISO() ?? now };
		throw new InputError(`"Last Day" is over: ${time}`, 'Fill in a day that is yet to come.');
	}
	const ends = (await tx.listGrants(communityId, memberIds))
		.filter((grant) => grant.tier === tier)
		.map(({ until }) => until);
	const startsAt = [now, ...ends].sort().at(-1) ?? now;
	const isRenewal = startsAt !== now;
	const start = DateTime.fromISO(startsAt, { zone: timeZone });
	// The first day is not over: it counts as a whole one. A renewal begins with a day already.
	const until = start.plus({ months: time, days: isRenewal ? 0 : 1 }).startOf('day');
	return { startsAt, until: until.toUTC().toISO() ?? now };
}

async function keepGrant(tx: StoreTransaction, grant: TierGrantRow): Promise<void> {
	await tx.addGrant(grant);
	const { communityId, memberId, grantId, tier, startsAt, until, reason, grantedBy, at } = grant;
	await tx.appendLedger([
		standingLine({
			communityId,
			source: 'tier',
			key: [grantId],
			type: 'tier.granted',
			memberId,
			...(grantedBy === null ? {} : { actorId: grantedBy }),
			occurredAt: at,
			now: at,
			data: { grantId, tier, startsAt, until, reason },
		}),
	]);
}

import type { IDataObject } from 'n8n-workflow';
import { daysBetween } from '../../../../community/days';
import { countKey, countsOf, type EntryFacts } from '../../../../community/lottery/facts';
import type { LotteryRules } from '../../../../community/lottery/rules';
import type { StoreTransaction } from '../../../../store/types';

const DAY_MS = 86_400_000;

/** Facts that a node before has put into the item: they count before what the store knows. */
export interface GivenFacts {
	tags: string[] | undefined;
	tier: string | undefined;
	streak: number | undefined;
	region: string | undefined;
}

const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

function named(value: unknown, ...names: string[]): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const fields = value as IDataObject;
	return names.map((name) => fields[name]).find((one) => one !== undefined);
}

/** Reads tags, tier, streak and region of an item, as Community Member and Check-In Tracker show them. */
export function givenFacts(json: IDataObject): GivenFacts {
	const { tags, tier, streak } = json;
	const days = Number(named(streak, 'current', 'days', 'length') ?? Number.NaN);
	return {
		tags: Array.isArray(tags) ? tags.map((tag) => text(named(tag, 'tag', 'name')) ?? '').filter(Boolean) : undefined,
		tier: text(named(tier, 'tier', 'name')),
		streak: Number.isFinite(days) ? Math.floor(days) : undefined,
		region: text(json['region']) ?? text(named(json['fields'], 'region', '地区', 'city', '城市')),
	};
}

/** Who asks, when, and what is known besides the store. */
export interface Asked {
	communityId: string;
	/** Every member id of the person, the kept one first. */
	memberIds: readonly [string, ...string[]];
	rules: LotteryRules;
	given: GivenFacts;
	at: string;
	timeZone: string;
}

/**
 * What the rules of a lottery may ask of a member. The one place to change when the store learns more about members:
 * tags, tier, streak and region come from the item until then, the tier else from the admission.
 */
export async function entryFacts(tx: StoreTransaction, asked: Asked): Promise<EntryFacts> {
	const { communityId, memberIds, rules, given, at, timeZone } = asked;
	const member = await tx.getMember(communityId, memberIds[0]);
	const joinedAt = member?.joinedAt ?? null;
	const since = (days: number): string => new Date(Date.parse(at) - days * DAY_MS).toISOString();
	const counts: Record<string, number> = {};
	for (const one of countsOf(rules)) {
		const from = one.withinDays === undefined ? undefined : since(one.withinDays);
		counts[countKey(one)] = await tx.countEvents(communityId, memberIds, one.type, from);
	}
	const { recentWinnerDays, staff } = rules.exclusions;
	return {
		platformIds: staff.length === 0 ? [] : await platformIdsOf(tx, communityId, memberIds),
		joinedAt,
		ageDays: joinedAt === null ? null : daysBetween(joinedAt, at, timeZone),
		points: await pointsOf(tx, communityId, memberIds),
		tags: given.tags ?? null,
		tier: given.tier ?? (await tx.admittedTier(communityId, memberIds)) ?? null,
		streak: given.streak ?? null,
		region: given.region ?? null,
		counts,
		recentWins: recentWinnerDays === 0 ? [] : await tx.recentWins(communityId, memberIds, since(recentWinnerDays)),
	};
}

async function platformIdsOf(
	tx: StoreTransaction,
	communityId: string,
	memberIds: readonly string[],
): Promise<string[]> {
	const ids: string[] = [];
	for (const memberId of memberIds) {
		const identities = await tx.listIdentities(communityId, memberId);
		ids.push(...identities.map(({ platformMemberId }) => platformMemberId));
	}
	return ids;
}

/** The balance of a person: lines of the ledger stay with the member they were booked for. */
async function pointsOf(tx: StoreTransaction, communityId: string, memberIds: readonly string[]): Promise<number> {
	let points = 0;
	for (const memberId of memberIds) points += await tx.pointsBalance(communityId, memberId);
	return points;
}

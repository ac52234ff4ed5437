import type { IDataObject } from 'n8n-workflow';
import { daysBetween } from '../../../../community/days';
import { activeTags } from '../../../../community/identity/tags';
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
 * What the rules of a lottery may ask of a member. The item's word comes first; else tags, tier and streak are those
 * that the store has, the tier also that of the admission. The region is known from the item alone.
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
		points: await tx.pointsBalance(communityId, memberIds[0]),
		tags: given.tags ?? (await tagsHeld(tx, communityId, memberIds[0], at)),
		tier: given.tier ?? (await tierHeld(tx, communityId, memberIds)),
		streak: given.streak ?? (await liveStreak(tx, communityId, memberIds[0], at)),
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

async function tagsHeld(tx: StoreTransaction, communityId: string, memberId: string, at: string): Promise<string[]> {
	const tags = await tx.tagsOf(communityId, [memberId]);
	return activeTags(tags.get(memberId) ?? [], at);
}

async function tierHeld(
	tx: StoreTransaction,
	communityId: string,
	memberIds: readonly [string, ...string[]],
): Promise<string | null> {
	const reached = await tx.getTier(communityId, memberIds);
	return reached?.tier ?? (await tx.admittedTier(communityId, memberIds)) ?? null;
}

/** The longest streak of the person that lives now, over all trackers; null where nobody checks in. */
async function liveStreak(
	tx: StoreTransaction,
	communityId: string,
	memberId: string,
	at: string,
): Promise<number | null> {
	const trackers = await tx.listTrackers(communityId);
	if (trackers.length === 0) return null;
	let longest = 0;
	for (const { trackerId } of trackers) {
		const streak = await tx.getStreak(communityId, trackerId, memberId);
		const lives = streak?.livesUntil != null && Date.parse(streak.livesUntil) > Date.parse(at);
		longest = Math.max(longest, lives ? streak.current : 0);
	}
	return longest;
}

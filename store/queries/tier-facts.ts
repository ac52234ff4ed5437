import { sql } from 'kysely';

import type { Scope } from '../schema';
import type { Page, StandingTransaction, TierFactsRow } from '../types';
import { fromJson, pieces, utc } from '../values';
import { scoresOf } from './scores';
import { listGrants, tiersOf } from './tiers';

type Filter = Parameters<StandingTransaction['tierFacts']>[0];

/** Ids per statement, well below what both engines take. */
const IDS = 400;

/** What a ladder measures, of a page of people: a handful of statements, however many they are. */
export async function tierFacts(scope: Scope, filter: Filter, page: Page): Promise<TierFactsRow[]> {
	const facts: TierFactsRow[] = [];
	for (const people of pieces(await pageOfPeople(scope, filter, page), IDS)) {
		facts.push(...(await factsOf(scope, filter, people)));
	}
	return facts;
}

interface Person {
	memberId: string;
	joinedAt: string | null;
}

async function pageOfPeople({ db }: Scope, filter: Filter, page: Page): Promise<Person[]> {
	if (filter.memberIds?.length === 0) return [];
	let query = db
		.selectFrom('member')
		.select(['member_id as memberId', 'joined_at as joinedAt'])
		.where('community_id', '=', filter.communityId)
		.where('merged_into', 'is', null);
	if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses);
	if (filter.memberIds !== undefined) query = query.where('member_id', 'in', filter.memberIds);
	if (page.after !== undefined) query = query.where('member_id', '>', page.after);
	return await query.orderBy('member_id').limit(page.limit).execute();
}

async function factsOf(scope: Scope, filter: Filter, people: readonly Person[]): Promise<TierFactsRow[]> {
	const { communityId, now } = filter;
	const kept = people.map(({ memberId }) => memberId);
	const personOf = await membersOf(scope, communityId, kept);
	const ids = [...personOf.keys()];
	const facts = new Map(
		people.map(({ memberId, joinedAt }): [string, TierFactsRow] => [memberId, blank(memberId, joinedAt)]),
	);
	const of = (memberId: string | null): TierFactsRow | undefined => facts.get(personOf.get(memberId ?? '') ?? '');
	for (const [memberId, person] of personOf) if (memberId !== person) facts.get(person)?.memberIds.push(memberId);
	for (const row of await balances(scope, communityId, ids)) {
		const fact = of(row.member_id);
		if (fact !== undefined)
			Object.assign(fact, { points: fact.points + row.balance, earned: fact.earned + row.earned });
	}
	for (const { memberId, ...part } of await scoresOf(scope, communityId, ids)) of(memberId)?.scores.push(part);
	for (const row of await counted(scope, filter, ids)) {
		const fact = of(row.memberId);
		if (fact !== undefined) fact.counts[row.name] = (fact.counts[row.name] ?? 0) + row.count;
	}
	if (filter.spent) await addSpending(scope, filter, ids, of);
	const states = await tiersOf(scope, communityId, ids);
	states.sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
	for (const state of states) {
		const fact = of(state.memberId);
		if (fact !== undefined && fact.state?.memberId !== fact.memberId) fact.state = state;
	}
	for (const grant of await listGrants(scope, communityId, ids, utc(now))) of(grant.memberId)?.grants.push(grant);
	return [...facts.values()];
}

function blank(memberId: string, joinedAt: string | null): TierFactsRow {
	const sums = { points: 0, earned: 0, counts: {}, spent: {} };
	return { memberId, memberIds: [memberId], joinedAt, ...sums, scores: [], state: undefined, grants: [] };
}

/** The person of every member id that these people go by. */
async function membersOf({ db }: Scope, communityId: string, kept: readonly string[]): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('member')
		.select(['member_id', 'merged_into'])
		.where('community_id', '=', communityId)
		.where('merged_into', 'in', kept)
		.orderBy('member_id')
		.execute();
	return new Map([
		...kept.map((memberId): [string, string] => [memberId, memberId]),
		...rows.map((row): [string, string] => [row.member_id, row.merged_into ?? '']),
	]);
}

async function balances({ db }: Scope, communityId: string, ids: readonly string[]) {
	return await db
		.selectFrom('points_balance')
		.select(['member_id', 'balance', 'earned'])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', ids)
		.execute();
}

/** Counts from the index alone: it has member, type and time. */
async function counted(
	{ db }: Scope,
	{ communityId, counts, now }: Filter,
	ids: readonly string[],
): Promise<{ name: string; memberId: string; count: number }[]> {
	const found: { name: string; memberId: string; count: number }[] = [];
	for (const { name, type, since } of counts) {
		const rows = await db
			.selectFrom('event')
			.select(['member_id', sql<number>`count(*)`.as('count')])
			.where('community_id', '=', communityId)
			.where('member_id', 'in', ids)
			.where('type', '=', type)
			.where('occurred_at', '<=', utc(now))
			.$if(since !== undefined, (query) => query.where('occurred_at', '>=', utc(since ?? now)))
			.groupBy('member_id')
			.execute();
		found.push(...rows.map((row) => ({ name, memberId: row.member_id ?? '', count: row.count })));
	}
	return found;
}

const PAID = ['payment_succeeded', 'refund_succeeded'];

async function addSpending(
	{ db }: Scope,
	{ communityId, now }: Filter,
	ids: readonly string[],
	of: (memberId: string | null) => TierFactsRow | undefined,
): Promise<void> {
	const rows = await db
		.selectFrom('event')
		.select(['member_id', 'type', 'data'])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', ids)
		.where('type', 'in', PAID)
		.where('occurred_at', '<=', utc(now))
		.execute();
	for (const { member_id, type, data } of rows) {
		const { payment } = fromJson<{ payment?: { amountMinor?: unknown; currency?: unknown } }>(data);
		const fact = of(member_id);
		const { amountMinor, currency } = payment ?? {};
		if (fact === undefined || typeof amountMinor !== 'number' || typeof currency !== 'string') continue;
		const amount = type === 'refund_succeeded' ? -Math.abs(amountMinor) : amountMinor;
		fact.spent[currency] = (fact.spent[currency] ?? 0) + amount;
	}
}

import { sql } from 'kysely';

import type { Scope } from '../schema';
import type { Identity, MemberFactsRow, Page, StoreTransaction } from '../types';
import { pieces, utc } from '../values';
import { personsOf } from './behaviour';

type Filter = Parameters<StoreTransaction['memberFacts']>[0];
/** What members have several of, by member. */
type Many<T> = Map<string, T[]>;

/** Ids per statement, well below what both engines take. */
const IDS = 500;

export async function memberFacts(scope: Scope, filter: Filter, page: Page): Promise<MemberFactsRow[]> {
	if (filter.memberIds?.length === 0) return [];
	const members = await pageOfMembers(scope, filter, page);
	const facts: MemberFactsRow[] = [];
	for (const some of pieces(members, IDS)) {
		const kept = some.map(({ member_id }) => member_id);
		// Lines stay with the member that they were written for, so a person has those of all their members.
		const persons = await personsOf(scope, filter.communityId, kept);
		const ids = [...persons.keys()];
		const identities = await identitiesOf(scope, filter, kept);
		const outputs = ofPersons(await outputsOf(scope, filter, ids), persons);
		const strikes = ofPersons(await strikesOf(scope, filter, ids), persons);
		const points = await pointsOf(scope, filter, persons);
		for (const member of some) {
			const done = summed(outputs.get(member.member_id) ?? []);
			facts.push({
				...toFacts(member),
				...(points.get(member.member_id) ?? { points: 0, pointsInWindow: 0 }),
				identities: identities.get(member.member_id) ?? [],
				outputs: done,
				lastActiveAt:
					done
						.map(({ lastAt }) => lastAt)
						.sort()
						.at(-1) ?? null,
				strikes: strikes.get(member.member_id) ?? [],
			});
		}
	}
	return facts;
}

type MemberOnPage = Awaited<ReturnType<typeof pageOfMembers>>[number];

function pageOfMembers({ db }: Scope, filter: Filter, page: Page) {
	const { communityId, status = 'member', memberIds } = filter;
	let query = db
		.selectFrom('member')
		.leftJoin('admission', (join) =>
			join
				.onRef('admission.community_id', '=', 'member.community_id')
				.onRef('admission.member_id', '=', 'member.member_id'),
		)
		.leftJoin('immunity', (join) =>
			join
				.onRef('immunity.community_id', '=', 'member.community_id')
				.onRef('immunity.member_id', '=', 'member.member_id'),
		)
		.leftJoin('elimination_case as open_case', (join) =>
			join
				.onRef('open_case.community_id', '=', 'member.community_id')
				.onRef('open_case.member_id', '=', 'member.member_id')
				.on('open_case.closed_at', 'is', null),
		)
		.select([
			'member.member_id',
			'member.name',
			'member.status',
			'member.joined_at',
			'member.created_at',
			'admission.tier',
			'immunity.until as immune_until',
			'immunity.reason as immune_reason',
			'open_case.case_id',
			'open_case.kind as case_kind',
			'open_case.status as case_status',
		])
		.where('member.community_id', '=', communityId)
		.where('member.status', '=', status)
		.where('member.merged_into', 'is', null);
	if (memberIds !== undefined) query = query.where('member.member_id', 'in', memberIds);
	if (page.after !== undefined) query = query.where('member.member_id', '>', page.after);
	return query.orderBy('member.member_id').limit(page.limit).execute();
}

/** What each member has, put together by person. */
function ofPersons<T>(many: Many<T>, persons: ReadonlyMap<string, string>): Many<T> {
	const found: Many<T> = new Map();
	for (const [memberId, list] of many) {
		const person = persons.get(memberId) ?? memberId;
		found.set(person, [...(found.get(person) ?? []), ...list]);
	}
	return found;
}

type Output = MemberFactsRow['outputs'][number];

/** One entry for each type, in order. */
function summed(outputs: readonly Output[]): Output[] {
	const byType = new Map<string, Output>();
	for (const { type, count, lastAt } of outputs) {
		const before = byType.get(type);
		const latest = before !== undefined && before.lastAt > lastAt ? before.lastAt : lastAt;
		byType.set(type, { type, count: count + (before?.count ?? 0), lastAt: latest });
	}
	return [...byType.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

type Points = Pick<MemberFactsRow, 'points' | 'pointsInWindow'>;

async function pointsOf(
	{ db }: Scope,
	{ communityId, pointsSince }: Filter,
	persons: ReadonlyMap<string, string>,
): Promise<Map<string, Points>> {
	const found = new Map<string, Points>();
	for (const some of pieces([...persons.keys()], IDS)) {
		const rows = await db
			.selectFrom('points')
			.select(({ fn, eb, and }) => [
				'member_id',
				fn.sum<number>('amount').as('points'),
				fn
					.sum<number>(
						eb
							.case()
							.when(and([eb('at', '>=', utc(pointsSince)), eb('amount', '>', 0)]))
							.then(eb.ref('amount'))
							.else(sql<number>`0`)
							.end(),
					)
					.as('in_window'),
			])
			.where('community_id', '=', communityId)
			.where('member_id', 'in', some)
			.groupBy('member_id')
			.execute();
		for (const row of rows) {
			const person = persons.get(row.member_id) ?? row.member_id;
			const { points, pointsInWindow } = found.get(person) ?? { points: 0, pointsInWindow: 0 };
			found.set(person, { points: points + row.points, pointsInWindow: pointsInWindow + row.in_window });
		}
	}
	return found;
}

async function identitiesOf(
	{ db }: Scope,
	{ communityId }: Filter,
	memberIds: readonly string[],
): Promise<Many<Identity>> {
	const rows = await db
		.selectFrom('identity')
		.select(['member_id', 'platform', 'platform_member_id'])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.orderBy('created_at')
		.orderBy('platform')
		.orderBy('platform_member_id')
		.execute();
	return collect(rows, (row) => ({ platform: row.platform, platformMemberId: row.platform_member_id }));
}

async function outputsOf(
	{ db }: Scope,
	{ communityId, types, outputSince }: Filter,
	memberIds: readonly string[],
): Promise<Many<MemberFactsRow['outputs'][number]>> {
	if (types.length === 0) return new Map();
	const rows = await db
		.selectFrom('event')
		.select(({ fn, eb }) => [
			'member_id',
			'type',
			fn
				.sum<number>(
					eb
						.case()
						.when('occurred_at', '>=', utc(outputSince))
						.then(sql<number>`1`)
						.else(sql<number>`0`)
						.end(),
				)
				.as('in_window'),
			fn.max('occurred_at').as('last_at'),
		])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('type', 'in', types)
		.groupBy(['member_id', 'type'])
		.orderBy('type')
		.execute();
	return collect(rows, (row) => ({ type: row.type, count: row.in_window, lastAt: row.last_at }));
}

async function strikesOf(
	{ db }: Scope,
	{ communityId, strikesSince }: Filter,
	memberIds: readonly string[],
): Promise<Many<MemberFactsRow['strikes'][number]>> {
	const rows = await db
		.selectFrom('strike')
		.select(['member_id', 'at', 'points', 'undone_at'])
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('at', '>=', utc(strikesSince))
		.orderBy('at')
		.orderBy('strike_id')
		.execute();
	return collect(rows, (row) => ({ at: row.at, points: row.points, undone: row.undone_at !== null }));
}

function collect<R extends { member_id: string | null }, T>(rows: readonly R[], fact: (row: R) => T): Many<T> {
	const found: Many<T> = new Map();
	for (const row of rows) {
		if (row.member_id === null) continue;
		const list = found.get(row.member_id) ?? [];
		list.push(fact(row));
		found.set(row.member_id, list);
	}
	return found;
}

function toFacts(
	row: MemberOnPage,
): Omit<MemberFactsRow, 'identities' | 'outputs' | 'lastActiveAt' | 'strikes' | 'points' | 'pointsInWindow'> {
	const { case_id: caseId, case_kind: kind, case_status: status } = row;
	return {
		memberId: row.member_id,
		name: row.name,
		status: row.status,
		joinedAt: row.joined_at,
		createdAt: row.created_at,
		tier: row.tier,
		immunity: row.immune_reason === null ? null : { until: row.immune_until, reason: row.immune_reason },
		openCase: caseId === null || kind === null || status === null ? null : { caseId, kind, status },
	};
}

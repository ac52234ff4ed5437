import type { Selectable, SelectQueryBuilder } from 'kysely';

import { readPageKey } from '../paging';
import type { ApplicationTable, Scope, Tables } from '../schema';
import type { ApplicationFilter, Page, ReviewedApplication } from '../types';
import { utc } from '../values';
import { toApplication } from './applications';
import { idsOfPerson } from './persons';

type Applications<O = object> = SelectQueryBuilder<Tables, 'application', O>;
type CommunityFilter = ApplicationFilter & { communityId: string };

export async function listApplications(
	{ db }: Scope,
	filter: ApplicationFilter,
	page: Page,
): Promise<ReviewedApplication[]> {
	const after = readPageKey(page.after, 1);
	let query = matching(db.selectFrom('application').selectAll(), filter);
	if (after !== undefined) {
		query = query.where(({ eb, refTuple, tuple }) =>
			eb(refTuple('created_at', 'application_id'), '>', tuple(after.at, after.ids[0] ?? '')),
		);
	}
	const rows = await query.orderBy('created_at').orderBy('application_id').limit(page.limit).execute();
	return rows.map(toReviewed);
}

export async function rankApplications(
	{ db }: Scope,
	filter: CommunityFilter,
	limit: number,
): Promise<ReviewedApplication[]> {
	const rows = await matching(db.selectFrom('application').selectAll(), filter)
		.orderBy('rank', (order) => order.asc().nullsLast())
		.orderBy('score', 'desc')
		.orderBy('created_at')
		.orderBy('application_id')
		.limit(limit)
		.execute();
	return rows.map(toReviewed);
}

export async function countApplications({ db }: Scope, filter: CommunityFilter): Promise<number> {
	const query = db.selectFrom('application').select(({ fn }) => fn.countAll<number>().as('found'));
	return (await matching(query, filter).executeTakeFirstOrThrow()).found;
}

export async function getReview(
	{ db }: Scope,
	communityId: string,
	applicationId: string,
): Promise<ReviewedApplication | undefined> {
	const row = await db
		.selectFrom('application')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('application_id', '=', applicationId)
		.executeTakeFirst();
	return row && toReviewed(row);
}

export async function lastDecision(
	{ db }: Scope,
	communityId: string,
	memberId: string,
): Promise<ReviewedApplication | undefined> {
	const row = await db
		.selectFrom('application')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('member_id', 'in', idsOfPerson(db, communityId, memberId))
		.where('status', 'in', ['approved', 'rejected', 'withdrawn'])
		.where('decided_at', 'is not', null)
		.orderBy('decided_at', 'desc')
		.orderBy('application_id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && toReviewed(row);
}

function matching<O>(query: Applications<O>, filter: ApplicationFilter): Applications<O> {
	const { statuses, assignedTo, createdBefore, createdSince, dueBy, decidedSince, notBy } = filter;
	let found = equal(query, filter);
	if (statuses !== undefined) found = found.where('status', 'in', statuses);
	if (assignedTo === null) found = found.where('assigned_to', 'is', null);
	else if (assignedTo !== undefined) found = found.where('assigned_to', '=', assignedTo);
	if (createdBefore !== undefined) found = found.where('created_at', '<', utc(createdBefore));
	if (createdSince !== undefined) found = found.where('created_at', '>=', utc(createdSince));
	if (dueBy !== undefined) found = found.where('due_at', '<=', utc(dueBy));
	if (notBy !== undefined) found = found.where('decided_by', '<>', notBy);
	if (decidedSince !== undefined) found = found.where('decided_at', '>=', utc(decidedSince));
	return found;
}

const EQUAL = {
	communityId: 'community_id',
	status: 'status',
	memberId: 'member_id',
	way: 'way',
	tier: 'tier',
	reviewGroupId: 'review_group_id',
} as const;

function equal<O>(query: Applications<O>, filter: ApplicationFilter): Applications<O> {
	let found = query;
	for (const [name, column] of Object.entries(EQUAL) as [keyof typeof EQUAL, (typeof EQUAL)[keyof typeof EQUAL]][]) {
		const value = filter[name];
		if (value !== undefined) found = found.where(column, '=', value);
	}
	return found;
}

export function toReviewed(row: Selectable<ApplicationTable>): ReviewedApplication {
	return {
		...toApplication(row),
		way: row.way,
		tier: row.tier,
		rank: row.rank,
		assignedTo: row.assigned_to,
		dueAt: row.due_at,
		remindedAt: row.reminded_at,
		reminders: row.reminders,
		undoneAt: row.undone_at,
		undoneBy: row.undone_by,
	};
}

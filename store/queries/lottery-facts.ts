import type { Scope } from '../schema';
import type { MemberRow, Page } from '../types';
import { utc } from '../values';

export async function countEvents(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
	type: string,
	since?: string,
): Promise<number> {
	let query = db
		.selectFrom('event')
		.select(({ fn }) => fn.countAll<number>().as('lines'))
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds);
	// In byte order "/" is what follows ".".
	query = type.endsWith('.')
		? query.where('type', '>=', type).where('type', '<', `${type.slice(0, -1)}/`)
		: query.where('type', '=', type);
	// What happened since was written down since, so that the index by time can help.
	if (since !== undefined) query = query.where('recorded_at', '>=', utc(since)).where('occurred_at', '>=', utc(since));
	return (await query.executeTakeFirstOrThrow()).lines;
}

export async function admittedTier(
	{ db }: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<string | undefined> {
	const row = await db
		.selectFrom('admission')
		.select('tier')
		.where('community_id', '=', communityId)
		.where('member_id', 'in', memberIds)
		.where('tier', 'is not', null)
		.orderBy('member_id')
		.limit(1)
		.executeTakeFirst();
	return row?.tier ?? undefined;
}

export async function memberIdsWith(
	{ db }: Scope,
	communityId: string,
	status: MemberRow['status'],
	page: Page,
): Promise<string[]> {
	let query = db
		.selectFrom('member')
		.select('member_id')
		.where('community_id', '=', communityId)
		.where('status', '=', status)
		.where('merged_into', 'is', null);
	if (page.after !== undefined) query = query.where('member_id', '>', page.after);
	const rows = await query.orderBy('member_id').limit(page.limit).execute();
	return rows.map((row) => row.member_id);
}

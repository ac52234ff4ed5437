import { sql } from 'kysely';

import type { Scope } from '../schema';
import type { MemberFilter, MemberRow, Page } from '../types';
import { storable, utc } from '../values';
import { toMember } from './members';

/** See MemberTransaction.listMembers. */
export async function listMembers({ db }: Scope, filter: MemberFilter, page: Page): Promise<MemberRow[]> {
	const { communityId, status, name, tag, field } = filter;
	let query = db
		.selectFrom('member')
		.selectAll('member')
		.where('member.community_id', '=', communityId)
		.where('member.merged_into', 'is', null);
	if (status !== undefined) query = query.where('member.status', '=', status);
	if (name !== undefined) {
		const part = `%${storable(name)
			.toLowerCase()
			.replace(/[\\%_]/g, '\\$&')}%`;
		query = query.where(sql<boolean>`lower(member.name) like ${part} escape '\\'`);
	}
	if (tag !== undefined) {
		query = query.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('member_tag')
					.select('member_tag.tag')
					.whereRef('member_tag.community_id', '=', 'member.community_id')
					.whereRef('member_tag.member_id', '=', 'member.member_id')
					.where('member_tag.tag', '=', tag)
					.where(({ eb, or }) =>
						or([eb('member_tag.expires_at', 'is', null), eb('member_tag.expires_at', '>', utc(filter.now))]),
					),
			),
		);
	}
	if (field !== undefined) {
		const column = typeof field.value === 'number' ? 'portrait_value.number' : 'portrait_value.text';
		query = query.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('portrait_value')
					.select('portrait_value.field')
					.whereRef('portrait_value.community_id', '=', 'member.community_id')
					.whereRef('portrait_value.member_id', '=', 'member.member_id')
					.where('portrait_value.field', '=', field.field)
					.where(column, '=', field.value),
			),
		);
	}
	if (page.after !== undefined) query = query.where('member.member_id', '>', page.after);
	const rows = await query.orderBy('member.member_id').limit(page.limit).execute();
	return rows.map(toMember);
}

/** See MemberTransaction.updateMember. */
export async function updateMember(
	{ db }: Scope,
	communityId: string,
	memberId: string,
	changes: { name?: string | undefined; language?: string | undefined; timeZone?: string | undefined },
	at: string,
): Promise<void> {
	const { name, language, timeZone } = changes;
	await db
		.updateTable('member')
		.set({
			updated_at: utc(at),
			...(name === undefined ? {} : { name: storable(name) }),
			...(language === undefined ? {} : { language: storable(language) }),
			...(timeZone === undefined ? {} : { time_zone: storable(timeZone) }),
		})
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.execute();
}

import type { Selectable } from 'kysely';

import type { Scope } from '../schema';
import type { CampEnrolmentTable } from '../schema/camps';
import type { CampEnrolmentRow, EnrolmentChange, Page, StoreTransaction } from '../types';
import { fromJson, toJson, utc } from '../values';

type NewEnrolment = Parameters<StoreTransaction['enrolInCamp']>[0];

export async function enrolInCamp({ db }: Scope, enrolment: NewEnrolment): Promise<boolean> {
	const result = await db
		.insertInto('camp_enrolment')
		.values({
			community_id: enrolment.communityId,
			camp_id: enrolment.campId,
			member_id: enrolment.memberId,
			order_id: enrolment.orderId,
			status: enrolment.status,
			paid_minor: 0,
			subject: toJson(enrolment.subject),
			enrolled_at: utc(enrolment.enrolledAt),
			updated_at: utc(enrolment.enrolledAt),
		})
		.onConflict((conflicting) => conflicting.columns(['community_id', 'camp_id', 'member_id']).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function getEnrolment(
	{ db }: Scope,
	communityId: string,
	campId: string,
	memberIds: readonly string[],
): Promise<CampEnrolmentRow | undefined> {
	if (memberIds.length === 0) return undefined;
	const rows = await db
		.selectFrom('camp_enrolment')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('camp_id', '=', campId)
		.where('member_id', 'in', memberIds)
		.orderBy('enrolled_at')
		.orderBy('member_id')
		.execute();
	// One person may have enrolled as two members before they were merged; a paid place wins.
	const row =
		rows.find(({ status }) => status === 'enrolled') ?? rows.find(({ status }) => status === 'waiting') ?? rows[0];
	return row && toEnrolment(row);
}

export async function enrolmentOfOrder(
	{ db }: Scope,
	communityId: string,
	orderId: string,
): Promise<CampEnrolmentRow | undefined> {
	const row = await db
		.selectFrom('camp_enrolment')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('order_id', '=', orderId)
		.executeTakeFirst();
	return row && toEnrolment(row);
}

export async function changeEnrolment(
	{ db }: Scope,
	communityId: string,
	campId: string,
	memberId: string,
	change: EnrolmentChange,
): Promise<void> {
	await db
		.updateTable('camp_enrolment')
		.set({
			updated_at: utc(change.at),
			...(change.status === undefined ? {} : { status: change.status }),
			...(change.enrolledAt === undefined ? {} : { enrolled_at: utc(change.enrolledAt) }),
			...(change.orderId === undefined ? {} : { order_id: change.orderId }),
			...(change.transactionId === undefined ? {} : { transaction_id: change.transactionId }),
			...(change.paidMinor === undefined ? {} : { paid_minor: change.paidMinor, paid_at: utc(change.at) }),
		})
		.where('community_id', '=', communityId)
		.where('camp_id', '=', campId)
		.where('member_id', '=', memberId)
		.execute();
}

export async function listEnrolments(
	{ db }: Scope,
	communityId: string,
	campId: string,
	page: Page,
): Promise<CampEnrolmentRow[]> {
	let query = db
		.selectFrom('camp_enrolment')
		.selectAll()
		.where('community_id', '=', communityId)
		.where('camp_id', '=', campId);
	if (page.after !== undefined) query = query.where('member_id', '>', page.after);
	const rows = await query.orderBy('member_id').limit(page.limit).execute();
	return rows.map(toEnrolment);
}

export async function countPlaces(
	{ db }: Scope,
	communityId: string,
	campId: string,
	waitingSince: string,
	except?: string,
): Promise<number> {
	let query = db
		.selectFrom('camp_enrolment')
		.select(({ fn }) => fn.countAll().as('places'))
		.where('community_id', '=', communityId)
		.where('camp_id', '=', campId)
		.where(({ or, and, eb }) =>
			or([
				eb('status', '=', 'enrolled'),
				and([eb('status', '=', 'waiting'), eb('enrolled_at', '>', utc(waitingSince))]),
			]),
		);
	if (except !== undefined) query = query.where('member_id', '!=', except);
	const { places } = await query.executeTakeFirstOrThrow();
	return Number(places);
}

function toEnrolment(row: Selectable<CampEnrolmentTable>): CampEnrolmentRow {
	return {
		communityId: row.community_id,
		campId: row.camp_id,
		memberId: row.member_id,
		orderId: row.order_id,
		status: row.status,
		paidMinor: row.paid_minor,
		transactionId: row.transaction_id,
		subject: fromJson(row.subject),
		enrolledAt: row.enrolled_at,
		paidAt: row.paid_at,
	};
}

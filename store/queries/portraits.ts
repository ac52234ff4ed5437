import type { Scope } from '../schema';
import type { JsonObject, KeptValue, MemberTransaction, PortraitFieldRow } from '../types';
import { fromJson, pieces, storable, toJson, utc } from '../values';

/** Ids per statement, well below what both engines take. */
const IDS = 500;

export async function portraitFields({ db }: Scope, communityId: string): Promise<PortraitFieldRow[]> {
	const rows = await db
		.selectFrom('portrait_field')
		.selectAll()
		.where('community_id', '=', communityId)
		.orderBy('position')
		.orderBy('field')
		.execute();
	return rows.map((row) => ({
		field: row.field,
		definition: fromJson(row.definition),
		updatedAt: row.updated_at,
		updatedBy: row.updated_by,
	}));
}

export async function savePortraitFields(
	{ db }: Scope,
	communityId: string,
	fields: readonly { field: string; definition: JsonObject }[],
	by: string,
	at: string,
): Promise<void> {
	await db.deleteFrom('portrait_field').where('community_id', '=', communityId).execute();
	for (const [position, { field, definition }] of fields.entries()) {
		await db
			.insertInto('portrait_field')
			.values({
				community_id: communityId,
				field,
				position,
				definition: storable(toJson(definition)),
				updated_at: utc(at),
				updated_by: by,
			})
			.execute();
	}
}

export const portraitsOf: Bound<'portraitsOf'> = async ({ db }, communityId, memberIds) => {
	const found = new Map<string, Map<string, KeptValue[]>>();
	for (const some of pieces(memberIds, IDS)) {
		const rows = await db
			.selectFrom('portrait_value')
			.select(['member_id', 'field', 'text', 'number', 'sealed'])
			.where('community_id', '=', communityId)
			.where('member_id', 'in', some)
			.orderBy('member_id')
			.orderBy('field')
			.orderBy('position')
			.execute();
		for (const { member_id: memberId, field, ...value } of rows) {
			const fields = found.get(memberId) ?? new Map<string, KeptValue[]>();
			fields.set(field, [...(fields.get(field) ?? []), value]);
			found.set(memberId, fields);
		}
	}
	return found;
};

type Bound<Name extends keyof MemberTransaction> = (
	scope: Scope,
	...rest: Parameters<MemberTransaction[Name]>
) => ReturnType<MemberTransaction[Name]>;

export const putPortrait: Bound<'putPortrait'> = async ({ db }, communityId, memberId, field, values, at) => {
	await db
		.deleteFrom('portrait_value')
		.where('community_id', '=', communityId)
		.where('member_id', '=', memberId)
		.where('field', '=', field)
		.execute();
	for (const [position, { text, number, sealed }] of values.entries()) {
		await db
			.insertInto('portrait_value')
			.values({
				community_id: communityId,
				member_id: memberId,
				field,
				position,
				text: text === null ? null : storable(text),
				number,
				sealed,
				at: utc(at),
			})
			.execute();
	}
};

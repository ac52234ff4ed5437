import type { Kysely } from 'kysely';

import { PERSONAL_TABLES } from '../personal-data';
import type { Scope } from '../schema';
import type { Json, JsonObject } from '../types';
import { pieces } from '../values';

/** The tables by name, where a query goes over all that say something about a person. */
export type AnyTable = Kysely<Record<string, Record<string, unknown>>>;
export const anyTable = ({ db }: Scope): AnyTable => db as unknown as AnyTable;

/** Ids per statement, well below what both engines take. */
export const IDS = 500;

/** See MemberTransaction.personalData. */
export async function personalData(
	scope: Scope,
	communityId: string,
	memberIds: readonly string[],
): Promise<Record<string, JsonObject[]>> {
	const db = anyTable(scope);
	const found: Record<string, JsonObject[]> = { member: [] };
	for (const table of ['member', ...Object.keys(PERSONAL_TABLES)]) {
		const { members = ['member_id'], via } = PERSONAL_TABLES[table] ?? {};
		const rows = new Map<string, JsonObject>();
		for (const some of pieces(memberIds, IDS)) {
			for (const column of members) {
				const own = await db
					.selectFrom(table)
					.selectAll()
					.where('community_id', '=', communityId)
					.where(column, 'in', some)
					.execute();
				for (const row of own) rows.set(JSON.stringify(row), readable(row));
			}
			if (via === undefined) continue;
			const owners = db
				.selectFrom(via.table)
				.select(via.column)
				.where('community_id', '=', communityId)
				.where('member_id', 'in', some);
			const theirs = await db
				.selectFrom(table)
				.selectAll()
				.where('community_id', '=', communityId)
				.where(via.column, 'in', owners)
				.execute();
			for (const row of theirs) rows.set(JSON.stringify(row), readable(row));
		}
		if (rows.size > 0) found[table] = [...rows.values()];
	}
	return found;
}

/** Columns of JSON as JSON, so that the reader gets no text within text. */
function readable(row: Readonly<Record<string, unknown>>): JsonObject {
	const entries = Object.entries(row).filter(([column]) => column !== 'community_id');
	return Object.fromEntries(entries.map(([column, value]) => [column, parsed(value)]));
}

function parsed(value: unknown): Json {
	if (typeof value !== 'string' || !/^[[{]/.test(value)) return value as Json;
	try {
		return JSON.parse(value) as Json;
	} catch {
		return value;
	}
}

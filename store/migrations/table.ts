import { sql, type Kysely } from 'kysely';

import { columnTypes, type ColumnTypes, type MigrationTarget } from './target';

type Type = keyof ColumnTypes;

/** A column's type, with `?` where it may be null. */
export type Column = Type | `${Type}?`;

export interface Index {
	name: string;
	columns: string[];
	unique?: boolean;
	/** Only rows in which this column is null. */
	whereNull?: string;
}

export interface Table {
	columns: Record<string, Column>;
	/** `community_id` always leads, so that PostgreSQL can be sharded by it. */
	key: string[];
	references?: { columns: string[]; table: string; to: string[] }[];
	indices?: Index[];
}

/** What refers to a member of the same community. */
export const MEMBER = { columns: ['community_id', 'member_id'], table: 'member', to: ['community_id', 'member_id'] };

/** Makes a table with its key, its references and its indices. */
export async function createTable(
	db: Kysely<unknown>,
	target: MigrationTarget,
	name: string,
	table: Table,
): Promise<void> {
	const types = columnTypes(target.engine);
	let builder = db.schema.createTable(name).addPrimaryKeyConstraint(`${name}_key`, table.key as never[]);
	for (const [column, type] of Object.entries(table.columns)) {
		const optional = type.endsWith('?');
		const plain = (optional ? type.slice(0, -1) : type) as Type;
		builder = builder.addColumn(column, types[plain] as never, (col) => (optional ? col : col.notNull()));
	}
	for (const reference of table.references ?? []) {
		const constraint = `${name}_of_${reference.table}`;
		builder = builder.addForeignKeyConstraint(constraint, reference.columns as never[], reference.table, reference.to);
	}
	if (target.engine === 'embedded') builder = builder.modifyEnd(sql`strict`);
	await builder.execute();
	for (const index of table.indices ?? []) await createIndex(db, name, index);
}

export async function createIndex(db: Kysely<unknown>, table: string, index: Index): Promise<void> {
	let builder = db.schema.createIndex(index.name).on(table).columns(index.columns);
	if (index.unique === true) builder = builder.unique();
	const { whereNull } = index;
	await (whereNull === undefined ? builder : builder.where(sql.ref(whereNull), 'is', null)).execute();
}

import { sql, type RawBuilder } from 'kysely';

import type { Engine } from '../schema';

/** Where a migration runs. `schema` is PostgreSQL's; the embedded engine has none. */
export interface MigrationTarget {
	engine: Engine;
	schema?: string;
}

/** The column types that differ between the engines. */
export interface ColumnTypes {
	/** Text in byte order, whatever the database's locale, so that pages are cut alike everywhere. */
	text: RawBuilder<unknown>;
	/** A whole number of up to 53 bits. */
	integer: RawBuilder<unknown>;
	real: RawBuilder<unknown>;
}

export function columnTypes(engine: Engine): ColumnTypes {
	return engine === 'postgres'
		? { text: sql`text collate "C"`, integer: sql`bigint`, real: sql`double precision` }
		: { text: sql`text`, integer: sql`integer`, real: sql`real` };
}

/** A name inside the store's own schema, for raw SQL. */
export function named(target: MigrationTarget, name: string): RawBuilder<unknown> {
	return target.schema === undefined ? sql.id(name) : sql.id(target.schema, name);
}

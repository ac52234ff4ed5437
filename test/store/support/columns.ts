import { DatabaseSync } from 'node:sqlite';

import { Client } from 'pg';

import type { StoreConfig } from '../../../store';

/** The tables of a store that have a column with such a name, in order. */
export async function tablesWith(config: StoreConfig, column: RegExp): Promise<string[]> {
	const found = (await columnsOf(config)).filter((one) => column.test(one.column)).map(({ table }) => table);
	return [...new Set(found)].sort();
}

async function columnsOf(config: StoreConfig): Promise<{ table: string; column: string }[]> {
	if (config.engine === 'embedded') {
		const db = new DatabaseSync(config.file);
		try {
			const select = `select m.name as "table", c.name as "column"
				from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'`;
			return db.prepare(select).all() as unknown as { table: string; column: string }[];
		} finally {
			db.close();
		}
	}
	const { schema, ssl: _ssl, ca: _ca, engine: _engine, ...connection } = config;
	const client = new Client(connection);
	await client.connect();
	try {
		const select = `select table_name as "table", column_name as "column"
			from information_schema.columns where table_schema = $1`;
		return (await client.query<{ table: string; column: string }>(select, [schema])).rows;
	} finally {
		await client.end();
	}
}

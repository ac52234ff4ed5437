import { DatabaseSync } from 'node:sqlite';

import { Client } from 'pg';

import type { StoreConfig } from '../../../store';

/** Runs SQL past the store; `{name}` becomes the table of that name. */
export async function runSql(config: StoreConfig, statement: string): Promise<void> {
	if (config.engine === 'embedded') {
		const db = new DatabaseSync(config.file);
		try {
			db.exec(statement.replace(/\{(\w+)\}/g, '"$1"'));
		} finally {
			db.close();
		}
		return;
	}
	const { schema, ssl: _ssl, ca: _ca, engine: _engine, ...connection } = config;
	const client = new Client(connection);
	await client.connect();
	try {
		await client.query(statement.replace(/\{(\w+)\}/g, `"${schema}"."$1"`));
	} finally {
		await client.end();
	}
}

import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, PoolConfig } from 'pg';

import type { StoreConfig } from '../types';
import { postgresError } from './errors';

export type PostgresConfig = Extract<StoreConfig, { engine: 'postgres' }>;

const DEFAULT_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;

/** A pool whose errors are StoreErrors. pg is loaded here, so that only those who use PostgreSQL need it. */
export async function createPool(config: PostgresConfig): Promise<PostgresPool> {
	const pg = await import('pg');
	// pg would hand these over as text, because they may exceed 53 bits; ours never do.
	const { INT8, NUMERIC } = pg.types.builtins;
	const numbers: PoolConfig['types'] = {
		getTypeParser: (oid, format): unknown =>
			oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format),
	};
	const pool = new pg.Pool({
		host: config.host,
		port: config.port,
		database: config.database,
		user: config.user,
		password: config.password,
		ssl: tlsOptions(config),
		max: config.maxConnections ?? DEFAULT_CONNECTIONS,
		application_name: 'n8n-nodes-shequn',
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		keepAlive: true,
		allowExitOnIdle: true,
		types: numbers,
	});
	// The pool drops an idle connection that broke; without a listener Node.js would end the process.
	pool.on('error', () => undefined);
	return translated(pool, `${config.host}:${config.port}`);
}

/** `require` encrypts and trusts any certificate, as libpq's mode of that name does; `verify` checks it. */
function tlsOptions(config: PostgresConfig): PoolConfig['ssl'] {
	if (config.ssl === 'disable') return false;
	if (config.ssl === 'require') return { rejectUnauthorized: false };
	return { rejectUnauthorized: true, ...(config.ca ? { ca: config.ca } : {}) };
}

function translated(pool: Pool, server: string): PostgresPool {
	const rethrow = (error: unknown): never => {
		throw postgresError(error, server);
	};
	const wrappers = new WeakMap<PoolClient, PostgresPoolClient>();
	const wrap = (client: PoolClient): PostgresPoolClient => {
		const known = wrappers.get(client);
		if (known !== undefined) return known;
		// A connection that breaks while in use reports it twice: to the query, which we handle, and here.
		client.on('error', () => undefined);
		const wrapper = {
			query: (sql: string, parameters: readonly unknown[]) => client.query(sql, [...parameters]).catch(rethrow),
			release: (destroy?: boolean) => client.release(destroy),
		} as unknown as PostgresPoolClient;
		wrappers.set(client, wrapper);
		return wrapper;
	};
	return {
		options: {},
		connect: () => pool.connect().then(wrap, rethrow),
		end: () => pool.end(),
	};
}

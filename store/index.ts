import { createHmac, randomBytes, randomUUID } from 'node:crypto';

import { SqlCommunityStore } from './community-store';
import { assertMayEmbed } from './embedding';
import type { OpenedEngine } from './engine';
import { openPostgres } from './postgres/open';
import { openSqlite } from './sqlite/open';
import type { CommunityStore, StoreConfig, StoreOptions } from './types';

export { StoreError } from './errors';
export { applicationKey } from './queries/applications';
export { ledgerKey } from './queries/ledger';
export { placeKey } from './queries/points-leaderboard';
export { pondPlaceKey } from './queries/ponds';
export { ritualProgressKey } from './queries/rituals';
export { pageKey } from './paging';
export type * from './types';

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the Community Store, making and migrating it as needed. Whoever opens it closes it.
 *
 * Never call the store from inside `work` of one of its own transactions: the inner call would wait
 * for the outer one.
 *
 * @throws StoreError with every code but `conflict`
 */
export function openStore(config: StoreConfig, options: StoreOptions = {}): Promise<CommunityStore> {
	return open(config, options);
}

async function open(config: StoreConfig, options: StoreOptions, onClose?: () => void): Promise<CommunityStore> {
	const engine = await openEngine(config, options);
	return new SqlCommunityStore(engine, options.owner ?? randomUUID(), onClose);
}

function openEngine(config: StoreConfig, options: StoreOptions): Promise<OpenedEngine> {
	const busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
	if (config.engine === 'postgres') return openPostgres(config, busyTimeoutMs);
	assertMayEmbed(options.environment ?? { argv: process.argv, env: process.env });
	return openSqlite({ file: config.file, busyTimeoutMs });
}

const keySecret = randomBytes(32);

/**
 * A name for a store's configuration: the same for equal ones as long as this process lives, another
 * one if anything differs, the password included. Nothing can be learned from it.
 */
export function storeKey(config: StoreConfig): string {
	const fields = Object.entries(config)
		.filter(([, value]) => value !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return createHmac('sha256', keySecret).update(JSON.stringify(fields)).digest('hex');
}

const shared = new Map<string, Promise<CommunityStore>>();

/**
 * The one store of this process for a configuration. Opened by the first who asks, with that call's
 * options; if opening fails, or after `close`, the next call opens it again.
 *
 * @throws what openStore throws
 */
export async function sharedStore(config: StoreConfig, options: StoreOptions = {}): Promise<CommunityStore> {
	const key = storeKey(config);
	const known = shared.get(key);
	if (known !== undefined) return known;
	const forget = (): void => {
		if (shared.get(key) === opening) shared.delete(key);
	};
	const opening = open(config, options, () => forget());
	shared.set(key, opening);
	opening.catch(forget);
	return opening;
}

import { setTimeout as sleep } from 'node:timers/promises';

import { sql } from 'kysely';

import type { OpenedEngine } from './engine';
import { StoreError } from './errors';
import { claimReceipts, settleReceipts } from './queries/receipts';
import { reserveDelivery, settleDelivery } from './queries/deliveries';
import { holdLimit } from './queries/rate-slots';
import type { Scope } from './schema';
import { runningTransaction } from './transaction';
import type { CommunityStore, StoreTransaction } from './types';

const TRIES = 10;
const LONGEST_PAUSE_MS = 200;

/** The Community Store on an engine that is open. Facts change only inside `transaction` and the calls below it. */
export class SqlCommunityStore implements CommunityStore {
	private closing: Promise<void> | undefined;

	/**
	 * @param owner names this process among all that share the store
	 * @param onClose called when the store is closed, before the engine is
	 */
	constructor(
		private readonly opened: OpenedEngine,
		readonly owner: string,
		private readonly onClose: () => void = () => undefined,
	) {}

	get engine(): 'embedded' | 'postgres' {
		return this.opened.engine;
	}

	transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
		return this.durably(async (scope) => {
			const running = runningTransaction(scope);
			const result = await work(running.transaction);
			running.assertAlive();
			return result;
		});
	}

	async read<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
		this.assertOpen();
		return this.opened.reader
			.transaction()
			.setIsolationLevel('repeatable read')
			.setAccessMode('read only')
			.execute((db) => work(runningTransaction({ db, engine: this.engine }).transaction));
	}

	// A claim or a settlement that a power cut takes away means that the sender's retry runs again, and finds everything done.
	claimReceipts: CommunityStore['claimReceipts'] = (events, at) =>
		this.write((scope) => claimReceipts(scope, events, { owner: this.owner, ...at }));

	settleReceipts: CommunityStore['settleReceipts'] = (receipts, outcome, now) =>
		this.write((scope) => settleReceipts(scope, receipts, outcome, now));

	reserveDelivery: CommunityStore['reserveDelivery'] = (reservation, leaseMs) =>
		this.durably((scope) => reserveDelivery(scope, reservation, this.owner, leaseMs));

	// Without it the delivery would be taken for one that nobody heard back of: a person looks, nothing is sent twice.
	settleDelivery: CommunityStore['settleDelivery'] = (delivery, result, now) =>
		this.write((scope) => settleDelivery(scope, delivery, result, now));

	holdLimit: CommunityStore['holdLimit'] = (communityId, key, until) =>
		this.write((scope) => holdLimit(scope, communityId, key, until));

	async check(): Promise<{ engine: string; version: number }> {
		const name = await this.write(async ({ db }) => {
			await holdLimit({ db, engine: this.engine }, '', 'check', new Date().toISOString());
			const version = this.engine === 'postgres' ? sql`current_setting('server_version')` : sql`sqlite_version()`;
			const { rows } = await sql<{ version: string }>`select ${version} as version`.execute(db);
			return `${this.engine === 'postgres' ? 'PostgreSQL' : 'SQLite'} ${rows[0]?.version ?? ''}`;
		});
		return { engine: name, version: this.opened.version };
	}

	close(): Promise<void> {
		if (this.closing === undefined) {
			this.onClose();
			this.closing = this.opened.close();
		}
		return this.closing;
	}

	/** One write transaction that no power cut takes away once this resolves. */
	private async durably<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
		const result = await this.write(work);
		await this.opened.flush();
		return result;
	}

	/** One write transaction, run again from the start as long as the engine asks for it. */
	private async write<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
		for (let tries = 1; ; tries++) {
			this.assertOpen();
			try {
				return await this.opened.writer.transaction().execute((db) => work({ db, engine: this.engine }));
			} catch (error) {
				if (tries === TRIES || !this.opened.mayRepeat(error)) throw error;
			}
			await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** tries));
		}
	}

	private assertOpen(): void {
		if (this.closing !== undefined) {
			throw new StoreError('broken', 'The Community Store is closed.', 'Open it again.');
		}
	}
}

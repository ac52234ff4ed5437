import { AsyncLocalStorage } from 'node:async_hooks';

import { sql } from 'kysely';

import { StoreError, conflict } from '../errors';
import type { Scope } from '../schema';
import type { JsonObject, Once } from '../types';
import { fromJson, toJson, utc } from '../values';

/** One depth of nesting: operations at the same depth run one after another, whatever order they were called in. */
interface Level {
	depth: number;
	tail: Promise<unknown>;
}

/** Runs each operation of one transaction once, each in a savepoint of its own. */
export class Operations {
	private readonly root: Level = { depth: 0, tail: Promise.resolve() };
	private readonly current = new AsyncLocalStorage<Level>();
	private fatal: StoreError | undefined;

	constructor(private readonly scope: Scope) {}

	/** See StoreTransaction.once. */
	once<T extends JsonObject>(communityId: string, key: string, at: string, work: () => Promise<T>): Promise<Once<T>> {
		const level = this.current.getStore() ?? this.root;
		const child: Level = { depth: level.depth + 1, tail: Promise.resolve() };
		const run = (): Promise<Once<T>> =>
			this.current.run(child, () => this.insideSavepoint(child.depth, () => this.execute(communityId, key, at, work)));
		const result = level.tail.then(run);
		level.tail = result.catch(() => undefined);
		return result;
	}

	/** Throws what the engine said if it gave up on this transaction, even when `work` went on after that. */
	assertAlive(): void {
		if (this.fatal !== undefined) throw this.fatal;
	}

	private async execute<T extends JsonObject>(
		communityId: string,
		key: string,
		at: string,
		work: () => Promise<T>,
	): Promise<Once<T>> {
		// Another process with the same key makes this wait until it has committed or rolled back.
		const inserted = await this.scope.db
			.insertInto('operation')
			.values({ community_id: communityId, key, result: null, at: utc(at) })
			.onConflict((conflicting) => conflicting.columns(['community_id', 'key']).doNothing())
			.executeTakeFirst();
		if (inserted.numInsertedOrUpdatedRows !== 1n) {
			return { duplicate: true, result: await this.firstResult<T>(communityId, key) };
		}
		const text = toJson(await work());
		await this.scope.db
			.updateTable('operation')
			.set({ result: text })
			.where('community_id', '=', communityId)
			.where('key', '=', key)
			.execute();
		return { duplicate: false, result: fromJson<T>(text) };
	}

	private async firstResult<T extends JsonObject>(communityId: string, key: string): Promise<T> {
		const { result } = await this.scope.db
			.selectFrom('operation')
			.select('result')
			.where('community_id', '=', communityId)
			.where('key', '=', key)
			.executeTakeFirstOrThrow();
		if (result !== null) return fromJson<T>(result);
		throw conflict(`The operation "${key}" asks for itself.`, 'Give the inner operation a key of its own.');
	}

	private async insideSavepoint<T>(depth: number, work: () => Promise<T>): Promise<T> {
		this.assertAlive();
		const name = sql.id(`operation_${depth}`);
		await sql`savepoint ${name}`.execute(this.scope.db);
		try {
			const result = await work();
			this.assertAlive();
			await sql`release savepoint ${name}`.execute(this.scope.db);
			return result;
		} catch (error) {
			if (error instanceof StoreError && error.code !== 'conflict') this.fatal ??= error;
			if (this.fatal !== undefined) throw this.fatal;
			await sql`rollback to savepoint ${name}`.execute(this.scope.db);
			await sql`release savepoint ${name}`.execute(this.scope.db);
			throw error;
		}
	}
}

import { randomUUID } from 'node:crypto';

import {
	StoreError,
	type CommunityStore,
	type MemberRow,
	type StoreConfig,
	type StoreTransaction,
} from '../../../store';
import { migrationsFor } from '../../../store/migrations';
import type { EngineName, Engines } from './engines';

/** The version of a store that every migration has run on. */
export const SCHEMA_VERSION = Object.keys(migrationsFor({ engine: 'embedded' })).length;

export const T0 = '2026-03-01T08:00:00.000Z';

/** The instant so many seconds after T0. */
export const at = (seconds: number): string => new Date(Date.parse(T0) + seconds * 1000).toISOString();

/** The code of the StoreError that a promise is rejected with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error instanceof StoreError) return error.code;
	throw new Error(`expected a StoreError, got ${String(error)}`);
}

/** One store that several instances share, as processes do, with a community for each test. */
export class World {
	C = '';
	private config: StoreConfig | undefined;
	private stores: CommunityStore[] = [];

	constructor(
		private readonly engines: Engines,
		private readonly engine: EngineName,
	) {}

	async open(instances = 4): Promise<void> {
		const config = this.engines.fresh(this.engine);
		this.config = config;
		for (let n = 0; n < instances; n++) {
			this.stores.push(await this.engines.openStore(config, { owner: `process-${n}`, busyTimeoutMs: 60_000 }));
		}
	}

	async newCommunity(): Promise<void> {
		this.C = `group-${randomUUID()}`;
		await this.write((tx) => tx.ensureCommunity({ communityId: this.C, platform: 'p', groupId: this.C, at: T0 }));
	}

	get storeConfig(): StoreConfig {
		if (this.config === undefined) throw new Error('the world is not open');
		return this.config;
	}

	write = <T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> => this.store(0).transaction(work);
	read = <T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> => this.store(0).read(work);

	/** Does `work` many times at once, shared among the instances. */
	atOnce<T>(times: number, work: (tx: StoreTransaction, n: number) => Promise<T>): Promise<T[]> {
		return Promise.all(
			Array.from({ length: times }, (_, n) => this.store(n % this.stores.length).transaction((tx) => work(tx, n))),
		);
	}

	async member(platformMemberId: string, communityId = this.C): Promise<MemberRow> {
		return this.write((tx) => tx.ensureMember({ communityId, platform: 'p', platformMemberId, at: T0 }));
	}

	/** So many members, ids in byte order. */
	async members(count: number): Promise<string[]> {
		return this.write(async (tx) => {
			const ids: string[] = [];
			for (let n = 0; n < count; n++) {
				const one = await tx.ensureMember({ communityId: this.C, platform: 'p', platformMemberId: `n${n}`, at: T0 });
				ids.push(one.memberId);
			}
			return ids.sort();
		});
	}

	/** One of the instances. */
	store(n: number): CommunityStore {
		const store = this.stores[n];
		if (store === undefined) throw new Error('the world is not open');
		return store;
	}
}

/** How often each value is there. */
export function tally(values: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}

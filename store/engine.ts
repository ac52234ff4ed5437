import type { Kysely } from 'kysely';

import type { Engine, Tables } from './schema';

/** An engine that is open and up to date: what the store itself is built on. */
export interface OpenedEngine {
	engine: Engine;
	/** For write transactions. */
	writer: Kysely<Tables>;
	/** For read transactions, on a view that other writers do not disturb. */
	reader: Kysely<Tables>;
	/** How many migrations the store has. */
	version: number;
	/** Whether a transaction that failed so may be run again from the start. */
	mayRepeat: (error: unknown) => boolean;
	/** Resolves when everything committed so far survives a power cut. */
	flush: () => Promise<void>;
	close: () => Promise<void>;
}

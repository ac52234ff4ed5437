import { setTimeout as sleep } from 'node:timers/promises';

import { StoreError } from '../errors';

/** How long one try may block the event loop, in milliseconds; the rest of the patience is spent asleep. */
export const BLOCKING_MS = 50;
const PAUSE_MS = 20;

/** Tries again for up to `patienceMs` milliseconds while another process holds the lock. */
export async function whileLocked<T>(patienceMs: number, work: () => T | Promise<T>): Promise<T> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof StoreError) || error.code !== 'locked' || Date.now() >= deadline) throw error;
		}
		await sleep(PAUSE_MS);
	}
}

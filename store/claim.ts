import type { Engine } from './schema';

/** A row that says that somebody is at it. */
export interface Claim {
	owner: string;
	lease_until: string;
}

/** Who asks, and when. */
export interface Asker {
	engine: Engine;
	owner: string;
	now: string;
}

/**
 * Whether the work behind a claim may still go on. A claim ends with its lease. The embedded store
 * serves one n8n process at a time, so there a claim of another owner belongs to a process that is gone.
 */
export function isAlive(claim: Claim, asker: Asker): boolean {
	if (asker.engine === 'embedded' && claim.owner !== asker.owner) return false;
	return claim.lease_until > asker.now;
}

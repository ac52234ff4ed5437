import type { StoreTransaction } from '../../../../store/types';
import type { Participant } from '../shared/reckoning';
import type { Attempt } from './record';

type CodeRefusal = 'code_unknown' | 'code_used' | 'code_expired' | 'code_other';

/** Whether the code that a check-in was made with opens this door now: known, of this tracker, in time, not used. */
export async function checkCode(
	tx: StoreTransaction,
	{ tracker, recognised, occurredAt }: Attempt,
	{ ids }: Participant,
): Promise<{ code: string | null } | CodeRefusal> {
	if (recognised.code === undefined) return { code: null };
	const { communityId, trackerId } = tracker;
	const door = await tx.getDoorCode(communityId, recognised.code);
	if (door === undefined) return 'code_unknown';
	if (door.trackerId !== trackerId) return 'code_other';
	if (await tx.hasUsedCode(communityId, door.code, ids)) return 'code_used';
	// By the event's own time, so that a late delivery of a scan in time still counts.
	const at = Date.parse(occurredAt);
	return at >= Date.parse(door.issuedAt) - SKEW_MS && at < Date.parse(door.expiresAt)
		? { code: door.code }
		: 'code_expired';
}

/** How far the clock of whoever delivers may be behind ours. */
const SKEW_MS = 5 * 60_000;

import { parsePonds, type PondPolicy } from '../../../../community/segments/pond';
import type { StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';

/** Under what Save keeps the ponds. */
export const PONDS = 'ponds';

/** The ponds that Save kept, if it ever ran. */
export async function findPonds(tx: StoreTransaction, communityId: string): Promise<PondPolicy | undefined> {
	const kept = await tx.getPolicy(communityId, PONDS);
	return kept && parsePonds(kept);
}

/**
 * The ponds that Save kept.
 *
 * @throws InputError if it never ran
 */
export async function keptPonds(tx: StoreTransaction, communityId: string): Promise<PondPolicy> {
	const kept = await findPonds(tx, communityId);
	if (kept !== undefined) return kept;
	throw new InputError(
		`The community ${communityId} has no ponds yet`,
		'Run "Pond: Save" once. If it ran, check that "Community ID" is the same there and here.',
	);
}

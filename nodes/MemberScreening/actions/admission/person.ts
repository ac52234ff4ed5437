import type { JsonObject, LedgerEntry, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { ledgerLine, type LedgerLine } from '../../../shared/ledger';

export {
	ensurePerson,
	groupWord,
	knownPerson,
	ownEvent,
	personOfItem,
	privateWord,
	requirePerson,
	subjectOfRow,
	wordTo,
	type Person,
} from '../../../shared/person';

/** One line of the ledger, as Member Screening writes them. */
export function screeningLine(line: LedgerLine): LedgerEntry {
	return ledgerLine('screening', line);
}

class NotRemembered extends Error {}

/**
 * What `remember` keeps under a key. Nothing is written if there is nothing: the work of `once` throws, and its
 * savepoint takes the key back.
 */
export async function recall(tx: StoreTransaction, communityId: string, key: string): Promise<JsonObject | undefined> {
	// The instant is never kept.
	const asked = tx.once<JsonObject>(communityId, key, new Date(0).toISOString(), async () => {
		throw new NotRemembered();
	});
	return await asked.then(
		({ result }) => result,
		(error: unknown): undefined => {
			if (!(error instanceof NotRemembered)) throw error;
		},
	);
}

/** Keeps facts under a key; the first ones stay. Gives those that are kept. */
export async function remember(
	tx: StoreTransaction,
	communityId: string,
	key: string,
	facts: object,
	now: string,
): Promise<JsonObject> {
	return (await tx.once(communityId, key, now, async () => toJson(facts) as JsonObject)).result;
}

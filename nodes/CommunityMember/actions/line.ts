import type { JsonObject, LedgerEntry, StoreTransaction } from '../../../store/types';
import { toJson } from '../../shared/item';

/** One line of the ledger, as Community Member writes them: who did what to whom, when and why. */
export async function writeLine(
	tx: StoreTransaction,
	line: Pick<LedgerEntry, 'communityId' | 'eventId' | 'type' | 'memberId'> & {
		by: string;
		at: string;
		data?: object;
	},
): Promise<void> {
	const { by, at, data = {}, ...rest } = line;
	await tx.appendLedger([
		{
			...rest,
			source: 'member',
			actorId: by,
			occurredAt: at,
			recordedAt: at,
			data: toJson(data) as JsonObject,
		},
	]);
}

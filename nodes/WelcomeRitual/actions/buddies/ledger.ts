import type { JsonObject, LedgerEntry } from '../../../../store/types';
import { toJson } from '../../../shared/item';

/** One line of the ledger, as buddy matching writes them. */
export function buddyLine(
	line: Pick<LedgerEntry, 'communityId' | 'eventId' | 'type' | 'memberId' | 'actorId'> & {
		occurredAt?: string | undefined;
		now: string;
		data: object;
	},
): LedgerEntry {
	const { now, occurredAt, data, ...rest } = line;
	return {
		...rest,
		source: 'buddies',
		occurredAt: occurredAt ?? now,
		recordedAt: now,
		data: toJson(data) as JsonObject,
	};
}

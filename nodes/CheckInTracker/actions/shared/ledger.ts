import type { JsonObject, LedgerEntry } from '../../../../store/types';
import { toJson } from '../../../shared/item';

/** One line of the ledger, as the Check-In Tracker writes them. */
export function checkInLine(
	line: Pick<LedgerEntry, 'communityId' | 'eventId' | 'type' | 'memberId' | 'actorId'> & {
		occurredAt?: string | undefined;
		now: string;
		data: object;
	},
): LedgerEntry {
	const { now, occurredAt, data, ...rest } = line;
	return {
		...rest,
		source: 'checkin',
		occurredAt: occurredAt ?? now,
		recordedAt: now,
		data: toJson(data) as JsonObject,
	};
}

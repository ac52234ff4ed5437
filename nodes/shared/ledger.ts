import type { JsonObject, LedgerEntry } from '../../store/types';
import { toJson } from './item';

/** What a line of the ledger says; it happened when it is recorded, unless `occurredAt` says otherwise. */
export type LedgerLine = Pick<LedgerEntry, 'communityId' | 'eventId' | 'type' | 'memberId' | 'actorId'> & {
	occurredAt?: string | undefined;
	now: string;
	data: object;
};

/** One line of the ledger, under the source that names who writes it. */
export function ledgerLine(source: string, { now, occurredAt, data, ...rest }: LedgerLine): LedgerEntry {
	return {
		...rest,
		source,
		occurredAt: occurredAt ?? now,
		recordedAt: now,
		data: toJson(data) as JsonObject,
	};
}

/** One line of the ledger, as the Check-In Tracker writes them. */
export function checkInLine(line: LedgerLine): LedgerEntry {
	return ledgerLine('checkin', line);
}

/** One line of the ledger, as buddy matching writes them. */
export function buddyLine(line: LedgerLine): LedgerEntry {
	return ledgerLine('buddies', line);
}

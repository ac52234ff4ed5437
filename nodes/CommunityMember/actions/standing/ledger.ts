import { stableId } from '../../../../community/digest';
import type { JsonObject, LedgerEntry } from '../../../../store/types';
import { toJson } from '../../../shared/item';

/** A line of the ledger about where a member stands. */
export function standingLine(line: {
	communityId: string;
	source: 'points' | 'tier' | 'score' | 'segment' | 'pond';
	/** What makes it this line and no other. */
	key: readonly string[];
	type: string;
	memberId?: string | undefined;
	actorId?: string | undefined;
	occurredAt: string;
	now: string;
	data: object;
}): LedgerEntry {
	const { key, now, data, ...rest } = line;
	return { ...rest, eventId: stableId(line.type, ...key), recordedAt: now, data: toJson(data) as JsonObject };
}

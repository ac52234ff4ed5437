import { BLOCK_KINDS, type BlockKind, type BlocklistEntry } from '../../../../community/screening/blocklist';
import type { BlocklistRow } from '../../../../store/types';

/** The kind that a row says; the store keeps only what `blocklistEntry` has read. */
function kindOf(kind: string): BlockKind {
	return BLOCK_KINDS.find((one) => one === kind) ?? 'word';
}

/** An entry of the store in the words of the rules. */
export function entryOf({
	communityId,
	key,
	kind,
	value,
	reason,
	addedBy,
	addedAt,
	until,
}: BlocklistRow): BlocklistEntry {
	return {
		kind: kindOf(kind),
		key,
		value,
		reason,
		addedBy,
		at: addedAt,
		listOwner: communityId,
		...(until === null ? {} : { until }),
	};
}

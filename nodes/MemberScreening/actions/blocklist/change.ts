import type { BlocklistEntry } from '../../../../community/screening/blocklist';
import type { JsonObject, LedgerEntry, Once, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import type { Asked } from './fields';

type Change = 'added' | 'lifted' | 'subscribed' | 'unsubscribed';

/**
 * A line about a list. It names the entry by its key, never by its value: a ledger is for good, and a telephone number
 * must be able to go.
 */
export function ledgerLine(
	{ communityId, by, event }: Asked,
	change: Change,
	subject: string,
	now: string,
	data: object,
): LedgerEntry {
	return {
		communityId,
		source: 'screening',
		eventId: `blocklist:${change}:${subject}:${now}`,
		type: `blocklist.${change}`,
		actorId: by,
		occurredAt: event?.occurredAt ?? now,
		recordedAt: now,
		data: toJson(data) as JsonObject,
	};
}

/**
 * Does a change once for each event, so that an event delivered again does not block anew what has been lifted since.
 * Without an event the list itself tells whether there is anything to do: `work` gives `changed`.
 */
export async function changeOnce(
	tx: StoreTransaction,
	{ communityId, event }: Asked,
	name: string,
	now: string,
	work: () => Promise<{ changed: boolean; result: object }>,
): Promise<Once<JsonObject>> {
	const run = async () => {
		const { changed, result } = await work();
		return toJson({ changed, result }) as JsonObject;
	};
	const done =
		event === undefined
			? { duplicate: false, result: await run() }
			: await tx.once(communityId, `screening.blocklist.${name}:${event.platform}:${event.eventId}`, now, run);
	const { changed, result } = done.result as { changed: boolean; result: JsonObject };
	return { duplicate: done.duplicate || !changed, result };
}

/** An entry as later nodes get it, with whom the item was about. */
export function entryJson({ at, ...entry }: BlocklistEntry, { subject }: Pick<Asked, 'subject'>): object {
	return { ...entry, addedAt: at, ...subject };
}

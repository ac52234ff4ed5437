import type { GiveawayKind } from '../../../../community/giveaway/definition';
import { reportMessage, type GiveawayOf } from '../../../../community/giveaway/messages';
import type { Outcome } from '../../../../community/giveaway/take';
import { displayName, type Subject } from '../../../../community/subject';
import type { GiveawayRow, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { giveawayJson, giveawayLine, giveawayOf, heldTakes, noGiveaway, secretOf, takeJson } from './giveaways';

/** Giveaways that one execution ends. */
const MOST = 200;

/** Giveaways of a kind whose time is over, the first to end at the head. */
export async function dueGiveaways(
	tx: StoreTransaction,
	filter: { communityId?: string | undefined; kind: GiveawayKind },
	now: string,
): Promise<GiveawayRow[]> {
	return await tx.endedGiveaways(now, filter, MOST);
}

/**
 * Ends a giveaway: nobody takes any more, the group hears what became of it, and the seed is shown so that anybody can
 * check. Ended twice is ended once.
 *
 * @throws DomainError if there is no such giveaway of this kind
 */
export async function closeGiveaway(
	tx: StoreTransaction,
	{
		communityId,
		giveawayId,
		by,
		timeZone,
		now,
	}: { communityId: string; giveawayId: string; by: string; timeZone: string; now: string },
	kind: GiveawayKind,
): Promise<Once<JsonObject>> {
	const row = await tx.lockGiveaway(communityId, giveawayId);
	if (row?.kind !== kind) throw noGiveaway(communityId, giveawayId);
	return await tx.once(communityId, `giveaway.close:${giveawayId}`, now, async () => {
		await tx.closeGiveaway(communityId, giveawayId, now);
		await tx.appendLedger([
			giveawayLine(row, { what: 'closed', type: 'giveaway.closed', actorId: by, at: now, data: { taken: row.held } }),
		]);
		const closed: GiveawayRow = { ...row, status: 'closed', closedAt: now };
		const of = giveawayOf(closed, (await tx.getCommunity(communityId))?.timeZone ?? timeZone);
		return toJson(await reported(tx, closed, of, true)) as JsonObject;
	});
}

/** A giveaway with everything that was taken, for items. */
export async function reported(
	tx: StoreTransaction,
	row: GiveawayRow,
	of: GiveawayOf,
	isTold: boolean,
): Promise<object> {
	const takes = await heldTakes(tx, row);
	const holders = takes.map(({ subject, outcome }) => ({
		name: displayName((subject as unknown as Subject).member),
		outcome: outcome as unknown as Outcome,
	}));
	return {
		takes: takes.map(takeJson),
		...giveawayJson(row),
		messages: isTold ? [reportMessage(of, holders, row.takes, secretOf(row))] : [],
	};
}

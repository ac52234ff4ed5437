import type { LotteryOf } from '../../../../community/lottery/messages';
import { reportMessage } from '../../../../community/lottery/report';
import type { OutboundMessage } from '../../../../community/message';
import type { LotteryPlaceRow, LotteryRow, StoreTransaction } from '../../../../store/types';
import { nameOf } from './view';

/** Prizes that were given up or ran out, and that nobody moved up for. */
export function unclaimedOf(places: readonly LotteryPlaceRow[]): LotteryPlaceRow[] {
	const replaced = new Set(places.map(({ insteadOf }) => insteadOf));
	return places.filter(
		({ place, prize, status }) =>
			prize !== null && (status === 'expired' || status === 'declined') && !replaced.has(place),
	);
}

/** The operators' report, where they have a group for it. `part` tells this report from others of the lottery. */
export async function reportOf(
	tx: StoreTransaction,
	lottery: LotteryRow,
	places: readonly LotteryPlaceRow[],
	speech: LotteryOf,
	{ operatorsGroupId, part }: { operatorsGroupId: string | undefined; part: string },
): Promise<OutboundMessage[]> {
	if (operatorsGroupId === undefined) return [];
	const named = await Promise.all(places.map(async (place) => ({ ...place, name: (await nameOf(tx, place)).name })));
	const unclaimed = unclaimedOf(places).map(({ prize }) => prize ?? '');
	const report = { status: lottery.status, entrants: lottery.entrants ?? 0, places: named, unclaimed };
	return [reportMessage(speech, report, operatorsGroupId, part)];
}

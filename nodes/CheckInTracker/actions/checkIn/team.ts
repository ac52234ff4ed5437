import type { CheckInRow, StoreTransaction } from '../../../../store/types';
import type { Participant } from '../shared/reckoning';

/**
 * Books the bonus of a team once enough of its people have checked in for a period: for all of them, each once. What
 * was given stays when a check-in is undone later.
 *
 * @returns what this check-in got
 */
export async function bookTeam(
	tx: StoreTransaction,
	{ tracker }: Participant,
	row: CheckInRow,
	now: string,
): Promise<number> {
	const { communityId, trackerId, rules } = tracker;
	const bonus = rules.points.team;
	if (bonus === undefined || bonus.points === 0 || row.team === null) return 0;
	const people = new Map<string, CheckInRow>();
	for (const one of await tx.teamCheckIns(communityId, trackerId, row.team, row.period)) {
		const [kept = one.memberId] = await tx.memberIdsOf(communityId, one.memberId);
		if (!people.has(kept)) people.set(kept, one);
	}
	if (people.size < bonus.members) return 0;
	let own = 0;
	// In the order of their keys, so that two transactions never wait for each other.
	for (const [memberId, one] of [...people].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const booked = await tx.addPoints({
			communityId,
			entryId: `checkin.team:${trackerId}:${row.period}:${memberId}`,
			memberId,
			amount: bonus.points,
			reason: `${trackerId}: team ${row.team} ${row.period}`,
			at: now,
		});
		if (!booked) continue;
		if (one.checkInId === row.checkInId) own = bonus.points;
		const points = one.checkInId === row.checkInId ? row.points : one.points;
		await tx.setCheckInPoints(communityId, one.checkInId, points + bonus.points);
	}
	return own;
}

import type { CheckInRow, JsonObject, MemberRow, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { checkInLine } from '../../../shared/ledger';
import { participantOf, rebuild, type Participant, type Reckoned } from '../shared/reckoning';
import { requireTracker } from '../shared/trackers';

/** A check-in, with the person who made it. */
export interface Made {
	row: CheckInRow;
	person: Participant;
}

/** @throws InputError if there is no such check-in */
export async function requireCheckIn(tx: StoreTransaction, communityId: string, checkInId: string): Promise<Made> {
	const found = await tx.getCheckIn(communityId, checkInId);
	if (found === undefined) {
		throw new InputError(
			`There is no check-in ${checkInId} in community ${communityId}`,
			'Take the checkInId from an item of Record or List.',
		);
	}
	const tracker = await requireTracker(tx, communityId, found.trackerId);
	const member = await tx.getMember(communityId, found.memberId);
	const person = await participantOf(tx, tracker, member as MemberRow);
	// Read again: somebody may have ended it while this waited for the member.
	const row = (await tx.getCheckIn(communityId, checkInId)) ?? found;
	return { row, person };
}

/**
 * Ends a check-in: its place is free again, the check-ins that it had moved go back, its points are taken back as far
 * as the member still has them, and the streak is what it would be without it.
 */
export async function endAndTakeBack(
	tx: StoreTransaction,
	{ row, person }: Made,
	ended: { status: 'refused' | 'undone'; by: string; why: string | null },
	now: string,
): Promise<{ after: Reckoned; takenBack: number }> {
	const { communityId, checkInId } = row;
	await tx.endCheckIn(communityId, checkInId, { ...ended, at: now });
	await moveBack(tx, row);
	const takenBack = await takeBack(tx, person, row, ended.by, now);
	await tx.setCheckInPoints(communityId, checkInId, row.points - takenBack);
	await tx.appendLedger([
		checkInLine({
			communityId,
			// A check-in that was restored may be ended again.
			eventId: `${checkInId}:${ended.status}:${now}`,
			type: `checkin.${ended.status}`,
			memberId: row.memberId,
			actorId: ended.by,
			now,
			data: { trackerId: row.trackerId, checkInId, day: row.day, reason: ended.why, takenBack },
		}),
	]);
	return { after: await rebuild(tx, person, now), takenBack };
}

/** What came in the grace and had made room goes back where it was, if it is still where it went. */
async function moveBack(tx: StoreTransaction, row: CheckInRow): Promise<void> {
	const moves = row.evidence['moved'];
	if (!Array.isArray(moves)) return;
	for (const move of [...moves].reverse() as JsonObject[]) {
		const { checkInId, from, to } = move as { checkInId: string; from: JsonObject; to: string };
		const one = await tx.getCheckIn(row.communityId, checkInId);
		if (one === undefined || one.endedAt !== null || one.day !== to) continue;
		await tx.moveCheckIn(row.communityId, checkInId, from as never);
	}
}

async function takeBack(
	tx: StoreTransaction,
	{ member, tracker }: Participant,
	row: CheckInRow,
	by: string,
	now: string,
): Promise<number> {
	const { communityId } = tracker;
	const amount = Math.min(row.points, Math.max(0, await tx.pointsBalance(communityId, member.memberId)));
	if (amount <= 0) return 0;
	await tx.addPoints({
		communityId,
		entryId: `checkin:${row.checkInId}:back:${now}`,
		memberId: member.memberId,
		amount: -amount,
		reason: `${row.trackerId}: taken back ${row.day}`,
		at: now,
		actorId: by,
	});
	return amount;
}

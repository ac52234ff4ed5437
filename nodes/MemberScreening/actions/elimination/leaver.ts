import type { CaseAction } from '../../../../community/elimination/transitions';
import type { CommunityEvent } from '../../../../community/event';
import type { EliminationCaseRow, MemberRow, StoreTransaction } from '../../../../store/types';
import type { Answer } from './replies';

/** Somebody who has left the group, or was removed from it. */
export interface Leaver {
	event: CommunityEvent;
	communityId: string;
}

/**
 * Somebody who is out of the group needs no removal any more. Whoever has no open case is no member
 * from now on, so that the rules do not count them.
 *
 * @returns `undefined` if nobody was about to remove them
 */
export async function answerOfLeaver(tx: StoreTransaction, leaver: Leaver, now: string): Promise<Answer | undefined> {
	const { event, communityId } = leaver;
	const identity = { platform: event.platform, platformMemberId: event.memberId ?? '' };
	const member = await tx.findMember(communityId, identity);
	if (member === undefined) return undefined;
	const row = await tx.openCaseOf(communityId, member.memberId);
	if (row === undefined) {
		await noteLeaver(tx, member, event, now);
		return undefined;
	}
	// An old event that comes late says nothing about a case that was opened since.
	if (Date.parse(event.occurredAt) < Date.parse(row.noticedAt)) return undefined;
	return {
		communityId,
		caseId: row.caseId,
		action: endOf(row, event),
		from: 'platform',
		id: event.platform,
		name: event.actorName ?? event.actorId ?? event.platform,
		note: event.type === 'removed' ? 'the platform reports a removal' : 'the platform reports that they left',
		event,
	};
}

function endOf({ status }: EliminationCaseRow, { type }: CommunityEvent): CaseAction {
	if (status === 'task_open') return 'complete';
	return status === 'due' && type === 'removed' ? 'remove' : 'leave';
}

async function noteLeaver(
	tx: StoreTransaction,
	{ communityId, memberId, status, joinedAt }: MemberRow,
	event: CommunityEvent,
	now: string,
): Promise<void> {
	// Whoever has come back meanwhile is a member.
	if (status !== 'member' || (joinedAt !== null && Date.parse(event.occurredAt) < Date.parse(joinedAt))) return;
	const left = event.type === 'removed' ? 'removed' : 'left';
	await tx.setMemberStatus(communityId, memberId, left, now);
	await tx.appendLedger([
		{
			communityId,
			source: 'elimination',
			eventId: `${memberId}:${left}:${event.platform}:${event.eventId}`,
			type: `member.${left}`,
			memberId,
			actorId: event.actorId ?? event.memberId,
			occurredAt: event.occurredAt,
			recordedAt: now,
			data: { eventId: event.eventId },
		},
	]);
}

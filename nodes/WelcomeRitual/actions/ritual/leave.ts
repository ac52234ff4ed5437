import type { IDataObject } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import type { RitualEnd, StoreTransaction } from '../../../../store/types';
import { causeOf, slim, toJson } from '../../../shared/item';
import {
	answersSoFar,
	ledgerLine,
	locked,
	ritualJson,
	underWay,
	type Definitions,
	type RitualUnderWay,
} from './underWay';

/** Ends a ritual of somebody who is gone: no reminder, no greeting, no task for operators any more. */
export async function endRitual(
	tx: StoreTransaction,
	ritual: RitualUnderWay,
	why: RitualEnd,
	by: { occurredAt: string; actorId?: string | undefined },
	now: string,
): Promise<void> {
	const { progress, facts, definition } = ritual;
	const { communityId, progressId } = progress;
	facts.endedAt = now;
	facts.endedWhy = why;
	await tx.setRitualFacts(communityId, progressId, { endedAt: now, endedWhy: why });
	await tx.stopPlan(communityId, progressId);
	await tx.markGreeted(communityId, [progressId], why, now);
	for (const step of definition.steps) {
		const taskId = removalTaskId(progressId, step.id);
		await tx.closeTask(communityId, taskId, { status: 'done', at: now, by: by.actorId ?? 'platform', note: why });
	}
	await tx.appendLedger([
		ledgerLine(
			progress,
			`ended:${now}`,
			'ritual.ended',
			{ occurredAt: by.occurredAt, recordedAt: now },
			{ data: { why }, actorId: by.actorId },
		),
	]);
}

/** The task of removing somebody who did not do a step in time. */
export function removalTaskId(progressId: string, stepId: string): string {
	return `ritual:${progressId}:${stepId}`;
}

/** Somebody has left the group or was removed: their rituals end, and they are no member any more. */
export async function leave(
	tx: StoreTransaction,
	event: CommunityEvent,
	communityId: string,
	{ now, known }: { now: string; known: Definitions },
): Promise<IDataObject | undefined> {
	const identity = { platform: event.platform, platformMemberId: event.memberId ?? '' };
	const member = await tx.findMember(communityId, identity);
	if (member === undefined) return undefined;
	const ids = await tx.memberIdsOf(communityId, member.memberId);
	const rows = await tx.ritualsOf(communityId, ids);
	const [latest] = rows;
	const newest = latest && (await underWay(tx, latest, known));
	if (newest === undefined) return undefined;
	const why = event.type === 'removed' ? 'removed' : 'left';
	const cause = causeOf(event, communityId);
	const { duplicate, result } = await tx.once(
		communityId,
		`ritual.leave:${member.memberId}:${cause}`,
		now,
		async () => {
			const current = await locked(tx, newest, known);
			const here = await tx.getMember(communityId, member.memberId);
			// An old event that comes late says nothing about somebody who is back.
			const isLate = here?.joinedAt != null && Date.parse(event.occurredAt) < Date.parse(here.joinedAt);
			if (here?.status === 'member' && !isLate) {
				await tx.setMemberStatus(communityId, member.memberId, why, now);
				await tx.appendLedger([
					{
						...ledgerLine({ ...current.progress, memberId: member.memberId }, `${why}:${cause}`, `member.${why}`, {
							occurredAt: event.occurredAt,
							recordedAt: now,
						}),
						actorId: event.actorId ?? event.memberId,
					},
				]);
			}
			if (!isLate) await endAll(tx, current, rows, why, event, { now, known });
			return toJson({
				recorded: null,
				recordedSteps: [],
				tags: [],
				ritual: ritualJson(current),
				answers: answersSoFar(current),
				points: await tx.pointsBalance(communityId, current.memberId),
				...current.subject,
				messages: [],
			}) as never;
		},
	);
	return { duplicate, ...(result as IDataObject), event: slim(event) };
}

async function endAll(
	tx: StoreTransaction,
	newest: RitualUnderWay,
	rows: readonly RitualUnderWay['progress'][],
	why: RitualEnd,
	event: CommunityEvent,
	{ now, known }: { now: string; known: Definitions },
): Promise<void> {
	for (const row of rows) {
		const ritual = row.progressId === newest.progress.progressId ? newest : await underWay(tx, row, known);
		if (ritual === undefined || ritual.facts.endedAt !== null) continue;
		await endRitual(tx, ritual, why, { occurredAt: event.occurredAt, actorId: event.actorId }, now);
	}
}

import { stableId } from '../../../../community/digest';
import { advance, type Actor, type EliminationCase } from '../../../../community/elimination/lifecycle';
import { isOpen, type CaseAction } from '../../../../community/elimination/transitions';
import type { EliminationCaseRow, JsonObject, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { caseOf, keptFacts, ledgerLine, type Terms } from './cases';

/** The product itself, as the one who takes a step. */
export const RULES: Actor = { kind: 'rules', id: 'elimination' };

/** A run is under way until the last of its cases has come to its end. */
export const RUN_OPEN = 'notified';
const RUN_CLOSED = 'closed';

/** Identifiers of what belongs to a case: one appeal, and one task for a person. */
export const appealIdOf = (caseId: string): string => stableId('elimination', 'appeal', caseId);
export const taskIdOf = (caseId: string): string => stableId('elimination', 'task', caseId);

/**
 * Takes a case one step on, with everything that follows from it: appeal, task, protection, the
 * member's status, the ledger line.
 *
 * @throws DomainError if the step is out of order, too early or too late, or not this actor's
 */
export async function takeStep(
	tx: StoreTransaction,
	row: EliminationCaseRow,
	action: CaseAction,
	step: { at: string; by: Actor; why: string },
	terms: Pick<Terms, 'policy'>,
): Promise<{ row: EliminationCaseRow; duplicate: boolean }> {
	const { case: next, duplicate } = advance(caseOf(row), action, step, terms.policy);
	return duplicate ? { row, duplicate } : { row: await keepStep(tx, row, next), duplicate };
}

/** Keeps a step that the rules have taken already. */
export async function keepStep(
	tx: StoreTransaction,
	row: EliminationCaseRow,
	next: EliminationCase,
): Promise<EliminationCaseRow> {
	const { communityId, caseId, runId } = row;
	const step = next.history.at(-1);
	const closed = !isOpen(next.status);
	const at = step?.at ?? row.updatedAt;
	const moved = await tx.moveCase(communityId, caseId, [row.status], next.status, {
		at,
		facts: keptFacts(next),
		dueAt: next.dueAt,
		...(closed ? { outcome: step?.action, closed } : {}),
	});
	if (moved === undefined) {
		throw new InputError('The case was changed at this very moment', 'Run the node again: it goes on from there.');
	}
	await tx.appendLedger([ledgerLine(next)]);
	await followUp(tx, row, next);
	if (closed) await closeRunIfDone(tx, { communityId, runId }, at);
	return moved;
}

/** Closes a run of which no case is open. */
export async function closeRunIfDone(
	tx: StoreTransaction,
	{ communityId, runId }: Pick<EliminationCaseRow, 'communityId' | 'runId'>,
	at: string,
): Promise<void> {
	if ((await tx.countCases({ communityId, runId, open: true })) > 0) return;
	await tx.moveRun(communityId, runId, [RUN_OPEN], RUN_CLOSED, { at });
}

async function followUp(tx: StoreTransaction, before: EliminationCaseRow, next: EliminationCase): Promise<void> {
	const step = next.history.at(-1);
	if (step === undefined) return;
	const { communityId, caseId, memberId } = before;
	const { action, at, by, why } = step;
	if (before.status === 'appealed') {
		await tx.decideAppeal(communityId, appealIdOf(caseId), {
			status: action === 'grant' || action === 'cancel' ? 'overturned' : 'upheld',
			decidedAt: at,
			decidedBy: by.id,
			note: why,
		});
	}
	if (before.status === 'task_open') {
		const status = action === 'complete' ? 'done' : 'cancelled';
		await tx.closeTask(communityId, taskIdOf(caseId), { status, at, by: by.id, note: why });
	}
	switch (action) {
		case 'appeal':
			await tx.openAppeal({
				communityId,
				appealId: appealIdOf(caseId),
				subjectKind: 'elimination',
				subjectId: caseId,
				memberId,
				text: why,
				openedAt: at,
			});
			return;
		case 'hand_over':
			await openTask(tx, before, next, at);
			return;
		case 'grant':
			await protect(tx, next, step);
			return;
		case 'remove':
		case 'complete':
			await tx.setMemberStatus(communityId, memberId, 'removed', at);
			return;
		case 'leave':
			await markAsLeft(tx, before, at);
			return;
		default:
			return;
	}
}

async function openTask(
	tx: StoreTransaction,
	{ communityId, caseId, memberId }: EliminationCaseRow,
	next: EliminationCase,
	at: string,
): Promise<void> {
	await tx.openTask({
		communityId,
		taskId: taskIdOf(caseId),
		kind: 'remove',
		subjectId: caseId,
		memberId,
		details: toJson({ member: next.member, reasons: next.reasons, why: next.history.at(-1)?.why }) as JsonObject,
		assignedTo: null,
		openedAt: at,
		dueAt: null,
	});
}

/** A protection that lasts longer stays. */
async function protect(
	tx: StoreTransaction,
	{ communityId, member, immuneUntil }: EliminationCase,
	{ at, by }: { at: string; by: Actor },
): Promise<void> {
	if (immuneUntil === undefined) return;
	const standing = await tx.getImmunity(communityId, member.memberId);
	if (standing !== undefined && (standing.until === null || Date.parse(standing.until) >= Date.parse(immuneUntil))) {
		return;
	}
	await tx.setImmunity({
		communityId,
		memberId: member.memberId,
		until: immuneUntil,
		reason: 'the appeal was granted',
		grantedBy: by.id,
		grantedAt: at,
	});
}

async function markAsLeft(
	tx: StoreTransaction,
	{ communityId, memberId }: EliminationCaseRow,
	at: string,
): Promise<void> {
	const member = await tx.getMember(communityId, memberId);
	if (member?.status === 'member') await tx.setMemberStatus(communityId, memberId, 'left', at);
}

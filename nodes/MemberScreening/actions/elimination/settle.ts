import { lapsedTalks } from '../../../../community/elimination/due';
import { advance } from '../../../../community/elimination/lifecycle';
import { settleDue } from '../../../../community/elimination/recheck';
import type { EliminationCaseRow, StoreTransaction } from '../../../../store/types';
import { caseOf, casesOf, termsOf, type Terms } from './cases';
import { factsOf } from './facts';
import { keepStep, RULES } from './steps';

/** The terms of the runs of a community, each read once. */
export function termsReader(
	tx: StoreTransaction,
	communityId: string,
	otherGroupId?: string,
): (runId: string) => Promise<Terms> {
	const known = new Map<string, Promise<Terms>>();
	return async (runId) => {
		const terms = known.get(runId) ?? termsOf(tx, communityId, runId, otherGroupId);
		known.set(runId, terms);
		return await terms;
	};
}

/**
 * Looks again at every case of a community whose period is over, each by the policy of its own run:
 * removals fall due or are spared, talks without an answer are closed.
 *
 * @returns the cases that took a step now
 */
export async function settleCommunity(
	tx: StoreTransaction,
	communityId: string,
	terms: (runId: string) => Promise<Terms>,
	now: string,
): Promise<Set<string>> {
	const moved = new Set<string>();
	const over = await casesOf(tx, { communityId, open: true, dueBy: now, statuses: ['noticed', 'upheld', 'talked'] });
	for (const runId of new Set(over.map((row) => row.runId))) {
		const rows = over.filter((row) => row.runId === runId);
		for (const caseId of await settleRun(tx, rows, await terms(runId), now)) moved.add(caseId);
	}
	return moved;
}

async function settleRun(
	tx: StoreTransaction,
	rows: readonly EliminationCaseRow[],
	{ community, policy: given }: Terms,
	now: string,
): Promise<string[]> {
	const { communityId } = community;
	const { members, policy } = await factsOf(tx, community, given, now);
	// Those whom another run is about to remove still count, and leave no room.
	const leaving = await casesOf(tx, { communityId, open: true, statuses: ['due', 'task_open'] });
	const cases = rows.map(caseOf);
	const { due, spared } = settleDue([...cases, ...leaving.map(caseOf)], members, policy, now);
	const lapsed = lapsedTalks(cases, now).map(
		(talk) => advance(talk, 'lapse', { at: now, by: RULES, why: 'no answer in time' }, policy).case,
	);
	const before = new Map(rows.map((row) => [row.caseId, row]));
	const settled = [...due, ...spared, ...lapsed];
	for (const next of settled) {
		const row = before.get(next.caseId);
		if (row !== undefined) await keepStep(tx, row, next);
	}
	return settled.map(({ caseId }) => caseId);
}

import { judgeTasks, type Task } from '../../../../community/admission/task';
import type { WayState } from '../../../../community/admission/ways';
import { pageKey } from '../../../../store';
import type { StoreTransaction, TaskProofRow, TaskProofStatus } from '../../../../store/types';
import { readPages } from '../../../shared/paging';

const STATE: Record<TaskProofStatus, WayState> = { verified: 'satisfied', waiting: 'waiting', refused: 'failed' };

export const proofKey = ({ at, memberId, taskId }: TaskProofRow): string => pageKey(at, memberId, taskId);

/** How far a member is with a list of tasks, and each task for itself. */
export function progressOf(tasks: readonly Pick<Task, 'taskId' | 'title'>[], proofs: readonly TaskProofRow[]) {
	const proofOf = new Map(proofs.map((proof) => [proof.taskId, proof]));
	const states = Object.fromEntries(proofs.map(({ taskId, status }) => [taskId, STATE[status]]));
	// Only names are looked at here; what proofs are judged by does not matter any more.
	const verdict = judgeTasks(
		tasks.map((task) => ({ ...task, proof: [] })),
		states,
	);
	const rows = tasks.map(({ taskId, title }) => {
		const proof = proofOf.get(taskId);
		return { taskId, title, status: proof?.status ?? 'missing', at: proof?.at ?? null, note: proof?.note ?? null };
	});
	const done = rows.filter(({ status }) => status === 'verified').length;
	return { verdict, progress: { completed: done === tasks.length, done, total: tasks.length, tasks: rows } };
}

/** The member's proofs, the newest of each task. */
export async function proofsOf(tx: StoreTransaction, communityId: string, memberId: string): Promise<TaskProofRow[]> {
	return await readPages(
		Number.POSITIVE_INFINITY,
		(page) => tx.listTaskProofs({ communityId, memberId }, page),
		proofKey,
	);
}

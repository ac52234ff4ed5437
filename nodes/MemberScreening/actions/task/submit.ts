import { ADMISSION_COPY } from '../../../../community/admission/copy';
import type { FoundProof } from '../../../../community/admission/find-proofs';
import { tasksInWords } from '../../../../community/admission/messages';
import { OUTCOME_COPY } from '../../../../community/admission/outcome-copy';
import { judgeProof, type ProofVerdict, type Task, type TasksVerdict } from '../../../../community/admission/task';
import type { WayState } from '../../../../community/admission/ways';
import { stableId } from '../../../../community/digest';
import type { CommunityEvent } from '../../../../community/event';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import type { Subject } from '../../../../community/subject';
import { fillText, shorten } from '../../../../community/text';
import type { JsonObject, Once, StoreTransaction, TaskProofRow, TaskProofStatus } from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import { ensurePerson, remember, screeningLine, wordTo } from '../admission/person';
import { proofCardMessage, type ProofCard } from './card';
import { progressOf, proofsOf } from './progress';

export interface Submission {
	event: CommunityEvent;
	subject: Subject;
	tasks: readonly Task[];
	found: readonly FoundProof[];
	reviewGroupId: string | undefined;
	language: Language;
	tellApplicant: boolean;
	now: string;
}

interface Judged {
	task: Task;
	verdict: ProofVerdict;
	card: ProofCard;
	/** What counts now: of a task that was verified before, that. */
	row: TaskProofRow;
}

const STATUS: Record<WayState, TaskProofStatus> = { satisfied: 'verified', waiting: 'waiting', failed: 'refused' };
const KEPT_CHARACTERS = 4_000;

/** Keeps what an event hands in, judged by the rules; the same event again gives the first result. */
export async function submitProofs(tx: StoreTransaction, submission: Submission): Promise<Once<JsonObject>> {
	const { event, subject, tasks, now } = submission;
	const { communityId } = subject.community;
	return await tx.once(communityId, `screening.submit:${causeOf(event, communityId)}`, now, async () => {
		const { memberId } = await ensurePerson(tx, subject, now);
		await tx.lockMember(communityId, memberId);
		const judged: Judged[] = [];
		for (const found of submission.found) judged.push(await keep(tx, submission, memberId, found));
		await tx.appendLedger(judged.map((one) => line(submission, one)));
		const { verdict, progress } = progressOf(tasks, await proofsOf(tx, communityId, memberId));
		return toJson({
			proofs: judged.map(({ task, verdict: { rules }, card, row }) => ({
				proofId: card.proofId,
				taskId: task.taskId,
				title: task.title,
				status: row.status,
				rules,
			})),
			...progress,
			...subject,
			messages: [
				...cardsFor(submission, judged),
				...(submission.tellApplicant ? wordsFor(submission, judged, stillOpen(verdict, judged)) : []),
			],
		}) as JsonObject;
	});
}

async function keep(
	tx: StoreTransaction,
	{ event, subject, language, reviewGroupId, now }: Submission,
	memberId: string,
	{ task, proof }: FoundProof,
): Promise<Judged> {
	const { communityId } = subject.community;
	const verdict = judgeProof(task, proof);
	const proofId = stableId(communityId, memberId, task.taskId, causeOf(event, communityId));
	const text = shorten(proof.text ?? '', KEPT_CHARACTERS);
	const hasImage = proof.hasImage === true;
	const { taskId, title } = task;
	const card = {
		proofId,
		memberId,
		taskId,
		title,
		subject,
		text,
		hasImage,
		language,
		reviewGroupId: reviewGroupId ?? null,
	};
	const status = STATUS[verdict.state];
	const row = await tx.putTaskProof({
		communityId,
		memberId,
		taskId,
		proof: toJson({ proofId, text, hasImage, rules: verdict.rules }) as JsonObject,
		at: now,
		status,
		...(status === 'waiting' ? {} : { judgedBy: 'rules' }),
	});
	if (row.status === 'waiting') await remember(tx, communityId, `screening.proof:${proofId}`, card, now);
	return { task, verdict, card, row };
}

function line({ event, subject, now }: Submission, { task, verdict, card, row }: Judged) {
	return screeningLine({
		communityId: subject.community.communityId,
		eventId: `${card.proofId}:submitted`,
		type: row.status === 'waiting' ? 'task.submitted' : `task.${STATUS[verdict.state]}`,
		memberId: card.memberId,
		actorId: 'rules',
		occurredAt: event.occurredAt,
		now,
		data: { proofId: card.proofId, taskId: task.taskId, rules: verdict.rules, event: event.eventId },
	});
}

function cardsFor({ reviewGroupId }: Submission, judged: readonly Judged[]): OutboundMessage[] {
	if (reviewGroupId === undefined) return [];
	return judged.filter(({ row }) => row.status === 'waiting').map(({ card }) => proofCardMessage(card, reviewGroupId));
}

/** What is still to do or waits, apart from what has just been handed in. */
function stillOpen(verdict: TasksVerdict, judged: readonly Judged[]): TasksVerdict {
	const isNew = ({ taskId }: { taskId: string }) => judged.some(({ task }) => task.taskId === taskId);
	return { ...verdict, inReview: verdict.inReview.filter((task) => !isNew(task)) };
}

function wordsFor(
	{ event, subject, language }: Submission,
	judged: readonly Judged[],
	open: TasksVerdict,
): OutboundMessage[] {
	const copy = OUTCOME_COPY[language];
	const byStatus = {
		verified: copy.proofVerified,
		waiting: copy.proofReceived,
		refused: ADMISSION_COPY[language].taskRefused,
	};
	const lines = judged.map(({ task, row }) => fillText(byStatus[row.status], { task: task.title }));
	const rest = open.state === 'satisfied' ? copy.tasksDone : tasksInWords(open, language);
	const text = [...lines, ...(rest === '' ? [] : [rest])].join('\n');
	return wordTo({ subject, event }, text, `task:${event.platform}:${event.eventId}:word`);
}

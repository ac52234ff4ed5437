import type { CommunityEvent } from '../event';
import { fieldValue, readAnswers } from '../screening/answers';
import type { Proof, Task } from './task';

export interface FoundProof {
	task: Task;
	proof: Proof;
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Where the name of a task ends in a text, or -1: `#share …`, `＃转发海报：…`, or the title at the beginning. */
function nameEnds(text: string, { taskId, title }: Task): number {
	const lower = text.normalize('NFKC').toLowerCase();
	for (const name of [plain(title), plain(taskId)]) {
		const at = lower.indexOf(`#${name}`);
		const end = at + name.length + 1;
		if (at !== -1 && !/[\p{L}\p{N}_]/u.test(lower.charAt(end).replace(/\p{Script=Han}/u, ''))) return end;
	}
	const start = lower.length - lower.trimStart().length;
	return lower.startsWith(plain(title), start) ? start + plain(title).length : -1;
}

/** A message is the proof of the task that it names; the longest name counts, so that `#share2` is not `#share`. */
function proofInMessage(text: string, hasImage: boolean, tasks: readonly Task[]): FoundProof[] {
	const named = tasks
		.map((task) => ({ task, end: nameEnds(text, task) }))
		.filter(({ end }) => end !== -1)
		.sort((a, b) => b.end - a.end);
	const [first] = named;
	if (first === undefined) return [];
	const said = text
		.normalize('NFKC')
		.slice(first.end)
		.replace(/^[\s:,，。、-]+/u, '');
	return [{ task: first.task, proof: { text: said, hasImage } }];
}

/** Text and addresses of an answer; a list of files is a picture if any of them is one. */
function proofInAnswer(value: unknown): Proof | undefined {
	const parts = (Array.isArray(value) ? value : [value]).flatMap((part: unknown) => {
		if (typeof part === 'string' || typeof part === 'number') return [String(part)];
		if (typeof part !== 'object' || part === null) return [];
		return Object.values(part).filter((inner): inner is string => typeof inner === 'string');
	});
	const text = parts.join('\n').trim();
	if (text === '') return undefined;
	return { text, hasImage: parts.some((part) => /\.(?:png|jpe?g|webp|gif|heic|bmp)(?:[?#]|$)/i.test(part)) };
}

/**
 * The proofs that an event hands in: the answers of a form that are called like a task's id or title, or the one
 * task that a message names.
 *
 * @param only the task that everything is for, whatever the event says
 */
export function findProofs(event: CommunityEvent, tasks: readonly Task[], only?: Task): FoundProof[] {
	if (event.type === 'form_submitted') {
		const answers = readAnswers(event);
		return tasks.flatMap((task) => {
			const value = fieldValue(answers['answers'], task.taskId) ?? fieldValue(answers['answers'], task.title);
			const proof = proofInAnswer(value);
			return proof === undefined ? [] : [{ task, proof }];
		});
	}
	if (event.type !== 'message') return [];
	const hasImage = event.hasImage === true;
	if (only !== undefined) return [{ task: only, proof: { text: event.text ?? '', hasImage } }];
	return proofInMessage(event.text ?? '', hasImage, tasks);
}

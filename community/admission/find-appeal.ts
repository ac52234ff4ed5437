import type { CommunityEvent } from '../event';
import { fieldValue, readAnswers } from '../screening/answers';

const plain = (text: string): string => text.normalize('NFKC').trim();

/**
 * What somebody says against a decision: the answer of a form at `field`, or a message behind one of the words that
 * announce an appeal. Absent if the event is no appeal; empty if it gives no reason.
 */
export function appealText(event: CommunityEvent, words: readonly string[], field: string): string | undefined {
	if (event.type === 'form_submitted') {
		const answer = fieldValue(readAnswers(event), field);
		return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : undefined;
	}
	if (event.type !== 'message') return undefined;
	const text = plain(event.text ?? '');
	const lower = text.toLowerCase();
	// The longest word first, so that what follows it is the whole rest.
	const known = words.map((word) => plain(word).toLowerCase()).sort((a, b) => b.length - a.length);
	const word = known.find((one) => one !== '' && lower.startsWith(one));
	// "appealing" is another word.
	if (word === undefined || (/[a-z0-9]$/.test(word) && /^[a-z0-9_]/.test(lower.slice(word.length)))) return undefined;
	return text.slice(word.length).replace(/^[\s:,，。、-]+/u, '');
}

import type { CommunityEvent } from '../event';

/** What a rule's Field may name: a JSON value or nothing. */
export type FieldValue = unknown;

/**
 * What screening rules see of an event: its own fields, plus `answers` with every form answer under
 * both its key and its label (the key wins if a label is spelled like another answer's key), without
 * the white space around them.
 */
export function readAnswers(event: Partial<CommunityEvent>): Record<string, FieldValue> {
	const fields = event.form?.fields ?? [];
	const answers = Object.fromEntries([
		...fields.map(({ label, value }) => [label.trim(), value] as const),
		...fields.map(({ key, value }) => [key.trim(), value] as const),
	]);
	return { ...event, answers };
}

function own(holder: unknown, key: string): FieldValue {
	return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
		? (holder as Record<string, FieldValue>)[key]
		: undefined;
}

/**
 * The value that a path such as `answers.城市`, `invite.name` or `form.fields.0.value` names. A key
 * that itself contains dots (a question such as "No. of members") is found by trying the longest
 * key first. Only own properties count, so `constructor` names nothing.
 */
export function fieldValue(holder: unknown, path: string): FieldValue {
	const parts = path.split('.');
	for (let length = parts.length; length > 0; length -= 1) {
		const value = own(holder, parts.slice(0, length).join('.').trim());
		if (value === undefined) continue;
		return length === parts.length ? value : fieldValue(value, parts.slice(length).join('.'));
	}
	return undefined;
}

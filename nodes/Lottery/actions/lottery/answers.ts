import type { INodeExecutionData } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';

const CODE_QUESTIONS = new Set(['claim', 'claimcode', 'code', '领奖码', '领奖码claimcode', 'claimcode领奖码']);

const asAnswer = (value: unknown): string => {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return Array.isArray(value) ? value.map(asAnswer).join(', ') : '';
};

/** What a form sent, by label and by key; an item that is no event is a form of n8n. */
export function answersOf(event: CommunityEvent | undefined, { json }: INodeExecutionData): Record<string, string> {
	const given: [string, unknown][] =
		event === undefined
			? Object.entries(json)
			: (event.form?.fields ?? []).flatMap(({ key, label, value }): [string, unknown][] => [
					[key, value],
					[label, value],
				]);
	return Object.fromEntries(
		given.map(([name, value]) => [name, asAnswer(value)] as const).filter(([, value]) => value !== ''),
	);
}

/** The answer to the question for the claim code; empty if there is none. */
export function codeIn(answers: Readonly<Record<string, string>>): string {
	const found = Object.entries(answers).find(([name]) =>
		CODE_QUESTIONS.has(
			name
				.normalize('NFKC')
				.replace(/[\s\p{P}]/gu, '')
				.toLowerCase(),
		),
	);
	return found?.[1].trim() ?? '';
}

import type { Language } from '../../language';
import { fillText } from '../../text';
import { REASONS_EN, THINGS_EN, TITLES_EN } from './copy-en';
import { REASONS_ZH, THINGS_ZH, TITLES_ZH } from './copy-zh';
import type { Check, CheckId, Expected, Reason } from './report';

export interface ProofCopy {
	/** What each check asks. */
	readonly titles: Readonly<Record<CheckId, string>>;
	/** What came of it, in a member's words. */
	readonly reasons: Readonly<Record<Reason, string>>;
	/** Names of what a reason's `what` speaks of. */
	readonly things: Readonly<Record<Thing, string>>;
}

export type Thing = 'winner' | 'alternate' | keyof Expected;

export const PROOF_COPY: Readonly<Record<Language, ProofCopy>> = {
	'zh-CN': { titles: TITLES_ZH, reasons: REASONS_ZH, things: THINGS_ZH },
	en: { titles: TITLES_EN, reasons: REASONS_EN, things: THINGS_EN },
};

/** A check in two sentences: what was asked, and what came of it. */
export function wordsOf(check: Check, language: Language): { title: string; detail: string } {
	const { titles, reasons, things } = PROOF_COPY[language];
	const { what } = check.values;
	const named = what === undefined ? {} : { what: nameOf(String(what), things) };
	return { title: titles[check.id], detail: fillText(reasons[check.reason], { ...check.values, ...named }) };
}

function nameOf(what: string, things: ProofCopy['things']): string {
	const names: Readonly<Record<string, string>> = things;
	return what
		.split(', ')
		.map((one) => names[one] ?? one)
		.join(', ');
}

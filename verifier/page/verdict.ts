import { fillText } from '../../community/text';
import { PROOF_COPY, wordsOf } from '../../community/lottery/proof/copy';
import { isConfirmed } from './compare';
import { el, mark, type Mark } from './dom';
import type { State } from './state';
import { TEXTS } from './texts';

type Verdict = { readonly kind: Mark; readonly title: string; readonly text: string };

function verdictOf({ language, report, agrees, comparison }: State): Verdict {
	const texts = TEXTS[language];
	const failed = report?.checks.find(({ status }) => status === 'failed');
	if (failed !== undefined) {
		const { title, detail } = wordsOf(failed, language);
		return { kind: 'failed', title: texts.invalidTitle, text: fillText(texts.invalidText, { title, detail }) };
	}
	const stranger = comparison?.strangers[0];
	if (stranger !== undefined) {
		const text = fillText(texts.invalidText, {
			title: PROOF_COPY[language].titles.published,
			detail: `${fillText(texts.stranger, { hash: stranger })} ${texts.strangerText}`,
		});
		return { kind: 'failed', title: texts.invalidTitle, text };
	}
	if (agrees === false) return { kind: 'failed', title: texts.invalidTitle, text: texts.disagrees };
	return isConfirmed(comparison)
		? { kind: 'passed', title: texts.validTitle, text: texts.validText }
		: { kind: 'waiting', title: texts.almostTitle, text: texts.almostText };
}

/** The answer, before everything else. */
export function verdict(state: State): HTMLElement {
	const { kind, title, text } = verdictOf(state);
	return el(
		'section',
		{ className: `card verdict ${kind}`, id: 'verdict', attributes: { role: 'status' } },
		mark(kind),
		el('div', {}, el('h2', {}, title), el('p', {}, text)),
	);
}

/** Every check with what came of it. */
export function steps({ language, report, agrees, comparison }: State): HTMLElement {
	const texts = TEXTS[language];
	const items = (report?.checks ?? [])
		.map((check) => ({ check, words: wordsOf(check, language) }))
		.map(({ check, words: { title, detail } }) => {
			const confirmed = check.id === 'published' && isConfirmed(comparison);
			const strange = check.id === 'published' && (comparison?.strangers.length ?? 0) > 0;
			const kind = confirmed ? 'passed' : strange ? 'failed' : check.status;
			const text = confirmed ? texts.matches : strange ? texts.strangerText : detail;
			return el(
				'li',
				{ attributes: { 'data-check': check.id, 'data-status': kind } },
				mark(kind),
				el('div', {}, el('b', {}, title), el('span', { className: kind === 'failed' ? 'failed-text' : 'soft' }, text)),
			);
		});
	const own = agrees === undefined ? texts.alone : agrees ? texts.agrees : texts.disagrees;
	return el(
		'section',
		{ className: 'card', id: 'steps' },
		el('h2', {}, texts.stepsTitle),
		el('ol', { className: 'steps' }, ...items),
		el('p', { className: 'soft' }, own),
	);
}

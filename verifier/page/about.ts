import { el } from './dom';
import type { Actions, State } from './state';
import { TEXTS } from './texts';

/** Characters of the list that are shown; all of it can be saved. */
const SHOWN = 20_000;

/** Why the draw can be believed, and how far. */
export function aboutCard({ language }: State): HTMLElement {
	const texts = TEXTS[language];
	return el(
		'section',
		{ className: 'card', id: 'about' },
		el('h2', {}, texts.howTitle),
		el('ul', {}, ...texts.how.map((line) => el('li', {}, line))),
		el('h2', { className: 'later' }, texts.limitsTitle),
		el('ul', {}, ...texts.limits.map((line) => el('li', {}, line))),
		el('p', { className: 'soft' }, texts.sources),
	);
}

/** The exact texts that were hashed. */
export function sourcesCard({ language, proof }: State): HTMLElement | undefined {
	const texts = TEXTS[language];
	if (proof === undefined) return undefined;
	const { rules, list } = proof;
	const save = () => {
		const link = el('a', { attributes: { download: 'entrants.txt' } });
		link.href = URL.createObjectURL(new Blob([list], { type: 'text/plain' }));
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
	};
	return el(
		'section',
		{ className: 'card', id: 'sources' },
		el('details', {}, el('summary', {}, texts.rulesTitle), el('pre', {}, rules)),
		el(
			'details',
			{},
			el('summary', {}, texts.listTitle),
			el('div', { className: 'row' }, el('button', { className: 'quiet', on: { click: save } }, texts.listSaved)),
			el('pre', {}, list.length > SHOWN ? `${list.slice(0, SHOWN)}…` : list),
		),
	);
}

/** Where a proof is put in, on a page that carries none. */
export function dropCard({ language, trouble }: State, actions: Actions): HTMLElement {
	const texts = TEXTS[language];
	const pasted = el('textarea', {
		id: 'proof-text',
		attributes: { placeholder: texts.paste, 'aria-label': texts.paste },
	});
	const chosen = el('input', {
		id: 'proof-file',
		attributes: { type: 'file', accept: '.json,.html,application/json,text/html' },
	});
	chosen.addEventListener('change', () => {
		const file = chosen.files?.[0];
		if (file !== undefined) actions.openFile(file);
	});
	return el(
		'section',
		{ className: 'card drop', id: 'drop' },
		el('h1', {}, texts.dropTitle),
		el('p', { className: 'soft' }, texts.dropText),
		trouble === undefined
			? undefined
			: el('p', { className: 'failed-text', attributes: { role: 'alert' } }, `${texts.unreadable}: ${trouble}`),
		el('label', { className: 'button' }, texts.choose, chosen),
		pasted,
		el('div', { className: 'row' }, el('button', { on: { click: () => actions.open(pasted.value) } }, texts.open)),
	);
}

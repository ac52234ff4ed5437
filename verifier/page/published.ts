import { fillText } from '../../community/text';
import { ANNOUNCED, type Comparison } from './compare';
import { el, mark } from './dom';
import type { Actions, State } from './state';
import { TEXTS, type Texts } from './texts';

/** Where members hold the proof against what the group was told. */
export function publishedCard({ language, pasted, comparison, report }: State, actions: Actions): HTMLElement {
	const texts = TEXTS[language];
	const input = el('textarea', {
		id: 'published-text',
		attributes: { placeholder: texts.publishedPlaceholder, 'aria-label': texts.publishedTitle, spellcheck: 'false' },
	});
	input.value = pasted;
	const hashes = [report?.hashes?.rules, report?.hashes?.commitment, report?.hashes?.list];
	return el(
		'section',
		{ className: 'card', id: 'published' },
		el('h2', {}, texts.publishedTitle),
		el('p', { className: 'soft' }, texts.publishedText),
		input,
		el(
			'div',
			{ className: 'row' },
			el('button', { on: { click: () => actions.compare(input.value) } }, texts.publishedButton),
		),
		comparison === undefined ? undefined : result(comparison, texts),
		el(
			'dl',
			{ className: 'hashes' },
			...ANNOUNCED.flatMap((name, index) => [
				el('dt', { className: 'soft' }, texts[name]),
				el('dd', {}, el('code', {}, hashes[index] ?? '')),
			]),
		),
	);
}

function result({ matches, strangers }: Comparison, texts: Texts): HTMLElement {
	const nothing = matches.length === 0 && strangers.length === 0;
	const items = nothing
		? [el('li', {}, mark('waiting'), el('div', {}, texts.nothingPasted))]
		: ANNOUNCED.map((name) => {
				const kind = matches.includes(name) ? 'passed' : 'skipped';
				const text = kind === 'passed' ? texts.matches : texts.notPasted;
				return el(
					'li',
					{},
					mark(kind),
					el('div', {}, el('b', {}, texts[name]), el('span', { className: 'soft' }, text)),
				);
			});
	const strange = strangers.map((hash) =>
		el(
			'li',
			{},
			mark('failed'),
			el(
				'div',
				{},
				el('b', { className: 'failed-text' }, fillText(texts.stranger, { hash })),
				el('span', { className: 'soft' }, texts.strangerText),
			),
		),
	);
	return el('ol', { className: 'steps', attributes: { role: 'status' } }, ...strange, ...items);
}

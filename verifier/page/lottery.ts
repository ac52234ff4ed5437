import { fillText } from '../../community/text';
import { WHOLE_LOTTERY } from '../../community/lottery/draw/order';
import type { Alternate, Winner } from '../../community/lottery/draw/draw';
import type { PublishedRules } from '../../community/lottery/draw/rules';
import { el } from './dom';
import type { State } from './state';
import { TEXTS, type Texts } from './texts';

/** Rows of a table that a phone shows without trouble. */
const MOST_ROWS = 200;

/** What was drawn for, and when. */
export function factsCard({ language, report }: State): HTMLElement | undefined {
	const texts = TEXTS[language];
	if (report?.rules === undefined) return undefined;
	const { rules, list, outcome } = report;
	const facts: [string, string][] = [
		[
			texts.prizes,
			rules.draw.tiers.map(({ name, quantity }) => fillText(texts.piece, { name, count: quantity })).join('\n'),
		],
	];
	if (list !== undefined) {
		const lots = list.lines.reduce((sum, { weight }) => sum + weight, 0);
		facts.push([texts.entrants, fillText(texts.persons, { count: list.lines.length })]);
		if (lots > list.lines.length) facts.push([texts.lots, String(lots)]);
		facts.push([
			texts.closedAt,
			new Date(list.closedAt).toLocaleString(language, { dateStyle: 'long', timeStyle: 'long' }),
		]);
	}
	if (outcome !== undefined && outcome.alternates.length > 0) {
		facts.push([texts.alternates, fillText(texts.persons, { count: outcome.alternates.length })]);
	}
	return el(
		'section',
		{ className: 'card', id: 'facts' },
		el('h1', {}, rules.title),
		el('p', { className: 'soft' }, `${rules.lotteryId} · ${rules.communityId}`),
		el(
			'dl',
			{},
			...facts.flatMap(([name, value]) => [
				el('dt', {}, name),
				el('dd', {}, ...value.split('\n').map((line) => el('div', {}, line))),
			]),
		),
	);
}

/** Who won, as the page drew it. */
export function winnersCard({ language, report, found }: State): HTMLElement | undefined {
	const texts = TEXTS[language];
	if (report?.rules === undefined || report.outcome === undefined) return undefined;
	const own = found !== 'broken' && found?.status === 'found' ? found.entrant : undefined;
	const { winners, alternates } = report.outcome;
	const rows = { rules: report.rules, texts, own };
	return el(
		'section',
		{ className: 'card', id: 'winners' },
		el('h2', {}, texts.winnersTitle),
		el('p', { className: 'soft' }, texts.winnersText),
		tableOf(winners, rows),
		...(alternates.length === 0 ? [] : [el('h2', {}, texts.alternatesTitle), tableOf(alternates, rows)]),
	);
}

function tableOf(
	placed: readonly (Winner | Alternate)[],
	{ rules, texts, own }: { rules: PublishedRules; texts: Texts; own: string | undefined },
): HTMLElement {
	const nameOf = (tierId: string) =>
		tierId === WHOLE_LOTTERY
			? texts.alternates
			: (rules.draw.tiers.find((tier) => tier.tierId === tierId)?.name ?? tierId);
	const rows = placed
		.slice(0, MOST_ROWS)
		.map(({ tierId, position, place, entrant }) =>
			el(
				'tr',
				{ className: entrant === own ? 'own' : '' },
				el('td', {}, `${nameOf(tierId)} ${position}`),
				el('td', {}, String(place)),
				el('td', {}, el('code', { title: entrant }, `${entrant.slice(0, 16)}…`)),
			),
		);
	const head = [texts.columnPrize, texts.columnPlace, texts.columnLine].map((name) => el('th', {}, name));
	const more = placed.length - rows.length;
	return el(
		'div',
		{},
		el('table', {}, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...rows)),
		more > 0 ? el('p', { className: 'soft' }, fillText(texts.more, { count: more })) : undefined,
	);
}

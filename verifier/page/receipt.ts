import { fillText } from '../../community/text';
import { WHOLE_LOTTERY } from '../../community/lottery/draw/order';
import type { FoundLine, Standing } from '../../community/lottery/proof/find-line';
import type { Report } from '../../community/lottery/proof/report';
import { el } from './dom';
import type { Actions, State } from './state';
import { TEXTS, type Texts } from './texts';

/** A member's own line, by their receipt. */
export function receiptCard(state: State, actions: Actions): HTMLElement {
	const texts = TEXTS[state.language];
	const input = el('textarea', {
		id: 'receipt-code',
		attributes: {
			placeholder: texts.receiptPlaceholder,
			'aria-label': texts.receiptTitle,
			autocapitalize: 'off',
			autocomplete: 'off',
			spellcheck: 'false',
		},
	});
	input.value = state.receipt;
	return el(
		'section',
		{ className: 'card', id: 'receipt' },
		el('h2', {}, texts.receiptTitle),
		el('p', { className: 'soft' }, texts.receiptText),
		input,
		el(
			'div',
			{ className: 'row' },
			el('button', { on: { click: () => actions.look(input.value) } }, texts.receiptButton),
		),
		state.found === undefined || state.report === undefined ? undefined : answer(state.found, state.report, texts),
	);
}

function answer(found: FoundLine | 'broken', report: Report, texts: Texts): HTMLElement {
	if (found === 'broken') return box('waiting', texts.brokenReceipt, texts.brokenReceiptText);
	if (found.status === 'otherLottery') return box('waiting', texts.otherLottery, texts.otherLotteryText);
	if (found.status === 'missing') {
		return box('failed', texts.missing, fillText(texts.missingText, { entrant: found.entrant }));
	}
	const entrants = report.list?.lines.length ?? 0;
	const won = found.prizes.map((prize) =>
		el('h3', {}, `🎉 ${fillText(texts.won, { prize: prizeName(report, prize.tierId) })}`),
	);
	const waits = found.standsBy.map(({ position }) => el('p', {}, fillText(texts.alternate, { position })));
	return el(
		'div',
		{ className: 'answer passed', attributes: { role: 'status', 'data-found': 'found' } },
		...won,
		el('h3', {}, fillText(texts.found, { line: found.line, entrants })),
		el('p', {}, fillText(texts.foundWho, { subject: found.subject })),
		...found.standings.flatMap((standing) => [
			el('p', {}, placeText(standing, report, texts)),
			found.weight > 1
				? el('p', { className: 'soft' }, fillText(texts.weight, { weight: found.weight, ticket: standing.ticket }))
				: undefined,
		]),
		...waits,
		...found.standings.map((standing) => byHand(standing, report, texts)),
	);
}

function placeText({ order, place }: Standing, { rules, outcome, list }: Report, texts: Texts): string {
	const entrants = list?.lines.length ?? 0;
	if (order === WHOLE_LOTTERY) {
		const cut = fillText(texts.cut, { cut: outcome?.winners.length ?? 0 });
		return fillText(texts.place, { place, entrants, cut });
	}
	const tier = rules?.draw.tiers.find(({ tierId }) => tierId === order);
	return fillText(texts.placeOf, { tier: tier?.name, place, entrants, cut: tier?.quantity });
}

/** The text whose hash is the lot, and a command that hashes it. */
function byHand({ order, entrant, ticket, lot }: Standing, { hashes }: Report, texts: Texts): HTMLElement {
	const line = ['shequn-lottery/v1/lot', hashes?.seed ?? '', order, entrant, String(ticket)];
	return el(
		'details',
		{},
		el('summary', {}, texts.byHand),
		el('p', { className: 'soft' }, texts.byHandText),
		el('pre', {}, `${line.join('\n')}\n`),
		el('pre', {}, `printf '${line.join('\\n')}\\n' | sha256sum`),
		el('p', { className: 'soft' }, `${texts.lot}: `, el('code', {}, lot)),
	);
}

function prizeName({ rules }: Report, tierId: string): string {
	return rules?.draw.tiers.find((tier) => tier.tierId === tierId)?.name ?? tierId;
}

function box(kind: 'failed' | 'waiting', title: string, text: string): HTMLElement {
	return el(
		'div',
		{ className: `answer ${kind}`, attributes: { role: 'status', 'data-found': kind } },
		el('h3', {}, title),
		el('p', {}, text),
	);
}

import type { Language } from '../../community/language';
import { ageInWords } from '../../community/review/age';
import type { ReviewLink } from '../../community/review/link';
import type { ScreeningReason } from '../../community/screening/evaluate';
import { displayName } from '../../community/subject';
import { fillText } from '../../community/text';
import type { ReviewedApplication } from '../../store/types';
import { cardOf } from '../MemberScreening/actions/application/outcome';
import { waitsSince } from '../MemberScreening/actions/application/waiting';
import { shownAnswers, shownValue } from './answers';
import { DESK_COPY, type DeskCopy } from './copy';
import { UNDO_HOURS, type DeskView } from './desk';
import { html, Html } from './html';
import { AGES, ORDERS, WHOSE, type Filters } from './request';
import { STYLE } from './style';

/** What the page says on top. */
export interface Notice {
	text: string;
	isProblem: boolean;
}

export interface DeskPage {
	language: Language;
	view: DeskView;
	link: ReviewLink;
	/** The link's token; with it in each form, only the page itself can post. */
	token: string;
	filters: Filters;
	/** Names the form, so that sending it twice decides once. */
	submissionId: string;
	reasonToReject: boolean;
	/** What was typed, where the form comes back with a problem. */
	reason: string;
	notices: readonly Notice[];
	timeZone: string;
	now: string;
}

function document(language: Language, title: string, body: Html): string {
	return html`<!doctype html>
		<html lang="${language}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<title>${title}</title>
				${new Html(`<style>${STYLE}</style>`)}
			</head>
			<body>
				${body}
			</body>
		</html>`.text;
}

/** A page that says one thing only, e.g. that the link has expired. */
export function messagePage(language: Language, text: string): string {
	const { title } = DESK_COPY[language];
	return document(
		language,
		title,
		html`<header><h1>${title}</h1></header>
			<p class="notice problem">${text}</p>`,
	);
}

/** The review desk: what waits, why, and the buttons to decide it. It works without any script. */
export function deskPage(page: DeskPage): string {
	const { language, view, link, notices, timeZone } = page;
	const copy = DESK_COPY[language];
	const until = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
		new Date(link.expiresAt),
	);
	const title = `${copy.title} · ${view.communityName}`;
	return document(
		language,
		title,
		html`<header>
				<h1>${title}</h1>
				${languageForm(page, copy)}
			</header>
			<p><small>${fillText(copy.who, { reviewer: link.reviewerId, until })}</small></p>
			${notices.map(({ text, isProblem }) => html`<p class="notice ${isProblem ? 'problem' : ''}">${text}</p>`)}
			${filterForm(page, copy)} ${view.total === 0 ? html`<p>${copy.nothing}</p>` : decideForm(page, copy)}
			${view.decided.length === 0 ? '' : undoForm(page, copy)}`,
	);
}

function hidden(name: string, value: string | number): Html {
	return html`<input type="hidden" name="${name}" value="${value}" />`;
}

function hiddenFilters({ filters }: DeskPage): Html[] {
	return [hidden('age', filters.minAgeHours), hidden('whose', filters.whose), hidden('order', filters.order)];
}

function languageForm(page: DeskPage, copy: DeskCopy): Html {
	const other: Language = page.language === 'en' ? 'zh-CN' : 'en';
	return html`<form method="get" action="?">
		${hidden('token', page.token)} ${hidden('lang', other)} ${hiddenFilters(page)}
		<button>${copy.otherLanguage}</button>
	</form>`;
}

function choice(name: string, label: string, chosen: string | number, choices: [string | number, string][]): Html {
	return html`<label
		>${label}
		<select name="${name}">
			${choices.map(([value, text]) =>
				value === chosen
					? html`<option value="${value}" selected>${text}</option>`
					: html`<option value="${value}">${text}</option>`,
			)}
		</select></label
	>`;
}

function filterForm({ filters, token, language }: DeskPage, copy: DeskCopy): Html {
	const whose = { all: copy.everybodys, mine: copy.mine, nobody: copy.nobodys };
	const ages = AGES.map((hours): [number, string] => [
		hours,
		hours === 0 ? copy.anyAge : fillText(copy.hours, { hours }),
	]);
	return html`<form class="filters" method="get" action="?">
		${hidden('token', token)} ${hidden('lang', language)} ${choice('age', copy.minAge, filters.minAgeHours, ages)}
		${choice(
			'whose',
			copy.whose,
			filters.whose,
			WHOSE.map((one): [string, string] => [one, whose[one]]),
		)}
		${choice(
			'order',
			copy.order,
			filters.order,
			ORDERS.map((one): [string, string] => [one, copy[one]]),
		)}
		<button>${copy.filter}</button>
	</form>`;
}

function decideForm(page: DeskPage, copy: DeskCopy): Html {
	const { view, token, language, submissionId, reasonToReject, reason } = page;
	const { total, applications } = view;
	const label = reasonToReject ? `${copy.reason} · ${copy.reasonNeeded}` : copy.reason;
	// The first button is what Enter presses: it shall not be the approval of whoever is on top.
	return html`<form method="post" action="?" autocomplete="off">
		<button disabled hidden></button>
		<p>
			${fillText(copy.waiting, { count: total })}
			${total > applications.length ? html`· ${fillText(copy.shown, { count: applications.length })}` : ''}
		</p>
		${hidden('token', token)} ${hidden('lang', language)} ${hidden('submission', submissionId)} ${hiddenFilters(page)}
		${applications.map((application) => card(application, page, copy))}
		<div class="bar">
			<div>
				<label for="reason"><small>${label}</small></label>
				<textarea id="reason" name="reason" rows="1" maxlength="1000">${reason}</textarea>
				<div class="row">
					<button name="verdict" value="approved">${copy.approveChosen}</button>
					<button name="verdict" value="rejected">${copy.rejectChosen}</button>
				</div>
			</div>
		</div>
	</form>`;
}

function undoForm(page: DeskPage, copy: DeskCopy): Html {
	const { view, token, language, submissionId, now } = page;
	return html`<form method="post" action="?">
		<h2>${fillText(copy.decidedLately, { hours: UNDO_HOURS })}</h2>
		${hidden('token', token)} ${hidden('lang', language)} ${hidden('submission', `${submissionId}-undo`)}
		${hiddenFilters(page)}
		<ul class="decided">
			${view.decided.map((application) => {
				const { applicationId, status, decidedBy, decidedAt } = application;
				const said = fillText(status === 'approved' ? copy.wasApproved : copy.wasRejected, {
					operator: decidedBy ?? '',
					age: ageInWords(decidedAt ?? now, now, language),
				});
				return html`<li>
					<span>${displayName(cardOf(application).subject.member)}<br /><small>${said}</small></span>
					<button name="only" value="review:${applicationId}">${copy.takeBack}</button>
				</li>`;
			})}
		</ul>
	</form>`;
}

function card(application: ReviewedApplication, { language, now }: DeskPage, copy: DeskCopy): Html {
	const { applicationId, answers, assignedTo } = application;
	const { subject, evaluation } = cardOf(application);
	const { score, approveFrom, rejectBelow, reasons } = evaluation;
	const age = fillText(copy.waits, { age: ageInWords(waitsSince(application), now, language) });
	const whose = assignedTo === null ? '' : ` · ${fillText(copy.assignedTo, { reviewer: assignedTo })}`;
	return html`<article>
		<label
			><input type="checkbox" name="choose" value="${applicationId}" />
			<strong>${displayName(subject.member)}</strong></label
		>
		<p><small>${subject.member.platform} · ${subject.member.platformMemberId} · ${age}${whose}</small></p>
		<p>${fillText(copy.scoreOf, { score, approveFrom, rejectBelow })}</p>
		<ul>
			${reasons.map((reason) => reasonLine(reason, copy))}
		</ul>
		<dl>
			${shownAnswers(answers, copy).map(
				({ label, value }) =>
					html`<dt>${label}</dt>
						<dd>${value}</dd>`,
			)}
		</dl>
		<div class="row">
			<button name="only" value="approved:${applicationId}">${copy.approve}</button>
			<button name="only" value="rejected:${applicationId}">${copy.reject}</button>
		</div>
	</article>`;
}

function reasonLine({ rule, passed, missing, points, saw, stops }: ScreeningReason, copy: DeskCopy): Html {
	const given = points > 0 ? `+${points}` : String(points);
	const seen = missing ? copy.noAnswer : fillText(copy.saw, { value: shownValue(saw, copy) });
	const notes = [...(passed && points !== 0 ? [given] : []), ...(stops === undefined ? [] : [copy.stops]), seen];
	return html`<li>${passed || stops !== undefined ? '✅' : '▫️'} ${rule} <small>${notes.join(' · ')}</small></li>`;
}

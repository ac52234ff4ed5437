import { randomUUID } from 'node:crypto';
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { DomainError } from '../../community/domain-error';
import type { Language } from '../../community/language';
import { verifyReviewLink, type LinkVerdict, type ReviewLink } from '../../community/review/link';
import { fillText } from '../../community/text';
import type { CommunityStore, JsonObject } from '../../store/types';
import { inOneLine } from '../shared/errors';
import { reviewLinkKeys } from '../shared/reviewLink';
import { nodeStore } from '../shared/store';
import { DESK_COPY } from './copy';
import { submit, viewDesk, type Submitted } from './desk';
import { deskPage, messagePage, type Notice } from './page';
import { filtersOf, languageOf, readParameters, submissionOf, type Submission } from './request';
import { STYLE_HASH } from './style';
import { admits } from './throttle';
import { chosenLanguage } from '../shared/parameters';

/** One valid request to the desk. */
interface Visit {
	context: IWebhookFunctions;
	store: CommunityStore;
	link: ReviewLink;
	token: string;
	parameters: URLSearchParams;
	language: Language;
	reasonToReject: boolean;
	now: string;
}

/**
 * Shows the desk (GET), or decides what its form says (POST) and starts an execution with the decided applications.
 * Nothing here throws: an error would start an execution of its own.
 */
export async function receiveReview(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const fallback = chosenLanguage(context.getNodeParameter('language', 'zh-CN'));
	try {
		const parameters = await readParameters(context);
		if (parameters === undefined) return answer(context, 413, messagePage(fallback, DESK_COPY[fallback].tooLarge));
		const language = languageOf(parameters, fallback);
		const token = parameters.get('token') ?? '';
		const now = new Date().toISOString();
		const link = await verdictOf(context, token, now);
		if (!link.valid) {
			const status = link.reason === 'expired' ? 410 : 401;
			return answer(context, status, messagePage(language, DESK_COPY[language][link.reason]));
		}
		if (!admits(JSON.stringify([link.communityId, link.reviewerId]), Date.parse(now))) {
			return answer(context, 429, messagePage(language, DESK_COPY[language].tooFast), { 'retry-after': '5' });
		}
		const store = await nodeStore(context);
		const reasonToReject = context.getNodeParameter('reasonToReject', false) === true;
		const visit: Visit = { context, store, link, token, parameters, language, reasonToReject, now };
		return context.getRequestObject().method === 'POST' ? await decide(visit) : await show(visit, 200, []);
	} catch (error) {
		context.logger.error(`Review Desk could not answer a request: ${inOneLine(error)}`);
		return answer(context, 503, messagePage(fallback, DESK_COPY[fallback].trouble), { 'retry-after': '5' });
	}
}

/** Whose link it is. While a secret is changed, links of the previous one still open the desk. */
async function verdictOf(context: IWebhookFunctions, token: string, now: string): Promise<LinkVerdict> {
	const [key, ...previous] = await reviewLinkKeys(context);
	const verdicts = [key, ...previous].map((one) => verifyReviewLink(token, one, now));
	return verdicts.find((one) => one.valid || one.reason === 'expired') ?? (verdicts[0] as LinkVerdict);
}

async function decide(visit: Visit): Promise<IWebhookResponseData> {
	const { context, store, link, language, reasonToReject, now } = visit;
	const copy = DESK_COPY[language];
	const submission = submissionOf(visit.parameters);
	if (submission === undefined) return answer(context, 400, messagePage(language, copy.badForm));
	try {
		const { duplicate, result } = await submit(store, link, submission, { reasonToReject, now });
		const notices = noticesOf(submission, result, language);
		const response = await show(visit, 200, notices).catch((error: unknown) => {
			// It is decided: whatever the page says, the workflow has to start.
			context.logger.error(`Review Desk could not show its page: ${inOneLine(error)}`);
			return answer(context, 200, messagePage(language, notices.map(({ text }) => text).join(' · ')));
		});
		return duplicate ? response : { ...response, ...workflowDataOf(submission, result.items) };
	} catch (error) {
		if (!(error instanceof DomainError)) {
			context.logger.error(`Review Desk could not decide: ${inOneLine(error)}`);
			return answer(context, 503, messagePage(language, copy.trouble), { 'retry-after': '5' });
		}
		const text = error.field === 'reason' ? copy.missingReason : copy.missingChoice;
		return await show(visit, 422, [{ text, isProblem: true }], submission.reason);
	}
}

function noticesOf({ verdict }: Submission, { items, unchanged }: Submitted, language: Language): Notice[] {
	const { approvedCount, rejectedCount, undoneCount, notWaiting, notUndone } = DESK_COPY[language];
	const done = { approved: approvedCount, rejected: rejectedCount, review: undoneCount }[verdict];
	const rest = verdict === 'review' ? notUndone : notWaiting;
	return [
		...(items.length === 0 ? [] : [{ text: fillText(done, { count: items.length }), isProblem: false }]),
		...(unchanged === 0 ? [] : [{ text: fillText(rest, { count: unchanged }), isProblem: true }]),
	];
}

/** Output of each verdict. */
const OUTPUT = { approved: 0, rejected: 1, review: 2 } as const;

function workflowDataOf({ verdict }: Submission, items: readonly JsonObject[]): IWebhookResponseData {
	if (items.length === 0) return {};
	const outputs: INodeExecutionData[][] = [[], [], []];
	outputs[OUTPUT[verdict]] = items.map((json) => ({ json: { ...json } }));
	return { workflowData: outputs };
}

async function show(
	{ context, store, link, token, parameters, language, reasonToReject, now }: Visit,
	status: number,
	notices: readonly Notice[],
	reason = '',
): Promise<IWebhookResponseData> {
	const filters = filtersOf(parameters);
	const { perPage = 50 } = context.getNodeParameter('options', {}) as { perPage?: number };
	const page = deskPage({
		language,
		view: await viewDesk(store, link, filters, { perPage: Math.min(Math.max(Math.floor(perPage), 1), 200), now }),
		link,
		token,
		filters,
		submissionId: randomUUID(),
		reasonToReject,
		reason,
		notices,
		timeZone: context.getTimezone(),
		now,
	});
	return answer(context, status, page);
}

/**
 * n8n sandboxes the HTML that it sends for a node, so that a page cannot act as n8n. This page is sent by the node
 * itself and is stricter: no script at all, no origin, nothing from elsewhere, and forms only to where it came from.
 */
function answer(
	context: IWebhookFunctions,
	status: number,
	page: string,
	headers: Record<string, string> = {},
): IWebhookResponseData {
	// A page without an origin is its own "self" in some browsers only, so the desk's origin is named too.
	const origin = URL.parse(context.getNodeWebhookUrl('default') ?? '')?.origin ?? '';
	const policy = [
		"default-src 'none'",
		`style-src '${STYLE_HASH}'`,
		`form-action 'self' ${origin}`.trimEnd(),
		"base-uri 'none'",
		"frame-ancestors 'none'",
		'sandbox allow-forms',
	];
	context
		.getResponseObject()
		.status(status)
		.set({
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy.join('; '),
			'cache-control': 'no-store',
			// The address holds the token.
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'x-robots-tag': 'noindex',
			...headers,
		})
		.send(page);
	return { noWebhookResponse: true };
}

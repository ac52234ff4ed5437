import type { IWebhookFunctions } from 'n8n-workflow';
import { LANGUAGES, type Language } from '../../community/language';
import type { Verdict } from '../../community/review/decide';

/** What the page may be asked to leave out, and in which order. */
export interface Filters {
	minAgeHours: number;
	whose: 'all' | 'mine' | 'nobody';
	order: 'oldest' | 'newest' | 'score';
}

export const AGES = [0, 4, 24, 72] as const;
export const WHOSE = ['all', 'mine', 'nobody'] as const;
export const ORDERS = ['oldest', 'newest', 'score'] as const;

/** What a form says. */
export interface Submission {
	/** Made with the page: the same form sent twice is one submission. */
	id: string;
	/** `review`: the decision is taken back. */
	verdict: Verdict | 'review';
	applicationIds: string[];
	reason: string;
}

const VERDICTS = ['approved', 'rejected', 'review'] as const;

/** Most bytes of a posted form: far above what a page with every box ticked needs. */
const MOST_BYTES = 64 * 1024;
const MOST_CHOSEN = 200;
const LONGEST_REASON = 1000;

/** What a request brings, by whatever way: query parameters of a page, or fields of a form. `undefined`: too large. */
export async function readParameters(context: IWebhookFunctions): Promise<URLSearchParams | undefined> {
	const request = context.getRequestObject();
	if (request.method !== 'POST') return queryOf(context.getQueryData());
	if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return undefined;
	if (!(request.rawBody instanceof Uint8Array)) await request.readRawBody().catch(() => undefined);
	const { rawBody } = request;
	if (!(rawBody instanceof Uint8Array)) return new URLSearchParams();
	// Read from the bytes, so that a field that is repeated or oddly named is what the browser sent.
	return rawBody.byteLength > MOST_BYTES ? undefined : new URLSearchParams(Buffer.from(rawBody).toString('utf8'));
}

function queryOf(query: unknown): URLSearchParams {
	const parameters = new URLSearchParams();
	for (const [name, value] of Object.entries(query ?? {})) {
		if (typeof value === 'string') parameters.set(name, value);
	}
	return parameters;
}

export function languageOf(parameters: URLSearchParams, fallback: Language): Language {
	return LANGUAGES.find((one) => one === parameters.get('lang')) ?? fallback;
}

/** Filters, anything unknown left out. */
export function filtersOf(parameters: URLSearchParams): Filters {
	return {
		minAgeHours: AGES.find((one) => String(one) === parameters.get('age')) ?? 0,
		whose: WHOSE.find((one) => one === parameters.get('whose')) ?? 'all',
		order: ORDERS.find((one) => one === parameters.get('order')) ?? 'oldest',
	};
}

/** What a posted form decides; `undefined` if it is no form of the page. */
export function submissionOf(parameters: URLSearchParams): Submission | undefined {
	const id = parameters.get('submission') ?? '';
	// The button of one application is about that one alone, whatever boxes are ticked.
	const [, single, only] = /^(approved|rejected|review):(.+)$/.exec(parameters.get('only') ?? '') ?? [];
	const verdict = VERDICTS.find((one) => one === (single ?? parameters.get('verdict')));
	const applicationIds = only === undefined ? parameters.getAll('choose') : [only];
	if (!/^[\w-]{16,64}$/.test(id) || verdict === undefined || applicationIds.length > MOST_CHOSEN) return undefined;
	if (applicationIds.some((one) => !/^[\w-]{1,64}$/.test(one))) return undefined;
	const reason = (parameters.get('reason') ?? '').trim();
	return reason.length > LONGEST_REASON ? undefined : { id, verdict, applicationIds, reason };
}

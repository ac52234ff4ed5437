import type { ServerResponse } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import { answerAbout, LIST_HEADER } from '../shared/answer';

/** What n8n answers a waiting call with. */
export interface Answer {
	status: number;
	/** Empty if n8n streamed it, and for answers without one. */
	body: string;
	headers: Readonly<Record<string, number | string | string[]>>;
}

/** Belong to one response, or to the bytes of one body. */
const NOT_SHARED = [
	'connection',
	'content-encoding',
	'content-length',
	'date',
	'etag',
	'set-cookie',
	'transfer-encoding',
];

function textOf(chunk: unknown): string {
	if (typeof chunk === 'string') return chunk;
	return chunk instanceof Uint8Array ? Buffer.from(chunk).toString('utf8') : '';
}

function answerIn(response: ServerResponse, chunk: unknown): Answer {
	const headers = Object.entries(response.getHeaders()).flatMap(([name, value]) =>
		value === undefined || NOT_SHARED.includes(name.toLowerCase()) ? [] : [[name, value] as const],
	);
	return { status: response.statusCode, body: textOf(chunk), headers: Object.fromEntries(headers) };
}

/**
 * Lets `revise` see what n8n answers a call with, before it leaves, and put another body in its place.
 * It is told also if the caller has hung up in the meantime: others may wait for the same answer.
 */
export function beforeAnswering(response: ServerResponse, revise: (answer: Answer) => string): void {
	let isRevised = false;
	response.end = new Proxy(response.end.bind(response), {
		apply(end, self, args: unknown[]) {
			if (isRevised) return Reflect.apply(end, self, args) as unknown;
			isRevised = true;
			const answer = answerIn(response, args[0]);
			const body = revise(answer);
			if (body === answer.body || response.headersSent) return Reflect.apply(end, self, args) as unknown;
			response.removeHeader('etag');
			response.setHeader('content-length', Buffer.byteLength(body));
			return Reflect.apply(end, self, [body]) as unknown;
		},
	});
}

/** Gives a call the answer that n8n gave to another one, with a body of its own. */
export function answerLike(response: ServerResponse, answer: Answer, body: string): void {
	if (response.headersSent || response.writableEnded) return;
	response.statusCode = answer.status;
	for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
	response.setHeader('content-length', Buffer.byteLength(body));
	response.end(body);
}

/**
 * The part of an answer that is about one call's events. A node of this package lists what it decided with the event's id
 * (see `answerCallers`); what another node answers is the same for everybody.
 *
 * @param eventIds the call's own events
 */
export function partOf({ body, headers }: Answer, eventIds: ReadonlySet<string>): string {
	const field = headers[LIST_HEADER];
	if (typeof field !== 'string') return body;
	return JSON.stringify(answerAbout(field, JSON.parse(body) as IDataObject, eventIds));
}

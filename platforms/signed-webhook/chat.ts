import { createHash } from 'node:crypto';
import type { DeliveryResult, OutboundMessage } from '../../community/message';
import {
	TransportError,
	type BinaryFile,
	type ChatPlatform,
	type MemberAction,
	type Target,
	type Transport,
	type WireResponse,
} from '../platform';
import { actionAnswerSchema, type OutboundAction } from './action';
import { secretProblem, withoutSecrets } from './secret';
import { signWebhook } from './sign';

export interface SignedWebhookChatOptions {
	/** Signs the requests; see secretProblem for what is a usable one. */
	secret: string;
	now: () => Date;
	/** A new identifier without ".", e.g. `randomUUID` of node:crypto. */
	newId: () => string;
}

const DEFAULT_RETRY_AFTER_MS = 30_000;

/**
 * Any chat behind an integrator's endpoint: every action is one signed POST (Standard Webhooks).
 *
 * Messages with one dedupeKey carry one `webhook-id`, by which the endpoint recognises repetitions.
 * So a message that nobody confirmed is `failed` and may be sent again; a message without a
 * dedupeKey is `unsure` then. The other actions change nothing the second time.
 * @param transport adds the address of the endpoint
 */
export function signedWebhookChat(transport: Transport, options: SignedWebhookChatOptions): ChatPlatform {
	const post = (action: OutboundAction, id: string, isRepeatable: boolean): Promise<DeliveryResult> =>
		postAction(transport, options, { action, id, isRepeatable });
	return {
		send: async (message, files) => {
			const built = await messageAction(message, files);
			if (typeof built === 'string') return failed(built);
			const { dedupeKey } = message;
			return post(built, dedupeKey === undefined ? options.newId() : stableId(dedupeKey), dedupeKey !== undefined);
		},
		joinRequest: (action, target) =>
			post({ v: 1, action: `join_request.${action}`, target: targetOf(target) }, options.newId(), true),
		member: (action, target) => post(memberAction(action, target), options.newId(), true),
		deleteMessage: ({ groupId, messageId }) =>
			post({ v: 1, action: 'message.delete', target: { groupId, messageId } }, options.newId(), true),
	};
}

/** The same id for the same key, on any machine, without revealing the key. */
function stableId(dedupeKey: string): string {
	return `msg_${createHash('sha256').update(dedupeKey, 'utf8').digest('base64url')}`;
}

/** The action, or the sentence that says why there is none. */
async function messageAction(
	message: OutboundMessage,
	files: ((name: string) => Promise<BinaryFile>) | undefined,
): Promise<OutboundAction | string> {
	const name = message.image?.binary;
	if (name === undefined) return { v: 1, action: 'message.send', message };
	if (!files) return `The picture "${name}" is a file, and no files can be read here.`;
	try {
		const { data, fileName, mimeType } = await files(name);
		const file = { name, fileName, mimeType, data: Buffer.from(data).toString('base64') };
		return { v: 1, action: 'message.send', message, files: [file] };
	} catch (error) {
		return `The picture "${name}" cannot be read: ${error instanceof Error ? error.message : 'no such file'}`;
	}
}

function memberAction(action: MemberAction, target: Target): OutboundAction {
	const common = { v: 1 as const, target: targetOf(target) };
	switch (action.kind) {
		case 'mute':
			return { ...common, action: 'member.mute', ...(action.until !== undefined && { until: action.until }) };
		case 'remove':
			return { ...common, action: 'member.remove', mayReturn: action.mayReturn };
		case 'restore':
			return { ...common, action: 'member.restore' };
	}
}

function targetOf({ groupId, platformMemberId }: Target): { groupId: string; memberId: string } {
	return { groupId, memberId: platformMemberId };
}

async function postAction(
	transport: Transport,
	{ secret, now }: SignedWebhookChatOptions,
	{ action, id, isRepeatable }: { action: OutboundAction; id: string; isRepeatable: boolean },
): Promise<DeliveryResult> {
	const problem = secretProblem(secret);
	if (problem !== undefined) return failed(`The request cannot be signed: ${problem}`);
	const rawBody = JSON.stringify(action);
	const timestamp = Math.floor(now().getTime() / 1000);
	const headers = { 'content-type': 'application/json', ...signWebhook({ id, timestamp, rawBody }, secret) };
	try {
		const response = await transport({ method: 'POST', path: '', headers, body: { kind: 'text', value: rawBody } });
		return readAnswer(response, isRepeatable, now());
	} catch (error) {
		if (!(error instanceof TransportError)) throw error;
		const reason = withoutSecrets(error.message);
		return error.requestLeft
			? unconfirmed(reason, isRepeatable)
			: failed(`The endpoint could not be reached: ${reason}`);
	}
}

function readAnswer(response: WireResponse, isRepeatable: boolean, now: Date): DeliveryResult {
	const { status, body } = response;
	if (status >= 200 && status < 300) return readAccepted(status, body);
	if (status === 429) return rateLimited(retryAfterMs(response.headers['retry-after'], now), reasonOf(body));
	if (status >= 500) return unconfirmed(`HTTP ${status}${reasonSuffix(body)}`, isRepeatable);
	if (status >= 300 && status < 400) return failed(`The endpoint redirects (HTTP ${status}): enter its final address.`);
	return failed(`The endpoint refused: HTTP ${status}${reasonSuffix(body)}`);
}

function readAccepted(httpStatus: number, body: unknown): DeliveryResult {
	const parsed = actionAnswerSchema.safeParse(body);
	const answer = parsed.success ? parsed.data : {};
	const status = httpStatus === 202 ? 'pending_confirmation' : (answer.status ?? 'sent');
	if (status === 'rate_limited') return rateLimited(answer.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS, answer.reason);
	return {
		status,
		degraded: answer.degraded ?? [],
		...(answer.providerId !== undefined && { providerId: answer.providerId }),
		...(answer.reason !== undefined && { reason: withoutSecrets(answer.reason) }),
	};
}

/** Seconds or an HTTP date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterMs(header: string | undefined, now: Date): number {
	if (header === undefined) return DEFAULT_RETRY_AFTER_MS;
	const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
	return Number.isNaN(ms) ? DEFAULT_RETRY_AFTER_MS : Math.max(0, ms);
}

function rateLimited(ms: number, reason: string | undefined): DeliveryResult {
	return {
		status: 'rate_limited',
		retryAfterMs: Math.ceil(ms),
		degraded: [],
		reason: withoutSecrets(reason ?? 'The endpoint asked to slow down.'),
	};
}

function unconfirmed(reason: string, isRepeatable: boolean): DeliveryResult {
	if (isRepeatable) return failed(`The endpoint did not confirm: ${reason}. It is safe to try again.`);
	return {
		status: 'unsure',
		degraded: [],
		reason: `The endpoint did not confirm: ${reason}. The message has no dedupe key, so look before sending it again.`,
	};
}

function reasonSuffix(body: unknown): string {
	const reason = reasonOf(body);
	return reason === undefined ? '' : `, ${reason}`;
}

/** What the endpoint says in its own words, under any of the usual names. */
function reasonOf(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const fields = body as Record<string, unknown>;
	const text = [fields.reason, fields.message, fields.error].find((field) => typeof field === 'string');
	return typeof text === 'string' ? withoutSecrets(text.slice(0, 200)) : undefined;
}

function failed(reason: string): DeliveryResult {
	return { status: 'failed', degraded: [], reason: withoutSecrets(reason) };
}

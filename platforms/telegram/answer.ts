import { z } from 'zod/v4';
import { TransportError, type Transport, type WireResponse } from '../platform';
import { wireRequest, type BotCall } from './bot-call';
import { withoutSecrets } from './reasons';

/** What one call of the Bot API came to. */
export type Answer =
	| { kind: 'ok'; result: unknown; note?: string }
	| { kind: 'limited'; retryAfterMs: number }
	/** Certainly not done. `description` is Telegram's own. */
	| { kind: 'refused'; code: number; description: string }
	/** Nobody knows whether it was done. */
	| { kind: 'silent'; reason: string }
	/** It never reached Telegram. */
	| { kind: 'unreachable'; reason: string };

/** https://core.telegram.org/bots/api#making-requests, #responseparameters */
const bodySchema = z.object({
	ok: z.boolean(),
	result: z.unknown(),
	error_code: z.int().optional(),
	description: z.string().optional(),
	parameters: z.object({ migrate_to_chat_id: z.int().optional(), retry_after: z.number().optional() }).optional(),
});

const DEFAULT_RETRY_AFTER_S = 5;

/** Makes one call and reads the answer; follows a group once that has become a supergroup. */
export async function callBot(transport: Transport, call: BotCall): Promise<Answer> {
	const answer = await callOnce(transport, call);
	if (!('migrateTo' in answer)) return answer;
	const moved = movedTo(call, answer.migrateTo);
	if (!moved) return answer;
	const second = await callOnce(transport, moved);
	if (second.kind !== 'ok') return second;
	return {
		...second,
		note: `address: the group has become a supergroup, use the id ${answer.migrateTo} from now on`,
	};
}

type FirstAnswer = Answer | (Answer & { migrateTo: number });

async function callOnce(transport: Transport, call: BotCall): Promise<FirstAnswer> {
	try {
		return readAnswer(await transport(wireRequest(call)));
	} catch (error) {
		if (!(error instanceof TransportError)) throw error;
		const reason = withoutSecrets(error.message).replace(/\.$/, '');
		return error.requestLeft ? { kind: 'silent', reason } : { kind: 'unreachable', reason };
	}
}

function readAnswer(response: WireResponse): FirstAnswer {
	const parsed = bodySchema.safeParse(response.body);
	if (!parsed.success) return readForeignAnswer(response);
	const { ok, result, description = '', parameters = {}, error_code: code = response.status } = parsed.data;
	if (ok) return { kind: 'ok', result };
	if (code === 429) return { kind: 'limited', retryAfterMs: retryAfterMs(response, parameters.retry_after) };
	if (code >= 500) return { kind: 'silent', reason: `Telegram answered ${code} ${withoutSecrets(description)}`.trim() };
	const refused = { kind: 'refused' as const, code, description: withoutSecrets(description) };
	return parameters.migrate_to_chat_id === undefined
		? refused
		: { ...refused, migrateTo: parameters.migrate_to_chat_id };
}

/** Something between us and Telegram answered, or the base URL leads elsewhere. */
function readForeignAnswer(response: WireResponse): Answer {
	const { status } = response;
	if (status === 429) return { kind: 'limited', retryAfterMs: retryAfterMs(response, undefined) };
	if (status >= 300 && status < 500) {
		return { kind: 'refused', code: status, description: 'not an answer of the Bot API' };
	}
	return { kind: 'silent', reason: `the answer (HTTP ${status}) is not one of the Bot API` };
}

function retryAfterMs({ headers }: WireResponse, seconds: number | undefined): number {
	const header = Number(headers['retry-after']);
	return Math.ceil((seconds ?? (header > 0 ? header : DEFAULT_RETRY_AFTER_S)) * 1000);
}

/** The same call for the group's new id. An edit cannot follow: its message id belongs to the old group. */
function movedTo(call: BotCall, chatId: number): BotCall | undefined {
	if (!('chat_id' in call.params) || call.method.startsWith('edit')) return undefined;
	return { ...call, params: { ...call.params, chat_id: chatId } } as BotCall;
}

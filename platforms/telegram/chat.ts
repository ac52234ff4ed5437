import type { DeliveryResult, OutboundMessage } from '../../community/message';
import type { ChatPlatform, MemberAction, MessagePlace, Target, Transport } from '../platform';
import { callBot, type Answer } from './answer';
import type { BotCall } from './bot-call';
import { asCaptionEdit, encodeMessage, type Files } from './encode';
import { decideJoinRequest } from './join-request';
import { failed, notAnswered, sent } from './outcome';
import { explain, withoutSecrets } from './reasons';
import { Refusal } from './refusal';
import { deleteMessage } from './delete-message';
import { actOnMember } from './member';

export interface TelegramChatOptions {
	/** Milliseconds since 1970 (default: the system's clock). */
	now?: () => number;
}

/**
 * Telegram as Community Chat uses it.
 *
 * What may be repeated without harm (deciding, muting, removing, deleting or changing a message, answering a
 * button) is `failed` when no answer came; a new message is `unsure` then, because sending it again
 * could show it twice.
 * @param transport adds the base URL with the bot token
 */
export function telegramChat(transport: Transport, { now = Date.now }: TelegramChatOptions = {}): ChatPlatform {
	const call = (botCall: BotCall): Promise<Answer> => callBot(transport, botCall);
	return {
		send: (message, files) => refusable(() => send(call, message, files)),
		joinRequest: (action: 'approve' | 'decline', target: Target) =>
			refusable(() => decideJoinRequest(call, action, target)),
		member: (action: MemberAction, target: Target) => refusable(() => actOnMember(call, action, target, now())),
		deleteMessage: (place: MessagePlace) => refusable(() => deleteMessage(call, place)),
	};
}

type Call = (call: BotCall) => Promise<Answer>;

async function refusable(work: () => Promise<DeliveryResult>): Promise<DeliveryResult> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Refusal) return failed(withoutSecrets(error.message));
		throw error;
	}
}

async function send(call: Call, message: OutboundMessage, files: Files | undefined): Promise<DeliveryResult> {
	const encoded = await encodeMessage(message, files);
	const { degraded } = encoded;
	const answer = await call(encoded.call);
	if (encoded.call.method === 'editMessageText' && isCaption(answer)) {
		const captionEdit = asCaptionEdit(encoded.call);
		return settle(captionEdit, await call(captionEdit), degraded);
	}
	const result = settle(encoded.call, answer, degraded);
	if (!encoded.picture || result.status !== 'sent') return result;
	const picture = await call(encoded.picture);
	return picture.kind === 'ok'
		? result
		: { ...result, degraded: [...result.degraded, `picture: not sent. ${said(picture)}`] };
}

function settle(call: BotCall, answer: Answer, degraded: string[]): DeliveryResult {
	if (answer.kind === 'ok') {
		const notes = answer.note === undefined ? degraded : [...degraded, answer.note];
		return { ...sent(notes), ...idOf(call, answer.result) };
	}
	const isRepeatable = call.method !== 'sendMessage' && call.method !== 'sendPhoto';
	if (answer.kind !== 'refused') return { ...notAnswered(answer, isRepeatable), degraded };
	if (/message is not modified/i.test(answer.description)) return { ...sent(degraded), ...idOf(call, undefined) };
	if (call.method === 'answerCallbackQuery' && /query is too old|query_id_invalid/i.test(answer.description)) {
		return sent([...degraded, 'answer: the button was pressed too long ago to show it']);
	}
	return { ...failed(explain(answer.code, answer.description)), degraded };
}

/** Telegram has no call that changes either kind of message, and a message does not say which it is. */
function isCaption(answer: Answer): boolean {
	return answer.kind === 'refused' && /there is no text in the message/i.test(answer.description);
}

function said(answer: Exclude<Answer, { kind: 'ok' }>): string {
	if (answer.kind === 'refused') return explain(answer.code, answer.description);
	return answer.kind === 'limited' ? 'Telegram asked to slow down.' : answer.reason;
}

function idOf(call: BotCall, result: unknown): { providerId?: string } {
	if ('message_id' in call.params) return { providerId: String(call.params.message_id) };
	const isMessage = typeof result === 'object' && result !== null && 'message_id' in result;
	return isMessage ? { providerId: String(result.message_id) } : {};
}

import { fakeHttp, type FakeReply, type RecordedRequest } from '../../workflows/harness';

/** A token such as BotFather gives; it must never be seen outside the requests to the Bot API. */
export const BOT_TOKEN = '424242:AAE-secret_of_the_bot-0123456789abc';

export interface BotCall {
	method: string;
	params: Record<string, unknown>;
	request: RecordedRequest;
}

export type BotReply = (call: BotCall) => FakeReply | undefined;

/** What Telegram answers to a call that it refuses. */
export const refusal = (code: number, description: string, parameters?: object): FakeReply => ({
	status: code,
	body: { ok: false, error_code: code, description, ...(parameters === undefined ? {} : { parameters }) },
});

/** Just enough Bot API for the nodes; `reply` may answer a call in another way. */
export class FakeBotApi {
	readonly calls: BotCall[] = [];
	reply: BotReply = () => undefined;

	private constructor(private server: Awaited<ReturnType<typeof fakeHttp>> | undefined) {}

	static async start(): Promise<FakeBotApi> {
		const bot = new FakeBotApi(undefined);
		bot.server = await fakeHttp((request) => bot.answer(request));
		return bot;
	}

	get credentials() {
		return { shequnTelegramApi: { accessToken: BOT_TOKEN, baseUrl: this.server?.url ?? '' } };
	}

	named(method: string): BotCall[] {
		return this.calls.filter((call) => call.method === method);
	}

	/** The texts of all messages that were sent. */
	get texts(): unknown[] {
		return this.named('sendMessage').map(({ params }) => params['text']);
	}

	async close(): Promise<void> {
		await this.server?.close();
	}

	private answer(request: RecordedRequest): FakeReply {
		const [, token, method = ''] = /^\/bot([^/]*)\/(\w+)$/.exec(request.path) ?? [];
		if (token !== BOT_TOKEN) return refusal(401, 'Unauthorized');
		const call = { method, params: paramsOf(request), request };
		this.calls.push(call);
		return this.reply(call) ?? { body: { ok: true, result: resultOf(call, this.calls.length) } };
	}
}

function paramsOf(request: RecordedRequest): Record<string, unknown> {
	if (request.headers['content-type']?.startsWith('multipart/') === true || request.text === '') return {};
	return request.json() as Record<string, unknown>;
}

function resultOf({ method, params }: BotCall, messageId: number): unknown {
	if (method.startsWith('send')) return { message_id: messageId, date: 1, chat: { id: params['chat_id'] } };
	if (method === 'getChatMember') return { status: 'member', user: { id: params['user_id'], first_name: 'x' } };
	if (method === 'getWebhookInfo') return { url: '', pending_update_count: 0 };
	return true;
}

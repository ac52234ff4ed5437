import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';
import { TransportError, type Transport, type WireRequest, type WireResponse } from '../../../platforms/platform';
import { DecodeError, decodeUpdate } from '../../../platforms/telegram/decode';
import { SECRET_TOKEN_HEADER, secretTokenOf, verifySecretToken } from '../../../platforms/telegram/updates';
import { checkWebhook, explainWebhookError, setWebhookParams } from '../../../platforms/telegram/webhook';
import { nodeTransport, TELEGRAM_CREDENTIAL } from '../../shared/transport';
import type { EventSource, RawRequest, Received } from './source';

/** Larger than any update that Telegram sends. */
const MAX_BYTES = 1_048_576;

const HINT =
	'Check the bot token and the base URL in the credential, and that n8n’s WEBHOOK_URL is an https address that Telegram can reach.';

async function reach(context: IHookFunctions, transport: Transport, request: WireRequest): Promise<WireResponse> {
	try {
		return await transport(request);
	} catch (error) {
		const reason = error instanceof TransportError ? error.message : 'the request could not be made';
		throw new NodeOperationError(context.getNode(), `Telegram could not be asked: ${reason}`, { description: HINT });
	}
}

async function ask(context: IHookFunctions, transport: Transport, method: string, params: object): Promise<unknown> {
	const { body } = await reach(context, transport, {
		method: 'POST',
		path: `/${method}`,
		body: { kind: 'json', value: params },
	});
	const answer = (typeof body === 'object' && body !== null ? body : {}) as {
		ok?: boolean;
		result?: unknown;
		description?: string;
	};
	if (answer.ok === true) return answer.result;
	throw new NodeOperationError(
		context.getNode(),
		`Telegram refused ${method}: ${explainWebhookError(answer.description ?? 'no reason given')}`,
		{ description: HINT },
	);
}

function ownAddress(context: IHookFunctions | IWebhookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url !== undefined) return url;
	throw new NodeOperationError(context.getNode(), 'n8n gives this trigger no address', {
		description: 'Set n8n’s WEBHOOK_URL to the address under which n8n is reached from outside.',
	});
}

/**
 * The secret that Telegram sends along. It is computed and not kept: n8n's static data is lost when another trigger of
 * the same workflow, such as a schedule, saves its own copy of it.
 */
async function secretOf(context: IHookFunctions | IWebhookFunctions): Promise<{ token: string; secret: string }> {
	const { accessToken: token } = await context.getCredentials<{ accessToken: string }>(TELEGRAM_CREDENTIAL);
	return { token, secret: secretTokenOf(token, ownAddress(context)) };
}

async function receive(context: IWebhookFunctions, request: RawRequest): Promise<Received> {
	const { token, secret } = await secretOf(context);
	if (!verifySecretToken(request.headers[SECRET_TOKEN_HEADER], secret)) {
		return { ok: false, status: 401, reason: 'the secret token is missing or wrong' };
	}
	if (request.rawBody.byteLength > MAX_BYTES)
		return { ok: false, status: 413, reason: `the body is larger than ${MAX_BYTES} bytes` };
	const [botId = ''] = token.split(':');
	try {
		const update: unknown = JSON.parse(Buffer.from(request.rawBody).toString('utf8'));
		return { ok: true, events: decodeUpdate(update, { botId, receivedAt: request.receivedAt.toISOString() }) };
	} catch (error) {
		if (error instanceof DecodeError) return { ok: false, status: 422, reason: error.reason };
		if (error instanceof SyntaxError) return { ok: false, status: 400, reason: 'the body is not JSON' };
		return { ok: false, status: 500, reason: 'the update could not be read' };
	}
}

async function checkExists(context: IHookFunctions): Promise<boolean> {
	const info = await ask(context, nodeTransport(context, TELEGRAM_CREDENTIAL), 'getWebhookInfo', {});
	return checkWebhook(info, ownAddress(context)).isSet;
}

async function create(context: IHookFunctions): Promise<boolean> {
	const url = ownAddress(context);
	const { secret: secretToken } = await secretOf(context);
	await ask(context, nodeTransport(context, TELEGRAM_CREDENTIAL), 'setWebhook', setWebhookParams({ url, secretToken }));
	return true;
}

async function remove(context: IHookFunctions): Promise<boolean> {
	const transport = nodeTransport(context, TELEGRAM_CREDENTIAL);
	const info = await ask(context, transport, 'getWebhookInfo', {});
	const url = typeof info === 'object' && info !== null && 'url' in info ? info.url : '';
	// A bot has one webhook: if another workflow has taken it over, it is not ours to remove.
	if (url === ownAddress(context)) await ask(context, transport, 'deleteWebhook', {});
	return true;
}

/** Telegram's Bot API; the webhook is registered and removed with the workflow. */
export const telegram: EventSource = {
	ledgerSource: () => 'telegram',
	receive,
	checkExists,
	create,
	delete: remove,
};

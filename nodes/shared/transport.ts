import type { IExecuteFunctions, IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { TransportError, type Transport, type WireRequest, type WireResponse } from '../../platforms/platform';

export const TELEGRAM_CREDENTIAL = 'shequnTelegramApi';
export const WEBHOOK_CREDENTIAL = 'shequnSignedWebhookApi';

/** Longest that a call may take, in milliseconds; a webhook's sender gives up after about a minute. */
const TIMEOUT_MS = 20_000;

/** Failures that happen before a request has left this machine. */
const BEFORE_LEAVING = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** The first error code in a chain of causes, which n8n and axios wrap several times. */
function codeOf(error: unknown): string | undefined {
	for (let cause = error, depth = 0; depth < 6 && typeof cause === 'object' && cause !== null; depth += 1) {
		const { code, cause: next } = cause as { code?: unknown; cause?: unknown };
		if (typeof code === 'string') return code;
		cause = next;
	}
	return undefined;
}

/** The error's own text may hold the address with the token in it, so only its code is shown. */
function transportError(error: unknown): TransportError {
	const code = codeOf(error);
	return code !== undefined && BEFORE_LEAVING.has(code)
		? new TransportError(`The platform cannot be reached (${code})`, false)
		: new TransportError(`No answer came (${code ?? 'connection broke'})`, true);
}

function options(request: WireRequest): IHttpRequestOptions {
	const base: IHttpRequestOptions = {
		method: request.method,
		url: request.path,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Following would turn the POST into a GET without its body, and a page that answers it would pass for a yes.
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
		...(request.headers === undefined ? {} : { headers: request.headers }),
	};
	switch (request.body?.kind) {
		case 'json':
			return { ...base, body: request.body.value as object, json: true };
		case 'text':
			return { ...base, body: request.body.value };
		case 'form':
			return { ...base, body: request.body.value };
		default:
			return base;
	}
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

/** Sends requests of a platform through n8n, which adds the credential, the proxy and the certificates. */
export function nodeTransport(context: IExecuteFunctions | IHookFunctions, credential: string): Transport {
	return async (request: WireRequest): Promise<WireResponse> => {
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				credential,
				options(request),
			)) as {
				statusCode: number;
				headers: Record<string, string | undefined>;
				body: unknown;
			};
			return { status: response.statusCode, headers: response.headers, body: parsed(response.body) };
		} catch (error) {
			throw transportError(error);
		}
	};
}

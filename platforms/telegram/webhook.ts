import { z } from 'zod/v4';
import { withoutSecrets } from './reasons';
import { ALLOWED_UPDATES } from './updates';

export interface SetWebhookParams {
	url: string;
	secret_token: string;
	allowed_updates: (typeof ALLOWED_UPDATES)[number][];
	max_connections?: number;
	drop_pending_updates?: boolean;
}

/**
 * The parameters of setWebhook. https://core.telegram.org/bots/api#setwebhook
 * @param options.maxConnections how many requests at once, 1–100 (Telegram's default: 40)
 * @param options.dropPending whether what has waited since the last webhook is thrown away
 */
export function setWebhookParams(options: {
	url: string;
	secretToken: string;
	maxConnections?: number;
	dropPending?: boolean;
}): SetWebhookParams {
	return {
		url: options.url,
		secret_token: options.secretToken,
		allowed_updates: [...ALLOWED_UPDATES],
		...(options.maxConnections !== undefined && { max_connections: options.maxConnections }),
		...(options.dropPending !== undefined && { drop_pending_updates: options.dropPending }),
	};
}

export interface WebhookCheck {
	/** Whether Telegram sends to this address and everything that we ask for. */
	isSet: boolean;
	/** Why not, and what Telegram complains about; each a sentence for the operator. */
	problems: string[];
	/** Updates that wait to be delivered. */
	pending: number;
}

const webhookInfoSchema = z.object({
	url: z.string().default(''),
	pending_update_count: z.int().default(0),
	last_error_date: z.int().optional(),
	last_error_message: z.string().optional(),
	allowed_updates: z.array(z.string()).optional(),
});

/**
 * Reads the result of getWebhookInfo. https://core.telegram.org/bots/api#webhookinfo
 * @param info the `result` as Telegram gave it
 * @param url the address that the webhook should have
 */
export function checkWebhook(info: unknown, url: string): WebhookCheck {
	const parsed = webhookInfoSchema.safeParse(info);
	if (!parsed.success) return { isSet: false, problems: ['Telegram did not describe its webhook.'], pending: 0 };
	const webhook = parsed.data;
	const settings = [
		...addressProblems(webhook.url, url),
		...updateProblems(webhook.allowed_updates ?? []),
		...secretProblems(webhook.last_error_message),
	];
	return {
		isSet: settings.length === 0,
		problems: [...settings, ...deliveryProblems(webhook.last_error_message, webhook.last_error_date)],
		pending: webhook.pending_update_count,
	};
}

function addressProblems(actual: string, expected: string): string[] {
	if (actual === expected) return [];
	if (actual === '') return ['Telegram sends to no address: the webhook is not set.'];
	return ['Telegram sends to another address: a bot has one webhook, so another workflow or program uses this bot.'];
}

function updateProblems(allowed: readonly string[]): string[] {
	const missing = ALLOWED_UPDATES.filter((kind) => !allowed.includes(kind));
	return missing.length === 0 ? [] : [`Telegram does not send ${missing.join(', ')}: the webhook was set without.`];
}

/** The webhook was set with another secret, e.g. before the bot got a new token: it has to be set again. */
function secretProblems(lastError: string | undefined): string[] {
	return /response from the webhook: 401/i.test(lastError ?? '')
		? ['Telegram sends another secret token than the one that is expected.']
		: [];
}

function deliveryProblems(message: string | undefined, date: number | undefined): string[] {
	if (message === undefined) return [];
	const when = date === undefined ? '' : ` at ${new Date(date * 1000).toISOString()}`;
	return [`The last delivery failed${when}: ${explainWebhookError(message)}`];
}

const WEBHOOK_ERRORS: readonly (readonly [RegExp, string])[] = [
	[/response from the webhook: 401/i, 'the request was refused: the secret token differs. Activate the workflow again'],
	[/response from the webhook: 403/i, 'something before n8n (a proxy or firewall) refuses Telegram'],
	[/response from the webhook: 404/i, 'no active workflow listens at the address. Activate the workflow'],
	[
		/response from the webhook: 5\d\d/i,
		'n8n or the proxy before it answered with an error. Look into the executions and the proxy',
	],
	[
		/response from the webhook: 3\d\d/i,
		"the address redirects, which Telegram does not follow. Set n8n's WEBHOOK_URL to the final address",
	],
	[/read timeout|timed out/i, 'no answer came in time. Let the workflow answer at once'],
	[
		/connection refused|connection reset|no route to host|unreachable/i,
		'nothing listens at the address, or a firewall is in the way',
	],
	[/certificate|ssl/i, 'the certificate is not trusted. Use one from a public authority, with the whole chain'],
	[
		/resolve|no address associated/i,
		"the host name is unknown on the internet. Set n8n's WEBHOOK_URL to a public address",
	],
	[/ip address .* is reserved/i, "the address leads into a private network. Set n8n's WEBHOOK_URL to a public address"],
	[/webhook can be set up only on ports/i, 'Telegram reaches only the ports 80, 88, 443 and 8443'],
	[/https url must be provided/i, 'the address must begin with https://'],
];

/** Telegram's error about a webhook, in words that say what to do. */
export function explainWebhookError(message: string): string {
	const own = withoutSecrets(message);
	const explanation = WEBHOOK_ERRORS.find(([pattern]) => pattern.test(own))?.[1];
	return explanation ? `${explanation}. (Telegram: ${own})` : own;
}

import { createHmac } from 'node:crypto';
import { secretTokenOf, verifySecretToken } from '../../../platforms/telegram/updates';
import { checkWebhook, explainWebhookError, setWebhookParams } from '../../../platforms/telegram/webhook';
import { telegramLimits } from '../../../platforms/telegram/limits';

describe('secret token', () => {
	test('has 256 bits in the characters that Telegram takes', () => {
		const url = 'https://n8n.example.org/webhook/abc';
		const token = secretTokenOf('42:secret', url);
		expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
		expect(token).toBe(
			createHmac('sha256', '42:secret').update(`shequn telegram webhook v1\n${url}`).digest('base64url'),
		);
		expect(secretTokenOf('42:secret', url)).toBe(token);
		expect(secretTokenOf('42:other', url)).not.toBe(token);
		expect(secretTokenOf('42:secret', `${url}/2`)).not.toBe(token);
	});

	test('only the very same token passes', () => {
		const token = secretTokenOf('42:secret', 'https://n8n.example.org/');
		expect(verifySecretToken(token, token)).toBe(true);
		for (const other of [undefined, '', [token], [token, token], `${token}x`, token.slice(1), token.toLowerCase()]) {
			expect(verifySecretToken(other, token)).toBe(false);
		}
		expect(verifySecretToken('', '')).toBe(false);
	});
});

describe('webhook', () => {
	const url = 'https://n8n.example.org/webhook/abc';
	const info = {
		url,
		has_custom_certificate: false,
		pending_update_count: 3,
		allowed_updates: ['message', 'chat_member', 'my_chat_member', 'chat_join_request', 'callback_query'],
	};

	test('asks for the updates that Telegram sends only on demand', () => {
		expect(setWebhookParams({ url, secretToken: 's', dropPending: true })).toEqual({
			url,
			secret_token: 's',
			allowed_updates: info.allowed_updates,
			drop_pending_updates: true,
		});
	});

	test('is set if the address and all updates are', () => {
		expect(checkWebhook(info, url)).toEqual({ isSet: true, problems: [], pending: 3 });
		expect(checkWebhook({ ...info, url: '' }, url)).toMatchObject({
			isSet: false,
			problems: [expect.stringContaining('not set')],
		});
		expect(checkWebhook({ ...info, url: 'https://other' }, url).problems).toEqual([
			expect.stringContaining('another address'),
		]);
		expect(checkWebhook({ ...info, allowed_updates: ['message'] }, url)).toMatchObject({
			isSet: false,
			problems: [expect.stringContaining('chat_member, my_chat_member, chat_join_request, callback_query')],
		});
		expect(checkWebhook('nonsense', url).isSet).toBe(false);
	});

	test('an old error is shown and does not unset the webhook', () => {
		const check = checkWebhook(
			{ ...info, last_error_date: 1_772_352_000, last_error_message: 'Wrong response from the webhook: 404 Not Found' },
			url,
		);
		expect(check.isSet).toBe(true);
		expect(check.problems[0]).toMatch(/2026-03-01T08:00:00.*Activate the workflow/);
	});

	test.each([
		['Wrong response from the webhook: 401 Unauthorized', /secret token/],
		['Wrong response from the webhook: 502 Bad Gateway', /error/],
		['Wrong response from the webhook: 302 Found', /redirect/],
		['Read timeout expired', /in time/],
		['Connection refused', /listens/],
		['SSL error {error:0A000086:SSL routines::certificate verify failed}', /certificate/],
		['Bad webhook: Failed to resolve host: Name or service not known', /WEBHOOK_URL/],
		['Bad Webhook: IP address 10.0.0.1 is reserved', /private network/],
	])('explains "%s"', (message, explanation) => {
		expect(explainWebhookError(message)).toMatch(explanation);
		expect(explainWebhookError(message)).toContain(message);
	});
});

describe('limits', () => {
	test('a group: 20 at once, then one every 3 s, and all together', () => {
		expect(telegramLimits({ kind: 'group', id: '-100' })).toEqual([
			{ key: 'telegram:group:-100', burst: 20, intervalMs: 3000 },
			{ key: 'telegram', burst: 30, intervalMs: 34 },
		]);
	});

	test('a member: one a second; a button’s answer counts only against the whole', () => {
		expect(telegramLimits({ kind: 'member', id: '5' })[0]).toEqual({
			key: 'telegram:member:5',
			burst: 1,
			intervalMs: 1000,
		});
		expect(telegramLimits({ kind: 'reply', handle: 'telegram.user_chat', id: '5' })[0]?.key).toBe('telegram:member:5');
		expect(telegramLimits({ kind: 'reply', handle: 'telegram.callback', id: '5' }).map(({ key }) => key)).toEqual([
			'telegram',
		]);
	});

	test('the figures can be others', () => {
		expect(telegramLimits({ kind: 'group', id: '-1' }, { group: { burst: 1, intervalMs: 9 } })[0]).toMatchObject({
			burst: 1,
			intervalMs: 9,
		});
	});
});

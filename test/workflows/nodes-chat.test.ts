import { Webhook } from 'standardwebhooks';

import { BOT_TOKEN, FakeBotApi, refusal } from '../nodes/support/bot-api';
import { ADMINS, asks, event, GROUP, PACKAGE, person, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, fakeHttp, type FakeHttp, type FakeReply, type Harness } from './harness';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;
const compose = (parameters: object, options: object = {}) => ({
	messageSource: 'compose',
	toKind: 'group',
	...parameters,
	options,
});

describe('Community Chat', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	let receiver: FakeHttp;
	let answer: FakeReply;
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		answer = {};
		receiver = await fakeHttp(() => answer);
		harness = await createHarness({
			packageDir: PACKAGE,
			credentials: { ...bot.credentials, shequnSignedWebhookApi: { secret: SECRET, url: `${receiver.url}/actions` } },
		});
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
		await receiver.close();
	});

	const chat = async (parameters: object, items: readonly object[], continueOnFail = false) => {
		const run = await runNode(
			harness,
			TYPE.chat,
			{ platform: 'telegram', resource: 'message', operation: 'send', ...parameters },
			items,
			{ continueOnFail },
		);
		const captured = JSON.stringify([run.nodes, run.error]);
		for (const secret of [BOT_TOKEN, BOT_TOKEN.split(':')[1] ?? '', SECRET, SECRET.slice(6)]) {
			expect(captured).not.toContain(secret);
		}
		return run;
	};
	const message = (text: string, fields: object = {}) => ({
		messages: [{ to: { kind: 'group', id: GROUP }, text, ...fields }],
	});
	const arrival = () => event({ type: 'message', ...person('7', '林晓雨'), text: 'hi', messageId: '33' });

	describe('composes', () => {
		it('to the group, with buttons, a mention, and under the message', async () => {
			const parameters = compose(
				{
					text: '欢迎 @林晓雨 👨‍👩‍👧',
					buttons: {
						button: [
							{ text: '看看', url: 'https://example.com/', value: '' },
							{ text: '感兴趣', url: '', value: 'yes' },
						],
					},
				},
				{ mention: true, replyToMessage: true },
			);
			const { outputs } = await chat(parameters, [arrival()]);
			expect(outputs[0]).toMatchObject([
				{
					delivery: 'sent',
					deliveries: [{ action: 'message.send', to: `group:${GROUP}`, status: 'sent', providerId: '1' }],
				},
			]);
			expect(bot.named('sendMessage')).toMatchObject([
				{
					params: {
						chat_id: -1001,
						text: '欢迎 @林晓雨 👨‍👩‍👧',
						reply_parameters: { message_id: 33 },
						entities: [{ offset: 3, length: 4, user: { id: 7 } }],
						reply_markup: {
							inline_keyboard: [
								[
									{ text: '看看', url: 'https://example.com/' },
									{ text: '感兴趣', callback_data: 'yes' },
								],
							],
						},
					},
				},
			]);
		});

		it.each([
			['the member', { toKind: 'member' }, {}, 7],
			['a given receiver', { toKind: 'group', toId: '={{ "-100" + 9 }}' }, {}, -1009],
		])('to %s', async (_to, parameters, options, chatId) => {
			await chat(compose({ ...parameters, text: 'hi' }, options), [arrival()]);
			expect(bot.named('sendMessage')).toMatchObject([{ params: { chat_id: chatId, text: 'hi' } }]);
		});

		it('in reply to a press', async () => {
			const press = event({
				type: 'button',
				...person('7', 'x'),
				button: { value: 'yes' },
				replyHandle: { kind: 'telegram.callback', token: 'cb7', expiresAt: '2026-06-01T12:05:00.000Z' },
			});
			await chat(compose({ toKind: 'reply', text: 'ok' }), [press]);
			expect(bot.named('answerCallbackQuery')).toMatchObject([{ params: { callback_query_id: 'cb7', text: 'ok' } }]);
			const { error } = await chat(compose({ toKind: 'reply', text: 'ok' }), [arrival()]);
			expect(error).toMatchObject({ message: 'The event cannot be replied to', context: { itemIndex: 0 } });
		});

		it('with a picture by its address or from the item', async () => {
			await chat(compose({ text: 'poster' }, { imageUrl: 'https://example.com/poster.png' }), [arrival()]);
			expect(bot.named('sendPhoto')[0]?.params).toMatchObject({
				photo: 'https://example.com/poster.png',
				caption: 'poster',
			});

			const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]);
			const binary = { data: { data: bytes.toString('base64'), mimeType: 'image/png', fileName: '海报.png' } };
			const { nodes } = await chat(compose({ text: 'poster' }, { imageBinary: 'data' }), [
				{ json: { ...arrival() }, binary },
			]);
			const { request } = bot.named('sendPhoto')[1] ?? {};
			expect(request?.headers['content-type']).toMatch(/^multipart\/form-data/);
			expect(request?.rawBody.includes(bytes)).toBe(true);
			expect(nodes['Node']?.[0]?.[0]?.binary).toMatchObject({ data: { fileName: '海报.png' } });
			const missing = await chat(compose({ text: 'x' }, { imageBinary: 'photo' }), [arrival()]);
			expect(missing.outputs[2]).toMatchObject([{ delivery: 'failed', deliveries: [{ status: 'failed' }] }]);
		});

		it.each([
			['no receiver', compose({ text: 'x' }), { hello: 1 }, /no receiver/],
			['no messages', { messageSource: 'item' }, { hello: 1 }, /holds no messages/],
			['messages that are none', { messageSource: 'item' }, { messages: 'hi' }, /not a list/],
			['a broken message', { messageSource: 'item' }, { messages: [{ text: 'x' }] }, /not valid: to/],
		])('nothing from an item with %s', async (_what, parameters, item, expected) => {
			const { error } = await chat(parameters, [item]);
			expect(error).toMatchObject({ message: expect.stringMatching(expected) as string, context: { itemIndex: 0 } });
			expect(error?.description).toMatch(/\S/);
			const { outputs } = await chat(parameters, [item], true);
			expect(outputs[2]).toEqual([{ error: expect.stringMatching(expected) as string }]);
			expect(bot.calls).toEqual([]);
		});
	});

	it('sends one key once, within a run and over two', async () => {
		const item = message('早安', { dedupeKey: 'morning-0601' });
		const first = await chat({}, [item, item]);
		expect(first.outputs[0]?.map((json) => (json['deliveries'] as { duplicate: boolean }[])[0]?.duplicate)).toEqual([
			false,
			true,
		]);
		const second = await chat({}, [item]);
		expect(second.outputs[0]).toMatchObject([{ delivery: 'sent', deliveries: [{ duplicate: true, providerId: '1' }] }]);
		const sameEvent = arrival();
		for (let run = 0; run < 2; run += 1) await chat(compose({ text: 'once' }), [sameEvent]);
		expect(bot.texts).toEqual(['早安', 'once']);
		await chat({}, [message('no key'), message('no key')]);
		expect(bot.texts).toHaveLength(4);
	});

	it('waits as long as the platform asks, if that is short', async () => {
		bot.reply = () =>
			bot.calls.length === 1 ? refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 }) : undefined;
		const began = Date.now();
		const { outputs } = await chat({}, [message('hi', { dedupeKey: 'k' })]);
		expect(outputs[0]).toMatchObject([{ delivery: 'sent' }]);
		expect(bot.texts).toHaveLength(2);
		expect(Date.now() - began).toBeGreaterThanOrEqual(1000);
	});

	it('gives up after the longest wait; the item may be tried again later', async () => {
		bot.reply = () => refusal(429, 'Too Many Requests: retry after 2', { retry_after: 2 });
		const { outputs } = await chat({ options: { maxWaitSeconds: 1 } }, [message('hi', { dedupeKey: 'k' })]);
		expect(outputs[2]).toMatchObject([
			{
				delivery: 'failed',
				deliveries: [{ status: 'rate_limited', retryAfterMs: 2000, reason: expect.stringMatching(/\S/) as string }],
			},
		]);
		bot.reply = () => undefined;
		const tooSoon = await chat({ options: { maxWaitSeconds: 0 } }, [message('hi', { dedupeKey: 'k' })]);
		expect(tooSoon.outputs[2]).toMatchObject([{ deliveries: [{ status: 'rate_limited' }] }]);
		expect(bot.calls).toHaveLength(1);
		const later = await chat({ options: { maxWaitSeconds: 5 } }, [message('hi', { dedupeKey: 'k' })]);
		expect(later.outputs[0]).toMatchObject([{ delivery: 'sent', deliveries: [{ duplicate: false }] }]);
	});

	it('says why the platform refused, and tries again when asked', async () => {
		bot.reply = () => refusal(403, 'Forbidden: bot was kicked from the supergroup chat');
		const { outputs } = await chat({}, [message('hi', { dedupeKey: 'k' })]);
		expect(outputs[2]).toMatchObject([
			{ deliveries: [{ status: 'failed', reason: expect.stringContaining('not in the group any more') as string }] },
		]);
		bot.reply = () => undefined;
		expect((await chat({}, [message('hi', { dedupeKey: 'k' })])).outputs[0]).toHaveLength(1);
	});

	it('never sends again what may have arrived, and tells the operators once', async () => {
		const broken = ({ params }: { params: Record<string, unknown> }) =>
			params['chat_id'] === Number(GROUP) ? { hangUp: true } : undefined;
		bot.reply = broken;
		const item = message('重要通知', { dedupeKey: 'k' });
		const options = { operatorsGroupId: ADMINS };
		const first = await chat({ options }, [item]);
		expect(first.outputs[1]).toMatchObject([
			{ delivery: 'needs_person', deliveries: [{ status: 'unsure', duplicate: false }] },
		]);
		bot.reply = () => undefined;
		const second = await chat({ options }, [item]);
		expect(second.outputs[1]).toMatchObject([
			{ delivery: 'needs_person', deliveries: [{ status: 'unsure', duplicate: true }] },
		]);
		expect(bot.named('sendMessage').map(({ params }) => params['chat_id'])).toEqual([Number(GROUP), Number(ADMINS)]);
		expect(bot.texts[1]).toContain('重要通知');
	});

	it('takes what another process was sending when it died for unsure', async () => {
		await chat({}, [message('something else')]);
		const store = await storeOf(harness);
		await store.reserveDelivery(
			{
				communityId: 'unknown',
				dedupeKey: 'k',
				channel: `group:${GROUP}`,
				limits: [],
				now: new Date().toISOString(),
				maxWaitMs: 0,
			},
			60_000,
		);
		await store.close();
		const { outputs } = await chat({}, [message('hi', { dedupeKey: 'k' })]);
		expect(outputs[1]).toMatchObject([{ deliveries: [{ status: 'unsure' }] }]);
		expect(bot.texts).toEqual(['something else']);
	});

	it.each([
		[{ messagesPerMinute: 0 }, /"Messages per Minute" is 0/],
		[{ maxWaitSeconds: 'soon' }, /"Longest Wait" is NaN/],
	])('refuses the options %j', async (options, reason) => {
		expect((await chat({ options }, [message('hi')])).error?.message).toMatch(reason);
		expect(bot.calls).toEqual([]);
	});

	it('keeps to the messages per minute of one group', async () => {
		const options = { messagesPerMinute: 2, maxWaitSeconds: 0 };
		const items = ['1', '2', '3'].map((text) => message(text));
		const { outputs, pairs } = await chat({ options }, [
			...items,
			{ messages: [{ to: { kind: 'group', id: '-1003' }, text: 'other' }] },
		]);
		expect(pairs).toEqual([[0, 1, 3], [], [2]]);
		expect(outputs[2]).toMatchObject([
			{ deliveries: [{ status: 'rate_limited', retryAfterMs: expect.any(Number) as number }] },
		]);
		expect(bot.texts).toEqual(['1', '2', 'other']);
	});

	describe('acts on people', () => {
		it.each([
			['joinRequest', 'approve', {}, 'approveChatJoinRequest', {}],
			['joinRequest', 'decline', {}, 'declineChatJoinRequest', {}],
			['member', 'mute', { minutes: 10 }, 'restrictChatMember', { until_date: expect.any(Number) as number }],
			['member', 'remove', { mayReturn: false }, 'banChatMember', {}],
			['member', 'remove', { mayReturn: true }, 'unbanChatMember', {}],
			['member', 'restore', {}, 'unbanChatMember', {}],
		])('%s %s %j', async (resource, operation, parameters, method, params) => {
			const { outputs } = await chat({ resource, operation, ...parameters }, [asks('7', '小雨', '')]);
			expect(outputs[0]).toMatchObject([{ delivery: 'sent', deliveries: [{ to: 'member:7', status: 'sent' }] }]);
			expect(bot.named(method)).toMatchObject([{ params: { chat_id: -1001, user_id: 7, ...params } }]);
			await chat({ resource, operation, ...parameters, groupId: '-1005', memberId: '8' }, [{}]);
			expect(bot.named(method).at(-1)).toMatchObject({ params: { chat_id: -1005, user_id: 8 } });
			expect((await chat({ resource, operation, ...parameters }, [{}])).error?.message).toMatch(/names no group/);
		});

		it('lets an approval stand although a word to somebody fails', async () => {
			bot.reply = ({ method }) =>
				method === 'sendMessage' ? refusal(403, 'Forbidden: bot was blocked by the user') : undefined;
			const item = { ...asks('7', '小雨', ''), ...message('欢迎', { dedupeKey: 'w' }) };
			const { outputs } = await chat({ resource: 'joinRequest', operation: 'approve' }, [item]);
			expect(outputs[0]).toMatchObject([{ delivery: 'sent', deliveries: [{ status: 'sent' }, { status: 'failed' }] }]);
		});

		it('decides nothing where the messages of the item are broken', async () => {
			const item = { ...asks('7', '小雨', ''), messages: [{ text: 'to nobody' }] };
			const { error } = await chat({ resource: 'joinRequest', operation: 'approve' }, [item]);
			expect(error?.message).toMatch(/The message is not valid: to/);
			expect(bot.calls).toEqual([]);
		});

		it('waits as long as Telegram asks, and gives up after the longest wait', async () => {
			bot.reply = () =>
				bot.calls.length === 1 ? refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 }) : undefined;
			const { outputs } = await chat({ resource: 'joinRequest', operation: 'approve' }, [asks('7', '小雨', '')]);
			expect(outputs[0]).toMatchObject([{ delivery: 'sent' }]);
			expect(bot.named('approveChatJoinRequest')).toHaveLength(2);
			bot.reply = () => refusal(429, 'Too Many Requests: retry after 2', { retry_after: 2 });
			const options = { maxWaitSeconds: 1 };
			const later = await chat({ resource: 'member', operation: 'mute', options }, [asks('8', 'x', '')]);
			expect(later.outputs[2]).toMatchObject([{ deliveries: [{ status: 'rate_limited', retryAfterMs: 2000 }] }]);
			expect(bot.named('restrictChatMember')).toHaveLength(1);
		});

		it('tells the operators of every occasion on which it failed, of each once', async () => {
			bot.reply = ({ method }) =>
				method === 'approveChatJoinRequest' ? refusal(400, 'Bad Request: CHAT_ADMIN_REQUIRED') : undefined;
			const parameters = {
				resource: 'joinRequest',
				operation: 'approve',
				options: { operatorsGroupId: ADMINS },
			};
			const [first, second] = [asks('7', '小雨', ''), asks('7', '小雨', '')];
			for (const item of [first, first, second]) await chat(parameters, [item]);
			expect(bot.texts).toHaveLength(2);
		});

		it('says what the bot lacks', async () => {
			bot.reply = () => refusal(400, 'Bad Request: not enough rights to restrict/unrestrict chat member');
			const { outputs } = await chat({ resource: 'member', operation: 'mute' }, [asks('7', 'x', '')]);
			expect(outputs[2]).toMatchObject([
				{ deliveries: [{ reason: expect.stringContaining('make it an administrator') as string }] },
			]);
			const { error } = await chat({ resource: 'member', operation: 'mute', minutes: -1 }, [asks('7', 'x', '')]);
			expect(error?.message).toMatch(/"Minutes" is -1/);
		});
	});

	describe('over a signed webhook', () => {
		const post = async (parameters: object, items: readonly object[]) =>
			await chat({ platform: 'signedWebhook', ...parameters }, items);
		const verified = (index: number): unknown => {
			const request = receiver.requests[index];
			return new Webhook(SECRET).verify(request?.text ?? '', request?.headers as Record<string, string>);
		};

		it('posts what an independent verifier accepts', async () => {
			answer = { body: { status: 'sent', providerId: 'm-1' } };
			const { outputs } = await post({}, [message('你好 👨‍👩‍👧', { dedupeKey: 'k' })]);
			expect(outputs[0]).toMatchObject([{ deliveries: [{ status: 'sent', providerId: 'm-1' }] }]);
			expect(receiver.requests[0]?.path).toBe('/actions');
			expect(verified(0)).toMatchObject({ v: 1, action: 'message.send', message: { text: '你好 👨‍👩‍👧', dedupeKey: 'k' } });
			await post({ resource: 'joinRequest', operation: 'approve' }, [asks('u7', 'x', '')]);
			expect(verified(1)).toMatchObject({ action: 'join_request.approve', target: { groupId: GROUP, memberId: 'u7' } });
		});

		it.each([
			[{ status: 202 }, 1, 'pending_confirmation'],
			[{ status: 400, body: { error: 'no such group' } }, 2, 'failed'],
			[{ status: 503 }, 2, 'failed'],
			[{ hangUp: true }, 2, 'failed'],
		])('after %j the item leaves by output %d', async (reply, output, status) => {
			answer = reply;
			const { outputs } = await post({}, [message('hi', { dedupeKey: 'k' })]);
			expect(outputs[output]).toMatchObject([{ deliveries: [{ status }] }]);
		});

		it('does not follow a redirect, which would lose the message on the way', async () => {
			answer = { status: 301, headers: { location: `${receiver.url}/elsewhere` } };
			const { outputs } = await post({}, [message('hi', { dedupeKey: 'k' })]);
			expect(receiver.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /actions']);
			expect(outputs[2]).toMatchObject([
				{ deliveries: [{ reason: expect.stringContaining('enter its final address') as string }] },
			]);
		});

		it('does not ask again before the pause that the receiver asks for is over', async () => {
			answer = { status: 429, headers: { 'retry-after': '1' } };
			const { outputs } = await post({ options: { maxWaitSeconds: 2 } }, [message('hi', { dedupeKey: 'k' })]);
			expect(outputs[2]).toMatchObject([{ deliveries: [{ status: 'rate_limited', retryAfterMs: 1000 }] }]);
			expect([2, 3]).toContain(receiver.requests.length);
		});

		it('answers an event whatever the length of its identifiers', async () => {
			const replyHandle = { kind: 'x.reply', token: 't'.repeat(512), expiresAt: '2099-01-01T00:00:00.000Z' };
			const asked = { ...arrival(), eventId: 'e'.repeat(128), replyHandle };
			const { outputs } = await post(compose({ toKind: 'reply', text: 'hi' }), [asked]);
			expect(outputs[0]).toMatchObject([{ delivery: 'sent' }]);
		});

		it('repeats a message under the same id, so that the receiver may know it again', async () => {
			answer = { status: 503 };
			for (let run = 0; run < 2; run += 1) await post({}, [message('hi', { dedupeKey: 'k' })]);
			const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
			expect(ids).toHaveLength(2);
			expect(new Set(ids).size).toBe(1);
		});
	});
});

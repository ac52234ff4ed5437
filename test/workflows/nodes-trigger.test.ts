import { Webhook } from 'standardwebhooks';

import { BOT_TOKEN, FakeBotApi, refusal } from '../nodes/support/bot-api';
import { chain, eventually, node, PACKAGE, TYPE } from '../nodes/support/workflows';
import { daytimeZone } from '../support/daytime';
import { createHarness, type Harness, type WebhookRunResult } from './harness';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;
const HEADER = 'X-Telegram-Bot-Api-Secret-Token';
const ALLOWED = ['message', 'chat_member', 'my_chat_member', 'chat_join_request', 'callback_query'];

const triggerNode = (parameters: object) => node('Trigger', TYPE.trigger, parameters, { typeVersion: 2 });

const update = (updateId: number, text = '你好') => ({
	update_id: updateId,
	message: {
		message_id: 5,
		date: 1_780_315_200,
		chat: { id: -1001, type: 'supergroup', title: '深圳设计师社群' },
		from: { id: 7, first_name: '小雨', language_code: 'zh-hans' },
		text,
	},
});

describe('Community Trigger', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	let isBroken: boolean;
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		isBroken = false;
		harness = await createHarness({
			packageDir: PACKAGE,
			credentials: { ...bot.credentials, shequnSignedWebhookApi: { secret: SECRET } },
			stubs: {
				'n8n-nodes-base.if': {
					execute: (items) => {
						if (isBroken) throw new Error('a node of the workflow failed');
						return [items];
					},
				},
			},
		});
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const workflowOf = (parameters: object) => chain(triggerNode(parameters), node('Next', 'n8n-nodes-base.if', {}));
	const passedOn = ({ run }: WebhookRunResult) => run?.json('Trigger');
	const withoutSecrets = (captured: unknown, ...more: string[]) => {
		for (const secret of [BOT_TOKEN, SECRET, SECRET.slice(6), ...more]) {
			expect(JSON.stringify(captured)).not.toContain(secret);
		}
	};

	describe('on Telegram', () => {
		const workflow = workflowOf({ source: 'telegram' });
		const call = async (method: 'create' | 'checkExists' | 'delete') =>
			await harness.hook(workflow, { node: 'Trigger', method });
		const secretToken = () => String(bot.named('setWebhook')[0]?.params['secret_token'] ?? '');
		const send = async (
			body: unknown,
			headers: Record<string, string> = { [HEADER]: secretToken() },
			parameters: object = {},
		) => {
			const result = await harness.webhookAndRun(workflowOf({ source: 'telegram', ...parameters }), {
				node: 'Trigger',
				headers,
				rawBody: typeof body === 'string' ? body : JSON.stringify(body),
			});
			withoutSecrets(result, secretToken());
			return result;
		};
		/** Sends until the answer is no longer that somebody is at it. */
		const sendSettled = async (body: unknown) =>
			await eventually(
				() => send(body),
				({ response }) => response.status !== 503,
			);

		it('sets a webhook with its secret, and everything it listens to, and keeps nothing', async () => {
			expect(await call('checkExists')).toBe(false);
			expect(await call('create')).toBe(true);
			const first = bot.named('setWebhook')[0]?.params;
			expect(first).toMatchObject({ url: expect.stringMatching(/^https:\/\/.+/) as string, allowed_updates: ALLOWED });
			expect(first?.['secret_token']).toMatch(/^[A-Za-z0-9_-]{32,256}$/);
			await call('create');
			expect(bot.named('setWebhook')[1]?.params['secret_token']).toBe(first?.['secret_token']);
			expect(harness.staticData(workflow)['node:Trigger'] ?? {}).toEqual({});
		});

		it('sees whether Telegram already sends here what it needs', async () => {
			await call('create');
			const url = bot.named('setWebhook')[0]?.params['url'];
			const info = (fields: object) => {
				bot.reply = ({ method }) =>
					method === 'getWebhookInfo'
						? { body: { ok: true, result: { url, allowed_updates: ALLOWED, pending_update_count: 0, ...fields } } }
						: undefined;
			};
			info({});
			expect(await call('checkExists')).toBe(true);
			info({ url: 'https://elsewhere.example.com/hook' });
			expect(await call('checkExists')).toBe(false);
			info({ allowed_updates: ['message'] });
			expect(await call('checkExists')).toBe(false);
			info({ last_error_date: 1, last_error_message: 'Wrong response from the webhook: 401 Unauthorized' });
			expect(await call('checkExists')).toBe(false);
		});

		it('removes only a webhook of its own', async () => {
			await call('create');
			const url = bot.named('setWebhook')[0]?.params['url'];
			bot.reply = ({ method }) =>
				method === 'getWebhookInfo'
					? { body: { ok: true, result: { url: 'https://elsewhere.example.com/' } } }
					: undefined;
			expect(await call('delete')).toBe(true);
			expect(bot.named('deleteWebhook')).toEqual([]);
			await call('create');
			bot.reply = ({ method }) => (method === 'getWebhookInfo' ? { body: { ok: true, result: { url } } } : undefined);
			expect(await call('delete')).toBe(true);
			expect(bot.named('deleteWebhook')).toHaveLength(1);
		});

		it.each([
			[401, 'Unauthorized', /setWebhook/],
			[400, 'Bad Request: bad webhook: HTTPS url must be provided for webhook', /https/],
		])('says why Telegram refused: %d %s', async (code, description, expected) => {
			bot.reply = () => refusal(code, description);
			const error: unknown = await call('create').catch((thrown: unknown) => thrown);
			expect(error).toMatchObject({
				message: expect.stringMatching(expected) as string,
				description: expect.stringMatching(/\S/) as string,
			});
			withoutSecrets([error, (error as Error).stack]);
			expect(harness.staticData(workflow)['node:Trigger'] ?? {}).toEqual({});
		});

		it('refuses a wrong or missing secret without a run', async () => {
			const early = await harness.webhookAndRun(workflow, {
				node: 'Trigger',
				headers: { [HEADER]: '' },
				rawBody: '{}',
			});
			expect(early).toMatchObject({ response: { status: 401 }, run: undefined });
			await call('create');
			for (const headers of [
				{},
				{ [HEADER]: '' },
				{ [HEADER]: 'wrong' },
				{ [HEADER]: `${secretToken()}x` },
				{ [HEADER]: secretToken().slice(1) },
			]) {
				expect(await send(update(1), headers)).toMatchObject({ response: { status: 401 }, run: undefined });
			}
			expect(await send(update(1))).toMatchObject({ response: { status: 200 } });
		});

		it.each([
			['{}', 422],
			['[]', 422],
			['null', 422],
			['{"update_id":"1"}', 422],
			['{"update_id":1.5}', 422],
			['"text"', 422],
			['{"update_id":', 422],
		])('answers %s with %d, without a run', async (body, status) => {
			await call('create');
			expect(await send(body)).toMatchObject({ response: { status }, run: undefined });
		});

		it('runs once for one update, however often it comes', async () => {
			await call('create');
			const first = await send(update(1));
			expect(first.response).toMatchObject({ status: 200, text: '', ended: true });
			expect(passedOn(first)).toMatchObject([
				{
					type: 'message',
					eventId: '424242:1',
					communityId: '-1001',
					memberId: '7',
					memberName: '小雨',
					text: '你好',
					verified: true,
				},
			]);
			expect(passedOn(first)?.[0]).not.toHaveProperty('raw');
			const again = await sendSettled(update(1));
			expect(again.response).toMatchObject({ status: 200, body: { accepted: 0, duplicates: 1 } });
			expect(again.run).toBeUndefined();
			expect(passedOn(await send(update(2)))).toHaveLength(1);
		});

		it('runs again after a run that failed', async () => {
			await call('create');
			isBroken = true;
			expect((await send(update(1))).response.status).toBe(500);
			isBroken = false;
			const retry = await sendSettled(update(1));
			expect(retry.response.status).toBe(200);
			expect(passedOn(retry)).toHaveLength(1);
			expect((await sendSettled(update(1))).response.body).toEqual({ accepted: 0, duplicates: 1 });
		});

		it('keeps what it does not understand, and the raw update where wanted', async () => {
			await call('create');
			const strange = { update_id: 3, brand_new_thing: { chat: { id: -1001, type: 'supergroup' } } };
			const result = await send(strange, undefined, { options: { includeRaw: true } });
			expect(passedOn(result)).toMatchObject([{ type: 'unknown', raw: strange }]);
		});

		it('passes on only the chosen events', async () => {
			await call('create');
			const unwanted = await send(update(1), undefined, { events: ['joined', 'join_request'] });
			expect(unwanted).toMatchObject({
				response: { status: 200, body: { accepted: 0, duplicates: 0 } },
				run: undefined,
			});
			expect(passedOn(await send(update(1), undefined, { events: ['message'] }))).toHaveLength(1);
		});
	});

	describe('on a signed webhook', () => {
		const event = (eventId: string, memberId = 'm1', fields: object = {}) => ({
			eventId,
			platform: 'shop',
			communityId: 'c1',
			memberId,
			type: 'joined',
			occurredAt: '2026-06-01T20:00:00+08:00',
			...fields,
		});
		const sign = (body: Buffer | string, at = new Date(), secret = SECRET) => ({
			'webhook-id': 'msg_1',
			'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
			'webhook-signature': new Webhook(secret).sign('msg_1', at, body.toString()),
		});
		const post = async (
			body: unknown,
			parameters: object = {},
			change: (sent: { headers: Record<string, string>; rawBody: Buffer | string }) => object = () => ({}),
		) => {
			const rawBody = JSON.stringify(body);
			const sent = { headers: sign(rawBody), rawBody };
			const result = await harness.webhookAndRun(workflowOf({ source: 'signedWebhook', ...parameters }), {
				node: 'Trigger',
				...sent,
				...change(sent),
			});
			withoutSecrets(result);
			return result;
		};

		it('takes what an independent signer signed', async () => {
			const result = await post(event('e1', '会员👨‍👩‍👧', { memberName: '小雨' }));
			expect(result.response).toMatchObject({ status: 200, ended: true });
			expect(passedOn(result)).toMatchObject([
				{
					v: 1,
					eventId: 'e1',
					platform: 'shop',
					memberId: '会员👨‍👩‍👧',
					verified: true,
					receivedAt: expect.any(String) as string,
				},
			]);
		});

		it.each([
			[
				'tampered',
				401,
				(sent: { rawBody: Buffer | string }) => ({ rawBody: sent.rawBody.toString().replace('m1', 'm2') }),
			],
			[
				'signed with another secret',
				401,
				(sent: { rawBody: Buffer | string }) => ({
					headers: sign(sent.rawBody, new Date(), 'whsec_' + Buffer.alloc(32, 7).toString('base64')),
				}),
			],
			[
				'stale',
				401,
				(sent: { rawBody: Buffer | string }) => ({ headers: sign(sent.rawBody, new Date(Date.now() - 301_000)) }),
			],
			[
				'from the future',
				401,
				(sent: { rawBody: Buffer | string }) => ({ headers: sign(sent.rawBody, new Date(Date.now() + 400_000)) }),
			],
			['unsigned', 401, () => ({ headers: {} })],
		])('refuses a request that is %s', async (_what, status, change) => {
			expect(await post(event('e1'), {}, change)).toMatchObject({ response: { status }, run: undefined });
			expect(passedOn(await post(event('e1')))).toHaveLength(1);
		});

		it('refuses what is too large', async () => {
			const large = await post(event('e1', 'm1', { text: 'x'.repeat(1100) }), { options: { maxKilobytes: 1 } });
			expect(large).toMatchObject({ response: { status: 413 }, run: undefined });
			expect((await post(event('e1'), { options: { maxKilobytes: 1 } })).response.status).toBe(200);
		});

		it('refuses bytes of another character set', async () => {
			// "小雨" in GB18030.
			const rawBody = Buffer.concat([
				Buffer.from(
					'{"eventId":"e1","platform":"shop","communityId":"c1","type":"joined","occurredAt":"2026-06-01T12:00:00Z","memberName":"',
				),
				Buffer.from([0xd0, 0xa1, 0xd3, 0xea]),
				Buffer.from('"}'),
			]);
			const { signature } = await import('../../platforms/signed-webhook/sign');
			const timestamp = Math.floor(Date.now() / 1000);
			const headers = {
				'webhook-id': 'msg_1',
				'webhook-timestamp': String(timestamp),
				'webhook-signature': `v1,${signature({ id: 'msg_1', timestamp, rawBody }, SECRET)}`,
			};
			const refused = await post({}, {}, () => ({ headers, rawBody }));
			expect(refused).toMatchObject({
				response: { status: 400, body: { reason: expect.stringMatching(/UTF-8/) as string } },
				run: undefined,
			});
		});

		it('refuses a batch in which one event is wrong, naming it', async () => {
			const refused = await post([event('e1'), event('e2', 'm2', { type: 'party' })]);
			expect(refused.response).toMatchObject({
				status: 422,
				body: { reason: expect.stringContaining('[1].type') as string },
			});
			expect(refused.run).toBeUndefined();
		});

		it('gives one item for each member of a batch, and takes none twice', async () => {
			const first = await post({ events: [event('e1', 'm1'), event('e1', 'm1'), event('e2', 'm2')] });
			expect(passedOn(first)?.map((json) => json['memberId'])).toEqual(['m1', 'm2']);
			const settled = (body: unknown) =>
				eventually(
					() => post(body),
					({ response }) => response.status !== 503,
				);
			const replay = await settled([event('e2', 'm2'), event('e1', 'm1')]);
			expect(replay).toMatchObject({ response: { status: 200, body: { accepted: 0, duplicates: 2 } }, run: undefined });
			const partly = await settled([event('e1', 'm1'), event('e3', 'm3')]);
			expect(passedOn(partly)?.map((json) => json['memberId'])).toEqual(['m3']);
		});

		it('cannot pass for an event that Telegram sent', async () => {
			const forged = event('424242:1', '7', { platform: 'telegram', communityId: '-1001' });
			expect(passedOn(await post(forged))).toHaveLength(1);
			const telegram = workflowOf({ source: 'telegram' });
			await harness.hook(telegram, { node: 'Trigger', method: 'create' });
			const token = String(bot.named('setWebhook')[0]?.params['secret_token']);
			const real = await harness.webhookAndRun(telegram, {
				node: 'Trigger',
				headers: { [HEADER]: token },
				rawBody: JSON.stringify(update(1)),
			});
			expect(passedOn(real)).toMatchObject([{ type: 'message' }]);
		});

		it('passes on only the chosen events', async () => {
			const both = [event('e1'), event('e2', 'm2', { type: 'left' })];
			const result = await post(both, { events: ['left'] });
			expect(passedOn(result)?.map((json) => json['eventId'])).toEqual(['e2']);
		});

		it('lets calls that come together share executions, each answered for its own event', async () => {
			const workflow = chain(
				triggerNode({ source: 'signedWebhook', options: { eventsPerExecution: 20 } }),
				node('Screening', TYPE.screening, {
					resource: 'application',
					operation: 'evaluate',
					approveFrom: 0,
					rejectBelow: 0,
					options: { answerCaller: true },
				}),
			);
			const eventIds = Array.from({ length: 12 }, (_, index) => `together-${index}`);
			const results = await Promise.all(
				eventIds.map(async (eventId) => {
					const rawBody = JSON.stringify(event(eventId, `m-${eventId}`, { type: 'join_request' }));
					return await harness.webhookAndRun(workflow, { node: 'Trigger', headers: sign(rawBody), rawBody });
				}),
			);
			expect(results.map(({ response }) => response.status)).toEqual(eventIds.map(() => 200));
			expect(results.map(({ response }) => (response.body as { eventId: string }).eventId)).toEqual(eventIds);
			const runs = results.filter(({ run }) => run !== undefined);
			expect(runs.length).toBeLessThan(6);
			expect(runs.flatMap(({ run }) => run?.json('Screening') ?? [])).toHaveLength(12);
		});

		it('lets Member Screening answer the caller with its decision', async () => {
			const workflow = chain(
				triggerNode({ source: 'signedWebhook' }),
				node('Screening', TYPE.screening, {
					resource: 'application',
					operation: 'evaluate',
					approveFrom: 0,
					rejectBelow: 0,
					options: { answerCaller: true },
				}),
			);
			const rawBody = JSON.stringify(event('e1', 'm1', { type: 'join_request' }));
			const { response } = await harness.webhookAndRun(workflow, { node: 'Trigger', headers: sign(rawBody), rawBody });
			expect(response).toMatchObject({
				status: 200,
				body: { decision: 'approved', score: 0, member: { platformMemberId: 'm1' } },
			});
			expect(response.headers['content-type']).toMatch(/^application\/json/);
			const both = JSON.stringify([
				event('e2', 'm2', { type: 'join_request' }),
				event('e3', 'm3', { type: 'join_request' }),
			]);
			const batch = await harness.webhookAndRun(workflow, { node: 'Trigger', headers: sign(both), rawBody: both });
			expect(batch.response.body).toMatchObject({ decisions: [{ decision: 'approved' }, { decision: 'approved' }] });
		});

		it('lets Check-In Tracker answer the caller with the check-in', async () => {
			const workflow = chain(
				triggerNode({ source: 'signedWebhook' }),
				node('Record', TYPE.checkIn, {
					resource: 'checkIn',
					operation: 'record',
					options: { answerCaller: true, timeZone: daytimeZone() },
				}),
			);
			const occurredAt = new Date().toISOString();
			const call = async (body: unknown) => {
				const rawBody = JSON.stringify(body);
				return (await harness.webhookAndRun(workflow, { node: 'Trigger', headers: sign(rawBody), rawBody })).response;
			};
			const checkIn = (eventId: string, memberId: string) => event(eventId, memberId, { type: 'checkin', occurredAt });
			const one = await call(checkIn('c1', 'm1'));
			expect(one).toMatchObject({
				status: 200,
				body: { eventId: 'c1', outcome: 'recorded', streak: { current: 1 }, points: { balance: 1 } },
			});
			expect(one.headers['content-type']).toMatch(/^application\/json/);
			expect(one.body).not.toHaveProperty('event');
			expect(one.body).not.toHaveProperty('messages');
			const both = await call([checkIn('c2', 'm1'), checkIn('c3', 'm2')]);
			expect(both.body).toMatchObject({
				checkIns: [
					{ eventId: 'c2', outcome: 'already', points: null },
					{ eventId: 'c3', outcome: 'recorded' },
				],
			});
		});
	});
});

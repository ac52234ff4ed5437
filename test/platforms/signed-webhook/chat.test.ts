import type { OutboundMessage } from '../../../community/message';
import { TransportError, type WireRequest, type WireResponse } from '../../../platforms/platform';
import { outboundActionSchema } from '../../../platforms/signed-webhook/action';
import { signedWebhookChat } from '../../../platforms/signed-webhook/chat';
import { verifySignedWebhook } from '../../../platforms/signed-webhook/verify';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = new Date('2026-03-01T08:00:00Z');
const TARGET = { groupId: 'c1', platformMemberId: 'm1' };
const MESSAGE: OutboundMessage = {
	to: { kind: 'group', id: 'c1' },
	text: '早 @小明',
	format: 'plain',
	mentions: [{ id: 'm1', name: '小明' }],
	dedupeKey: 'welcome:m1',
};
const { dedupeKey: _, ...WITHOUT_KEY } = MESSAGE;

type Reply = Partial<WireResponse> | Error;

/** An endpoint that verifies every request as an integrator would, and gives one reply to all. */
function fakeEndpoint(reply: Reply) {
	const seen: { id: string; body: unknown }[] = [];
	let ids = 0;
	const chat = signedWebhookChat(
		async ({ headers = {}, body, path, method }: WireRequest) => {
			if (body?.kind !== 'text') throw new Error('the signature must cover the exact text');
			const verified = verifySignedWebhook({ headers, rawBody: Buffer.from(body.value), secrets: [SECRET], now: NOW });
			if (!verified.ok) throw new Error(verified.reason);
			expect([method, path, headers['content-type']]).toEqual(['POST', '', 'application/json']);
			seen.push({ id: verified.id, body: outboundActionSchema.parse(JSON.parse(body.value)) });
			if (reply instanceof Error) throw reply;
			return { status: 200, headers: {}, body: '', ...reply };
		},
		{ secret: SECRET, now: () => NOW, newId: () => `id-${++ids}` },
	);
	return { chat, seen };
}

test('with a secret that cannot sign nothing leaves, and the action has failed', async () => {
	const transport = jest.fn<Promise<WireResponse>, [WireRequest]>();
	const chat = signedWebhookChat(transport, { secret: 'too short', now: () => NOW, newId: () => 'id' });
	for (const result of [await chat.send(MESSAGE), await chat.joinRequest('approve', TARGET)]) {
		expect(result).toMatchObject({ status: 'failed', reason: expect.stringContaining('24 characters') });
	}
	expect(transport).not.toHaveBeenCalled();
});

describe('requests', () => {
	test('a message travels whole, under an id that only its dedupe key decides', async () => {
		const { chat, seen } = fakeEndpoint({});
		await chat.send(MESSAGE);
		await chat.send({ ...MESSAGE, text: 'again' });
		await chat.send({ ...MESSAGE, dedupeKey: 'welcome:m2' });
		expect(seen[0]?.body).toEqual({ v: 1, action: 'message.send', message: MESSAGE });
		expect(seen[1]?.id).toBe(seen[0]?.id);
		expect(seen[2]?.id).not.toBe(seen[0]?.id);
		expect(seen[0]?.id).toMatch(/^msg_[A-Za-z0-9_-]{43}$/);
	});

	test('without a dedupe key every message has an id of its own', async () => {
		const { chat, seen } = fakeEndpoint({});
		await chat.send(WITHOUT_KEY);
		await chat.send(WITHOUT_KEY);
		expect(seen.map(({ id }) => id)).toEqual(['id-1', 'id-2']);
	});

	test('a picture from a file goes along in base64', async () => {
		const { chat, seen } = fakeEndpoint({});
		const message = { ...MESSAGE, image: { binary: 'data' } };
		await chat.send(message, async () => ({ data: Buffer.from([1, 2]), fileName: 'p.png', mimeType: 'image/png' }));
		expect(seen[0]?.body).toMatchObject({
			files: [{ name: 'data', fileName: 'p.png', mimeType: 'image/png', data: 'AQI=' }],
		});
		expect(await chat.send(message)).toMatchObject({ status: 'failed', reason: expect.stringContaining('"data"') });
		expect(await chat.send(message, () => Promise.reject(new Error('gone')))).toMatchObject({ status: 'failed' });
		expect(seen).toHaveLength(1);
	});

	test('join requests and members', async () => {
		const { chat, seen } = fakeEndpoint({});
		await chat.joinRequest('approve', TARGET);
		await chat.joinRequest('decline', TARGET);
		await chat.member({ kind: 'mute', until: '2026-03-02T00:00:00Z' }, TARGET);
		await chat.member({ kind: 'mute' }, TARGET);
		await chat.member({ kind: 'remove', mayReturn: true }, TARGET);
		await chat.member({ kind: 'restore' }, TARGET);
		const target = { groupId: 'c1', memberId: 'm1' };
		expect(seen.map(({ body }) => body)).toEqual([
			{ v: 1, action: 'join_request.approve', target },
			{ v: 1, action: 'join_request.decline', target },
			{ v: 1, action: 'member.mute', target, until: '2026-03-02T00:00:00Z' },
			{ v: 1, action: 'member.mute', target },
			{ v: 1, action: 'member.remove', target, mayReturn: true },
			{ v: 1, action: 'member.restore', target },
		]);
	});

	test('deleting a message', async () => {
		const { chat, seen } = fakeEndpoint({});
		expect(await chat.deleteMessage({ groupId: 'c1', messageId: '42' })).toEqual({ status: 'sent', degraded: [] });
		expect(seen.map(({ body }) => body)).toEqual([
			{ v: 1, action: 'message.delete', target: { groupId: 'c1', messageId: '42' } },
		]);
	});
});

describe('answers', () => {
	test.each<[Reply, object]>([
		[
			{ status: 200, body: '' },
			{ status: 'sent', degraded: [] },
		],
		[
			{ status: 204, body: undefined },
			{ status: 'sent', degraded: [] },
		],
		[
			{ status: 200, body: { providerId: 'p9', degraded: ['buttons'] } },
			{ status: 'sent', providerId: 'p9', degraded: ['buttons'] },
		],
		[
			{ status: 200, body: { status: 'failed', reason: 'no such group' } },
			{ status: 'failed', reason: 'no such group', degraded: [] },
		],
		[
			{ status: 200, body: { status: 'nonsense' } },
			{ status: 'sent', degraded: [] },
		],
		[
			{ status: 202, body: {} },
			{ status: 'pending_confirmation', degraded: [] },
		],
		[
			{ status: 200, body: { status: 'rate_limited', retryAfterMs: 1500 } },
			{ status: 'rate_limited', retryAfterMs: 1500 },
		],
		[
			{ status: 429, headers: { 'retry-after': '7' } },
			{ status: 'rate_limited', retryAfterMs: 7000 },
		],
		[
			{ status: 429, headers: { 'retry-after': 'Sun, 01 Mar 2026 08:00:09 GMT' } },
			{ status: 'rate_limited', retryAfterMs: 9000 },
		],
		[{ status: 429 }, { status: 'rate_limited', retryAfterMs: 30_000 }],
		[{ status: 301 }, { status: 'failed', reason: expect.stringMatching(/redirects/) }],
		[
			{ status: 403, body: { error: 'group is closed' } },
			{ status: 'failed', reason: expect.stringMatching(/403, group is closed/) },
		],
		[{ status: 500 }, { status: 'failed', reason: expect.stringMatching(/safe to try again/) }],
		[new TransportError('timeout', true), { status: 'failed', reason: expect.stringMatching(/timeout.*safe/) }],
		[
			new TransportError('no route', false),
			{ status: 'failed', reason: expect.stringMatching(/could not be reached/) },
		],
	])('%j', async (reply, result) => {
		expect(await fakeEndpoint(reply).chat.send(MESSAGE)).toMatchObject(result);
	});

	test('without a dedupe key nobody can tell a repetition, so no answer is unsure', async () => {
		for (const reply of [{ status: 503 }, new TransportError('timeout', true)]) {
			expect(await fakeEndpoint(reply).chat.send(WITHOUT_KEY)).toMatchObject({ status: 'unsure' });
			expect(await fakeEndpoint(reply).chat.joinRequest('approve', TARGET)).toMatchObject({ status: 'failed' });
		}
		expect(await fakeEndpoint(new TransportError('x', false)).chat.send(WITHOUT_KEY)).toMatchObject({
			status: 'failed',
		});
	});

	test('a secret never reaches a reason', async () => {
		for (const reply of [{ status: 400, body: { reason: `bad ${SECRET}` } }, new TransportError(SECRET, true)]) {
			expect(JSON.stringify(await fakeEndpoint(reply).chat.send(MESSAGE))).not.toContain(SECRET);
		}
	});
});

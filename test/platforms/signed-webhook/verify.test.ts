import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newWebhookSecret, secretProblem } from '../../../platforms/signed-webhook/secret';
import { signWebhook } from '../../../platforms/signed-webhook/sign';
import { verifySignedWebhook, type SignedRequest } from '../../../platforms/signed-webhook/verify';

const SECRET = newWebhookSecret(randomBytes);
const NOW = new Date('2026-03-01T08:00:00.400Z');
const TIMESTAMP = 1_772_352_000;
const BODY = '{"text":"早安 🌞"}';

function request(
	changes: Partial<SignedRequest> = {},
	signing: { id?: string; timestamp?: number | string; secret?: string } = {},
): SignedRequest {
	const { id = 'msg_1', timestamp = TIMESTAMP, secret = SECRET } = signing;
	const rawBody = Buffer.from(BODY);
	return { headers: signWebhook({ id, timestamp, rawBody }, secret), rawBody, secrets: [SECRET], now: NOW, ...changes };
}

describe('with the standardwebhooks library', () => {
	test('it accepts what we sign', () => {
		const timestamp = Math.floor(Date.now() / 1000);
		const headers = signWebhook({ id: 'msg_1', timestamp, rawBody: BODY }, SECRET);
		expect(new Webhook(SECRET).verify(BODY, headers)).toEqual(JSON.parse(BODY));
		expect(() => new Webhook(newWebhookSecret(randomBytes)).verify(BODY, headers)).toThrow();
	});

	test('we accept what it signs, with keys of any content', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), fc.string({ unit: 'grapheme' }), (key, body) => {
				const secret = `whsec_${Buffer.from(key).toString('base64')}`;
				const signature = new Webhook(secret).sign('msg_2', NOW, body);
				const headers = {
					'Webhook-Id': 'msg_2',
					'Webhook-Timestamp': String(TIMESTAMP),
					'Webhook-Signature': signature,
				};
				expect(verifySignedWebhook({ headers, rawBody: Buffer.from(body), secrets: [secret], now: NOW })).toEqual({
					ok: true,
					id: 'msg_2',
				});
			}),
		);
	});

	test('a plain secret is its UTF-8 bytes', () => {
		const secret = '这是一个很长很长的中文密钥，至少有二十四个字符才行';
		const peer = new Webhook(new Uint8Array(Buffer.from(secret)), { format: 'raw' });
		const headers = { ...signWebhook({ id: 'm', timestamp: TIMESTAMP, rawBody: BODY }, secret) };
		expect(headers['webhook-signature']).toBe(peer.sign('m', NOW, BODY));
	});
});

test('the example of the specification', () => {
	const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
	const headers = signWebhook(
		{ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, rawBody: '{"test": 2432232314}' },
		secret,
	);
	expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

describe('refusals', () => {
	test.each([
		['webhook-id', 401],
		['webhook-timestamp', 401],
		['webhook-signature', 401],
	])('without %s: %i', (name, status) => {
		const good = request();
		for (const value of [undefined, '', ['a', 'b']]) {
			expect(verifySignedWebhook({ ...good, headers: { ...good.headers, [name]: value } })).toMatchObject({
				ok: false,
				status,
				reason: expect.stringContaining(name),
			});
		}
	});

	test.each([
		[{ 'webhook-id': 'a.b' }, 400],
		[{ 'webhook-id': 'a b' }, 400],
		[{ 'webhook-id': 'x'.repeat(257) }, 400],
		[{ 'webhook-timestamp': 'now' }, 400],
		[{ 'webhook-timestamp': '-1' }, 400],
		[{ 'webhook-timestamp': '1772352000.5' }, 400],
		[{ 'webhook-signature': 'v1a,abc' }, 400],
		[{ 'webhook-signature': 'v1,abc' }, 401],
		[{ 'webhook-signature': 'v1,' }, 401],
		[{ 'webhook-id': 'msg_2' }, 401],
		[{ 'webhook-timestamp': '1772352001' }, 401],
	])('%j: %i', (headers, status) => {
		const good = request();
		expect(verifySignedWebhook({ ...good, headers: { ...good.headers, ...headers } })).toMatchObject({
			ok: false,
			status,
		});
	});

	test.each([
		[-300, true],
		[-301, false],
		[0, true],
		[300, true],
		[301, false],
		[-86_400, false],
	])('a timestamp %i s from now: %s', (offset, accepted) => {
		const result = verifySignedWebhook(request({}, { timestamp: TIMESTAMP + offset }));
		expect(result.ok).toBe(accepted);
		if (!result.ok) expect(result).toMatchObject({ status: 401, reason: expect.stringMatching(/old|future/) });
	});

	test('the tolerance can be another', () => {
		expect(verifySignedWebhook(request({ toleranceSeconds: 10 }, { timestamp: TIMESTAMP - 11 })).ok).toBe(false);
		expect(verifySignedWebhook(request({ toleranceSeconds: 10 }, { timestamp: TIMESTAMP - 10 })).ok).toBe(true);
	});

	test('any changed, added or removed byte of the body is refused', () => {
		const good = request();
		fc.assert(
			fc.property(fc.nat(good.rawBody.length - 1), fc.integer({ min: 1, max: 255 }), (index, difference) => {
				const changed = Uint8Array.from(good.rawBody);
				changed[index] = (changed[index] ?? 0) ^ difference;
				const shorter = [...good.rawBody].filter((_, other) => other !== index);
				for (const rawBody of [
					changed,
					Uint8Array.from(shorter),
					Buffer.concat([good.rawBody, Buffer.from([difference])]),
				]) {
					expect(verifySignedWebhook({ ...good, rawBody })).toMatchObject({ ok: false, status: 401 });
				}
			}),
		);
	});

	test('any changed character of the signature is refused', () => {
		const good = request();
		const signature = String(good.headers['webhook-signature']);
		for (let index = 3; index < signature.length; index++) {
			const other = signature[index] === 'A' ? 'B' : 'A';
			const changed = signature.slice(0, index) + other + signature.slice(index + 1);
			expect(verifySignedWebhook({ ...good, headers: { ...good.headers, 'webhook-signature': changed } }).ok).toBe(
				false,
			);
		}
	});

	test('reasons show neither secrets nor signatures', () => {
		const good = request();
		const wrong = verifySignedWebhook({ ...good, secrets: [newWebhookSecret(randomBytes)] });
		const text = JSON.stringify(wrong);
		expect(text).not.toContain(SECRET.slice(6));
		expect(text).not.toContain(String(good.headers['webhook-signature']).slice(3));
	});
});

describe('several secrets and signatures', () => {
	const old = newWebhookSecret(randomBytes);

	test('the new and the previous secret are both accepted', () => {
		expect(verifySignedWebhook(request({ secrets: [SECRET, old] }, { secret: old })).ok).toBe(true);
		expect(verifySignedWebhook(request({ secrets: [SECRET, old] })).ok).toBe(true);
		expect(verifySignedWebhook(request({ secrets: [SECRET] }, { secret: old })).ok).toBe(false);
	});

	test('one of several signatures is enough, others are ignored', () => {
		const good = request();
		const signature = `v1a,xyz v1,AAAA ${String(good.headers['webhook-signature'])}`;
		expect(verifySignedWebhook({ ...good, headers: { ...good.headers, 'webhook-signature': signature } }).ok).toBe(
			true,
		);
	});

	test('a weak secret never verifies: 500 if there is no other', () => {
		const good = request();
		expect(verifySignedWebhook({ ...good, secrets: ['short', ''] })).toMatchObject({ ok: false, status: 500 });
		expect(verifySignedWebhook({ ...good, secrets: [] })).toMatchObject({ ok: false, status: 500 });
		expect(verifySignedWebhook({ ...good, secrets: ['short', SECRET] }).ok).toBe(true);
	});

	test.each([
		['x'.repeat(24), undefined],
		['x'.repeat(23), /24 characters/],
		['whsec_not base64!', /base64/],
		[`whsec_${Buffer.alloc(23).toString('base64')}`, /24 bytes/],
		[`whsec_${Buffer.alloc(24).toString('base64')}`, undefined],
		[newWebhookSecret(randomBytes), undefined],
	])('%s', (secret, problem) => {
		if (problem) expect(secretProblem(secret)).toMatch(problem);
		else expect(secretProblem(secret)).toBeUndefined();
	});

	test('an id with a full stop cannot be signed', () => {
		expect(() => signWebhook({ id: 'a.1', timestamp: 2, rawBody: '' }, SECRET)).toThrow(/"\."/);
	});
});

import fc from 'fast-check';
import { communityEventSchema } from '../../../community/event';
import { decodeEvents } from '../../../platforms/signed-webhook/decode';

const receivedAt = '2026-03-01T08:00:00.000Z';
const EVENT = {
	eventId: 'e1',
	platform: 'myshop',
	communityId: 'c1',
	memberId: 'm1',
	memberName: '小明 🐼',
	type: 'joined',
	occurredAt: '2026-03-01T15:59:00+08:00',
};
const decode = (body: unknown, options = {}) => decodeEvents(bytes(JSON.stringify(body)), { receivedAt, ...options });
const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('accepts', () => {
	test('one event, an array or a batch, and marks them as verified', () => {
		const event = { v: 1, ...EVENT, receivedAt, verified: true };
		expect(decode(EVENT)).toEqual({ ok: true, events: [event] });
		expect(decode([EVENT])).toEqual({ ok: true, events: [event] });
		expect(decode({ events: [EVENT, { ...EVENT, eventId: 'e2' }] })).toEqual({
			ok: true,
			events: [event, { ...event, eventId: 'e2' }],
		});
	});

	test('a sender cannot claim what only the receiver knows; unknown fields are dropped', () => {
		const result = decode({ ...EVENT, verified: false, receivedAt: '2000-01-01T00:00:00Z', future: 1 });
		expect(result).toEqual({ ok: true, events: [{ v: 1, ...EVENT, receivedAt, verified: true }] });
	});

	test('a form, a payment and raw JSON as they are', () => {
		const form = {
			formId: 'f',
			entryId: '1',
			fields: [{ key: 'q1', label: '城市', value: ['上海', { other: null }] }],
		};
		const payment = { orderId: 'o', transactionId: 't', amountMinor: 9900, currency: 'CNY' };
		expect(decode({ ...EVENT, form, payment, raw: { a: [1, null] } })).toMatchObject({
			events: [{ form, payment, raw: { a: [1, null] } }],
		});
	});

	test('500 events and no more, 1 MiB and no more', () => {
		const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...EVENT, eventId: `e${index}` }));
		expect(decode(many(500)).ok).toBe(true);
		expect(decode(many(501))).toMatchObject({ ok: false, status: 413, reason: expect.stringContaining('501 events') });
		expect(decode(many(3), { maxEvents: 2 })).toMatchObject({ status: 413 });
		const json = bytes(JSON.stringify(EVENT));
		const padded = Buffer.concat([json, Buffer.alloc(1_048_576 - json.length, ' ')]);
		expect(decodeEvents(padded, { receivedAt }).ok).toBe(true);
		expect(decodeEvents(Buffer.concat([padded, bytes(' ')]), { receivedAt })).toMatchObject({ ok: false, status: 413 });
	});
});

describe('refuses', () => {
	/** "小明" in GB18030, as GBK tools send it. */
	const gb18030 = Buffer.concat([bytes('{"memberName":"'), Buffer.from('d0a1c3f7', 'hex'), bytes('"}')]);

	test.each([
		['GB18030', gb18030, /GB18030/],
		['a byte order mark', bytes(`\uFEFF${JSON.stringify(EVENT)}`), /byte order mark/],
		['UTF-16', Buffer.from(`\uFEFF${JSON.stringify(EVENT)}`, 'utf16le'), /not UTF-8/],
		['an overlong encoding', Buffer.from('c0af', 'hex'), /not UTF-8/],
		['a cut character', bytes('"小').subarray(0, 3), /not UTF-8/],
		['nothing', bytes(''), /not JSON/],
		['a form', bytes('a=1&b=2'), /not JSON/],
		['a text without end', bytes(`"${'\\"'.repeat(400_000)}`), /not JSON/],
		['JSON nested without end', bytes('['.repeat(100_000)), /nested/],
		[
			'deep raw',
			bytes(JSON.stringify({ ...EVENT, raw: '@' }).replace('"@"', `${'['.repeat(80)}${']'.repeat(80)}`)),
			/nested/,
		],
	])('%s with 400', (_, body, reason) => {
		expect(decodeEvents(body, { receivedAt })).toMatchObject({
			ok: false,
			status: 400,
			reason: expect.stringMatching(reason),
		});
	});

	test('brackets in texts are not nesting', () => {
		expect(decode({ ...EVENT, text: `${'['.repeat(200)}"\\"{` }).ok).toBe(true);
	});

	test.each([
		[{}, /^eventId: is missing; platform: is missing/],
		['text', /^the body: /],
		[null, /^the body: /],
		[[], /no events/],
		[{ events: [] }, /no events/],
		[{ ...EVENT, platform: 'My Shop' }, /^platform: must be/],
		[{ ...EVENT, type: 'exploded' }, /^type: /],
		[{ ...EVENT, occurredAt: '2026-03-01 08:00' }, /^occurredAt: /],
		[{ ...EVENT, occurredAt: '2026-03-02T08:00:01Z' }, /^occurredAt: is more than 24 hours in the future/],
		[{ ...EVENT, eventId: 'x'.repeat(129) }, /^eventId: /],
		[{ ...EVENT, eventId: 7 }, /^eventId: .*expected string/],
		[{ ...EVENT, v: 2 }, /^v: /],
		[{ ...EVENT, text: 'a\0b' }, /U\+0000/],
		[[EVENT, { ...EVENT, communityId: undefined }], /^\[1\]\.communityId: is missing/],
		[
			{ events: [EVENT, EVENT, { ...EVENT, payment: { orderId: 'o' } }] },
			/^events\[2\]\.payment\.transactionId: is missing/,
		],
		[
			{ ...EVENT, form: { formId: 'f', entryId: 'e', fields: [{ key: 'k', value: 1 }] } },
			/^form\.fields\[0\]\.label: is missing/,
		],
	])('%j with 422', (body, reason) => {
		expect(decode(body)).toMatchObject({ ok: false, status: 422, reason: expect.stringMatching(reason) });
	});

	test('exactly 24 hours ahead is still accepted', () => {
		expect(decode({ ...EVENT, occurredAt: '2026-03-02T08:00:00Z' }).ok).toBe(true);
	});

	test('all for one bad event, naming at most five problems', () => {
		const result = decode(Array.from({ length: 100 }, () => ({})));
		if (result.ok) throw new Error('expected a refusal');
		expect(result.reason.split('; ')).toHaveLength(6);
		expect(result.reason).toMatch(/and more$/);
	});
});

test('any bytes and any JSON give events that fit the contract, or a refusal', () => {
	const body = fc.oneof(
		fc.uint8Array({ maxLength: 64 }),
		fc.jsonValue().map((value) => bytes(JSON.stringify(value))),
		fc
			.record({ raw: fc.jsonValue(), text: fc.string({ unit: 'binary' }) })
			.map((more) => bytes(JSON.stringify({ ...EVENT, ...more }))),
	);
	fc.assert(
		fc.property(body, (rawBody) => {
			const result = decodeEvents(rawBody, { receivedAt });
			if (result.ok)
				for (const event of result.events) expect(communityEventSchema.safeParse(event).success).toBe(true);
			else expect(result.reason).not.toBe('');
		}),
	);
});

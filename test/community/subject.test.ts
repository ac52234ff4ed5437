import fc from 'fast-check';

import { communityEventSchema, incomingEventSchema, type CommunityEvent } from '../../community/event';
import { outboundMessageSchema } from '../../community/message';
import { buttonAnswer } from '../../community/reply';
import { displayName, subjectOf, subjectSchema } from '../../community/subject';

const joined: CommunityEvent = {
	v: 1,
	eventId: '42:1',
	platform: 'telegram',
	communityId: '-1001',
	communityName: '深圳设计师社群',
	memberId: '7',
	memberName: '林晓雨',
	memberLanguage: 'zh-hans',
	type: 'joined',
	occurredAt: '2026-06-01T12:00:00.000Z',
	receivedAt: '2026-06-01T12:00:01.000Z',
	verified: true,
};

describe('the subject of an event', () => {
	test('is the member in the group of the event', () => {
		expect(subjectOf(joined)).toEqual({
			community: { communityId: '-1001', groupId: '-1001', name: '深圳设计师社群' },
			member: { platform: 'telegram', platformMemberId: '7', name: '林晓雨', language: 'zh-hans' },
		});
	});

	test('belongs to the community that an operator chose, in the same group', () => {
		expect(subjectOf(joined, 'designers')?.community).toMatchObject({ communityId: 'designers', groupId: '-1001' });
	});

	test('holds no field that the event lacks, and fits its schema', () => {
		const { communityName: _c, memberName: _n, memberLanguage: _l, ...bare } = joined;
		const subject = subjectOf(bare);
		expect(JSON.stringify(subject)).not.toContain('undefined');
		expect(subject).toEqual({
			community: { communityId: '-1001', groupId: '-1001' },
			member: { platform: 'telegram', platformMemberId: '7' },
		});
		expect(subjectSchema.parse(subject)).toEqual(subject);
	});

	test('is nobody where the event names no member', () => {
		const { memberId: _m, ...nobody } = joined;
		expect(subjectOf(nobody)).toBeUndefined();
	});
});

describe('displayName', () => {
	const member = (name?: string) => ({ platform: 'p', platformMemberId: '7', ...(name === undefined ? {} : { name }) });

	test.each([
		[undefined, '7'],
		['', '7'],
		['   ', '7'],
		['\u3164', '7'],
		['\u200b\u200d', '7'],
		[' 林晓雨 ', '林晓雨'],
		['👨‍👩‍👧', '👨‍👩‍👧'],
		['0', '0'],
	])('of %j is %j', (name, expected) => {
		expect(displayName(member(name))).toBe(expected);
	});

	test('always has something to show', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => expect(displayName(member(name))).not.toBe('')));
	});
});

describe('the schema of an event', () => {
	const { receivedAt: _r, verified: _v, ...incoming } = joined;

	test('fills in the version and drops what it does not know', () => {
		const { v: _version, ...withoutVersion } = incoming;
		expect(incomingEventSchema.parse({ ...withoutVersion, mood: 'good', verified: true })).toEqual(incoming);
		expect(communityEventSchema.parse(joined)).toEqual(joined);
	});

	test.each([
		['eventId', ''],
		['eventId', 'x'.repeat(129)],
		['eventId', 7],
		['v', 2],
		['platform', 'Telegram'],
		['platform', '企业微信'],
		['platform', ''],
		['communityId', ''],
		['memberId', ''],
		['type', 'party'],
		['type', 'constructor'],
		['occurredAt', '2026-06-01'],
		['occurredAt', '2026-06-01T12:00:00'],
		['occurredAt', '2026-02-30T12:00:00Z'],
		['occurredAt', 1780000000],
		['text', 'x'.repeat(16_385)],
		['button', { value: '' }],
		['replyHandle', { kind: 'k', token: 't' }],
		['form', { formId: 'f', entryId: 'e', fields: [{ key: '', label: 'x', value: 1 }] }],
		[
			'form',
			{ formId: 'f', entryId: 'e', fields: Array.from({ length: 501 }, () => ({ key: 'k', label: '', value: 1 })) },
		],
		['payment', { orderId: 'o', transactionId: 't', amountMinor: 1.5, currency: 'CNY' }],
		['payment', { orderId: 'o', transactionId: 't', amountMinor: 1, currency: 'yuan' }],
	])('refuses %s = %j', (field, value) => {
		const parsed = incomingEventSchema.safeParse({ ...incoming, [field]: value });
		expect(parsed.success).toBe(false);
		expect(parsed.error?.issues[0]?.path[0]).toBe(field);
	});

	test('takes times with an offset and answers of every JSON kind', () => {
		const fields = ['深圳', 1.5, true, null, ['a', ['b']], { a: { b: 1 } }].map((value, index) => ({
			key: `k${index}`,
			label: '',
			value,
		}));
		const event = { ...incoming, occurredAt: '2026-06-01T20:00:00+08:00', form: { formId: 'f', entryId: 'e', fields } };
		expect(incomingEventSchema.parse(event).form?.fields).toEqual(fields);
	});
});

describe('the schema of a message', () => {
	const plain = { to: { kind: 'group', id: '-1001' }, text: '你好' };

	test('is plain text unless it says otherwise', () => {
		expect(outboundMessageSchema.parse(plain)).toEqual({ ...plain, format: 'plain' });
	});

	test.each([
		[{ to: { kind: 'everybody', id: '1' } }],
		[{ to: { kind: 'group', id: '' } }],
		[{ format: 'html' }],
		[{ image: { url: 'not an address' } }],
		[{ buttons: [{ text: '' }] }],
		[{ buttons: Array.from({ length: 21 }, () => ({ text: 'x' })) }],
		[{ dedupeKey: '' }],
		[{ mentions: ['everyone'] }],
	])('refuses %j', (change) => {
		expect(outboundMessageSchema.safeParse({ ...plain, ...change }).success).toBe(false);
	});

	test('fits the answer to a button', () => {
		const answer = buttonAnswer(
			{ kind: 'telegram.callback', token: 'cb', expiresAt: joined.occurredAt },
			'谢谢',
			'key',
		);
		expect(answer.to).toEqual({ kind: 'reply', id: 'cb', handle: 'telegram.callback' });
		expect(outboundMessageSchema.parse(answer)).toEqual(answer);
	});
});

import { mentions, withoutMentions, withoutPerson } from '../../../community/identity/erasure';
import { trailText } from '../../../community/identity/trail';
import { TRAIL_COPY } from '../../../community/identity/trail-copy';

const at = '2026-03-01T16:30:00.000Z';

test('a line is told by the clocks of its reader, in both languages', () => {
	const line = { type: 'message', occurredAt: at, data: { text: '大家好\n我是{name}👋' } };
	expect(trailText(line, 'zh-CN', 'Asia/Shanghai')).toBe('2026-03-02 00:30 发言：“大家好 我是{name}👋”');
	expect(trailText(line, 'en', 'America/New_York')).toBe('2026-03-01 11:30 wrote: “大家好 我是{name}👋”');
});

test('money has the decimals of its currency', () => {
	const paid = (amountMinor: number, currency: string) =>
		trailText({ type: 'payment_succeeded', occurredAt: at, data: { payment: { amountMinor, currency } } }, 'en', 'UTC');
	expect(paid(9900, 'CNY')).toBe('2026-03-01 16:30 paid 99.00 CNY');
	expect(paid(500, 'JPY')).toBe('2026-03-01 16:30 paid 500 JPY');
});

test('what is not known is named as it is, and both languages know the same', () => {
	expect(trailText({ type: 'constructor', occurredAt: at, data: {} }, 'en', 'UTC')).toBe(
		'2026-03-01 16:30 constructor',
	);
	expect(Object.keys(TRAIL_COPY['zh-CN']).sort()).toEqual(Object.keys(TRAIL_COPY.en).sort());
});

test('an erased line keeps what names nobody, and nothing that it does not know', () => {
	const data = {
		v: 1,
		type: 'message',
		text: '我是小雨',
		memberName: '小雨',
		somethingNew: '小雨',
		points: 5,
		payment: { orderId: 'o', payer: '小雨' },
		form: { fields: [] },
	};
	expect(withoutPerson(data)).toEqual({ v: 1, type: 'message', points: 5, payment: { orderId: 'o' } });
});

test('others’ lines lose the name beside the id, and nothing else', () => {
	const ids = new Set(['7']);
	const line = {
		inviterId: '7',
		inviterName: '小雨',
		messageId: '7',
		text: '你好',
		by: [
			{ memberId: '8', name: '阿明' },
			{ memberId: '7', name: '小雨' },
		],
	};
	expect(mentions({ messageId: '7' }, ids)).toBe(false);
	expect(mentions(line, ids)).toBe(true);
	expect(withoutMentions({ invite: line, text: '你好' }, ids, 'erased_x')).toEqual({
		invite: { inviterId: 'erased_x', messageId: '7', by: [{ memberId: '8', name: '阿明' }, { memberId: 'erased_x' }] },
		text: '你好',
	});
});

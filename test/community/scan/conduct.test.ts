import fc from 'fast-check';
import { distance, fingerprintOf, likeness } from '../../../community/scan/fingerprint';
import { floodOf } from '../../../community/scan/flooding';
import { repetitionOf } from '../../../community/scan/repetition';

const LIMITS = { windowSeconds: 3600, allowed: 2, allowedOthers: 1, shortestFromOthers: 12, distance: 12 };
const NOW = Date.UTC(2024, 1, 29, 12);
const AD = '诚招兼职打字员，在家可做，日赚两百到五百，不收任何押金，有意的朋友联系客服小美领取任务';
const sent = (memberId: string, text: string, secondsAgo: number) => ({
	memberId,
	at: NOW - secondsAgo * 1000,
	...fingerprintOf(text),
});

describe('likeness', () => {
	test.each([
		['same', AD, `${AD}！！ 😀`],
		['same', '打卡', '打 卡！'],
		['similar', AD, AD.replace('小美', '小丽')],
		['different', AD, '今天下雨了，大家出门记得带伞，路上注意安全，晚上的活动改到线上进行，链接稍后发到群里'],
		['different', '打卡 Day 12', '打卡 Day 13'],
	])('%s', (expected, one, other) => {
		expect(likeness(fingerprintOf(one), fingerprintOf(other), LIMITS.distance)).toBe(expected);
	});

	test('distance is 0 to itself, the same both ways and at most 64', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
				const [a, b] = [fingerprintOf(one).simhash, fingerprintOf(other).simhash];
				expect(distance(a, a)).toBe(0);
				expect(distance(a, b)).toBe(distance(b, a));
				expect(distance(a, b)).toBeLessThanOrEqual(64);
			}),
		);
	});
});

describe('repetitionOf', () => {
	const of = (text: string, ...recent: ReturnType<typeof sent>[]) =>
		repetitionOf(fingerprintOf(text), 'me', NOW, recent, LIMITS);

	test('counts the same and similar texts of the member', () => {
		const changed = AD.replace('小美', '小丽');
		expect(of(AD, sent('me', AD, 10), sent('me', changed, 20))).toMatchObject({ same: 1, similar: 1, excess: 1 });
	});

	test('allows what the limits allow', () => {
		expect(of(AD, sent('me', AD, 10))).toMatchObject({ same: 1, excess: 0 });
	});

	test('forgets what is older than the window', () => {
		expect(of(AD, sent('me', AD, 3601), sent('me', AD, 3602))).toMatchObject({ same: 0, excess: 0 });
	});

	test('counts other members once each', () => {
		expect(of(AD, sent('a', AD, 1), sent('a', AD, 2), sent('b', AD, 3))).toMatchObject({ others: 2, excessOthers: 1 });
	});

	test('lets everybody write the same short thing', () => {
		expect(of('打卡', sent('a', '打卡', 1), sent('b', '打卡', 2))).toMatchObject({ others: 0, excessOthers: 0 });
	});

	test('does not count pictures without a text', () => {
		expect(of('', sent('me', '', 1), sent('me', '👍', 2))).toMatchObject({ same: 0, excess: 0 });
	});
});

describe('floodOf', () => {
	const limits = { messages: 3, seconds: 10 };
	test.each([
		[[], 1, false],
		[[1, 2], 3, false],
		[[1, 2, 3], 4, true],
		[[10, 11, 12], 1, false],
		[[-5, 1, 2], 3, false],
	])('messages %j seconds ago', (ago, messages, flooding) => {
		const sentAt = ago.map((seconds) => NOW - seconds * 1000);
		expect(floodOf(NOW, sentAt, limits)).toEqual({ messages, flooding });
	});
});

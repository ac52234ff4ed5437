import fc from 'fast-check';

import { checkRules, requirePublishable, type CheckSettings } from '../../../community/lottery/check';
import { readClaim } from '../../../community/lottery/claim';
import { LOTTERY_COPY, PROBLEM_COPY, REFUSAL_COPY } from '../../../community/lottery/copy';
import { publishRules } from '../../../community/lottery/draw/rules';
import { announcement } from '../../../community/lottery/messages';
import { minorUnits, showMoney } from '../../../community/lottery/money';
import { anniversaryOf, membersReached } from '../../../community/lottery/occasion';
import { readPrizeLines } from '../../../community/lottery/prizes';
import { claimDeadline, planRedraw, type PlaceFacts } from '../../../community/lottery/redraw';
import { publishedRules, type GivenRules } from '../../../community/lottery/rules';
import { readWhen } from '../../../community/lottery/when';
import { problemInWords } from '../../../community/lottery/words';
import { sampleRules } from './sample-rules';

const settings: CheckSettings = {
	now: '2026-06-01T12:00:00.000Z',
	topPrizeMinor: 5_000_000,
	currency: 'CNY',
	sharing: 'error',
};
const found = (changes: Partial<GivenRules> | Record<string, unknown>, more: Partial<CheckSettings> = {}): string[] =>
	checkRules({ ...sampleRules(), ...changes }, { ...settings, ...more }).problems.map(
		({ code, severity }) => `${severity} ${code}`,
	);
const prize = (changes: object) => ({
	tierId: 'a',
	name: '车',
	quantity: 1,
	valueMinor: 100,
	currency: 'CNY',
	...changes,
});

describe('the linter of lotteries', () => {
	it.each<[string, Record<string, unknown>, Partial<CheckSettings>, string[]]>([
		['good rules', {}, {}, []],
		['no prize', { prizes: [] }, {}, ['error no_prize']],
		['a prize at the limit', { prizes: [prize({ valueMinor: 5_000_000 })] }, {}, []],
		['a prize over the limit', { prizes: [prize({ valueMinor: 5_000_001 })] }, {}, ['error over_legal_limit']],
		['another limit', { prizes: [prize({ valueMinor: 101 })] }, { topPrizeMinor: 100 }, ['error over_legal_limit']],
		['another currency', { prizes: [prize({ currency: 'USD' })] }, {}, ['warning other_currency']],
		['no value', { prizes: [prize({ valueMinor: undefined })] }, {}, ['warning missing_value']],
		['two tiers alike', { prizes: [prize({}), prize({})] }, {}, ['error same_tier']],
		[
			'too many prizes',
			{ prizes: [prize({ quantity: 99_999 }), prize({ tierId: 'b', quantity: 2 })] },
			{},
			['error too_many_prizes'],
		],
		['closing before opening', { opensAt: '2026-06-09T00:00:00Z' }, {}, ['error closing_before_opening']],
		['closing in the past', {}, { now: '2026-06-03T12:00:00Z' }, ['error closing_in_the_past']],
		['opening before publication', { opensAt: '2026-06-01T11:00:00Z' }, {}, ['warning open_after_opening']],
		['a cap below 1', { weights: { cap: 0 } }, {}, ['error cap_below_one']],
		['a weight below 1', { weights: { cap: 3, bonus: [{ from: 'streak', add: 0 }] } }, {}, ['error weight_below_one']],
		[
			'a weight over the cap',
			{ weights: { cap: 3, bonus: [{ from: 'streak', add: 3 }] } },
			{},
			['error weight_over_cap'],
		],
		['a tag without a name', { weights: { cap: 3, bonus: [{ from: 'tag' }] } }, {}, ['error bad_field']],
		['a cap of no use', { weights: { cap: 3 } }, {}, ['warning cap_without_bonus']],
		['no organiser', { disclosure: { contact: 'a', text: 'b' } }, {}, ['error missing_organiser']],
		[
			'no contact, no terms',
			{ disclosure: { organiser: 'a' } },
			{},
			['warning missing_contact', 'warning missing_delivery'],
		],
		['staff may win', { exclusions: {} }, {}, ['warning staff_not_excluded']],
		['a day is not enough', { claim: { hours: 23 } }, {}, ['warning short_claim']],
		['nobody stands by', { draw: { alternates: 0 } }, {}, ['warning no_alternates']],
		['an unknown field', { secret: 1 }, {}, ['error bad_field']],
		['words that ask to share', { title: '转发朋友圈抽大奖' }, {}, ['error forced_sharing']],
		[
			'the same, where it is allowed',
			{ title: 'Share this and win' },
			{ sharing: 'warning' },
			['warning forced_sharing'],
		],
		['a member who shares news', { disclosure: { organiser: '读书分享会', contact: 'a', text: 'b' } }, {}, []],
		[
			'a bonus for inviting',
			{ weights: { cap: 3, bonus: [{ from: 'task', value: 'invitation.redeemed' }] } },
			{},
			['error forced_sharing'],
		],
	])('finds: %s', (_what, changes, more, expected) => {
		expect(found(changes, more)).toEqual(expected);
	});

	it('finds every change after publication, and no change where there is none', () => {
		const published = sampleRules();
		const late = { published, now: '2026-06-09T00:00:00Z' };
		expect(found({}, late)).toEqual([]);
		fc.assert(
			fc.property(fc.constantFrom('title', 'prizes', 'closesAt', 'entry', 'claim', 'draw'), (key) => {
				const changes: Record<string, unknown> = {
					title: '别的',
					prizes: [prize({})],
					closesAt: '2026-06-05T00:00:00Z',
					entry: { pointsCost: 1 },
					claim: { hours: 99 },
					draw: { alternates: 11 },
				};
				expect(found({ [key]: changes[key] }, late)).toEqual(['error changed_after_publication']);
			}),
		);
	});

	it('stops a publication with all errors in words', () => {
		const checked = checkRules({ ...sampleRules(), prizes: [], disclosure: {} }, settings);
		expect(() => requirePublishable(checked, (problem) => problemInWords(problem, 'en'))).toThrow(
			'There is no prize. No organiser is named.',
		);
	});

	it('has a sentence for everything in both languages', () => {
		for (const copy of [PROBLEM_COPY, REFUSAL_COPY]) {
			expect(Object.keys(copy.en)).toEqual(Object.keys(copy['zh-CN']));
		}
		expect(Object.keys(LOTTERY_COPY.en)).toEqual(Object.keys(LOTTERY_COPY['zh-CN']));
	});
});

describe('published rules', () => {
	const place = { communityId: 'c', lotteryId: 'l' };
	const hashOf = (changes: Partial<GivenRules>) => publishRules(publishedRules(sampleRules(changes), place)).hash;

	it('have another hash if anything in them differs', () => {
		const same = hashOf({});
		expect(hashOf({})).toBe(same);
		for (const changes of [
			{ title: '别的' },
			{ claim: { hours: 73 } },
			{ entry: { pointsCost: 1 } },
			{ disclosure: { organiser: 'x' } },
			{ exclusions: { staff: ['901'] } },
		]) {
			expect(hashOf(changes)).not.toBe(same);
		}
	});

	it('are announced with all that an entrant must know', () => {
		const rules = sampleRules({ entry: { keyword: '抽奖', pointsCost: 5, tiers: ['黑卡'] } });
		const { text, buttons } = announcement({
			...place,
			communityId: '-1001234567890123',
			lotteryId: 'a'.repeat(24),
			groupId: 'g',
			rules,
			rulesHash: 'r'.repeat(64),
			commitment: 'k'.repeat(64),
			language: 'en',
			timeZone: 'UTC',
		});
		for (const part of [
			'CN¥499 each',
			'5 points are taken; tier 黑卡; not for staff',
			'“抽奖”',
			'2026-06-03 12:00',
			'r'.repeat(64),
		])
			expect(text).toContain(part);
		for (const { value } of buttons ?? []) expect(Buffer.byteLength(value ?? '')).toBeLessThanOrEqual(64);
	});
});

describe('what operators type', () => {
	it.each([
		['一等奖：机械键盘 ×1 ¥499', { name: '一等奖：机械键盘', quantity: 1, valueMinor: 49_900, currency: 'CNY' }],
		['红包*5 10元', { name: '红包', quantity: 5, valueMinor: 1000, currency: 'CNY' }],
		['Mug x 10 USD 8.50', { name: 'Mug', quantity: 10, valueMinor: 850, currency: 'USD' }],
		['ギフト × 2 JPY 1,500', { name: 'ギフト', quantity: 2, valueMinor: 1500, currency: 'JPY' }],
		['🎁 神秘礼物 x3 份', { name: '🎁 神秘礼物', quantity: 3 }],
	])('reads the prize "%s"', (line, expected) => {
		expect(readPrizeLines(`\n${line}\n`)).toEqual([{ tierId: 'tier-1', ...expected }]);
	});

	it.each(['键盘', '键盘 ×0', '键盘 ×1 ¥4.999', '×3'])('refuses the prize "%s"', (line) => {
		expect(() => readPrizeLines(line)).toThrow();
	});

	it('reads amounts exactly', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (minor) => {
				const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
				expect(minorUnits(text, 'CNY')).toBe(minor);
			}),
		);
		expect(showMoney(49_990, 'CNY', 'zh-CN')).toBe('¥499.90');
	});

	it.each([
		['2026-06-01T20:00', 'Asia/Shanghai', '2026-06-01T12:00:00.000Z'],
		['2026-06-01 20:00', 'Asia/Shanghai', '2026-06-01T12:00:00.000Z'],
		['2026-06-01', 'Asia/Shanghai', '2026-06-01T16:00:00.000Z'],
		['2026-03-08', 'America/New_York', '2026-03-09T04:00:00.000Z'],
		['2024-02-29T20:00:00+08:00', 'UTC', '2024-02-29T12:00:00.000Z'],
	])('reads the time %s in %s', (text, zone, expected) => {
		expect(readWhen(text, zone, 'closesAt')).toBe(expected);
	});

	it.each(['', '明天', '2026-02-30', '20:00 tomorrow'])('refuses the time "%s"', (text) => {
		expect(() => readWhen(text, 'UTC', 'closesAt')).toThrow(/is no time/);
	});
});

describe('occasions', () => {
	it.each([
		[99, undefined],
		[100, 100],
		[499, 100],
		[1200, 1000],
	])('%d members reach %s', (members, count) => {
		expect(membersReached(members, [1000, 100, 500])?.count).toBe(count);
	});

	it.each([
		['2024-05-20', '2026-05-19T16:00:00Z', 2],
		['2024-05-20', '2026-05-20T16:00:00Z', undefined],
		['2024-05-20', '2024-05-20T04:00:00Z', undefined],
		['2024-02-29', '2026-02-28T04:00:00Z', 2],
		['2024-02-29', '2028-02-29T04:00:00Z', 4],
		['2024-02-29', '2028-02-28T04:00:00Z', undefined],
	])('who began %s has on %s the anniversary %s', (began, now, count) => {
		expect(anniversaryOf(began, now, 'Asia/Shanghai')?.count).toBe(count);
	});

	it('refuses what is no milestone and no date', () => {
		expect(() => membersReached(5, [])).toThrow(/No milestone/);
		expect(() => membersReached(5, [1.5])).toThrow(/no number of members/);
		expect(() => anniversaryOf('20.5.2024', settings.now, 'UTC')).toThrow(/no date/);
	});
});

describe('a claim form', () => {
	const fields = [
		{ key: 'q1', label: '收货地址：', required: true, sensitive: true },
		{ key: 'q2', label: 'T-Shirt Size', required: false, sensitive: false },
	];

	it('takes answers by key or label, sensitive ones apart, and nothing that was not asked', () => {
		expect(readClaim(fields, { 收货地址: ' 科技路1号 ', q2: 'M', 别的: 'x' })).toEqual({
			plain: { q2: 'M' },
			sensitive: { q1: '科技路1号' },
		});
		expect(() => readClaim(fields, { q2: 'M' })).toThrow(/收货地址/);
	});
});

describe('moving up', () => {
	const NOW = '2026-06-10T00:00:00.000Z';
	const winner = (place: number, status: PlaceFacts['status'], claimBy = NOW): PlaceFacts => ({
		place,
		memberId: `m${place}`,
		kind: 'winner',
		status,
		tierId: 'first',
		prize: '键盘',
		insteadOf: null,
		claimBy,
	});
	const alternate = (place: number, changes: Partial<PlaceFacts> = {}): PlaceFacts => ({
		...winner(place, 'waiting'),
		kind: 'alternate',
		tierId: null,
		prize: null,
		claimBy: null,
		...changes,
	});

	it('goes by the order of the draw, each alternate once', () => {
		const places = [winner(1, 'pending'), winner(2, 'claimed'), winner(3, 'declined'), alternate(5), alternate(4)];
		expect(planRedraw(places, NOW, () => false)).toEqual({
			expired: [1],
			movedUp: [
				{ freed: 1, place: 4, tierId: 'first', prize: '键盘' },
				{ freed: 3, place: 5, tierId: 'first', prize: '键盘' },
			],
			passedOver: [],
			unclaimed: [],
		});
	});

	it('passes over who has left, and leaves unclaimed what nobody is left for', () => {
		const places = [winner(1, 'pending'), winner(2, 'expired'), alternate(3), alternate(4)];
		expect(planRedraw(places, NOW, (id) => id === 'm3')).toMatchObject({
			movedUp: [{ freed: 1, place: 4 }],
			passedOver: [3],
			unclaimed: [2],
		});
	});

	it('lets nobody move up for another tier than they stand by for', () => {
		const places = [winner(1, 'pending'), alternate(2, { tierId: 'second' }), alternate(3, { tierId: 'first' })];
		expect(planRedraw(places, NOW, () => false).movedUp).toMatchObject([{ place: 3 }]);
	});

	it('gives each prize once, however often it is asked', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom<PlaceFacts['status']>('pending', 'claimed', 'declined', 'expired'), { maxLength: 8 }),
				fc.nat(8),
				(statuses, alternates) => {
					const places = [
						...statuses.map((status, index) => winner(index + 1, status)),
						...Array.from({ length: alternates }, (_none, index) => alternate(statuses.length + index + 1)),
					];
					const plan = planRedraw(places, NOW, () => false);
					const free = statuses.filter((status) => status !== 'claimed').length;
					expect(plan.movedUp).toHaveLength(Math.min(free, alternates));
					expect(new Set(plan.movedUp.map(({ place }) => place)).size).toBe(plan.movedUp.length);
					const after = places.map((one) => {
						const up = plan.movedUp.find(({ place }) => place === one.place);
						if (up !== undefined) return { ...one, status: 'claimed' as const, prize: up.prize, insteadOf: up.freed };
						return plan.expired.includes(one.place) ? { ...one, status: 'expired' as const } : one;
					});
					const again = planRedraw(after, NOW, () => false);
					expect([again.expired, again.movedUp]).toEqual([[], []]);
				},
			),
		);
	});

	it('is over at the deadline, not before', () => {
		const claimBy = claimDeadline('2026-06-07T00:00:00.000Z', 72);
		expect(claimBy).toBe(NOW);
		expect(planRedraw([winner(1, 'pending', claimBy)], '2026-06-09T23:59:59.999Z', () => false).expired).toEqual([]);
		expect(planRedraw([winner(1, 'pending', claimBy)], NOW, () => false).expired).toEqual([1]);
	});
});

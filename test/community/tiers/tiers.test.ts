import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';
import { benefitChange, benefitsOf } from '../../../community/tiers/benefits';
import type { TierFacts, TierState } from '../../../community/tiers/facts';
import { parseLadder } from '../../../community/tiers/ladder';
import { tierOf } from '../../../community/tiers/tiers';

const ZONE = 'Asia/Shanghai';
const ladder = parseLadder({
	tiers: [
		{ tier: '成员', benefits: [{ benefitId: 'chat', text: '进群聊天' }] },
		{
			tier: '银卡',
			enter: { points: 100 },
			keep: { points: 80 },
			drop: { points: 20 },
			graceDays: 7,
			benefits: [{ benefitId: 'discount', text: '9.5 折', value: 5 }],
		},
		{
			tier: '金卡',
			enter: { points: 500, checkins: 30 },
			keep: { points: 400 },
			drop: { points: 50 },
			graceDays: 7,
			benefits: [{ benefitId: 'discount', text: '9 折', value: 10 }],
		},
		{ tier: '黑卡', paid: true, benefits: [{ benefitId: 'dinner', text: '线下晚宴' }] },
	],
});

const at = (day: number): string => new Date(Date.UTC(2026, 2, day, 4)).toISOString();
const points = (amount: number, changes: Partial<TierFacts> = {}): TierFacts => ({
	measures: { points: amount },
	...changes,
});
const state = (tier: string, changes: Partial<TierState> = {}): TierState => ({
	tier,
	earned: tier,
	since: at(1),
	...changes,
});

describe('by merit', () => {
	test('a newcomer begins at the bottom, which is no rise', () => {
		expect(tierOf(ladder, points(0), undefined, at(2), ZONE)).toEqual({
			tier: '成员',
			change: 'none',
			why: [{ because: 'new' }],
			reviewAt: null,
			state: { tier: '成员', earned: '成员', since: at(2), earnedSince: at(2) },
		});
	});

	test('a member rises as far as the facts reach, at once, and sees what was reached', () => {
		const facts = { measures: { points: 700, checkins: 30 } };
		expect(tierOf(ladder, facts, state('成员'), at(2), ZONE)).toMatchObject({
			tier: '金卡',
			change: 'up',
			why: [
				{
					because: 'entered',
					marks: [
						{ measure: 'points', saw: 700, mark: 500 },
						{ measure: 'checkins', saw: 30, mark: 30 },
					],
				},
			],
			state: { since: at(2) },
		});
		expect(tierOf(ladder, points(700), state('成员'), at(2), ZONE).tier).toBe('银卡');
	});

	test('between the marks to keep and to enter nothing changes', () => {
		expect(tierOf(ladder, points(80), state('银卡'), at(2), ZONE)).toMatchObject({
			change: 'none',
			why: [{ because: 'kept' }],
			reviewAt: null,
			state: state('银卡'),
		});
		expect(tierOf(ladder, points(99), state('成员'), at(2), ZONE)).toMatchObject({ tier: '成员', change: 'none' });
	});

	test('below the mark to keep grace begins, and ends with a whole day of the community', () => {
		const until = '2026-03-09T16:00:00.000Z';
		const first = tierOf(ladder, points(79), state('银卡'), at(2), ZONE);
		expect(first).toMatchObject({ tier: '银卡', change: 'none', reviewAt: until, state: { graceUntil: until } });
		const later = tierOf(ladder, points(79), first.state, '2026-03-09T15:59:59Z', ZONE);
		expect(later).toMatchObject({ change: 'none', reviewAt: until });
		const over = tierOf(ladder, points(79), later.state, until, ZONE);
		expect(over).toMatchObject({ tier: '成员', change: 'down', why: [{ because: 'grace_over' }], reviewAt: null });
		expect(over.state).not.toHaveProperty('graceUntil');
	});

	test('coming back in time ends the grace', () => {
		const { state: inGrace } = tierOf(ladder, points(79), state('银卡'), at(2), ZONE);
		const back = tierOf(ladder, points(81), inGrace, at(5), ZONE);
		expect(back).toMatchObject({ tier: '银卡', change: 'none', reviewAt: null });
		expect(back.state).not.toHaveProperty('graceUntil');
	});

	test('below the mark to drop there is no grace, and a member lands where it would be kept', () => {
		expect(tierOf(ladder, points(19), state('银卡'), at(2), ZONE)).toMatchObject({
			tier: '成员',
			change: 'down',
			why: [{ because: 'dropped', marks: [{ measure: 'points', saw: 19, mark: 20 }] }],
		});
		const fallen = tierOf(ladder, points(85), state('金卡', { graceUntil: at(1) }), at(2), ZONE);
		expect(fallen).toMatchObject({ tier: '银卡', change: 'down' });
	});

	test('a tier that is no longer on the ladder counts as the lowest', () => {
		expect(tierOf(ladder, points(300), state('铜卡'), at(2), ZONE)).toMatchObject({
			tier: '银卡',
			change: 'up',
			why: [{ because: 'tier_is_gone' }, { because: 'entered' }],
		});
	});
});

describe('a paid tier', () => {
	const paid = [{ tier: '黑卡', until: at(20) }];

	test('counts until it runs out; then what was earned counts', () => {
		const bought = tierOf(ladder, points(100, { paid }), state('银卡'), at(2), ZONE);
		expect(bought).toMatchObject({
			tier: '黑卡',
			change: 'up',
			why: [
				{ because: 'kept', tier: '银卡' },
				{ because: 'paid', tier: '黑卡', until: at(20) },
			],
			reviewAt: at(20),
			state: { tier: '黑卡', earned: '银卡' },
		});
		const over = tierOf(ladder, points(100, { paid }), bought.state, at(20), ZONE);
		expect(over).toMatchObject({
			tier: '银卡',
			change: 'down',
			why: [{ because: 'kept' }, { because: 'payment_over', tier: '黑卡' }],
			reviewAt: null,
		});
	});

	test('merit goes on below it', () => {
		const { state: bought } = tierOf(ladder, points(100, { paid }), state('银卡'), at(2), ZONE);
		const risen = tierOf(ladder, { measures: { points: 600, checkins: 40 }, paid }, bought, at(3), ZONE);
		expect(risen).toMatchObject({ tier: '黑卡', change: 'none', state: { earned: '金卡', since: at(2) } });
	});

	test('cannot be bought where it is not for sale', () => {
		expect(tierOf(ladder, points(0, { paid: [{ tier: '金卡', until: at(20) }] }), undefined, at(2), ZONE).tier).toBe(
			'成员',
		);
	});
});

describe('nobody goes to and fro', () => {
	const walk = (amounts: readonly number[], start: TierState) => {
		let current = start;
		return amounts.map((amount, day) => {
			const decision = tierOf(ladder, points(amount), current, at(2 + day), ZONE);
			current = decision.state;
			return decision;
		});
	};

	test('facts that swing between the marks to keep and to enter change nothing', () => {
		const inBand = fc.array(fc.integer({ min: 80, max: 99 }), { maxLength: 40 });
		fc.assert(
			fc.property(inBand, fc.constantFrom('成员', '银卡'), (amounts, tier) => {
				expect(walk(amounts, state(tier)).every(({ change }) => change === 'none')).toBe(true);
			}),
		);
	});

	test('every fall needs a drop or a whole grace, every rise all that is asked for', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 130 }), { maxLength: 60 }), (amounts) => {
				for (const [day, { change }] of walk(amounts, state('成员')).entries()) {
					const amount = amounts[day] ?? 0;
					if (change === 'up') expect(amount).toBeGreaterThanOrEqual(100);
					if (change !== 'down') continue;
					const week = amounts.slice(Math.max(0, day - 7), day + 1);
					expect(amount < 20 || (week.length === 8 && week.every((one) => one < 80))).toBe(true);
				}
			}),
		);
	});

	test('looking again at once changes nothing', () => {
		const facts = fc.record({ points: fc.integer({ min: 0, max: 700 }), checkins: fc.integer({ min: 0, max: 60 }) });
		fc.assert(
			fc.property(facts, fc.constantFrom('成员', '银卡', '金卡'), (measures, tier) => {
				const first = tierOf(ladder, { measures }, state(tier), at(2), ZONE);
				const again = tierOf(ladder, { measures }, first.state, at(2), ZONE);
				expect(again).toMatchObject({ tier: first.tier, change: 'none', reviewAt: first.reviewAt, state: first.state });
			}),
		);
	});
});

describe('benefits', () => {
	test('are those of the tier and of all below, the better of each', () => {
		expect(benefitsOf(ladder, '金卡')).toEqual([
			{ benefitId: 'chat', text: '进群聊天', from: '成员' },
			{ benefitId: 'discount', text: '9 折', value: 10, from: '金卡' },
		]);
		expect(benefitsOf({ ...ladder, inherits: false }, '金卡')).toHaveLength(1);
		expect(benefitsOf(ladder, '钻石')).toEqual([]);
		expect(benefitsOf({ ...ladder, inherits: false }, '钻石')).toEqual([]);
	});

	test('come and go with the tier', () => {
		const { gained, lost } = benefitChange(ladder, '银卡', '金卡');
		expect(gained.map(({ text }) => text)).toEqual(['9 折']);
		expect(lost.map(({ text }) => text)).toEqual(['9.5 折']);
		expect(benefitChange(ladder, '银卡', '银卡')).toEqual({ gained: [], lost: [] });
		expect(benefitChange(ladder, undefined, '成员').gained).toHaveLength(1);
	});
});

const base = { tier: 'base' };
test.each([
	['tiers.0', [{ tier: 'a', enter: { points: 1 } }]],
	['tiers', [base, base]],
	['tiers.1.enter', [base, { tier: 'a' }]],
	['tiers.1.keep.points', [base, { tier: 'a', enter: { points: 10 }, keep: { points: 11 } }]],
	['tiers.1.keep.checkins', [base, { tier: 'a', enter: { points: 10 }, keep: { checkins: 1 } }]],
	['tiers.1.drop.points', [base, { tier: 'a', enter: { points: 10 }, keep: { points: 5 }, drop: { points: 6 } }]],
	['tiers.2.enter.points', [base, { tier: 'a', enter: { points: 10 } }, { tier: 'b', enter: { points: 9 } }]],
	['tiers.2.enter.points', [base, { tier: 'a', enter: { points: 10 } }, { tier: 'b', enter: { checkins: 9 } }]],
	['tiers.1.enter', [base, { tier: 'a', enter: {} }]],
])('%s is refused where it is wrong', (field, tiers) => {
	expect(() => parseLadder({ tiers })).toThrow(DomainError);
	expect(() => parseLadder({ tiers })).toThrow(expect.objectContaining({ field }));
});

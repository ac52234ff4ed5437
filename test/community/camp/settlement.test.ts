import fc from 'fast-check';
import { parseCamp, type Camp } from '../../../community/camp/definition';
import { settlementPlan, type Participant } from '../../../community/camp/settlement';
import { largestRemainder } from '../../../community/camp/shares';

const camp = (forfeited: Partial<Camp['forfeited']> = {}): Camp =>
	parseCamp({
		title: '21 天早读',
		trackerId: 'morning',
		timeZone: 'Asia/Shanghai',
		startsOn: '2026-03-02',
		days: 21,
		deposit: { amountMinor: 9900, currency: 'CNY' },
		pass: { days: 18 },
		forfeited,
	});

const person = (memberId: string, passed: boolean, days: number, paidMinor = 9900): Participant => ({
	memberId,
	passed,
	days,
	paidMinor,
});

describe('shares by largest remainders', () => {
	test.each([
		[100, [1, 1, 1], [34, 33, 33]],
		[0, [3, 1], [0, 0]],
		[1, [0, 0, 5], [0, 0, 1]],
		// The textbook case of Hamilton's method: quotas 47.0, 16.0, 15.9, 12.0, 6.1, 3.1.
		[100, [47000, 16000, 15900, 12000, 6100, 3100], [47, 16, 16, 12, 6, 3]],
		// Beyond 2^53 in between.
		[9_007_199_254_740_991, [2, 1], [6_004_799_503_160_661, 3_002_399_751_580_330]],
	])('%d by %j is %j', (amount, weights, shares) => {
		expect(largestRemainder(amount, weights)).toEqual(shares);
	});

	test.each([
		[1.5, [1]],
		[-1, [1]],
		[10, [0, 0]],
		[10, []],
		[10, [-1, 2]],
	])('%d by %j is refused', (amount, weights) => {
		expect(() => largestRemainder(amount, weights)).toThrow(expect.objectContaining({ name: 'DomainError' }));
	});

	test('add up, and none is a whole unit away from its quota', () => {
		const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 50 }).filter((all) => all.some(Boolean));
		fc.assert(
			fc.property(fc.nat(1_000_000_000), weights, (amount, all) => {
				const shares = largestRemainder(amount, all);
				const total = all.reduce((sum, weight) => sum + weight, 0);
				expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
				shares.forEach((share, index) => {
					const exact = BigInt(amount) * BigInt(all[index] ?? 0);
					expect(BigInt(share) * BigInt(total) - exact < BigInt(total)).toBe(true);
					expect(exact - BigInt(share) * BigInt(total) < BigInt(total)).toBe(true);
				});
			}),
		);
	});
});

describe('the settlement of a camp', () => {
	test('gives deposits back and shares what the others forfeit', () => {
		const plan = settlementPlan(camp(), [
			person('a', true, 21),
			person('b', false, 10),
			person('c', true, 18),
			person('d', true, 18),
		]);
		expect(plan).toMatchObject({
			currency: 'CNY',
			paidMinor: 39_600,
			returnedMinor: 29_700,
			forfeitedMinor: 9900,
			sharedMinor: 9900,
			organiserMinor: 0,
			passed: 3,
		});
		expect(plan.lines.map(({ memberId, returnedMinor, shareMinor }) => [memberId, returnedMinor, shareMinor])).toEqual([
			['a', 9900, 3300],
			['b', 0, 0],
			['c', 9900, 3300],
			['d', 9900, 3300],
		]);
	});

	test('gives the unit that cannot be divided to whoever checked in most', () => {
		const people = [person('a', true, 18), person('b', true, 21), person('c', false, 0, 9901)];
		const shares = settlementPlan(camp(), people).lines.map(({ shareMinor }) => shareMinor);
		expect(shares).toEqual([4950, 4951, 0]);
	});

	test.each([
		[{ split: 'by_days' as const }, [21, 18], [5331, 4569]],
		[{ organiserPercent: 10 }, [21, 18], [4455, 4455]],
		[{ to: 'organiser' as const }, [21, 18], [0, 0]],
	])('follows the rules %j', (rules, days, shares) => {
		const people = [person('a', true, days[0] ?? 0), person('b', true, days[1] ?? 0), person('c', false, 3)];
		const plan = settlementPlan(camp(rules), people);
		expect(plan.lines.slice(0, 2).map(({ shareMinor }) => shareMinor)).toEqual(shares);
	});

	test.each([
		['give_back' as const, 19_800, 0],
		['organiser' as const, 0, 19_800],
	])('when nobody passes: %s', (nobodyPasses, returned, organiser) => {
		const plan = settlementPlan(camp({ nobodyPasses }), [person('a', false, 1), person('b', false, 2)]);
		expect(plan).toMatchObject({ returnedMinor: returned, organiserMinor: organiser, sharedMinor: 0 });
	});

	test('loses and makes no money, whoever takes part and in whatever order', () => {
		const people = fc.uniqueArray(
			fc.record({
				memberId: fc.string({ minLength: 1, maxLength: 6 }),
				paidMinor: fc.integer({ min: 1, max: 10_000_000 }),
				passed: fc.boolean(),
				days: fc.nat(21),
			}),
			{ selector: ({ memberId }) => memberId, maxLength: 40 },
		);
		const rules = fc.record({
			to: fc.constantFrom('finishers' as const, 'organiser' as const),
			split: fc.constantFrom('equal' as const, 'by_days' as const, 'by_deposit' as const),
			organiserPercent: fc.nat(100),
			nobodyPasses: fc.constantFrom('give_back' as const, 'organiser' as const),
		});
		fc.assert(
			fc.property(people, rules, (everybody, forfeited) => {
				const plan = settlementPlan(camp(forfeited), everybody);
				const out = plan.lines.reduce((sum, line) => sum + line.returnedMinor + line.shareMinor, 0);
				expect(out + plan.organiserMinor).toBe(plan.paidMinor);
				for (const line of plan.lines) {
					expect(line.returnedMinor).toBeLessThanOrEqual(line.paidMinor);
					if (!line.passed) expect(line.shareMinor).toBe(0);
				}
				expect(settlementPlan(camp(forfeited), [...everybody].reverse())).toEqual(plan);
			}),
		);
	});

	test('is refused for a camp without a deposit, and for a member who is listed twice', () => {
		const { deposit: _deposit, ...free } = camp();
		expect(() => settlementPlan(free, [])).toThrow(/no deposit/);
		expect(() => settlementPlan(camp(), [person('a', true, 1), person('a', true, 1)])).toThrow(/twice/);
	});
});

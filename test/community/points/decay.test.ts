import fc from 'fast-check';
import { decayOf, expiryId, parseDecay, type Decay } from '../../../community/points/decay';
import { lotsOf, type PointsLine } from '../../../community/points/lots';

const ZONE = 'Asia/Shanghai';
const line = (entryId: string, amount: number, at: string, of?: string): PointsLine => ({ entryId, amount, at, of });
const on = (day: number, hour = 4): string => new Date(Date.UTC(2026, 0, day, hour)).toISOString();
const asLine = ({ entryId, amount, at, of }: Decay): PointsLine => ({ entryId, amount, at, of });
const total = (lines: readonly { amount: number }[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);

describe('points that expire', () => {
	const policy = parseDecay({ by: 'expiry', afterDays: 10 });
	const decay = (ledger: PointsLine[], now: string) => decayOf(policy, { memberId: 'm', ledger }, now, ZONE);

	test('go with the end of the last day in the member’s time zone, the oldest first', () => {
		const ledger = [line('b', 7, on(3)), line('a', 5, on(1)), line('spent', -6, on(5))];
		expect(decay(ledger, '2026-01-13T15:59:59Z')).toEqual({
			due: [],
			upcoming: [{ at: '2026-01-13T16:00:00.000Z', amount: 6, of: 'b' }],
		});
		expect(decay(ledger, '2026-01-13T16:00:00Z')).toEqual({
			due: [
				{
					entryId: expiryId('b'),
					amount: -6,
					at: '2026-01-13T16:00:00.000Z',
					of: 'b',
					why: { by: 'expiry', earnedAt: on(3), afterDays: 10 },
				},
			],
			upcoming: [],
		});
	});

	test('are honoured if they were spent before the expiry was booked', () => {
		const { due } = decay([line('a', 10, on(1)), line('spent', -8, on(15))], on(20));
		expect(due).toMatchObject([{ of: 'a', amount: -2 }]);
	});

	test('are not taken a second time after a reversal', () => {
		expect(decay([line('a', 10, on(1)), line('b', 10, on(2)), line('r', -10, on(3), 'b')], on(30)).due).toMatchObject([
			{ of: 'a', amount: -10 },
		]);
	});

	test('a year that has a leap day has 366 days', () => {
		const year = parseDecay({ by: 'expiry', afterDays: 365 });
		const ledger = [line('a', 1, '2028-01-01T04:00:00Z')];
		const result = decayOf(year, { memberId: 'm', ledger }, '2028-06-01T00:00:00Z', 'UTC');
		// The whole of 31 December 2028 is the 365th day after.
		expect(result.upcoming).toEqual([{ at: '2029-01-01T00:00:00.000Z', amount: 1, of: 'a' }]);
	});
});

test.each([
	['2026-01-31T15:59:59Z', []],
	['2026-01-31T16:00:00Z', [-10]],
	['2026-03-01T00:00:00Z', [-10, -9]],
])('a tenth goes with every month: by %s %j', (now, amounts) => {
	const policy = parseDecay({ by: 'percent', percent: 10, every: 'month' });
	const { due, upcoming } = decayOf(policy, { memberId: 'm', ledger: [line('a', 100, on(10))] }, now, ZONE);
	expect(due.map(({ amount }) => amount)).toEqual(amounts);
	expect(upcoming).toEqual([]);
});

test('a balance is rounded in the member’s favour and kept above the floor', () => {
	const decay = (amount: number, percent: number, keep = 0) =>
		total(
			decayOf(
				parseDecay({ by: 'percent', percent, keep, every: 'month' }),
				{ memberId: 'm', ledger: [line('a', amount, on(10))] },
				'2026-02-10T00:00:00Z',
				ZONE,
			).due,
		);
	expect(decay(9, 10)).toBe(0);
	expect(decay(19, 10)).toBe(-1);
	expect(decay(100, 7)).toBe(-7);
	expect(decay(100, 50, 80)).toBe(-20);
	expect(decay(50, 50, 80)).toBe(0);
});

describe('whatever the ledger', () => {
	const policies = fc.constantFrom(
		parseDecay({ by: 'expiry', afterDays: 5 }),
		parseDecay({ by: 'percent', percent: 33, every: 'week', keep: 3 }),
		parseDecay({ by: 'percent', percent: 100, every: 'month' }),
	);
	/** Points come and are spent, but never more than there are. */
	const ledgers = fc
		.array(fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 0, max: 20 })), { maxLength: 25 })
		.map((steps) => {
			let [hour, balance] = [0, 0];
			return steps.map(([wanted, hours], index) => {
				hour += hours * 6;
				const amount = Math.max(wanted, -balance);
				balance += amount;
				return line(`e${index}`, amount, on(1, hour));
			});
		});
	const nows = fc.integer({ min: 0, max: 90 }).map((days) => on(1 + days));

	test('the balance is what is left of the lots', () => {
		fc.assert(
			fc.property(ledgers, fc.integer({ min: -100, max: 100 }), (ledger, last) => {
				const all = [...ledger, line('last', last, on(90))];
				const { lots, owed } = lotsOf(all);
				expect(lots.reduce((sum, { left }) => sum + left, 0) - owed).toBe(total(all));
				expect(lots.every(({ left }) => left >= 0)).toBe(true);
			}),
		);
	});

	test('what grows old is booked once and leaves nothing below zero', () => {
		fc.assert(
			fc.property(policies, ledgers, nows, (policy, ledger, now) => {
				const decay = (lines: PointsLine[]) => decayOf(policy, { memberId: 'm', ledger: lines }, now, ZONE).due;
				const due = decay(ledger);
				expect(due.every(({ amount, at }) => amount < 0 && Date.parse(at) <= Date.parse(now))).toBe(true);
				const after = [...ledger, ...due.map(asLine)];
				expect(total(after)).toBeGreaterThanOrEqual(0);
				expect(decay(after)).toEqual([]);
			}),
		);
	});

	test('looking every day takes the same as looking once, where nothing is spent in between', () => {
		const gifts = ledgers.map((ledger) => ledger.filter(({ amount }) => amount > 0));
		fc.assert(
			fc.property(policies, gifts, (policy, ledger) => {
				const end = 60;
				const once = decayOf(policy, { memberId: 'm', ledger }, on(end), ZONE).due;
				const daily: PointsLine[] = [];
				for (let day = 1; day <= end; day++) {
					const known = ledger.filter(({ at }) => Date.parse(at) <= Date.parse(on(day)));
					daily.push(
						...decayOf(policy, { memberId: 'm', ledger: [...known, ...daily] }, on(day), ZONE).due.map(asLine),
					);
				}
				expect(new Map(daily.map(({ entryId, amount }) => [entryId, amount]))).toEqual(
					new Map(once.map(({ entryId, amount }) => [entryId, amount])),
				);
			}),
		);
	});
});

test('a period that was booked before a merge is not booked again after it', () => {
	const policy = parseDecay({ by: 'percent', percent: 10, every: 'month' });
	const ledger = [line('a', 100, on(10))];
	const now = '2026-02-10T00:00:00Z';
	const booked = decayOf(policy, { memberId: 'old', ledger }, now, ZONE).due.map(asLine);
	const facts = { memberId: 'new', ledger: [...ledger, ...booked] };
	expect(decayOf(policy, { ...facts, formerIds: ['old'] }, now, ZONE).due).toEqual([]);
	expect(decayOf(policy, facts, now, ZONE).due).toHaveLength(1);
});

test('a decay without sense is refused', () => {
	expect(() => parseDecay({ by: 'percent', percent: 101, every: 'month' })).toThrow(/percent/);
	expect(() => parseDecay({ by: 'expiry', afterDays: 0 })).toThrow(/afterDays/);
	expect(() =>
		decayOf(parseDecay({ by: 'expiry', afterDays: 1 }), { memberId: 'm', ledger: [] }, on(1), 'X/Y'),
	).toThrow(/X\/Y/);
});

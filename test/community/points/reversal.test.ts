import fc from 'fast-check';
import { reversalId, reverse } from '../../../community/points/reversal';

const TAKE = { shortfall: 'take_what_is_there' } as const;
const BELOW = { shortfall: 'go_below_zero' } as const;

test.each([
	[{ amount: 10 }, 10, TAKE, { amount: -10, shortfall: 0, why: 'reversed' }],
	[{ amount: 10 }, 4, TAKE, { amount: -4, shortfall: 6, why: 'reversed_in_part' }],
	[{ amount: 10 }, 0, TAKE, { amount: 0, shortfall: 10, why: 'nothing_there' }],
	[{ amount: 10 }, -3, TAKE, { amount: 0, shortfall: 10, why: 'nothing_there' }],
	[{ amount: 10 }, 4, BELOW, { amount: -10, shortfall: 0, why: 'reversed' }],
	[{ amount: 10, expired: 7 }, 50, TAKE, { amount: -3, shortfall: 0, why: 'reversed' }],
	[{ amount: 10, expired: 10 }, 50, BELOW, { amount: 0, shortfall: 0, why: 'gone' }],
	[{ amount: 10, reversed: true }, 50, BELOW, { amount: 0, shortfall: 0, why: 'already' }],
	[{ amount: -20 }, 0, TAKE, { amount: 20, shortfall: 0, why: 'reversed' }],
])('%j with a balance of %i, %j: %j', (booking, balance, policy, expected) => {
	expect(reverse([{ entryId: 'e', ...booking }], balance, policy)).toEqual([
		{ entryId: reversalId('e'), reverses: 'e', ...expected },
	]);
});

test('what was taken is given back before what was given is taken', () => {
	const bookings = [
		{ entryId: 'gift', amount: 10 },
		{ entryId: 'fine', amount: -10 },
	];
	expect(reverse(bookings, 0, TAKE).map(({ reverses, amount }) => [reverses, amount])).toEqual([
		['fine', 10],
		['gift', -10],
	]);
});

const bookings = fc.uniqueArray(
	fc.record({
		entryId: fc.string({ minLength: 1 }),
		amount: fc.integer({ min: -100, max: 100 }).filter((amount) => amount !== 0),
		reversed: fc.boolean(),
	}),
	{ selector: ({ entryId }) => entryId },
);

test('a balance that is not below zero never gets there', () => {
	fc.assert(
		fc.property(bookings, fc.nat(200), (all, balance) => {
			let left = balance;
			for (const { amount } of reverse(all, balance, TAKE)) {
				left += amount;
				expect(left).toBeGreaterThanOrEqual(0);
			}
		}),
	);
});

test('every booking is taken back once, however often it is named, and not a second time', () => {
	fc.assert(
		fc.property(bookings, (all) => {
			const reversals = reverse([...all, ...all], 0, BELOW);
			expect(reversals).toHaveLength(all.length);
			const total = (list: readonly { amount: number }[]) => list.reduce((sum, { amount }) => sum + amount, 0);
			expect(total(reversals) + total(all.filter(({ reversed }) => !reversed))).toBe(0);
			expect(
				total(
					reverse(
						all.map((one) => ({ ...one, reversed: true })),
						0,
						BELOW,
					),
				),
			).toBe(0);
		}),
	);
});

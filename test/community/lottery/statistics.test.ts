import { drawWinners } from '../../../community/lottery/draw/draw';
import type { DrawRules } from '../../../community/lottery/draw/rules';
import { sha256Hex } from '../../../community/lottery/draw/sha256';
import { drawRules, entrants } from './support';

/** The seeds are fixed, so the figures are the same in every run. */
const DRAWS = 100_000;
const seedOf = (draw: number): string => sha256Hex(`statistics ${String(draw)}`);

/** Pearson's X² of counts beside what is expected of them. */
function chiSquare(counts: readonly number[], shares: readonly number[]): number {
	const total = counts.reduce((sum, count) => sum + count, 0);
	return counts.reduce((sum, count, index) => {
		const expected = total * (shares[index] ?? Number.NaN);
		return sum + (count - expected) ** 2 / expected;
	}, 0);
}

/** What X² exceeds in one of a thousand fair experiments, by degrees of freedom (tables of the χ² distribution). */
const CRITICAL: Readonly<Record<number, number>> = { 5: 20.515, 15: 37.697, 24: 51.179, 119: 173.617 };

function isFair(counts: readonly number[], shares: readonly number[]): void {
	expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
	expect(counts).toHaveLength(shares.length);
	expect(chiSquare(counts, shares)).toBeLessThan(CRITICAL[shares.length - 1] ?? 0);
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);
const add = (counts: number[], at: number): void => {
	counts[at] = (counts[at] ?? 0) + 1;
};

/** The entrants, by number, in the order of the prizes and then of the alternates. */
function orders(rules: DrawRules, weights: readonly number[]): number[][] {
	const list = entrants(weights.length, (index) => weights[index] ?? 1);
	const numbers = new Map(list.map(({ entrant }, index) => [entrant, index]));
	return Array.from({ length: DRAWS }, (_, draw) => {
		const { winners, alternates } = drawWinners({ rules, entrants: list, seed: seedOf(draw) });
		return [...winners, ...alternates].map(({ entrant }) => numbers.get(entrant) ?? -1);
	});
}

describe('a hundred thousand draws', () => {
	test('give every order of five equals as often as the others', () => {
		const counts = new Map<string, number>();
		const rules = drawRules({ tiers: [{ tierId: 'a', name: 'a', quantity: 5 }], alternates: 0 });
		for (const order of orders(rules, [1, 1, 1, 1, 1]))
			counts.set(order.join(''), (counts.get(order.join('')) ?? 0) + 1);
		isFair(
			[...counts.values()],
			Array.from({ length: 120 }, () => 1 / 120),
		);
	});

	test('follow the weights: first prize, a prize of the second tier, and standing by', () => {
		const weights = [1, 1, 2, 3, 4, 5];
		const total = 16;
		const rules = drawRules({
			tiers: [
				{ tierId: 'first', name: 'a', quantity: 1 },
				{ tierId: 'second', name: 'b', quantity: 1 },
			],
			alternates: 1,
		});
		const places = [zeros(6), zeros(6), zeros(6)];
		const drawn = orders(rules, weights);
		for (const order of drawn) order.forEach((entrant, place) => add(places[place] ?? [], entrant));

		isFair(
			places[0] ?? [],
			weights.map((weight) => weight / total),
		);
		// Without putting back: whoever comes second is drawn by weight among the rest.
		const second = weights.map((weight, own) =>
			weights.reduce(
				(sum, other, first) => (first === own ? sum : sum + (other / total) * (weight / (total - other))),
				0,
			),
		);
		isFair(places[1] ?? [], second);
		const third = weights.map((weight, own) =>
			weights.reduce(
				(sum, a, first) =>
					sum +
					weights.reduce((inner, b, next) => {
						if (first === own || next === own || first === next) return inner;
						return inner + (a / total) * (b / (total - a)) * (weight / (total - a - b));
					}, 0),
				0,
			),
		);
		isFair(places[2] ?? [], third);
	});

	test('draw tiers one by one without regard to each other, where one may win twice', () => {
		const rules = drawRules({
			tiers: [
				{ tierId: 'first', name: 'a', quantity: 1 },
				{ tierId: 'second', name: 'b', quantity: 1 },
			],
			alternates: 0,
			maxPrizesPerPerson: 2,
		});
		const pairs = zeros(25);
		for (const [first = 0, second = 0] of orders(rules, [1, 1, 1, 1, 1])) add(pairs, first * 5 + second);
		isFair(
			pairs,
			Array.from({ length: 25 }, () => 1 / 25),
		);
	});

	test('have lots whose first digit is any of the sixteen as often', () => {
		const digits = zeros(16);
		const rules = drawRules({ tiers: [{ tierId: 'a', name: 'a', quantity: 1 }], alternates: 0 });
		const [only] = entrants(1);
		for (let draw = 0; draw < DRAWS; draw++) {
			const { winners } = drawWinners({ rules, entrants: only === undefined ? [] : [only], seed: seedOf(draw) });
			add(digits, Number.parseInt(winners[0]?.lot.charAt(0) ?? '', 16));
		}
		isFair(
			digits,
			Array.from({ length: 16 }, () => 1 / 16),
		);
	});
});

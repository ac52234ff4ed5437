import { createHash } from 'node:crypto';
import { alternatesFor, drawInTurns, drawWinners } from '../../../community/lottery/draw/draw';
import { closed, drawRules, entrants } from './support';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('a draw', () => {
	test('gives the prizes to the least lots, and lets the next stand by', () => {
		const { list, seed } = closed(entrants(50));
		const order = list.lines
			.map(({ entrant }) => ({ entrant, lot: sha256(`shequn-lottery/v1/lot\n${seed}\n*\n${entrant}\n1\n`) }))
			.sort((a, b) => (a.lot < b.lot ? -1 : 1));

		const outcome = drawWinners({ rules: drawRules(), entrants: list.lines, seed });

		expect(outcome.winners).toEqual([
			{ tierId: 'first', position: 1, place: 1, ticket: 1, ...order[0] },
			{ tierId: 'second', position: 1, place: 2, ticket: 1, ...order[1] },
			{ tierId: 'second', position: 2, place: 3, ticket: 1, ...order[2] },
			{ tierId: 'second', position: 3, place: 4, ticket: 1, ...order[3] },
		]);
		expect(alternatesFor(outcome, 'first').map(({ entrant, place }) => ({ entrant, place }))).toEqual(
			order.slice(4, 7).map(({ entrant }, index) => ({ entrant, place: 5 + index })),
		);
	});

	test('counts the least of the lots of a heavier entrant', () => {
		const { list, seed } = closed(entrants(50, (index) => 1 + (index % 5)));
		const best = list.lines
			.flatMap(({ entrant, weight }) =>
				Array.from({ length: weight }, (_, index) => ({
					entrant,
					ticket: index + 1,
					lot: sha256(`shequn-lottery/v1/lot\n${seed}\n*\n${entrant}\n${String(index + 1)}\n`),
				})),
			)
			.sort((a, b) => (a.lot < b.lot ? -1 : 1));

		expect(drawWinners({ rules: drawRules(), entrants: list.lines, seed }).winners[0]).toMatchObject(best[0] ?? {});
	});

	test('in turns gives the same, and breathes', async () => {
		const { list, seed } = closed(entrants(50_000));
		const input = { rules: drawRules(), entrants: list.lines, seed };
		const breaths: number[] = [];
		const outcome = await drawInTurns(input, async ({ hashes, of }) => {
			breaths.push(hashes / of);
		});
		expect(outcome).toEqual(drawWinners(input));
		expect(breaths).toEqual([0.4, 0.8]);
	});
});

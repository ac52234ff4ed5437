import fc from 'fast-check';
import {
	checkLadder,
	defaultLadder,
	penaltyFor,
	type Step,
	strikePoints,
	withoutStrike,
} from '../../../community/scan/strikes';

const NOW = Date.UTC(2024, 1, 29, 12);
const DAY = 86_400_000;
const strikes = (...daysAgo: number[]) =>
	daysAgo.map((days, index) => ({ id: `s${index}`, points: 1, at: NOW - days * DAY }));

describe('penaltyFor', () => {
	test.each([
		['nothing', [], { kind: 'none', points: 0 }],
		['one now', [0], { kind: 'warn', points: 1 }],
		['two now', [0, 0], { kind: 'mute', points: 2, minutes: 60 }],
		['three now', [0, 0, 0], { kind: 'mute', points: 3, minutes: 1440 }],
		['four now', [0, 0, 0, 0], { kind: 'remove', points: 4 }],
		['one two weeks ago', [14], { kind: 'none', points: 0.5 }],
		['one now, two two weeks ago', [0, 14, 14], { kind: 'mute', points: 2, minutes: 60 }],
		['a clock that was put back', [-1], { kind: 'warn', points: 1 }],
	])('%s', (_what, daysAgo, penalty) => {
		expect(penaltyFor(strikes(...daysAgo), NOW, defaultLadder)).toEqual(penalty);
	});

	test('an undo takes the strike back', () => {
		expect(penaltyFor(withoutStrike(strikes(0, 0), 's1'), NOW, defaultLadder)).toMatchObject({ kind: 'warn' });
	});

	test('time only ever makes strikes lighter', () => {
		const days = fc.array(fc.integer({ min: 0, max: 400 }));
		fc.assert(
			fc.property(days, fc.nat(400 * DAY), fc.integer({ min: 1, max: 90 }), (ago, later, halfLife) => {
				const held = strikes(...ago);
				expect(strikePoints(held, NOW + later, halfLife)).toBeLessThanOrEqual(strikePoints(held, NOW, halfLife));
			}),
		);
	});
});

describe('checkLadder', () => {
	test.each<[string, string, number, Step[]]>([
		['no half-life', 'ladder.halfLifeDays', 0, []],
		['no points', 'ladder.steps.0.from', 14, [{ penalty: 'warn', from: 0 }]],
		['a mute without minutes', 'ladder.steps.0.minutes', 14, [{ penalty: 'mute', from: 1 }]],
		[
			'down',
			'ladder.steps.1.from',
			14,
			[
				{ penalty: 'warn', from: 2 },
				{ penalty: 'remove', from: 2 },
			],
		],
		[
			'milder',
			'ladder.steps.1.penalty',
			14,
			[
				{ penalty: 'remove', from: 1 },
				{ penalty: 'warn', from: 2 },
			],
		],
	])('refuses a ladder with %s', (_what, field, halfLifeDays, steps) => {
		expect(() => checkLadder({ halfLifeDays, steps })).toThrow(expect.objectContaining({ name: 'DomainError', field }));
	});
});

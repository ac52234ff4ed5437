import fc from 'fast-check';
import {
	addIntimacy,
	intimacyAt,
	intimacyOf,
	parseIntimacy,
	type IntimacyEvent,
	type IntimacyState,
} from '../../../community/tiers/intimacy';

const NOW = '2026-03-20T04:00:00Z';
const ago = (days: number): string => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
const policy = parseIntimacy({
	weights: { 听课: 4, message: 1, offline: 10, strike: -6 },
	halfLifeDays: 10,
	spending: { weight: 2, unitMinor: 10_000, halfLifeDays: 20 },
});

test('an event counts half after the half-life, spending after its own, and every part is named', () => {
	const events: IntimacyEvent[] = [
		{ kind: '听课', at: ago(10) },
		{ kind: '听课', at: NOW },
		{ kind: 'strike', at: ago(10) },
		{ kind: 'constructor', at: NOW },
		{ amountMinor: 40_000, at: ago(20) },
		{ amountMinor: -5000, at: NOW },
	];
	expect(intimacyOf(policy, events, NOW)).toEqual({
		score: 6,
		because: [
			{ kind: '听课', events: 2, adds: 6 },
			{ kind: 'spending', events: 2, adds: 3 },
			{ kind: 'constructor', events: 1, adds: 0 },
			{ kind: 'strike', events: 1, adds: -3 },
		],
	});
});

test('without events, and without spending in the policy, there is nothing', () => {
	const plain = parseIntimacy({ weights: { message: 1 } });
	expect(intimacyAt(plain, undefined, NOW)).toBe(0);
	expect(intimacyOf(plain, [{ amountMinor: 100, at: NOW }], NOW).score).toBe(0);
});

test('event by event, in any order, gives what all events together give', () => {
	const at = fc.integer({ min: 0, max: 200 * 24 }).map((hours) => ago(hours / 24));
	const event: fc.Arbitrary<IntimacyEvent> = fc.oneof(
		fc.record({ kind: fc.constantFrom('听课', 'message', 'offline', 'strike', '其他'), at }),
		fc.record({ amountMinor: fc.integer({ min: -100_000, max: 100_000 }), at }),
	);
	fc.assert(
		fc.property(fc.array(event, { maxLength: 40 }), fc.integer({ min: 0, max: 100 }), (events, days) => {
			const now = ago(-days);
			const state = events.reduce<IntimacyState | undefined>((sum, one) => addIntimacy(policy, sum, one), undefined);
			expect(intimacyAt(policy, state, now)).toBeCloseTo(intimacyOf(policy, events, now).score, 6);
		}),
	);
});

test('a state says from when it is', () => {
	const first = addIntimacy(policy, undefined, { kind: 'message', at: '2026-03-20T12:00:00+08:00' });
	expect(first).toEqual({ activity: 1, spending: 0, at: '2026-03-20T04:00:00.000Z' });
	expect(addIntimacy(policy, first, { kind: 'message', at: ago(10) })).toEqual({ ...first, activity: 1.5 });
});

import fc from 'fast-check';

import {
	admissionSettingsSchema,
	combineWays,
	WAYS,
	type WayResult,
	type WayState,
} from '../../../community/admission/ways';
import { readSettings } from '../../../community/screening/settings';

const STATES: WayState[] = ['satisfied', 'waiting', 'failed'];
const result = (state: WayState, index: number): WayResult => ({ way: WAYS[index] ?? 'task', state });
const combine = (mode: 'all' | 'any', states: readonly WayState[]) =>
	combineWays({ mode, ways: WAYS.slice(0, states.length) }, states.map(result));
const someStates = fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: WAYS.length });

describe('ways in', () => {
	test.each<['all' | 'any', WayState[], WayState, number]>([
		['all', ['satisfied', 'satisfied'], 'satisfied', 0],
		['all', ['satisfied', 'waiting'], 'waiting', 1],
		['all', ['waiting', 'failed'], 'failed', 0],
		['any', ['satisfied', 'failed'], 'satisfied', 0],
		['any', ['waiting', 'failed'], 'waiting', 1],
		['any', ['waiting', 'waiting'], 'waiting', 2],
		['any', ['failed', 'failed'], 'failed', 0],
	])('%s of %j are %s, with %d to do', (mode, states, state, missing) => {
		const admission = combine(mode, states);
		expect(admission.state).toBe(state);
		expect(admission.missing).toHaveLength(missing);
	});

	test('wait until something is known of them, and leave out what is no way in', () => {
		const admission = combineWays({ mode: 'any', ways: ['payment'] }, [{ way: 'task', state: 'satisfied' }]);
		expect(admission).toEqual({
			state: 'waiting',
			missing: [{ way: 'payment', state: 'waiting' }],
			ways: [{ way: 'payment', state: 'waiting' }],
		});
	});

	test('keep the reason', () => {
		const results: WayResult[] = [{ way: 'invitation', state: 'failed', reason: 'used_up' }];
		expect(combineWays({ mode: 'all', ways: ['invitation'] }, results).ways).toEqual(results);
	});

	test('come to the same in any order', () => {
		const shuffled = someStates.chain((states) =>
			fc.tuple(fc.constant(states), fc.shuffledSubarray(states, { minLength: states.length })),
		);
		fc.assert(
			fc.property(fc.constantFrom('all' as const, 'any' as const), shuffled, (mode, [states, other]) => {
				expect(combine(mode, other).state).toBe(combine(mode, states).state);
			}),
		);
	});

	test('by all and by any mirror each other', () => {
		const mirror = { satisfied: 'failed', failed: 'satisfied', waiting: 'waiting' } as const;
		fc.assert(
			fc.property(someStates, (states) => {
				const mirrored = states.map((state) => mirror[state]);
				expect(combine('any', states).state).toBe(mirror[combine('all', mirrored).state]);
			}),
		);
	});

	test('by any are open wherever they are by all; one alone is what it is', () => {
		fc.assert(
			fc.property(someStates, (states) => {
				if (combine('all', states).state === 'satisfied') expect(combine('any', states).state).toBe('satisfied');
				if (combine('any', states).state === 'failed') expect(combine('all', states).state).toBe('failed');
				const [first = 'waiting'] = states;
				expect(combine('all', [first]).state).toBe(first);
				expect(combine('any', [first]).state).toBe(first);
			}),
		);
	});

	test.each([
		[{ mode: 'any', ways: [] }, 'ways'],
		[{ ways: ['task', 'task'] }, 'ways'],
		[{ ways: ['bribe'] }, 'ways.0'],
		[{ mode: 'some', ways: ['task'] }, 'mode'],
	])('%j are refused, naming %s', (settings, field) => {
		expect(() => readSettings(admissionSettingsSchema, settings, 'Ways In')).toThrow(
			expect.objectContaining({ field }),
		);
	});

	test('are at least one', () => {
		expect(() => combineWays({ mode: 'all', ways: [] }, [])).toThrow(expect.objectContaining({ field: 'ways' }));
	});
});

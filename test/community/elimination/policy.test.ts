import { DomainError } from '../../../community/domain-error';
import { checkPolicy, factWindows, parsePolicy } from '../../../community/elimination/policy';
import { NOW, policy } from './facts';

const RULES = { points: { below: 10 } };

function errorOf(work: () => unknown): DomainError {
	try {
		work();
	} catch (error) {
		if (error instanceof DomainError) return error;
		throw error;
	}
	throw new Error('nothing was refused');
}

describe('a policy', () => {
	test('gets careful defaults', () => {
		expect(parsePolicy({ timeZone: 'Asia/Shanghai', rules: RULES })).toMatchObject({
			batchCap: { count: 10, percent: 5 },
			graceDays: 7,
			appealDays: 3,
			minimumSize: 0,
			immunity: { roles: [], newcomerDays: 0, notFor: [] },
		});
	});

	test.each([
		['timeZone', { timeZone: 'Asia/Atlantis' }],
		['rules', { rules: {} }],
		['appealDays', { graceDays: 3, appealDays: 4 }],
		['remindDaysBefore', { graceDays: 3, remindDaysBefore: 4 }],
		['batchCap.count', { batchCap: { count: 0 } }],
		['batchCap.percent', { batchCap: { percent: 0 } }],
		['batchCap.percent', { batchCap: { percent: 101 } }],
		['batchCap', { batchCap: {} }],
		['rules.quota.maxMembers', { minimumSize: 50, rules: { quota: { maxMembers: 49, order: 'points' } } }],
		['rules.quota.order', { rules: { quota: { maxMembers: 49, order: 'height' } } }],
		['rules.violations.minStrikePoints', { rules: { violations: { minStrikePoints: 0, withinDays: 30 } } }],
		['rules.output.withinDays', { rules: { output: { minCount: 1, withinDays: 0 } } }],
		['rules.persuasion', { rules: { persuasion: {} } }],
		['rules.persuasion.memberIds', { rules: { persuasion: { memberIds: ['a'] } }, immunity: { memberIds: ['a'] } }],
		['graceDays', { graceDays: 1.5 }],
	])('is refused for %s where it is %j', (field, changes) => {
		const error = errorOf(() => policy({ rules: RULES, ...changes }));
		expect(error.field).toBe(field);
		expect(error.message).toMatch(/\S/);
		expect(error.hint).toMatch(/\S/);
	});

	test('is refused as a whole where it is none', () => {
		expect(errorOf(() => parsePolicy('everybody')).field).toBe('policy');
	});

	test.each([
		{ graceDays: 3, appealDays: 3 },
		{ graceDays: 0, appealDays: 0 },
		{ minimumSize: 50, rules: { quota: { maxMembers: 50, order: 'points' } } },
		{ batchCap: { count: 1 } },
		{ batchCap: { percent: 0.5 } },
	])('may be %j', (changes) => {
		expect(() => checkPolicy(policy({ rules: RULES, ...changes }))).not.toThrow();
	});
});

describe('the windows that facts are counted in', () => {
	test('begin with a local day', () => {
		const rules = {
			violations: { minStrikePoints: 1, withinDays: 30 },
			points: { below: 1, withinDays: 1 },
			output: { minCount: 1, withinDays: 7 },
		};
		// 12:00 on 20 March in Shanghai, which is eight hours ahead of UTC.
		expect(factWindows(policy({ rules }), NOW)).toEqual({
			strikesSince: '2026-02-17T16:00:00.000Z',
			pointsSince: '2026-03-18T16:00:00.000Z',
			outputSince: '2026-03-12T16:00:00.000Z',
		});
	});

	test('are left out where no rule asks', () => {
		expect(factWindows(policy({ rules: RULES }), NOW)).toEqual({});
	});
});

import fc from 'fast-check';

import { openCase, type EliminationCase } from '../../../community/elimination/lifecycle';
import type { MemberFacts } from '../../../community/elimination/member';
import { settleDue } from '../../../community/elimination/recheck';
import type { EliminationPolicy } from '../../../community/elimination/rules';
import { simulate } from '../../../community/elimination/simulate';
import { communities, member, NOW, policies, policy } from './facts';

const LATER = '2026-03-28T04:00:00.000Z';
const by = { kind: 'rules', id: 'elimination' } as const;

/** Everybody gets the notice that the simulation proposes. */
function notices(members: readonly MemberFacts[], of: EliminationPolicy): EliminationCase[] {
	const { going } = simulate(members, of, NOW);
	return going.map((planned) => openCase('removal', planned, of, { communityId: 'c', at: NOW, by }));
}

const names = (cases: readonly EliminationCase[]) => cases.map((of) => of.member.memberId).sort();
const points = policy({ rules: { points: { below: 10 } } });

describe('at the end of the grace period', () => {
	const poor = ['a', 'b', 'c'].map((id) => member(id, { points: 1 }));

	test('who has mended is spared, who has not falls due', () => {
		const cases = notices(poor, points);
		const now = [member('a', { points: 10 }), member('b', { points: 1 }), member('d')];
		const { due, spared, held } = settleDue(cases, now, points, LATER);
		expect(names(due)).toEqual(['b']);
		expect(due[0]?.status).toBe('due');
		expect(names(spared)).toEqual(['a', 'c']);
		expect(spared.map(({ history }) => history.at(-1)?.action).sort()).toEqual(['leave', 'mend']);
		expect(held).toEqual([]);
	});

	test('nothing happens before it', () => {
		expect(settleDue(notices(poor, points), poor, points, NOW)).toEqual({ due: [], spared: [], held: [] });
	});

	test('who is protected meanwhile is spared, and the case says by what', () => {
		const protectedNow = [member('a', { points: 1, immuneUntil: '2026-04-01T00:00:00Z' })];
		const { spared } = settleDue(notices(poor.slice(0, 1), points), protectedNow, points, LATER);
		expect(spared[0]?.history.at(-1)?.why).toBe('immune: until');
	});

	test('another rule needs a notice of its own', () => {
		const both = policy({ rules: { points: { below: 10 }, violations: { minStrikePoints: 1, withinDays: 30 } } });
		const strikes = [{ at: '2026-03-25T00:00:00Z', points: 3, undone: false }];
		const { due, spared } = settleDue(notices(poor.slice(0, 1), both), [member('a', { strikes })], both, LATER);
		expect(due).toEqual([]);
		expect(names(spared)).toEqual(['a']);
	});

	test('a quota that others have met by leaving spares the rest', () => {
		const quota = policy({ rules: { quota: { maxMembers: 2, order: 'points' } } });
		const four = ['a', 'b', 'c', 'd'].map((id, index) => member(id, { points: index }));
		const cases = notices(four, quota);
		expect(names(cases)).toEqual(['a', 'b']);
		const { due, spared } = settleDue(cases, four.slice(0, 3), quota, LATER);
		expect(names(due)).toEqual(['a']);
		expect(names(spared)).toEqual(['b']);
	});

	test('who is being removed already makes room in the quota', () => {
		const quota = policy({ rules: { quota: { maxMembers: 2, order: 'points' } } });
		const three = ['a', 'b', 'c'].map((id, index) => member(id, { points: index }));
		const [first] = notices(three, quota);
		const other = { ...notices([member('c', { points: 0 })], points)[0], status: 'task_open' } as EliminationCase;
		expect(names(settleDue(first === undefined ? [] : [first, other], three, quota, LATER).spared)).toEqual(['a']);
	});

	test('the minimum size holds some back, counting who is on the way out', () => {
		const small = policy({ rules: { points: { below: 10 } }, minimumSize: 2 });
		const five = [...poor, member('x'), member('y')];
		const cases = notices(five, small);
		const first = settleDue(cases, five.slice(0, 4), small, LATER);
		expect(names(first.due)).toEqual(['a', 'b']);
		expect(names(first.held)).toEqual(['c']);
		const second = settleDue([...first.due, ...first.held], five.slice(0, 4), small, LATER);
		expect(second.due).toEqual([]);
		expect(names(second.held)).toEqual(['c']);
	});
});

test('no case gets lost, and the community never falls below its minimum', () => {
	fc.assert(
		fc.property(communities, communities, policies, (before, after, of) => {
			const cases = notices(before, of);
			const { due, spared, held } = settleDue(cases, after, of, LATER);
			expect(names([...due, ...spared, ...held])).toEqual(names(cases));
			if (due.length > 0) expect(after.length - due.length).toBeGreaterThanOrEqual(of.minimumSize);
		}),
	);
});

import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';

import { dueCases, dueReminders, lapsedTalks, openTasks } from '../../../community/elimination/due';
import { advance, openCase, type Actor, type EliminationCase } from '../../../community/elimination/lifecycle';
import { ACTIONS, CASE_ACTIONS, isOpen, type CaseAction } from '../../../community/elimination/transitions';
import { NOW, policy } from './facts';

const POLICY = policy({
	rules: { points: { below: 10 }, persuasion: { memberIds: ['a'], answerDays: 14 } },
	remindDaysBefore: 2,
});
const RULES: Actor = { kind: 'rules', id: 'elimination' };
const OPERATOR: Actor = { kind: 'operator', id: '42' };
const MEMBER: Actor = { kind: 'member', id: 'a' };

const open = (kind: 'removal' | 'talk' = 'removal', at = NOW, memberId = 'a'): EliminationCase =>
	openCase(
		kind,
		{
			member: { memberId, platform: 'telegram', platformMemberId: '7', name: '林晓雨' },
			reasons: [{ rule: 'points', points: 1, below: 10, since: null }],
		},
		POLICY,
		{ communityId: 'designers', at, by: RULES },
	);

const actorFor = (action: CaseAction): Actor =>
	[RULES, OPERATOR, MEMBER].find(({ kind }) => ACTIONS[action].by.includes(kind)) ?? OPERATOR;

/** Takes the steps one after another; steps of the clock at the moment they become possible. */
function walk(start: EliminationCase, ...actions: CaseAction[]): EliminationCase {
	return actions.reduce((current, action) => {
		const at = action === 'fall_due' || action === 'lapse' ? current.dueAt : NOW;
		return advance(current, action, { at, by: actorFor(action), why: `because of ${action}` }, POLICY).case;
	}, start);
}

describe('a case', () => {
	test('says until when, by the community’s calendar', () => {
		// Noticed at noon of 20 March in Shanghai: 3 and 7 whole days follow.
		expect(open()).toMatchObject({
			status: 'noticed',
			appealUntil: '2026-03-23T16:00:00.000Z',
			dueAt: '2026-03-27T16:00:00.000Z',
		});
	});

	test('is the same one for the same member and day', () => {
		expect(open('removal', '2026-03-20T15:59:00Z').caseId).toBe(open().caseId);
		const others = [open('removal', '2026-03-20T16:00:00Z'), open('talk'), open('removal', NOW, 'b')];
		expect(new Set([open(), ...others].map(({ caseId }) => caseId)).size).toBe(4);
	});

	test.each<[CaseAction[], string]>([
		[['mend'], 'cancelled'],
		[['fall_due', 'remove'], 'executed'],
		[['fall_due', 'hand_over', 'complete'], 'task_done'],
		[['appeal', 'grant'], 'granted'],
		[['appeal', 'uphold', 'fall_due', 'remove'], 'executed'],
		[['appeal', 'uphold', 'mend'], 'cancelled'],
		[['fall_due', 'hand_over', 'cancel'], 'cancelled'],
		[['appeal', 'leave'], 'cancelled'],
	])('goes by %j to %s', (actions, status) => {
		const end = walk(open(), ...actions);
		expect(end.status).toBe(status);
		expect(isOpen(end.status)).toBe(false);
		expect(end.history.map(({ action }) => action)).toEqual(['notice', ...actions]);
		expect(end.history.every(({ at, by, why }) => at !== '' && by.id !== '' && why !== '')).toBe(true);
	});

	test.each<[CaseAction[], string]>([
		[['agree', 'remove'], 'executed'],
		[['confirm', 'hand_over', 'complete'], 'task_done'],
		[['decline'], 'cancelled'],
		[['lapse'], 'cancelled'],
	])('of a talk goes by %j to %s', (actions, status) => {
		expect(walk(open('talk'), ...actions).status).toBe(status);
	});

	test('leaves what it was given as it was', () => {
		const start = open();
		const copy = structuredClone(start);
		walk(start, 'appeal', 'uphold');
		expect(start).toEqual(copy);
	});
});

describe('an appeal', () => {
	test('is possible until the last moment, and then it is not', () => {
		const at = (instant: string) => () => advance(open(), 'appeal', { at: instant, by: MEMBER, why: '出差了' }, POLICY);
		expect(at('2026-03-23T15:59:59.999Z')().case.status).toBe('appealed');
		expect(at('2026-03-23T16:00:00.000Z')).toThrow(/too late/);
	});

	test('protects for a while once it is granted', () => {
		expect(walk(open(), 'appeal', 'grant').immuneUntil).toBe('2026-04-19T16:00:00.000Z');
		expect(walk(open(), 'appeal', 'uphold')).not.toHaveProperty('immuneUntil');
	});

	test('gives back the days that it took to refuse it', () => {
		const appealed = walk(open(), 'appeal');
		const step = { at: '2026-04-01T12:00:00Z', by: OPERATOR, why: 'no' };
		const { case: upheld } = advance(appealed, 'uphold', step, POLICY);
		expect(upheld.dueAt).toBe('2026-04-08T16:00:00.000Z');
		expect(walk(open(), 'appeal', 'uphold').dueAt).toBe(open().dueAt);
	});
});

describe('a step that may not be taken', () => {
	test.each<[CaseAction, Actor, string]>([
		['remove', RULES, 'action'],
		['uphold', OPERATOR, 'action'],
		['complete', OPERATOR, 'action'],
		['agree', MEMBER, 'action'],
		['cancel', MEMBER, 'by'],
		['mend', MEMBER, 'by'],
		['appeal', { kind: 'member', id: 'somebody else' }, 'by'],
		['fall_due', RULES, 'at'],
	])('%s by %j is refused for its %s', (action, by, field) => {
		expect(() => advance(open(), action, { at: NOW, by, why: '' }, POLICY)).toThrow(
			expect.objectContaining({ field, hint: expect.stringMatching(/\S/) as string }),
		);
	});

	test('a talk does not lapse before its time', () => {
		const lapse = (at: string) => () => advance(open('talk'), 'lapse', { at, by: RULES, why: '' }, POLICY);
		expect(lapse('2026-04-03T15:59:59Z')).toThrow(/too early/);
		expect(lapse('2026-04-03T16:00:00Z')().case.status).toBe('cancelled');
	});

	test.each(['agree', 'confirm'] as const)('the rules never %s to a parting', (action) => {
		expect(() => advance(open('talk'), action, { at: NOW, by: RULES, why: '' }, POLICY)).toThrow(DomainError);
	});

	test('no way leads from a talk to a removal but by member or operator', () => {
		const steps = fc.array(fc.constantFrom(...CASE_ACTIONS), { maxLength: 6 });
		fc.assert(
			fc.property(steps, (actions) => {
				let current = open('talk');
				for (const action of actions) {
					try {
						current = advance(current, action, { at: current.dueAt, by: RULES, why: '' }, POLICY).case;
					} catch (error) {
						expect(error).toBeInstanceOf(DomainError);
					}
				}
				expect(['talked', 'cancelled']).toContain(current.status);
			}),
		);
	});

	test('only steps of the table are ever taken, and an end is the end', () => {
		const tries = fc.array(fc.tuple(fc.constantFrom(...CASE_ACTIONS), fc.constantFrom(RULES, OPERATOR, MEMBER)), {
			maxLength: 12,
		});
		fc.assert(
			fc.property(fc.constantFrom('removal' as const, 'talk' as const), tries, (kind, steps) => {
				let current = open(kind);
				for (const [action, by] of steps) {
					const before = current;
					try {
						const next = advance(current, action, { at: NOW, by, why: 'x' }, POLICY);
						current = next.case;
						if (next.duplicate) {
							expect(current).toBe(before);
						} else {
							expect(isOpen(before.status)).toBe(true);
							expect(ACTIONS[action].from).toContain(before.status);
							expect(ACTIONS[action].by).toContain(by.kind);
							expect(current.status).toBe(ACTIONS[action].to);
						}
					} catch (error) {
						expect(error).toBeInstanceOf(DomainError);
					}
				}
			}),
		);
	});
});

describe('a step that is taken again', () => {
	test.each<[CaseAction[], CaseAction]>([
		[['fall_due', 'remove'], 'remove'],
		[['fall_due', 'remove'], 'hand_over'],
		[['fall_due', 'hand_over'], 'remove'],
		[['fall_due', 'hand_over', 'complete'], 'hand_over'],
		[['fall_due', 'hand_over', 'complete'], 'complete'],
		[['appeal'], 'appeal'],
	])('after %j, %s gives the first outcome', (actions, again) => {
		const first = walk(open(), ...actions);
		const second = advance(first, again, { at: '2026-05-01T00:00:00Z', by: OPERATOR, why: 'again' }, POLICY);
		expect(second).toEqual({ case: first, duplicate: true });
	});

	test('an appeal that was decided is not made again', () => {
		const upheld = walk(open(), 'appeal', 'uphold');
		expect(() => advance(upheld, 'appeal', { at: NOW, by: MEMBER, why: '' }, POLICY)).toThrow(/upheld/);
	});
});

describe('what the clock brings', () => {
	const early = open('removal', '2026-03-19T04:00:00Z', 'b');
	const cases = [
		open(),
		early,
		walk(open('removal', NOW, 'c'), 'appeal'),
		walk(open('removal', NOW, 'd'), 'appeal', 'uphold'),
		walk(open('removal', NOW, 'e'), 'cancel'),
		open('talk', NOW, 'f'),
	];
	const names = (list: readonly EliminationCase[]) => list.map(({ member }) => member.memberId);

	test('removals fall due, the longest overdue first; an open appeal does not', () => {
		expect(dueCases(cases, '2026-03-26T15:59:59Z')).toEqual([]);
		expect(names(dueCases(cases, '2026-03-26T16:00:00Z'))).toEqual(['b']);
		const all = names(dueCases(cases, '2026-05-01T00:00:00Z'));
		expect(all[0]).toBe('b');
		expect([...all].sort()).toEqual(['a', 'b', 'd']);
		expect(names(dueCases([...cases].reverse(), '2026-05-01T00:00:00Z'))).toEqual(all);
	});

	test('talks lapse', () => {
		expect(lapsedTalks(cases, '2026-04-03T15:59:59Z')).toEqual([]);
		expect(names(lapsedTalks(cases, '2026-04-03T16:00:00Z'))).toEqual(['f']);
	});

	test('a reminder is due in the last days, and not when it is too late', () => {
		expect(names(dueReminders(cases, POLICY, '2026-03-24T15:59:59Z'))).toEqual([]);
		expect(names(dueReminders(cases, POLICY, '2026-03-24T16:00:00Z'))).toEqual(['b']);
		expect(names(dueReminders(cases, POLICY, '2026-03-26T16:00:00Z')).sort()).toEqual(['a', 'd']);
		expect(dueReminders(cases, { ...POLICY, remindDaysBefore: undefined }, '2026-03-25T16:00:00Z')).toEqual([]);
	});

	test('what waits for a person is listed until it is done', () => {
		const task = walk(open('removal', NOW, 'g'), 'fall_due', 'hand_over');
		expect(names(openTasks([...cases, task])).sort()).toEqual(['c', 'g']);
		expect(openTasks([walk(task, 'complete')])).toEqual([]);
	});
});

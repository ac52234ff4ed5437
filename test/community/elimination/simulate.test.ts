import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';

import { compare } from '../../../community/elimination/compare';
import type { MemberFacts } from '../../../community/elimination/member';
import type { EliminationPolicy } from '../../../community/elimination/rules';
import { batchCap, simulate, type PlannedMember } from '../../../community/elimination/simulate';
import { ago, communities, member, NOW, policies, policy } from './facts';

const ids = (members: readonly PlannedMember[]): string[] => members.map((of) => of.member.memberId);
const going = (members: readonly MemberFacts[], of: EliminationPolicy): string[] =>
	ids(simulate(members, of, NOW).going);

describe('by violations', () => {
	const of = policy({ rules: { violations: { minStrikePoints: 3, withinDays: 30 } } });
	const strike = (points: number, at: string, undone = false) => ({ points, at, undone });

	test.each([
		['enough', [strike(2, ago(1)), strike(1, ago(29))], ['a']],
		['too few', [strike(2, ago(1))], []],
		['undone ones', [strike(2, ago(1)), strike(5, ago(2), true)], []],
		['old ones', [strike(2, ago(1)), strike(5, ago(31))], []],
		['fractions', [strike(0.1, ago(1)), strike(0.2, ago(1)), strike(2.7, ago(1))], ['a']],
		// The window begins at midnight in Shanghai, 16:00 UTC, 30 days ago.
		['the first moment of the window', [strike(3, '2026-02-17T16:00:00Z')], ['a']],
		['the last moment before it', [strike(3, '2026-02-17T15:59:59Z')], []],
	])('%s', (_what, strikes, expected) => {
		expect(going([member('a', { strikes }), member('b')], of)).toEqual(expected);
	});

	test('the reason shows what was seen', () => {
		const strikes = [strike(2, ago(1)), strike(4, ago(2))];
		expect(simulate([member('a', { strikes })], of, NOW).going[0]?.reasons).toEqual([
			{ rule: 'violations', strikePoints: 6, minStrikePoints: 3, strikes: 2, since: '2026-02-17T16:00:00.000Z' },
		]);
	});
});

describe('by points', () => {
	test.each([
		[{ below: 10 }, { points: 9 }, ['a']],
		[{ below: 10 }, { points: 10 }, []],
		[{ below: 10, withinDays: 30 }, { points: 1000, pointsInWindow: 9 }, ['a']],
		[{ below: 10, withinDays: 30 }, { points: 0, pointsInWindow: 10 }, []],
		[{ below: 10, withinDays: 30 }, { pointsInWindow: 0, joinedAt: ago(29) }, []],
		[{ below: 10, withinDays: 30 }, { pointsInWindow: 0, joinedAt: ago(30) }, ['a']],
		[{ below: 10, withinDays: 30, afterDaysOfMembership: 5 }, { pointsInWindow: 0, joinedAt: ago(5) }, ['a']],
		[{ below: 10, afterDaysOfMembership: 5 }, { points: 0, joinedAt: ago(4) }, []],
	])('%j judges %j', (points, facts, expected) => {
		expect(going([member('a', facts)], policy({ rules: { points } }))).toEqual(expected);
	});

	test('nobody goes for facts that are missing', () => {
		const of = policy({ rules: { points: { below: 10, withinDays: 30 } } });
		expect(() => simulate([member('a', { pointsInWindow: undefined })], of, NOW)).toThrow(
			expect.objectContaining({ field: 'pointsInWindow', hint: expect.stringMatching(/\S/) as string }),
		);
	});
});

describe('by output', () => {
	const counts = (...list: [string, number][]) => ({
		outputs: list.map(([kind, count]) => ({ kind, count, lastAt: ago(3) })),
	});

	test.each([
		[{ minCount: 2, withinDays: 30 }, counts(['作品', 1]), ['a']],
		[{ minCount: 2, withinDays: 30 }, counts(['作品', 1], ['message', 1]), []],
		[{ minCount: 2, withinDays: 30, kinds: ['作品'] }, counts(['作品', 1], ['message', 9]), ['a']],
		[{ minCount: 1, withinDays: 30 }, counts(), ['a']],
		[{ minCount: 1, withinDays: 30 }, { ...counts(), joinedAt: ago(29) }, []],
	])('%j judges %j', (output, facts, expected) => {
		expect(going([member('a', facts)], policy({ rules: { output } }))).toEqual(expected);
	});

	test('the reason shows count and last contribution', () => {
		const of = policy({ rules: { output: { minCount: 2, withinDays: 7, kinds: ['作品'] } } });
		expect(simulate([member('a', counts(['作品', 1]))], of, NOW).going[0]?.reasons).toEqual([
			{ rule: 'output', count: 1, minCount: 2, kinds: ['作品'], since: '2026-03-12T16:00:00.000Z', lastAt: ago(3) },
		]);
	});
});

describe('by quota', () => {
	const quota = (maxMembers: number, order: string, more = {}) =>
		policy({ rules: { quota: { maxMembers, order } }, ...more });
	const three = [
		member('a', { points: 5, score: 9, lastActiveAt: ago(3), joinedAt: ago(100) }),
		member('b', { points: 9, score: 1, lastActiveAt: ago(2), joinedAt: ago(300) }),
		member('c', { points: 7, score: 5, lastActiveAt: ago(9), joinedAt: ago(20) }),
	];

	test.each([
		['points', ['a']],
		['score', ['b']],
		['lastActive', ['c']],
		['joined', ['c']],
	])('%s decides who goes', (order, expected) => {
		expect(going(three, quota(2, order))).toEqual(expected);
	});

	test('nobody goes while there is room', () => {
		expect(going(three, quota(3, 'points'))).toEqual([]);
	});

	test('who goes by another rule makes room', () => {
		const rules = { quota: { maxMembers: 2, order: 'points' }, violations: { minStrikePoints: 1, withinDays: 9 } };
		const strikes = [{ at: ago(1), points: 1, undone: false }];
		const plan = simulate([...three, member('d', { strikes, points: 0 })], policy({ rules }), NOW);
		expect(ids(plan.going)).toEqual(['d', 'a']);
		expect(plan.going[0]?.reasons.map(({ rule }) => rule)).toEqual(['violations']);
	});

	test('who is on notice makes room, and gets no second notice', () => {
		const plan = simulate([...three, member('z', { points: 0, openCase: 'removal' })], quota(3, 'points'), NOW);
		expect(plan.going).toEqual([]);
		expect(plan.counts).toMatchObject({ members: 4, onNotice: 1, after: 3 });
	});

	test('who is protected is passed over, and the next one goes', () => {
		const plan = simulate(three, quota(2, 'points', { immunity: { memberIds: ['a'] } }), NOW);
		expect(ids(plan.going)).toEqual(['c']);
		expect(plan.spared).toEqual([
			expect.objectContaining({
				member: expect.objectContaining({ memberId: 'a' }) as unknown,
				immunities: [{ by: 'named', value: 'a' }],
			}),
		]);
	});

	test('a quota that protection keeps from being met is said', () => {
		const plan = simulate(three, quota(1, 'points', { immunity: { memberIds: ['a', 'b'] } }), NOW);
		expect(ids(plan.going)).toEqual(['c']);
		expect(plan.quotaUnmet).toBe(1);
	});

	test('equal members are told apart the same way every time', () => {
		const equal = ['d', 'b', 'a', 'c'].map((id) => member(id));
		expect(going(equal, quota(2, 'points'))).toEqual(['a', 'b']);
	});
});

describe('a persuaded exit', () => {
	const of = policy({ rules: { persuasion: { memberIds: ['a'], silentForDays: 60 } } });

	test('proposes talks and removes nobody', () => {
		const members = [member('a'), member('b', { lastActiveAt: ago(60) }), member('c', { lastActiveAt: ago(59) })];
		const plan = simulate(members, of, NOW);
		expect(plan.going).toEqual([]);
		expect(ids(plan.talks)).toEqual(['b', 'a']);
		expect(plan.talks[1]?.reasons).toEqual([{ rule: 'persuasion', named: true, silentDays: 1, silentForDays: 60 }]);
		expect(plan.counts.after).toBe(3);
	});

	test('counts silence from the day of joining where nothing was ever said', () => {
		const members = [
			member('x', { lastActiveAt: null, joinedAt: ago(61) }),
			member('y', { lastActiveAt: null, joinedAt: ago(9) }),
		];
		expect(ids(simulate(members, of, NOW).talks)).toEqual(['x']);
	});
});

describe('immunity', () => {
	const rules = { points: { below: 10 } };
	test.each([
		[{ roles: ['admin'] }, { role: 'admin' }, { by: 'role', value: 'admin' }],
		[{ tags: ['核心'] }, { tags: ['x', '核心'] }, { by: 'tag', value: '核心' }],
		[{ tiers: ['黑卡'] }, { tier: '黑卡' }, { by: 'tier', value: '黑卡' }],
		[{ memberIds: ['a'] }, {}, { by: 'named', value: 'a' }],
		[{ newcomerDays: 10 }, { joinedAt: ago(9) }, { by: 'newcomer', value: 9 }],
		[{}, { immuneUntil: ago(-1) }, { by: 'until', value: ago(-1) }],
		[{ contributionWithinDays: 2 }, {}, { by: 'contribution', value: 'message' }],
	])('%j protects %j', (immunity, facts, expected) => {
		const plan = simulate([member('a', { points: 0, ...facts })], policy({ rules, immunity }), NOW);
		expect(plan.going).toEqual([]);
		expect(plan.spared[0]?.immunities).toEqual([expected]);
		expect(plan.spared[0]?.reasons).toEqual([{ rule: 'points', points: 0, below: 10, since: null }]);
	});

	test.each([
		[{ newcomerDays: 10 }, { joinedAt: ago(10) }],
		[{}, { immuneUntil: NOW }],
		[{ contributionWithinDays: 2 }, { outputs: [{ kind: 'message', count: 1, lastAt: ago(3) }] }],
		[{ roles: ['admin'] }, { role: 'member' }],
		[{ roles: ['admin'], notFor: ['points'] }, { role: 'admin' }],
	])('%j does not protect %j', (immunity, facts) => {
		expect(going([member('a', { points: 0, ...facts })], policy({ rules, immunity }))).toEqual(['a']);
	});
});

describe('the batch', () => {
	const rules = { points: { below: 10 }, violations: { minStrikePoints: 1, withinDays: 30 } };
	const poor = Array.from({ length: 8 }, (_, index) => member(`p${index}`, { points: index }));
	const wild = member('w', { points: 500, strikes: [{ at: ago(1), points: 1, undone: false }] });

	test.each([
		[100, { count: 7, percent: 5 }, 5],
		[100, { count: 3, percent: 5 }, 3],
		[19, { percent: 5 }, 0],
		[2000, { percent: 0.5 }, 10],
		[3, { count: 7 }, 3],
	])('of %i members with %j takes %i', (members, cap, expected) => {
		expect(batchCap(members, policy({ rules, batchCap: cap }))).toBe(expected);
	});

	test('takes the gravest first and leaves the rest for next time', () => {
		const plan = simulate([...poor, wild], policy({ rules, batchCap: { count: 3 } }), NOW);
		expect(ids(plan.going)).toEqual(['w', 'p0', 'p1']);
		expect(ids(plan.postponed)).toEqual(['p2', 'p3', 'p4', 'p5', 'p6', 'p7']);
		expect(new Set(plan.postponed.map(({ because }) => because))).toEqual(new Set(['batch_cap']));
	});

	test('counts who is on notice already', () => {
		const onNotice = ['x', 'y'].map((id) => member(id, { openCase: 'removal' }));
		expect(going([...poor, ...onNotice], policy({ rules, batchCap: { count: 3 } }))).toEqual(['p0']);
	});

	test('stops where the community would get too small', () => {
		const plan = simulate([...poor, wild], policy({ rules, minimumSize: 7 }), NOW);
		expect(ids(plan.going)).toEqual(['w', 'p0']);
		expect(plan.counts.after).toBe(7);
		expect(plan.postponed.map(({ because }) => because)).toEqual(Array(7).fill('minimum_size'));
	});
});

test('a member who is there twice is refused', () => {
	const of = policy({ rules: { points: { below: 10 } } });
	expect(() => simulate([member('a'), member('a')], of, NOW)).toThrow(DomainError);
});

describe('whatever the community and the policy', () => {
	const safely = (of: EliminationPolicy, judged: PlannedMember): boolean =>
		judged.reasons.every(({ rule }) => of.immunity.notFor.includes(rule));

	test('cap and minimum size hold, and the counts add up', () => {
		fc.assert(
			fc.property(communities, policies, (members, of) => {
				const plan = simulate(members, of, NOW);
				const { onNotice, inTalk } = plan.counts;
				expect(plan.going.length + onNotice).toBeLessThanOrEqual(Math.max(plan.cap, onNotice));
				expect(plan.talks.length + inTalk).toBeLessThanOrEqual(Math.max(plan.cap, inTalk));
				const left = members.length - onNotice - inTalk - plan.going.length - plan.talks.length;
				if (plan.going.length + plan.talks.length > 0) expect(left).toBeGreaterThanOrEqual(of.minimumSize);
				const touched = [plan.going, plan.talks, plan.spared, plan.postponed].flatMap(ids);
				expect(new Set(touched).size).toBe(touched.length);
				expect(plan.counts.after).toBe(members.length - onNotice - plan.going.length);
			}),
		);
	});

	test('nobody who is protected goes', () => {
		fc.assert(
			fc.property(communities, policies, (members, of) => {
				const plan = simulate(members, of, NOW);
				const facts = new Map(members.map((one) => [one.memberId, one]));
				for (const judged of [...plan.going, ...plan.talks, ...plan.postponed]) {
					const { role, tier, tags = [], memberId = '', openCase } = facts.get(judged.member.memberId) ?? {};
					expect(openCase).toBeNull();
					if (safely(of, judged)) continue;
					expect(of.immunity.roles).not.toContain(role);
					expect(of.immunity.tiers).not.toContain(tier);
					expect(of.immunity.memberIds).not.toContain(memberId);
					expect(tags.filter((tag) => of.immunity.tags.includes(tag))).toEqual([]);
				}
			}),
		);
	});

	test('everybody has a reason that is a rule of the policy, and a talk is never a removal', () => {
		fc.assert(
			fc.property(communities, policies, (members, of) => {
				const plan = simulate(members, of, NOW);
				for (const { reasons } of [...plan.going, ...plan.talks, ...plan.spared, ...plan.postponed]) {
					expect(reasons.length).toBeGreaterThan(0);
					for (const { rule } of reasons) expect(of.rules[rule]).toBeDefined();
				}
				for (const { reasons } of plan.going) expect(reasons.some(({ rule }) => rule !== 'persuasion')).toBe(true);
				for (const { reasons } of plan.talks) expect(reasons.every(({ rule }) => rule === 'persuasion')).toBe(true);
			}),
		);
	});

	test('the order of the members changes nothing', () => {
		const shuffled = communities.chain((members) =>
			fc.tuple(
				fc.constant(members),
				fc.shuffledSubarray(members, { minLength: members.length, maxLength: members.length }),
			),
		);
		fc.assert(
			fc.property(shuffled, policies, ([members, mixed], of) => {
				expect(simulate(mixed, of, NOW)).toEqual(simulate(members, of, NOW));
			}),
		);
	});
});

describe('what if', () => {
	const members = [member('a', { points: 1 }), member('b', { points: 15 }), member('c')];
	const below = (points: number) => simulate(members, policy({ rules: { points: { below: points } } }), NOW);

	test('shows only who fares differently, with both reasons', () => {
		expect(compare(below(10), below(20))).toEqual({
			differences: [
				{
					member: { memberId: 'b', platform: 'telegram', platformMemberId: 'p-b' },
					before: { fate: 'stays', reasons: [] },
					after: { fate: 'going', reasons: [{ rule: 'points', points: 15, below: 20, since: null }] },
				},
			],
			change: { going: 1, talks: 0, spared: 0, postponed: 0, after: -1 },
		});
	});

	test('a plan does not differ from itself, and both ways are each other’s mirror', () => {
		fc.assert(
			fc.property(communities, policies, policies, (list, left, right) => {
				const [first, second] = [simulate(list, left, NOW), simulate(list, right, NOW)];
				expect(compare(first, first).differences).toEqual([]);
				const back = compare(second, first).differences.map(({ member: who, before, after }) => ({
					member: who,
					before: after,
					after: before,
				}));
				expect(back).toEqual(compare(first, second).differences);
			}),
		);
	});
});

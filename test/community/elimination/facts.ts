import fc from 'fast-check';

import type { MemberFacts } from '../../../community/elimination/member';
import { parsePolicy } from '../../../community/elimination/policy';
import type { EliminationPolicy } from '../../../community/elimination/rules';

export const NOW = '2026-03-20T04:00:00.000Z';
export const TIME_ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;

/** So many days before `NOW`, at the same time of day. */
export const ago = (days: number): string => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();

export const member = (memberId: string, facts: Partial<MemberFacts> = {}): MemberFacts => ({
	memberId,
	platform: 'telegram',
	platformMemberId: `p-${memberId}`,
	joinedAt: ago(365),
	points: 100,
	pointsInWindow: 100,
	strikes: [],
	outputs: [{ kind: 'message', count: 10, lastAt: ago(1) }],
	lastActiveAt: ago(1),
	tags: [],
	openCase: null,
	...facts,
});

/** A policy without a cap that matters, so that each test says what it is about. */
export const policy = (changes: Record<string, unknown>): EliminationPolicy =>
	parsePolicy({ timeZone: TIME_ZONE, batchCap: { percent: 100 }, ...changes });

const instants = fc.integer({ min: 0, max: 400 * 24 }).map((hours) => ago(hours / 24));

const facts = fc.record({
	joinedAt: instants,
	points: fc.integer({ min: -20, max: 120 }),
	pointsInWindow: fc.integer({ min: 0, max: 50 }),
	score: fc.integer({ min: 0, max: 10 }),
	strikes: fc.array(fc.record({ at: instants, points: fc.integer({ min: 0, max: 5 }), undone: fc.boolean() }), {
		maxLength: 3,
	}),
	outputs: fc.array(
		fc.record({ kind: fc.constantFrom('message', '作品'), count: fc.integer({ min: 0, max: 4 }), lastAt: instants }),
		{ maxLength: 2 },
	),
	lastActiveAt: fc.option(instants),
	tags: fc.subarray(['核心', 'guest']),
	role: fc.constantFrom('member', 'admin'),
	tier: fc.constantFrom('free', '黑卡'),
	openCase: fc.constantFrom(null, null, null, null, 'removal' as const, 'talk' as const),
});

export const communities: fc.Arbitrary<MemberFacts[]> = fc
	.array(facts, { maxLength: 40 })
	.map((list) => list.map((of, index) => member(`m${index}`, of)));

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const days = fc.integer({ min: 1, max: 60 });

const rules = fc
	.record({
		quota: maybe(
			fc.record({
				maxMembers: fc.integer({ min: 15, max: 30 }),
				order: fc.constantFrom('points', 'lastActive', 'joined', 'score'),
			}),
		),
		violations: maybe(fc.record({ minStrikePoints: fc.integer({ min: 1, max: 6 }), withinDays: days })),
		points: maybe(fc.record({ below: fc.integer({ min: 0, max: 60 }), withinDays: maybe(days) })),
		output: maybe(
			fc.record({
				minCount: fc.integer({ min: 1, max: 5 }),
				kinds: fc.subarray(['message', '作品']),
				withinDays: days,
				afterDaysOfMembership: fc.integer({ min: 0, max: 30 }),
			}),
		),
		persuasion: maybe(fc.record({ memberIds: fc.subarray(['m1', 'm2', 'm3']), silentForDays: days })),
	})
	.filter((chosen) => Object.values(chosen).some((rule) => rule !== undefined));

export const policies: fc.Arbitrary<EliminationPolicy> = fc
	.record({
		timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'UTC'),
		rules,
		immunity: fc.record({
			roles: fc.subarray(['admin']),
			tags: fc.subarray(['核心']),
			tiers: fc.subarray(['黑卡']),
			memberIds: fc.subarray(['m5', 'm6']),
			newcomerDays: fc.integer({ min: 0, max: 30 }),
			contributionWithinDays: maybe(fc.integer({ min: 1, max: 10 })),
			notFor: fc.subarray(['violations']),
		}),
		batchCap: fc.record({ count: fc.integer({ min: 1, max: 12 }), percent: fc.integer({ min: 1, max: 100 }) }),
		minimumSize: fc.integer({ min: 0, max: 15 }),
	})
	.map((changes) => policy(changes));

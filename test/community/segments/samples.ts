import fc from 'fast-check';
import type { SegmentCondition } from '../../../community/segments/condition';
import type { SegmentFacts } from '../../../community/segments/facts';
import { parseCondition } from '../../../community/segments/parse';

/** 12:00 on 20 March 2026 in Shanghai. */
export const NOW = '2026-03-20T04:00:00Z';
export const ZONE = 'Asia/Shanghai';

export const facts = (changes: Partial<SegmentFacts> = {}): SegmentFacts => ({
	fields: {},
	tags: [],
	events: [],
	points: 0,
	...changes,
});

export const daysAgo = (days: number, hours = 0): string =>
	new Date(Date.parse(NOW) - days * 86_400_000 - hours * 3_600_000).toISOString();

const kinds = fc.uniqueArray(fc.constantFrom('checkin', 'message', 'payment_succeeded'), { minLength: 1 });

const simple: fc.Arbitrary<unknown> = fc.oneof(
	fc.record({ when: fc.constant('tag'), tag: fc.constantFrom('铁粉', '🐟'), has: fc.boolean() }),
	fc.record({ when: fc.constant('points'), atLeast: fc.integer({ min: -5, max: 50 }) }),
	fc.record({
		when: fc.constant('tier'),
		oneOf: fc.array(fc.constantFrom('gold', 'silver'), { minLength: 1, maxLength: 3 }),
	}),
	fc.record({
		when: fc.constant('field'),
		field: fc.constant('城市'),
		oneOf: fc.array(fc.constantFrom('深圳', '上海', 7), { minLength: 1, maxLength: 4 }),
	}),
	fc.record({ when: fc.constant('joined'), withinDays: fc.integer({ min: 1, max: 40 }) }),
	fc.record({ when: fc.constant('lastActive'), notWithinDays: fc.integer({ min: 1, max: 40 }) }),
	fc.record({
		when: fc.constant('events'),
		kinds,
		count: fc.constantFrom('events', 'days'),
		atMost: fc.integer({ min: 0, max: 4 }),
		withinDays: fc.integer({ min: 1, max: 30 }),
	}),
);

/** Conditions of every kind, joined up to four deep. */
export const conditions: fc.Arbitrary<SegmentCondition> = fc
	.letrec<{ any: unknown }>((tie) => ({
		any: fc.oneof(
			{ maxDepth: 4, depthSize: 'small' },
			simple,
			fc.record({
				when: fc.constantFrom('all', 'any'),
				of: fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
			}),
			fc.record({ when: fc.constant('not'), of: tie('any') }),
		),
	}))
	.any.map(parseCondition);

const instants = fc.integer({ min: -24, max: 45 * 24 }).map((hours) => daysAgo(0, hours));

export const members: fc.Arbitrary<SegmentFacts> = fc.record({
	fields: fc.constantFrom<SegmentFacts['fields']>({}, { 城市: '深圳' }, { 城市: ['上海', '深圳'] }, { 城市: 7 }),
	tags: fc.array(fc.record({ tag: fc.constantFrom('铁粉', '🐟'), expiresAt: fc.option(instants) }), { maxLength: 2 }),
	events: fc.array(
		fc.record({ kind: fc.constantFrom('checkin', 'message', 'payment_succeeded', 'left'), at: instants }),
		{ maxLength: 8 },
	),
	points: fc.integer({ min: 0, max: 60 }),
	tier: fc.option(fc.constantFrom('gold', 'silver', 'base')),
	joinedAt: fc.option(instants),
	lastActiveAt: fc.option(instants),
});

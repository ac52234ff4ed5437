import { DomainError } from '../../../community/domain-error';
import {
	activeTags,
	parseTagRules,
	tagChanges,
	withoutTag,
	withTag,
	type MemberTag,
} from '../../../community/identity/tags';

const NOW = '2026-03-20T04:00:00Z';
const ZONE = 'Asia/Shanghai';
const ago = (days: number): string => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
const tag = (name: string, changes: Partial<MemberTag> = {}): MemberTag => ({
	tag: name,
	source: 'operator',
	by: '小王',
	since: ago(9),
	...changes,
});
const facts = (events: number[] = [], changes = {}) => ({
	fields: {},
	events: events.map((days) => ({ kind: 'checkin', at: ago(days) })),
	points: 0,
	...changes,
});

test('a tag is held while any of its sources holds', () => {
	const tags = [
		tag('铁粉', { expiresAt: ago(1) }),
		tag('🐟', { expiresAt: ago(-1) }),
		tag('🐟', { source: 'import' }),
		tag('老客', { expiresAt: NOW }),
	];
	expect(activeTags(tags, NOW)).toEqual(['🐟']);
	expect(activeTags([...tags, tag('铁粉', { source: 'rule', by: 'r' })], NOW)).toEqual(['铁粉', '🐟'].sort());
});

test('the same source renews its tag, another one gives its own', () => {
	const renewed = withTag([tag('x', { expiresAt: ago(-1) })], tag('x', { since: NOW, expiresAt: ago(-30) }));
	expect(renewed).toEqual([tag('x', { since: ago(9), expiresAt: ago(-30) })]);
	expect(withTag(renewed, tag('x', { source: 'import' }))).toHaveLength(2);
	expect(withTag([tag('x', { expiresAt: ago(1) })], tag('x', { since: NOW }))).toEqual([tag('x', { since: NOW })]);
	expect(withoutTag([tag('x'), tag('x', { by: 'y' }), tag('z')], 'x')).toEqual([tag('z')]);
});

const active = { when: 'events', kinds: ['checkin'], count: 'days', atLeast: 2, withinDays: 7 };

describe('a rule', () => {
	const rules = parseTagRules([{ ruleId: 'active', tag: '活跃', condition: active }]);
	const mine = tag('活跃', { source: 'rule', by: 'active' });

	test('gives its tag, and says what it saw', () => {
		expect(tagChanges(rules, [], facts([0, 1]), NOW, ZONE)).toEqual([
			{
				ruleId: 'active',
				change: 'add',
				tag: { tag: '活跃', source: 'rule', by: 'active', since: '2026-03-20T04:00:00.000Z' },
				finding: { when: 'events', holds: true, saw: 2 },
			},
		]);
	});

	test('takes it away when the condition no longer holds', () => {
		expect(tagChanges(rules, [mine], facts([0]), NOW, ZONE)).toMatchObject([{ change: 'end', tag: mine }]);
	});

	test('changes nothing while it holds, and never what others gave', () => {
		expect(tagChanges(rules, [mine], facts([0, 1]), NOW, ZONE)).toEqual([]);
		expect(tagChanges(rules, [tag('活跃')], facts([0]), NOW, ZONE)).toEqual([]);
		expect(tagChanges(rules, [tag('活跃')], facts([0, 1]), NOW, ZONE)).toMatchObject([{ change: 'add' }]);
	});
});

describe('a rule with days to keep', () => {
	const rules = parseTagRules([{ ruleId: 'active', tag: '活跃', condition: active, keepDays: 3 }]);
	const mine = tag('活跃', { source: 'rule', by: 'active', expiresAt: '2026-03-23T16:00:00.000Z' });

	test('lets the tag end by its expiry, with a whole day', () => {
		expect(tagChanges(rules, [], facts([0, 1]), NOW, ZONE)).toMatchObject([
			{ change: 'add', tag: { expiresAt: mine.expiresAt } },
		]);
		expect(tagChanges(rules, [mine], facts([0]), NOW, ZONE)).toEqual([]);
	});

	test('renews it once a day at most', () => {
		expect(tagChanges(rules, [mine], facts([0, 1]), NOW, ZONE)).toEqual([]);
		expect(tagChanges(rules, [mine], facts([0, 1]), ago(-1), ZONE)).toMatchObject([
			{ change: 'renew', tag: { since: mine.since, expiresAt: '2026-03-24T16:00:00.000Z' } },
		]);
	});

	test('gives it anew after it has expired', () => {
		const expired = { ...mine, expiresAt: ago(1) };
		expect(tagChanges(rules, [expired], facts([0, 1]), NOW, ZONE)).toMatchObject([
			{ change: 'add', tag: { since: '2026-03-20T04:00:00.000Z' } },
		]);
	});
});

test('a rule may ask for the tag of another, and follows at the next look', () => {
	const rules = parseTagRules([
		{ ruleId: 'loyal', tag: '铁粉', condition: { when: 'tag', tag: '活跃' } },
		{ ruleId: 'active', tag: '活跃', condition: active },
	]);
	const first = tagChanges(rules, [], facts([0, 1]), NOW, ZONE);
	expect(first.map((one) => one.tag.tag)).toEqual(['活跃']);
	const next = tagChanges(
		rules,
		first.map((one) => one.tag),
		facts([0, 1]),
		NOW,
		ZONE,
	);
	expect(next.map((one) => one.tag.tag)).toEqual(['铁粉']);
});

const needs = (ruleId: string, given: string, wanted: string) => ({
	ruleId,
	tag: given,
	condition: { when: 'not', of: { when: 'all', of: [{ when: 'tag', tag: wanted }] } },
});
test.each([
	['rules.0.condition', [needs('a', 'x', 'x')]],
	['rules.0.condition', [needs('a', 'x', 'y'), needs('b', 'y', 'z'), needs('c', 'z', 'x')]],
	['rules', [needs('a', 'x', 'y'), needs('a', 'z', 'y')]],
	['rules.0.tag', [{ ...needs('a', ' ', 'y') }]],
])('%s is refused where it is wrong', (field, rules) => {
	expect(() => parseTagRules(rules)).toThrow(DomainError);
	expect(() => parseTagRules(rules)).toThrow(expect.objectContaining({ field }));
});

import fc from 'fast-check';

import { judgeEntry, weightOf, type EntryRule } from '../../../community/lottery/entry';
import { countKey, countsOf, type EntryFacts } from '../../../community/lottery/facts';
import { householdKeys } from '../../../community/lottery/household';
import type { GivenRules } from '../../../community/lottery/rules';
import { refusalInWords } from '../../../community/lottery/words';
import { sampleRules } from './sample-rules';

const AT = '2026-06-02T12:00:00.000Z';

const facts = (changes: Partial<EntryFacts> = {}): EntryFacts => ({
	platformIds: ['1'],
	joinedAt: '2026-01-01T00:00:00.000Z',
	ageDays: 152,
	points: 100,
	tags: ['老成员', '深圳'],
	tier: '黑卡',
	streak: 7,
	region: '广东省深圳市',
	counts: {},
	recentWins: [],
	...changes,
});
const failed = (rules: Partial<GivenRules>, changes: Partial<EntryFacts> = {}, at = AT): EntryRule[] =>
	judgeEntry(sampleRules(rules), facts(changes), at)
		.filter(({ passed }) => !passed)
		.map(({ rule }) => rule);

describe('who may enter a lottery', () => {
	it.each<[string, Partial<GivenRules>, Partial<EntryFacts>, EntryRule[]]>([
		[
			'everybody where nothing is asked',
			{},
			{ tags: null, tier: null, streak: null, joinedAt: null, ageDays: null },
			[],
		],
		['one of the tags is enough', { entry: { anyTags: ['北京', '深圳'] } }, {}, []],
		['a tag in full width and another case', { entry: { anyTags: ['ＶＩＰ'] } }, { tags: ['vip'] }, []],
		['none of the tags', { entry: { anyTags: ['北京'] } }, {}, ['any_tags']],
		['a tag is missing', { entry: { allTags: ['老成员', '北京'] } }, {}, ['all_tags']],
		['a tag that keeps out', { entry: { noTags: ['深圳'] } }, {}, ['no_tags']],
		['tags that nobody knows', { entry: { anyTags: ['深圳'], noTags: ['黑名单'] } }, { tags: null }, ['any_tags']],
		['another tier', { entry: { tiers: ['core'] } }, {}, ['tier']],
		['a wider region', { entry: { regions: ['广东'] } }, {}, []],
		['another region', { entry: { regions: ['上海'] } }, {}, ['region']],
		['too new', { entry: { minAgeDays: 153 } }, {}, ['age']],
		['nobody knows since when', { entry: { minAgeDays: 1 } }, { ageDays: null, joinedAt: null }, ['age']],
		['too short a streak', { entry: { minStreak: 8 } }, {}, ['streak']],
		['too few points to be let in', { entry: { minPoints: 101 } }, {}, ['points']],
		['too few points to pay', { entry: { pointsCost: 101 } }, {}, ['cost']],
		['staff', { exclusions: { staff: ['1'] } }, {}, ['staff']],
		['staff by another of their accounts', { exclusions: { staff: ['2'] } }, { platformIds: ['1', '2'] }, ['staff']],
		['staff by tag', { exclusions: { staffTags: ['老成员'] } }, {}, ['staff']],
		[
			'a winner of late',
			{ exclusions: { recentWinnerDays: 30 } },
			{ recentWins: [{ title: '上期', prize: '键盘', wonAt: AT }] },
			['recent_winner'],
		],
		['all at once', { entry: { pointsCost: 101, tiers: ['a'], minStreak: 9 } }, {}, ['tier', 'streak', 'cost']],
	])('%s', (_what, rules, changes, expected) => {
		expect(failed(rules, changes)).toEqual(expected);
	});

	it('counts tasks by type and by time', () => {
		const tasks = [
			{ name: '发言', type: 'message', count: 3, withinDays: 7 },
			{ name: '打卡', type: 'checkin.', count: 1 },
		];
		const rules = sampleRules({ entry: { tasks } });
		expect(countsOf(rules).map(countKey)).toEqual(['message/7', 'checkin.']);
		expect(failed({ entry: { tasks } }, { counts: { 'message/7': 3, 'checkin.': 1 } })).toEqual([]);
		expect(failed({ entry: { tasks } }, { counts: { 'message/7': 2 } })).toEqual(['task', 'task']);
	});

	it('takes entries from the moment of opening, and not from the moment of closing', () => {
		const { opensAt, closesAt } = sampleRules();
		expect(failed({}, {}, opensAt)).toEqual([]);
		expect(failed({}, {}, '2026-06-01T11:59:59.999Z')).toEqual(['not_open_yet']);
		expect(failed({}, {}, '2026-06-03T11:59:59.999Z')).toEqual([]);
		expect(failed({}, {}, closesAt)).toEqual(['closed']);
	});

	it('says in either language what is asked and what was seen', () => {
		const rules = sampleRules({ entry: { pointsCost: 200, anyTags: ['妈妈', '爸爸'] } });
		const checks = judgeEntry(rules, facts(), '2026-06-04T00:00:00Z');
		expect(refusalInWords(checks, { language: 'zh-CN', timeZone: 'Asia/Shanghai' })).toBe(
			'• 已经截止（2026-06-03 20:00）\n• 需要其中一个标签：妈妈、爸爸；你的标签：老成员、深圳\n• 参加需要 200 积分；你有 100',
		);
		expect(refusalInWords(checks, { language: 'en', timeZone: 'UTC' })).toContain(
			'entering costs 200 points; you have 100',
		);
	});
});

describe('the weight of an entry', () => {
	const bonus = [
		{ from: 'streak' as const, every: 3 },
		{ from: 'tag' as const, value: '老成员', add: 2 },
		{ from: 'points' as const, every: 1000, add: 5 },
		{ from: 'task' as const, value: 'invitation', every: 2 },
	];

	it('is one and the bonus, up to the cap', () => {
		const of = (cap: number, changes: Partial<EntryFacts> = {}) =>
			weightOf(sampleRules({ weights: { cap, bonus } }), facts({ counts: { invitation: 5 }, ...changes })).weight;
		expect(of(100)).toBe(1 + 2 + 2 + 2);
		expect(of(4)).toBe(4);
		expect(of(100, { streak: null, tags: null, counts: {} })).toBe(1);
	});

	it('is a whole number from 1 to the cap, whatever the facts', () => {
		fc.assert(
			fc.property(
				fc.record({ streak: fc.option(fc.nat(5000)), points: fc.integer({ min: -500, max: 1_000_000 }) }),
				fc.integer({ min: 1, max: 1000 }),
				(known, cap) => {
					const { weight } = weightOf(sampleRules({ weights: { cap, bonus } }), facts(known));
					expect(Number.isInteger(weight) && weight >= 1 && weight <= cap).toBe(true);
				},
			),
		);
	});

	it('is refused below 1', () => {
		const rules = sampleRules({ weights: { cap: 5, bonus: [{ from: 'streak', every: 1, add: -1 }] } });
		expect(() => weightOf(rules, facts())).toThrow(/would be -6/);
	});
});

describe('a household', () => {
	const keys = (household: object, lottery = 'l') => householdKeys('c', lottery, household);

	it.each([
		[{ phone: '+86 138-0013-8000' }, { phone: '１３８００１３８０００' }],
		[{ address: '深圳市 南山区科技路 1 号' }, { address: '深圳市南山区科技路1号。' }],
		[{ invitation: '7k2qx-9md4a' }, { invitation: '7K2QX 9MD4A' }],
	])('is one, however it is written: %j', (one, other) => {
		expect(keys(one)).toEqual(keys(other));
	});

	it('gives nothing away, and differs from lottery to lottery', () => {
		expect(JSON.stringify(keys({ phone: '13800138000', address: '科技路1号' }))).not.toMatch(/138|科技/);
		expect(keys({ phone: '13800138000' })).not.toEqual(keys({ phone: '13800138000' }, 'm'));
		expect(keys({ phone: ' - ', address: '' })).toEqual([]);
	});
});

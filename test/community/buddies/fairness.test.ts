import { fairnessReport, spread, type PastRound } from '../../../community/buddies/fairness';
import { fairnessText } from '../../../community/buddies/report';

const rounds: PastRound[] = [
	{ round: 2, groups: [{ memberIds: ['b', 'a'], badness: 30 }], alone: ['c', 'd'] },
	{
		round: 1,
		groups: [
			{ memberIds: ['a', 'b'], badness: 10 },
			{ memberIds: ['c', 'd', 'e'], badness: 60 },
		],
		alone: [],
	},
	{ round: 3, groups: [{ memberIds: ['a', 'd'], badness: 0 }], alone: ['c'] },
];
const report = fairnessReport(rounds, (memberId) => (memberId < 'c' ? '上海' : undefined));

test('counts pairs, repeats and who was alone', () => {
	expect(report.repeats).toEqual({ pairs: 6, repeated: 1, share: 1 / 6 });
	expect(report.alone).toEqual([
		{ memberId: 'c', times: 2, rounds: 3 },
		{ memberId: 'd', times: 1, rounds: 3 },
	]);
	expect(report.badness).toMatchObject({ count: 6, least: 0, median: 20, most: 30, mean: 100 / 6 });
});

test('compares segments', () => {
	expect(report.segments.map(({ segment, count }) => [segment, count])).toEqual([
		['', 3],
		['上海', 2],
	]);
	expect(report.segments.map((one) => one.aloneShare)).toEqual([3 / 7, 0]);
});

test.each([
	[[5, 5, 5], 0],
	[[0, 0, 0, 8], 0.75],
	[[1, 3], 0.25],
	[[0, 0], 0],
	[[], 0],
])('the Gini coefficient of %j is %f', (values, gini) => {
	expect(spread(values).gini).toBeCloseTo(gini, 10);
});

test('is told in words', () => {
	const english = fairnessText(report, 'en', (memberId) => memberId.toUpperCase());
	expect(english).toContain('Repeats: 1 of 6 pairs (16.7%).');
	expect(english).toContain('• C: took part in 3, alone in 2');
	expect(english).toContain('• no segment (people: 3)');
	const chinese = fairnessText(report, 'zh-CN', (memberId) => `{${memberId}}`, '读书会');
	expect(chinese).toContain('⚖️ 读书会搭子匹配公平报告（共 3 轮）');
	expect(chinese).toContain('• {c}：参加 3 轮，落单 2 次');
	expect(fairnessText(fairnessReport([]), 'en')).toBe('Nobody has been matched yet, so there is nothing to report.');
});

test('names ten people and counts the others', () => {
	const alone = Array.from({ length: 25 }, (_, index) => `m${index}`);
	expect(fairnessText(fairnessReport([{ round: 1, groups: [], alone }]), 'en')).toContain('… and 15 more');
});

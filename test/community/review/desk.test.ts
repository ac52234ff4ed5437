import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';

import { ageInWords } from '../../../community/review/age';
import { assign, loadOf, type Reviewer } from '../../../community/review/assign';
import { decideMany, verdictOfAnswer } from '../../../community/review/decide';
import { listWaiting, type DeskFilter, type DeskSort } from '../../../community/review/desk';
import { ago, application, mixedQueues, NOW, queues } from './waiting';

const ids = (list: readonly { applicationId: string }[]) => list.map(({ applicationId }) => applicationId);
const OLDEST: DeskSort = { by: 'age', descending: true };

describe('the list of who waits', () => {
	const queue = [
		application('a', { createdAt: ago(50), score: 10, way: 'link', assigneeId: 'li' }),
		application('b', { createdAt: ago(2), score: 40 }),
		application('c', { createdAt: ago(24), score: 25, assigneeId: 'wang' }),
		application('d', { createdAt: ago(24), score: 25 }),
	];

	test.each<[DeskFilter, string[]]>([
		[{}, ['a', 'c', 'd', 'b']],
		[{ minAgeHours: 24 }, ['a', 'c', 'd']],
		[{ maxAgeHours: 24 }, ['c', 'd', 'b']],
		[{ minScore: 25, maxScore: 30 }, ['c', 'd']],
		[{ assigneeId: 'li' }, ['a']],
		[{ assigneeId: null }, ['d', 'b']],
		[{ way: 'form', minAgeHours: 3 }, ['c', 'd']],
		[{ way: 'form', assigneeId: 'li' }, []],
	])('by %j is %j', (filter, expected) => {
		expect(ids(listWaiting(queue, filter, OLDEST, NOW))).toEqual(expected);
	});

	test.each<[DeskSort, string[]]>([
		[{ by: 'age', descending: false }, ['b', 'c', 'd', 'a']],
		[{ by: 'score', descending: true }, ['b', 'c', 'd', 'a']],
		[{ by: 'score', descending: false }, ['a', 'c', 'd', 'b']],
		[{ by: 'assignee', descending: false }, ['d', 'b', 'a', 'c']],
		[{ by: 'way', descending: true }, ['a', 'c', 'd', 'b']],
	])('in the order of %j is %j', (sort, expected) => {
		expect(ids(listWaiting(queue, {}, sort, NOW))).toEqual(expected);
	});

	test('does not depend on the order that it came in', () => {
		const sorts = fc.record({
			by: fc.constantFrom('age' as const, 'score' as const, 'assignee' as const, 'way' as const),
			descending: fc.boolean(),
		});
		fc.assert(
			fc.property(mixedQueues, sorts, ([one, other], sort) => {
				expect(listWaiting(other, {}, sort, NOW)).toEqual(listWaiting(one, {}, sort, NOW));
			}),
		);
	});
});

describe('age in words', () => {
	test.each([
		[0, '1 minute', '1分钟'],
		[0.99, '59 minutes', '59分钟'],
		[1, '1 hour', '1小时'],
		[23.9, '23 hours', '23小时'],
		[24, '1 day', '1天'],
		[71, '2 days', '2天'],
	])('%d hours', (hours, english, chinese) => {
		expect(ageInWords(ago(hours), NOW, 'en')).toBe(english);
		expect(ageInWords(ago(hours), NOW, 'zh-CN').replaceAll(/\s/g, '')).toBe(chinese);
	});

	test('is never negative', () => {
		expect(ageInWords(ago(-1), NOW, 'en')).toBe('1 minute');
	});
});

describe('assignment', () => {
	const reviewers = (...names: string[]): Reviewer[] => names.map((reviewerId) => ({ reviewerId }));

	test('gives the oldest to who has least, in turn', () => {
		const queue = [
			application('new', { createdAt: ago(1) }),
			application('old', { createdAt: ago(9) }),
			application('middle', { createdAt: ago(5) }),
			application('taken', { createdAt: ago(99), assigneeId: 'li' }),
		];
		expect(assign(queue, reviewers('wang', 'li', 'zhao'), loadOf(queue))).toEqual({
			assignments: [
				{ applicationId: 'old', reviewerId: 'wang' },
				{ applicationId: 'middle', reviewerId: 'zhao' },
				{ applicationId: 'new', reviewerId: 'wang' },
			],
			unassigned: [],
		});
	});

	test('passes over who is away or full', () => {
		const desk: Reviewer[] = [
			{ reviewerId: 'away', away: true },
			{ reviewerId: 'full', maxOpen: 2 },
			{ reviewerId: 'one', maxOpen: 1 },
		];
		const queue = ['a', 'b', 'c'].map((id) => application(id));
		expect(assign(queue, desk, { full: 1 })).toEqual({
			assignments: [
				{ applicationId: 'a', reviewerId: 'one' },
				{ applicationId: 'b', reviewerId: 'full' },
			],
			unassigned: ['c'],
		});
	});

	test('without reviewers leaves everything where it is', () => {
		expect(assign([application('a')], [], {})).toEqual({ assignments: [], unassigned: ['a'] });
	});

	test('refuses a reviewer who is there twice', () => {
		expect(() => assign([], reviewers('li', 'li'), {})).toThrow(DomainError);
	});

	test('takes a name such as "constructor" for what it is', () => {
		expect(assign([application('a')], reviewers('constructor'), {}).assignments).toHaveLength(1);
	});

	const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });

	test('is fair: loads that start equal differ by at most one', () => {
		fc.assert(
			fc.property(queues, names, fc.integer({ min: 0, max: 5 }), (queue, list, start) => {
				const load = Object.fromEntries(list.map((name) => [name, start] as const));
				const { assignments, unassigned } = assign(queue, reviewers(...list), load);
				const counts = list.map((name) => assignments.filter(({ reviewerId }) => reviewerId === name).length);
				expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
				expect(unassigned).toEqual([]);
				expect(ids(assignments).sort()).toEqual(ids(queue).sort());
			}),
		);
	});

	test('never widens a difference, and does not depend on the order of the queue', () => {
		fc.assert(
			fc.property(
				mixedQueues,
				fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 }),
				([one, other], start) => {
					const list = start.map((_, index) => `r${index}`);
					const load = Object.fromEntries(start.map((open, index) => [`r${index}`, open] as const));
					const result = assign(one, reviewers(...list), load);
					expect(assign(other, reviewers(...list), load)).toEqual(result);
					const end = list.map((name, index) => {
						return (start[index] ?? 0) + result.assignments.filter(({ reviewerId }) => reviewerId === name).length;
					});
					const spread = (loads: number[]) => Math.max(...loads) - Math.min(...loads);
					expect(spread(end)).toBeLessThanOrEqual(Math.max(1, spread(start)));
				},
			),
		);
	});
});

describe('deciding many', () => {
	const queue = ['a', 'b', 'c'].map((id) => application(id));
	const verdict = { verdict: 'rejected', by: '42', at: NOW } as const;

	test('takes one reason for all, each once, and says who waits no longer', () => {
		expect(decideMany(queue, ['c', 'a', 'a', 'gone'], { ...verdict, reason: ' 广告 ' })).toEqual({
			decisions: ['a', 'c'].map((applicationId) => ({
				applicationId,
				status: 'rejected',
				decidedAt: NOW,
				decidedBy: '42',
				decisionNote: '广告',
				key: `application:${applicationId}:decide:rejected:42`,
			})),
			notWaiting: ['gone'],
		});
	});

	test('asks for a reason where the community wants one', () => {
		const strict = { reasonToReject: true };
		expect(() => decideMany(queue, ['a'], { ...verdict, reason: ' ' }, strict)).toThrow(
			expect.objectContaining({ field: 'reason' }),
		);
		expect(decideMany(queue, ['a'], { ...verdict, verdict: 'approved' }, strict).decisions[0]).not.toHaveProperty(
			'decisionNote',
		);
	});

	test('refuses to decide nobody', () => {
		expect(() => decideMany(queue, [], verdict)).toThrow(expect.objectContaining({ field: 'applicationIds' }));
	});
});

test.each([
	[{ data: { approved: true } }, 'approved'],
	[{ data: { approved: false } }, 'rejected'],
	[{ data: { approved: 'true' } }, undefined],
	[{ data: { text: 'yes' } }, undefined],
	[{ approved: true }, undefined],
	[{ data: null }, undefined],
	[Object.create({ data: { approved: true } }) as unknown, undefined],
	[undefined, undefined],
])('the answer %j is the verdict %s', (answer, verdict) => {
	expect(verdictOfAnswer(answer)).toBe(verdict);
});

import fc from 'fast-check';

import { adviceLines, comparisonLines, mergePatch } from '../../../community/elimination/advice';
import { compare } from '../../../community/elimination/compare';
import { simulate } from '../../../community/elimination/simulate';
import type { Voice } from '../../../community/elimination/words';
import { member, NOW, policy, TIME_ZONE } from './facts';

const zh: Voice = { language: 'zh-CN', timeZone: TIME_ZONE };
const en: Voice = { language: 'en', timeZone: TIME_ZONE };
const people = (count: number) =>
	Array.from({ length: count }, (_none, index) => member(`m${index}`, { points: index }));

describe('advice about a plan', () => {
	const rules = { points: { below: 5 } };
	it.each([
		[19, { count: 10, percent: 5 }, ['⚠️ 单批上限现在是 0 人：19 人的 5% 不足 1 人']],
		[20, { count: 10, percent: 5 }, []],
		[19, { count: 1 }, []],
		[0, { count: 10, percent: 5 }, []],
	])('for %i members and a cap of %o', (count, batchCap, expected) => {
		const chosen = policy({ rules, batchCap });
		const lines = adviceLines(simulate(people(count), chosen, NOW), chosen, [], zh);
		expect(lines).toEqual(expected.map((text) => expect.stringContaining(text) as string));
	});

	it('names who is no member', () => {
		const chosen = policy({ rules });
		const plan = simulate(people(3), chosen, NOW);
		expect(adviceLines(plan, chosen, ['7', '阿强'], en)).toEqual(['⚠️ No members of this community: 7, 阿强']);
	});
});

describe('the comparison in words', () => {
	const plan = (below: number) => simulate(people(30), policy({ rules: { points: { below } } }), NOW);

	it('counts what changes, and names some', () => {
		const lines = comparisonLines(compare(plan(2), plan(25)), en);
		expect(lines[0]).toBe('🔮 What if: going +23, talks 0, protected 0, next time 0.');
		expect(lines).toHaveLength(16);
		expect(lines[1]).toMatch(/^• p-m\d+: stays → goes$/);
		expect(comparisonLines(compare(plan(25), plan(2)), zh)[0]).toContain('离开 -23');
	});

	it('says so if nothing changes', () => {
		expect(comparisonLines(compare(plan(2), plan(2)), zh)).toEqual(['🔮 换成另一套规则，结果一样。']);
	});
});

describe('a policy with some fields changed', () => {
	// The examples of RFC 7396, appendix A.
	it.each([
		[{ a: 'b' }, { a: 'c' }, { a: 'c' }],
		[{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
		[{ a: 'b' }, { a: null }, {}],
		[{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
		[{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
		[{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
		[{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
		[{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
		[
			['a', 'b'],
			['c', 'd'],
			['c', 'd'],
		],
		[{ a: 'b' }, ['c'], ['c']],
		[{ a: 'foo' }, null, null],
		[{ e: null }, { a: 1 }, { e: null, a: 1 }],
		[[1, 2], { a: 'b', c: null }, { a: 'b' }],
		[{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
	])('%j patched with %j', (target, patch, expected) => {
		expect(mergePatch(target, patch)).toEqual(expected);
	});

	it('leaves the original alone, and is the same when it is done twice', () => {
		const values = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
		fc.assert(
			fc.property(values, values, (target, patch) => {
				const before = JSON.stringify(target);
				const once = mergePatch(target, patch);
				expect(JSON.stringify(target)).toBe(before);
				expect(mergePatch(once, patch)).toEqual(once);
			}),
		);
	});
});

import fc from 'fast-check';

import type { RitualStep } from '../../../community/ritual/definition';
import { parseRitual } from '../../../community/ritual/parse';
import { EMPTY_DRAFT, recognise, type Act, type Draft } from '../../../community/ritual/recognise';

function step(fields: object): RitualStep {
	const [only] = parseRitual({ v: 2, steps: [{ id: 'x', kind: 'custom', ...fields }] }).steps;
	if (only === undefined) throw new Error('no step');
	return only;
}
const message = (text?: string, hasImage = false): Act => ({ kind: 'message', text, hasImage });
const press = (choice?: number | 'done'): Act => ({ kind: 'press', choice });

describe('what an act means', () => {
	test.each([
		[{ by: 'button' }, press(), 'done'],
		[{ by: 'button' }, message('done'), 'none'],
		[{ by: 'image' }, message(undefined, true), 'done'],
		[{ by: 'image' }, message('picture'), 'none'],
		[{ by: 'pattern', pattern: '^ok$' }, message('ＯＫ'), 'done'],
		[{ by: 'pattern', pattern: '^ok$' }, message('okay'), 'none'],
		[{ by: 'words', words: [] }, message('今天天气真好，适合出去走走'), 'done'],
		[{ by: 'words' }, message('今天天气真好，适合出去走走'), 'none'],
		[{ by: 'operator' }, press(), 'none'],
		[{ by: 'greeting' }, message('hi'), 'none'],
		[{ by: 'operator' }, { kind: 'confirmation' }, 'done'],
	] as [object, Act, string][])('for %j, %j is %s', (fields, act, outcome) => {
		expect(recognise(step(fields), act).outcome).toBe(outcome);
	});

	test('a hostile pattern takes no longer than the message', () => {
		const slow = step({ by: 'pattern', pattern: '(a+)+$' });
		expect(recognise(slow, message(`${'a'.repeat(5000)}b`)).outcome).toBe('none');
	});
});

describe('a form in several messages', () => {
	const form = step({ kind: 'introduce', form: [{ label: '昵称' }, { label: '职业' }], tag: 't' });

	test('is done when nothing is missing', () => {
		const first = recognise(form, message('昵称：小雨'));
		expect(first).toMatchObject({ outcome: 'part', say: { kind: 'missing', labels: ['职业'] } });
		const { draft } = first as { draft: Draft };
		expect(recognise(form, message('闲聊'), draft).outcome).toBe('none');
		expect(recognise(form, message('职业：画家'), draft)).toEqual({
			outcome: 'done',
			evidence: { answers: { 昵称: '小雨', 职业: '画家' } },
			tags: ['t'],
			answers: { 昵称: '小雨', 职业: '画家' },
		});
	});

	test('is shown once to who introduces themselves in words of their own', () => {
		const words = message('大家好，我是小雨，来自深圳，做设计');
		const first = recognise(form, words);
		expect(first).toMatchObject({ outcome: 'part', say: { labels: ['昵称', '职业'] } });
		expect(recognise(form, words, (first as { draft: Draft }).draft).outcome).toBe('none');
	});
});

describe('choices', () => {
	const choices = step({
		kind: 'interests',
		choices: [{ label: '读书', tag: 'reader' }, { label: '跑步' }, { label: '茶' }],
	});

	test('toggle, and are done with at least one', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 }), (presses) => {
				let draft = EMPTY_DRAFT;
				const chosen = new Set<number>();
				for (const one of presses) {
					const seen = recognise(choices, press(one), draft);
					if (one > 2) expect(seen.outcome).toBe('none');
					else {
						if (!chosen.delete(one)) chosen.add(one);
						draft = (seen as { draft: Draft }).draft;
					}
				}
				const end = recognise(choices, press('done'), draft);
				const tags = ['reader', '跑步', '茶'].filter((_tag, index) => chosen.has(index));
				expect(end).toMatchObject(
					tags.length === 0 ? { outcome: 'part', say: { kind: 'pick_first' } } : { outcome: 'done', tags },
				);
			}),
		);
	});
});

test('things are done one by one, by buttons or words, in any order', () => {
	const things = step({
		kind: 'first_things',
		things: [{ label: 'a' }, { label: 'b', pattern: 'hello' }, { label: 'c' }],
	});
	expect(recognise(things, press(1)).outcome).toBe('none');
	const one = recognise(things, message('Hello!')) as { draft: Draft };
	expect(one).toMatchObject({ outcome: 'part', say: { label: 'b', left: 2 } });
	const two = recognise(things, press(2), one.draft) as { draft: Draft };
	expect(recognise(things, press(2), two.draft)).toMatchObject({ outcome: 'part', say: { left: 1 } });
	expect(recognise(things, press(0), two.draft)).toMatchObject({
		outcome: 'done',
		evidence: { things: ['a', 'b', 'c'] },
	});
});

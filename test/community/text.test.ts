import fc from 'fast-check';
import { DomainError } from '../../community/domain-error';

import { countCharacters, fillText, shorten } from '../../community/text';

const FAMILY = '👨‍👩‍👧';
const FLAG = '🇨🇳';
const ACCENT = 'e\u0301';

/** Text in which characters of several code points are frequent. */
const rich = fc
	.array(
		fc.oneof(
			fc.constantFrom(FAMILY, FLAG, ACCENT, '👍🏽', '好', '１', 'é', ' ', '\n', '\u3000', '\u200b', '{', '}', '{name}'),
			fc.string({ unit: 'grapheme', maxLength: 3 }),
		),
		{ maxLength: 30 },
	)
	.map((parts) => parts.join(''));

const graphemesOf = (text: string): string[] =>
	Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);

function templateError(template: string, variables: Record<string, string | number | undefined>): DomainError {
	try {
		fillText(template, variables);
	} catch (error) {
		if (error instanceof DomainError) return error;
	}
	throw new Error('no DomainError was thrown');
}

describe('fillText', () => {
	test.each([
		['欢迎 @{name} 加入', { name: '林晓雨' }, '欢迎 @林晓雨 加入'],
		['{name}{name}', { name: FAMILY }, FAMILY + FAMILY],
		['{points} 积分', { points: 0 }, '0 积分'],
		['{城市|某地}', { 城市: '深圳' }, '深圳'],
		['{city|your city}', { city: undefined }, 'your city'],
		['{city|your city}', { city: '' }, 'your city'],
		['{city|}', { city: undefined }, ''],
		['[{city}]', { city: undefined }, '[]'],
		['', {}, ''],
		['no variables', {}, 'no variables'],
		['{ name } {} {|x} {a-b}', { name: 'x' }, 'x {} {|x} {a-b}'],
		['{{name}}', { name: 'Ann' }, '{Ann}'],
		['{name|a|b}', { name: undefined }, 'a|b'],
		['$& {name} $1', { name: '$& $1 $$' }, '$& $& $1 $$ $1'],
	])('fills %j with %j', (template, variables: Record<string, string | number | undefined>, expected) => {
		expect(fillText(template, variables)).toBe(expected);
	});

	test('never fills a value again', () => {
		fc.assert(
			fc.property(rich, rich, (name, community) => {
				const filled = fillText('<{name}|{community}>', { name, community });
				expect(filled).toBe(`<${name}|${community}>`);
			}),
		);
	});

	test('names the variable that does not exist and those that do', () => {
		const error = templateError('你好 {nmae}', { name: '', community: '' });
		expect(error.message).toContain('{nmae}');
		expect(error.hint).toBe('These exist here: {name}, {community}.');
	});

	test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('does not know {%s}', (name) => {
		expect(templateError(`{${name}}`, {}).message).toContain(`{${name}}`);
		expect(templateError(`{${name}|default}`, {}).message).toContain(`{${name}}`);
	});
});

describe('countCharacters', () => {
	test.each([
		['', 0],
		['大家好', 3],
		['Hello', 5],
		['a b\tc\nd\u3000e', 5],
		[FAMILY, 1],
		['👍🏽', 1],
		[FLAG + '🇭🇰', 2],
		[ACCENT, 1],
		['한국', 2],
		['ＡＢ１２', 4],
		['\u200b\u200b\u200d\ufeff', 0],
		['\u3164', 0],
		['我是\u200b\u200b\u200b小雨', 4],
		['\0\u0007', 0],
	])('counts %j as %d', (text, expected) => {
		expect(countCharacters(text)).toBe(expected);
	});

	test('counts no more than there are, and nothing for white space', () => {
		fc.assert(
			fc.property(rich, (text) => {
				const count = countCharacters(text);
				expect(count).toBeLessThanOrEqual(graphemesOf(text).length);
				expect(countCharacters(text.replace(/\n/g, '\n\n'))).toBe(count);
			}),
		);
	});
});

describe('shorten', () => {
	test.each([
		['大家好', 3, '大家好'],
		['大家好呀', 3, '大家…'],
		[FAMILY.repeat(4), 2, `${FAMILY}…`],
		[FLAG.repeat(3), 2, `${FLAG}…`],
		[ACCENT.repeat(3), 2, `${ACCENT}…`],
		['', 0, ''],
		['abc', 1, '…'],
		['abc', 0, ''],
		['abc', -1, ''],
	])('shortens %j to %d: %j', (text, limit, expected) => {
		expect(shorten(text, limit)).toBe(expected);
	});

	test('keeps the limit and never splits a character', () => {
		fc.assert(
			fc.property(rich, fc.nat(20), (text, limit) => {
				const short = shorten(text, limit);
				expect(graphemesOf(short).length).toBeLessThanOrEqual(limit);
				const all = graphemesOf(text);
				if (all.length <= limit) expect(short).toBe(text);
				else if (limit > 0) expect(short).toBe(`${all.slice(0, limit - 1).join('')}…`);
			}),
		);
	});
});

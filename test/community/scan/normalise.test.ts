import fc from 'fast-check';
import { normalise, quote, tightText } from '../../../community/scan/normalise';

describe('tightText', () => {
	test.each([
		['ＶＸ：ｍｏｎｅｙ６６６', 'vxmoney666'],
		['ⓥⓧ', 'vx'],
		['🆅🆇', 'vx'],
		['🅥🅧', 'vx'],
		['𝗩𝗫 𝒱𝓍', 'vxvx'],
		['vх с cyrillic х', 'vxccyrillicx'],
		['貸款秒批', '贷款秒批'],
		['加 微。信', '加微信'],
		['贷\u200b款\u2060秒\ufeff批', '贷款秒批'],
		['➕微', '加微'],
		['+ v信', '加v信'],
		['a + b', 'ab'],
		['jiā wēi xìn', 'jiaweixin'],
		['1️⃣3️⃣8️⃣', '138'],
		['⑴②', '12'],
		['ca$h c@sino', 'cashcasino'],
		['👍🎉', ''],
		['', ''],
	])('%s reads %s', (text, tight) => {
		expect(tightText(text)).toBe(tight);
	});

	test('does not change by being read again', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const once = tightText(text);
				expect(tightText(once)).toBe(once);
			}),
		);
	});

	test('is blind to invisible characters anywhere', () => {
		const invisible = fc.constantFrom('\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u{e0020}');
		fc.assert(
			fc.property(fc.array(fc.constantFrom('加', '微', '信', 'a', '8', ' ')), invisible, (parts, mark) => {
				expect(tightText(parts.join(mark))).toBe(tightText(parts.join('')));
			}),
		);
	});
});

describe('quote', () => {
	test('shows what was written', () => {
		const original = '快加 ＶＸ 👍 abc';
		const { tight } = normalise(original);
		const at = tight.text.indexOf('vx');
		expect(quote(original, tight, at, at + 2)).toBe('ＶＸ');
	});

	test('is always a part of the original', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (original) => {
				for (const form of [normalise(original).plain, normalise(original).tight]) {
					expect(form.from).toHaveLength(form.text.length);
					expect(original).toContain(quote(original, form, 0, form.text.length));
				}
			}),
		);
	});
});

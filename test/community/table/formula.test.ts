import fc from 'fast-check';
import { neutralise, restore } from '../../../community/table/formula';

test('whatever is exported is no formula, and comes back as it was', () => {
	const cells = fc.oneof(
		fc.string(),
		fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', '\t', '\r', 'a', '中') }),
	);
	fc.assert(
		fc.property(cells, (text) => {
			expect(neutralise(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
			expect(restore(neutralise(text))).toBe(text);
		}),
	);
});

test.each([
	['=HYPERLINK("http://x","y")', `'=HYPERLINK("http://x","y")`],
	['+8613800138000', `'+8613800138000`],
	['＝1+1', `'＝1+1`],
	['小雨', '小雨'],
	["'quoted", "'quoted"],
])('%s is written %s', (text, cell) => {
	expect(neutralise(text)).toBe(cell);
});

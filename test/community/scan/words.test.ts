import { Automaton } from '../../../community/scan/automaton';
import { normalise } from '../../../community/scan/normalise';
import { WordFinder } from '../../../community/scan/words';
import fc from 'fast-check';

const finder = new WordFinder(
	['加微信', '刷单', '返利', '博彩平台', '贷款', 'casino', 'free bitcoin', 'forex', 'Viagra'].map((word) => ({
		word,
		of: word,
	})),
);
const found = (text: string): string[] => finder.find(normalise(text)).map(({ word }) => word);

describe('banned words', () => {
	test.each([
		['请加微信', '加微信'],
		['加 微 信', '加微信'],
		['加-微*信', '加微信'],
		['加。微。信', '加微信'],
		['加\n微\n信', '加微信'],
		['加薇芯', '加微信'],
		['加V信', '加微信'],
		['＋ＶＸ', '加微信'],
		['加卫星', '加微信'],
		['加伟新', '加微信'],
		['jiaweixin', '加微信'],
		['Jia Wei Xin', '加微信'],
		['jiā wēi xìn', '加微信'],
		['加weixin', '加微信'],
		['jia微xin', '加微信'],
		['刷🌹单', '刷单'],
		['shua dan', '刷单'],
		['貸款', '贷款'],
		['贷kuan', '贷款'],
		['菠菜平台', '博彩平台'],
		['CASINO', 'casino'],
		['c a s i n o', 'casino'],
		['c-4-s-1-n-0', 'casino'],
		['сasino with a Cyrillic с', 'casino'],
		['ca$ino, cas1no', 'casino'],
		['free-bitcoin', 'free bitcoin'],
		['freebitcoin', 'free bitcoin'],
		['V1agra', 'Viagra'],
	])('%s holds %s', (text, word) => {
		expect(found(text)).toContain(word);
	});

	test.each([
		['another clause', '要再加。微信上说'],
		['a name', 'Jiawei will be there'],
		['a longer Latin word', 'jiaweixinyuan'],
		['the end of one word and the start of another', 'for exams, mocha sin oral'],
		['a longer English word', 'casinos-like casinoland'],
		['words of the same sound', '范例和凡例'],
		['everybody', '大家微信联系，我们家微信群'],
		['a vegetable', '菠菜炒蛋'],
		['nothing', ''],
		['emoji', '👍👍👍'],
	])('%s is no find: %s', (_what, text) => {
		expect(found(text)).toEqual([]);
	});

	test('each find quotes what was written', () => {
		expect(finder.find(normalise('来 加 薇❤芯 吧'))).toMatchObject([{ word: '加微信', saw: '加 薇❤芯' }]);
	});
});

describe('Automaton', () => {
	test('finds what a search key by key finds', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'b', '加', '微'), maxLength: 40 });
		const keys = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '加', '微'), minLength: 1, maxLength: 4 }));
		fc.assert(
			fc.property(text, keys, (hay, needles) => {
				const expected = needles.flatMap((needle, key) =>
					Array.from(hay, (_unit, start) => ({ key, start, end: start + needle.length })).filter(({ start }) =>
						hay.startsWith(needle, start),
					),
				);
				const order = (a: { key: number; start: number }, b: { key: number; start: number }): number =>
					a.key - b.key || a.start - b.start;
				expect(new Automaton(needles).find(hay).sort(order)).toEqual(expected.sort(order));
			}),
		);
	});
});

import { normalise } from '../../../community/scan/normalise';
import { compilePolicy } from '../../../community/scan/scan';
import { styleOf, trainStyle } from '../../../community/scan/style';

describe('style', () => {
	const weights = trainStyle([
		{ text: '招人做单，日结两百', spam: true },
		{ text: '招人，日结三百', spam: true },
		{ text: '今天下雨，记得带伞', spam: false },
		{ text: '今天打卡，记得补签', spam: false },
	]);

	test('what ads hold speaks for an ad, what talk holds against one, the rest says nothing', () => {
		expect(styleOf(normalise('厂里招人'), weights).logOdds).toBeGreaterThan(0);
		expect(styleOf(normalise('记得吃饭'), weights).logOdds).toBeLessThan(0);
		expect(styleOf(normalise('👍 hello'), weights)).toEqual({ logOdds: 0, loudest: [] });
	});

	test('quotes what spoke loudest as it was written', () => {
		expect(styleOf(normalise('厂里 招 人'), weights).loudest).toContain('招 人');
	});

	test('addresses are left to the rules for links', () => {
		const learned = trainStyle(Array.from({ length: 3 }, () => ({ text: 'https://example.com/sale', spam: true })));
		expect(learned.size).toBe(0);
	});

	test('finds an ad that uses no known word, but not the warning of one', () => {
		const scanner = compilePolicy({ words: [{ name: 'warning', points: -1, words: ['骗子'] }], shippedWords: [] });
		const scan = (text: string) => scanner.scan({ memberId: 'me', text, at: 0 });
		const text = '招聘在家手机操作的兼职，佣金日结，宝妈学生都可以做，名额有限，先到先得，有意的朋友联系我';
		expect(scan(text)).toMatchObject({ outcome: 'flagged', reasons: [{ rule: 'style' }] });
		expect(scan(`${text}，这是骗子`).outcome).toBe('clean');
	});
});

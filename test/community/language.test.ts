import fc from 'fast-check';

import { closestLanguage, LANGUAGES } from '../../community/language';

describe('closestLanguage', () => {
	test.each([
		['zh', 'zh-CN'],
		['zh-CN', 'zh-CN'],
		['zh_CN', 'zh-CN'],
		['zh-hans', 'zh-CN'],
		['zh-hant-TW', 'zh-CN'],
		['ZH-HK', 'zh-CN'],
		[' zh-SG ', 'zh-CN'],
		['zho', 'zh-CN'],
		['cmn-Hans', 'zh-CN'],
		['yue', 'zh-CN'],
		['en', 'en'],
		['en-GB', 'en'],
		['de', 'en'],
		['ja', 'en'],
		['za', 'en'],
		['zhx', 'en'],
		['chimwini', 'en'],
		['x-zh', 'en'],
	])('%j is %s', (tag, expected) => {
		expect(closestLanguage(tag, expected === 'en' ? 'zh-CN' : 'en')).toBe(expected);
	});

	test.each([undefined, '', '   '])('%j says nothing, so the fallback holds', (tag) => {
		for (const language of LANGUAGES) expect(closestLanguage(tag, language)).toBe(language);
	});

	test('always finds a shipped language', () => {
		fc.assert(fc.property(fc.string(), (tag) => expect(LANGUAGES).toContain(closestLanguage(tag, 'en'))));
	});
});

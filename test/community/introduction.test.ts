import fc from 'fast-check';

import { INTRODUCTION_WORDS, isIntroduction } from '../../community/ritual/introduction';

const SHIPPED = { minimumLength: 10, words: INTRODUCTION_WORDS };

describe('with the shipped words', () => {
	test.each([
		'大家好，我是小雨，坐标深圳，做产品设计，想认识更多同行。',
		'大家好我是新来的，请多多关照🙏🙏🙏',
		'我叫李雷，在北京做后端开发',
		'Hi all，我是 Amy，坐标上海，做跨境电商',
		'自我介绍一下：95后，摄影师，喜欢徒步',
		'本人从事外贸行业十年，希望多交流',
		'坐标成都，宝妈一枚，做亲子阅读👩‍👧',
		'来自杭州的独立开发者，做了三个小程序',
		'【职业】律师【城市】广州【爱好】跑步',
		'职业：教师\n城市：南京\n爱好：书法',
		'１、我是王芳　２、坐标武汉　３、做财务',
		'各位前辈好！我是刚毕业的学生，学的是计算机',
		'嗨～我叫阿May，在香港做保险，周末喜欢爬山⛰️',
		'👋👋 大家好呀，做短视频的小白来报到',
		'你好，I’m 小雨, a product designer in Shenzhen',
		"Hello everyone, I'm Rain from Shenzhen",
		"I'm小雨，做产品设计，喜欢摄影",
		'hi everyone! glad to be here, I design apps',
		'My name is Han Meimei and I teach English',
		'MY NAME IS BOB, NICE TO MEET YOU ALL',
		'Ｍｙ　ｎａｍｅ is Ken, I sell tea',
		'Let me introduce myself: Ana, Lisbon, lawyer',
		'I am a data scientist based in Berlin.',
		'I  am\nnew here and I build robots',
		'Hey! I work at a hospital in Leeds as a nurse',
		'Bonjour! Je suis Marie, I work in Paris',
		'(i am Tom, photographer)',
	])('%j is an introduction', (text) => {
		expect(isIntroduction(text, SHIPPED)).toBe(true);
	});

	test.each([
		'哈哈哈哈哈哈哈哈哈哈哈哈',
		'谢谢群主的分享，学到了很多东西',
		'请问今天晚上的直播几点开始？',
		'有人知道哪里可以买到这本书吗',
		'👍👍👍👍👍👍👍👍👍👍👍👍',
		'收到收到收到收到收到收到',
		'我是小雨',
		'大家好',
		'大家好　　　　　　　　　　　　',
		'我是\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b',
		'大家好👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧',
		'https://example.com/live/20260601',
		'Miami am I going to love this place',
		'Is the meeting at seven or at eight tonight?',
		'Thank you so much for the great talk!',
		'miami amazing hotels and beaches everywhere',
		'This will all be fine by tomorrow',
		'Hawaii amateurs welcome at the surf club',
		'semi automatic, quasi work in progress',
		"aai'm not a word but letters",
		'rummy names and other card games',
		'',
		'          ',
		undefined,
	])('%j is none', (text) => {
		expect(isIntroduction(text, SHIPPED)).toBe(false);
	});
});

describe('with words of an operator', () => {
	const rule = (...words: string[]) => ({ minimumLength: 1, words });

	test.each([
		['ＨＥＬＬＯ world', ['hello'], true],
		['hello', ['ＨＥＬＬＯ'], true],
		['c++ developer', ['C++'], true],
		['caf\u00e9 owner', ['cafe\u0301'], true],
		['cafés', ['café'], false],
		['我在深圳南山', ['深圳'], true],
		['I love 深圳', ['深圳'], true],
		['2026 class', ['2026'], true],
		['12026', ['2026'], false],
		['hello', ['', '  '], false],
		['hello', ['   hello   '], true],
		['anything', ['.*'], false],
	])('%j with %j: %s', (text, words, expected) => {
		expect(isIntroduction(text, rule(...words))).toBe(expected);
	});

	test('takes any message that is long enough if there are none', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, minimumLength) => {
				const long = `${'好'.repeat(minimumLength)} ${text}`;
				expect(isIntroduction(long, { minimumLength, words: [] })).toBe(true);
				expect(isIntroduction('好'.repeat(minimumLength - 1), { minimumLength, words: [] })).toBe(false);
			}),
		);
	});

	test('finds a Chinese word anywhere in a text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
				expect(isIntroduction(`${before} 我是 ${after}`, rule('我是'))).toBe(true);
			}),
		);
	});
});

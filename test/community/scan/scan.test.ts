import fc from 'fast-check';
import { fingerprintOf } from '../../../community/scan/fingerprint';
import { readPolicy } from '../../../community/scan/policy';
import { forgive } from '../../../community/scan/forgiven';
import type { ScanContext } from '../../../community/scan/message';
import { compilePolicy, scanMessage } from '../../../community/scan/scan';

const NOW = Date.UTC(2024, 1, 29, 12);
const scanner = compilePolicy();
const scan = (text: string, context: ScanContext = {}, more: { codes?: string[]; roles?: string[] } = {}) =>
	scanner.scan({ memberId: 'me', text, at: NOW, ...more }, context);
const AD = '淘宝刷单兼职，一单一结，加微信 kefu8823';

describe('scanMessage', () => {
	test('a flagged message says why, the heaviest reason first, in the words of the member', () => {
		const result = scan('代 开 發 票，加Ⅴ信：ab_7788k');
		expect(result).toMatchObject({ outcome: 'flagged', flagFrom: 50 });
		expect(result.reasons[0]).toEqual({ rule: 'word', name: 'illegal trade', saw: '代 开 發 票', points: 50 });
		expect(result.reasons).toContainEqual({ rule: 'contact', name: 'wechat', saw: 'Ⅴ信：ab_7788k', points: 45 });
		expect(result.reasons.map(({ points }) => points)).toEqual(
			result.reasons.map(({ points }) => points).sort((a, b) => b - a),
		);
	});

	test.each(['', '👍👍', '打卡第12天', '  \n ', '\ud800'])('%j is clean', (text) => {
		expect(scan(text)).toMatchObject({ outcome: 'clean', score: 0 });
	});

	test('the score stays between 0 and 100 and decides the outcome, whatever is written', () => {
		const part = fc.constantFrom(
			'加微信',
			'abc_7788',
			'https://t.me/+x',
			'刷单',
			'骗子',
			'👍',
			' ',
			'138',
			'00138000',
			'@',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'grapheme' }))), (parts) => {
				const { score, outcome } = scan(parts.join(''));
				expect(score).toBeGreaterThanOrEqual(0);
				expect(score).toBeLessThanOrEqual(100);
				expect(outcome).toBe(score >= 50 ? 'flagged' : 'clean');
			}),
		);
	});

	test('a warning may name what it warns of, but excuses no invitation', () => {
		expect(scan('提醒大家，刷单返利都是骗子').outcome).toBe('clean');
		expect(scan('原群主是骗子，大家来 https://t.me/+AbCdEf123456').outcome).toBe('flagged');
	});

	test('the first messages of a member weigh more', () => {
		const text = 'http://abc.top/x';
		expect(scan(text, { messagesBefore: 10 }).outcome).toBe('clean');
		const first = scan(text, { messagesBefore: 0 });
		expect(first.outcome).toBe('flagged');
		expect(first.reasons).toContainEqual(expect.objectContaining({ rule: 'watch', saw: 'message 1' }));
		expect(scan('大家好', { messagesBefore: 0 })).toMatchObject({ score: 0, reasons: [] });
	});

	test('a hit on an external list is enough', () => {
		expect(scan('hi', { listedOutside: true })).toMatchObject({ outcome: 'flagged', reasons: [{ rule: 'external' }] });
	});

	test('repeating oneself and flooding count', () => {
		const recent = [1, 2, 3].map((ago) => ({ memberId: 'me', at: NOW - ago * 1000, ...fingerprintOf('来看看我的店') }));
		expect(scan('来看看我的店！', { recent }).reasons).toContainEqual(
			expect.objectContaining({ rule: 'repetition', saw: '4 times', points: 50 }),
		);
		const sentAt = Array.from({ length: 8 }, (_each, index) => NOW - index * 1000);
		expect(scan('哈', { sentAt }).reasons).toEqual([{ rule: 'flood', name: '20 s', saw: '9 messages', points: 50 }]);
	});

	test('a QR code counts like the link in it', () => {
		expect(scan('进群', {}, { codes: ['https://u.wechat.com/EHx9k3LmN0pQ'] })).toMatchObject({ outcome: 'flagged' });
		expect(scan('看图', {}, { codes: ['hello'] })).toMatchObject({ outcome: 'clean', score: 20 });
		const own = compilePolicy({ links: { allowedDomains: ['example.com'] } });
		const codes = ['https://www.example.com/a'];
		expect(own.scan({ memberId: 'me', text: '签到', at: NOW, codes })).toMatchObject({ score: 0 });
	});

	test('spares exempt roles', () => {
		const policy = { exemptRoles: ['operator'] };
		const message = { memberId: 'me', text: AD, at: NOW };
		expect(scanMessage({ ...message, roles: ['operator'] }, policy)).toMatchObject({
			outcome: 'clean',
			spared: 'role',
		});
		expect(scanMessage({ ...message, roles: ['member'] }, policy)).toMatchObject({ outcome: 'flagged' });
	});
});

describe('an undo', () => {
	const text = '各位家长，周末亲子营还有五个名额，需要的加微信 qinzi_2024 找小鹿老师报名，前五名送绘本，先到先得';
	const forgiven = [forgive(scan(text))];

	test('teaches that the text is fine, also if it changes a little', () => {
		expect(scan(text).outcome).toBe('flagged');
		expect(scan(text, { forgiven })).toMatchObject({ outcome: 'clean', score: 0, spared: 'forgiven' });
		expect(scan(text.replace('五个名额', '三个名额'), { forgiven }).outcome).toBe('clean');
	});

	test('does not excuse another contact in the same text, nor another text', () => {
		expect(scan(text.replace('qinzi_2024', 'duanzi_999'), { forgiven }).reasons).toContainEqual(
			expect.objectContaining({ rule: 'contact', saw: expect.stringContaining('duanzi_999') }),
		);
		expect(scan(AD, { forgiven }).outcome).toBe('flagged');
	});

	test('does not excuse sending it over and over', () => {
		const recent = [1, 2, 3].map((ago) => ({ memberId: 'me', at: NOW - ago * 1000, ...fingerprintOf(text) }));
		expect(scan(text, { forgiven, recent })).toMatchObject({ outcome: 'flagged' });
	});
});

describe('the policy', () => {
	const flagged = (policy: unknown, text: string): boolean =>
		scanMessage({ memberId: 'me', text, at: NOW }, policy).outcome === 'flagged';

	test('takes the operators own words, patterns and domains', () => {
		const words = [{ name: 'rivals', points: 60, words: ['隔壁群'] }];
		expect(flagged({ words }, '隔 壁 群 更好')).toBe(true);
		expect(flagged({ words, allowedWords: ['我们隔壁群'] }, '我们隔壁群')).toBe(false);
		expect(flagged({ words, allowedWords: ['我们隔壁群'] }, '我们隔壁群不如隔壁群')).toBe(true);
		expect(flagged({ patterns: [{ name: 'code', pattern: '口令[:：]\\w+', points: 60 }] }, '口令：abc')).toBe(true);
		expect(flagged({ links: { bannedDomains: ['rival.com'] } }, 'https://www.rival.com/a')).toBe(true);
		expect(flagged({ links: { allowedDomains: ['t.me'] } }, 'https://t.me/+AbCdEf123456')).toBe(false);
	});

	test('shipped words and style can be turned off', () => {
		const policy = { shippedWords: [], style: { points: 0 } };
		expect(scanMessage({ memberId: 'me', text: '刷单返利', at: NOW }, policy)).toMatchObject({ score: 0, reasons: [] });
	});

	test.each([
		['a share above 100', { flagFrom: 101 }, 'flagFrom'],
		['no such language', { shippedWords: ['fr'] }, 'shippedWords.0'],
		['a word without letters', { words: [{ name: 'x', points: 1, words: ['a', '！'] }] }, 'words.0.words.1'],
		[
			'a word that is banned and allowed',
			{ words: [{ name: 'x', points: 1, words: ['隔壁'] }], allowedWords: ['隔 壁'] },
			'words.0.words.0',
		],
		[
			'a domain that is banned and allowed',
			{ links: { bannedDomains: ['A.com'], allowedDomains: ['a.com'] } },
			'links.bannedDomains.0',
		],
		['a pattern with look-ahead', { patterns: [{ name: 'x', pattern: '(?=a)', points: 1 }] }, 'patterns.0.pattern'],
		['no object', 'strict', ''],
	])('refuses %s, naming the field', (_what, policy, field) => {
		expect(() => readPolicy(policy)).toThrow(
			expect.objectContaining({ name: 'DomainError', field, hint: expect.stringMatching(/./) }),
		);
	});
});

import { ADMISSION_COPY, type AdmissionCopy } from '../../../community/admission/copy';
import {
	amountInWords,
	codeInWords,
	instantInWords,
	missingInWords,
	paymentInWords,
	tasksInWords,
} from '../../../community/admission/messages';
import { combineWays } from '../../../community/admission/ways';
import { LANGUAGES } from '../../../community/language';

const KEYS = Object.keys(ADMISSION_COPY['zh-CN']) as (keyof AdmissionCopy)[];
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();

describe('words for applicants', () => {
	test.each(KEYS)('%s says the same in every language', (key) => {
		expect(placeholders(ADMISSION_COPY.en[key])).toEqual(placeholders(ADMISSION_COPY['zh-CN'][key]));
		for (const language of LANGUAGES) expect(ADMISSION_COPY[language][key]).toMatch(/\S/);
		expect(ADMISSION_COPY.en[key].replace(/\{[^}]*\}/g, '')).not.toMatch(/\p{Script=Han}/u);
		expect(ADMISSION_COPY['zh-CN'][key]).toMatch(/\p{Script=Han}/u);
	});

	test('list what is still to do', () => {
		const settings = { mode: 'any' as const, ways: ['payment' as const, 'invitation' as const, 'task' as const] };
		const admission = combineWays(settings, [{ way: 'task', state: 'failed' }]);
		expect(missingInWords(admission, 'any', '设计师社群', 'zh-CN')).toBe(
			'完成下面任意一项，就能加入设计师社群：\n• 支付入群费用\n• 输入群友给你的邀请码',
		);
		expect(missingInWords(admission, 'all', undefined, 'en')).toBe(
			'Before you can join our community, please:\n• Pay the entrance fee\n• Enter the invitation code that a member gave you',
		);
		expect(
			missingInWords(
				combineWays({ mode: 'all', ways: ['task'] }, [{ way: 'task', state: 'satisfied' }]),
				'all',
				'x',
				'en',
			),
		).toBe('');
	});

	test('say why a code was not taken, and treat it as text', () => {
		expect(codeInWords('unknown', '7K2QX9MD4A', 'en')).toContain('7K2QX-9MD4A');
		expect(codeInWords('unknown', '{name}', 'zh-CN')).toContain('{name');
		expect(codeInWords('used_up', '', 'zh-CN')).toBe('这个邀请码的名额已经用完了');
		expect(codeInWords('typo', 'x', 'en')).not.toBe(codeInWords('wrong_length', 'x', 'en'));
	});

	test('tell tasks to do from tasks in review', () => {
		const verdict = {
			state: 'waiting' as const,
			missing: [
				{ taskId: 'a', title: '爆照' },
				{ taskId: 'b', title: '看群规' },
			],
			inReview: [{ taskId: 'c', title: '笔记' }],
		};
		expect(tasksInWords(verdict, 'zh-CN')).toMatch(/^还没完成：爆照.*看群规\n等管理员确认：笔记$/);
		expect(tasksInWords({ state: 'satisfied', missing: [], inReview: [] }, 'en')).toBe('');
	});

	test.each([
		[9900, 'CNY', 'zh-CN', '¥99.00'],
		[5, 'CNY', 'zh-CN', '¥0.05'],
		[1234, 'JPY', 'en', '¥1,234'],
		[1, 'USD', 'en', '$0.01'],
		[1005, 'KWD', 'en', 'KWD\u00a01.005'],
		[9_007_199_254_740_991, 'USD', 'en', '$90,071,992,547,409.91'],
	] as const)('write %d of %s in %s as %s', (amountMinor, currency, language, words) => {
		expect(amountInWords({ amountMinor, currency }, language)).toBe(words);
	});

	test('say what is the matter with a payment', () => {
		const price = { amountMinor: 9900, currency: 'CNY' };
		expect(paymentInWords({ state: 'waiting', reason: 'too_little', missingMinor: 1 }, price, 'zh-CN')).toBe(
			'入群费用还差 ¥0.01',
		);
		expect(paymentInWords({ state: 'waiting', reason: 'other_currency' }, price, 'en')).toContain('CNY');
		expect(paymentInWords({ state: 'failed', reason: 'refunded' }, price, 'zh-CN')).toContain('退款');
		expect(paymentInWords({ state: 'satisfied' }, price, 'en')).toBe('');
	});

	test('write an instant by the clocks of the place', () => {
		expect(instantInWords('2026-03-01T00:00:00Z', 'Asia/Shanghai', 'zh-CN')).toBe('2026年3月1日 08:00');
		expect(instantInWords('2026-03-01T16:30:00Z', 'Asia/Shanghai', 'en')).toMatch(/^Mar 2, 2026, 00:30$/);
	});
});

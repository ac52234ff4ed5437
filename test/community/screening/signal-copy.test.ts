import { LANGUAGES } from '../../../community/language';
import type { ScreeningReason } from '../../../community/screening/evaluate';
import { reasonInWords } from '../../../community/screening/signal-copy';
import { signalReasons, signalSettingsSchema } from '../../../community/screening/signals';

const REASONS = signalReasons(
	{
		duplicates: [
			{ platform: 'telegram', memberId: '8', sure: 'certain', because: [{ by: 'phone' }, { by: 'email' }] },
			{ platform: 'telegram', memberId: '9', sure: 'likely', because: [{ by: 'phone' }] },
		],
		blocklistHits: [
			{ kind: 'phone', reason: '发{广告}', listOwner: 'c', addedBy: 'op', at: '2026-01-01T00:00:00Z' },
			{ kind: 'word', reason: '', listOwner: 'c', addedBy: 'op', at: '2026-01-01T00:00:00Z' },
		],
		poacherSignals: [
			{ name: 'joined_many', count: 9, atLeast: 5, withinHours: 24, communityIds: [] },
			{ name: 'left_after_gift', count: 2, atLeast: 2, withinHours: 72, communityIds: [] },
		],
	},
	signalSettingsSchema.parse({}),
);
// Reasons are kept as JSON.
const kept = JSON.parse(JSON.stringify(REASONS)) as ScreeningReason[];

test('operators read what a signal saw', () => {
	expect(kept.map((reason) => reasonInWords(reason, 'zh-CN'))).toEqual([
		'疑似同一人：8 · 9（手机号相同 · 邮箱相同）',
		'在黑名单上：发{广告} · word',
		'24 小时内加入了 9 个社群',
		'领完礼物就退群，共 2 个社群',
	]);
	expect(kept.map((reason) => reasonInWords(reason, 'en'))).toEqual([
		'Seems to be the same person as 8 · 9 (same phone · same e-mail address)',
		'On the blocklist: 发{广告} · word',
		'Joined 9 communities within 24 hours',
		'Left 2 communities soon after a gift',
	]);
});

test.each(LANGUAGES)('a rule in %s goes by its name, also one that is called like a signal', (language) => {
	const rule: ScreeningReason = { rule: 'joined_many', field: 'x', saw: 1, passed: true, missing: false, points: 1 };
	expect(reasonInWords(rule, language)).toBe('joined_many');
	expect(reasonInWords({ ...rule, rule: 'constructor', source: 'poacher' }, language)).toBe('constructor');
});

import { parseRules, type GivenRules, type LotteryRules } from '../../../community/lottery/rules';

/** Rules that everybody may enter by, with the changes that a test is about. */
export function sampleRules(changes: Partial<GivenRules> = {}): LotteryRules {
	return parseRules({
		title: '春日福利抽奖 🎁',
		opensAt: '2026-06-01T12:00:00.000Z',
		closesAt: '2026-06-03T12:00:00.000Z',
		prizes: [
			{ tierId: 'first', name: '一等奖：机械键盘', quantity: 1, valueMinor: 49_900, currency: 'CNY' },
			{ tierId: 'second', name: '二等奖：咖啡券', quantity: 2, valueMinor: 3000, currency: 'CNY' },
		],
		exclusions: { staff: ['900'] },
		disclosure: { organiser: '深圳设计师社群', contact: 'help@example.com', text: '7 个工作日内寄出' },
		...changes,
	});
}

import type { Language } from '../language';

/** What members are told about their points. Shapes of `fillText`. */
export interface PointsCopy {
	given: string;
	taken: string;
	adjusted: string;
	expired: string;
	expiring: string;
	tierUp: string;
	tierDown: string;
	tierPaid: string;
	gains: string;
	list: string;
}

export const POINTS_COPY: Record<Language, PointsCopy> = {
	'zh-CN': {
		given: '{name}，积分 +{points}，现在共有 {balance} 分。',
		taken: '{name}，扣除积分 {points}，现在共有 {balance} 分。',
		adjusted: '{name}，{reason}：积分 {change}，现在共有 {balance} 分。',
		expired: '{name}，有 {points} 积分已过期，现在还有 {balance} 分。',
		expiring: '{name}，你有 {points} 积分将在 {date} 过期，记得使用。',
		tierUp: '🎉 恭喜 {name} 升级为「{tier}」！',
		tierDown: '{name}，你的等级变为「{tier}」。',
		tierPaid: '{name}，你已开通「{tier}」，有效期到 {date}。',
		gains: '新的权益：{benefits}',
		list: '、',
	},
	en: {
		given: '{name}, you got {points} points and have {balance} now.',
		taken: '{name}, {points} points were taken; you have {balance} now.',
		adjusted: '{name}, {reason}: {change} points. You have {balance} now.',
		expired: '{name}, {points} points have expired; you have {balance} left.',
		expiring: '{name}, {points} of your points expire on {date}. Use them before.',
		tierUp: '🎉 {name} has reached “{tier}”!',
		tierDown: '{name}, your tier is “{tier}” now.',
		tierPaid: '{name}, “{tier}” is yours until {date}.',
		gains: 'New benefits: {benefits}',
		list: ', ',
	},
};

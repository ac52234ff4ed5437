import type { Language } from '../language';

/** What the check-in tracker says by itself. */
export interface CheckInCopy {
	recorded: string;
	waiting: string;
	made_up: string;
	streakDay: string;
	streakWeek: string;
	earned: string;
	freezeEarned: string;
	milestone: string;
	teamBonus: string;
	progress: string;
	already: string;
	too_soon: string;
	not_due: string;
	too_early: string;
	too_late_today: string;
	too_old: string;
	too_short: string;
	no_image: string;
	copied: string;
	code_unknown: string;
	code_used: string;
	code_expired: string;
	code_other: string;
	callText: string;
	callWindow: string;
	callButton: string;
	reviewTitle: string;
	reviewImage: string;
	approveButton: string;
	refuseButton: string;
}

export const CHECKIN_COPY: Record<Language, CheckInCopy> = {
	'zh-CN': {
		recorded: '✅ @{name} {title}成功！',
		waiting: '🕐 @{name} 收到，等管理员确认后计入{title}。',
		made_up: '🩹 @{name} 已补 {day} 的{title}。',
		streakDay: '🔥 已连续 {current} 天，累计 {total} 天',
		streakWeek: '🔥 已连续 {current} 周，累计 {total} 周',
		earned: '＋{points} 积分',
		freezeEarned: '🧊 攒到一张保护卡，漏打一次也不会断',
		milestone: '🏅 连续 {current}，里程碑达成！',
		teamBonus: '🤝 {team}已有 {members} 人打卡，每人多得 {points} 积分',
		progress: '本期已完成 {done}/{needed}',
		already: '@{name} 这一期已经打过卡了 👌',
		too_soon: '@{name} 离上一次太近了，{minutes} 分钟后再来吧',
		not_due: '@{name} 今天不用打卡，好好休息',
		too_early: '@{name} 还没到打卡时间（{from} 开始）',
		too_late_today: '@{name} 今天的打卡时间已过（{to} 截止）',
		too_old: '@{name} 这条打卡到得太晚，没有计入。可以用补卡',
		too_short: '@{name} 再多写几句吧，至少 {count} 个字',
		no_image: '@{name} 打卡需要附上一张图片',
		copied: '@{name} 这和之前的打卡内容一样，请分享新的内容',
		code_unknown: '@{name} 没有这个签到码，请看清楚后再发一次',
		code_used: '@{name} 你已经用这个签到码签到过了',
		code_expired: '@{name} 签到码已过期，请扫现场最新的码',
		code_other: '@{name} 这个签到码不是这里的',
		callText: '☀️ 今天的{title}开始啦！点下面的按钮，或发送「{keyword}」加一句话。',
		callWindow: '⏰ {from}–{to} 有效',
		callButton: '✅ 打卡',
		reviewTitle: '📝 {title}待确认：{name}（{day}）',
		reviewImage: '🖼 附有图片，请看群里的原消息',
		approveButton: '✅ 通过',
		refuseButton: '❌ 不通过',
	},
	en: {
		recorded: '✅ @{name}, your check-in for “{title}” counts!',
		waiting: '🕐 @{name}, thank you. It counts for “{title}” once an operator has approved it.',
		made_up: '🩹 @{name}, your check-in for “{title}” on {day} is made up.',
		streakDay: '🔥 {current} days in a row, {total} in all',
		streakWeek: '🔥 {current} weeks in a row, {total} in all',
		earned: '+{points} points',
		freezeEarned: '🧊 You have earned a freeze: one missed time will not break your streak',
		milestone: '🏅 {current} in a row: a milestone!',
		teamBonus: '🤝 {members} of {team} have checked in: {points} more points for each',
		progress: '{done} of {needed} done',
		already: '@{name}, you have checked in for this already 👌',
		too_soon: '@{name}, that is too soon after the last one; come back in {minutes} minutes',
		not_due: '@{name}, there is no check-in today. Enjoy your rest',
		too_early: '@{name}, it is not time yet (from {from} on)',
		too_late_today: "@{name}, today's time is over (until {to})",
		too_old: '@{name}, this came too late to count. You may use a make-up card',
		too_short: '@{name}, please write a little more, at least {count} characters',
		no_image: '@{name}, a check-in needs a picture',
		copied: '@{name}, this is the same as an earlier check-in. Please share something new',
		code_unknown: '@{name}, there is no such code. Please look again and send it once more',
		code_used: '@{name}, you have used this code already',
		code_expired: '@{name}, this code has expired. Please scan the newest one at the door',
		code_other: '@{name}, this code is not for here',
		callText: '☀️ Time for “{title}”! Press the button below, or write “{keyword}” and a few words.',
		callWindow: '⏰ Counts from {from} to {to}',
		callButton: '✅ Check in',
		reviewTitle: '📝 {title}, to be judged: {name} ({day})',
		reviewImage: '🖼 With a picture; please look at the message in the group',
		approveButton: '✅ Approve',
		refuseButton: '❌ Refuse',
	},
};

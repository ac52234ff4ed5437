import type { Language } from '../language';

/** What the check-in tracker says by itself. */
export interface CheckInCopy {
	recorded: string;
	waiting: string;
	made_up: string;
	inARow: string;
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
	judgedYes: string;
	judgedNo: string;
	judgedBefore: string;
	proofRefused: string;
	undone: string;
	appealOpened: string;
	appealTitle: string;
	appealGranted: string;
	appealDenied: string;
	grantButton: string;
	denyButton: string;
	paused: string;
	resumed: string;
	frozen: string;
	boardTitle: string;
	boardEmpty: string;
	boardLine: string;
	boardTeamLine: string;
	boardMore: string;
	today: string;
	week: string;
	month: string;
	allTime: string;
	streak: string;
	unitTimes: string;
	unitDays: string;
	unitWeeks: string;
	riskOne: string;
	riskGroup: string;
	riskFrozen: string;
	muteButton: string;
	muted: string;
	unmuted: string;
	hidden: string;
	shown: string;
	doorTitle: string;
	doorText: string;
}

export const CHECKIN_COPY: Record<Language, CheckInCopy> = {
	'zh-CN': {
		recorded: '✅ @{name} {title}成功！',
		waiting: '🕐 @{name} 收到，等管理员确认后计入{title}。',
		made_up: '🩹 @{name} 已补 {day} 的{title}。',
		inARow: '🔥 已连续 {current} {unit}，累计 {total} {totalUnit}',
		earned: '＋{points} 积分',
		freezeEarned: '🧊 攒到一张保护卡，漏打一次也不会断',
		milestone: '🏅 里程碑达成：连续打卡 {current} 次！',
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
		judgedYes: '✅ {operator} 已通过',
		judgedNo: '❌ {operator} 未通过',
		judgedBefore: '已经有人处理过了',
		proofRefused: '@{name} {day} 的打卡没有通过。{note}可以重新打卡或申诉。',
		undone: '@{name} {day} 的打卡已撤销：{reason}。有疑问可以申诉。',
		appealOpened: '@{name} 收到你对 {day} 的申诉，管理员会尽快处理。',
		appealTitle: '⚖️ {title}申诉：{name}（{day}）',
		appealGranted: '✅ @{name} {day} 的申诉通过了，已经计入。',
		appealDenied: '@{name} {day} 的申诉没有通过。{note}',
		grantButton: '✅ 同意',
		denyButton: '❌ 不同意',
		paused: '⏸ @{name} 已请假：{from} 至 {to}，期间不会断卡。',
		resumed: '▶️ @{name} 已销假，从 {day} 起继续打卡。',
		frozen: '🧊 @{name} 已在 {day} 使用一张保护卡，还剩 {held} 张。',
		boardTitle: '🏆 {title}{range}榜',
		boardEmpty: '还没有人上榜，来当第一个吧！',
		boardLine: '{rank} {name} {score}{unit}',
		boardTeamLine: '{rank} {name} {score}{unit}（{people} 人）',
		boardMore: '…后面还有更多',
		today: '今日',
		week: '本周',
		month: '本月',
		allTime: '总',
		streak: '连续',
		unitTimes: ' 次',
		unitDays: ' 天',
		unitWeeks: ' 周',
		riskOne: '🌙 @{name} 今天还没打卡，已连续 {current} 天，别断了哦！',
		riskGroup: '🌙 今天还没打卡的伙伴，别断了哦：',
		riskFrozen: '（还有 {held} 张保护卡）',
		muteButton: '🔕 不再提醒',
		muted: '好的，不再提醒你打卡了',
		unmuted: '好的，会继续提醒你打卡',
		hidden: '好的，排行榜上不再显示你',
		shown: '好的，排行榜上会显示你',
		doorTitle: '{title}现场签到',
		doorText: '扫描二维码，或在群里发送：{keyword} {code}\n{expires} 前有效，每人一次',
	},
	en: {
		recorded: '✅ @{name}, your check-in for “{title}” counts!',
		waiting: '🕐 @{name}, thank you. It counts for “{title}” once an operator has approved it.',
		made_up: '🩹 @{name}, your check-in for “{title}” on {day} is made up.',
		inARow: '🔥 {current} {unit} in a row, {total} in all',
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
		judgedYes: '✅ Approved by {operator}',
		judgedNo: '❌ Refused by {operator}',
		judgedBefore: 'Somebody has decided this already',
		proofRefused: '@{name}, your check-in for {day} was not accepted. {note} You may check in again, or appeal.',
		undone: '@{name}, your check-in for {day} was undone: {reason}. You may appeal.',
		appealOpened: '@{name}, we have your appeal about {day}. An operator will look at it soon.',
		appealTitle: '⚖️ Appeal, {title}: {name} ({day})',
		appealGranted: '✅ @{name}, your appeal about {day} was granted: the day counts.',
		appealDenied: '@{name}, your appeal about {day} was not granted. {note}',
		grantButton: '✅ Grant',
		denyButton: '❌ Deny',
		paused: '⏸ @{name}, your streak rests from {from} to {to}.',
		resumed: '▶️ @{name}, welcome back: your streak goes on from {day}.',
		frozen: '🧊 @{name}, a freeze is spent on {day}; {held} left.',
		boardTitle: '🏆 {title}: {range}',
		boardEmpty: 'Nobody yet. Be the first!',
		boardLine: '{rank} {name}: {score}{unit}',
		boardTeamLine: '{rank} {name}: {score}{unit} ({people} people)',
		boardMore: '… and more',
		today: 'today',
		week: 'this week',
		month: 'this month',
		allTime: 'all time',
		streak: 'streaks',
		unitTimes: ' times',
		unitDays: ' days',
		unitWeeks: ' weeks',
		riskOne: '🌙 @{name}, you have not checked in today. {current} in a row: keep it going!',
		riskGroup: '🌙 Not checked in today yet; keep it going:',
		riskFrozen: ' ({held} freezes left)',
		muteButton: '🔕 No more reminders',
		muted: 'All right, no more reminders',
		unmuted: 'All right, you will be reminded',
		hidden: 'All right, you are not on the leaderboard any more',
		shown: 'All right, you are on the leaderboard',
		doorTitle: '{title}: check in at the door',
		doorText: 'Scan the code, or write in the group: {keyword} {code}\nUntil {expires}, once for each member',
	},
};

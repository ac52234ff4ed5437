import type { Language } from '../language';

/** Every sentence that camps say by themselves. */
export interface CampCopy {
	invitation: string;
	invitationDates: string;
	invitationPass: string;
	passDays: string;
	passStreak: string;
	passTask: string;
	invitationDeposit: string;
	finishersShare: string;
	organiserKeeps: string;
	enrolButton: string;
	enrolled: string;
	alreadyEnrolled: string;
	payDeposit: string;
	payButton: string;
	depositReceived: string;
	depositReturned: string;
	depositTooLittle: string;
	depositTwice: string;
	depositTrouble: string;
	closed: string;
	tooLate: string;
	full: string;
	withdrawn: string;
	withdrawnFree: string;
	seePrivate: string;
	cannotWithdraw: string;
	notEnrolled: string;
	daily: string;
	dailyCounts: string;
	dailyAtRisk: string;
	dailyMore: string;
	failed: string;
	passed: string;
	endedFree: string;
	finisher: string;
	proposal: string;
	proposalTotals: string;
	proposalLine: string;
	proposalMore: string;
	approveButton: string;
	approved: string;
	alreadyApproved: string;
	notOperators: string;
	settledPassed: string;
	settledShare: string;
	settledFailed: string;
	payOut: string;
	payOutDone: string;
	paidOut: string;
	cancelled: string;
	nobody: string;
}

export const CAMP_COPY: Record<Language, CampCopy> = {
	'zh-CN': {
		invitation: '🏕️ {title} 开始报名啦！',
		invitationDates: '时间：{from} 至 {to}，共 {days} 天',
		invitationPass: '通过条件：{conditions}',
		passDays: '打卡满 {n} 天',
		passStreak: '连续打卡 {n} 天',
		passTask: '{title} {n} 次',
		invitationDeposit: '押金 {amount}：通过后全额退还。{forfeited}',
		finishersShare: '未通过者的押金由通过的同学瓜分。',
		organiserKeeps: '未通过者的押金不退。',
		enrolButton: '我要报名',
		enrolled: '🎉 {name} 报名成功，{from} 见！',
		alreadyEnrolled: '你已经报过名了 👌',
		payDeposit: '{name}，已为你保留名额。请在 {hours} 小时内支付押金 {amount}，订单号 {order}，到账后报名生效。',
		payButton: '支付押金',
		depositReceived: '✅ {name}，押金 {amount} 已收到，「{title}」报名成功，{from} 见！',
		depositReturned: '{name}，「{title}」已无法报名，押金 {amount} 将原路退回。',
		depositTooLittle: '{name}，收到 {amount}，与「{title}」的押金不符。这笔款项会退还给你，请按押金金额重新支付。',
		depositTwice: '{name}，你已经付过「{title}」的押金了，这次的 {amount} 会退还给你。',
		depositTrouble: '⚠️「{title}」收到一笔对不上的款项：{name}，{amount}，订单号 {order}。请核对并退款。',
		closed: '「{title}」已经结束报名了',
		tooLate: '「{title}」报名时间已过',
		full: '「{title}」名额已满',
		withdrawnFree: '{name} 已退出「{title}」。',
		seePrivate: '名额已保留，请看私信里的付款说明',
		withdrawn: '{name} 已退出「{title}」，押金将原路退回。',
		cannotWithdraw: '「{title}」已经开始，不能退出了',
		notEnrolled: '你还没有报名「{title}」',
		daily: '📅 {title} 第 {day}/{days} 天',
		dailyCounts: '昨天 {done}/{total} 人打卡；仍有希望通过：{alive} 人',
		dailyAtRisk: '再缺一天就过不了关，加油：{names}',
		dailyMore: '等 {n} 人',
		failed: '{name}，「{title}」缺的天数已经补不回来了。别灰心，习惯还在，欢迎继续打卡！',
		passed: '🎉 {name}，恭喜你完成「{title}」！',
		endedFree: '🏁「{title}」结束了！{passed}/{total} 人完成：',
		finisher: '🏅 {name}（{days} 天）',
		proposal: '🧾「{title}」结算方案，请确认：{passed}/{total} 人通过',
		proposalTotals: '押金合计 {paid}：退还 {returned}，未通过 {forfeited}，其中瓜分 {shared}，归组织者 {organiser}',
		proposalLine: '{mark} {name}：{days} 天，退 {returned}，分得 {share}',
		proposalMore: '……另有 {n} 人，完整名单见工作流输出',
		approveButton: '✅ 确认结算',
		approved: '✅ 已由 {operator} 确认结算',
		alreadyApproved: '已经由 {operator} 确认过了',
		notOperators: '只有管理群里可以确认结算',
		settledPassed: '🏁 恭喜 {name} 完成「{title}」！押金 {returned} 将退还给你。',
		settledShare: '另外分得奖励 {share}。',
		settledFailed: '{name}，「{title}」结束了，这次没有通过（打卡 {days} 天）。下次再来！',
		payOut: '💰 请付款：{name}，{amount}（{what}），「{title}」',
		payOutDone: '✅ 已付款',
		paidOut: '✅ 已由 {operator} 付款：{name}，{amount}',
		cancelled: '「{title}」已取消。已付的押金将全额退还。',
		nobody: '没有人',
	},
	en: {
		invitation: '🏕️ {title}: you can enrol now!',
		invitationDates: 'From {from} to {to}, {days} days',
		invitationPass: 'To pass: {conditions}',
		passDays: 'check in on {n} days',
		passStreak: '{n} days in a row',
		passTask: '{title}, {n} times',
		invitationDeposit: 'Deposit {amount}: given back whole to those who pass. {forfeited}',
		finishersShare: 'Those who pass share the deposits of those who do not.',
		organiserKeeps: 'The deposits of those who do not pass are kept.',
		enrolButton: 'Enrol me',
		enrolled: '🎉 {name}, you are in. See you on {from}!',
		alreadyEnrolled: 'You have enrolled already 👌',
		payDeposit:
			'{name}, your place is kept. Please pay the deposit of {amount} within {hours} hours, order {order}; with it you are in.',
		payButton: 'Pay the deposit',
		depositReceived: '✅ {name}, your deposit of {amount} is here and you are in “{title}”. See you on {from}!',
		depositReturned: '{name}, “{title}” takes nobody any more. Your deposit of {amount} goes back to you.',
		depositTooLittle:
			'{name}, {amount} has arrived, which is not the deposit of “{title}”. It goes back to you; please pay the deposit as it is.',
		depositTwice: '{name}, you have paid the deposit of “{title}” already. The {amount} of this time go back to you.',
		depositTrouble:
			'⚠️ “{title}” got a payment that does not fit: {name}, {amount}, order {order}. Please check it and pay it back.',
		closed: 'Nobody can enrol in “{title}” any more',
		tooLate: 'The time to enrol in “{title}” is over',
		full: '“{title}” is full',
		withdrawnFree: '{name} has left “{title}”.',
		seePrivate: 'Your place is kept. How to pay comes to you in private',
		withdrawn: '{name} has left “{title}”. The deposit goes back.',
		cannotWithdraw: '“{title}” has begun; you cannot leave it now',
		notEnrolled: 'You have not enrolled in “{title}”',
		daily: '📅 {title}, day {day} of {days}',
		dailyCounts: 'Checked in yesterday: {done} of {total}; can still pass: {alive}',
		dailyAtRisk: 'Not a day to lose: {names}',
		dailyMore: 'and {n} more',
		failed: '{name}, “{title}” cannot be passed any more. The habit is still yours: go on checking in!',
		passed: '🎉 {name}, you have passed “{title}”!',
		endedFree: '🏁 “{title}” is over! {passed} of {total} have passed:',
		finisher: '🏅 {name} ({days} days)',
		proposal: '🧾 Settlement of “{title}”, please approve: {passed} of {total} have passed',
		proposalTotals:
			'Deposits {paid}: given back {returned}, forfeited {forfeited}, of which shared {shared} and kept {organiser}',
		proposalLine: '{mark} {name}: {days} days, back {returned}, share {share}',
		proposalMore: '… and {n} more, all of them in the output of the workflow',
		approveButton: '✅ Approve the settlement',
		approved: '✅ Approved by {operator}',
		alreadyApproved: '{operator} has approved it already',
		notOperators: 'A settlement is approved in the operators’ group only',
		settledPassed: '🏁 Well done, {name}: you have passed “{title}”! Your deposit of {returned} comes back to you.',
		settledShare: 'You also get a share of {share}.',
		settledFailed: '{name}, “{title}” is over and was not passed this time ({days} days). Come again!',
		payOut: '💰 Please pay out: {name}, {amount} ({what}), “{title}”',
		payOutDone: '✅ Paid',
		paidOut: '✅ Paid by {operator}: {name}, {amount}',
		cancelled: '“{title}” is cancelled. Deposits go back whole.',
		nobody: 'nobody',
	},
};

/** What a refund is for, in words for whoever pays it. */
export const REFUND_WORDS: Record<Language, Record<'deposit' | 'share', string>> = {
	'zh-CN': { deposit: '押金退还', share: '瓜分奖励' },
	en: { deposit: 'deposit', share: 'share' },
};

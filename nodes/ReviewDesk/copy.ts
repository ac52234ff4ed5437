import type { Language } from '../../community/language';

/** Every word of the page. */
export interface DeskCopy {
	title: string;
	who: string;
	waiting: string;
	shown: string;
	nothing: string;
	otherLanguage: string;
	minAge: string;
	anyAge: string;
	hours: string;
	whose: string;
	everybodys: string;
	mine: string;
	nobodys: string;
	order: string;
	oldest: string;
	newest: string;
	score: string;
	filter: string;
	scoreOf: string;
	waits: string;
	assignedTo: string;
	stops: string;
	saw: string;
	noAnswer: string;
	yes: string;
	no: string;
	note: string;
	invite: string;
	reason: string;
	reasonNeeded: string;
	approve: string;
	reject: string;
	approveChosen: string;
	rejectChosen: string;
	decidedLately: string;
	wasApproved: string;
	wasRejected: string;
	takeBack: string;
	undoneCount: string;
	notUndone: string;
	approvedCount: string;
	rejectedCount: string;
	notWaiting: string;
	missingChoice: string;
	missingReason: string;
	malformed: string;
	forged: string;
	expired: string;
	tooLarge: string;
	tooFast: string;
	badForm: string;
	trouble: string;
}

export const DESK_COPY: Record<Language, DeskCopy> = {
	'zh-CN': {
		title: '审核台',
		who: '审核人：{reviewer} · 链接有效至 {until}',
		waiting: '{count} 份申请等待审核',
		shown: '这里显示前 {count} 份',
		nothing: '🎉 没有等待审核的申请',
		otherLanguage: 'English',
		minAge: '至少已等',
		anyAge: '不限',
		hours: '{hours} 小时',
		whose: '分给',
		everybodys: '所有人',
		mine: '我',
		nobodys: '没有分配的',
		order: '顺序',
		oldest: '最早的在前',
		newest: '最新的在前',
		score: '分数高的在前',
		filter: '筛选',
		scoreOf: '{score} 分（{approveFrom} 分起通过，低于 {rejectBelow} 分拒绝）',
		waits: '已等 {age}',
		assignedTo: '分给 {reviewer}',
		stops: '一票决定',
		saw: '看到：{value}',
		noAnswer: '未填写',
		yes: '是',
		no: '否',
		note: '留言或简介',
		invite: '来源',
		reason: '理由（会和决定一起保存）',
		reasonNeeded: '拒绝时必填',
		approve: '✅ 通过',
		reject: '❌ 拒绝',
		approveChosen: '✅ 通过选中的',
		rejectChosen: '❌ 拒绝选中的',
		decidedLately: '最近 {hours} 小时的决定',
		wasApproved: '✅ 已通过 · {operator} · {age}前',
		wasRejected: '❌ 已拒绝 · {operator} · {age}前',
		takeBack: '↩️ 撤回',
		undoneCount: '已撤回 {count} 份，重新等待审核',
		notUndone: '{count} 份不能撤回，没有改动',
		approvedCount: '已通过 {count} 份',
		rejectedCount: '已拒绝 {count} 份',
		notWaiting: '{count} 份已经有了结果，没有改动',
		missingChoice: '请至少选择一份申请',
		missingReason: '拒绝时请写下理由',
		malformed: '请用发给你的完整链接打开审核台',
		forged: '这个链接无效。请向管理员要一个新的',
		expired: '这个链接已过期。请向管理员要一个新的',
		tooLarge: '提交的内容太大，请少选几份，或写短一些',
		tooFast: '操作太快了，请过几秒再试',
		badForm: '表单不完整，请重新打开审核台',
		trouble: '暂时打不开，请稍后再试',
	},
	en: {
		title: 'Review desk',
		who: 'Reviewer: {reviewer} · link valid until {until}',
		waiting: '{count} waiting',
		shown: 'The first {count} are shown',
		nothing: '🎉 No application waits',
		otherLanguage: '中文',
		minAge: 'Waits for at least',
		anyAge: 'any time',
		hours: '{hours} hours',
		whose: 'Assigned to',
		everybodys: 'everybody',
		mine: 'me',
		nobodys: 'nobody',
		order: 'Order',
		oldest: 'oldest first',
		newest: 'newest first',
		score: 'highest score first',
		filter: 'Filter',
		scoreOf: 'Score {score} (approved from {approveFrom}, rejected below {rejectBelow})',
		waits: 'Waits for {age}',
		assignedTo: 'Assigned to {reviewer}',
		stops: 'hard stop',
		saw: 'saw: {value}',
		noAnswer: 'not answered',
		yes: 'yes',
		no: 'no',
		note: 'Note or bio',
		invite: 'Came by',
		reason: 'Reason (kept with the decision)',
		reasonNeeded: 'needed to reject',
		approve: '✅ Approve',
		reject: '❌ Reject',
		approveChosen: '✅ Approve chosen',
		rejectChosen: '❌ Reject chosen',
		decidedLately: 'Decided in the last {hours} hours',
		wasApproved: '✅ approved by {operator}, {age} ago',
		wasRejected: '❌ rejected by {operator}, {age} ago',
		takeBack: '↩️ Take back',
		undoneCount: '{count} taken back, and waits again',
		notUndone: '{count} cannot be taken back and did not change',
		approvedCount: '{count} approved',
		rejectedCount: '{count} rejected',
		notWaiting: '{count} had been decided before and did not change',
		missingChoice: 'Choose at least one application',
		missingReason: 'Please give a reason to reject',
		malformed: 'Open the review desk with the whole link that you were sent',
		forged: 'This link is not valid. Ask an operator for a new one',
		expired: 'This link has expired. Ask an operator for a new one',
		tooLarge: 'This is too much at once. Choose fewer, or write less',
		tooFast: 'Too fast. Please try again in a few seconds',
		badForm: 'The form is incomplete. Please open the review desk again',
		trouble: 'The review desk cannot be opened just now. Please try again later',
	},
};

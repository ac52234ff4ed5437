import type { Language } from '../language';

/** What is said once a way in has led somewhere, to the person and to operators. */
export interface OutcomeCopy {
	admitted: string;
	admittedLink: string;
	admittedOperators: string;
	revokedOperators: string;
	inviterThanks: string;
	codeTaken: string;
	codesIssued: string;
	codeUses: string;
	codeUntil: string;
	proofTitle: string;
	proofTask: string;
	proofText: string;
	proofImage: string;
	proofReceived: string;
	proofVerified: string;
	proofNote: string;
	tasksDone: string;
	verifyButton: string;
	refuseButton: string;
	verifiedBy: string;
	refusedBy: string;
	proofSettled: string;
	proofReplaced: string;
	appealTitle: string;
	appealText: string;
	appealHowTo: string;
	appealNothing: string;
	appealNoMore: string;
	appealAnswer: string;
	appealReview: string;
}

export const OUTCOME_COPY: Record<Language, OutcomeCopy> = {
	'zh-CN': {
		admitted: '🎉 {name}，欢迎加入{community|我们的社群}！',
		admittedLink: '入群链接：{link}',
		admittedOperators: '✅ {name} 已满足入群条件（{ways}）',
		revokedOperators: '↩️ {name} 的入群条件已失效（{ways}），请处理',
		inviterThanks: '🎉 {name} 用你的邀请加入了{community|我们的社群}，谢谢！你已经邀请了 {count} 位朋友',
		codeTaken: '邀请码 {code} 已登记 ✅',
		codesIssued: '你的邀请码：\n{codes}',
		codeUses: '{code}（可用 {uses} 次）',
		codeUntil: '{date} 前有效',
		proofTitle: '📋 入群任务：{name}',
		proofTask: '任务：{task}',
		proofText: '提交内容：{text}',
		proofImage: '（附图片）',
		proofReceived: '「{task}」已提交，等管理员确认',
		proofVerified: '「{task}」已完成 ✅',
		proofNote: '管理员留言：{note}',
		tasksDone: '🎉 入群任务全部完成！',
		verifyButton: '✅ 通过',
		refuseButton: '❌ 退回',
		verifiedBy: '✅ 已通过 · {operator}',
		refusedBy: '❌ 已退回 · {operator}',
		proofSettled: '这份任务已由 {operator} 处理',
		proofReplaced: '对方已提交新的内容，请看最新的一条',
		appealTitle: '⚖️ 申诉：{name}',
		appealText: '申诉内容：{text}',
		appealHowTo: '申诉编号：{appeal}\n申请编号：{application}',
		appealNothing: '没有可以申诉的决定',
		appealNoMore: '这个决定已经申诉过了',
		appealAnswer: '说明：{note}',
		appealReview: '申诉成立，我们会重新审核你的申请，请稍候 🙏',
	},
	en: {
		admitted: '🎉 Welcome to {community|our community}, {name}!',
		admittedLink: 'Join here: {link}',
		admittedOperators: '✅ {name} has met all conditions ({ways})',
		revokedOperators: '↩️ {name} no longer meets the conditions ({ways}). Please see to it',
		inviterThanks:
			'🎉 {name} has joined {community|our community} by your invitation. Thank you! You have brought {count} so far',
		codeTaken: 'Invitation code {code} accepted ✅',
		codesIssued: 'Your invitation codes:\n{codes}',
		codeUses: '{code} (good for {uses})',
		codeUntil: 'valid until {date}',
		proofTitle: '📋 Task of a newcomer: {name}',
		proofTask: 'Task: {task}',
		proofText: 'Handed in: {text}',
		proofImage: '(with a picture)',
		proofReceived: '“{task}” has been handed in and waits for an operator',
		proofVerified: '“{task}” is done ✅',
		proofNote: 'From the operator: {note}',
		tasksDone: '🎉 All tasks are done!',
		verifyButton: '✅ Verify',
		refuseButton: '❌ Send back',
		verifiedBy: '✅ Verified by {operator}',
		refusedBy: '❌ Sent back by {operator}',
		proofSettled: '{operator} has judged this already',
		proofReplaced: 'Something newer has been handed in. Please look at the latest card',
		appealTitle: '⚖️ Appeal: {name}',
		appealText: 'The appeal: {text}',
		appealHowTo: 'Appeal ID: {appeal}\nApplication ID: {application}',
		appealNothing: 'There is no decision that you could appeal',
		appealNoMore: 'This decision has been appealed before',
		appealAnswer: 'The reason: {note}',
		appealReview: 'Your appeal was right. We will look at your application again, please wait a little 🙏',
	},
};

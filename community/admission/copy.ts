import type { Language } from '../language';

/** What applicants read about their way in. */
export interface AdmissionCopy {
	missingAll: string;
	missingAny: string;
	wayApplication: string;
	wayInvitation: string;
	wayTask: string;
	wayPayment: string;
	waySelection: string;
	codeEmpty: string;
	codeWrong: string;
	codeTypo: string;
	codeUnknown: string;
	codeExpired: string;
	codeUsedUp: string;
	codeRevoked: string;
	codeOwn: string;
	codeIssued: string;
	codesLeft: string;
	noCodesLeft: string;
	noCodesLeftUntil: string;
	taskMissing: string;
	taskInReview: string;
	taskRefused: string;
	paymentMissing: string;
	paymentCurrency: string;
	paymentRefunded: string;
	chosen: string;
	waitingList: string;
	movedUp: string;
	full: string;
	coolingOff: string;
	closed: string;
	mayAppealUntil: string;
	appealOpened: string;
	appealUpheld: string;
	appealOverturned: string;
	appealTooLate: string;
	appealOpenAlready: string;
}

export const ADMISSION_COPY: Record<Language, AdmissionCopy> = {
	'zh-CN': {
		missingAll: '距离加入{community|我们的社群}还差：\n{steps}',
		missingAny: '完成下面任意一项，就能加入{community|我们的社群}：\n{steps}',
		wayApplication: '填写入群申请，等待审核',
		wayInvitation: '输入群友给你的邀请码',
		wayTask: '完成入群任务',
		wayPayment: '支付入群费用',
		waySelection: '等待本期筛选结果',
		codeEmpty: '请填写邀请码，例如 7K2QX-9MD4A',
		codeWrong: '这不像是邀请码。邀请码共 10 位，例如 7K2QX-9MD4A，请照着邀请再输一次',
		codeTypo: '邀请码好像输错了一位，请核对后再试',
		codeUnknown: '没有找到邀请码 {code}，请向邀请你的人确认',
		codeExpired: '这个邀请码已经过期了，请向邀请你的人再要一个',
		codeUsedUp: '这个邀请码的名额已经用完了',
		codeRevoked: '这个邀请码已被收回',
		codeOwn: '自己的邀请码不能自己用，把它送给朋友吧',
		codeIssued: '你的邀请码：{code}',
		codesLeft: '你还可以再邀请 {count} 次',
		noCodesLeft: '你的邀请名额已经用完了',
		noCodesLeftUntil: '你的邀请名额暂时用完了，{from} 之后可以再邀请',
		taskMissing: '还没完成：{tasks}',
		taskInReview: '等管理员确认：{tasks}',
		taskRefused: '「{task}」还差一点，请补充后再提交',
		paymentMissing: '入群费用还差 {amount}',
		paymentCurrency: '付款的币种不对，请用 {currency} 支付',
		paymentRefunded: '入群费用已退款，名额已释放',
		chosen: '🎉 恭喜，你入选了{community|我们的社群}！',
		waitingList: '本期名额已满，你在候补名单第 {place} 位，有空位会按顺序通知你',
		movedUp: '🎉 有名额空出来了，轮到你加入{community|我们的社群}！',
		full: '名额已满',
		coolingOff: '你可以在 {from} 之后再次申请',
		closed: '很抱歉，暂时不再接受你的申请',
		mayAppealUntil: '如果对结果有疑问，可以在 {until} 之前申诉',
		appealOpened: '收到你的申诉了，管理员会重新看一遍',
		appealUpheld: '我们重新看过了，维持原来的决定',
		appealOverturned: '🎉 申诉成立，欢迎加入{community|我们的社群}！',
		appealTooLate: '申诉期已过',
		appealOpenAlready: '你的申诉正在处理中，请稍候',
	},
	en: {
		missingAll: 'Before you can join {community|our community}, please:\n{steps}',
		missingAny: 'Any one of these lets you join {community|our community}:\n{steps}',
		wayApplication: 'Fill in the application and wait for an answer',
		wayInvitation: 'Enter the invitation code that a member gave you',
		wayTask: 'Do the tasks for newcomers',
		wayPayment: 'Pay the entrance fee',
		waySelection: 'Wait for the result of this selection',
		codeEmpty: 'Please enter your invitation code, e.g. 7K2QX-9MD4A',
		codeWrong:
			'This does not look like an invitation code. A code has 10 characters, e.g. 7K2QX-9MD4A. Please copy it from your invitation',
		codeTypo: 'One character of the code seems to be wrong. Please compare it with your invitation',
		codeUnknown: 'There is no invitation code {code}. Please ask whoever invited you',
		codeExpired: 'This invitation code has expired. Please ask for a new one',
		codeUsedUp: 'This invitation code has been used up',
		codeRevoked: 'This invitation code has been taken back',
		codeOwn: 'You cannot use your own code. Give it to a friend!',
		codeIssued: 'Your invitation code: {code}',
		codesLeft: 'Invitations that you have left: {count}',
		noCodesLeft: 'You have no invitations left',
		noCodesLeftUntil: 'You have no invitations left for now. You may invite again from {from}',
		taskMissing: 'Still to do: {tasks}',
		taskInReview: 'Waiting for an operator: {tasks}',
		taskRefused: '“{task}” is not complete yet. Please add what is missing and send it again',
		paymentMissing: 'Still to pay: {amount}',
		paymentCurrency: 'The payment was in another currency. Please pay in {currency}',
		paymentRefunded: 'The entrance fee has been given back, and the place with it',
		chosen: '🎉 You have been chosen for {community|our community}!',
		waitingList:
			'All places are taken. You are number {place} on the waiting list, and we will tell you when it is your turn',
		movedUp: '🎉 A place has become free: it is your turn to join {community|our community}!',
		full: 'All places are taken',
		coolingOff: 'You may apply again from {from}',
		closed: 'We are sorry: we cannot take another application from you',
		mayAppealUntil: 'If you think that this is wrong, you may appeal until {until}',
		appealOpened: 'We have received your appeal and will look at it again',
		appealUpheld: 'We have looked at it again, and the decision stands',
		appealOverturned: '🎉 Your appeal was right. Welcome to {community|our community}!',
		appealTooLate: 'The time for an appeal is over',
		appealOpenAlready: 'Your appeal is being looked at. Please wait a little',
	},
};

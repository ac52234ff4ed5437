import type { Language } from './language';

/** Every sentence the product says by itself. Operators may replace greeting and rules in the node. */
export interface Copy {
	greeting: string;
	stepsIntroduction: string;
	stepAcceptRules: string;
	stepIntroduce: string;
	groupRules: string;
	acceptButton: string;
	askIntroduction: string;
	ritualCompleted: string;
	ritualCompletedWithPoints: string;
	rulesAccepted: string;
	rulesAlreadyAccepted: string;
	notYourButton: string;
	reviewTitle: string;
	reviewScore: string;
	reviewNote: string;
	reviewInvite: string;
	reasonPassed: string;
	reasonFailed: string;
	reasonMissing: string;
	approveButton: string;
	rejectButton: string;
	decidedApproved: string;
	decidedRejected: string;
	alreadyApproved: string;
	alreadyRejected: string;
	applicantWaits: string;
	applicantRejected: string;
	taskTitle: string;
	taskUnsure: string;
	taskFailed: string;
}

export const COPY: Record<Language, Copy> = {
	'zh-CN': {
		greeting: '👋 欢迎 @{name} 加入{community|我们的社群}！\n\n很高兴认识你。{steps}',
		stepsIntroduction: '进群先做这些：',
		stepAcceptRules: '看群规，点下面的按钮',
		stepIntroduce: '发一段自我介绍',
		groupRules: '📌 群规：\n• 真诚交流，尊重每一个人\n• 不发广告，不拉人换群\n• 不泄露群友隐私',
		acceptButton: '我已阅读并同意群规',
		askIntroduction:
			'@{name} 接下来，用几句话介绍一下自己吧：你是谁、在哪里、做什么、想在这里收获什么？\n例如：「大家好，我是小雨，坐标深圳，做产品设计，想认识更多同行。」',
		ritualCompleted: '🎉 @{name} 完成了入群仪式，正式成为我们的一员！',
		ritualCompletedWithPoints: '🎉 @{name} 完成了入群仪式，获得 {points} 积分，正式成为我们的一员！',
		rulesAccepted: '谢谢！群规已确认 ✅',
		rulesAlreadyAccepted: '你已经确认过群规了 👌',
		notYourButton: '这个按钮是给 {name} 的',
		reviewTitle: '📝 入群申请：{name}',
		reviewScore: '得分 {score}（{approveFrom} 分起通过，低于 {rejectBelow} 分拒绝）',
		reviewNote: '留言或简介：{text}',
		reviewInvite: '来源：{invite}',
		reasonPassed: '✅ {rule}（{points}）',
		reasonFailed: '▫️ {rule}',
		reasonMissing: '▫️ {rule}（未填写）',
		approveButton: '✅ 通过',
		rejectButton: '❌ 拒绝',
		decidedApproved: '✅ 已通过 · {operator}',
		decidedRejected: '❌ 已拒绝 · {operator}',
		alreadyApproved: '这份申请已由 {operator} 通过',
		alreadyRejected: '这份申请已由 {operator} 拒绝',
		applicantWaits: '收到你的入群申请了，管理员会尽快处理，请稍候 🙏',
		applicantRejected: '感谢申请加入{community|我们的社群}。这次暂时没有通过，祝一切顺利。',
		taskTitle: '🙋 需要人工处理：{name}',
		taskUnsure: '下面这条消息可能已经发出，也可能没有（发送时连接中断）。请在群里确认，没有的话请手动发送：\n\n{text}',
		taskFailed: '机器人没能完成这一步：{reason}',
	},
	en: {
		greeting: '👋 Welcome @{name} to {community|our community}!\n\nGood to have you here. {steps}',
		stepsIntroduction: 'To begin with:',
		stepAcceptRules: 'Read the rules and press the button below',
		stepIntroduce: 'Introduce yourself',
		groupRules:
			'📌 Our rules:\n• Be honest and kind to everybody\n• No advertising, no poaching for other groups\n• What members share stays here',
		acceptButton: 'I have read and accept the rules',
		askIntroduction:
			"@{name}, tell us a little about yourself: who you are, where, what you do, and what you hope to find here.\nFor example: “Hello everyone, I'm Rain from Shenzhen, a product designer, and I would like to meet others in my field.”",
		ritualCompleted: '🎉 @{name} has completed the welcome ritual and is one of us now!',
		ritualCompletedWithPoints:
			'🎉 @{name} has completed the welcome ritual, earned {points} points and is one of us now!',
		rulesAccepted: 'Thank you! Rules accepted ✅',
		rulesAlreadyAccepted: 'You have accepted the rules before 👌',
		notYourButton: 'This button is for {name}',
		reviewTitle: '📝 Asks to join: {name}',
		reviewScore: 'Score {score} (approved from {approveFrom}, rejected below {rejectBelow})',
		reviewNote: 'Note or bio: {text}',
		reviewInvite: 'Came by: {invite}',
		reasonPassed: '✅ {rule} ({points})',
		reasonFailed: '▫️ {rule}',
		reasonMissing: '▫️ {rule} (not answered)',
		approveButton: '✅ Approve',
		rejectButton: '❌ Reject',
		decidedApproved: '✅ Approved by {operator}',
		decidedRejected: '❌ Rejected by {operator}',
		alreadyApproved: '{operator} has approved this application already',
		alreadyRejected: '{operator} has rejected this application already',
		applicantWaits: 'We have received your request. An operator will look at it soon 🙏',
		applicantRejected:
			'Thank you for asking to join {community|our community}. We cannot let you in this time. All the best!',
		taskTitle: '🙋 A person is needed: {name}',
		taskUnsure:
			'This message may have been sent, or not (the connection broke while sending). Please look in the group, and send it by hand if it is missing:\n\n{text}',
		taskFailed: 'The bot could not do this: {reason}',
	},
};

import type { Language } from '../language';

/** What is said around buttons, and what operators are told besides the report. */
export interface AnswerCopy {
	upholdButton: string;
	grantButton: string;
	doneButton: string;
	appealed: string;
	appealWithoutWords: string;
	agreed: string;
	declined: string;
	upheld: string;
	granted: string;
	done: string;
	already: string;
	tooLate: string;
	notHere: string;
	upheldBy: string;
	grantedBy: string;
	doneBy: string;
	memberAgreed: string;
	memberDeclined: string;
	talkLapsed: string;
	notified: string;
	capIsZero: string;
	unknownMembers: string;
	whatIf: string;
	whatIfMember: string;
	whatIfSame: string;
	fates: Record<'going' | 'talk' | 'spared' | 'postponed' | 'stays', string>;
}

export const ANSWER_COPY: Record<Language, AnswerCopy> = {
	'zh-CN': {
		upholdButton: '❌ 维持原决定',
		grantButton: '✅ 通过申诉',
		doneButton: '✅ 已移出',
		appealed: '📨 申诉已提交，请等管理员处理',
		appealWithoutWords: '（没有写理由）',
		agreed: '已记下，感谢你的坦诚 🙏 如果按错了，请马上联系管理员',
		declined: '太好了，位置为你保留 👏',
		upheld: '已维持原决定',
		granted: '申诉已通过',
		done: '已记录，谢谢 🙏',
		already: '这件事已经处理过了',
		tooLate: '申诉时间已过，请直接联系管理员',
		notHere: '只有管理员群里可以操作',
		upheldBy: '❌ 维持原决定 · {operator}',
		grantedBy: '✅ 申诉通过 · {operator}',
		doneBy: '✅ 已移出 · {operator}',
		memberAgreed: '🚪 {name} 选择离开，将在下次执行时移出。如果是按错了，请在那之前取消个案。',
		memberDeclined: '🙌 {name} 选择留下，谈话结束。',
		talkLapsed: '💬 {name} 一直没有回应谈话，已结束，没有移出。',
		notified: '📣 名单已定，通知正在发出：',
		capIsZero:
			'⚠️ 单批上限现在是 0 人：{members} 人的 {percent}% 不足 1 人，所以不会通知任何人。请调高 Percent of Members。',
		unknownMembers: '⚠️ 名单里这些编号不是本社群的成员：{ids}',
		whatIf: '🔮 如果换成另一套规则：离开 {going}，谈话 {talks}，受保护 {spared}，顺延 {postponed}。',
		whatIfMember: '• {name}：{before} → {after}',
		whatIfSame: '🔮 换成另一套规则，结果一样。',
		fates: { going: '离开', talk: '谈话', spared: '受保护', postponed: '顺延', stays: '留下' },
	},
	en: {
		upholdButton: '❌ The decision stands',
		grantButton: '✅ Grant the appeal',
		doneButton: '✅ Removed',
		appealed: '📨 Your appeal is with the operators',
		appealWithoutWords: '(no reason given)',
		agreed: 'Noted. Thank you for telling us 🙏',
		declined: 'Good to hear. We keep your seat 👏',
		upheld: 'The decision stands',
		granted: 'The appeal is granted',
		done: 'Noted, thank you 🙏',
		already: 'This has been settled already',
		tooLate: 'The time for appeals is over. Please write to an operator',
		notHere: "Only the operators' group can do this",
		upheldBy: '❌ The decision stands · {operator}',
		grantedBy: '✅ Granted by {operator}',
		doneBy: '✅ Removed by {operator}',
		memberAgreed: '🚪 {name} would like to leave, and goes with the next execution.',
		memberDeclined: '🙌 {name} would like to stay. The talk is over.',
		talkLapsed: '💬 {name} has not answered. The talk is over, nobody was removed.',
		notified: '📣 The list is final, and the notices are on their way:',
		capIsZero:
			'⚠️ The batch cap is 0 now: {percent} % of {members} members is less than one, so nobody gets a notice. Raise Percent of Members.',
		unknownMembers: '⚠️ No members of this community: {ids}',
		whatIf: '🔮 What if: going {going}, talks {talks}, protected {spared}, next time {postponed}.',
		whatIfMember: '• {name}: {before} → {after}',
		whatIfSame: '🔮 What if: the other policy comes to the same result.',
		fates: { going: 'goes', talk: 'talk', spared: 'protected', postponed: 'next time', stays: 'stays' },
	},
};

import type { Language } from '../language';
import type { Immunity } from './immunity';
import type { QuotaOrder } from './rules';

/** Every sentence that elimination says by itself. */
export interface EliminationCopy {
	notice: string;
	noticeAppeal: string;
	appealButton: string;
	reminder: string;
	spared: string;
	appealReceived: string;
	appealUpheld: string;
	appealGranted: string;
	farewell: string;
	talk: string;
	agreeButton: string;
	declineButton: string;
	taskTitle: string;
	taskReminder: string;
	taskBody: string;
	appealTitle: string;
	reportTitle: string;
	reportCounts: string;
	reportGoing: string;
	reportTalks: string;
	reportPostponedCap: string;
	reportPostponedSize: string;
	reportSpared: string;
	reportNobody: string;
	reportQuotaUnmet: string;
	reportDates: string;
	reportLine: string;
	reportMore: string;
	reasonSeparator: string;
	quota: string;
	violations: string;
	output: string;
	points: string;
	pointsSince: string;
	persuasionNamed: string;
	persuasionSilent: string;
	anyKind: string;
	orders: Record<QuotaOrder, string>;
	immunities: Record<Immunity['by'], string>;
}

export const ELIMINATION_COPY: Record<Language, EliminationCopy> = {
	'zh-CN': {
		notice:
			'{name}，你好！{community|本社群}会定期整理成员名单，你目前在这次的名单里，原因是：\n{reasons}\n\n{lastDay} 结束前情况有好转，就会自动从名单中划掉，你继续留在群里；否则之后将请你离开社群。',
		noticeAppeal: '如有疑问或特殊情况，请在 {appealDay} 结束前申诉。',
		appealButton: '我要申诉',
		reminder: '{name}，提醒一下：{lastDay} 结束前情况没有好转，你将离开{community|社群}。原因是：\n{reasons}',
		spared: '👏 {name}，你已不在{community|社群}的整理名单上，可以放心留下，欢迎继续和大家一起玩！',
		appealReceived: '收到你的申诉了，管理员会尽快处理。处理期间你不会被移出。',
		appealUpheld: '{name}，管理员看过你的申诉，维持原来的决定。{lastDay} 结束前情况有好转，仍会自动从名单中划掉。',
		appealGranted: '✅ {name}，你的申诉已通过，请安心留在{community|社群}。',
		farewell: '{name}，感谢你曾经与{community|我们}同行。这次先道别，祝一切顺利，有缘再见！',
		talk: '{name}，你好！最近在{community|社群}里很少见到你，想听听你的想法：这里的内容还适合你吗？\n如果你想暂时离开，可以告诉我们；如果想留下，也请说一声，我们会为你保留位置。',
		agreeButton: '我想离开',
		declineButton: '我想留下',
		taskTitle: '🙋 请手动移出：{name}',
		taskReminder: '⏰ 还没处理，已等 {age}：请手动移出 {name}',
		taskBody: '平台不支持自动移出，请在群里手动操作，完成后标记任务。\n平台编号：{platformMemberId}\n原因：\n{reasons}',
		appealTitle: '📨 {name} 提出申诉：{text}\n原因：\n{reasons}',
		reportTitle: '📋 {community|社群}成员整理预演（{date}）',
		reportCounts: '现有 {members} 人，考察中 {onNotice} 人，本次 {going} 人，之后 {after} 人（同时最多 {cap} 人）。',
		reportGoing: '将收到通知（{count}）：',
		reportTalks: '建议谈话（{count}）：',
		reportPostponedCap: '超出单批上限，下次再看（{count}）：',
		reportPostponedSize: '为保持最少人数，暂不处理（{count}）：',
		reportSpared: '受保护（{count}）：',
		reportNobody: '没有人需要处理 🎉',
		reportQuotaUnmet: '⚠️ 其余成员都受保护，仍超出名额 {count} 人。',
		reportDates: '申诉截止 {appealDay}，考察截止 {lastDay}。',
		reportLine: '• {name}：{reasons}',
		reportMore: '…… 还有 {count} 人',
		reasonSeparator: '；',
		quota: '群内 {members} 人，名额 {maxMembers} 人，按{order}排在末位第 {rank}（{value}）',
		violations: '自 {since} 起违规 {strikes} 次，累计 {strikePoints} 分（达到 {minStrikePoints} 分）',
		output: '自 {since} 起产出 {count} 次（{kinds}），少于 {minCount} 次',
		points: '积分 {points}，低于 {below}',
		pointsSince: '自 {since} 起获得 {points} 积分，低于 {below}',
		persuasionNamed: '管理员点名',
		persuasionSilent: '{days} 天没有动静',
		anyKind: '任意类型',
		orders: { points: '积分', lastActive: '最近活跃', joined: '入群时间', score: '评分' },
		immunities: {
			named: '点名保护',
			role: '角色 {value}',
			tag: '标签 {value}',
			tier: '等级 {value}',
			newcomer: '新人（入群 {value} 天）',
			until: '保护至 {value}',
			contribution: '近期有贡献（{value}）',
		},
	},
	en: {
		notice:
			'Hello {name}! {community|Our community} looks through its members from time to time, and you are on the list now:\n{reasons}\n\nIf this gets better before the end of {lastDay}, you are taken off the list by itself. If not, we will ask you to leave.',
		noticeAppeal: 'If we are wrong, or something kept you away, please appeal before the end of {appealDay}.',
		appealButton: 'I want to appeal',
		reminder:
			'{name}, a reminder: if nothing changes before the end of {lastDay}, you will leave {community|the community}:\n{reasons}',
		spared: '👏 {name}, you are off the list of {community|the community}. Good to have you with us!',
		appealReceived: 'We have received your appeal. An operator will look at it soon, and nothing happens until then.',
		appealUpheld:
			'{name}, an operator has looked at your appeal, and the decision stands. If things get better before the end of {lastDay}, you are still taken off the list.',
		appealGranted: '✅ {name}, your appeal is granted. You stay with {community|us}.',
		farewell: 'Thank you for your time with {community|us}, {name}. We part for now. All the best!',
		talk: 'Hello {name}! We have seen little of you in {community|the community} lately. Is it still what you are looking for?\nIf you would like to leave for now, tell us. If you would like to stay, tell us too, and we keep your seat.',
		agreeButton: 'I would like to leave',
		declineButton: 'I would like to stay',
		taskTitle: '🙋 Please remove by hand: {name}',
		taskReminder: '⏰ Still open after {age}: please remove {name} by hand',
		taskBody:
			'The platform cannot do this for us. Please remove the member in the group, then mark the task as done.\nId on the platform: {platformMemberId}\nWhy:\n{reasons}',
		appealTitle: '📨 {name} appeals: {text}\nThe notice was for:\n{reasons}',
		reportTitle: '📋 Rehearsal of the elimination in {community|the community} ({date})',
		reportCounts:
			'Members: {members}. On notice: {onNotice}. This time: {going}. Left afterwards: {after}. At most {cap} at the same time.',
		reportGoing: 'Would get a notice ({count}):',
		reportTalks: 'Would be asked for a talk ({count}):',
		reportPostponedCap: 'Over the cap of one batch, next time ({count}):',
		reportPostponedSize: 'Kept for the minimum size ({count}):',
		reportSpared: 'Protected ({count}):',
		reportNobody: 'Nobody has to go 🎉',
		reportQuotaUnmet: '⚠️ Still {count} over the quota, because all others are protected.',
		reportDates: 'Appeals until the end of {appealDay}, grace until the end of {lastDay}.',
		reportLine: '• {name}: {reasons}',
		reportMore: '… and {count} more',
		reasonSeparator: '; ',
		quota: '{members} members for {maxMembers} seats, number {rank} from the bottom by {order} ({value})',
		violations:
			'{strikePoints} strike points since {since} (the limit is {minStrikePoints}), number of strikes: {strikes}',
		output: '{count} contributions since {since} ({kinds}), fewer than {minCount}',
		points: '{points} points, fewer than {below}',
		pointsSince: '{points} points since {since}, fewer than {below}',
		persuasionNamed: 'named by an operator',
		persuasionSilent: 'days of silence: {days}',
		anyKind: 'of any kind',
		orders: { points: 'points', lastActive: 'last activity', joined: 'date of joining', score: 'score' },
		immunities: {
			named: 'protected by name',
			role: 'role {value}',
			tag: 'tag {value}',
			tier: 'tier {value}',
			newcomer: 'newcomer (joined {value} days ago)',
			until: 'protected until {value}',
			contribution: 'contributed lately ({value})',
		},
	},
};

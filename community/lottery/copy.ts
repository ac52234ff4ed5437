import type { Language } from '../language';
import type { ProblemCode } from './check';
import type { EntryRule } from './entry';
import type { DeliveryState, LotteryStatus, PlaceStatus } from './status';

interface Copy {
	announcement: string;
	prizeLine: string;
	prizeLineWithValue: string;
	byKeyword: string;
	conditions: string;
	hashes: string;
	drandLine: string;
	enterButton: string;
	withdrawButton: string;
	claimButton: string;
	declineButton: string;
	entered: string;
	enteredBonus: string;
	receipt: string;
	already: string;
	refused: string;
	unknownLottery: string;
	notTakingEntries: string;
	withdrawn: string;
	pointsBack: string;
	notEntered: string;
	tooLateToWithdraw: string;
	closed: string;
	nobodyEntered: string;
	drawn: string;
	winnerLine: string;
	alternatesLine: string;
	claimHint: string;
	proofLine: string;
	claimed: string;
	claimedBefore: string;
	fillForm: string;
	formCode: string;
	declined: string;
	nothingWon: string;
	claimOver: string;
	movedUp: string;
	movedUpLine: string;
	cancelled: string;
	reportTitle: string;
	reportCounts: string;
	reportWinner: string;
	reportUnclaimed: string;
	reportLeftOut: string;
	status: Record<LotteryStatus, string>;
	delivery: Record<DeliveryState, string>;
	place: Record<PlaceStatus, string>;
}

export const LOTTERY_COPY: Record<Language, Copy> = {
	'zh-CN': {
		announcement:
			'🎁 {title}\n\n奖品：\n{prizes}\n\n{how}\n⏰ {opensAt} 开始，{closesAt} 截止（{zone}）\n{conditions}🎲 截止后公布名单指纹，再用公开算法抽取，任何人都能复核；每人最多中奖 {perPerson} 次，候补 {alternates} 人\n🎫 中奖后 {hours} 小时内领取，过期由候补依次递补\n{hashes}\n🏠 主办：{organiser} {contact}\n{text}',
		prizeLine: '• {name} ×{quantity}',
		prizeLineWithValue: '• {name} ×{quantity}（每份 {value}）',
		byKeyword: '参加：发送「{keyword}」，或点下面的按钮',
		conditions: '✅ 条件：{list}\n',
		hashes: '🔒 规则指纹 {rulesHash}\n🔒 种子承诺 {commitment}',
		drandLine: '\n🔒 随机信标 drand 第 {round} 轮',
		enterButton: '🎁 参加抽奖',
		withdrawButton: '退出',
		claimButton: '🎫 领奖',
		declineButton: '让给候补',
		entered: '🎫 @{name} 报名成功「{title}」，{closesAt} 截止',
		enteredBonus: '，共 {weight} 次机会',
		receipt: '\n凭证：{receipt}',
		already: '@{name} 你已经报名「{title}」了，不用重复参加',
		refused: '@{name} 暂时不能参加「{title}」：\n{reasons}',
		unknownLottery: '这个抽奖不存在，或者不在这个群',
		notTakingEntries: '「{title}」已经截止，不能再报名或退出',
		withdrawn: '@{name} 已退出「{title}」',
		pointsBack: '，退还 {points} 积分',
		notEntered: '@{name} 你没有报名「{title}」',
		tooLateToWithdraw: '「{title}」名单已经锁定，不能退出了',
		closed: '⏰ 「{title}」报名截止，共 {entrants} 人参加\n名单已锁定，开奖前任何人都可以记下这个指纹：\n🔒 {listHash}',
		nobodyEntered: '「{title}」没有人参加，本次不开奖',
		drawn: '🎉 「{title}」开奖啦！\n\n{winners}\n{alternates}\n{claim}\n\n{proof}',
		winnerLine: '🏆 {prize}：{names}',
		alternatesLine: '候补（依次递补）：{names}\n',
		claimHint: '🎫 中奖的朋友请在 {claimBy} 前点「领奖」，过期由候补递补',
		proofLine: '🔎 复核：名单 {listHash}\n种子 {seed}\n密钥 {secret}',
		claimed: '🎉 领奖成功：{prize}',
		claimedBefore: '你已经领过了：{prize}',
		fillForm: '请填写领奖信息：{url}',
		formCode: '你的领奖码：{code}（{claimBy} 前有效，不要给别人）',
		declined: '已放弃：{prize}，将由候补递补',
		nothingWon: '这次没有中奖，下次好运 🍀',
		claimOver: '领奖时间已过（{claimBy} 截止）',
		movedUp: '🔄 「{title}」候补递补：\n{list}\n🎫 请在 {claimBy} 前点「领奖」',
		movedUpLine: '🏆 {prize}：{name}（{instead} 未领取）',
		cancelled: '🚫 「{title}」已取消：{reason}\n已扣的积分全部退还。',
		reportTitle: '📋 抽奖报告：{title}（{status}）',
		reportCounts: '报名 {entrants} 人 · 奖品 {prizes} 份 · 已领 {claimed} · 待领 {pending} · 无人领取 {unclaimed}',
		reportWinner: '{place}. {name} — {prize} · {status} · {delivery}',
		reportUnclaimed: '⚠️ 无人领取：{prize}',
		reportLeftOut: '名单外：{name}（{reason}）',
		status: { open: '报名中', closed: '待开奖', drawn: '已开奖', cancelled: '已取消' },
		delivery: { none: '未发货', preparing: '准备中', shipped: '已发货', delivered: '已送达', returned: '已退回' },
		place: {
			waiting: '候补',
			pending: '待领取',
			claimed: '已领取',
			declined: '已放弃',
			expired: '已过期',
			passed_over: '已离群',
		},
	},
	en: {
		announcement:
			'🎁 {title}\n\nPrizes:\n{prizes}\n\n{how}\n⏰ From {opensAt} until {closesAt} ({zone})\n{conditions}🎲 After closing the hash of the list is published, then winners are drawn by a public algorithm that anybody can check; at most {perPerson} prize(s) each, {alternates} alternates\n🎫 Claim within {hours} hours, or the prize goes to the next alternate\n{hashes}\n🏠 Organiser: {organiser} {contact}\n{text}',
		prizeLine: '• {name} ×{quantity}',
		prizeLineWithValue: '• {name} ×{quantity} ({value} each)',
		byKeyword: 'To enter, write “{keyword}” or press the button below',
		conditions: '✅ Conditions: {list}\n',
		hashes: '🔒 Rules {rulesHash}\n🔒 Commitment {commitment}',
		drandLine: '\n🔒 Random beacon drand, round {round}',
		enterButton: '🎁 Enter',
		withdrawButton: 'Withdraw',
		claimButton: '🎫 Claim',
		declineButton: 'Give it to an alternate',
		entered: '🎫 @{name}, you are in: “{title}”, closing {closesAt}',
		enteredBonus: ', with {weight} chances',
		receipt: '\nReceipt: {receipt}',
		already: '@{name}, you have entered “{title}” already; once is enough',
		refused: '@{name}, you cannot enter “{title}” yet:\n{reasons}',
		unknownLottery: 'There is no such lottery in this group',
		notTakingEntries: '“{title}” is closed: nobody can enter or withdraw any more',
		withdrawn: '@{name} has withdrawn from “{title}”',
		pointsBack: ', {points} points given back',
		notEntered: '@{name}, you have not entered “{title}”',
		tooLateToWithdraw: 'The list of “{title}” is frozen: it is too late to withdraw',
		closed:
			'⏰ “{title}” is closed with {entrants} entrants.\nThe list is frozen. Anybody may note its hash before the draw:\n🔒 {listHash}',
		nobodyEntered: 'Nobody entered “{title}”; there is no draw',
		drawn: '🎉 “{title}” has been drawn!\n\n{winners}\n{alternates}\n{claim}\n\n{proof}',
		winnerLine: '🏆 {prize}: {names}',
		alternatesLine: 'Alternates, in order: {names}\n',
		claimHint: '🎫 Winners, press “Claim” before {claimBy}; after that an alternate moves up',
		proofLine: '🔎 To check: list {listHash}\nseed {seed}\nsecret {secret}',
		claimed: '🎉 Claimed: {prize}',
		claimedBefore: 'You have claimed it already: {prize}',
		fillForm: 'Please fill in: {url}',
		formCode: 'Your claim code: {code} (until {claimBy}; give it to nobody)',
		declined: 'Declined: {prize}. An alternate moves up.',
		nothingWon: 'No prize this time. Better luck next time 🍀',
		claimOver: 'The time to claim is over (until {claimBy})',
		movedUp: '🔄 “{title}”: alternates move up\n{list}\n🎫 Press “Claim” before {claimBy}',
		movedUpLine: '🏆 {prize}: {name} (not claimed by {instead})',
		cancelled: '🚫 “{title}” is cancelled: {reason}\nAll points are given back.',
		reportTitle: '📋 Lottery report: {title} ({status})',
		reportCounts:
			'{entrants} entrants · {prizes} prizes · {claimed} claimed · {pending} pending · {unclaimed} unclaimed',
		reportWinner: '{place}. {name} — {prize} · {status} · {delivery}',
		reportUnclaimed: '⚠️ Unclaimed: {prize}',
		reportLeftOut: 'Left out: {name} ({reason})',
		status: { open: 'open', closed: 'closed', drawn: 'drawn', cancelled: 'cancelled' },
		delivery: {
			none: 'not sent',
			preparing: 'being prepared',
			shipped: 'shipped',
			delivered: 'delivered',
			returned: 'returned',
		},
		place: {
			waiting: 'alternate',
			pending: 'to be claimed',
			claimed: 'claimed',
			declined: 'declined',
			expired: 'expired',
			passed_over: 'has left',
		},
	},
};

/** Why somebody may not enter, one sentence a rule. `{saw}` is what the rule saw. */
export const REFUSAL_COPY: Record<Language, Record<EntryRule, string>> = {
	'zh-CN': {
		not_open_yet: '还没开始，{wants} 开始',
		closed: '已经截止（{wants}）',
		staff: '主办方工作人员不参加抽奖',
		recent_winner: '{wants} 天内中过奖（{saw}），把机会留给其他人',
		any_tags: '需要其中一个标签：{wants}；你的标签：{saw}',
		all_tags: '需要全部标签：{wants}；你的标签：{saw}',
		no_tags: '有这些标签的成员不能参加：{wants}；你的标签：{saw}',
		tier: '需要会员等级：{wants}；你的等级：{saw}',
		region: '仅限地区：{wants}；你的地区：{saw}',
		age: '需要入群满 {wants} 天；你的入群天数：{saw}',
		streak: '需要连续打卡 {wants} 天；你的连续天数：{saw}',
		points: '需要至少 {wants} 积分；你有 {saw}',
		cost: '参加需要 {wants} 积分；你有 {saw}',
		task: '需要完成「{name}」{wants} 次；你完成了 {saw} 次',
		household_missing: '请在报名时填写地址或手机号（每户限一份）',
		household_taken: '同一{saw}已经有人报名（每户限一份）',
	},
	en: {
		not_open_yet: 'it has not begun; it opens {wants}',
		closed: 'it closed {wants}',
		staff: 'staff of the organiser do not take part',
		recent_winner: 'you won within the last {wants} days ({saw}); this time it is for others',
		any_tags: 'one of these tags is needed: {wants}; yours: {saw}',
		all_tags: 'all of these tags are needed: {wants}; yours: {saw}',
		no_tags: 'members with these tags cannot take part: {wants}; yours: {saw}',
		tier: 'tier needed: {wants}; yours: {saw}',
		region: 'only in {wants}; yours: {saw}',
		age: '{wants} days of membership are needed; yours: {saw}',
		streak: 'a streak of {wants} days is needed; yours: {saw}',
		points: 'at least {wants} points are needed; you have {saw}',
		cost: 'entering costs {wants} points; you have {saw}',
		task: '“{name}” has to be done {wants} times; you have done it {saw} times',
		household_missing: 'give an address or a telephone number with the entry (one entry for a household)',
		household_taken: 'somebody with the same {saw} has entered (one entry for a household)',
	},
};

/** What a rule saw if nobody knows it. */
export const UNKNOWN: Record<Language, string> = { 'zh-CN': '未知', en: 'unknown' };
export const NONE: Record<Language, string> = { 'zh-CN': '无', en: 'none' };

export const HOUSEHOLD_KINDS: Record<Language, Record<string, string>> = {
	'zh-CN': { address: '地址', phone: '手机号', invitation: '邀请' },
	en: { address: 'address', phone: 'telephone number', invitation: 'invitation' },
};

/** What the linter says to the operator; `{field}` is where, `{saw}` what it saw there. */
export const PROBLEM_COPY: Record<Language, Record<ProblemCode, string>> = {
	'zh-CN': {
		bad_field: '「{field}」填写不对：{saw}。',
		no_prize: '没有奖品。',
		same_tier: '两个奖项用了同一个编号「{saw}」。',
		too_many_prizes: '奖品总数超过 {saw} 份。',
		closing_before_opening: '截止时间（{saw}）不晚于开始时间。',
		closing_in_the_past: '截止时间（{saw}）已经过去。',
		cap_below_one: '权重上限是 {saw}，至少要是 1。',
		weight_below_one: '「{field}」会让权重低于 1（每次 {saw}）。',
		weight_over_cap: '「{field}」一次就让权重到 {saw}，超过上限。',
		over_legal_limit: '「{saw}」的价值超过最高奖限额。',
		forced_sharing: '「{field}」用奖品诱导分享（{saw}），平台会处罚。',
		changed_after_publication: '规则已经公布，「{saw}」不能再改。',
		missing_organiser: '没有写主办方。',
		missing_contact: '没有写联系方式。',
		missing_delivery: '没有说明怎么发奖、何时发、税费由谁承担。',
		missing_value: '「{saw}」没有写价值，无法核对限额。',
		other_currency: '奖品以 {saw} 计价，没有核对限额。',
		staff_not_excluded: '没有排除工作人员。',
		short_claim: '领奖只有 {saw} 小时，很容易错过。',
		no_alternates: '没有候补，过期的奖品无人递补。',
		cap_without_bonus: '权重上限是 {saw}，但没有加权规则。',
		open_after_opening: '开始时间（{saw}）早于公布时间。',
	},
	en: {
		bad_field: '“{field}” cannot be used: {saw}.',
		no_prize: 'There is no prize.',
		same_tier: 'Two tiers have the id “{saw}”.',
		too_many_prizes: 'There are more than {saw} prizes.',
		closing_before_opening: 'It closes ({saw}) no later than it opens.',
		closing_in_the_past: 'It closes in the past ({saw}).',
		cap_below_one: 'The cap of weights is {saw}; it is at least 1.',
		weight_below_one: '“{field}” would take weights below 1 ({saw} a step).',
		weight_over_cap: '“{field}” takes the weight to {saw} at once, over the cap.',
		over_legal_limit: '“{saw}” is worth more than the limit for one prize.',
		forced_sharing: '“{field}” rewards sharing ({saw}); platforms punish that.',
		changed_after_publication: 'The rules are published; “{saw}” cannot be changed any more.',
		missing_organiser: 'No organiser is named.',
		missing_contact: 'No contact is given.',
		missing_delivery: 'Nothing says how and by when prizes are delivered, and who pays the tax.',
		missing_value: '“{saw}” has no value, so the limit cannot be checked.',
		other_currency: 'A prize is valued in {saw}, so the limit was not checked.',
		staff_not_excluded: 'Staff are not excluded.',
		short_claim: 'There are only {saw} hours to claim, which are easily missed.',
		no_alternates: 'There are no alternates for prizes that are not claimed.',
		cap_without_bonus: 'The cap of weights is {saw}, but nothing adds entries.',
		open_after_opening: 'It opens ({saw}) before it is published.',
	},
};

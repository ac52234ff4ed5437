import type { Language } from '../language';
import type { GiveawayKind } from './definition';
import type { TakeRefusal } from './take';

interface Copy {
	announcement: Record<GiveawayKind, string>;
	prize: string;
	ends: string;
	minimumDays: string;
	commitment: string;
	button: Record<GiveawayKind, string>;
	share: string;
	shareInGroup: string;
	sharePaidLater: string;
	ticket: string;
	ticketInGroup: string;
	code: string;
	won: string;
	wonInGroup: string;
	lost: string;
	outOfStock: string;
	refused: Record<TakeRefusal, string>;
	givenBack: string;
	nothingToGiveBack: string;
	report: Record<GiveawayKind, string>;
	shareLine: string;
	luckiest: string;
	more: string;
	prizeLine: string;
	secret: string;
	payOut: string;
}

/** Every sentence that red packets, tickets and instant wins say by themselves. */
export const GIVEAWAY_COPY: Record<Language, Copy> = {
	'zh-CN': {
		announcement: {
			red_packet: '🧧 {title}\n{total}，共 {shares} 份，先到先得！',
			tickets: '🎟️ {title}\n{quantity} 张，先到先得，每人一张',
			instant_win: '🎰 {title}\n每人 {plays} 次，点按钮马上知道结果\n{prizes}',
		},
		prize: '• {name}：中奖率 {chance}，共 {stock} 份',
		ends: '⏰ {opensAt} 开始，{endsAt} 结束',
		minimumDays: '🔒 入群满 {days} 天可参加',
		commitment: '🔐 结果种子指纹：{commitment}（结束后公布种子，任何人都能复核）',
		button: { red_packet: '抢红包', tickets: '抢票', instant_win: '试手气' },
		share: '🎉 你抢到 {amount}',
		shareInGroup: '🧧 {name} 抢到 {amount}',
		sharePaidLater: '管理员会把 {amount} 发给你。',
		ticket: '🎉 抢到了！你的号码是 {ticket}',
		ticketInGroup: '🎟️ {name} 抢到第 {ticket} 号（剩 {left} 张）',
		code: '兑换码：{code}',
		won: '🎉 中奖了：{prize}！',
		wonInGroup: '🎰 恭喜 {name} 抽中「{prize}」！',
		lost: '这次没有中，谢谢参与',
		outOfStock: '抽中了，但这份奖品已经发完了，非常抱歉',
		refused: {
			not_yet: '还没开始，别急',
			over: '已经结束了',
			not_a_member: '群成员才能参加',
			too_new: '入群时间还不够，下次再来',
			taken_before: '你已经参加过了',
			empty: '手慢了，已经被抢光啦',
		},
		givenBack: '已退回第 {ticket} 号',
		nothingToGiveBack: '你手里没有可退的票',
		report: {
			red_packet: '🧧「{title}」结束：{taken}/{shares} 份被领走，共 {given}，剩余 {left}',
			tickets: '🎟️「{title}」结束：送出 {taken}/{quantity} 张',
			instant_win: '🎰「{title}」结束：{taken} 人次参加',
		},
		shareLine: '{name} {amount}',
		luckiest: '👑 手气最佳：{name} {amount}',
		more: '……另有 {n} 人',
		prizeLine: '• {name}：送出 {won}/{stock} 份',
		secret: '🔓 种子：{secret}',
		payOut: '💰 请付款：{name}，{amount}，「{title}」',
	},
	en: {
		announcement: {
			red_packet: '🧧 {title}\n{total} in {shares} shares, first come, first served!',
			tickets: '🎟️ {title}\n{quantity} tickets, first come, first served, one each',
			instant_win: '🎰 {title}\nPlays per person: {plays}. Press the button and know at once.\n{prizes}',
		},
		prize: '• {name}: chance {chance}, {stock} in all',
		ends: '⏰ From {opensAt} to {endsAt}',
		minimumDays: '🔒 For members of at least {days} days',
		commitment: '🔐 Fingerprint of the seed: {commitment} (the seed is shown at the end; anybody can check)',
		button: { red_packet: 'Grab a share', tickets: 'Grab a ticket', instant_win: 'Try my luck' },
		share: '🎉 You got {amount}',
		shareInGroup: '🧧 {name} got {amount}',
		sharePaidLater: 'An operator will send you {amount}.',
		ticket: '🎉 Yours! Your number is {ticket}',
		ticketInGroup: '🎟️ {name} got number {ticket} ({left} left)',
		code: 'Your code: {code}',
		won: '🎉 You have won: {prize}!',
		wonInGroup: '🎰 {name} has won “{prize}”!',
		lost: 'No luck this time, thank you for playing',
		outOfStock: 'You hit a prize that is all given away. We are sorry!',
		refused: {
			not_yet: 'It has not begun yet',
			over: 'It is over',
			not_a_member: 'This is for members of the group',
			too_new: 'You have not been a member for long enough. Next time!',
			taken_before: 'You have had your turn',
			empty: 'Too late, everything is gone',
		},
		givenBack: 'Number {ticket} is given back',
		nothingToGiveBack: 'You hold no ticket that could be given back',
		report: {
			red_packet: '🧧 “{title}” is over: {taken} of {shares} shares taken, {given} in all, {left} left',
			tickets: '🎟️ “{title}” is over: {taken} of {quantity} tickets given out',
			instant_win: '🎰 “{title}” is over after {taken} plays',
		},
		shareLine: '{name} {amount}',
		luckiest: '👑 Luckiest: {name} {amount}',
		more: '… and {n} more',
		prizeLine: '• {name}: {won} of {stock} given away',
		secret: '🔓 Seed: {secret}',
		payOut: '💰 Please pay out: {name}, {amount}, “{title}”',
	},
};

import type { Language } from '../language';
import type { ScanRule } from './judge';

/** What is said about flagged messages. */
export interface ScanCopy {
	rules: Record<ScanRule, string>;
	/** Stands for a name that is an advertisement itself. */
	somebody: string;
	warned: string;
	muted: string;
	removed: string;
	forgiven: string;
	minutes: string;
	hours: string;
	days: string;
	cardTitle: string;
	cardScore: string;
	cardReason: string;
	cardText: string;
	cardPenalty: string;
	penalties: Record<'none' | 'warn' | 'mute' | 'remove', string>;
	undoButton: string;
	undone: string;
	undoneTaught: string;
	refused: string;
	alreadyUndone: string;
}

export const SCAN_COPY: Record<Language, ScanCopy> = {
	'zh-CN': {
		rules: {
			word: '违禁词',
			style: '像广告',
			pattern: '违规内容',
			link: '外部链接',
			invite: '拉群链接',
			contact: '联系方式',
			code: '二维码',
			repetition: '重复发送',
			repetitionByOthers: '多人发同样的内容',
			flood: '刷屏',
			external: '外部黑名单',
			watch: '新人的前几条消息',
		},
		somebody: '这位成员',
		warned: '⚠️ @{name} 刚才的消息可能违反群规（{why}），请不要再发，再次出现可能会受到处罚。如有误判，请联系管理员。',
		muted: '🔇 @{name} 的消息违反群规（{why}），禁言 {duration}。如有误判，请联系管理员。',
		removed: '🚪 @{name} 的消息违反群规（{why}），已被移出。',
		forgiven: '🙏 @{name} 刚才的提醒是误判，管理员已撤销，抱歉打扰。',
		minutes: '{n} 分钟',
		hours: '{n} 小时',
		days: '{n} 天',
		cardTitle: '🛡️ 可疑消息：{name}',
		cardScore: '得分 {score}（{flagFrom} 分起标记）',
		cardReason: '• {rule}「{saw}」（{points}）',
		cardText: '原文：{text}',
		cardPenalty: '处理：{penalty}（累计 {points} 分）',
		penalties: { none: '只记录', warn: '提醒', mute: '禁言 {duration}', remove: '移出' },
		undoButton: '↩️ 误判，撤销',
		undone: '↩️ 已由 {operator} 撤销',
		undoneTaught: '↩️ 已由 {operator} 撤销，以后同样的内容放行',
		refused: '只能在管理员群里撤销',
		alreadyUndone: '已经由 {operator} 撤销了',
	},
	en: {
		rules: {
			word: 'banned words',
			style: 'reads like an ad',
			pattern: 'banned content',
			link: 'link',
			invite: 'invite link',
			contact: 'contact details',
			code: 'QR code',
			repetition: 'sent again and again',
			repetitionByOthers: 'sent by several people',
			flood: 'flooding',
			external: 'external list',
			watch: "newcomer's first messages",
		},
		somebody: 'this member',
		warned:
			'⚠️ @{name}, your message seems to break our rules ({why}). Please do not send it again: next time you would be muted. If this is a mistake, tell an operator.',
		muted:
			'🔇 @{name} has broken our rules again ({why}) and is muted for {duration}. If this is a mistake, tell an operator.',
		removed: '🚪 @{name} has broken our rules several times ({why}) and was removed.',
		forgiven: '🙏 @{name}, that was our mistake. An operator has taken it back. Sorry!',
		minutes: '{n} min',
		hours: '{n} h',
		days: '{n} d',
		cardTitle: '🛡️ Flagged: {name}',
		cardScore: 'Score {score} (flagged from {flagFrom})',
		cardReason: '• {rule} “{saw}” ({points})',
		cardText: 'Text: {text}',
		cardPenalty: 'Penalty: {penalty} ({points} strike points)',
		penalties: { none: 'none, noted only', warn: 'warning', mute: 'muted for {duration}', remove: 'removed' },
		undoButton: '↩️ Not spam, undo',
		undone: '↩️ Undone by {operator}',
		undoneTaught: '↩️ Undone by {operator}; the same text may pass from now on',
		refused: "This can be undone in the operators' group only",
		alreadyUndone: 'Undone by {operator} already',
	},
};

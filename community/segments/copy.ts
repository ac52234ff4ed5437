import type { EventType } from '../event';
import type { Language } from '../language';

/** Words that a condition is told in. */
export interface SegmentCopy {
	and: string;
	or: string;
	not: string;
	group: string;
	quoted: string;
	number: string;
	list: string;
	yes: string;
	no: string;
	field: {
		equals: string;
		oneOf: string;
		contains: string;
		atLeast: string;
		atMost: string;
		from: string;
		until: string;
		known: string;
		unknown: string;
	};
	hasTag: string;
	lacksTag: string;
	tier: string;
	points: string;
	intimacy: string;
	range: { atLeast: string; atMost: string; between: string; exactly: string };
	events: { atLeast: string; atMost: string; between: string; exactly: string; never: string };
	days: { atLeast: string; atMost: string; between: string; exactly: string; never: string };
	within: string;
	today: string;
	ever: string;
	joined: string;
	lastActive: string;
	moment: { before: string; after: string; within: string; notWithin: string };
	kinds: Record<EventType, string>;
}

export const SEGMENT_COPY: Record<Language, SegmentCopy> = {
	'zh-CN': {
		and: '，并且',
		or: '，或者',
		not: '不满足（{inner}）',
		group: '（{inner}）',
		quoted: '「{text}」',
		number: ' {text} ',
		list: '、',
		yes: '是',
		no: '否',
		field: {
			equals: '{field}是{value}',
			oneOf: '{field}是{value}之一',
			contains: '{field}包含{value}',
			atLeast: '{field}不小于 {value}',
			atMost: '{field}不大于 {value}',
			from: '{field}不早于 {value}',
			until: '{field}不晚于 {value}',
			known: '填写过{field}',
			unknown: '没有填写{field}',
		},
		hasTag: '有标签{tag}',
		lacksTag: '没有标签{tag}',
		tier: '等级是{value}',
		points: '积分{range}',
		intimacy: '亲密度{range}',
		range: {
			atLeast: '不少于 {least}',
			atMost: '不多于 {most}',
			between: '在 {least} 到 {most} 之间',
			exactly: '等于 {least}',
		},
		events: {
			atLeast: '{window}{kinds}至少 {least} 次',
			atMost: '{window}{kinds}最多 {most} 次',
			between: '{window}{kinds} {least} 到 {most} 次',
			exactly: '{window}{kinds}正好 {least} 次',
			never: '{window}从未{kinds}',
		},
		days: {
			atLeast: '{window}至少 {least} 天有{kinds}',
			atMost: '{window}最多 {most} 天有{kinds}',
			between: '{window}有 {least} 到 {most} 天{kinds}',
			exactly: '{window}正好 {least} 天有{kinds}',
			never: '{window}从未{kinds}',
		},
		within: '最近 {days} 天内',
		today: '今天',
		ever: '',
		joined: '入群时间{moment}',
		lastActive: '最近活跃{moment}',
		moment: {
			before: '早于 {at}',
			after: '不早于 {at}',
			within: '在最近 {days} 天内',
			notWithin: '在最近 {days} 天之前',
		},
		kinds: {
			joined: '入群',
			left: '退群',
			removed: '被移出',
			join_request: '申请入群',
			contact_added: '加好友',
			message: '发言',
			checkin: '打卡',
			button: '点按钮',
			form_submitted: '提交表单',
			form_updated: '修改表单',
			payment_succeeded: '付款',
			payment_closed: '订单关闭',
			refund_succeeded: '退款',
			community_created: '建群',
			community_dissolved: '解散群',
			unknown: '未知事件',
		},
	},
	en: {
		and: ' and ',
		or: ' or ',
		not: 'not ({inner})',
		group: '({inner})',
		quoted: '“{text}”',
		number: '{text}',
		list: ' or ',
		yes: 'yes',
		no: 'no',
		field: {
			equals: '{field} is {value}',
			oneOf: '{field} is {value}',
			contains: '{field} contains {value}',
			atLeast: '{field} is at least {value}',
			atMost: '{field} is at most {value}',
			from: '{field} is {value} or later',
			until: '{field} is {value} or earlier',
			known: '{field} is known',
			unknown: '{field} is not known',
		},
		hasTag: 'has the tag {tag}',
		lacksTag: 'does not have the tag {tag}',
		tier: 'is in the tier {value}',
		points: 'has points: {range}',
		intimacy: 'has an intimacy of {range}',
		range: {
			atLeast: 'at least {least}',
			atMost: 'at most {most}',
			between: '{least} to {most}',
			exactly: 'exactly {least}',
		},
		events: {
			atLeast: '{kinds}: at least {least} times{window}',
			atMost: '{kinds}: at most {most} times{window}',
			between: '{kinds}: {least} to {most} times{window}',
			exactly: '{kinds}: exactly {least} times{window}',
			never: '{kinds}: never{window}',
		},
		days: {
			atLeast: '{kinds}: on at least {least} days{window}',
			atMost: '{kinds}: on at most {most} days{window}',
			between: '{kinds}: on {least} to {most} days{window}',
			exactly: '{kinds}: on exactly {least} days{window}',
			never: '{kinds}: never{window}',
		},
		within: ' in the last {days} days',
		today: ' today',
		ever: '',
		joined: 'joined {moment}',
		lastActive: 'was last active {moment}',
		moment: {
			before: 'before {at}',
			after: 'at {at} or later',
			within: 'in the last {days} days',
			notWithin: 'before the last {days} days',
		},
		kinds: {
			joined: 'joined',
			left: 'left',
			removed: 'was removed',
			join_request: 'asked to join',
			contact_added: 'added as a contact',
			message: 'wrote a message',
			checkin: 'checked in',
			button: 'pressed a button',
			form_submitted: 'submitted a form',
			form_updated: 'changed a form',
			payment_succeeded: 'paid',
			payment_closed: 'let an order close',
			refund_succeeded: 'got a refund',
			community_created: 'created a group',
			community_dissolved: 'dissolved a group',
			unknown: 'unknown event',
		},
	},
};

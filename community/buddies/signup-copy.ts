import type { Language } from '../language';

/** What is said to whoever takes part, or might. */
export interface SignUpCopy {
	invite: string;
	inviteHow: string;
	inButton: string;
	outButton: string;
	joined: string;
	changed: string;
	stillIn: string;
	left: string;
	notIn: string;
	joinedToast: string;
	stillInToast: string;
	leftToast: string;
	notInToast: string;
	wishTopics: string;
	wishWants: string;
	wishOffers: string;
	wishCity: string;
	wishHours: string;
	wishNote: string;
	howToLeave: string;
}

export const SIGN_UP_COPY: Record<Language, SignUpCopy> = {
	'zh-CN': {
		invite: '🤝 想在{community|社群}认识一位新朋友吗？报名结伴，下一轮我们为你找一位搭子。',
		inviteHow:
			'点下面的按钮，或在群里发「{word}」。还可以写上需求，例如：\n{word} 跑步 想要：设计 提供：摄影 城市：深圳 时间：19-22',
		inButton: '🤝 我要结伴',
		outButton: '先不了',
		joined: '🤝 {name}，已为你报名结伴，下一轮会为你找搭子。',
		changed: '🤝 {name}，你的结伴信息已更新。',
		stillIn: '{name}，你已经报过名了 👌',
		left: '{name}，已退出结伴，随时欢迎回来。',
		notIn: '{name}，你没有报名结伴。',
		joinedToast: '报名成功！下一轮会为你找搭子 🤝',
		stillInToast: '你已经报过名了 👌',
		leftToast: '已退出结伴，随时欢迎回来',
		notInToast: '你没有报名结伴',
		wishTopics: '话题：{value}',
		wishWants: '想要：{value}',
		wishOffers: '提供：{value}',
		wishCity: '城市：{value}',
		wishHours: '时间：{value}',
		wishNote: '备注：{value}',
		howToLeave: '想退出时发「{word}」。',
	},
	en: {
		invite:
			'🤝 Would you like to get to know somebody new in {community|our community}? Take part, and we find a buddy for you in the next round.',
		inviteHow:
			'Press the button, or write “{word}” in the group. You can add wishes, e.g.:\n{word} #running wants: design offers: photography city: Shenzhen hours: 19-22',
		inButton: '🤝 Find me a buddy',
		outButton: 'Not now',
		joined: '🤝 {name}, you take part. We find a buddy for you in the next round.',
		changed: '🤝 {name}, what you look for is noted.',
		stillIn: '{name}, you take part already 👌',
		left: '{name}, you no longer take part. Come back whenever you like.',
		notIn: '{name}, you do not take part.',
		joinedToast: 'You take part! A buddy comes in the next round 🤝',
		stillInToast: 'You take part already 👌',
		leftToast: 'You no longer take part. Come back any time',
		notInToast: 'You do not take part',
		wishTopics: 'Topics: {value}',
		wishWants: 'Looking for: {value}',
		wishOffers: 'Can offer: {value}',
		wishCity: 'City: {value}',
		wishHours: 'Hours: {value}',
		wishNote: 'Note: {value}',
		howToLeave: 'To stop, write “{word}”.',
	},
};

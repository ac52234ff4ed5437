import type { Language } from '../language';

/** Every sentence that buddy matching says by itself. */
export interface BuddyCopy {
	hello: string;
	helloTrio: string;
	introduceGroup: string;
	because: string;
	introduceMany: string;
	askGroup: string;
	remindGroup: string;
	aloneGroup: string;
	notYours: string;
	tooLate: string;
	saidBefore: string;
	reportMet: string;
	reportMetNobody: string;
	reportWaiting: string;
	reportWaitingLine: string;
	reportRound: string;
	firstStep: string;
	about: string;
	and: string;
	list: string;
	sharedTags: string;
	complement: string;
	city: string;
	hours: string;
	newcomer: string;
	again: string;
	ask: string;
	remind: string;
	yesButton: string;
	noButton: string;
	thanksYes: string;
	thanksNo: string;
	aloneOnlyOne: string;
	aloneNobodyAllowed: string;
	aloneOdd: string;
	aloneNoPlace: string;
	reportTitle: string;
	reportNothing: string;
	reportBadness: string;
	reportRepeats: string;
	reportAlone: string;
	reportAloneNobody: string;
	reportAloneLine: string;
	reportMore: string;
	reportEven: string;
	reportSegment: string;
	noSegment: string;
}

export const BUDDY_COPY: Record<Language, BuddyCopy> = {
	'zh-CN': {
		hello: '🤝 {name}，你好！这一轮{community|社群}的搭子是 {others}。',
		helloTrio: '🤝 {name}，你好！这一轮人数是单数，你们三位一组：和你一起的是 {others}。',
		introduceGroup: '🤝 {names}，你们是这一轮的搭子，认识一下吧！',
		because: '为什么是你们：',
		introduceMany: '🤝 这一轮的搭子名单：',
		askGroup: '👋 {names}，你们见面或聊过了吗？',
		remindGroup: '⏰ {names}，想再问一下：你们见面或聊过了吗？',
		aloneGroup: '{names}，这一轮没能为你们找到搭子，抱歉。下一轮见！',
		notYours: '这是问 {names} 的',
		tooLate: '这一轮的反馈已经截止',
		saidBefore: '已经记下了 👌',
		reportMet: '见面反馈：{asked} 组被问过，{yes} 组聊过（{percent}），{no} 组没有，{unknown} 组没有回答。',
		reportMetNobody: '见面反馈：还没有问过。',
		reportWaiting: '报名后还没有搭子的人（{count}）：',
		reportWaitingLine: '• {name}：等了 {days} 天',
		reportRound: '• 第 {number} 轮（{date}）：{people} 人，{pairs} 组，落单 {alone} 人，平均 {mean}，聊过 {percent}',
		firstStep: '先打个招呼，约个时间聊二十分钟吧。',
		about: '{one} 和 {other}：{reason}',
		and: ' 和 ',
		list: '、',
		sharedTags: '都关注 {tags}',
		complement: '{wantedBy} 想找「{tag}」，{offeredBy} 正好可以提供',
		city: '都在 {city}',
		hours: '每天有 {hours} 个小时都方便',
		newcomer: '{newcomer} 刚来不久，{regular} 对这里很熟',
		again: '{rounds} 轮之前认识过，再聊聊近况',
		ask: '👋 {name}，你和 {others} 见面或聊过了吗？',
		remind: '⏰ {name}，想再问一下：你和 {others} 见面或聊过了吗？',
		yesButton: '✅ 聊过了',
		noButton: '还没有',
		thanksYes: '太好了，谢谢告诉我们 🎉',
		thanksNo: '没关系，谢谢告诉我们。下一轮再见！',
		aloneOnlyOne: '{name}，这一轮只有你报名，暂时没有搭子。下一轮见！',
		aloneNobodyAllowed: '{name}，这一轮报名的人你近期都见过，或不便安排，暂时没有搭子。下一轮见！',
		aloneOdd: '{name}，这一轮人数是单数，抱歉你暂时没有搭子。下一轮见！',
		aloneNoPlace: '{name}，这一轮没能为你找到搭子，抱歉。下一轮见！',
		reportTitle: '⚖️ {community|社群}搭子匹配公平报告（共 {rounds} 轮）',
		reportNothing: '还没有匹配过，没有可报告的内容。',
		reportBadness:
			'不合适程度（越低越好）：平均 {mean}，中位数 {median}，九成不超过 {ninetieth}，最高 {most}（共 {count} 对）。',
		reportRepeats: '重复配对：{pairs} 对中有 {repeated} 对（{percent}）。',
		reportAlone: '落单过的人（{count}）：',
		reportAloneNobody: '没有人落单 🎉',
		reportAloneLine: '• {name}：参加 {rounds} 轮，落单 {times} 次',
		reportMore: '…… 还有 {count} 人',
		reportEven: '人与人之间的差距（基尼系数，0 为完全平均）：{gini}。',
		reportSegment: '• {segment}（{count} 人）：平均 {mean}，范围 {least}–{most}，基尼系数 {gini}，落单 {percent}',
		noSegment: '未分组',
	},
	en: {
		hello: '🤝 Hello {name}! Your buddy in {community|our community} for this round is {others}.',
		helloTrio: '🤝 Hello {name}! We are an odd number this round, so you are three: with you are {others}.',
		introduceGroup: '🤝 {names}, you are buddies for this round. Get to know each other!',
		because: 'Why you:',
		introduceMany: '🤝 The buddies of this round:',
		askGroup: '👋 {names}, have you met or talked?',
		remindGroup: '⏰ {names}, one more time: have you met or talked?',
		aloneGroup: '{names}, sorry, we found no buddy for you this round. See you next round!',
		notYours: 'This is for {names}',
		tooLate: 'Answers for this round are closed',
		saidBefore: 'Noted before 👌',
		reportMet: 'Did they meet? Groups asked: {asked}; yes: {yes} ({percent}), no: {no}, no answer: {unknown}.',
		reportMetNobody: 'Did they meet? Nobody has been asked yet.',
		reportWaiting: 'Signed up and still without a buddy (people: {count}):',
		reportWaitingLine: '• {name}: waiting for {days} days',
		reportRound:
			'• Round {number} ({date}): people {people}, groups {pairs}, alone {alone}, mean {mean}, met {percent}',
		firstStep: 'Say hello, and find twenty minutes for a chat.',
		about: '{one} and {other}: {reason}',
		and: ' and ',
		list: ', ',
		sharedTags: 'both interested in {tags}',
		complement: '{wantedBy} is looking for “{tag}”, which {offeredBy} can offer',
		city: 'both in {city}',
		hours: '{hours} hours of the day suit both',
		newcomer: '{newcomer} is new here, {regular} knows the place',
		again: 'met {rounds} rounds ago, so there is news to share',
		ask: '👋 {name}, have you met or talked with {others}?',
		remind: '⏰ {name}, one more time: have you met or talked with {others}?',
		yesButton: '✅ Yes, we did',
		noButton: 'Not this time',
		thanksYes: 'Great, thank you for telling us 🎉',
		thanksNo: 'No problem, thank you for telling us. See you next round!',
		aloneOnlyOne:
			'{name}, you are the only one who takes part this round, so there is no buddy yet. See you next round!',
		aloneNobodyAllowed:
			'{name}, you have met everybody in this round lately, or we could not bring you together. See you next round!',
		aloneOdd: '{name}, we are an odd number this round, and sorry, there is no buddy for you. See you next round!',
		aloneNoPlace: '{name}, sorry, we found no buddy for you this round. See you next round!',
		reportTitle: '⚖️ How fair buddy matching is in {community|our community} (rounds: {rounds})',
		reportNothing: 'Nobody has been matched yet, so there is nothing to report.',
		reportBadness:
			'Badness (lower is better): {mean} on average, median {median}, nine in ten at most {ninetieth}, highest {most} (pairs: {count}).',
		reportRepeats: 'Repeats: {repeated} of {pairs} pairs ({percent}).',
		reportAlone: 'Left alone (people: {count}):',
		reportAloneNobody: 'Nobody was left alone 🎉',
		reportAloneLine: '• {name}: took part in {rounds}, alone in {times}',
		reportMore: '… and {count} more',
		reportEven: 'Differences between people (Gini coefficient, 0 is none): {gini}.',
		reportSegment:
			'• {segment} (people: {count}): {mean} on average, from {least} to {most}, Gini {gini}, alone {percent}',
		noSegment: 'no segment',
	},
};

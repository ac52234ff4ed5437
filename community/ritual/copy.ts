import type { Language } from '../language';
import type { StepKind } from './kinds';

/** What a ritual says besides the greeting, the rules and the words about accepting them (see community/copy). */
export interface RitualCopy {
	/** Between names that are greeted together. */
	nameSeparator: string;
	titles: Record<StepKind, string>;
	prompts: Record<StepKind, string>;
	formPrompt: string;
	optionalLine: string;
	buttons: { custom: string; done: string; confirm: string; removed: string };
	formMissing: string;
	picked: string;
	unpicked: string;
	pickFirst: string;
	thingDone: string;
	stepDone: string;
	alreadyDone: string;
	notYourTurn: string;
	nothingToDo: string;
	operatorsOnly: string;
	nudge: string;
	welcomeBack: string;
	confirmCard: string;
	confirmed: string;
	missedCard: string;
	removeCard: string;
	removed: string;
}

export const RITUAL_COPY: Record<Language, RitualCopy> = {
	'zh-CN': {
		nameSeparator: '、',
		titles: {
			greeting: '打个招呼',
			accept_rules: '看群规，点下面的按钮',
			introduce: '发一段自我介绍',
			picture: '爆个照，或贴一张名片',
			meet_owner: '和群主认识一下',
			first_things: '做完进群先做的几件事',
			interests: '选几个感兴趣的话题',
			custom: '完成一件小事',
		},
		prompts: {
			greeting: '@{name} 和大家打个招呼吧！',
			accept_rules: '@{name} 请看完群规，点下面的按钮。',
			introduce: '',
			picture: '@{name} 发一张照片，或者贴一张你的名片，让大家认识你 📷',
			meet_owner: '@{name} 群主会来和你打个招呼，聊两句吧 🙌',
			first_things: '@{name} 进群先做这几件事，做完一件点一下：',
			interests: '@{name} 你对哪些话题感兴趣？可以选几个，选好后点「选好了」。',
			custom: '@{name} 做完后点下面的按钮。',
		},
		formPrompt: '@{name} 介绍一下自己吧，照着下面的格式填就好：\n{lines}',
		optionalLine: '{label}（选填）：',
		buttons: { custom: '做完了', done: '✅ 选好了', confirm: '✅ 已完成', removed: '✅ 已移出' },
		formMissing: '@{name} 收到，还差：{labels}。补上就好，例如「{example}：…」。',
		picked: '已选：{label}（共 {left} 项）',
		unpicked: '已取消：{label}（还有 {left} 项）',
		pickFirst: '先选至少一项吧',
		thingDone: '✅ {label}，还剩 {left} 件',
		stepDone: '✅ 已完成',
		alreadyDone: '这一步你已经完成了 👌',
		notYourTurn: '先把前面的做完，再来这一步',
		nothingToDo: '这里没有要你做的事',
		operatorsOnly: '只有管理员群里可以操作',
		nudge: '⏰ @{name} 入群还差这几步：\n{steps}',
		welcomeBack: '👋 欢迎 @{name} 回来！{steps}',
		confirmCard: '🙋 {name} 的「{step}」等你确认。完成后点下面的按钮。',
		confirmed: '✅ {name} 的「{step}」已由 {operator} 确认',
		missedCard: '⏰ {name} 的「{step}」到期还没完成，请关心一下。',
		removeCard: '⏰ {name}（平台编号：{id}）的「{step}」到期还没完成。按规则请手动移出，完成后点下面的按钮。',
		removed: '✅ 已移出 {name} · {operator}',
	},
	en: {
		nameSeparator: ', ',
		titles: {
			greeting: 'Say hello',
			accept_rules: 'Read the rules and press the button below',
			introduce: 'Introduce yourself',
			picture: 'Show a photo or your name card',
			meet_owner: 'Meet the owner',
			first_things: 'Do the first things',
			interests: 'Pick what interests you',
			custom: 'Do one small thing',
		},
		prompts: {
			greeting: '@{name}, say hello to everybody!',
			accept_rules: '@{name}, please read the rules and press the button below.',
			introduce: '',
			picture: '@{name}, send a photo or your name card, so that we get to know you 📷',
			meet_owner: '@{name}, the owner of the group will say hello to you soon 🙌',
			first_things: '@{name}, these come first. Press a button when you have done a thing:',
			interests: '@{name}, what interests you? Pick a few, then press “That is all”.',
			custom: '@{name}, press the button when you have done it.',
		},
		formPrompt: '@{name}, tell us about yourself. Just fill in these lines:\n{lines}',
		optionalLine: '{label} (optional): ',
		buttons: { custom: 'Done', done: '✅ That is all', confirm: '✅ Done', removed: '✅ Removed' },
		formMissing: '@{name}, thank you. Still missing: {labels}. Just send it, e.g. “{example}: …”.',
		picked: 'Picked: {label} ({left} in all)',
		unpicked: 'Taken back: {label} ({left} left)',
		pickFirst: 'Pick at least one first',
		thingDone: '✅ {label}. {left} to go',
		stepDone: '✅ Done',
		alreadyDone: 'You have done this before 👌',
		notYourTurn: 'Please do what comes before this first',
		nothingToDo: 'There is nothing for you to do here',
		operatorsOnly: "This works in the operators' group only",
		nudge: '⏰ @{name}, this is still to do:\n{steps}',
		welcomeBack: '👋 Welcome back, @{name}! {steps}',
		confirmCard: '🙋 {name} waits for you to confirm “{step}”. Press the button when it is done.',
		confirmed: '✅ “{step}” of {name} was confirmed by {operator}',
		missedCard: '⏰ {name} has not done “{step}” in time. Please have a look.',
		removeCard:
			'⏰ {name} (id on the platform: {id}) has not done “{step}” in time. By the rules, please remove them by hand, and press the button when it is done.',
		removed: '✅ {name} was removed by {operator}',
	},
};

import type { Language } from '../language';

/** What a member is praised for, from the rarest to the most common. */
export const PRAISE_OCCASIONS = ['first', 'milestone', 'record', 'freeze', 'comeback', 'make_up', 'streak'] as const;
export type PraiseOccasion = (typeof PRAISE_OCCASIONS)[number];

/**
 * The shipped lines. `{name}`, `{streak}` (days in a row), `{total}` (days in all), `{gap}` (days
 * away) and `{freezes}` (freezes left) are filled in. Each stands without a number that could be
 * wrong in its grammar for 1, because a streak of one day is praised too.
 */
export const PRAISE: Readonly<Record<Language, Readonly<Record<PraiseOccasion, readonly string[]>>>> = {
	'zh-CN': {
		first: [
			'🌱 {name} 完成了第一次打卡！万事开头难，最难的一步你已经走完了。',
			'👏 欢迎 {name} 加入打卡的队伍，第一天，记下来了！',
			'✨ {name} 的第一次打卡，好的开始是成功的一半。',
			'🚀 {name} 出发啦！明天同一时间，我们再见。',
		],
		streak: [
			'✅ {name} 连续打卡第 {streak} 天，稳稳的！',
			'💪 第 {streak} 天，{name} 又赢了昨天的自己。',
			'🌤️ {name} 今天也来了，连续 {streak} 天。',
			'📌 {name}，连续 {streak} 天，每一天都算数。',
			'🔥 {streak} 天不断，{name} 的火苗越烧越旺。',
			'🧱 {name} 又添了一块砖，已经连续 {streak} 天了。',
			'🎯 说到做到，{name} 连续打卡 {streak} 天。',
			'🌿 慢慢来，比较快。{name} 连续 {streak} 天，累计 {total} 天。',
		],
		milestone: [
			'🎉 {name} 连续打卡 {streak} 天！大家一起为 TA 鼓掌！',
			'🏅 里程碑达成：{name}，{streak} 天，一天都没落下。',
			'🥳 {streak} 天！{name} 把坚持变成了习惯。',
			'⛰️ {name} 登上了 {streak} 天的山头，风景不错吧？',
			'🌟 {name} 的 {streak} 天，是一天一天走出来的。了不起！',
		],
		record: [
			'🏆 {name} 打破了自己的纪录：连续 {streak} 天！',
			'📈 新纪录！{name} 连续 {streak} 天，从没走过这么远。',
			'🌊 {name} 刷新个人最好成绩：{streak} 天，明天又是新高度。',
			'🚩 {name} 把自己的旗子插到了第 {streak} 天。',
		],
		comeback: [
			'🤗 {name} 回来了！隔了 {gap} 天，我们一直给你留着位置。',
			'🌅 {name}，欢迎回来，今天是新的第 1 天。',
			'🔁 停过没关系，回来就很棒。{name}，继续！',
			'🪴 {name} 离开 {gap} 天后又来浇水了，之前的 {total} 天都还在。',
		],
		freeze: [
			'🧊 {name} 用保护卡留住了连续 {streak} 天，还剩 {freezes} 张。',
			'🛡️ 昨天有保护卡守着，{name} 的 {streak} 天没有断。剩余 {freezes} 张。',
			'❄️ {name} 攒下的保护卡派上了用场，连续 {streak} 天继续，还有 {freezes} 张。',
		],
		make_up: [
			'🩹 {name} 补上了落下的一天，现在连续 {streak} 天。',
			'🧩 缺的那块拼图补好了，{name} 连续 {streak} 天。',
			'✍️ {name} 补卡成功，连续 {streak} 天，不留空白。',
		],
	},
	en: {
		first: [
			'🌱 {name} has checked in for the first time. The hardest step is done!',
			'👏 Welcome aboard, {name}! Day one is in the book.',
			'✨ A first check-in by {name}: well begun is half done.',
			'🚀 {name} is off! See you again tomorrow.',
		],
		streak: [
			'✅ {name} keeps going: day {streak} in a row.',
			'💪 Day {streak}. {name} is one step ahead of yesterday.',
			'🌤️ {name} is here again today, day {streak} of the streak.',
			'📌 Day {streak} for {name}. Every single one counts.',
			'🔥 Day {streak} without a break, and the fire of {name} burns on.',
			'🧱 One more brick by {name}: day {streak}.',
			'🎯 Said and done: {name}, day {streak}.',
			'🌿 Slow is smooth, smooth is fast. {name}: day {streak} in a row, {total} in all.',
		],
		milestone: [
			'🎉 {name} has checked in {streak} days in a row. A round of applause, please!',
			'🏅 Milestone: {name}, {streak} days, not one left out.',
			'🥳 {streak} days! {name} has made a habit of it.',
			'⛰️ {name} has reached the top of day {streak}. How is the view?',
			'🌟 {streak} days, walked one at a time. Well done, {name}!',
		],
		record: [
			'🏆 A personal record by {name}: day {streak} in a row!',
			'📈 New best! {name} has never come as far as day {streak}.',
			'🌊 {name} beats their own best: day {streak}, and tomorrow is higher still.',
			'🚩 {name} plants a flag on day {streak}.',
		],
		comeback: [
			'🤗 {name} is back! Your place was kept for you (days away: {gap}).',
			'🌅 Welcome back, {name}. Today is a new day one.',
			'🔁 Stopping is fine, coming back is great. On you go, {name}!',
			'🪴 {name} is watering again. What you did before still stands: {total} in all.',
		],
		freeze: [
			'🧊 A freeze kept the streak of {name}: day {streak}. Freezes left: {freezes}.',
			'🛡️ Yesterday was covered by a freeze. {name} is on day {streak}, freezes left: {freezes}.',
			'❄️ A freeze well earned and well used: {name}, day {streak}. Left: {freezes}.',
		],
		make_up: [
			'🩹 {name} has made up for a missed day: day {streak} in a row.',
			'🧩 The missing piece is in place. {name}: day {streak}.',
			'✍️ Made up, no gaps. {name} is on day {streak}.',
		],
	},
};

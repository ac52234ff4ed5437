import type { Language } from '../language';

/** What a member is praised for, from the rarest to the most common. */
export const PRAISE_OCCASIONS = ['first', 'milestone', 'record', 'freeze', 'comeback', 'make_up', 'streak'] as const;
export type PraiseOccasion = (typeof PRAISE_OCCASIONS)[number];

/** What a streak is counted in: days, also those of chosen weekdays, or weeks. */
export type PraiseUnit = 'day' | 'week';

/** What `{unit}` says: after a streak of 1, and after any other. */
export const PRAISE_UNITS: Readonly<Record<Language, Readonly<Record<PraiseUnit, readonly [string, string]>>>> = {
	'zh-CN': { day: ['天', '天'], week: ['周', '周'] },
	en: { day: ['day', 'days'], week: ['week', 'weeks'] },
};

/**
 * The shipped lines, for days and for weeks. `{name}`, `{streak}` (days or weeks in a row), `{unit}` (what the streak
 * is counted in), `{total}` (days or weeks in all), `{gap}` (days or weeks away) and `{freezes}` (freezes left) are
 * filled in. Each stands without a number that could be wrong in its grammar for 1, because a streak of one is praised
 * too. None speaks of yesterday or tomorrow where chosen weekdays may lie further apart, and none about a make-up
 * counts a streak, because the streak may be lost by then.
 */
export const PRAISE: Readonly<
	Record<Language, Readonly<Record<PraiseUnit, Readonly<Record<PraiseOccasion, readonly string[]>>>>>
> = {
	'zh-CN': {
		day: {
			first: [
				'🌱 {name} 完成了第一次打卡！万事开头难，最难的一步你已经走完了。',
				'👏 欢迎 {name} 加入打卡的队伍，第一天，记下来了！',
				'✨ {name} 的第一次打卡，好的开始是成功的一半。',
				'🚀 {name} 出发啦！下一次打卡，我们再见。',
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
				'🌊 {name} 刷新个人最好成绩：{streak} 天，下一次又是新高度。',
				'🚩 {name} 把自己的旗子插到了第 {streak} 天。',
			],
			comeback: [
				'🤗 {name} 回来了！隔了 {gap} 天，我们一直给你留着位置。',
				'🌅 {name}，欢迎回来，今天是新的第 1 天。',
				'🔁 停过没关系，回来就很棒。{name}，继续！',
				'🪴 {name} 离开 {gap} 天后又来浇水了，之前打的卡都还在，累计 {total} 天。',
			],
			freeze: [
				'🧊 {name} 用保护卡留住了连续 {streak} 天，还剩 {freezes} 张。',
				'🛡️ 有保护卡守着，{name} 的 {streak} 天没有断。剩余 {freezes} 张。',
				'❄️ {name} 攒下的保护卡派上了用场，连续 {streak} 天继续，还有 {freezes} 张。',
			],
			make_up: [
				'🩹 {name} 补上了落下的一天，累计 {total} 天。',
				'🧩 缺的那块拼图补好了，{name} 的日历又完整了一些。',
				'✍️ {name} 补卡成功，不留空白。累计 {total} 天，每一天都算数。',
			],
		},
		week: {
			first: [
				'🌱 {name} 完成了第一周的打卡！万事开头难，最难的一步你已经走完了。',
				'👏 {name} 的第一周，记下来了！',
				'✨ {name} 的第一周打满了，好的开始是成功的一半。',
				'🚀 {name} 第一周达标，出发啦！下周再见。',
			],
			streak: [
				'✅ {name} 连续打卡第 {streak} 周，稳稳的！',
				'💪 第 {streak} 周，{name} 又赢了上周的自己。',
				'🌤️ {name} 这周也做到了，连续 {streak} 周。',
				'📌 {name}，连续 {streak} 周，每一周都算数。',
				'🔥 {streak} 周不断，{name} 的火苗越烧越旺。',
				'🧱 {name} 又添了一块砖，已经连续 {streak} 周了。',
				'🎯 说到做到，{name} 连续打卡 {streak} 周。',
				'🌿 慢慢来，比较快。{name} 连续 {streak} 周，累计 {total} 周。',
			],
			milestone: [
				'🎉 {name} 连续打卡 {streak} 周！大家一起为 TA 鼓掌！',
				'🏅 里程碑达成：{name}，{streak} 周，一周都没落下。',
				'🥳 {streak} 周！{name} 把坚持变成了习惯。',
				'⛰️ {name} 登上了 {streak} 周的山头，风景不错吧？',
				'🌟 {name} 的 {streak} 周，是一周一周走出来的。了不起！',
			],
			record: [
				'🏆 {name} 打破了自己的纪录：连续 {streak} 周！',
				'📈 新纪录！{name} 连续 {streak} 周，从没走过这么远。',
				'🌊 {name} 刷新个人最好成绩：{streak} 周，下周又是新高度。',
				'🚩 {name} 把自己的旗子插到了第 {streak} 周。',
			],
			comeback: [
				'🤗 {name} 回来了！隔了 {gap} 周，我们一直给你留着位置。',
				'🌅 {name}，欢迎回来，这周是新的第 1 周。',
				'🔁 停过没关系，回来就很棒。{name}，继续！',
				'🪴 {name} 离开 {gap} 周后又来浇水了，之前打的卡都还在，累计 {total} 周。',
			],
			freeze: [
				'🧊 {name} 用保护卡留住了连续 {streak} 周，还剩 {freezes} 张。',
				'🛡️ 有保护卡守着，{name} 的 {streak} 周没有断。剩余 {freezes} 张。',
				'❄️ {name} 攒下的保护卡派上了用场，连续 {streak} 周继续，还有 {freezes} 张。',
			],
			make_up: [
				'🩹 {name} 补上了落下的一周，累计 {total} 周。',
				'🧩 缺的那块拼图补好了，{name} 那一周也完整了。',
				'✍️ {name} 补卡成功，那一周不留空白。累计 {total} 周，每一周都算数。',
			],
		},
	},
	en: {
		day: {
			first: [
				'🌱 {name} has checked in for the first time. The hardest step is done!',
				'👏 Welcome aboard, {name}! Day one is in the book.',
				'✨ A first check-in by {name}: well begun is half done.',
				'🚀 {name} is off! See you again next time.',
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
				'🎉 {name} has checked in {streak} {unit} in a row. A round of applause, please!',
				'🏅 Milestone: {name}, {streak} {unit}, not one left out.',
				'🥳 {streak} {unit}! {name} has made a habit of it.',
				'⛰️ {name} has reached the top of day {streak}. How is the view?',
				'🌟 {streak} {unit}, walked one at a time. Well done, {name}!',
			],
			record: [
				'🏆 A personal record by {name}: day {streak} in a row!',
				'📈 New best! {name} has never come as far as day {streak}.',
				'🌊 {name} beats their own best: day {streak}, and the next is higher still.',
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
				'🛡️ The gap was covered by a freeze. {name} is on day {streak}, freezes left: {freezes}.',
				'❄️ A freeze well earned and well used: {name}, day {streak}. Left: {freezes}.',
			],
			make_up: [
				'🩹 {name} has made up for a missed day: {total} in all.',
				'🧩 The missing piece is in place. The calendar of {name} is fuller by a day.',
				'✍️ Made up, no blanks. {name} has {total} in all, and every one counts.',
			],
		},
		week: {
			first: [
				'🌱 {name} has completed a first week. The hardest step is done!',
				'👏 Week one is in the book. Well done, {name}!',
				'✨ A first full week by {name}: well begun is half done.',
				'🚀 {name} is off, with week one done! See you again next week.',
			],
			streak: [
				'✅ {name} keeps going: week {streak} in a row.',
				'💪 Week {streak}. {name} is one step ahead of last week.',
				'🌤️ {name} has done it again this week, week {streak} of the streak.',
				'📌 Week {streak} for {name}. Every single one counts.',
				'🔥 Week {streak} without a break, and the fire of {name} burns on.',
				'🧱 One more brick by {name}: week {streak}.',
				'🎯 Said and done: {name}, week {streak}.',
				'🌿 Slow is smooth, smooth is fast. {name}: week {streak} in a row, {total} in all.',
			],
			milestone: [
				'🎉 {name} has checked in {streak} {unit} in a row. A round of applause, please!',
				'🏅 Milestone: {name}, {streak} {unit}, not one left out.',
				'🥳 {streak} {unit}! {name} has made a habit of it.',
				'⛰️ {name} has reached the top of week {streak}. How is the view?',
				'🌟 {streak} {unit}, walked one at a time. Well done, {name}!',
			],
			record: [
				'🏆 A personal record by {name}: week {streak} in a row!',
				'📈 New best! {name} has never come as far as week {streak}.',
				'🌊 {name} beats their own best: week {streak}, and the next is higher still.',
				'🚩 {name} plants a flag on week {streak}.',
			],
			comeback: [
				'🤗 {name} is back! Your place was kept for you (weeks away: {gap}).',
				'🌅 Welcome back, {name}. This is a new week one.',
				'🔁 Stopping is fine, coming back is great. On you go, {name}!',
				'🪴 {name} is watering again. What you did before still stands: {total} in all.',
			],
			freeze: [
				'🧊 A freeze kept the streak of {name}: week {streak}. Freezes left: {freezes}.',
				'🛡️ The gap was covered by a freeze. {name} is on week {streak}, freezes left: {freezes}.',
				'❄️ A freeze well earned and well used: {name}, week {streak}. Left: {freezes}.',
			],
			make_up: [
				'🩹 {name} has made up for a missed week: {total} in all.',
				'🧩 The missing piece is in place. The calendar of {name} is fuller by a week.',
				'✍️ Made up, no blanks. {name} has {total} in all, and every one counts.',
			],
		},
	},
};

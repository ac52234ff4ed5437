/**
 * What members write for a word that filters look for. Sorted by the word that stands for all of
 * them; each is tried in every banned word that contains it.
 */
const VARIANTS: readonly (readonly string[])[] = [
	[
		'微信',
		'薇信',
		'威信',
		'维信',
		'微x',
		'薇芯',
		'威芯',
		'微芯',
		'威心',
		'微心',
		'薇心',
		'薇❤',
		'卫星',
		'围信',
		'溦信',
		'徽信',
		'韦信',
		'v信',
		'w信',
		'微亻言',
		'彳信',
		'wechat',
		'weixin',
		'vx',
		'wx',
		'薇',
		'小薇',
		'绿泡泡',
		'绿色软件',
	],
	['qq', '扣扣', '扣口', '叩叩', '球球', '企鹅号', '抠抠', '秋秋', '蔻蔻'],
	['电报', 'telegram', '飞机', '纸飞机', 'tg', '小飞机', 'telegrm'],
	['刷单', '刷単', '唰单', '耍单', '涮单', 's单'],
	['博彩', '菠菜', 'bo彩', '搏彩', '博c'],
	['贷款', '代款', '贷kuan', '袋款', 'dk'],
	['发票', '發漂', '发嘌', '发飘', 'fa票', 'fp'],
	['返利', '返力', '反利', '返佣'],
	['兼职', '兼zhi', '简职', '兼只', '兼耳只'],
	['佣金', '拥金', '涌金'],
	['裸聊', '果聊', '裸liao', 'l聊', '罗聊'],
	['约炮', '约pao', '约p', '月炮', '约泡'],
	['彩票', '采票', '彩piao', '财票'],
	['代开', '代kai', '待开', '戴开'],
	['日赚', '日zhuan', '日挣', '天赚', '日入'],
	['群', '裙', '君羊', '峮', 'qun', '羣'],
];

const longestFirst = VARIANTS.map((group) => ({ head: group[0] ?? '', group }));

/** Variants that are words of their own, or too short to mean anything alone. */
const NEVER_ALONE: ReadonlySet<string> = new Set(
	'菠菜 卫星 威信 微x 薇 小薇 飞机 纸飞机 小飞机 企鹅号 球球 秋秋 tg fp dk 裙 峮 telegram wechat weixin vx wx 绿色软件 s单'.split(
		' ',
	),
);

/** The word itself and what it is written as instead: 加微信 also as 加薇芯, 加vx, 加v信 … */
export function withVariants(word: string): string[] {
	const lower = word.toLowerCase();
	const spellings = longestFirst.reduce<string[]>(
		(words, { head, group }) =>
			words.flatMap((each) => (each.includes(head) ? group.map((other) => each.replace(head, other)) : [each])),
		[lower],
	);
	return [...new Set(spellings)].filter((spelling) => spelling === lower || !NEVER_ALONE.has(spelling));
}

import type { LotteryRules } from './rules';

/** Words that ask members to share for a chance to win; platforms such as WeChat punish that. */
const WORDS =
	/转发|轉發|分享(?:到|至|给|給)?(?:朋友圈|微信群|好友|群)|集赞|集讚|助力|砍价|砍價|拉人|邀请好友|邀請好友|关注并|關注並|\b(?:share (?:to|this|it|with)|repost|retweet|invite (?:a )?friends?|tag (?:a )?friends?)\b/iu;

/** Types of ledger lines that come of sharing or inviting. */
const TYPES = /^(?:invitation\.|invite|share|referral)/;

/**
 * Where rules reward sharing or inviting.
 *
 * @returns paths with what was seen there
 */
export function sharingIn({ title, disclosure, entry, weights }: LotteryRules): { field: string; saw: string }[] {
	const texts = [
		{ field: 'title', saw: title },
		{ field: 'disclosure.text', saw: disclosure.text },
		{ field: 'entry.keyword', saw: entry.keyword },
		...entry.tasks.map(({ name }, index) => ({ field: `entry.tasks.${index}`, saw: name })),
	];
	const types = [
		...entry.tasks.map(({ type }, index) => ({ field: `entry.tasks.${index}`, saw: type })),
		...weights.bonus
			.map(({ from, value }, index) => ({ field: `weights.bonus.${index}`, saw: from === 'task' ? value : '' }))
			.filter(({ saw }) => saw !== ''),
	];
	const found = [
		...texts.map(({ field, saw }) => ({ field, saw: WORDS.exec(saw)?.[0] ?? '' })).filter(({ saw }) => saw !== ''),
		...types.filter(({ saw }) => TYPES.test(saw)),
	];
	return [...new Map(found.map((one) => [one.field, one])).values()];
}

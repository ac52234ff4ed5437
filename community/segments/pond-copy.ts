import type { Language } from '../language';

/** What members and operators are told about ponds. Shapes of `fillText`. */
export interface PondCopy {
	/** The short answer under a button. */
	bitten: string;
	bittenBefore: string;
	/** The bait message where an operator wrote none. */
	bait: string;
	invite: string;
	move: string;
	join: string;
	/** To operators. */
	leave: string;
	movedFrom: string;
}

export const POND_COPY: Record<Language, PondCopy> = {
	'zh-CN': {
		bitten: '记下了：{bait}',
		bittenBefore: '已经记过了：{bait}',
		bait: '大家对什么感兴趣？点一下，我们会拉你进对应的小群。',
		invite: '{name}，你对「{pond}」很感兴趣，欢迎加入小群，和同好一起聊。',
		move: '{name}，我们为你安排了更合适的小群：「{pond}」。',
		join: '进群',
		leave: '{name} 对「{pond}」的兴趣已经降到 {affinity}（低于 {limit}），请确认是否移出该群。',
		movedFrom: '{name} 已被安排进「{pond}」，请从「{from}」移出。',
	},
	en: {
		bitten: 'Noted: {bait}',
		bittenBefore: 'Noted before: {bait}',
		bait: 'What interests you? Press a button, and we will invite you to the group for it.',
		invite: '{name}, you are interested in “{pond}”. Come and join the smaller group for it.',
		move: '{name}, we have found a group that suits you better: “{pond}”.',
		join: 'Join',
		leave:
			'{name} is less interested in “{pond}” now: {affinity}, below {limit}. Please check whether to take them out.',
		movedFrom: '{name} now belongs to “{pond}”. Please take them out of “{from}”.',
	},
};

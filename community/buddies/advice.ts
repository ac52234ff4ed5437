import type { Language } from '../language';
import type { AloneReason } from './match';

const ADVICE: Record<Language, Record<AloneReason, string>> = {
	'zh-CN': {
		only_one: '这一轮只有一个人报名。先发邀请，等有人报名后再匹配。',
		nobody_allowed: '和其他人都在不重复的轮数内见过，或不能安排在一起。减少“不重复轮数”，或邀请更多人报名。',
		odd_one: '人数是单数，而没有一组可以再加一人。允许三人组，减少“不重复轮数”，或再邀请一个人。',
		no_place: '能见的人都配给了只能见他们的人。减少“不重复轮数”，或邀请更多人报名。',
	},
	en: {
		only_one: 'Only one person took part. Send an invitation, and match once somebody else takes part.',
		nobody_allowed:
			'Everybody else was met within the rounds without a repeat, or must not be met. Lower “Rounds Without a Repeat”, or invite more people.',
		odd_one:
			'The number was odd, and no pair may take a third. Let “Odd Number” make a trio, lower “Rounds Without a Repeat”, or invite one more person.',
		no_place:
			'Everybody whom this person may meet is needed by somebody else. Lower “Rounds Without a Repeat”, or invite more people.',
	},
};

/** What an operator can do so that somebody is not left alone next time. */
export function adviceFor(reason: AloneReason, language: Language): string {
	return ADVICE[language][reason];
}

import { DateTime } from 'luxon';
import type { Language } from '../language';
import { fillText } from '../text';
import type { Problem } from './check';
import { HOUSEHOLD_KINDS, LOTTERY_COPY, NONE, PROBLEM_COPY, REFUSAL_COPY, UNKNOWN } from './copy';
import type { EntryCheck } from './entry';
import { showMoney } from './money';
import type { LotteryRules, Prize } from './rules';

/** In which language and by whose clocks something is said. */
export interface Speech {
	language: Language;
	timeZone: string;
}

/** A time for people, on the clocks of the community. */
export function clock(instant: string, { timeZone }: Speech): string {
	return DateTime.fromISO(instant, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm');
}

const isInstant = ({ rule }: EntryCheck): boolean => rule === 'not_open_yet' || rule === 'closed';

function shown(value: EntryCheck['wants'] | EntryCheck['saw'], check: EntryCheck, speech: Speech): string {
	if (value === null) return UNKNOWN[speech.language];
	if (typeof value === 'string' && isInstant(check)) return clock(value, speech);
	const text = typeof value === 'object' ? value.join(speech.language === 'en' ? ', ' : '、') : String(value);
	return text === '' ? NONE[speech.language] : text;
}

/** One rule that was not met, with what it asks for and what it saw. */
export function checkInWords(check: EntryCheck, speech: Speech): string {
	const { language } = speech;
	const kind = HOUSEHOLD_KINDS[language][String(check.saw)];
	return fillText(REFUSAL_COPY[language][check.rule], {
		wants: shown(check.wants, check, speech),
		saw: check.rule === 'household_taken' ? (kind ?? '') : shown(check.saw, check, speech),
		name: check.name ?? '',
	});
}

/** All rules that were not met, one a line. */
export function refusalInWords(checks: readonly EntryCheck[], speech: Speech): string {
	const failed = checks.filter(({ passed }) => !passed);
	return failed.map((check) => `• ${checkInWords(check, speech)}`).join('\n');
}

/** One sentence for what the linter found. */
export function problemInWords({ code, field, saw }: Problem, language: Language): string {
	return fillText(PROBLEM_COPY[language][code], { field, saw });
}

export function prizeInWords({ name, quantity, valueMinor, currency }: Prize, language: Language): string {
	const copy = LOTTERY_COPY[language];
	if (valueMinor === undefined || currency === undefined) return fillText(copy.prizeLine, { name, quantity });
	return fillText(copy.prizeLineWithValue, { name, quantity, value: showMoney(valueMinor, currency, language) });
}

const CONDITIONS: Record<Language, Record<string, string>> = {
	'zh-CN': {
		pointsCost: '消耗 {value} 积分',
		minPoints: '至少 {value} 积分',
		minStreak: '连续打卡 {value} 天',
		minAgeDays: '入群满 {value} 天',
		anyTags: '标签之一：{value}',
		allTags: '标签：{value}',
		noTags: '无标签：{value}',
		tiers: '等级：{value}',
		regions: '地区：{value}',
		task: '{value}',
		household: '每户限一份',
		recent: '近 {value} 天未中奖',
		staff: '工作人员除外',
	},
	en: {
		pointsCost: '{value} points are taken',
		minPoints: 'at least {value} points',
		minStreak: 'a streak of {value} days',
		minAgeDays: '{value} days of membership',
		anyTags: 'one of the tags {value}',
		allTags: 'the tags {value}',
		noTags: 'none of the tags {value}',
		tiers: 'tier {value}',
		regions: 'region {value}',
		task: '{value}',
		household: 'one entry for a household',
		recent: 'no prize within {value} days',
		staff: 'not for staff',
	},
};

/** What an entrant must be or do, for the announcement; nothing is left out. */
export function conditionsInWords({ entry, exclusions }: LotteryRules, language: Language): string[] {
	const copy = CONDITIONS[language];
	const say = (key: string, value: string | number = ''): string => fillText(copy[key] ?? '', { value });
	const list = (values: readonly string[]): string => values.join(language === 'en' ? ', ' : '、');
	const numbers = (['pointsCost', 'minPoints', 'minStreak', 'minAgeDays'] as const)
		.filter((key) => entry[key] > 0)
		.map((key) => say(key, entry[key]));
	const lists = (['anyTags', 'allTags', 'noTags', 'tiers', 'regions'] as const)
		.filter((key) => entry[key].length > 0)
		.map((key) => say(key, list(entry[key])));
	const tasks = entry.tasks.map(({ name, count }) => say('task', count === 1 ? name : `${name} ×${count}`));
	return [
		...numbers,
		...lists,
		...tasks,
		...(entry.oneByHousehold ? [say('household')] : []),
		...(exclusions.recentWinnerDays > 0 ? [say('recent', exclusions.recentWinnerDays)] : []),
		...(exclusions.staff.length + exclusions.staffTags.length > 0 ? [say('staff')] : []),
	];
}

import { z } from 'zod/v4';
import { normalWord } from '../screening/word';
import { shorten } from '../text';

const list = z.array(z.string()).max(20);
const clock = z.int().min(0).max(24);

/** What a member says of themselves when they take part. */
export const wishesSchema = z.object({
	topics: list.default([]),
	wants: list.default([]),
	offers: list.default([]),
	city: z.string().max(80).optional(),
	/** Hours of the day in which the member has time, by the member's clocks; may go past midnight. */
	hours: z.object({ from: clock, to: clock }).optional(),
	note: z.string().max(400).optional(),
});
export type Wishes = z.output<typeof wishesSchema>;

export interface SignUpWords {
	in: readonly string[];
	out: readonly string[];
}

export const SIGN_UP_WORDS: SignUpWords = {
	in: ['结伴', '找搭子', 'buddy'],
	out: ['退出结伴', '不结伴', 'no buddy', 'buddy off'],
};

export interface SignUp {
	action: 'in' | 'out';
	/** Only what was said; the rest stays as it was. */
	wishes: Partial<Wishes>;
}

const NAMES: Readonly<Record<keyof Wishes, readonly string[]>> = {
	topics: ['topics', 'topic', '话题', '兴趣', '标签'],
	wants: ['wants', 'want', '想要', '想学', '想找', '需求'],
	offers: ['offers', 'offer', '提供', '可教', '擅长'],
	city: ['city', '城市', '坐标'],
	hours: ['hours', 'time', '时间', '时段'],
	note: ['note', '备注', '留言'],
};
const FIELDS = Object.keys(NAMES) as (keyof Wishes)[];
const ALL_NAMES = FIELDS.flatMap((field) => NAMES[field]).sort((left, right) => right.length - left.length);
const KEY = new RegExp(`(?<![\\p{L}\\p{N}])(${ALL_NAMES.join('|')})\\s*[:：]`, 'giu');

const MOST = 20;
const TAG_LENGTH = 40;

/**
 * Reads a message that begins with a word to take part or to stop, e.g.
 * `结伴 跑步 #读书 想要：设计、英语 提供：摄影 城市：深圳 时间：19-22 备注：周末也行` or
 * `buddy wants: design offers: running city: Berlin hours: 18-22`. Words that nothing stands before are topics after a
 * Chinese word or a command (`/buddy design`); after any other word they make it an ordinary sentence ("Buddy, how are you?").
 *
 * @returns `undefined` for any other message
 */
export function readSignUp(text: string, words: SignUpWords): SignUp | undefined {
	// Longer words first, so that "buddy off" is not taken for "buddy".
	const known = (['out', 'in'] as const)
		.flatMap((action) => words[action].map((word) => ({ action, word: normalWord(word) ?? '' })))
		.filter(({ word }) => word !== '')
		.sort((left, right) => right.word.length - left.word.length);
	const bare = text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
	const said = bare.replace(/^\s*(?:@\w+\s+)?/u, '');
	const line = said.replace(/^[/#]\s*/u, '');
	for (const { action, word } of known) {
		const rest = restAfter(line, word);
		if (rest === undefined) continue;
		const free = freeWords(rest);
		if (action === 'out') return /[\p{L}\p{N}]/u.test(rest) ? undefined : { action, wishes: {} };
		const mayBeFree = line !== said || /\p{Script=Han}/u.test(word);
		return mayBeFree || !/[\p{L}\p{N}]/u.test(free.replace(/#\S+/gu, ''))
			? { action, wishes: wishesIn(rest) }
			: undefined;
	}
	return undefined;
}

function restAfter(line: string, word: string): string | undefined {
	const pattern = word.split(' ').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
	const found = new RegExp(`^${pattern.join('\\s+')}`, 'iu').exec(line);
	if (found === null) return undefined;
	const rest = line.slice(found[0].length);
	// A command may name its bot ("/buddy@our_bot"); any other letter means that the word goes on.
	const after = rest.replace(/^@\w+/u, '');
	return /^[\p{L}\p{N}]/u.test(after) ? undefined : after;
}

/** What stands before the first field. */
function freeWords(text: string): string {
	const [first] = text.matchAll(KEY);
	return text.slice(0, first?.index ?? text.length);
}

function wishesIn(text: string): Partial<Wishes> {
	const wishes: Partial<Wishes> = {};
	const keys = [...text.matchAll(KEY)];
	const topics = tagsIn(freeWords(text).replaceAll('#', ' '), /[\s,，、;；!！。.?？~～]+/u);
	if (topics.length > 0) wishes.topics = topics;
	keys.forEach((key, index) => {
		const typed = (key[1] ?? '').toLowerCase();
		const field = FIELDS.find((one) => NAMES[one].includes(typed));
		const value = text.slice(key.index + key[0].length, keys[index + 1]?.index ?? text.length).trim();
		if (field !== undefined && value !== '') put(wishes, field, value);
	});
	return wishes;
}

function put(wishes: Partial<Wishes>, field: keyof Wishes, value: string): void {
	switch (field) {
		case 'city':
			wishes.city = shorten(inOneLine(value), TAG_LENGTH);
			return;
		case 'note':
			wishes.note = shorten(value, 200);
			return;
		case 'hours': {
			const hours = hoursIn(value);
			if (hours !== undefined) wishes.hours = hours;
			return;
		}
		default:
			wishes[field] = [...(wishes[field] ?? []), ...tagsIn(value)].slice(0, MOST);
	}
}

const inOneLine = (text: string): string =>
	text
		.replace(/[\s,，;；]+$/u, '')
		.replace(/\s+/gu, ' ')
		.trim();

/** Tags of a list, each once; separated by commas of any script, semicolons and new lines. */
export function tagsIn(text: string, separator = /[,，、;；\n]+/u): string[] {
	const tags = new Map<string, string>();
	for (const part of text.split(separator)) {
		const tag = shorten(inOneLine(part).replace(/^#/u, ''), TAG_LENGTH);
		const normal = normalWord(tag);
		if (normal !== undefined && !tags.has(normal)) tags.set(normal, tag);
	}
	return [...tags.values()].slice(0, MOST);
}

/** Hours such as `19-22`, `19:00–22:00`, `19点到22点`; `undefined` if there are none. */
export function hoursIn(text: string): Wishes['hours'] {
	const found = /^\s*(\d{1,2})(?::\d{2}|点|时)?\s*(?:-|–|—|~|～|到|至|to)\s*(\d{1,2})(?::\d{2}|点|时)?/iu.exec(text);
	const [from, to] = [Number(found?.[1]), Number(found?.[2])];
	return from <= 24 && to <= 24 && from !== to ? { from, to } : undefined;
}

/** What is kept after somebody has said something new: what was not said stays as it was. */
export function changedWishes(before: Wishes | undefined, said: Partial<Wishes>): Wishes {
	return wishesSchema.parse({ ...before, ...said });
}

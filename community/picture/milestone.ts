import { createHash } from 'node:crypto';
import type { Language } from '../language';
import { fillText } from '../text';
import { PICTURE_COPY, type PictureCopy } from './copy';
import { circle, ring, roundedRect } from './path';
import { shape, text, type Picture, type SceneNode } from './scene';
import { THEME, type Theme, type ThemeName } from './theme';

/** What a milestone can be about. */
export const MILESTONE_KINDS = ['streak', 'total', 'first', 'record'] as const;
export type MilestoneKind = (typeof MILESTONE_KINDS)[number];

/** What a card is drawn from. */
export interface MilestoneCard {
	kind: MilestoneKind;
	/** Days or weeks: of the streak, or in all. */
	length: number;
	unit: 'day' | 'week';
	name: string;
	community?: string | undefined;
	/** The member's date, `YYYY-MM-DD`. */
	date: string;
	/** What is said under the number. */
	praise?: string | undefined;
	/** The next milestone, in the same unit; the ring shows how far the member is on the way to it. */
	next?: number | undefined;
	language: Language;
	theme: ThemeName;
}

const WIDTH = 1080;
const HEIGHT = 1350;
const MIDDLE = WIDTH / 2;
const RING = { y: 500, radius: 262, thickness: 26 };

/** A card to be proud of: the number of days in a ring, the name, words of praise, confetti. */
export function milestoneCard(card: MilestoneCard): Picture {
	const theme = THEME[card.theme];
	const copy = PICTURE_COPY[card.language];
	const what = {
		streak: copy.milestoneDays,
		total: copy.milestoneTotal,
		first: copy.milestoneFirst,
		record: copy.milestoneRecord,
	}[card.kind];
	const nodes: SceneNode[] = [
		...confetti(`${card.name}|${card.kind}|${card.length}|${card.date}`, theme),
		shape(ring(MIDDLE, RING.y, RING.radius, RING.thickness, 1), theme.empty),
		shape(ring(MIDDLE, RING.y, RING.radius, RING.thickness, share(card)), theme.flame),
		text({ streak: '🔥', total: '🏅', first: '🌱', record: '🏆' }[card.kind], MIDDLE, RING.y - 104, 104, theme.ink, {
			align: 'middle',
		}),
		...bigNumber(card, copy, theme),
		text(what, MIDDLE, RING.y + 168, 38, theme.soft, { align: 'middle', most: 400 }),
		text(card.name, MIDDLE, 916, 72, theme.ink, { align: 'middle', most: 900 }),
		...lines(card.praise ?? '', theme),
		shape(roundedRect(MIDDLE - 40, 1196, 80, 4, 2), theme.line),
		text([card.community ?? '', card.date].filter(Boolean).join(copy.dot), MIDDLE, 1264, 30, theme.soft, {
			align: 'middle',
			most: 900,
		}),
	];
	return {
		scene: { width: WIDTH, height: HEIGHT, background: theme.background, nodes },
		title: `${card.name}${copy.dot}${what}`,
		alt: [
			fillText(copy.altMilestone[card.kind], {
				name: card.name,
				n: card.length,
				unit: copy.units[card.unit][card.length === 1 ? 0 : 1],
			}) + copy.sentenceEnd,
			...(card.praise === undefined || card.praise === '' ? [] : [card.praise]),
		].join(card.language === 'en' ? ' ' : ''),
	};
}

function share({ length, next }: MilestoneCard): number {
	return next === undefined || next <= 0 ? 1 : Math.min(1, length / next);
}

/** Digits as large as the ring has room for, with the unit after them. */
function bigNumber({ length, unit: of }: MilestoneCard, copy: PictureCopy, theme: Theme): SceneNode[] {
	const digits = String(length);
	const unit = copy.units[of][length === 1 ? 0 : 1];
	const unitWidth = [...unit].reduce((sum, one) => sum + (one.charCodeAt(0) > 0x2e80 ? 46 : 25), 0) + 14;
	// A headline digit is about 0.59 em wide.
	const size = Math.min(210, (404 - unitWidth) / (digits.length * 0.59));
	const width = digits.length * size * 0.59;
	const left = MIDDLE - (width + unitWidth) / 2;
	return [
		text(digits, left, RING.y + 94, size, theme.ink, { bold: true }),
		text(unit, left + width + 14, RING.y + 94, 46, theme.soft),
	];
}

/** Praise in at most three lines, broken between words, and between Chinese characters. */
function lines(praise: string, theme: Theme): SceneNode[] {
	return wrap(praise, 46, 3).map((line, index) =>
		text(line, MIDDLE, 1000 + index * 58, 40, theme.ink, { align: 'middle', most: 920 }),
	);
}

/** @param most widest line, counting a Chinese character or an emoji as two */
export function wrap(words: string, most: number, lines: number): string[] {
	const wrapped: string[] = [];
	let line = '';
	let width = 0;
	const flat = words.replace(/\s+/g, ' ').trim();
	for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(flat)) {
		const own = [...segment].reduce((sum, one) => sum + (one.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
		// A punctuation mark stays with what it follows.
		const mayBreak = line !== '' && wrapped.length < lines - 1 && !/^[\p{P}\s]+$/u.test(segment);
		if (width + own > most && mayBreak) {
			wrapped.push(line.trim());
			line = '';
			width = 0;
		}
		line += segment;
		width += own;
	}
	return line.trim() === '' ? wrapped : [...wrapped, line.trim()];
}

/** Specks around the ring, always the same for one milestone. */
function confetti(seed: string, theme: Theme): SceneNode[] {
	const bytes = [0, 1, 2, 3, 4].flatMap((round) => [...createHash('sha256').update(`${seed}|${round}`).digest()]);
	const byte = (at: number) => (bytes[at % bytes.length] ?? 0) / 255;
	return Array.from({ length: 38 }, (_, index) => {
		const angle = (index / 38) * 2 * Math.PI + byte(index * 4) * 0.2;
		const distance = RING.radius + 60 + byte(index * 4 + 1) * 250;
		const x = MIDDLE + Math.sin(angle) * distance;
		const y = RING.y - Math.cos(angle) * distance * 0.92;
		const size = 7 + byte(index * 4 + 2) * 13;
		const colour = theme.confetti[Math.floor(byte(index * 4 + 3) * 4.99)] ?? theme.accent;
		return shape(
			index % 3 === 0 ? roundedRect(x - size, y - size / 3, size * 2, size * 0.7, 3) : circle(x, y, size * 0.62),
			colour,
		);
	}).filter(({ path }) => {
		const [first] = path;
		return first?.[0] === 'M' && first[2] > 20 && first[2] < 810 && first[1] > 20 && first[1] < WIDTH - 20;
	});
}

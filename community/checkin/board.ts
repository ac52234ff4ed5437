import { localDate } from '../days';
import { fillText, shorten } from '../text';
import { CHECKIN_COPY } from './copy';
import { addDays, dayNumber, dayOfNumber, weekday } from './dates';
import type { Tracker } from './tracker';

export const RANGES = ['today', 'week', 'month', 'allTime', 'streak'] as const;
export type BoardRange = (typeof RANGES)[number];

/** The days that a leaderboard is about, on the tracker's calendar; `undefined` where it is about all days. */
export function boardDays(
	range: BoardRange,
	now: string,
	{ timeZone, period }: Pick<Tracker, 'timeZone' | 'period'>,
): { from: string; to: string } | undefined {
	const today = localDate(now, timeZone);
	const weekStart = period.kind === 'week' ? period.weekStart : 1;
	switch (range) {
		case 'today':
			return { from: today, to: today };
		case 'week': {
			const from = addDays(today, -((weekday(today) - weekStart + 7) % 7));
			return { from, to: addDays(from, 6) };
		}
		case 'month': {
			const from = `${today.slice(0, 7)}-01`;
			return { from, to: dayOfNumber(dayNumber(`${addDays(from, 31).slice(0, 7)}-01`) - 1) };
		}
		default:
			return undefined;
	}
}

export interface Scored {
	score: number;
}

/**
 * Standard competition ranking (1, 2, 2, 4): equal scores share a rank, and the next one counts everybody before it.
 *
 * @param rows by score, the highest first
 * @param above how many have more than the first row
 * @param before how many rows with the first row's score were on pages before
 */
export function ranked<Row extends Scored>(
	rows: readonly Row[],
	above: number,
	before = 0,
): (Row & { rank: number; tied: boolean })[] {
	const [first] = rows;
	let rank = above + 1;
	return rows.map((row, index) => {
		const previous = rows[index - 1];
		// Those before it on this page; and on pages before, those that the first score was shared with.
		if (previous !== undefined && previous.score !== row.score) rank = above + before + index + 1;
		const next = rows[index + 1];
		const tied =
			previous?.score === row.score || next?.score === row.score || (before > 0 && row.score === first?.score);
		return { ...row, rank, tied };
	});
}

/** A line of a leaderboard as it is shown. */
export interface BoardLine extends Scored {
	rank: number;
	name: string;
	/** Of a team: how many of its people checked in. */
	people?: number | undefined;
}

const MEDALS = ['🥇', '🥈', '🥉'];
const NAME = 24;

/** A leaderboard as a message for the chat. */
export function boardText(
	tracker: Pick<Tracker, 'language' | 'title' | 'period'>,
	range: BoardRange,
	lines: readonly BoardLine[],
	more: boolean,
): string {
	const copy = CHECKIN_COPY[tracker.language];
	const streakUnit = tracker.period.kind === 'week' ? copy.unitWeeks : copy.unitDays;
	const unit = range === 'streak' || range === 'allTime' ? streakUnit : copy.unitTimes;
	const shown = lines.map(({ rank, name, score, people }) =>
		fillText(people === undefined ? copy.boardLine : copy.boardTeamLine, {
			rank: MEDALS[rank - 1] ?? `${rank}.`,
			name: shorten(name.replace(/\s+/gu, ' '), NAME),
			score,
			unit,
			people,
		}),
	);
	return [
		fillText(copy.boardTitle, { title: tracker.title, range: copy[range] }),
		...(shown.length === 0 ? [copy.boardEmpty] : shown),
		...(more ? [copy.boardMore] : []),
	].join('\n');
}

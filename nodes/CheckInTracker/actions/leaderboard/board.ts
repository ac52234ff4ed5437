import { boardDays, boardText, ranked, type BoardLine, type BoardRange } from '../../../../community/checkin/board';
import { wallClock } from '../../../../community/checkin/dates';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { stableId } from '../../../../community/digest';
import type { BoardFilter, BoardRow, JsonObject, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { participantOf, rebuild } from '../shared/reckoning';
import type { KnownTracker } from '../shared/trackers';

export interface BoardWish {
	tracker: KnownTracker;
	range: BoardRange;
	limit: number;
	team: string | undefined;
	rankTeams: boolean;
	after: string | undefined;
	groupId: string | undefined;
	event: CommunityEvent | undefined;
}

/** Rows of one query. A board of days is counted anew for each. */
const PAGE = 20_000;
/** Lines that a chat message shows. */
const SHOWN = 20;

type Ranked = BoardLine & { memberId?: string; team: string | null; reachedAt: string; tied: boolean };

/** A leaderboard as it stands now, and the message that shows it. */
export async function boardOf(tx: StoreTransaction, wish: BoardWish, now: string): Promise<JsonObject> {
	const { tracker, range, event } = wish;
	await settleMerged(tx, tracker, now);
	const { lines, next } = wish.rankTeams ? await teams(tx, wish, now) : await members(tx, wish, now);
	const { communityId, trackerId, rules } = tracker;
	const group = event?.communityId ?? wish.groupId ?? (await tx.getCommunity(communityId))?.groupId ?? communityId;
	const { day, minutes } = wallClock(now, rules.timeZone);
	// By schedule once an hour at most; an answer to somebody once for each question.
	const key = event === undefined ? `${day}:${Math.floor(minutes / 60)}` : stableId(event.platform, event.eventId);
	const message: OutboundMessage = {
		to: { kind: 'group', id: group },
		text: boardText(rules, range, lines.slice(0, SHOWN), lines.length > SHOWN || next !== null),
		format: 'plain',
		dedupeKey: `checkin:board:${trackerId}:${range}:${stableId(wish.team ?? '', String(wish.rankTeams), wish.after ?? '')}:${key}`,
		...(event?.messageId === undefined ? {} : { replyTo: event.messageId }),
	};
	return toJson({
		communityId,
		trackerId,
		title: rules.title,
		range,
		days: boardDays(range, now, rules) ?? null,
		team: wish.team ?? null,
		lines,
		next,
		messages: [message],
	}) as JsonObject;
}

/** Streaks of members who were merged since are reckoned for the person. */
async function settleMerged(tx: StoreTransaction, tracker: KnownTracker, now: string): Promise<void> {
	const { communityId, trackerId } = tracker;
	for (const { memberId, mergedInto } of await tx.mergedStreaks(communityId, trackerId)) {
		const kept = await tx.getMember(communityId, mergedInto);
		if (kept === undefined) continue;
		await rebuild(tx, await participantOf(tx, tracker, kept), now);
		await tx.deleteStreak(communityId, trackerId, memberId);
	}
}

function byOf(range: BoardRange, now: string, { rules }: KnownTracker): BoardFilter['by'] {
	const days = boardDays(range, now, rules);
	if (days !== undefined) return { days };
	return range === 'streak' ? { streakAt: now } : 'total';
}

async function members(
	tx: StoreTransaction,
	{ tracker, range, limit, team, after }: BoardWish,
	now: string,
): Promise<{ lines: Ranked[]; next: string | null }> {
	const { communityId, trackerId } = tracker;
	const filter: BoardFilter = { communityId, trackerId, by: byOf(range, now, tracker), team };
	const start = after === undefined ? undefined : readKey(after);
	const rows: BoardRow[] = [];
	// One more than wanted: it tells whether there is a page after this one, and whether the last line is tied.
	for (let last = start; rows.length <= limit;) {
		const wanted = Math.min(PAGE, limit + 1 - rows.length);
		const page = await tx.leaderboard(filter, { limit: wanted, after: last });
		rows.push(...page);
		last = page.at(-1);
		if (page.length < wanted) break;
	}
	const [first] = rows;
	const place = first === undefined || start === undefined ? undefined : await tx.boardPlace(filter, start);
	const lines = ranked(rows, ...beforeFirst(place, first?.score === start?.score)).map(
		({ memberId, name, team: of, score, reachedAt, rank, tied }): Ranked => ({
			rank,
			memberId,
			name: name ?? memberId,
			team: of,
			score,
			reachedAt,
			tied,
		}),
	);
	const end = rows[limit - 1];
	return { lines: lines.slice(0, limit), next: rows.length > limit && end !== undefined ? keyOf(end) : null };
}

/** How many on the pages before have more than the first row, and how many have as much. */
function beforeFirst(place: { above: number; upTo: number } | undefined, isTied: boolean): [number, number] {
	if (place === undefined) return [0, 0];
	return isTied ? [place.above, place.upTo - place.above] : [place.upTo, 0];
}

async function teams(
	tx: StoreTransaction,
	{ tracker, range, limit }: BoardWish,
	now: string,
): Promise<{ lines: Ranked[]; next: null }> {
	if (range === 'streak') {
		throw new InputError('Teams have no streak', 'Choose another range, or switch "Rank Teams" off.');
	}
	const { communityId, trackerId, rules } = tracker;
	const { from, to } = boardDays(range, now, rules) ?? { from: '0001-01-01', to: '9999-12-31' };
	const rows = await tx.teamLeaderboard({ communityId, trackerId, from, to }, Math.min(limit, PAGE));
	const lines = ranked(rows, 0).map(({ team, score, people, reachedAt, rank, tied }): Ranked => ({
		rank,
		name: team,
		team,
		score,
		people,
		reachedAt,
		tied,
	}));
	return { lines, next: null };
}

const keyOf = ({ score, reachedAt, memberId }: BoardRow): string => `${score}|${reachedAt}|${memberId}`;

function readKey(key: string): { score: number; reachedAt: string; memberId: string } {
	const [score, reachedAt, memberId] = key.split('|');
	if (/^\d+$/.test(score ?? '') && Number.isFinite(Date.parse(reachedAt ?? '')) && memberId !== undefined) {
		return { score: Number(score), reachedAt: reachedAt ?? '', memberId };
	}
	throw new InputError(`"${key}" is no page of a leaderboard`, 'Fill in "After" with the next of the page before.');
}

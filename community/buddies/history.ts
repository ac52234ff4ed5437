import { DomainError } from '../domain-error';
import type { BuddySettings } from './settings';

/** A pair or trio of an earlier round. */
export interface Meeting {
	/** Rounds are counted upwards. */
	round: number;
	memberIds: readonly string[];
	/** What its people said (see followup.ts); `unknown` if nobody answered. */
	met: 'yes' | 'no' | 'unknown';
}

export interface BuddyHistory {
	/** The round that is matched now. */
	round: number;
	/** The moment of matching, as ISO 8601. */
	at: string;
	meetings: readonly Meeting[];
}

/** How many rounds ago two members were together for the last time; `undefined` if they never were. */
export type RoundsAgo = (one: string, other: string) => number | undefined;

/** In which round each member was last with each other one, in both directions. */
export type LastRounds = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** @throws DomainError if a meeting is of this round or a later one */
export function roundsAgoReader(history: BuddyHistory, settings: BuddySettings): RoundsAgo {
	const last = lastRounds(history, settings);
	return (one, other) => {
		const met = last.get(one)?.get(other);
		return met === undefined ? undefined : history.round - met;
	};
}

/** @throws DomainError if a meeting is of this round or a later one */
export function lastRounds({ round, meetings }: BuddyHistory, { countUnmet }: BuddySettings): LastRounds {
	const last = new Map<string, Map<string, number>>();
	const note = (one: string, other: string, at: number): void => {
		const of = last.get(one) ?? new Map<string, number>();
		last.set(one, of.set(other, Math.max(of.get(other) ?? -Infinity, at)));
	};
	for (const meeting of meetings) {
		if (meeting.round >= round) {
			throw new DomainError(
				`A meeting of round ${meeting.round} stands in the history of round ${round}`,
				'Count rounds upwards, and match each round once.',
				'history.round',
			);
		}
		if (meeting.met === 'no' && !countUnmet) continue;
		for (const [one, other] of pairsOf(meeting.memberIds)) {
			note(one, other, meeting.round);
			note(other, one, meeting.round);
		}
	}
	return last;
}

/** Every two of some members. */
export function pairsOf<T>(members: readonly T[]): [T, T][] {
	return members.flatMap((one, index) => members.slice(index + 1).map((other): [T, T] => [one, other]));
}

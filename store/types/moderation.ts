import type { Json, Page } from '../types';

export interface StrikeRow {
	communityId: string;
	strikeId: string;
	memberId: string;
	points: number;
	/** The rule that weighed most. */
	rule: string;
	/** Shape owned by community/scan. */
	reasons: Json;
	messageId: string | null;
	at: string;
	undoneAt: string | null;
	undoneBy: string | null;
}

/** What is kept of a message: never its text. */
export interface RecentMessageRow {
	communityId: string;
	messageId: string;
	memberId: string;
	at: string;
	/** Equal for equal texts. */
	fingerprint: string;
	/** Close for texts that are alike. */
	simhash: string;
	/** Letters and digits in the text. */
	length: number;
}

/** A text that an operator let pass. */
export interface ForgivenRow {
	communityId: string;
	fingerprint: string;
	simhash: string;
	length: number;
	forgivenBy: string;
	at: string;
}

export interface MemberActivity {
	/** All messages that were noted. */
	messages: number;
	firstAt: string | null;
	lastAt: string | null;
}

/** The scan of messages. */
export interface ModerationTransaction {
	/** False if the strike was given before. */
	addStrike(strike: Omit<StrikeRow, 'undoneAt' | 'undoneBy'>): Promise<boolean>;
	/** The strike as it is now, or `undefined` if it is not there or was undone before. */
	undoStrike(communityId: string, strikeId: string, undone: { at: string; by: string }): Promise<StrikeRow | undefined>;
	getStrike(communityId: string, strikeId: string): Promise<StrikeRow | undefined>;
	/** Oldest first; `after` is the last row's `at|strikeId`. */
	listStrikes(
		filter: { communityId: string; memberId?: string; messageId?: string; since?: string; undone?: boolean },
		page: Page,
	): Promise<StrikeRow[]>;

	/**
	 * Notes messages, and counts them for their members. Tells of each, in their order, whether it was new, and which
	 * message of its member it is, from 1; for one that was known, how many the member has.
	 */
	noteMessages(messages: readonly RecentMessageRow[]): Promise<{ fresh: boolean; nth: number }[]>;
	/** Newest first. */
	recentMessages(
		filter: { communityId: string; memberId?: string; fingerprint?: string; since: string },
		limit: number,
	): Promise<RecentMessageRow[]>;
	getRecentMessage(communityId: string, messageId: string): Promise<RecentMessageRow | undefined>;
	/** Forgets a community's messages before an instant, the oldest first, at most `limit` (default 5,000); gives how many. */
	pruneRecentMessages(communityId: string, before: string, limit?: number): Promise<number>;
	countMessages(communityId: string, memberId: string): Promise<MemberActivity>;

	/** Lets texts like this one pass from now on; false if it did before. */
	forgive(text: ForgivenRow): Promise<boolean>;
	/** Takes that back; false if it was not forgiven. */
	unforgive(communityId: string, fingerprint: string): Promise<boolean>;
	/** Newest first. */
	listForgiven(communityId: string, limit: number): Promise<ForgivenRow[]>;
}

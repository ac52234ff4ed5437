import type { GiveawayKind } from '../../community/giveaway/definition';
import type { GiveawayStatus } from '../../community/giveaway/take';
import type { JsonObject, Page } from '../types';

export interface GiveawayRow {
	communityId: string;
	giveawayId: string;
	kind: GiveawayKind;
	status: GiveawayStatus;
	/** Shape owned by community/giveaway. */
	definition: JsonObject;
	/** Where it is announced; buttons pressed elsewhere do nothing. */
	groupId: string;
	/** Where operators are told whom to pay. */
	reviewGroupId: string | null;
	/** SHA-256 of the secret, in hex, published with the announcement. */
	commitment: string;
	/** The sealed secret. Never output before the end. */
	secret: string;
	/** Takes that there have ever been, and those of them that stand. */
	takes: number;
	held: number;
	endsAt: string;
	openedBy: string;
	openedAt: string;
	closedAt: string | null;
}

export interface GiveawayTakeRow {
	communityId: string;
	giveawayId: string;
	/** From 1, in the order of coming. */
	take: number;
	memberId: string;
	/** Which take of the person, from 1. */
	attempt: number;
	status: 'held' | 'given_back';
	/** Shape owned by community/giveaway. */
	outcome: JsonObject;
	/** The prize or the ticket, to be counted and found by. */
	thing: string | null;
	subject: JsonObject;
	at: string;
	endedAt: string | null;
}

/** What giveaways ask of the store. Whoever takes holds the giveaway's lock, so that takes come one after the other. */
export interface GiveawayTransaction {
	/** False if there is a giveaway of this id. */
	openGiveaway(giveaway: Omit<GiveawayRow, 'status' | 'takes' | 'held' | 'closedAt'>): Promise<boolean>;
	getGiveaway(communityId: string, giveawayId: string): Promise<GiveawayRow | undefined>;
	/** Like `getGiveaway`, and keeps everybody else from taking until this transaction ends. */
	lockGiveaway(communityId: string, giveawayId: string): Promise<GiveawayRow | undefined>;
	listGiveaways(filter: { communityId: string; kind?: GiveawayKind | undefined }, page: Page): Promise<GiveawayRow[]>;
	/** Open giveaways that end by an instant, the first to end at the head; of all communities, or of one. */
	endedGiveaways(
		endsBy: string,
		filter: { communityId?: string | undefined; kind: GiveawayKind },
		limit: number,
	): Promise<GiveawayRow[]>;
	/** False if it was closed before. */
	closeGiveaway(communityId: string, giveawayId: string, at: string): Promise<boolean>;
	/** Writes a take and counts it. */
	addTake(take: Omit<GiveawayTakeRow, 'status' | 'endedAt'>): Promise<void>;
	/** Takes a ticket back; false if it was given back before. */
	giveBackTake(communityId: string, giveawayId: string, take: number, at: string): Promise<boolean>;
	/** Every take of any of these members, in the order of coming. */
	takesOf(communityId: string, giveawayId: string, memberIds: readonly string[]): Promise<GiveawayTakeRow[]>;
	/** In the order of coming; `after` is the number of a take. */
	listTakes(communityId: string, giveawayId: string, page: Page): Promise<GiveawayTakeRow[]>;
	/** How often each thing is held. */
	countThings(communityId: string, giveawayId: string): Promise<Record<string, number>>;
}

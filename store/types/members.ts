import type { MergeUndo } from '../../community/identity/merge';
import type { MemberRecord } from '../../community/identity/record';
import type { MemberTag } from '../../community/identity/tags';
import type { Json, JsonObject, LedgerEntry, MemberRow, Page } from '../types';

/** One value of a portrait as it is kept; exactly one of the three is there. */
export interface KeptValue {
	text: string | null;
	number: number | null;
	/** The ciphertext of a sensitive value. */
	sealed: string | null;
}

export interface PortraitFieldRow {
	field: string;
	/** Shape owned by community/identity/portrait. */
	definition: JsonObject;
	updatedAt: string;
	updatedBy: string;
}

/** What a member did, as rules ask for it. */
export interface Behaviour {
	events: { kind: string; at: string }[];
	lastActiveAt: string | null;
}

/** A trait by which a person is known on several platforms. */
export interface TraitRow {
	memberId: string;
	kind: 'unionId' | 'token' | 'phone' | 'email';
	scope: string;
	/** What equal values have in common. */
	key: string;
	/** The ciphertext of the value. */
	sealed: string;
	verified: boolean;
	at: string;
}

export interface MergeRow {
	communityId: string;
	mergeId: string;
	/** Grows with every merge of the community. */
	place: number;
	keptId: string;
	absorbedId: string;
	undo: MergeUndo;
	/** Why they are one person: shape owned by community/identity. */
	because: Json;
	mergedBy: string;
	at: string;
}

/** What an operator, or a split, said about two members. */
export interface LinkRow {
	members: [string, string];
	same: boolean;
	by: string;
	despiteConflicts: boolean;
	at: string;
}

export interface MemberFilter {
	communityId: string;
	status?: MemberRow['status'] | undefined;
	/** Part of the name, capitals or not. */
	name?: string | undefined;
	/** Members who hold this tag at `now`. */
	tag?: string | undefined;
	/** Members with this value in this field, where it is not sensitive. */
	field?: { field: string; value: string | number } | undefined;
	now: string;
}

/** What Community Member asks of the store. A member who was merged into another one is never listed. */
export interface MemberTransaction {
	/**
	 * Every member id that one person goes by: the member that the person's identities lead to first, then those
	 * that were merged into it, in order. An id that nobody has stands for itself.
	 *
	 * Lines of ledgers stay with the id that they were written with, so whoever counts for a person reads all of these.
	 */
	memberIdsOf(communityId: string, memberId: string): Promise<string[]>;
	/** In the order of member ids, which are the pages' keys. */
	listMembers(filter: MemberFilter, page: Page): Promise<MemberRow[]>;
	/** Changes what is given; what is undefined stays. */
	updateMember(
		communityId: string,
		memberId: string,
		changes: { name?: string | undefined; language?: string | undefined; timeZone?: string | undefined },
		at: string,
	): Promise<void>;

	/** What members did up to `now`, by the kept member: events of the kinds asked for, and the last sign of life. */
	behaviourOf(
		communityId: string,
		keptIds: readonly string[],
		asked: { kinds: readonly string[]; active: boolean; now: string },
	): Promise<Map<string, Behaviour>>;

	/** Lines of the ledger about one person, the newest first; `page.after` is the key of the last, older ones follow. */
	trail(
		filter: { communityId: string; memberIds: readonly string[]; types: readonly string[] },
		page: Page,
	): Promise<LedgerEntry[]>;

	/** The fields of the community's portrait, in their order. */
	portraitFields(communityId: string): Promise<PortraitFieldRow[]>;
	/** Makes these the community's fields. Values of fields that are gone stay until they are emptied. */
	savePortraitFields(
		communityId: string,
		fields: readonly { field: string; definition: JsonObject }[],
		by: string,
		at: string,
	): Promise<void>;
	/** Values by member and field. */
	portraitsOf(communityId: string, memberIds: readonly string[]): Promise<Map<string, Map<string, KeptValue[]>>>;
	/** Replaces the values of one field; none empties it. */
	putPortrait(
		communityId: string,
		memberId: string,
		field: string,
		values: readonly KeptValue[],
		at: string,
	): Promise<void>;

	tagsOf(communityId: string, memberIds: readonly string[]): Promise<Map<string, MemberTag[]>>;
	/** Gives a tag, or replaces that of the same source and giver. */
	putTag(communityId: string, memberId: string, tag: MemberTag): Promise<void>;
	/** Takes a tag away, of every source unless one is named. Gives what was taken. */
	takeTag(
		communityId: string,
		memberId: string,
		tag: { tag: string; source?: string | undefined; by?: string | undefined },
	): Promise<MemberTag[]>;

	traitsOf(communityId: string, memberIds: readonly string[]): Promise<TraitRow[]>;
	/** Keeps a trait; one that was proved before stays proved. True if anything changed. */
	putTrait(communityId: string, trait: TraitRow): Promise<boolean>;
	/** Members who have a trait, in order; without those merged into others. */
	membersWithTrait(communityId: string, kind: TraitRow['kind'], key: string): Promise<MemberRow[]>;
	/** Members who share a trait or a contact with somebody else, by that trait. */
	sharedTraits(
		communityId: string,
		page: { limit: number; after?: string | undefined },
	): Promise<{ kind: TraitRow['kind']; key: string; memberIds: string[] }[]>;

	/** Everything that a merge touches. Throws a StoreError `conflict` if there is no such member. */
	recordOf(communityId: string, memberId: string): Promise<MemberRecord>;
	/** Makes the members what the records say; their identities, tags and the rest must be theirs among themselves. */
	saveRecords(communityId: string, records: readonly MemberRecord[], at: string): Promise<void>;
	/** The merges that hold, of all members that one person goes by, the oldest first. */
	mergesOf(communityId: string, memberIds: readonly string[]): Promise<MergeRow[]>;
	getMerge(communityId: string, mergeId: string): Promise<(MergeRow & { undoneAt: string | null }) | undefined>;
	/** Keeps a merge and lets the absorbed member, and those merged into it, lead to the kept one. */
	addMerge(merge: Omit<MergeRow, 'place'>): Promise<void>;
	/** Makes a merge again that stood behind another one; it keeps its id and its place. */
	renewMerge(communityId: string, mergeId: string, undo: MergeUndo): Promise<void>;
	endMerge(communityId: string, mergeId: string, by: string, at: string): Promise<void>;
	/** Lets each member lead to the one that the merges which hold say. */
	leadMembers(communityId: string, memberIds: readonly string[]): Promise<void>;
	linksOf(communityId: string, memberIds: readonly string[]): Promise<LinkRow[]>;
	putLink(communityId: string, link: LinkRow): Promise<void>;

	addToken(
		communityId: string,
		token: { key: string; memberId: string; createdAt: string; expiresAt: string },
	): Promise<void>;
	/** Takes a token that nobody has used and that is still valid; it works once. */
	useToken(communityId: string, key: string, now: string): Promise<{ memberId: string } | undefined>;

	/** All rows about a person, by table. */
	personalData(communityId: string, memberIds: readonly string[]): Promise<Record<string, JsonObject[]>>;
	/**
	 * Takes a person out of every table; the ledgers keep a pseudonym. Gives the rows that were changed or deleted,
	 * by table.
	 */
	erasePerson(erasure: {
		communityId: string;
		memberIds: readonly string[];
		erasureId: string;
		pseudonym: string;
		askedBy: string;
		reason: string;
		at: string;
		/** What stays of a ledger line's data. */
		withoutPerson: (data: JsonObject) => JsonObject;
	}): Promise<Record<string, number>>;
}

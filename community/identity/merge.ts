import { DomainError } from '../domain-error';
import { stableId } from '../digest';
import type { MergeTrait } from './evidence';
import { instantMs } from '../parse';
import type { PortraitValue, SealedValue } from './portrait';
import { isEqual, keyOf, type MemberRecord, type MemberStatus } from './record';
import type { MemberTag } from './tags';

/** All that a split needs, to keep with the merge. JSON. */
export interface MergeUndo {
	v: 1;
	mergeId: string;
	at: string;
	by: string;
	kept: MemberRecord;
	absorbed: MemberRecord;
	/** The member as the merge left it: what differs later has changed since. */
	merged: MemberRecord;
}

export interface MergePlan {
	/** The record that the kept member gets; the absorbed one has nothing left. */
	merged: MemberRecord;
	/** Fields in which both had something else: the kept member's value stays, the other is in `undo`. */
	differing: { field: string; kept: PortraitValue | SealedValue; absorbed: PortraitValue | SealedValue }[];
	undo: MergeUndo;
}

/**
 * Makes one member of two. Nothing is thrown away: `splitPlan` gives back both.
 *
 * @param kept the member whose id stays; its values win where both have one
 * @param by the operator, or `rules`
 * @throws DomainError if both are the same member, or `at` is no instant
 */
export function mergePlan(
	kept: MemberRecord,
	absorbed: MemberRecord,
	{ at, by }: { at: string; by: string },
): MergePlan {
	instantMs(at, 'at');
	if (kept.memberId === absorbed.memberId) {
		throw new DomainError(
			`The member "${kept.memberId}" cannot be merged with itself`,
			'Name two different members.',
			'memberId',
		);
	}
	const merged: MemberRecord = {
		memberId: kept.memberId,
		name: kept.name ?? absorbed.name,
		language: kept.language ?? absorbed.language,
		timeZone: kept.timeZone ?? absorbed.timeZone,
		status: standing(kept.status, absorbed.status),
		joinedAt: earlier(kept.joinedAt, absorbed.joinedAt),
		identities: united(kept.identities, absorbed.identities, keyOf.identity, (first) => first),
		traits: united(kept.traits, absorbed.traits, keyOf.trait, proved),
		fields: Object.fromEntries(
			united(Object.entries(kept.fields), Object.entries(absorbed.fields), keyOf.field, (first) => first),
		),
		tags: united(kept.tags, absorbed.tags, keyOf.tag, longer),
		contacts: united(kept.contacts, absorbed.contacts, keyOf.contact, (first) => first),
	};
	return {
		merged,
		differing: Object.entries(kept.fields).flatMap(([field, mine]) => {
			const theirs = Object.hasOwn(absorbed.fields, field) ? absorbed.fields[field] : undefined;
			return theirs === undefined || isEqual(mine, theirs) ? [] : [{ field, kept: mine, absorbed: theirs }];
		}),
		undo: {
			v: 1,
			mergeId: stableId('merge', kept.memberId, absorbed.memberId, at),
			at,
			by,
			kept,
			absorbed,
			merged,
		},
	};
}

/** Whoever is a member on one platform is a member; else what the kept one is counts. */
function standing(kept: MemberStatus, absorbed: MemberStatus): MemberStatus {
	return absorbed === 'member' ? absorbed : kept;
}

function earlier(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return instantMs(b, 'joinedAt') < instantMs(a, 'joinedAt') ? b : a;
}

function united<Entry>(
	kept: readonly Entry[],
	absorbed: readonly Entry[],
	key: (entry: Entry) => string,
	join: (kept: Entry, absorbed: Entry) => Entry,
): Entry[] {
	const byKey = new Map(kept.map((entry) => [key(entry), entry]));
	for (const entry of absorbed) {
		const mine = byKey.get(key(entry));
		byKey.set(key(entry), mine === undefined ? entry : join(mine, entry));
	}
	return [...byKey.values()];
}

function proved(kept: MergeTrait, absorbed: MergeTrait): MergeTrait {
	return kept.verified === true || absorbed.verified !== true ? kept : { ...kept, verified: true };
}

/** A tag that both have begins with the older and ends with the longer one. */
function longer(kept: MemberTag, absorbed: MemberTag): MemberTag {
	const since = earlier(kept.since, absorbed.since) ?? kept.since;
	if (kept.expiresAt === undefined || absorbed.expiresAt === undefined) {
		const { expiresAt: _ends, ...endless } = kept;
		return { ...endless, since };
	}
	const isLonger = instantMs(absorbed.expiresAt, 'expiresAt') > instantMs(kept.expiresAt, 'expiresAt');
	return { ...kept, since, expiresAt: isLonger ? absorbed.expiresAt : kept.expiresAt };
}

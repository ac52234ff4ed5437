import { DomainError } from '../domain-error';
import { stableId } from '../digest';
import type { MergeTrait } from './evidence';
import { instantMs } from '../parse';
import type { PortraitValue } from './portrait';
import { isEqual, keyOf, type Holding, type MemberRecord } from './record';
import type { MemberTag } from './tags';

/** The part of a record that is kept whole for the way back; holdings are named by kind and id only. */
export type Snapshot = Omit<MemberRecord, 'holdings'>;

/** All that a split needs, to keep with the merge. JSON. */
export interface MergeUndo {
	v: 1;
	mergeId: string;
	at: string;
	by: string;
	kept: Snapshot;
	absorbed: Snapshot;
	/** The member as the merge left it: what differs later has changed since. */
	merged: Snapshot;
	absorbedHoldings: Pick<Holding, 'kind' | 'id'>[];
}

export interface MergePlan {
	/** The record that the kept member gets; the absorbed one has nothing left. */
	merged: MemberRecord;
	/** Rows that go from the absorbed member to the kept one. */
	moves: Holding[];
	/** Fields in which both had something else: the kept member's value stays, the other is in `undo`. */
	differing: { field: string; kept: PortraitValue; absorbed: PortraitValue }[];
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
		joinedAt: earlier(kept.joinedAt, absorbed.joinedAt),
		identities: united(kept.identities, absorbed.identities, keyOf.identity, (first) => first),
		traits: united(kept.traits, absorbed.traits, keyOf.trait, proved),
		fields: Object.fromEntries(
			united(Object.entries(kept.fields), Object.entries(absorbed.fields), keyOf.field, (first) => first),
		),
		tags: united(kept.tags, absorbed.tags, keyOf.tag, longer),
		holdings: united(kept.holdings, absorbed.holdings, keyOf.holding, (first) => first),
	};
	return {
		merged,
		moves: absorbed.holdings,
		differing: Object.entries(kept.fields).flatMap(([field, mine]) => {
			const theirs = Object.hasOwn(absorbed.fields, field) ? absorbed.fields[field] : undefined;
			return theirs === undefined || isEqual(mine, theirs) ? [] : [{ field, kept: mine, absorbed: theirs }];
		}),
		undo: {
			v: 1,
			mergeId: stableId('merge', kept.memberId, absorbed.memberId, at),
			at,
			by,
			kept: snapshot(kept),
			absorbed: snapshot(absorbed),
			merged: snapshot(merged),
			absorbedHoldings: absorbed.holdings.map(({ kind, id }) => ({ kind, id })),
		},
	};
}

function snapshot({ holdings: _holdings, ...record }: MemberRecord): Snapshot {
	return record;
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

import { DomainError } from '../domain-error';
import type { MergeUndo } from './merge';
import { isEqual, keyOf, type MemberIdentity, type MemberRecord } from './record';

export interface SplitPlan {
	kept: MemberRecord;
	absorbed: MemberRecord;
	/** The pair that is never to be merged by rules again; keep it as an operator's word. */
	apart: [string, string];
}

/** Identities that joined the member after the merge, and belong to the other one. */
export interface Allotment {
	toAbsorbed?: readonly MemberIdentity[] | undefined;
}

/**
 * Takes a merge back. What is as the merge left it returns to whom it was taken from, exactly. What has
 * changed since stays changed, with the member who alone had it, else with the kept one. Nothing is lost,
 * also where merges are taken back in another order.
 *
 * @param now the kept member as it is at this moment
 * @throws DomainError if the merge was into another member
 */
export function splitPlan(now: MemberRecord, undo: MergeUndo, { toAbsorbed = [] }: Allotment = {}): SplitPlan {
	const { kept, absorbed, merged } = undo;
	if (now.memberId !== kept.memberId) {
		throw new DomainError(
			`"${absorbed.memberId}" was merged into "${kept.memberId}", not into "${now.memberId}"`,
			'Choose the member that the merge names.',
			'memberId',
		);
	}
	const allotted = new Set(toAbsorbed.map(keyOf.identity));
	const identities = shared('identities', keyOf.identity, (one) => allotted.has(keyOf.identity(one)));
	const traits = shared('traits', keyOf.trait);
	const tags = shared('tags', keyOf.tag);
	const fields = divided(
		{
			now: Object.entries(now.fields),
			merged: Object.entries(merged.fields),
			kept: Object.entries(kept.fields),
			absorbed: Object.entries(absorbed.fields),
		},
		keyOf.field,
	);
	const contacts = shared('contacts', keyOf.contact);
	return {
		kept: {
			memberId: kept.memberId,
			name: scalar(now.name, merged.name, kept.name),
			language: scalar(now.language, merged.language, kept.language),
			timeZone: scalar(now.timeZone, merged.timeZone, kept.timeZone),
			status: scalar(now.status, merged.status, kept.status),
			joinedAt: scalar(now.joinedAt, merged.joinedAt, kept.joinedAt),
			identities: identities.kept,
			traits: traits.kept,
			fields: Object.fromEntries(fields.kept),
			tags: tags.kept,
			contacts: contacts.kept,
		},
		absorbed: {
			...absorbed,
			identities: identities.absorbed,
			traits: traits.absorbed,
			fields: Object.fromEntries(fields.absorbed),
			tags: tags.absorbed,
			contacts: contacts.absorbed,
		},
		apart: [kept.memberId, absorbed.memberId],
	};

	function shared<List extends 'identities' | 'traits' | 'tags' | 'contacts'>(
		list: List,
		key: (entry: MemberRecord[List][number]) => string,
		isAllotted: (entry: MemberRecord[List][number]) => boolean = () => false,
	): Parts<MemberRecord[List][number]> {
		const versions = { now: now[list], merged: merged[list], kept: kept[list], absorbed: absorbed[list] };
		return divided<MemberRecord[List][number]>(versions, key, isAllotted);
	}
}

function scalar<Value>(now: Value, merged: Value, kept: Value): Value {
	return now === merged ? kept : now;
}

interface Parts<Entry> {
	kept: Entry[];
	absorbed: Entry[];
}

interface Versions<Entry> extends Parts<Entry> {
	now: readonly Entry[];
	merged: readonly Entry[];
}

function divided<Entry>(
	versions: Versions<Entry>,
	key: (entry: Entry) => string,
	isAllotted: (entry: Entry) => boolean = () => false,
): Parts<Entry> {
	const byKey = (entries: readonly Entry[]) => new Map(entries.map((entry) => [key(entry), entry]));
	const [now, merged, kept, absorbed] = [
		byKey(versions.now),
		byKey(versions.merged),
		byKey(versions.kept),
		byKey(versions.absorbed),
	];
	/** An entry as its owner had it, or as it was changed since; nothing if it was removed since. */
	const back = (entry: Entry, takesChanges: boolean): Entry[] => {
		const current = now.get(key(entry));
		if (current === undefined) return [];
		return isEqual(current, merged.get(key(entry))) || !takesChanges ? [entry] : [current];
	};
	const added = versions.now.filter((entry) => !kept.has(key(entry)) && !absorbed.has(key(entry)));
	return {
		kept: [...versions.kept.flatMap((entry) => back(entry, true)), ...added.filter((entry) => !isAllotted(entry))],
		absorbed: [
			...versions.absorbed.flatMap((entry) => back(entry, !kept.has(key(entry)))),
			...added.filter(isAllotted),
		],
	};
}

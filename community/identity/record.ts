import type { MergeTrait } from './evidence';
import type { PortraitValue } from './portrait';
import type { MemberTag } from './tags';

/** A person's id on one platform. */
export interface MemberIdentity {
	platform: string;
	platformMemberId: string;
}

/** A row elsewhere that belongs to a member: a line of a ledger, an application, a check-in. */
export interface Holding {
	kind: string;
	/** Unique with `kind` in the community. */
	id: string;
	/** Where it came from; after a split it follows that identity. */
	via?: MemberIdentity | undefined;
}

/** Everything that a merge touches. Each list names nothing twice. */
export interface MemberRecord {
	memberId: string;
	name: string | null;
	joinedAt: string | null;
	identities: MemberIdentity[];
	traits: MergeTrait[];
	fields: Record<string, PortraitValue>;
	tags: MemberTag[];
	holdings: Holding[];
}

/** What makes an entry of each list the same entry. */
export const keyOf = {
	identity: ({ platform, platformMemberId }: MemberIdentity) => JSON.stringify([platform, platformMemberId]),
	trait: ({ kind, value, scope = '' }: MergeTrait) => JSON.stringify([kind, scope, value]),
	field: ([name]: readonly [string, PortraitValue]) => name,
	tag: ({ tag, source, by }: MemberTag) => JSON.stringify([tag, source, by]),
	holding: ({ kind, id }: Pick<Holding, 'kind' | 'id'>) => JSON.stringify([kind, id]),
};

/** Whether two values hold the same, whatever the order of their keys. */
export function isEqual(a: unknown, b: unknown): boolean {
	return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function inOrder(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inOrder);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, inOrder(inner)] as const);
	return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

import type { MergeTrait } from './evidence';
import type { PortraitValue, SealedValue } from './portrait';
import type { MemberTag } from './tags';

/** A person's id on one platform. */
export interface MemberIdentity {
	platform: string;
	platformMemberId: string;
}

/** A spelling by which a person may be known again, as screening keeps it. */
export interface MemberContact {
	kind: string;
	key: string;
	value: string | null;
	at: string;
}

/**
 * Everything that a merge touches. Each list names nothing twice. Lines of ledgers and the facts of other capabilities
 * are not in it: they stay with the member id that they were written with, and are read for all ids of a person.
 */
export interface MemberRecord {
	memberId: string;
	name: string | null;
	language: string | null;
	timeZone: string | null;
	status: MemberStatus;
	joinedAt: string | null;
	identities: MemberIdentity[];
	traits: MergeTrait[];
	fields: Record<string, PortraitValue | SealedValue>;
	tags: MemberTag[];
	contacts: MemberContact[];
}

export type MemberStatus = 'applicant' | 'member' | 'left' | 'removed' | 'rejected';

/** What makes an entry of each list the same entry. */
export const keyOf = {
	identity: ({ platform, platformMemberId }: MemberIdentity) => JSON.stringify([platform, platformMemberId]),
	trait: ({ kind, value, key, scope = '' }: MergeTrait) => JSON.stringify([kind, scope, key ?? value]),
	field: ([name]: readonly [string, PortraitValue | SealedValue]) => name,
	tag: ({ tag, source, by }: MemberTag) => JSON.stringify([tag, source, by]),
	contact: ({ kind, key }: MemberContact) => JSON.stringify([kind, key]),
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

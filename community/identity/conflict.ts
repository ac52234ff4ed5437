import type { NormalTrait } from './evidence';

/** Why two members are not merged however alike they are. */
export type MergeConflict = 'verified_phones_differ' | 'union_ids_differ' | 'kept_apart';

/** Members who are one person, as far as is known, with what that person has. */
export interface Cluster {
	members: string[];
	traits: NormalTrait[];
}

function differ(a: readonly string[], b: readonly string[]): boolean {
	return a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one));
}

/**
 * What speaks against two clusters being one person: both have proved phones, and none in common; both
 * have union ids of one owner, and none in common; somebody said that they are two.
 *
 * @param isApart whether a person said so of two members
 */
export function conflictsOf(a: Cluster, b: Cluster, isApart: (a: string, b: string) => boolean): MergeConflict[] {
	const found: MergeConflict[] = [];
	if (differ(verifiedPhones(a), verifiedPhones(b))) found.push('verified_phones_differ');
	if (unionScopes(a).some((scope) => differ(unionIds(a, scope), unionIds(b, scope)))) found.push('union_ids_differ');
	if (a.members.some((one) => b.members.some((other) => isApart(one, other)))) found.push('kept_apart');
	return found;
}

function verifiedPhones({ traits }: Cluster): string[] {
	return traits.filter(({ kind, verified }) => kind === 'phone' && verified).map(({ key }) => key);
}

function unionIds({ traits }: Cluster, scope: string): string[] {
	return traits.filter((trait) => trait.kind === 'unionId' && trait.scope === scope).map(({ key }) => key);
}

function unionScopes({ traits }: Cluster): string[] {
	return [...new Set(traits.filter(({ kind }) => kind === 'unionId').map(({ scope }) => scope))];
}

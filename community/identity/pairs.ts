import {
	jointConfidence,
	nameEvidence,
	traitEvidence,
	type Evidence,
	type MergePolicy,
	type MergeTraitKind,
	type NormalTrait,
	type OperatorLink,
	type Person,
} from './evidence';

/** Two members who seem to be one person, and why. */
export interface Likely {
	members: [string, string];
	confidence: number;
	because: Evidence[];
}

/** A trait that too many members share to tell anything. */
export interface SharedTrait {
	kind: MergeTraitKind;
	members: string[];
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** One key for two members, whoever is named first. */
export const pairKey = (a: string, b: string): string => JSON.stringify([a, b].sort(compare));

/** Every pair with a likeness beside the name and enough confidence, the surest first. */
export function alikePairs(
	people: readonly Person[],
	traits: ReadonlyMap<string, readonly NormalTrait[]>,
	word: ReadonlyMap<string, OperatorLink>,
	policy: MergePolicy,
): { alike: Likely[]; shared: SharedTrait[] } {
	const byId = new Map(people.map((person) => [person.memberId, person]));
	const holders = new Map<string, { memberId: string; trait: NormalTrait }[]>();
	for (const memberId of [...byId.keys()].sort(compare)) {
		for (const trait of traits.get(memberId) ?? []) {
			holders.set(trait.key, [...(holders.get(trait.key) ?? []), { memberId, trait }]);
		}
	}
	const found = new Map<string, Likely>();
	const note = (a: string, b: string, evidence: Evidence): void => {
		const members: [string, string] = a < b ? [a, b] : [b, a];
		const before = found.get(pairKey(a, b));
		found.set(pairKey(a, b), { members, confidence: 0, because: [...(before?.because ?? []), evidence] });
	};
	const shared: SharedTrait[] = [];
	for (const held of holders.values()) {
		const [first] = held;
		if (first === undefined || held.length < 2) continue;
		if (held.length > policy.sharedByAtMost) {
			shared.push({ kind: first.trait.kind, members: held.map(({ memberId }) => memberId) });
			continue;
		}
		for (const [index, one] of held.entries()) {
			for (const other of held.slice(index + 1)) {
				note(one.memberId, other.memberId, traitEvidence(one.trait, other.trait, policy));
			}
		}
	}
	for (const { members, same, by } of word.values()) {
		const [a, b] = members;
		if (same && a !== b && byId.has(a) && byId.has(b)) note(a, b, { by: 'operator', confidence: 1, operator: by });
	}
	const alike = [...found.values()].map(({ members, because }) => {
		const [a, b] = members.map((memberId) => byId.get(memberId));
		const names = a === undefined || b === undefined ? [] : nameEvidence(a, b, policy);
		const all = [...because, ...names].sort((one, other) => other.confidence - one.confidence);
		return { members, confidence: jointConfidence(all), because: all };
	});
	return {
		alike: alike
			.filter(({ confidence }) => confidence >= policy.reviewFrom)
			.sort((a, b) => b.confidence - a.confidence || compare(pairKey(...a.members), pairKey(...b.members))),
		shared,
	};
}

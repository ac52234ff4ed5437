import type { Language } from '../../../../community/language';
import type { MergePolicy, MergeTrait, OperatorLink, Person } from '../../../../community/identity/evidence';
import { explainConflicts, explainLikely } from '../../../../community/identity/explain';
import type { Likely } from '../../../../community/identity/pairs';
import { proposeMerge, type MergeProposals } from '../../../../community/identity/propose';
import type { StoreTransaction } from '../../../../store/types';

/** Shared traits per query. */
const PAGE = 500;

const isMergeTrait = (kind: string): kind is 'phone' | 'email' | 'unionId' =>
	kind === 'phone' || kind === 'email' || kind === 'unionId';

/** Everybody who shares a trait with somebody else; nobody is looked at for the name alone. */
async function peopleAlike(tx: StoreTransaction, communityId: string): Promise<string[]> {
	const alike = new Set<string>();
	for (let after: string | undefined; ;) {
		const page = await tx.sharedTraits(communityId, { limit: PAGE, after });
		for (const { memberIds } of page) for (const memberId of memberIds) alike.add(memberId);
		const last = page.at(-1);
		if (last === undefined || page.length < PAGE) return [...alike].sort();
		after = `${last.kind}|${last.key}`;
	}
}

export interface Known {
	people: Person[];
	nameOf: (memberId: string) => string;
}

async function knownPeople(tx: StoreTransaction, communityId: string, ids: readonly string[]): Promise<Known> {
	const traits = new Map<string, MergeTrait[]>();
	const note = (memberId: string, trait: MergeTrait): void => {
		traits.set(memberId, [...(traits.get(memberId) ?? []), trait]);
	};
	for (const { memberId, kind, scope, key, sealed, verified } of await tx.traitsOf(communityId, ids)) {
		note(memberId, { kind, scope, key, value: sealed, verified });
	}
	// What applicants wrote themselves is kept as a key only, and nobody has proved it.
	for (const { memberId, kind, key } of await tx.contactsOf(communityId, ids)) {
		if (isMergeTrait(kind)) note(memberId, { kind, key, value: key });
	}
	const people: Person[] = [];
	for (const memberId of ids) {
		const row = await tx.getMember(communityId, memberId);
		if (row === undefined) continue;
		people.push({ memberId, name: row.name, joinedAt: row.joinedAt, traits: traits.get(memberId) ?? [] });
	}
	const names = new Map(people.map(({ memberId, name }) => [memberId, name ?? memberId]));
	return { people, nameOf: (memberId) => names.get(memberId) ?? memberId };
}

/** What operators said, about the people that the members are now. */
async function wordsAbout(tx: StoreTransaction, communityId: string, ids: readonly string[]): Promise<OperatorLink[]> {
	const all = new Map<string, string>();
	for (const memberId of ids) {
		for (const one of await tx.memberIdsOf(communityId, memberId)) all.set(one, memberId);
	}
	const links = await tx.linksOf(communityId, [...all.keys()]);
	return links
		.sort((a, b) => (a.at < b.at ? -1 : 1))
		.map(({ members: [one, other], ...word }) => ({
			...word,
			members: [all.get(one) ?? one, all.get(other) ?? other],
		}));
}

/** Members of a community who are probably one person. */
export async function proposalsOf(
	tx: StoreTransaction,
	communityId: string,
	policy: MergePolicy,
): Promise<MergeProposals & Known> {
	const ids = await peopleAlike(tx, communityId);
	const known = await knownPeople(tx, communityId, ids);
	const words = await wordsAbout(tx, communityId, ids);
	return { ...proposeMerge(known.people, words, policy), ...known };
}

/** Proposals as items: whom to keep, whom to absorb, how sure, and why. */
export function proposalViews(
	communityId: string,
	found: MergeProposals & Known,
	{ language, blocked }: { language: Language; blocked: boolean },
): object[] {
	const { nameOf } = found;
	const shown = (memberId: string) => ({ memberId, name: nameOf(memberId) });
	const names = ({ members: [one, other] }: Likely): [string, string] => [nameOf(one), nameOf(other)];
	const views = found.proposals.map(({ proposalId, decision, confidence, keep, absorb, links }) => ({
		communityId,
		...{ proposalId, decision, confidence },
		keep: shown(keep),
		absorb: absorb.map(shown),
		because: links,
		conflicts: [],
		text: links.map((link) => explainLikely(names(link), link, language)).join('\n'),
	}));
	if (!blocked) return views;
	const refused = found.blocked.map(({ conflicts, ...link }) => ({
		communityId,
		proposalId: null,
		decision: 'blocked',
		confidence: link.confidence,
		keep: shown(link.members[0]),
		absorb: [shown(link.members[1])],
		because: [link],
		conflicts,
		text: explainConflicts(names(link), conflicts, language),
	}));
	return [...views, ...refused];
}

import { DomainError } from '../domain-error';
import { stableId } from '../digest';
import { conflictsOf, type Cluster, type MergeConflict } from './conflict';
import { mergePolicySchema, normalTraits, type MergePolicy, type OperatorLink, type Person } from './evidence';
import { alikePairs, compare, pairKey, type Likely, type SharedTrait } from './pairs';
import { instantMs, parseWith, requireDistinct } from '../parse';

export interface MergeProposal {
	/** Always the same for the same members. */
	proposalId: string;
	/** Who stays: the member who joined first. */
	keep: string;
	absorb: string[];
	/** Of the weakest link that it takes to join them. */
	confidence: number;
	decision: 'automatic' | 'review';
	links: Likely[];
}

export interface BlockedMerge extends Likely {
	conflicts: MergeConflict[];
}

export interface MergeProposals {
	/** Those to make without asking first. The others name who is left when those are made. */
	proposals: MergeProposal[];
	/** Alike enough, but something speaks against it: for an operator to look at. */
	blocked: BlockedMerge[];
	shared: SharedTrait[];
}

/** @throws DomainError naming the path of what is wrong, or if review begins above automatic */
export function parseMergePolicy(value: unknown): MergePolicy {
	const policy = parseWith(mergePolicySchema, value, 'merge');
	if (policy.reviewFrom <= policy.automaticFrom) return policy;
	throw new DomainError(
		`Merges are reviewed from ${policy.reviewFrom}, but made without asking from ${policy.automaticFrom}`,
		'Let reviewFrom be at most automaticFrom.',
		'reviewFrom',
	);
}

/**
 * Finds members who are one person: by union id, token, phone, e-mail or an operator's word, never by
 * name alone. The order of people does not matter. Nothing is merged against a conflict, not even by way
 * of a third member; only an operator may say "despite conflicts".
 *
 * @param links what operators said, the oldest first
 */
export function proposeMerge(
	people: readonly Person[],
	links: readonly OperatorLink[] = [],
	policy: MergePolicy = mergePolicySchema.parse({}),
): MergeProposals {
	requireDistinct(
		people.map(({ memberId }) => memberId),
		'people',
	);
	const traits = new Map(people.map((person) => [person.memberId, normalTraits(person, policy)]));
	const word = new Map(links.map((link) => [pairKey(...link.members), link]));
	const { alike, shared } = alikePairs(people, traits, word, policy);
	const clusters = new Map<string, Cluster>(
		[...traits].map(([memberId, ofOne]) => [memberId, { members: [memberId], traits: ofOne }]),
	);
	const gate = new Gate(clusters, word);
	const isSure = ({ confidence }: Likely): boolean => confidence >= policy.automaticFrom;
	const joined = alike.filter((likely) => isSure(likely) && gate.join(likely));
	const order = seniority(people);
	const sure = [...new Set(clusters.values())].filter(({ members }) => members.length > 1);
	const automatic = sure.map(({ members }) => {
		const own = joined.filter((likely) => members.includes(likely.members[0]));
		return proposal(members, { decision: 'automatic', links: own, order });
	});
	const unsure = alike.filter((likely) => !isSure(likely) && gate.mayJoin(likely) !== undefined);
	return {
		proposals: [...automatic.sort(surestFirst), ...reviews(unsure, clusters, order).sort(surestFirst)],
		blocked: gate.blocked,
		shared,
	};
}

/** Lets two clusters become one unless something speaks against it. */
class Gate {
	readonly blocked: BlockedMerge[] = [];

	constructor(
		private readonly clusters: Map<string, Cluster>,
		private readonly word: ReadonlyMap<string, OperatorLink>,
	) {}

	mayJoin(likely: Likely): [Cluster, Cluster] | undefined {
		const [a, b] = likely.members.map((memberId) => this.clusters.get(memberId));
		if (a === undefined || b === undefined || a === b) return undefined;
		const isApart = (one: string, other: string): boolean => this.word.get(pairKey(one, other))?.same === false;
		const despite = this.word.get(pairKey(...likely.members))?.despiteConflicts === true;
		const conflicts = conflictsOf(a, b, isApart).filter((conflict) => !despite || conflict === 'kept_apart');
		if (conflicts.length === 0) return [a, b];
		this.blocked.push({ ...likely, conflicts });
		return undefined;
	}

	join(likely: Likely): boolean {
		const pair = this.mayJoin(likely);
		if (pair === undefined) return false;
		const cluster: Cluster = {
			members: pair.flatMap(({ members }) => members),
			traits: pair.flatMap(({ traits }) => traits),
		};
		for (const memberId of cluster.members) this.clusters.set(memberId, cluster);
		return true;
	}
}

type Order = ReadonlyMap<string, number>;

function inOrder(members: readonly string[], order: Order): string[] {
	return [...members].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

/** One question for each two clusters, about the members who are left of them. */
function reviews(unsure: readonly Likely[], clusters: ReadonlyMap<string, Cluster>, order: Order): MergeProposal[] {
	const left = (memberId: string): string =>
		inOrder(clusters.get(memberId)?.members ?? [memberId], order)[0] ?? memberId;
	const questions = new Map<string, { members: string[]; links: Likely[] }>();
	for (const likely of unsure) {
		const [a, b] = likely.members;
		const members = [left(a), left(b)];
		const key = pairKey(left(a), left(b));
		questions.set(key, { members, links: [...(questions.get(key)?.links ?? []), likely] });
	}
	return [...questions.values()].map(({ members, links }) => proposal(members, { decision: 'review', links, order }));
}

function proposal(
	members: readonly string[],
	{ decision, links, order }: { decision: MergeProposal['decision']; links: Likely[]; order: Order },
): MergeProposal {
	const [keep = '', ...absorb] = inOrder(members, order);
	const confidences = links.map((link) => link.confidence);
	const confidence = decision === 'automatic' ? Math.min(...confidences) : Math.max(...confidences);
	return { proposalId: stableId('merge', ...[...members].sort(compare)), keep, absorb, confidence, decision, links };
}

function surestFirst(a: MergeProposal, b: MergeProposal): number {
	return b.confidence - a.confidence || compare(a.keep, b.keep) || compare(a.proposalId, b.proposalId);
}

function seniority(people: readonly Person[]): Order {
	const ms = ({ joinedAt }: Person): number => (joinedAt == null ? Infinity : instantMs(joinedAt, 'joinedAt'));
	const sorted = [...people].sort((a, b) => {
		const [one, other] = [ms(a), ms(b)];
		return one === other ? compare(a.memberId, b.memberId) : one - other;
	});
	return new Map(sorted.map(({ memberId }, index) => [memberId, index]));
}

import type { PerfectMatching } from './perfect';

/** Reads the slack of any pair of vertices from a dual solution. */
export type SlackReader = (one: number, other: number, cost: number) => number;

/**
 * The doubled slack of an edge: twice its cost, less the dual values of both ends, plus those of the odd
 * sets that hold both ends. An optimal dual solution makes none negative.
 */
export function slackReader({ duals, oddSets }: PerfectMatching): SlackReader {
	const around = duals.map(() => new Map<number, number>());
	oddSets.forEach(({ members, dual }, set) => {
		for (const member of members) around[member]?.set(set, dual);
	});
	return (one, other, cost) => {
		const slack = 2 * cost - (duals[one] ?? 0) - (duals[other] ?? 0);
		return slack + shared(around[one], around[other]);
	};
}

function shared(one: ReadonlyMap<number, number> | undefined, other: ReadonlyMap<number, number> | undefined): number {
	let sum = 0;
	for (const [set, dual] of one ?? []) if (other?.has(set) === true) sum += dual;
	return sum;
}

/**
 * What is wrong with the proof that a perfect matching costs least, by the duality of linear programmes
 * (Edmonds' matching polytope): every edge has a slack of at least 0 and every matched one of exactly 0; every
 * odd set has a dual value above 0 and is matched but for one. Such a proof needs no trust in the algorithm.
 *
 * @param cost of an edge, `undefined` where there is none
 * @returns English phrases, none if the matching is proven to be optimal
 */
export function flaws(matching: PerfectMatching, cost: (one: number, other: number) => number | undefined): string[] {
	const { mates, oddSets } = matching;
	const slackOf = slackReader(matching);
	const found: string[] = [];
	mates.forEach((mate, one) => {
		if (mates[mate] !== one || mate === one) found.push(`${one} has no partner`);
		for (let other = one + 1; other < mates.length; other += 1) {
			const price = cost(one, other);
			const slack = price === undefined ? undefined : slackOf(one, other, price);
			if (slack !== undefined && slack < 0) found.push(`${one}–${other} has the slack ${slack}`);
			if (mate === other && slack !== 0) found.push(`${one}–${other} is matched with the slack ${slack}`);
		}
	});
	for (const { members, dual } of oddSets) {
		const inside = new Set(members);
		const single = members.filter((member) => !inside.has(mates[member] ?? -1));
		if (members.length % 2 === 0 || single.length !== 1) found.push(`${members.join(' ')} is not full`);
		if (dual <= 0) found.push(`${members.join(' ')} has the dual value ${dual}`);
	}
	return found;
}

import { pairsOf } from './history';

/** A round of the past, as the report needs it. */
export interface PastRound {
	round: number;
	groups: readonly { memberIds: readonly string[]; badness: number }[];
	/** Who took part and was left alone. */
	alone: readonly string[];
}

/** How a set of numbers is spread; all 0 if there is none. */
export interface Spread {
	count: number;
	least: number;
	median: number;
	/** Nine in ten are no larger. */
	ninetieth: number;
	most: number;
	mean: number;
	/** 0 if all are equal, towards 1 if one has everything. */
	gini: number;
}

export interface SegmentFairness extends Spread {
	/** Empty for people without a segment. */
	segment: string;
	/** How often its people were left alone, as a share of their rounds. */
	aloneShare: number;
}

export interface FairnessReport {
	rounds: number;
	/** Badness for each pair of people; a trio has three. */
	badness: Spread;
	repeats: { pairs: number; repeated: number; share: number };
	/** Who was left alone, most often first. */
	alone: { memberId: string; times: number; rounds: number }[];
	/** The mean badness of each person over all rounds in company: who keeps getting the poor pairs. */
	people: Spread;
	/** The same by segment, in the order of their names. */
	segments: SegmentFairness[];
}

interface PersonTally {
	rounds: number;
	alone: number;
	/** Of the groups, for each partner. */
	badness: number[];
}

/**
 * Whether matching treats people alike.
 *
 * @param rounds in any order
 * @param segmentOf the segment of a member, if people are to be compared by segment
 */
export function fairnessReport(
	rounds: readonly PastRound[],
	segmentOf: (memberId: string) => string | undefined = () => undefined,
): FairnessReport {
	const tallies = tally(rounds);
	const everybody = [...tallies].sort(([left], [right]) => (left < right ? -1 : 1));
	const bySegment = new Map<string, PersonTally[]>();
	for (const [memberId, person] of everybody) {
		const segment = segmentOf(memberId) ?? '';
		bySegment.set(segment, [...(bySegment.get(segment) ?? []), person]);
	}
	return {
		rounds: rounds.length,
		badness: spread(rounds.flatMap(({ groups }) => groups.flatMap(badnessOfPairs))),
		repeats: repeatsOf(rounds),
		alone: everybody
			.filter(([, { alone }]) => alone > 0)
			.map(([memberId, person]) => ({ memberId, times: person.alone, rounds: person.rounds }))
			.sort((left, right) => right.times - left.times),
		people: spread(meansOf(everybody.map(([, person]) => person))),
		segments: [...bySegment]
			.sort(([left], [right]) => (left < right ? -1 : 1))
			.map(([segment, people]) => ({ segment, ...spread(meansOf(people)), aloneShare: aloneShare(people) })),
	};
}

function tally(rounds: readonly PastRound[]): Map<string, PersonTally> {
	const tallies = new Map<string, PersonTally>();
	const of = (memberId: string): PersonTally => {
		const known = tallies.get(memberId) ?? { rounds: 0, alone: 0, badness: [] };
		tallies.set(memberId, known);
		return known;
	};
	for (const { groups, alone } of rounds) {
		for (const group of groups) {
			for (const memberId of group.memberIds) {
				const person = of(memberId);
				person.rounds += 1;
				person.badness.push(perPair(group));
			}
		}
		for (const memberId of alone) {
			const person = of(memberId);
			person.rounds += 1;
			person.alone += 1;
		}
	}
	return tallies;
}

type Group = PastRound['groups'][number];

function perPair({ memberIds, badness }: Group): number {
	return badness / Math.max(1, pairsOf(memberIds).length);
}

function badnessOfPairs(group: Group): number[] {
	return pairsOf(group.memberIds).map(() => perPair(group));
}

function meansOf(people: readonly PersonTally[]): number[] {
	return people.filter(({ badness }) => badness.length > 0).map(({ badness }) => sum(badness) / badness.length);
}

function aloneShare(people: readonly PersonTally[]): number {
	return share(sum(people.map(({ alone }) => alone)), sum(people.map(({ rounds }) => rounds)));
}

function repeatsOf(rounds: readonly PastRound[]): FairnessReport['repeats'] {
	const met = new Set<string>();
	const result = { pairs: 0, repeated: 0, share: 0 };
	for (const { groups } of [...rounds].sort((left, right) => left.round - right.round)) {
		const keys = groups.flatMap(({ memberIds }) => pairsOf([...memberIds].sort()).map((pair) => pair.join('\0')));
		result.pairs += keys.length;
		result.repeated += keys.filter((key) => met.has(key)).length;
		for (const key of keys) met.add(key);
	}
	return { ...result, share: share(result.repeated, result.pairs) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** How numbers of at least 0 are spread; quantiles by the nearest rank, the Gini coefficient over sorted values. */
export function spread(values: readonly number[]): Spread {
	const sorted = [...values].sort((left, right) => left - right);
	const rank = (part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
	const total = sum(sorted);
	const weighted = sum(sorted.map((value, index) => value * (2 * (index + 1) - sorted.length - 1)));
	return {
		count: sorted.length,
		least: rank(0),
		median: rank(0.5),
		ninetieth: rank(0.9),
		most: rank(1),
		mean: share(total, sorted.length),
		gini: share(weighted, total * sorted.length),
	};
}

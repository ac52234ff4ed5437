import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { parseWith } from '../parse';

export const CLASSES = ['top', 'good', 'poor'] as const;
/** 学霸 / 学良 / 学渣: where a member stands among all members. */
export type ScoreClass = (typeof CLASSES)[number];

export const classPolicySchema = z.strictObject({
	/** So many per cent of the members are the top … */
	topPercent: z.number().min(0).max(100).default(20),
	/** … and so many per cent the bottom. */
	poorPercent: z.number().min(0).max(100).default(20),
	/** In a smaller community everybody is good. */
	fromMembers: z.int().min(1).default(5),
});

export type ClassPolicy = z.output<typeof classPolicySchema>;

/** @throws DomainError if top and poor together are more than everybody */
export function parseClasses(value: unknown): ClassPolicy {
	const policy = parseWith(classPolicySchema, value, 'classes');
	if (policy.topPercent + policy.poorPercent <= 100) return policy;
	throw new DomainError(
		`${policy.topPercent} % and ${policy.poorPercent} % are more than all members`,
		'Let topPercent and poorPercent add up to 100 at most.',
		'poorPercent',
	);
}

export interface Classed {
	memberId: string;
	class: ScoreClass;
	/** How many have more; 1 is the best. Equal scores have the same rank. */
	rank: number;
	/** From 0 to 100: how many per cent of the members stand below, equals counted half. */
	percentile: number;
	members: number;
}

/** Sums of the same events in another order differ in the last digits; that shall not tell two members apart. */
const round = (score: number): number => Math.round(score * 1e6) / 1e6;

/**
 * The class of every member by percentile. Members with the same score get the same class: the middle of
 * their places decides. So in a community where all are equal, all are good.
 */
export function classify(scores: readonly { memberId: string; score: number }[], policy: ClassPolicy): Classed[] {
	const members = scores.length;
	const sorted = scores.map(({ score }) => round(score)).sort((a, b) => a - b);
	const places = new Map<number, { below: number; equal: number }>();
	for (const [index, score] of sorted.entries()) {
		const place = places.get(score);
		if (place === undefined) places.set(score, { below: index, equal: 1 });
		else place.equal += 1;
	}
	return scores.map(({ memberId, score }) => {
		const { below, equal } = places.get(round(score)) ?? { below: 0, equal: 0 };
		// Twice the middle place, so that halves stay whole numbers.
		const middle = 2 * below + equal;
		return {
			memberId,
			class: members < policy.fromMembers ? 'good' : classAt(middle, members, policy),
			rank: members - below - equal + 1,
			percentile: (50 * middle) / members,
			members,
		};
	});
}

function classAt(middle: number, members: number, { topPercent, poorPercent }: ClassPolicy): ScoreClass {
	const share = 100 * middle;
	if (share > 2 * members * (100 - topPercent)) return 'top';
	return share < 2 * members * poorPercent ? 'poor' : 'good';
}

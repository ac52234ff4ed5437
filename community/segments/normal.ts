import { stableId } from '../digest';
import type { SegmentCondition } from './condition';

/**
 * The same condition in the one way in which it is kept: no joint within its like, none of one part,
 * no double negation, lists in order and without repetition. Two conditions that differ only in that
 * are equal afterwards; what they mean does not change.
 */
export function normalCondition(condition: SegmentCondition): SegmentCondition {
	switch (condition.when) {
		case 'all':
		case 'any':
			return normalJoint(condition.when, condition.of);
		case 'not': {
			const inner = normalCondition(condition.of);
			if (inner.when === 'tag') return { ...inner, has: !inner.has };
			return inner.when === 'not' ? inner.of : { when: 'not', of: inner };
		}
		case 'events':
			return { ...condition, kinds: sorted(condition.kinds) };
		case 'tier':
			return { ...condition, oneOf: sorted(condition.oneOf) };
		case 'field':
			return condition.oneOf === undefined ? condition : { ...condition, oneOf: sorted(condition.oneOf) };
		default:
			return condition;
	}
}

function normalJoint(when: 'all' | 'any', conditions: readonly SegmentCondition[]): SegmentCondition {
	const parts = conditions
		.map(normalCondition)
		.flatMap((part) => (part.when === when && Array.isArray(part.of) ? part.of : [part]));
	const of = [...new Map(parts.map((part) => [canonical(part), part])).entries()]
		.sort(([a], [b]) => compare(a, b))
		.map(([, part]) => part);
	const [only] = of;
	return of.length === 1 && only !== undefined ? only : { when, of };
}

/** An id that equal conditions share, however they are written. */
export function conditionId(condition: SegmentCondition): string {
	return stableId('condition', canonical(normalCondition(condition)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function sorted<Value>(values: readonly Value[]): Value[] {
	return [...new Set(values)].sort((a, b) => compare(canonical(a), canonical(b)));
}

/** JSON with the keys of every object in order; what is undefined is left out. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compare(a, b)))
			: inner,
	);
}

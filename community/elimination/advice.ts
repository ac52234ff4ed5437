import { fillText } from '../text';
import { ANSWER_COPY } from './answer-copy';
import type { Comparison } from './compare';
import type { EliminationPolicy } from './rules';
import type { EliminationPlan } from './simulate';
import { memberName, type Voice } from './words';

/** How many members the comparison names; the numbers hold all of them. */
const NAMED = 15;

/** What operators should know of a plan besides what it says: a cap that lets nobody go, identifiers of nobody. */
export function adviceLines(
	plan: EliminationPlan,
	{ batchCap: { percent } }: EliminationPolicy,
	unknownMembers: readonly string[],
	{ language }: Voice,
): string[] {
	const copy = ANSWER_COPY[language];
	const isCapZero = plan.cap === 0 && plan.counts.members > 0 && percent !== undefined;
	return [
		...(isCapZero ? [fillText(copy.capIsZero, { members: plan.counts.members, percent })] : []),
		...(unknownMembers.length === 0 ? [] : [fillText(copy.unknownMembers, { ids: unknownMembers.join(', ') })]),
	];
}

/** What another policy would change, as operators read it. */
export function comparisonLines({ differences, change }: Comparison, { language }: Voice): string[] {
	const copy = ANSWER_COPY[language];
	if (differences.length === 0) return [copy.whatIfSame];
	const signed = (count: number): string => (count > 0 ? `+${count}` : String(count));
	return [
		fillText(copy.whatIf, {
			going: signed(change.going),
			talks: signed(change.talks),
			spared: signed(change.spared),
			postponed: signed(change.postponed),
		}),
		...differences.slice(0, NAMED).map(({ member, before, after }) =>
			fillText(copy.whatIfMember, {
				name: memberName(member),
				before: copy.fates[before.fate],
				after: copy.fates[after.fate],
			}),
		),
	];
}

/**
 * A policy with some fields changed, as RFC 7396 (JSON Merge Patch) describes it: objects are merged,
 * `null` takes a field out, everything else replaces.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
	if (!isObject(patch)) return patch;
	const merged: Record<string, unknown> = { ...(isObject(target) ? target : {}) };
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete merged[key];
		else merged[key] = mergePatch(merged[key], value);
	}
	return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

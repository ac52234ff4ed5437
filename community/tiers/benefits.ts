import type { Benefit, Ladder } from './ladder';

/** A benefit, and the tier that gives it. */
export interface HeldBenefit extends Benefit {
	from: string;
}

/** What members of a tier have; where tiers give the same benefit, the highest of them counts. None for an unknown tier. */
export function benefitsOf({ tiers, inherits }: Ladder, tier: string): HeldBenefit[] {
	const index = tiers.findIndex((one) => one.tier === tier);
	const giving = tiers.slice(inherits ? 0 : Math.max(0, index), index + 1);
	const held = new Map<string, HeldBenefit>();
	for (const { tier: from, benefits } of giving) {
		for (const benefit of benefits) held.set(benefit.benefitId, { ...benefit, from });
	}
	return [...held.values()];
}

/** What a member gets and loses with a change of tier; a benefit that gets better or worse is among both. */
export function benefitChange(
	ladder: Ladder,
	from: string | undefined,
	to: string,
): { gained: HeldBenefit[]; lost: HeldBenefit[] } {
	const before = from === undefined ? [] : benefitsOf(ladder, from);
	const after = benefitsOf(ladder, to);
	const isIn = (list: readonly HeldBenefit[], { benefitId, value, text }: HeldBenefit): boolean =>
		list.some((one) => one.benefitId === benefitId && one.value === value && one.text === text);
	return {
		gained: after.filter((benefit) => !isIn(before, benefit)),
		lost: before.filter((benefit) => !isIn(after, benefit)),
	};
}

import { instantMs, utc } from '../parse';
import type { TierFacts } from './facts';
import type { Tier } from './ladder';

/** A tier that is paid for at this moment. */
export interface Bought {
	index: number;
	tier: string;
	until: string;
}

/** The highest tier that is paid for at this moment, until the last of its payments runs out. */
export function boughtTier(tiers: readonly Tier[], { paid = [] }: TierFacts, nowMs: number): Bought | undefined {
	return paid
		.map(({ tier, until }) => ({
			tier,
			untilMs: instantMs(until, 'paid'),
			index: tiers.findIndex((one) => one.paid && one.tier === tier),
		}))
		.filter(({ index, untilMs }) => index >= 0 && untilMs > nowMs)
		.sort((a, b) => b.index - a.index || b.untilMs - a.untilMs)
		.map(({ tier, index, untilMs }) => ({ tier, index, until: utc(untilMs) }))[0];
}

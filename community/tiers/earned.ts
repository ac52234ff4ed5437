import { periodEnd } from '../days';
import { instantMs } from '../parse';
import type { SeenMark, TierFacts, TierReason } from './facts';
import type { Marks, Tier } from './ladder';

/** The tier by merit, and when it is lost where it is in grace. */
export interface Earned {
	index: number;
	graceUntil?: string | undefined;
	/** When time alone may change this. */
	reviewAt?: string;
	why: TierReason[];
}

/** The instant of the decision, and whose days count. */
export interface Clock {
	now: string;
	nowMs: number;
	timeZone: string;
}

/** What merit gives to a member who held the tier of that index. */
export function earnedTier(
	tiers: readonly Tier[],
	facts: TierFacts,
	held: { index: number; graceUntil: string | undefined; since?: string | undefined },
	clock: Clock,
): Earned {
	const best = tiers.findLastIndex(({ enter }) => enter !== undefined && missed(enter, facts).length === 0);
	const entered = tiers[best];
	if (entered !== undefined && best > held.index) {
		const marks = seen(entered.enter ?? {}, facts);
		return { index: best, why: [{ because: 'entered', tier: entered.tier, marks }] };
	}
	const here = tiers[held.index];
	if (here?.enter === undefined) return { index: 0, why: [] };
	const dropped = missed(here.drop ?? {}, facts);
	if (dropped.length > 0) {
		const stay = stayEnd(here, held.since, clock);
		if (stay !== undefined) {
			const why: TierReason[] = [{ because: 'minimum_stay', tier: here.tier, until: stay, marks: dropped }];
			return { index: held.index, graceUntil: held.graceUntil, reviewAt: stay, why };
		}
		const why: TierReason[] = [{ because: 'dropped', tier: here.tier, marks: dropped }];
		return { index: landing(tiers, held.index, facts), why };
	}
	const lost = missed(keepMarks(here), facts);
	if (lost.length === 0) {
		const why: TierReason[] = [{ because: 'kept', tier: here.tier, marks: seen(keepMarks(here), facts) }];
		return { index: held.index, why };
	}
	const graceUntil = held.graceUntil ?? periodEnd(clock.now, here.graceDays, clock.timeZone);
	const reason = { tier: here.tier, until: graceUntil, marks: lost };
	const isOver = instantMs(graceUntil, 'graceUntil') <= clock.nowMs;
	const stay = stayEnd(here, held.since, clock);
	if (stay !== undefined && (isOver || Date.parse(stay) > Date.parse(graceUntil))) {
		const why: TierReason[] = [{ because: 'minimum_stay', ...reason, until: stay }];
		return { index: held.index, graceUntil, reviewAt: stay, why };
	}
	if (!isOver)
		return { index: held.index, graceUntil, reviewAt: graceUntil, why: [{ because: 'in_grace', ...reason }] };
	return { index: landing(tiers, held.index, facts), why: [{ because: 'grace_over', ...reason }] };
}

/** When the minimum stay ends; `undefined` if it is over, or there is none. */
function stayEnd({ stayDays }: Tier, since: string | undefined, { nowMs, timeZone }: Clock): string | undefined {
	if (stayDays === 0 || since === undefined) return undefined;
	const until = periodEnd(since, stayDays, timeZone);
	return Date.parse(until) > nowMs ? until : undefined;
}

/** Whoever leaves a tier lands in the highest below it that the member would be kept in. */
function landing(tiers: readonly Tier[], from: number, facts: TierFacts): number {
	const found = tiers.findLastIndex(
		(tier, index) => index < from && tier.enter !== undefined && missed(keepMarks(tier), facts).length === 0,
	);
	return Math.max(0, found);
}

/** A measure that only `enter` names is not asked for again. */
function keepMarks({ keep, enter }: Tier): Marks {
	return keep ?? enter ?? {};
}

function seen(marks: Marks, { measures }: TierFacts): SeenMark[] {
	return Object.entries(marks).map(([measure, mark]) => ({
		measure,
		saw: (Object.hasOwn(measures, measure) ? measures[measure] : undefined) ?? 0,
		mark,
	}));
}

function missed(marks: Marks, facts: TierFacts): SeenMark[] {
	return seen(marks, facts).filter(({ saw, mark }) => saw < mark);
}

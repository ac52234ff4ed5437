import { instantMs, requireZone, utc } from '../parse';
import { earnedTier, type Earned } from './earned';
import type { TierFacts, TierReason, TierState } from './facts';
import type { Ladder, Tier } from './ladder';
import { boughtTier, type Bought } from './paid';

export interface TierDecision {
	tier: string;
	/** What happened to the tier that counts. */
	change: 'none' | 'up' | 'down';
	/** What was decided, step by step; marks are those that decided. */
	why: TierReason[];
	/** When time alone may change this; `null` if only new facts can. */
	reviewAt: string | null;
	state: TierState;
}

/**
 * The tier of a member at an instant. Up at once, by what was reached; down after days of grace, or at
 * once below the mark to drop. Between the marks to keep and to enter nothing changes, so a member whose
 * facts go to and fro there stays.
 *
 * @param current what the last decision left as `state`; `undefined` at the first look
 * @param timeZone IANA name; grace ends with a day by its clocks
 */
export function tierOf(
	ladder: Ladder,
	facts: TierFacts,
	current: TierState | undefined,
	now: string,
	timeZone: string,
): TierDecision {
	requireZone(timeZone);
	const nowMs = instantMs(now, 'now');
	const { tiers } = ladder;
	const known = current === undefined ? undefined : tiers.findIndex(({ tier }) => tier === current.earned);
	const opening: TierReason[] =
		known === undefined ? [{ because: 'new' }] : known < 0 ? [{ because: 'tier_is_gone' }] : [];
	const held =
		current === undefined || known === undefined || known < 0
			? { index: 0, graceUntil: undefined }
			: { index: known, graceUntil: current.graceUntil, since: current.earnedSince ?? current.since };
	const earned = earnedTier(tiers, facts, held, { now: utc(nowMs), nowMs, timeZone });
	const bought = boughtTier(tiers, facts, nowMs);
	const index = Math.max(earned.index, bought?.index ?? 0);
	const tier = nameOf(tiers, index);
	const change = changeOf(tiers, current, index);
	const { graceUntil } = earned;
	const ends =
		bought !== undefined && bought.index > earned.index ? payments(bought, current) : ended(current, earned, tiers);
	return {
		tier,
		change,
		why: [...opening, ...earned.why, ...ends],
		reviewAt: earliest(earned.reviewAt, bought?.index === index ? bought.until : undefined),
		state: {
			tier,
			earned: nameOf(tiers, earned.index),
			since: current?.tier === tier ? current.since : utc(nowMs),
			earnedSince:
				current !== undefined && known === earned.index ? (current.earnedSince ?? current.since) : utc(nowMs),
			...(graceUntil === undefined ? {} : { graceUntil }),
		},
	};
}

function nameOf(tiers: readonly Tier[], index: number): string {
	return tiers[index]?.tier ?? '';
}

/** Upwards from nothing is no change: a newcomer in the lowest tier has not risen. */
function changeOf(tiers: readonly Tier[], current: TierState | undefined, index: number): TierDecision['change'] {
	const before = Math.max(0, current === undefined ? 0 : tiers.findIndex(({ tier }) => tier === current.tier));
	if (index === before) return 'none';
	return index > before ? 'up' : 'down';
}

function payments({ tier, until }: Bought, current: TierState | undefined): TierReason[] {
	const over = current !== undefined && current.tier !== tier && current.tier !== current.earned;
	const before: TierReason[] = over ? [{ because: 'payment_over', tier: current.tier }] : [];
	return [...before, { because: 'paid', tier, until }];
}

function ended(current: TierState | undefined, earned: Earned, tiers: readonly Tier[]): TierReason[] {
	if (current === undefined || current.tier === current.earned) return [];
	return current.tier === nameOf(tiers, earned.index) ? [] : [{ because: 'payment_over', tier: current.tier }];
}

function earliest(...instants: (string | undefined)[]): string | null {
	const all = instants.filter((instant) => instant !== undefined).map((instant) => Date.parse(instant));
	return all.length === 0 ? null : utc(Math.min(...all));
}

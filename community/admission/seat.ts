import type { ScreeningReason } from '../screening/evaluate';
import { quotaVerdict, tiersFor, type PlacesLeft, type Quota, type QuotaVerdict, type Taken } from './quota';

/** How many wait for a place: all of them, and those who applied for a tier. */
export interface Queue {
	all: number;
	tiers: Readonly<Record<string, number>>;
}

/** Texts of an answer that may open a tier: a choice, or several. */
export function tagsOf(answer: unknown): string[] {
	const tags = Array.isArray(answer) ? answer : [answer];
	return tags
		.flatMap((tag) => (typeof tag === 'string' || typeof tag === 'number' ? [String(tag).trim()] : []))
		.filter((tag) => tag !== '');
}

/** The tier that somebody with these tags applies for; absent for an open place. */
export function tierOf(quota: Quota, tags: readonly string[]): string | undefined {
	return tiersFor(quota, tags)[0];
}

/**
 * Whether one more person fits in who has just applied: whoever waits for the same places goes first,
 * so a place that has become free is no shortcut past the waiting list.
 */
export function seatVerdict(quota: Quota, taken: Taken, tags: readonly string[], queue: Queue): QuotaVerdict {
	const verdict = quotaVerdict(quota, taken, tags);
	if (!verdict.ok) return verdict;
	const { tier, left } = verdict;
	const places = tier === undefined ? left.open : (left.tiers[tier] ?? 0);
	const ahead = tier === undefined ? queue.all : (queue.tiers[tier] ?? 0);
	return ahead < places ? verdict : { ok: false, reason: 'full', left };
}

/** A place that is missing, as a reason for a person to decide. */
export function quotaReason(reason: 'full' | 'kept', left: PlacesLeft): ScreeningReason {
	return {
		rule: `quota_${reason}`,
		field: 'quota',
		saw: left,
		passed: true,
		missing: false,
		points: 0,
		source: 'quota',
		stops: 'review',
	};
}

/** Free places as they are given out by `moveUp`: never more than there are in all. */
export function freedPlaces({ tiers }: Quota, left: PlacesLeft): { tier?: string; places: number }[] {
	let total = left.total;
	const give = (places: number) => {
		const given = Math.min(places, total);
		total -= given;
		return given;
	};
	return [...tiers.map(({ tier }) => ({ tier, places: give(left.tiers[tier] ?? 0) })), { places: give(left.open) }];
}

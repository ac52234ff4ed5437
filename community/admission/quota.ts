import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { readSettings } from '../screening/settings';

export const tierQuotaSchema = z.object({
	tier: z.string().min(1).max(64),
	/** Places kept for this tier. */
	quota: z.int().min(0).max(10_000_000),
	/** Whoever has this tag may take one of them; the tier's name if absent. */
	tag: z.string().min(1).max(128).optional(),
});

export const quotaSchema = z.object({
	/** Heads that the community takes in all. */
	places: z.int().min(0).max(10_000_000),
	/** Part of the places, kept for some; the rest is open to everybody. */
	tiers: z.array(tierQuotaSchema).max(50).default([]),
});

export type TierQuota = z.output<typeof tierQuotaSchema>;
export type Quota = z.output<typeof quotaSchema>;

/**
 * Reads an operator's quota.
 *
 * @throws DomainError naming the field, also if the tiers are more than the places or share a name
 */
export function readQuota(value: unknown): Quota {
	const quota = readSettings(quotaSchema, value, 'Quota');
	checkQuota(quota);
	return quota;
}

/** @throws DomainError naming the field */
export function checkQuota({ places, tiers }: Quota): void {
	const kept = tiers.reduce((sum, { quota }) => sum + quota, 0);
	if (kept > places) {
		throw new DomainError(
			`The tiers keep ${kept} places, but there are only ${places}`,
			'Raise "Places" or lower the quota of a tier.',
			'tiers',
		);
	}
	const repeated = tiers.findIndex(({ tier }, index) => tiers.findIndex((one) => one.tier === tier) < index);
	if (repeated === -1) return;
	throw new DomainError(
		`Two tiers are called "${tiers[repeated]?.tier ?? ''}"`,
		'Give each tier a name of its own.',
		`tiers.${repeated}.tier`,
	);
}

/** How many places are taken, by tier; whoever sits in an open place has none. */
export interface Taken {
	open: number;
	tiers: Readonly<Record<string, number>>;
}

export interface PlacesLeft {
	total: number;
	open: number;
	tiers: Record<string, number>;
}

/** The tiers that somebody with these tags may take a place of, in the order of the quota. */
export function tiersFor({ tiers }: Quota, tags: readonly string[]): string[] {
	return tiers.filter(({ tier, tag }) => tags.includes(tag ?? tier)).map(({ tier }) => tier);
}

/** Counts places by where their holders sit; what names no tier of the quota sits in an open place. */
export function countTaken(quota: Quota, seats: readonly (string | undefined)[]): Taken {
	const known = new Map(quota.tiers.map(({ tier }) => [tier, 0]));
	let open = 0;
	for (const seat of seats) {
		const count = seat === undefined ? undefined : known.get(seat);
		if (seat === undefined || count === undefined) open += 1;
		else known.set(seat, count + 1);
	}
	return { open, tiers: Object.fromEntries(known) };
}

/** Places that are still free. Below zero nowhere, even if a quota was lowered after places were taken. */
export function placesLeft(quota: Quota, taken: Taken): PlacesLeft {
	const kept = quota.tiers.reduce((sum, tier) => sum + tier.quota, 0);
	const takenIn = (tier: string) => (Object.hasOwn(taken.tiers, tier) ? (taken.tiers[tier] ?? 0) : 0);
	const all = taken.open + Object.values(taken.tiers).reduce((sum, one) => sum + one, 0);
	const total = Math.max(0, quota.places - all);
	const free = (places: number) => Math.min(total, Math.max(0, places));
	return {
		total,
		open: free(quota.places - kept - taken.open),
		tiers: Object.fromEntries(quota.tiers.map(({ tier, quota: places }) => [tier, free(places - takenIn(tier))])),
	};
}

export type QuotaVerdict =
	/** `tier` is absent for an open place. */
	| { ok: true; tier?: string; left: PlacesLeft }
	/** `kept`: there are places, but only for others. */
	| { ok: false; reason: 'full' | 'kept'; left: PlacesLeft };

/**
 * Whether one more person fits in, and where: in the first tier that the person's tags open, else in
 * an open place. To hold under concurrency, ask it in the transaction that books the place.
 */
export function quotaVerdict(quota: Quota, taken: Taken, tags: readonly string[]): QuotaVerdict {
	const left = placesLeft(quota, taken);
	const tier = tiersFor(quota, tags).find((one) => (left.tiers[one] ?? 0) > 0);
	if (tier !== undefined) return { ok: true, tier, left };
	if (left.open > 0) return { ok: true, left };
	return { ok: false, reason: left.total > 0 ? 'kept' : 'full', left };
}

/** Bounds of what a draw may be asked to do; with `maxWeight` they bound the hashes that it takes. */
export const LIMITS = {
	tiers: 50,
	prizes: 100_000,
	alternates: 10_000,
	weight: 1_000,
	prizesPerPerson: 50,
} as const;

import { z } from 'zod/v4';
import { readSettings } from '../screening/settings';
import { checkQuota, quotaSchema, quotaVerdict, tiersFor } from './quota';
import { rank, type Candidate, type Ranked } from './ranking';

export const selectionSettingsSchema = quotaSchema.extend({
	/** Whoever scores less is neither chosen nor put on the waiting list. */
	minimumScore: z.number().optional(),
	/** Whether places that a tier could not fill go to the next best; else they stay kept. */
	fillKept: z.boolean().default(true),
});

export type SelectionSettings = z.output<typeof selectionSettingsSchema>;

export interface Chosen {
	applicationId: string;
	/** From 1; of everybody, chosen or not. */
	rank: number;
	/** Whose place it is; absent for an open one. */
	tier?: string;
}

export interface Selection {
	chosen: Chosen[];
	/** In the order in which it moves up. */
	waiting: Ranked[];
	belowMinimum: string[];
}

/**
 * Reads an operator's settings of a selection.
 *
 * @throws DomainError naming the field
 */
export function readSelection(value: unknown): SelectionSettings {
	const settings = readSettings(selectionSettingsSchema, value, 'Selection');
	checkQuota(settings);
	return settings;
}

/** Chosen and left over; both in the order of the list. */
interface Share {
	chosen: Chosen[];
	waiting: Ranked[];
}

function shareOut(list: readonly Ranked[], placeFor: (one: Ranked) => Pick<Chosen, 'tier'> | undefined): Share {
	const share: Share = { chosen: [], waiting: [] };
	for (const one of list) {
		const place = placeFor(one);
		if (place === undefined) share.waiting.push(one);
		else share.chosen.push({ applicationId: one.applicationId, rank: one.rank, ...place });
	}
	return share;
}

/**
 * Takes the best of a batch: in their order, everybody takes a place of the first tier that their tags
 * open, else an open one; everybody else waits. Never more than the places, or than a tier's quota.
 *
 * @param seed see `rank`
 */
export function select(candidates: readonly Candidate[], settings: SelectionSettings, seed: string): Selection {
	checkQuota(settings);
	const minimum = settings.minimumScore ?? -Infinity;
	const ranked = rank(candidates, seed);
	const taken = { open: 0, tiers: {} as Record<string, number> };
	const first = shareOut(
		ranked.filter(({ score }) => score >= minimum),
		({ tags = [] }) => {
			const verdict = quotaVerdict(settings, taken, tags);
			if (!verdict.ok) return undefined;
			if (verdict.tier === undefined) taken.open += 1;
			else taken.tiers[verdict.tier] = (taken.tiers[verdict.tier] ?? 0) + 1;
			return verdict.tier === undefined ? {} : { tier: verdict.tier };
		},
	);
	let spare = settings.fillKept ? settings.places - first.chosen.length : 0;
	const second = shareOut(first.waiting, () => (spare-- > 0 ? {} : undefined));
	return {
		chosen: [...first.chosen, ...second.chosen].sort((a, b) => a.rank - b.rank),
		waiting: second.waiting,
		belowMinimum: ranked.filter(({ score }) => score < minimum).map(({ applicationId }) => applicationId),
	};
}

/** Places that have become free: of a tier, or open ones. */
export interface FreedPlaces {
	tier?: string | undefined;
	places: number;
}

/**
 * Moves up the waiting list. A freed place of a tier goes to the first in the list whom the tier is
 * kept for; if there is nobody, to the first of all, unless such places stay kept.
 *
 * @param waiting of a selection, in its order
 */
export function moveUp(
	waiting: readonly Ranked[],
	freed: readonly FreedPlaces[],
	settings: SelectionSettings,
): { moved: Chosen[]; waiting: Ranked[] } {
	const left = new Map<string | undefined, number>();
	for (const { tier, places } of freed) left.set(tier, (left.get(tier) ?? 0) + Math.max(0, Math.floor(places)));
	const take = (tier: string | undefined): boolean => {
		const places = left.get(tier) ?? 0;
		if (places > 0) left.set(tier, places - 1);
		return places > 0;
	};
	const first = shareOut(waiting, ({ tags = [] }) => {
		const tier = tiersFor(settings, tags).find(take);
		if (tier !== undefined) return { tier };
		return take(undefined) ? {} : undefined;
	});
	let spare = settings.fillKept ? [...left.values()].reduce((sum, places) => sum + places, 0) : 0;
	const second = shareOut(first.waiting, () => (spare-- > 0 ? {} : undefined));
	const moved = [...first.chosen, ...second.chosen].sort((a, b) => a.rank - b.rank);
	return { moved, waiting: second.waiting };
}

import { placesLeft, type Quota } from '../../../../community/admission/quota';
import { rank, type Candidate, type Ranked } from '../../../../community/admission/ranking';
import { freedPlaces, tagsOf } from '../../../../community/admission/seat';
import { moveUp, select, type Chosen, type SelectionSettings } from '../../../../community/admission/selection';
import { applicationKey } from '../../../../store';
import type { ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { readPages } from '../../../shared/paging';
import { lookBack } from './past';
import { takenPlaces, waitingList } from './places';

/** A selection as its panel asks for it. */
export interface SelectionPlan {
	communityId: string;
	selectionId: string;
	method: 'best' | 'moveUp';
	statuses: ('review' | 'waitlisted')[];
	/** `places` of it are given out, unless `heads` says how many the community takes. */
	settings: SelectionSettings;
	/** Heads that the community takes in all. */
	heads: number | undefined;
	/** Whether no more than `settings.places` are given out where `heads` leaves more. */
	limited: boolean;
	tierField: string | undefined;
	seed: string;
	tellApplicants: boolean;
	now: string;
}

/** What becomes of everybody who was looked at. */
export interface Shares {
	chosen: Chosen[];
	/** In the order of the list. */
	waiting: Ranked[];
	belowMinimum: string[];
}

function candidate(row: ReviewedApplication, { settings, tierField }: SelectionPlan): Candidate {
	const applied = settings.tiers.find(({ tier }) => tier === row.tier);
	return {
		applicationId: row.applicationId,
		score: row.score,
		appliedAt: row.createdAt,
		tags: [
			...(applied === undefined ? [] : [applied.tag ?? applied.tier]),
			...(tierField === undefined ? [] : tagsOf(lookBack(row)(tierField))),
		],
	};
}

/** Whoever may be chosen, by id; the waiting list in its order. */
export async function candidatesOf(
	tx: StoreTransaction,
	{ communityId, method, statuses }: SelectionPlan,
): Promise<ReviewedApplication[]> {
	if (method === 'moveUp') return onePerMember(await waitingList(tx, communityId));
	const rows = await readPages(
		Number.POSITIVE_INFINITY,
		(page) => tx.listApplications({ communityId, statuses }, page),
		applicationKey,
	);
	// The oldest first, so of equally good ones the first counts.
	return onePerMember(rows.sort((a, b) => b.score - a.score));
}

/** Somebody who applied again while waiting takes part once, with the first of these. */
function onePerMember(rows: readonly ReviewedApplication[]): ReviewedApplication[] {
	const seen = new Set<string>();
	return rows.filter(({ memberId }) => !seen.has(memberId) && seen.add(memberId));
}

async function freed(tx: StoreTransaction, plan: SelectionPlan) {
	const { settings, heads, limited, communityId } = plan;
	if (heads === undefined) return freedPlaces(settings, placesLeft(settings, { open: 0, tiers: {} }));
	const quota: Quota = { ...settings, places: heads };
	const left = placesLeft(quota, await takenPlaces(tx, communityId, quota));
	return freedPlaces(quota, limited ? { ...left, total: Math.min(left.total, settings.places) } : left);
}

/** Gives the places out, in the transaction that books them. */
export async function shareOut(
	tx: StoreTransaction,
	rows: readonly ReviewedApplication[],
	plan: SelectionPlan,
): Promise<Shares> {
	const { settings, method, heads, seed } = plan;
	const candidates = rows.map((row) => candidate(row, plan));
	if (method === 'moveUp') {
		const list = candidates.map((one, index): Ranked => ({ ...one, rank: index + 1 }));
		const { moved, waiting } = moveUp(list, await freed(tx, plan), settings);
		return { chosen: moved, waiting, belowMinimum: [] };
	}
	if (heads === undefined) return select(candidates, settings, seed);
	const ranked = rank(candidates, seed);
	const minimum = settings.minimumScore ?? -Infinity;
	const { moved, waiting } = moveUp(
		ranked.filter(({ score }) => score >= minimum),
		await freed(tx, plan),
		settings,
	);
	const belowMinimum = ranked.filter(({ score }) => score < minimum).map(({ applicationId }) => applicationId);
	return { chosen: moved, waiting, belowMinimum };
}

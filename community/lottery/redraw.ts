import type { PlaceStatus } from './status';

/** A winner or an alternate, as far as moving up is concerned. */
export interface PlaceFacts {
	place: number;
	memberId: string;
	kind: 'winner' | 'alternate';
	status: PlaceStatus;
	/** The tier of the prize; for a waiting alternate the tier that they stand by for, null for every tier. */
	tierId: string | null;
	prize: string | null;
	/** Whose place an alternate got. */
	insteadOf: number | null;
	claimBy: string | null;
}

export interface MoveUp {
	/** The place whose prize was free. */
	freed: number;
	/** The alternate who gets it. */
	place: number;
	tierId: string;
	prize: string;
}

export interface RedrawPlan {
	/** Places whose time to claim is over. */
	expired: number[];
	movedUp: MoveUp[];
	/** Alternates who are no longer members. */
	passedOver: number[];
	/** Places whose prize nobody is left for. */
	unclaimed: number[];
}

const GONE: readonly PlaceStatus[] = ['declined', 'expired'];

/**
 * Which claims have run out, and who moves up for them and for what was declined: alternates in their order, each once.
 *
 * @param now an instant; a claim has run out from its deadline on
 * @param hasLeft whether a member is no longer in the community
 */
export function planRedraw(
	places: readonly PlaceFacts[],
	now: string,
	hasLeft: (memberId: string) => boolean,
): RedrawPlan {
	const over = ({ status, claimBy }: PlaceFacts) =>
		status === 'pending' && claimBy !== null && Date.parse(claimBy) <= Date.parse(now);
	const expired = places.filter(over).map(({ place }) => place);
	const replaced = new Set(places.map(({ insteadOf }) => insteadOf));
	const free = places.filter(
		(one) => (over(one) || GONE.includes(one.status)) && one.prize !== null && !replaced.has(one.place),
	);
	const waiting = places.filter(({ kind, status }) => kind === 'alternate' && status === 'waiting');
	const plan: RedrawPlan = { expired, movedUp: [], passedOver: [], unclaimed: [] };
	const used = new Set<number>();
	for (const { place, tierId, prize } of inOrder(free)) {
		const next = nextFor(tierId, inOrder(waiting), used, hasLeft, plan);
		if (next === undefined) plan.unclaimed.push(place);
		else plan.movedUp.push({ freed: place, place: next, tierId: tierId ?? '', prize: prize ?? '' });
	}
	return plan;
}

const inOrder = (places: readonly PlaceFacts[]): PlaceFacts[] => [...places].sort((a, b) => a.place - b.place);

function nextFor(
	tierId: string | null,
	waiting: readonly PlaceFacts[],
	used: Set<number>,
	hasLeft: (memberId: string) => boolean,
	plan: RedrawPlan,
): number | undefined {
	for (const one of waiting) {
		if (used.has(one.place) || (one.tierId !== null && one.tierId !== tierId)) continue;
		used.add(one.place);
		if (!hasLeft(one.memberId)) return one.place;
		plan.passedOver.push(one.place);
	}
	return undefined;
}

/** When a prize that is given now must be claimed. */
export function claimDeadline(now: string, hours: number): string {
	return new Date(Date.parse(now) + hours * 3_600_000).toISOString();
}

import type { Quota, QuotaVerdict, Taken } from '../../../../community/admission/quota';
import { seatVerdict, type Queue } from '../../../../community/admission/seat';
import { WAYS, type Way } from '../../../../community/admission/ways';
import type { MemberRow, ReviewedApplication, StoreTransaction } from '../../../../store/types';

/**
 * Places that are taken: by members, and by those who were let in and have not joined yet. Ask it after
 * `lockCommunity`, so that it stays true until the place is booked.
 */
export async function takenPlaces(tx: StoreTransaction, communityId: string, { tiers }: Quota): Promise<Taken> {
	const members = await tx.countTiers(communityId, 'member');
	let all = Object.values(members).reduce((sum, heads) => sum + heads, 0);
	for (const way of WAYS) all += await tx.countMembers(communityId, { status: 'applicant', way });
	const byTier: Record<string, number> = {};
	for (const { tier } of tiers) {
		const admitted = await tx.countMembers(communityId, { status: 'applicant', tier });
		byTier[tier] = (Object.hasOwn(members, tier) ? (members[tier] ?? 0) : 0) + admitted;
	}
	const inTiers = Object.values(byTier).reduce((sum, heads) => sum + heads, 0);
	return { open: all - inTiers, tiers: byTier };
}

async function queueOf(tx: StoreTransaction, communityId: string, tier: string | undefined): Promise<Queue> {
	const filter = { communityId, status: 'waitlisted' } as const;
	const all = await tx.countApplications(filter);
	if (tier === undefined || all === 0) return { all, tiers: {} };
	return { all, tiers: { [tier]: await tx.countApplications({ ...filter, tier }) } };
}

/** Whether one more person fits in. */
export async function askForSeat(
	tx: StoreTransaction,
	communityId: string,
	{ quota, tags, tier, queues }: { quota: Quota; tags: readonly string[]; tier: string | undefined; queues: boolean },
): Promise<QuotaVerdict> {
	const taken = await takenPlaces(tx, communityId, quota);
	const queue = queues ? await queueOf(tx, communityId, tier) : { all: 0, tiers: {} };
	return seatVerdict(quota, taken, tags, queue);
}

/** Whether a member sits in a place already, or was let in and has one kept. */
export async function hasSeat(tx: StoreTransaction, communityId: string, member: MemberRow): Promise<boolean> {
	if (member.status === 'member') return true;
	return member.status === 'applicant' && (await tx.admissionOf(communityId, member.memberId)) !== undefined;
}

/** Whom to let in, and how. */
export interface Letting {
	communityId: string;
	memberId: string;
	applicationId: string;
	way: Way;
	tier: string | undefined;
	now: string;
}

/** Books a place for somebody who was approved: whoever has not joined yet is an applicant who has one. */
export async function letIn(tx: StoreTransaction, letting: Letting): Promise<void> {
	const { communityId, memberId, applicationId, way, tier = null, now } = letting;
	const member = await tx.getMember(communityId, memberId);
	if (member?.status !== 'member') await tx.setMemberStatus(communityId, memberId, 'applicant', now);
	await tx.recordAdmission({ communityId, memberId, way, ref: applicationId, tier, at: now });
}

/** The waiting list in its order. */
export async function waitingList(tx: StoreTransaction, communityId: string): Promise<ReviewedApplication[]> {
	const filter = { communityId, status: 'waitlisted' } as const;
	return await tx.rankApplications(filter, Math.max(1, await tx.countApplications(filter)));
}

/**
 * Makes room at the end of the waiting list: whoever was told a place is not overtaken by those who come later. Ask it
 * after `lockCommunity`.
 *
 * @returns the rank to keep, and the place that it is now, from 1
 */
export async function endOfList(tx: StoreTransaction, communityId: string): Promise<{ rank: number; place: number }> {
	const list = await waitingList(tx, communityId);
	let last = 0;
	for (const { applicationId, rank } of list) {
		// Whoever came to the list without a rank is last among those who were there before.
		if (rank === null) await tx.setReview(communityId, applicationId, { rank: last + 1 });
		last = rank ?? last + 1;
	}
	return { rank: last + 1, place: list.length + 1 };
}

/** The place of an application on the waiting list, from 1. */
export async function placeOnList(tx: StoreTransaction, communityId: string, applicationId: string): Promise<number> {
	const list = await waitingList(tx, communityId);
	return list.findIndex((one) => one.applicationId === applicationId) + 1;
}

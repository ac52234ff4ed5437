import { judgePayment, type PaymentVerdict, type Price } from '../../../../community/admission/payment';
import type { Task, TasksVerdict } from '../../../../community/admission/task';
import type { Way, WayResult, WayState } from '../../../../community/admission/ways';
import type { Subject } from '../../../../community/subject';
import type { ApplicationStatus, StoreTransaction } from '../../../../store/types';
import { progressOf, proofsOf } from '../task/progress';
import { newestApplication } from './applications';
import { paymentsOf } from './orders';

/** What the ways in are judged by. */
export interface WaySettings {
	ways: readonly Way[];
	/** For the way `payment`. */
	price: Price | undefined;
	/** For the way `task`. */
	tasks: readonly Pick<Task, 'taskId' | 'title'>[];
}

/** How a way stands, with what opened it. */
export interface WayEvidence extends WayResult {
	/** The application, code or order. */
	ref?: string | undefined;
	tier?: string | undefined;
}

export interface Evidence {
	ways: WayEvidence[];
	payment?: PaymentVerdict;
	tasks?: TasksVerdict;
}

/** How every way that counts stands for a member, from what the store knows now. */
export async function gather(
	tx: StoreTransaction,
	subject: Subject,
	memberId: string,
	{ ways, price, tasks }: WaySettings,
): Promise<Evidence> {
	const evidence: Evidence = { ways: [] };
	const { communityId } = subject.community;
	for (const way of ways) {
		switch (way) {
			case 'application':
			case 'selection':
				evidence.ways.push({ way, ...(await ofApplication(tx, communityId, memberId, way)) });
				break;
			case 'invitation':
				evidence.ways.push({ way, ...(await ofInvitation(tx, communityId, memberId)) });
				break;
			case 'task': {
				const { verdict } = progressOf(tasks, await proofsOf(tx, communityId, memberId));
				evidence.tasks = verdict;
				evidence.ways.push({
					way,
					state: verdict.state,
					reason: verdict.missing.length > 0 ? 'missing' : reasonOf(verdict),
				});
				break;
			}
			case 'payment': {
				if (price === undefined) break;
				const verdict = judgePayment(price, await paymentsOf(tx, subject, memberId));
				evidence.payment = verdict;
				evidence.ways.push({ way, state: verdict.state, reason: verdict.reason, ref: verdict.orderId });
				break;
			}
		}
	}
	return evidence;
}

const reasonOf = ({ inReview }: TasksVerdict): string | undefined => (inReview.length > 0 ? 'in_review' : undefined);

const STATE: Record<ApplicationStatus, WayState> = {
	approved: 'satisfied',
	rejected: 'failed',
	review: 'waiting',
	waitlisted: 'waiting',
	withdrawn: 'waiting',
};

/** The member's newest application counts. */
async function ofApplication(
	tx: StoreTransaction,
	communityId: string,
	memberId: string,
	way: 'application' | 'selection',
): Promise<Omit<WayEvidence, 'way'>> {
	const newest = await newestApplication(tx, { communityId, memberId, way });
	if (newest === undefined) return { state: 'waiting', reason: 'missing' };
	const { status, applicationId, tier } = newest;
	const state = STATE[status];
	return {
		state,
		ref: applicationId,
		...(state === 'satisfied' ? {} : { reason: status === 'review' ? 'in_review' : status }),
		...(tier === null ? {} : { tier }),
	};
}

async function ofInvitation(
	tx: StoreTransaction,
	communityId: string,
	memberId: string,
): Promise<Omit<WayEvidence, 'way'>> {
	const [redeemed] = await tx.listLedger({ communityId, memberId, type: 'invitation.redeemed' }, { limit: 1 });
	if (redeemed === undefined) return { state: 'waiting', reason: 'missing' };
	const { code, tier } = redeemed.data;
	return {
		state: 'satisfied',
		...(typeof code === 'string' ? { ref: code } : {}),
		...(typeof tier === 'string' ? { tier } : {}),
	};
}

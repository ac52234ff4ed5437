import type { DeliveryResult, OutboundMessage } from '../../community/message';
import type { BinaryFile, ChatPlatform } from '../../platforms/platform';
import type { CommunityStore, RateLimit } from '../../store/types';

/** How long sending may take, in milliseconds, before others take the sender for dead; the wait for a slot comes on top. */
const LEASE_MS = 120_000;
/** How often to look whether another execution has finished sending the same message. */
const LOOK_AGAIN_MS = 200;
/** How long to wait at least before a platform that asked to slow down is asked again. */
const SHORTEST_PAUSE_MS = 1000;

export interface Courier {
	store: CommunityStore;
	chat: ChatPlatform;
	/** Rate limits that the receiver and the platform set. */
	limits: (to: OutboundMessage['to']) => RateLimit[];
	/** Longest wait for a free slot or a retry, in milliseconds. */
	maxWaitMs: number;
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
}

export interface Parcel {
	communityId: string;
	/** Two parcels with one key are one message. */
	dedupeKey: string;
	message: OutboundMessage;
	files?: ((name: string) => Promise<BinaryFile>) | undefined;
}

export interface Delivered extends DeliveryResult {
	/** Whether it was delivered before, so that nothing was sent now. */
	duplicate: boolean;
}

const fresh = (result: DeliveryResult): Delivered => ({ ...result, duplicate: false });

function unsure(since: string): DeliveryResult {
	return { status: 'unsure', degraded: [], reason: `n8n stopped while this was being sent (since ${since})` };
}

/**
 * Delivers one message at most once: the right to send it is booked in the store before it leaves,
 * and what became of it is kept after. Waits for the platform's limits, and for as long as the
 * platform itself asks, up to `maxWaitMs` in all.
 */
export async function deliver(courier: Courier, parcel: Parcel): Promise<Delivered> {
	const { store, now, sleep } = courier;
	const deadline = now() + courier.maxWaitMs;
	const limits = courier.limits(parcel.message.to);
	const channel = `${parcel.message.to.kind}:${parcel.message.to.id}`;
	for (;;) {
		const { communityId, dedupeKey } = parcel;
		const maxWaitMs = Math.max(0, deadline - now());
		const reservation = await store.reserveDelivery(
			{ communityId, dedupeKey, channel, limits, now: new Date(now()).toISOString(), maxWaitMs },
			maxWaitMs + LEASE_MS,
		);
		switch (reservation.verdict) {
			case 'settled':
				return { ...reservation.result, duplicate: true };
			case 'unsure':
				return { ...unsure(reservation.since), duplicate: true };
			case 'rate_limited':
				return fresh(tooFast(reservation.retryAfterMs));
			case 'in_progress':
				if (maxWaitMs === 0) {
					return fresh({ status: 'failed', degraded: [], reason: 'Another execution is still sending this message' });
				}
				await sleep(LOOK_AGAIN_MS);
				continue;
			case 'send': {
				await sleep(reservation.waitMs);
				const result = await attempt(courier, parcel, limits);
				if (!(await mayTryAgain(courier, result, deadline))) return fresh(result);
			}
		}
	}
}

/**
 * Does what may be repeated without harm, again for as long as the platform asks to come back later,
 * up to `maxWaitMs` in all.
 */
export async function persist(
	courier: Pick<Courier, 'maxWaitMs' | 'now' | 'sleep'>,
	work: () => Promise<DeliveryResult>,
): Promise<DeliveryResult> {
	const deadline = courier.now() + courier.maxWaitMs;
	for (;;) {
		const result = await work();
		if (!(await mayTryAgain(courier, result, deadline))) return result;
	}
}

/** Waits for as long as the platform asked; false if it asked for nothing, or for longer than until `deadline`. */
async function mayTryAgain(
	{ now, sleep }: Pick<Courier, 'now' | 'sleep'>,
	result: DeliveryResult,
	deadline: number,
): Promise<boolean> {
	if (result.status !== 'rate_limited') return false;
	const pauseMs = pauseOf(result);
	if (now() + pauseMs > deadline) return false;
	await sleep(pauseMs);
	return true;
}

/** A platform that names no pause, or none at all, is not asked again at once. */
function pauseOf({ retryAfterMs }: DeliveryResult): number {
	return Math.max(SHORTEST_PAUSE_MS, retryAfterMs ?? 0);
}

function tooFast(retryAfterMs: number): DeliveryResult {
	return {
		status: 'rate_limited',
		retryAfterMs,
		degraded: [],
		reason: 'The platform allows no more messages just now',
	};
}

async function attempt(
	{ store, chat, now }: Courier,
	parcel: Parcel,
	limits: readonly RateLimit[],
): Promise<DeliveryResult> {
	const result = await chat.send(parcel.message, parcel.files);
	const time = new Date(now()).toISOString();
	await store.settleDelivery(parcel, result, time);
	const [first] = limits;
	if (result.status === 'rate_limited' && first !== undefined) {
		const until = new Date(now() + pauseOf(result)).toISOString();
		await store.holdLimit(parcel.communityId, first.key, until);
	}
	return result;
}

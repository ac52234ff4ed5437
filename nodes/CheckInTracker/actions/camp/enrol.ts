import {
	depositVerdict,
	enrolmentRefusal,
	mayWithdraw,
	type DepositVerdict,
	type EnrolmentRefusal,
} from '../../../../community/camp/enrolment';
import {
	campWords,
	depositMessage,
	enrolledMessage,
	memberMessage,
	troubleMessage,
} from '../../../../community/camp/messages';
import type { CampCopy } from '../../../../community/camp/copy';
import { amountInWords } from '../../../../community/admission/messages';
import { stableId } from '../../../../community/digest';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { displayName, type Subject } from '../../../../community/subject';
import type { CampEnrolmentRow, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import { ensurePerson } from '../../../shared/person';
import { campJson, campLine, type KnownCamp } from './camps';
import { bookRefund, refundJson } from './refunds';

/** Somebody who wants to take part, or no longer. */
export interface Asking {
	subject: Subject;
	event: CommunityEvent | undefined;
	now: string;
	/** Where the deposit is paid; `{order}` becomes the order's number. */
	payUrl?: string | undefined;
}

const REFUSAL_COPY: Record<EnrolmentRefusal, keyof CampCopy> = { closed: 'closed', too_late: 'tooLate', full: 'full' };

const VERDICT_COPY: Record<Exclude<DepositVerdict, 'accepted'>, keyof CampCopy> = {
	no_place: 'depositReturned',
	not_waiting: 'depositTwice',
	other_currency: 'depositTooLittle',
	too_little: 'depositTooLittle',
};

/** Names the request: its event, else the state that it found, so that the same fields ask once. */
function requestKey(
	{ communityId, campId }: KnownCamp,
	what: string,
	{ event, subject }: Asking,
	state: string,
): string {
	const cause =
		event === undefined
			? `${subject.member.platform}:${subject.member.platformMemberId}:${state}`
			: causeOf(event, communityId);
	return `camp.${what}:${campId}:${cause}`;
}

/** A short answer: over the button that was pressed, else in private. */
function answer(known: KnownCamp, { event, subject }: Asking, key: keyof CampCopy): OutboundMessage {
	const name = displayName(subject.member);
	if (event?.type === 'button' && event.replyHandle !== undefined) {
		return buttonAnswer(event.replyHandle, campWords(known, key, { name }), `button:${event.eventId}`);
	}
	return memberMessage(known, subject, `${key}:${event?.eventId ?? 'fields'}`, key);
}

/** Lets a member take part, at once or as soon as the deposit is paid. */
export async function enrol(tx: StoreTransaction, known: KnownCamp, asking: Asking): Promise<Once<JsonObject>> {
	const { communityId, campId, camp, row } = known;
	const { subject, event, now, payUrl } = asking;
	const { memberId } = await ensurePerson(tx, subject, now);
	const before = await tx.getEnrolment(communityId, campId, await tx.memberIdsOf(communityId, memberId));
	return await tx.once(communityId, requestKey(known, 'enrol', asking, before?.status ?? 'new'), now, async () => {
		const result = (status: string, enrolment: Partial<CampEnrolmentRow>, messages: OutboundMessage[]) =>
			toJson({
				enrolment: { campId, status, orderId: enrolment.orderId, paidMinor: enrolment.paidMinor ?? 0 },
				...(status === 'waiting' && camp.deposit !== undefined
					? { payment: { orderId: enrolment.orderId, ...camp.deposit, description: camp.title } }
					: {}),
				...campJson(known),
				...subject,
				messages,
			}) as JsonObject;
		if (before?.status === 'enrolled') return result('enrolled', before, [answer(known, asking, 'alreadyEnrolled')]);
		const since = new Date(Date.parse(now) - camp.payWithinHours * 3_600_000).toISOString();
		const taken = await tx.countPlaces(communityId, campId, since, before?.memberId);
		const refusal = enrolmentRefusal(camp, { status: row.status, taken }, now);
		if (refusal !== undefined) return result(refusal, before ?? {}, [answer(known, asking, REFUSAL_COPY[refusal])]);
		const status = camp.deposit === undefined ? 'enrolled' : 'waiting';
		// An order that was paid and given back is over; who comes again pays another one.
		const keeps = before !== undefined && before.status === 'waiting';
		const orderId = keeps
			? before.orderId
			: stableId('camp', communityId, campId, memberId, before === undefined ? '' : now);
		if (before === undefined) {
			await tx.enrolInCamp({
				communityId,
				campId,
				memberId,
				orderId,
				status,
				subject: toJson(subject) as JsonObject,
				enrolledAt: now,
			});
		} else {
			await tx.changeEnrolment(communityId, campId, before.memberId, { at: now, status, orderId, enrolledAt: now });
		}
		await tx.appendLedger([
			campLine(known, {
				what: `${memberId}:${status}:${now}`,
				type: status === 'enrolled' ? 'camp.enrolled' : 'camp.reserved',
				memberId,
				at: now,
				data: { orderId },
			}),
		]);
		const toast = event?.type === 'button' && event.replyHandle !== undefined;
		const messages =
			camp.deposit === undefined
				? [enrolledMessage(known, subject)]
				: [depositMessage(known, subject, orderId, camp.deposit, payUrl)];
		return result(status, { orderId }, [
			...(toast ? [answer(known, asking, camp.deposit === undefined ? 'enrolled' : 'seePrivate')] : []),
			...messages,
		]);
	});
}

/** Lets a member leave before the camp begins; a deposit goes back whole. */
export async function withdraw(tx: StoreTransaction, known: KnownCamp, asking: Asking): Promise<Once<JsonObject>> {
	const { communityId, campId, camp, row } = known;
	const { subject, now } = asking;
	const { memberId } = await ensurePerson(tx, subject, now);
	const before = await tx.getEnrolment(communityId, campId, await tx.memberIdsOf(communityId, memberId));
	return await tx.once(
		communityId,
		requestKey(known, 'withdraw', asking, before?.enrolledAt ?? 'none'),
		now,
		async () => {
			const result = (status: string, key: keyof CampCopy, refunds: object[] = []) =>
				toJson({
					enrolment: { campId, status },
					refunds,
					...campJson(known),
					...subject,
					messages: [answer(known, asking, key)],
				}) as JsonObject;
			if (before === undefined || before.status === 'withdrawn') return result('none', 'notEnrolled');
			if (!mayWithdraw(camp, row.status, now)) return result(before.status, 'cannotWithdraw');
			await tx.changeEnrolment(communityId, campId, before.memberId, { at: now, status: 'withdrawn', paidMinor: 0 });
			await tx.appendLedger([
				campLine(known, { what: `${memberId}:withdrawn:${now}`, type: 'camp.withdrawn', memberId, at: now }),
			]);
			const refund = await bookRefund(tx, known, {
				enrolment: before,
				kind: 'deposit',
				amountMinor: before.paidMinor,
				why: 'withdrawn',
				now,
			});
			return result(
				'withdrawn',
				before.paidMinor > 0 ? 'withdrawn' : 'withdrawnFree',
				refund === undefined ? [] : [refundJson(refund)],
			);
		},
	);
}

type Paid = CommunityEvent & { payment: NonNullable<CommunityEvent['payment']> };

/** Takes in a payment for an enrolment. What cannot be accepted goes back, or to the operators. */
export async function recordDeposit(
	tx: StoreTransaction,
	known: KnownCamp,
	enrolment: CampEnrolmentRow,
	event: Paid,
	now: string,
): Promise<Once<JsonObject>> {
	const { communityId, campId, camp, row } = known;
	const { payment } = event;
	const key = `camp.pay:${enrolment.orderId}:${payment.transactionId}`;
	return await tx.once(communityId, key, now, async () => {
		const { memberId } = enrolment;
		const subject = enrolment.subject as unknown as Subject;
		const since = new Date(Date.parse(now) - camp.payWithinHours * 3_600_000).toISOString();
		const taken = await tx.countPlaces(communityId, campId, since, memberId);
		const deposit = camp.deposit ?? { amountMinor: 0, currency: payment.currency };
		const refusal = enrolmentRefusal(camp, { status: row.status, taken }, now);
		const verdict = depositVerdict(deposit, payment, enrolment.status, refusal);
		const amount = amountInWords(payment, camp.language);
		await tx.appendLedger([
			campLine(known, {
				what: `${key}:${verdict}`,
				type: verdict === 'accepted' ? 'camp.deposit' : 'camp.deposit_returned',
				memberId,
				at: now,
				data: { ...payment, verdict },
			}),
		]);
		const messages: OutboundMessage[] = [];
		let refund;
		if (verdict === 'accepted') {
			await tx.changeEnrolment(communityId, campId, memberId, {
				at: now,
				status: 'enrolled',
				paidMinor: payment.amountMinor,
				transactionId: payment.transactionId,
			});
			messages.push(
				memberMessage(known, subject, 'paid', 'depositReceived', { amount }),
				enrolledMessage(known, subject),
			);
		} else {
			const paid = { ...enrolment, transactionId: payment.transactionId };
			refund = await bookRefund(tx, known, {
				enrolment: paid,
				kind: 'deposit',
				amountMinor: payment.amountMinor,
				currency: payment.currency,
				why: key,
				now,
			});
			const part = payment.transactionId;
			messages.push(memberMessage(known, subject, `refused:${part}`, VERDICT_COPY[verdict], { amount }));
			if (row.reviewGroupId !== '') {
				messages.push(troubleMessage(known, row.reviewGroupId, subject, payment, enrolment.orderId, part));
			}
		}
		return toJson({
			verdict,
			enrolment: {
				campId,
				status: verdict === 'accepted' ? 'enrolled' : enrolment.status,
				orderId: enrolment.orderId,
				paidMinor: verdict === 'accepted' ? payment.amountMinor : enrolment.paidMinor,
			},
			refunds: refund === undefined ? [] : [refundJson(refund)],
			...campJson(known),
			...subject,
			messages,
		}) as JsonObject;
	});
}

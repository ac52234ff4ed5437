import { DateTime } from 'luxon';
import { settlesAt } from '../../../../community/camp/definition';
import {
	campWords,
	dailyMessage,
	endedMessage,
	memberMessage,
	payOutMessage,
	proposalMessage,
	settledMessage,
} from '../../../../community/camp/messages';
import { settlementPlan, type SettlementPlan } from '../../../../community/camp/settlement';
import { dayNumber } from '../../../../community/checkin/dates';
import { localDate } from '../../../../community/days';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { displayName, type Subject } from '../../../../community/subject';
import type { CampRefundRow, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText } from '../../../shared/parameters';
import { campJson, campLine, standings, type KnownCamp, type Standing } from './camps';
import { bookRefund, refundJson } from './refunds';

const RULES = 'rules';

function standingJson({ enrolment, subject, progress }: Standing): object {
	return { memberId: enrolment.memberId, member: subject.member, paidMinor: enrolment.paidMinor, ...progress };
}

/** How everybody does, as items show it. */
export function standingsJson(all: readonly Standing[]): object {
	const count = (state: string) => all.filter(({ progress }) => progress.state === state).length;
	return {
		counts: {
			participants: all.length,
			passed: count('passed'),
			onTrack: count('on_track'),
			atRisk: count('at_risk'),
			failed: count('failed'),
		},
		participants: all.map(standingJson),
	};
}

/** Looks at a camp on a day: a word to the group, and at the end the settlement. `undefined` before it begins. */
export async function evaluateCamp(
	tx: StoreTransaction,
	known: KnownCamp,
	now: string,
): Promise<Once<JsonObject> | undefined> {
	const { camp, communityId, campId } = known;
	const today = localDate(now, camp.timeZone);
	if (Date.parse(now) >= Date.parse(settlesAt(camp))) return await proposeSettlement(tx, known, now);
	const day = dayNumber(today) - dayNumber(camp.startsOn) + 1;
	if (day < 1 || day > camp.days) return undefined;
	return await tx.once(communityId, `camp.day:${campId}:${today}`, now, async () => {
		const all = await standings(tx, known, now);
		const lines = all.map(({ subject, progress, checkedInYesterday }) => ({
			subject,
			state: progress.state,
			checkedInYesterday,
		}));
		return toJson({
			day,
			...standingsJson(all),
			...campJson(known),
			messages: all.length === 0 ? [] : [dailyMessage(known, day, lines), ...newsOf(known, all)],
		}) as JsonObject;
	});
}

/** Whoever has passed or failed hears of it once: the message's key is the same every day. */
function newsOf(known: KnownCamp, all: readonly Standing[]): OutboundMessage[] {
	return all.flatMap(({ subject, progress: { state } }) =>
		state === 'passed' || state === 'failed' ? [memberMessage(known, subject, state, state)] : [],
	);
}

/** The camp is over: without a deposit it ends here, else the operators get the plan to approve. */
async function proposeSettlement(tx: StoreTransaction, known: KnownCamp, now: string): Promise<Once<JsonObject>> {
	const { communityId, campId, camp, row } = known;
	return await tx.once(communityId, `camp.propose:${campId}`, now, async () => {
		const all = await standings(tx, known, now);
		const names = new Map(all.map(({ enrolment, subject }) => [enrolment.memberId, displayName(subject.member)]));
		const plan =
			camp.deposit === undefined
				? undefined
				: settlementPlan(
						camp,
						all.map(({ enrolment, progress }) => ({
							memberId: enrolment.memberId,
							paidMinor: enrolment.paidMinor,
							passed: progress.state === 'passed',
							days: progress.done,
						})),
					);
		const status = plan === undefined ? 'settled' : 'proposed';
		await tx.moveCamp(communityId, campId, {
			status,
			at: now,
			...(plan === undefined ? {} : { plan: toJson(plan) as JsonObject }),
		});
		await tx.appendLedger([
			campLine(known, { what: status, type: `camp.${status}`, actorId: RULES, at: now, data: { plan } }),
			...all.map(({ enrolment: { memberId }, progress }) =>
				campLine(known, {
					what: `${memberId}:ended`,
					type: progress.state === 'passed' ? 'camp.passed' : 'camp.failed',
					memberId,
					actorId: RULES,
					at: now,
					data: { days: progress.done, reasons: progress.reasons },
				}),
			),
		]);
		const results = all.map(({ subject, progress }) => ({
			name: displayName(subject.member),
			passed: progress.state === 'passed',
			days: progress.done,
		}));
		const messages =
			plan === undefined
				? [endedMessage(known, results)]
				: [proposalMessage(known, row.reviewGroupId, plan, (memberId) => names.get(memberId) ?? memberId)];
		const moved = { ...known, row: { ...row, status: status as typeof row.status } };
		return toJson({ plan, ...standingsJson(all), ...campJson(moved), messages }) as JsonObject;
	});
}

/** Who approves a settlement, and how. */
export interface Approval {
	operatorId: string;
	operatorName: string;
	/** The press of the button that did. */
	click?: CommunityEvent | undefined;
	now: string;
}

/**
 * Approves the settlement that was proposed: every deposit and share becomes a refund, once, whoever approves again.
 *
 * @returns `undefined` for a button that was pressed outside the operators' group
 * @throws InputError if nothing waits for approval
 */
export async function approveSettlement(
	tx: StoreTransaction,
	known: KnownCamp,
	approval: Approval,
): Promise<Once<JsonObject> | undefined> {
	const { communityId, campId, row } = known;
	const { click, now } = approval;
	// A button's value can be forged by a modified client; only the group it was pressed in cannot.
	if (click !== undefined && click.communityId !== row.reviewGroupId) return undefined;
	if (row.status !== 'proposed' && row.approvedBy === null) {
		throw new InputError(
			`The settlement of "${campId}" cannot be approved: the camp is ${row.status}`,
			row.status === 'open' ? `It is proposed after ${row.settlesAt}, by Evaluate.` : 'Look at the camp with Get.',
		);
	}
	const settled = await tx.once(
		communityId,
		`camp.approve:${campId}`,
		now,
		async () => await settle(tx, known, approval),
	);
	if (!settled.duplicate || click?.replyHandle === undefined || settled.result['approvedByEvent'] === click.eventId)
		return settled;
	const operator = asText(settled.result['operator']);
	const toast = buttonAnswer(
		click.replyHandle,
		campWords(known, 'alreadyApproved', { operator }),
		`button:${click.eventId}`,
	);
	return { duplicate: true, result: { ...settled.result, messages: toJson([toast]) as unknown as JsonObject[] } };
}

async function settle(tx: StoreTransaction, known: KnownCamp, approval: Approval): Promise<JsonObject> {
	const { communityId, campId, row } = known;
	const { operatorId, operatorName, click, now } = approval;
	const plan = row.plan as unknown as SettlementPlan;
	await tx.moveCamp(communityId, campId, { status: 'settled', at: now, approvedBy: operatorId });
	await tx.appendLedger([
		campLine(known, {
			what: 'approved',
			type: 'camp.settled',
			actorId: operatorId,
			at: now,
			data: { operator: operatorName },
		}),
	]);
	const refunds: CampRefundRow[] = [];
	const messages: OutboundMessage[] = [];
	for (const line of plan.lines) {
		const enrolment = await tx.getEnrolment(communityId, campId, [line.memberId]);
		if (enrolment === undefined) continue;
		const subject = enrolment.subject as unknown as Subject;
		for (const [kind, amountMinor] of [
			['deposit', line.returnedMinor],
			['share', line.shareMinor],
		] as const) {
			const refund = await bookRefund(tx, known, { enrolment, kind, amountMinor, why: 'settlement', now });
			if (refund === undefined) continue;
			refunds.push(refund);
			if (refund.way === 'person')
				messages.push(payOutMessage(known, row.reviewGroupId, displayName(subject.member), refund));
		}
		messages.push(settledMessage(known, subject, line));
	}
	return toJson({
		operator: operatorName,
		...(click === undefined ? {} : { approvedByEvent: click.eventId }),
		plan,
		refunds: refunds.map(refundJson),
		...campJson({ ...known, row: { ...row, status: 'settled', approvedBy: operatorId, approvedAt: now } }),
		messages: [...wordsToOperators(known, approval), ...messages],
	}) as JsonObject;
}

function wordsToOperators(known: KnownCamp, { click, operatorName }: Approval): OutboundMessage[] {
	if (click === undefined) return [];
	const text = campWords(known, 'approved', { operator: operatorName });
	const { replyHandle, button } = click;
	return [
		...(replyHandle === undefined ? [] : [buttonAnswer(replyHandle, text, `button:${click.eventId}`)]),
		...(button?.messageId === undefined
			? []
			: [
					{
						to: { kind: 'group' as const, id: click.communityId },
						format: 'plain' as const,
						text: `${button.messageText ?? ''}\n\n${text}`.trim(),
						replaces: button.messageId,
						dedupeKey: `camp:${known.communityId}:${known.campId}:approved-card`,
					},
				]),
	];
}

/** Ends a camp before its time: every deposit goes back whole. */
export async function cancelCamp(
	tx: StoreTransaction,
	known: KnownCamp,
	{ operatorId, now }: { operatorId: string; now: string },
): Promise<Once<JsonObject>> {
	const { communityId, campId, row } = known;
	if (row.status === 'settled') {
		throw new InputError(`The camp "${campId}" is settled and cannot be cancelled`, 'Pay back by hand what has to be.');
	}
	return await tx.once(communityId, `camp.cancel:${campId}`, now, async () => {
		const all = await standings(tx, known, now);
		await tx.moveCamp(communityId, campId, { status: 'cancelled', at: now });
		await tx.appendLedger([
			campLine(known, { what: 'cancelled', type: 'camp.cancelled', actorId: operatorId, at: now }),
		]);
		const refunds: object[] = [];
		const messages: OutboundMessage[] = [];
		for (const { enrolment, subject } of all) {
			const { paidMinor: amountMinor } = enrolment;
			const refund = await bookRefund(tx, known, { enrolment, kind: 'deposit', amountMinor, why: 'cancelled', now });
			if (refund === undefined) continue;
			refunds.push(refundJson(refund));
			if (refund.way === 'person')
				messages.push(payOutMessage(known, row.reviewGroupId, displayName(subject.member), refund));
		}
		const word: OutboundMessage = {
			to: { kind: 'group', id: known.groupId },
			format: 'plain',
			text: campWords(known, 'cancelled'),
			dedupeKey: `camp:${communityId}:${campId}:cancelled`,
		};
		return toJson({
			refunds,
			...campJson({ ...known, row: { ...row, status: 'cancelled' } }),
			messages: [word, ...messages],
		}) as JsonObject;
	});
}

/** A camp as it stands, for a report. */
export async function reportOf(tx: StoreTransaction, known: KnownCamp, now: string): Promise<object> {
	const refunds = await tx.listRefunds(known.communityId, known.campId, { limit: 10_000 });
	return {
		...standingsJson(await standings(tx, known, now)),
		plan: known.row.plan,
		refunds: refunds.map(refundJson),
		asOf: DateTime.fromISO(now).setZone(known.camp.timeZone).toISO(),
		...campJson(known),
		messages: [],
	};
}

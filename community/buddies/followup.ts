import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import type { Meeting } from './history';
import { daysAfter, instant } from './instant';

export const followUpPolicySchema = z.object({
	/** "Did you meet?" is asked so many days after the introduction. */
	askAfterDays: z.int().min(0).max(365).default(7),
	/** Who has not answered is reminded every so many days after that. */
	remindEveryDays: z.int().min(1).max(365).default(2),
	mostReminders: z.int().min(0).max(10).default(1),
	/** Answers count until so many days after the question. */
	closeAfterDays: z.int().min(1).max(365).default(7),
	/** Whose clocks days are counted by. */
	timeZone: z.string().min(1).max(64).default('Asia/Shanghai'),
});
export type FollowUpPolicy = z.output<typeof followUpPolicySchema>;

/** What is kept of a pair or trio until it is known whether its people met. */
export interface FollowUp {
	groupId: string;
	round: number;
	memberIds: readonly string[];
	/** When they were introduced to each other. */
	introducedAt: string;
	/** Absent until they were asked. */
	askedAt?: string | undefined;
	/** How many reminders have left. */
	reminders: number;
	answers: readonly MetAnswer[];
}

export interface MetAnswer {
	memberId: string;
	met: boolean;
	at: string;
}

/**
 * - `introduced`: not asked yet.
 * - `asked`: answers are awaited.
 * - `all_yes`: everybody said yes.
 * - `some_yes`: somebody said yes, and the others said no, or nothing in time.
 * - `no`: nobody said yes, and at least one said no.
 * - `no_answer`: nobody said anything in time.
 */
export type FollowUpState = 'introduced' | 'asked' | 'all_yes' | 'some_yes' | 'no' | 'no_answer';

const closesAt = (askedAt: string, { closeAfterDays, timeZone }: FollowUpPolicy): number =>
	daysAfter(askedAt, closeAfterDays, timeZone, 'askedAt');

/** What is known at a moment; the last four states are final unless somebody changes an answer in time. */
export function followUpState(followUp: FollowUp, policy: FollowUpPolicy, now: string): FollowUpState {
	const { askedAt, answers, memberIds } = followUp;
	if (askedAt === undefined && answers.length === 0) return 'introduced';
	const yes = answers.filter(({ met }) => met).length;
	if (yes === memberIds.length) return 'all_yes';
	const isOpen = askedAt === undefined || instant(now, 'now').toMillis() < closesAt(askedAt, policy);
	if (isOpen && answers.length < memberIds.length) return 'asked';
	if (yes > 0) return 'some_yes';
	return answers.length > 0 ? 'no' : 'no_answer';
}

/** A question or reminder that is to leave now. */
export interface DueFollowUp {
	groupId: string;
	kind: 'ask' | 'remind';
	/** Of the reminder, from 1; 0 for the question. */
	number: number;
	/** Who has not answered yet. */
	memberIds: string[];
	/** The same however often this is found due. */
	key: string;
}

/** What is due at a moment. Reminders that were missed leave once, not all at once. */
export function dueFollowUps(followUps: readonly FollowUp[], policy: FollowUpPolicy, now: string): DueFollowUp[] {
	const nowMs = instant(now, 'now').toMillis();
	return followUps.flatMap((followUp) => dueOf(followUp, policy, nowMs));
}

function dueOf(followUp: FollowUp, policy: FollowUpPolicy, nowMs: number): DueFollowUp[] {
	const { groupId, askedAt, introducedAt, answers } = followUp;
	const answered = new Set(answers.map(({ memberId }) => memberId));
	const memberIds = followUp.memberIds.filter((memberId) => !answered.has(memberId));
	if (memberIds.length === 0) return [];
	if (askedAt === undefined) {
		const from = daysAfter(introducedAt, policy.askAfterDays, policy.timeZone, 'introducedAt');
		return nowMs < from ? [] : [{ groupId, kind: 'ask', number: 0, memberIds, key: `buddies:${groupId}:ask` }];
	}
	const number = followUp.reminders + 1;
	if (number > policy.mostReminders || nowMs >= closesAt(askedAt, policy)) return [];
	const from = daysAfter(askedAt, policy.remindEveryDays * number, policy.timeZone, 'askedAt');
	if (nowMs < from) return [];
	const passed = reachedReminder(askedAt, number, policy, nowMs);
	return [{ groupId, kind: 'remind', number: passed, memberIds, key: `buddies:${groupId}:remind:${passed}` }];
}

/** The last reminder whose time has come; those before it are skipped. */
function reachedReminder(askedAt: string, first: number, policy: FollowUpPolicy, nowMs: number): number {
	let number = first;
	while (
		number < policy.mostReminders &&
		nowMs >= daysAfter(askedAt, policy.remindEveryDays * (number + 1), policy.timeZone, 'askedAt')
	) {
		number += 1;
	}
	return number;
}

/** The follow-up once what was due has left. */
export function afterSending(followUp: FollowUp, due: DueFollowUp, now: string): FollowUp {
	if (due.kind === 'ask') return { ...followUp, askedAt: followUp.askedAt ?? now };
	return { ...followUp, reminders: Math.max(followUp.reminders, due.number) };
}

/** Whether answers no longer count at a moment. */
export function isTooLate({ askedAt }: FollowUp, policy: FollowUpPolicy, at: string): boolean {
	return askedAt !== undefined && instant(at, 'at').toMillis() >= closesAt(askedAt, policy);
}

/**
 * Notes an answer. The same answer again changes nothing; another one replaces it while answers count.
 *
 * @throws DomainError if the member is not of the group, or answers too late
 */
export function recordAnswer(followUp: FollowUp, answer: MetAnswer, policy: FollowUpPolicy): FollowUp {
	const { memberIds, answers } = followUp;
	if (!memberIds.includes(answer.memberId)) {
		throw new DomainError(
			`"${answer.memberId}" is not one of these buddies`,
			'Only the people who were introduced to each other can say whether they met.',
			'memberId',
		);
	}
	const before = answers.find(({ memberId }) => memberId === answer.memberId);
	if (before?.met === answer.met) return followUp;
	if (isTooLate(followUp, policy, answer.at)) {
		throw new DomainError(
			`Answers counted for ${policy.closeAfterDays} days after the question`,
			'Raise closeAfterDays if people need longer to answer.',
			'at',
		);
	}
	return { ...followUp, answers: [...answers.filter(({ memberId }) => memberId !== answer.memberId), answer] };
}

/** What goes into the history of the next round: one yes is enough, and silence is not a no. */
export function meetingOf(followUp: FollowUp, policy: FollowUpPolicy, now: string): Meeting {
	const said = followUp.answers.some(({ met }) => met);
	const met = said ? 'yes' : followUpState(followUp, policy, now) === 'no' ? 'no' : 'unknown';
	return { round: followUp.round, memberIds: followUp.memberIds, met };
}

import { DateTime } from 'luxon';
import { ageMs } from './age';
import { byAge, type WaitingApplication } from './desk';
import { checkReviewPolicy, type ReviewPolicy } from './policy';

/** A reminder to send; the same one has the same key, however often it is asked for. */
export interface DueReminder {
	applicationId: string;
	/** 1 for the first. */
	number: number;
	/** Who is asked; absent where the application is nobody's. */
	assigneeId?: string | undefined;
	key: string;
}

export interface DueEscalation {
	applicationId: string;
	from?: string | undefined;
	to: string;
	key: string;
}

export interface DueDefault {
	applicationId: string;
	decision: 'approve' | 'reject';
	key: string;
}

export interface DueReviews {
	reminders: DueReminder[];
	escalations: DueEscalation[];
	defaults: DueDefault[];
}

const HOUR_MS = 3_600_000;

/**
 * What the time-out policy asks for at this moment, the oldest application first. An application
 * that is decided by default is neither reminded of nor handed on. Of several reminders that were
 * missed only the last is sent. Reminders and escalations keep the chosen hours and come as soon
 * as those begin; default decisions speak to nobody and come at any hour.
 *
 * @throws DomainError if the policy contradicts itself
 */
export function dueReviews(applications: readonly WaitingApplication[], policy: ReviewPolicy, now: string): DueReviews {
	checkReviewPolicy(policy);
	const maySpeak = isWithinHours(policy.hours, now);
	const due: DueReviews = { reminders: [], escalations: [], defaults: [] };
	for (const application of [...applications].sort(byAge)) {
		const decision = dueDefault(application, policy, now);
		if (decision !== undefined) {
			due.defaults.push(decision);
		} else if (maySpeak) {
			const escalation = dueEscalation(application, policy, now);
			if (escalation !== undefined) due.escalations.push(escalation);
			const reminder = dueReminder(application, policy, now);
			// Being handed the application is a reminder already.
			if (reminder !== undefined && escalation === undefined) due.reminders.push(reminder);
		}
	}
	return due;
}

function hoursOf({ createdAt }: WaitingApplication, now: string): number {
	return ageMs(createdAt, now) / HOUR_MS;
}

function dueDefault(application: WaitingApplication, policy: ReviewPolicy, now: string): DueDefault | undefined {
	const { default: decision, defaultAfterHours = Infinity } = policy;
	if (decision === 'keep' || hoursOf(application, now) < defaultAfterHours) return undefined;
	const { applicationId } = application;
	return { applicationId, decision, key: `application:${applicationId}:default` };
}

function dueEscalation(application: WaitingApplication, policy: ReviewPolicy, now: string): DueEscalation | undefined {
	const { escalateTo: to, escalateAfterHours = Infinity } = policy;
	const { applicationId, assigneeId: from, escalated } = application;
	if (to === undefined || escalated || from === to || hoursOf(application, now) < escalateAfterHours) return undefined;
	return { applicationId, ...(from === undefined ? {} : { from }), to, key: `application:${applicationId}:escalated` };
}

function dueReminder(application: WaitingApplication, policy: ReviewPolicy, now: string): DueReminder | undefined {
	const { remindAfterHours: first, remindEveryHours: every, maxReminders } = policy;
	const over = hoursOf(application, now) - (first ?? Infinity);
	if (over < 0) return undefined;
	const number = Math.min(every === undefined ? 1 : 1 + Math.floor(over / every), maxReminders);
	const { applicationId, assigneeId, reminded } = application;
	if (number <= reminded) return undefined;
	const key = `application:${applicationId}:reminder:${number}`;
	return { applicationId, number, ...(assigneeId === undefined ? {} : { assigneeId }), key };
}

/** Whether the local clock is in the chosen hours; the first minute belongs to them, the last does not. */
export function isWithinHours(hours: ReviewPolicy['hours'], now: string): boolean {
	if (hours === undefined) return true;
	const { from, to, timeZone } = hours;
	const clock = DateTime.fromMillis(Date.parse(now), { zone: timeZone }).toFormat('HH:mm');
	return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

import { z } from 'zod/v4';
import { priceSchema } from '../admission/payment';
import { addDays, endOfDay, requireDay, startOfDay } from '../checkin/dates';
import { periodOf } from '../checkin/period';
import type { Period } from '../checkin/tracker';
import { DomainError } from '../domain-error';
import { LANGUAGES } from '../language';
import { instantMs, parseWith, requireDistinct, requireZone } from '../parse';

const passSchema = z.strictObject({
	/** Days of the camp on which a member has to check in. */
	days: z.int().min(1).max(366),
	/** The longest run of days that has to be reached inside the camp. */
	streak: z.int().min(2).max(366).optional(),
	/** Whether a day that was made up afterwards counts like any other. */
	makeUpsCount: z.boolean().default(true),
	/** What has to be in the ledger besides, between the first and the last day. */
	tasks: z
		.array(
			z.strictObject({
				title: z.string().trim().min(1).max(64),
				/** Type of the ledger's lines that count, e.g. `task.verified`. */
				eventType: z.string().min(1).max(64),
				times: z.int().min(1).max(1000).default(1),
			}),
		)
		.max(20)
		.default([]),
});

const forfeitedSchema = z.strictObject({
	/** Who gets the deposits of those who do not pass. */
	to: z.enum(['finishers', 'organiser']).default('finishers'),
	/** What finishers' shares go by. */
	split: z.enum(['equal', 'by_days', 'by_deposit']).default('equal'),
	/** What the organiser keeps of the forfeited deposits before they are shared out. */
	organiserPercent: z.int().min(0).max(100).default(0),
	/** What becomes of the deposits if nobody passes. */
	nobodyPasses: z.enum(['give_back', 'organiser']).default('give_back'),
});

/** A challenge of so many days. It never changes once it is open: people have paid for these rules. */
export const campSchema = z.strictObject({
	v: z.literal(1).default(1),
	title: z.string().trim().min(1).max(64),
	language: z.enum(LANGUAGES).default('zh-CN'),
	/** The habit that is checked in; its period is a day or chosen weekdays. */
	trackerId: z.string().min(1).max(24),
	/** IANA name: the camp's calendar. */
	timeZone: z.string().min(1),
	/** First day, `YYYY-MM-DD`. */
	startsOn: z.string(),
	days: z.int().min(1).max(366),
	/** Until when members may enrol, ISO 8601; until the camp begins if left out. */
	enrolUntil: z.string().optional(),
	places: z.int().min(1).max(1_000_000).optional(),
	/** Paid on enrolment, given back to those who pass. */
	deposit: priceSchema.optional(),
	/** Hours for which a place is kept for a member who has not paid the deposit yet. */
	payWithinHours: z.int().min(1).max(720).default(24),
	pass: passSchema,
	forfeited: forfeitedSchema.prefault({}),
	/** Hours after the last day in which late check-ins, reviews and appeals still count. */
	settleAfterHours: z.int().min(0).max(720).default(24),
	/** Whether deposits go back through the payment system, or a person pays them out. Shares are always paid out by a person. */
	refundBy: z.enum(['payment', 'person']).default('payment'),
});

export type Camp = z.output<typeof campSchema>;

const CAMP_ID = /^[a-z0-9][a-z0-9-]{0,23}$/;

/** @throws DomainError if a camp cannot be called so */
export function requireCampId(campId: string): string {
	if (CAMP_ID.test(campId)) return campId;
	throw new DomainError(
		`"${campId}" is no name for a camp`,
		'Use up to 24 of a–z, 0–9 and "-", e.g. reading-21; what members see is the title.',
		'campId',
	);
}

/** @throws DomainError naming what is wrong or contradicts itself */
export function parseCamp(value: unknown): Camp {
	const camp = parseWith(campSchema, value, 'camp');
	requireZone(camp.timeZone);
	requireDay(camp.startsOn, 'startsOn');
	requireDistinct(
		camp.pass.tasks.map(({ title }) => title),
		'pass.tasks',
	);
	const { days, streak } = camp.pass;
	if (days > camp.days) {
		refuse('pass.days', `Whoever passes checks in on ${days} days, but the camp has ${camp.days}`);
	}
	if (streak !== undefined && streak > camp.days) {
		refuse('pass.streak', `Whoever passes needs ${streak} days in a row, but the camp has ${camp.days}`);
	}
	if (instantMs(enrolmentEnds(camp), 'enrolUntil') > instantMs(endOfDay(lastDay(camp), camp.timeZone), 'startsOn')) {
		refuse('enrolUntil', 'Members may enrol after the camp has ended');
	}
	return camp;
}

function refuse(field: string, message: string): never {
	throw new DomainError(message, `Change "${field}", or how long the camp is.`, field);
}

/**
 * The days of a camp on which its tracker is checked in.
 *
 * @throws DomainError if the tracker has no days, or the camp has fewer of them than are needed
 */
export function campDays(camp: Camp, period: Period): string[] {
	if (period.kind === 'week') {
		throw new DomainError(
			'A camp counts days, and its tracker counts weeks',
			'Choose a tracker that is checked in every day or on chosen weekdays.',
			'trackerId',
		);
	}
	const all = Array.from({ length: camp.days }, (_, index) => addDays(camp.startsOn, index));
	const days = all.filter((day) => periodOf(day, period) !== undefined);
	const needed = Math.max(camp.pass.days, camp.pass.streak ?? 0);
	if (days.length >= needed) return days;
	throw new DomainError(
		`The camp has ${days.length} days on which the tracker is checked in, and ${needed} are needed to pass`,
		'Make the camp longer, or ask for fewer days.',
		'pass.days',
	);
}

export function lastDay({ startsOn, days }: Camp): string {
	return addDays(startsOn, days - 1);
}

/** The first moment of the camp, in UTC. */
export function campStart({ startsOn, timeZone }: Camp): string {
	return startOfDay(startsOn, timeZone);
}

/** When enrolment closes, in UTC. */
export function enrolmentEnds(camp: Camp): string {
	return camp.enrolUntil === undefined
		? campStart(camp)
		: new Date(instantMs(camp.enrolUntil, 'enrolUntil')).toISOString();
}

/** When a camp can be settled: nothing that comes later changes who has passed. */
export function settlesAt(camp: Camp): string {
	return new Date(Date.parse(endOfDay(lastDay(camp), camp.timeZone)) + camp.settleAfterHours * 3_600_000).toISOString();
}

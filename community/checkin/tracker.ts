import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { LANGUAGES } from '../language';
import { parseWith, requireDistinct, requireZone } from '../parse';
import { ownLinesSchema } from '../praise/own';

/** Ways in which a check-in may arrive. */
export const WAYS = ['keyword', 'button', 'form', 'photo', 'link', 'scan', 'event'] as const;
export type CheckInWay = (typeof WAYS)[number];

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 05:30');
const points = z.int().min(0).max(100_000);

/** Once a day, once on chosen weekdays (1 Monday to 7 Sunday), or on so many days of a week; `times` where a day takes several. */
const periodSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('day'),
		times: z.int().min(1).max(24).default(1),
		/** Minutes between two check-ins of one day at the least. */
		minutesApart: z.int().min(0).max(720).default(30),
	}),
	z.strictObject({
		kind: z.literal('week'),
		/** Days of the week on which a member checks in before the week counts. */
		times: z.int().min(1).max(7).default(1),
		weekStart: z.int().min(1).max(7).default(1),
	}),
	z.strictObject({ kind: z.literal('weekdays'), days: z.array(z.int().min(1).max(7)).min(1).max(7) }),
]);
export type Period = z.output<typeof periodSchema>;

const proofSchema = z.strictObject({
	/** Characters as a person counts them, without the keyword. */
	minimumLength: z.int().min(0).max(5000).default(0),
	imageRequired: z.boolean().default(false),
	/** Whether words or a picture that were handed in before are refused. */
	refuseCopies: z.boolean().default(false),
	/** Whether a check-in counts only after an operator has approved it. */
	review: z.boolean().default(false),
});

const pointsSchema = z.strictObject({
	/** For each check-in. */
	base: points.default(1),
	/** More points for each check-in from so long a streak on; the last step that is reached counts. */
	streak: z
		.array(z.strictObject({ from: z.int().min(2).max(100_000), points }))
		.max(50)
		.default([]),
	/** Once for each time that a streak reaches this length. */
	milestones: z
		.array(z.strictObject({ streak: z.int().min(1).max(100_000), points }))
		.max(50)
		.default([]),
	/** Now and then, drawn from the seed: the same check-in always draws the same. */
	surprise: z
		.strictObject({
			percent: z.number().min(0).max(100),
			least: z.int().min(1).max(100_000),
			most: z.int().min(1).max(100_000),
			seed: z.string().min(1).max(128),
		})
		.optional(),
	/** For every member of a team of whom so many have checked in in the same period. */
	team: z.strictObject({ members: z.int().min(2).max(10_000), points }).optional(),
});

/**
 * A habit that a community keeps, with its rules. What is changed holds from the day of the change on; earlier days
 * keep the rules that they were lived by.
 */
export const trackerSchema = z.strictObject({
	v: z.literal(1).default(1),
	title: z.string().trim().min(1).max(64),
	language: z.enum(LANGUAGES).default('zh-CN'),
	period: periodSchema.prefault({ kind: 'day' }),
	/** IANA name: the clocks of members whose own are not known. */
	timeZone: z.string().min(1),
	/** Hours of the day in which a check-in counts, by the clock on the member's wall; `to` before `from` is in the night. */
	window: z.strictObject({ from: clock, to: clock }).optional(),
	/** Minutes after the end of the day, or of its window, in which a check-in still counts for it if nothing else did. */
	graceMinutes: z.int().min(0).max(360).default(60),
	/** Hours for which an event that arrives late still counts for the time at which it happened. */
	lateHours: z.int().min(0).max(168).default(24),
	ways: z.array(z.enum(WAYS)).min(1).default(['keyword', 'button', 'link', 'scan', 'event']),
	/** Words with which a message begins that is a check-in. */
	keywords: z.array(z.string().trim().min(1).max(64)).max(20).default(['打卡', '签到', 'check in', 'check-in']),
	/** Messages that are exactly one of these ask for the leaderboard. */
	boardKeywords: z.array(z.string().trim().min(1).max(64)).max(20).default(['排行榜', 'leaderboard']),
	proof: proofSchema.prefault({}),
	points: pointsSchema.prefault({}),
	/** A freeze is earned with every so many periods in a row; it keeps a streak over a period that was missed. */
	freezes: z
		.strictObject({
			every: z.int().min(1).max(1000).default(7),
			most: z.int().min(0).max(100).default(2),
			/** Whether a freeze is spent by itself when a period is missed. */
			automatic: z.boolean().default(true),
		})
		.prefault({}),
	/** Cards to check in afterwards for a period that was missed. */
	makeUp: z
		.strictObject({
			perMonth: z.int().min(0).max(31).default(2),
			/** Days back that a card reaches. */
			withinDays: z.int().min(1).max(90).default(7),
			points: points.default(0),
		})
		.prefault({}),
	/** Days that a pause may last. */
	pauseDays: z.int().min(1).max(366).default(30),
	/** When members whose streak is at risk are reminded, by their own clocks. */
	reminder: z
		.strictObject({
			from: clock.default('20:00'),
			/** Nobody is reminded from then on until the next evening. */
			quietFrom: clock.default('22:00'),
			/** Streaks shorter than this are not worth a reminder. */
			streakFrom: z.int().min(1).max(1000).default(2),
		})
		.prefault({}),
	/** Lines of praise that take the place of the shipped ones of their occasion. */
	praise: ownLinesSchema.optional(),
});

export type Tracker = z.output<typeof trackerSchema>;

/** A tracker's short name: it stands in buttons, of which platforms take few bytes. */
const TRACKER_ID = /^[a-z0-9][a-z0-9-]{0,23}$/;

/** @throws DomainError if the name is none */
export function requireTrackerId(trackerId: string): string {
	if (TRACKER_ID.test(trackerId)) return trackerId;
	throw new DomainError(
		`"${trackerId}" is no name for a tracker`,
		'Use up to 24 of a–z, 0–9 and "-", e.g. morning; what members see is the title.',
		'trackerId',
	);
}

/** @throws DomainError naming the path of what is wrong or contradicts itself */
export function parseTracker(value: unknown): Tracker {
	const tracker = parseWith(trackerSchema, value, 'tracker');
	requireZone(tracker.timeZone);
	requireDistinct(tracker.keywords, 'keywords');
	requireDistinct(
		tracker.points.streak.map(({ from }) => String(from)),
		'points.streak',
	);
	requireDistinct(
		tracker.points.milestones.map(({ streak }) => String(streak)),
		'points.milestones',
	);
	if (tracker.period.kind === 'weekdays') requireDistinct(tracker.period.days.map(String), 'period.days');
	const {
		window,
		reminder,
		points: { surprise },
	} = tracker;
	if (window !== undefined && window.from === window.to) {
		throw new DomainError('The window of the day is empty', 'Let it end after it begins.', 'window.to');
	}
	if (minutesOf(reminder.quietFrom) <= minutesOf(reminder.from)) {
		throw new DomainError(
			'The quiet hours begin before the reminders',
			'Let "from" be earlier in the evening than "quietFrom", e.g. 20:00 and 22:00.',
			'reminder.quietFrom',
		);
	}
	if (surprise !== undefined && surprise.most < surprise.least) {
		throw new DomainError(
			'The surprise bonus has a least above its most',
			'Let "most" be at least "least".',
			'points.surprise.most',
		);
	}
	return tracker;
}

/** Minutes since midnight of a time such as 05:30. */
export function minutesOf(time: string): number {
	return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** What a community gets that defines nothing: a daily check-in by word, button or code. */
export function defaultTracker(timeZone: string, language: Tracker['language'] = 'zh-CN'): Tracker {
	return parseTracker({
		title: language === 'zh-CN' ? '每日打卡' : 'Daily check-in',
		language,
		timeZone,
		points: {
			base: 1,
			streak: [{ from: 7, points: 1 }],
			milestones: [
				{ streak: 7, points: 7 },
				{ streak: 30, points: 30 },
				{ streak: 100, points: 100 },
			],
		},
	});
}

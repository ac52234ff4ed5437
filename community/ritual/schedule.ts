import { DateTime } from 'luxon';
import { instantMs, utc } from '../parse';
import type { RitualDefinition, RitualStep } from './definition';

const HOUR_MS = 3_600_000;

/** Hours of the day in which members are spoken to; from 21:00 until 09:00 is over midnight. Equal = always. */
export type Hours = Pick<RitualDefinition['nudges'], 'from' | 'until'>;

function at(day: DateTime, clock: string): DateTime {
	const [hour = 0, minute = 0] = clock.split(':').map(Number);
	return day.set({ hour, minute, second: 0, millisecond: 0 });
}

/** Whether the hours are open at an instant, by the clocks of a time zone. */
export function isOpen(instant: string, { from, until }: Hours, timeZone: string): boolean {
	if (from === until) return true;
	const clock = DateTime.fromMillis(instantMs(instant), { zone: timeZone }).toFormat('HH:mm');
	return from < until ? clock >= from && clock < until : clock >= from || clock < until;
}

/** The instant itself if the hours are open then, else when they next open. */
export function whenOpen(instant: string, hours: Hours, timeZone: string): string {
	if (isOpen(instant, hours, timeZone)) return utc(instantMs(instant));
	const local = DateTime.fromMillis(instantMs(instant), { zone: timeZone });
	const today = at(local, hours.from);
	// Clocks may be set back over the hour of opening; then today's is not over yet, or was twice.
	const next = today > local ? today : at(local.plus({ days: 1 }), hours.from);
	return utc(next.toMillis());
}

/** What a step waits for. */
export interface StepPlan {
	/** When it is late; `null` for never. */
	dueAt: string | null;
	/** When something is to be done about it next. */
	nextAt: string | null;
}

/**
 * When a step that was asked for at `askedAt` is looked at next.
 *
 * @param nudges how many of its reminders are behind us
 */
export function planStep(
	step: Pick<RitualStep, 'dueHours' | 'nudgeHours'>,
	askedAt: string,
	nudges: number,
	{ hours, timeZone }: { hours: Hours; timeZone: string },
): StepPlan {
	const after = (delay: number): string =>
		whenOpen(utc(instantMs(askedAt, 'askedAt') + delay * HOUR_MS), hours, timeZone);
	const dueAt = step.dueHours === undefined ? null : after(step.dueHours);
	const nudge = [...step.nudgeHours].sort((a, b) => a - b)[nudges];
	const nudgeAt = nudge === undefined ? null : after(nudge);
	const [nextAt = null] = [dueAt, nudgeAt].filter((instant) => instant !== null).sort();
	return { dueAt, nextAt };
}

/**
 * How many reminders are behind a step once one is given now: those that were missed, e.g. because n8n was
 * stopped, are not made up for.
 */
export function nudgesBehind(step: Pick<RitualStep, 'nudgeHours'>, askedAt: string, now: string): number {
	const passed = instantMs(now) - instantMs(askedAt, 'askedAt');
	return step.nudgeHours.filter((delay) => delay * HOUR_MS <= passed).length;
}

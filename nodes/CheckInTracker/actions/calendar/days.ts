import { periodOf } from '../../../../community/checkin/period';
import { dateOf, dayNumber } from '../../../../community/picture/dates';
import type { CalendarDay } from '../../../../community/picture/mark';
import type { StoreTransaction } from '../../../../store/types';
import type { KnownTracker } from '../shared/trackers';

/** Whose days, of which range. */
export interface DaysWanted {
	tracker: KnownTracker;
	/** Every id that the person goes by. */
	ids: readonly string[];
	/** Periods that freezes kept. */
	frozen: readonly string[];
	from: string;
	to: string;
}

/** The days of a range as a calendar shows them; merged people have each of their check-ins once. */
export async function calendarDays(tx: StoreTransaction, wanted: DaysWanted): Promise<CalendarDay[]> {
	const { tracker, ids, frozen, from, to } = wanted;
	const { communityId, trackerId, rules } = tracker;
	const slots = new Map<string, Map<number, boolean>>();
	for (const row of await tx.standingCheckIns(communityId, trackerId, ids, { from, to })) {
		if (row.status !== 'counted') continue;
		const ofDay = slots.get(row.day) ?? new Map<number, boolean>();
		ofDay.set(row.slot, (ofDay.get(row.slot) ?? true) && row.kind === 'made_up');
		slots.set(row.day, ofDay);
	}
	const pauses = (await tx.streakLeaves(communityId, trackerId, ids)).filter(({ kind }) => kind === 'pause');
	const since = await firstDay(tx, wanted, [...slots.keys()]);
	const days: CalendarDay[] = [];
	for (let number = dayNumber(from); number <= dayNumber(to); number += 1) {
		const date = dateOf(number);
		const ofDay = slots.get(date);
		const period = periodOf(date, rules.period);
		if (ofDay !== undefined) {
			const madeUp = [...ofDay.values()].every(Boolean);
			days.push({ date, count: ofDay.size, ...(madeUp ? { mark: 'made_up' as const } : {}) });
		} else if (pauses.some(({ fromDay, toDay }) => fromDay <= date && date <= toDay)) {
			days.push({ date, count: 0, mark: 'paused' });
		} else if (period !== undefined && frozen.includes(period)) days.push({ date, count: 0, mark: 'frozen' });
		// Nobody misses a day on which nothing is asked, nor one before they began. Of a week, no single day is asked.
		else if (period === undefined || rules.period.kind === 'week' || since === undefined || date < since) {
			days.push({ date, count: 0, mark: 'off' });
		}
	}
	return days;
}

/** The day on which a person began; `undefined` if they never checked in. */
async function firstDay(
	tx: StoreTransaction,
	{ tracker: { communityId, trackerId }, ids }: DaysWanted,
	shown: readonly string[],
): Promise<string | undefined> {
	const filter = { communityId, trackerId, memberIds: ids, status: 'counted' as const };
	const [first] = await tx.listCheckIns(filter, { limit: 1 });
	return [...shown, ...(first === undefined ? [] : [first.day])].sort()[0];
}

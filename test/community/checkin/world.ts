import { candidates, type LivedDay } from '../../../community/checkin/moment';
import { place, type Placing, type Standing } from '../../../community/checkin/place';
import type { CheckInFact, StreakLaw } from '../../../community/checkin/streak';
import { parseTracker, type Tracker } from '../../../community/checkin/tracker';

/** A tracker with a word in Shanghai, and whatever a test wants else. */
export const tracker = (rules: object = {}): Tracker =>
	parseTracker({ title: '早起打卡', timeZone: 'Asia/Shanghai', ...rules });

export const lawOf = ({ period, freezes }: Tracker): StreakLaw => ({
	period,
	rules: [{ fromDay: '0001-01-01', freezes }],
});

/** Check-ins of one member as a store would keep them. */
export class Diary {
	rows: Standing[] = [];
	private count = 0;

	constructor(
		readonly rules: Tracker,
		public zone = 'Asia/Shanghai',
	) {}

	/** Delivers an event that happened at an instant. */
	deliver(occurredAt: string): Placing | string {
		const days = candidates(this.rules, occurredAt, this.zone, this.rows);
		if (typeof days === 'string') return days;
		const placing = place(this.rules, occurredAt, days, this.rows);
		if (placing.outcome !== 'free') return placing;
		for (const move of placing.moves) {
			this.rows = this.rows.map((row) => (row.checkInId === move.checkInId ? { ...row, ...move.place } : row));
		}
		this.count += 1;
		this.rows.push({ ...placing.place, checkInId: `c${this.count}`, occurredAt });
		this.rows.sort((a, b) => (a.day < b.day || (a.day === b.day && a.slot < b.slot) ? -1 : 1));
		return placing;
	}

	get days(): string[] {
		return this.rows.map(({ day }) => day);
	}

	get facts(): CheckInFact[] {
		return this.rows.map((row) => ({ ...row, kind: 'own' }));
	}
}

export const lived = (day: string, timeZone: string, startsAt: string, endsAt: string): LivedDay => ({
	day,
	timeZone,
	startsAt,
	endsAt,
});

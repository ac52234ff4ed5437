import fc from 'fast-check';
import {
	campDays,
	campStart,
	enrolmentEnds,
	parseCamp,
	requireCampId,
	settlesAt,
	type Camp,
} from '../../../community/camp/definition';
import { depositVerdict, enrolmentRefusal, mayWithdraw } from '../../../community/camp/enrolment';
import { campProgress, type CampCheckIn } from '../../../community/camp/progress';
import { addDays } from '../../../community/checkin/dates';

const EVERY_DAY = { kind: 'day' as const, times: 1, minutesApart: 0 };
const camp = (more: object = {}): Camp =>
	parseCamp({
		title: '早读',
		trackerId: 'morning',
		timeZone: 'Asia/Shanghai',
		startsOn: '2024-02-26',
		days: 7,
		pass: { days: 5 },
		...more,
	});
const on = (...days: string[]): CampCheckIn[] => days.map((day) => ({ day, madeUp: false }));
const progress = (of: Camp, checkIns: CampCheckIn[], today: string, tasks: number[] = []) =>
	campProgress(of, campDays(of, EVERY_DAY), { checkIns, tasks }, today);

describe('a camp as it is defined', () => {
	test('counts the days of its calendar, the leap day among them', () => {
		expect(campDays(camp(), EVERY_DAY)).toEqual([
			'2024-02-26',
			'2024-02-27',
			'2024-02-28',
			'2024-02-29',
			'2024-03-01',
			'2024-03-02',
			'2024-03-03',
		]);
		expect(campDays(camp({ pass: { days: 2 } }), { kind: 'weekdays', days: [6, 7] })).toEqual([
			'2024-03-02',
			'2024-03-03',
		]);
	});

	test.each([
		['Asia/Shanghai', '2024-02-25T16:00:00.000Z', '2024-03-04T16:00:00.000Z'],
		// The clocks go forward on 2024-03-10, after the camp; 24 hours later is still 24 hours.
		['America/New_York', '2024-02-26T05:00:00.000Z', '2024-03-05T05:00:00.000Z'],
	])('begins and is settled by the clocks of %s', (timeZone, start, settled) => {
		expect(campStart(camp({ timeZone }))).toBe(start);
		expect(enrolmentEnds(camp({ timeZone }))).toBe(start);
		expect(settlesAt(camp({ timeZone }))).toBe(settled);
	});

	test.each([
		[{ timeZone: 'Mars/Olympus' }, 'timeZone'],
		[{ startsOn: '2026-02-29' }, 'startsOn'],
		[{ pass: { days: 8 } }, 'pass.days'],
		[{ pass: { days: 5, streak: 9 } }, 'pass.streak'],
		[{ enrolUntil: '2024-04-01T00:00:00Z' }, 'enrolUntil'],
		[{ enrolUntil: 'soon' }, 'enrolUntil'],
		[{ deposit: { amountMinor: 0, currency: 'CNY' } }, 'deposit.amountMinor'],
		[{ deposit: { amountMinor: 1.5, currency: 'CNY' } }, 'deposit.amountMinor'],
		[{ deposit: { amountMinor: 100, currency: 'yuan' } }, 'deposit.currency'],
	])('is refused with %j', (wrong, field) => {
		expect(() => camp(wrong)).toThrow(expect.objectContaining({ name: 'DomainError', field }));
	});

	test('needs a tracker with days, and enough of them', () => {
		expect(() => campDays(camp(), { kind: 'week', times: 1, weekStart: 1 })).toThrow(/counts weeks/);
		expect(() => campDays(camp(), { kind: 'weekdays', days: [1] })).toThrow(/has 1 days/);
		expect(() => requireCampId('早读')).toThrow(/no name for a camp/);
	});
});

describe('how far a member is', () => {
	test.each([
		['not a day done, on the first day', [], '2024-02-26', 'on_track', 0, 0, 7],
		['two days missed, none to lose', on(), '2024-02-28', 'at_risk', 0, 2, 5],
		['three days missed', on(), '2024-02-29', 'failed', 0, 3, 4],
		[
			'five days done',
			on('2024-02-26', '2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01'),
			'2024-03-01',
			'passed',
			5,
			0,
			2,
		],
		['days outside the camp', on('2024-02-25', '2024-03-04'), '2024-03-04', 'failed', 0, 7, 0],
	])('%s', (_what, checkIns, today, state, done, missed, left) => {
		expect(progress(camp(), checkIns, today)).toMatchObject({ state, done, missed, left });
	});

	test('a day that was made up counts only where the camp says so', () => {
		const checkIns = [
			...on('2024-02-26', '2024-02-27', '2024-02-28', '2024-02-29'),
			{ day: '2024-03-01', madeUp: true },
		];
		expect(progress(camp(), checkIns, '2024-03-04').state).toBe('passed');
		expect(progress(camp({ pass: { days: 5, makeUpsCount: false } }), checkIns, '2024-03-04').state).toBe('failed');
	});

	test('a streak that can no longer be reached fails although there are days enough', () => {
		const strict = camp({ pass: { days: 4, streak: 4 } });
		const checkIns = on('2024-02-26', '2024-02-27', '2024-02-29');
		expect(progress(strict, checkIns, '2024-03-01')).toMatchObject({ state: 'at_risk', longestStreak: 2 });
		expect(progress(strict, checkIns, '2024-03-02').state).toBe('failed');
	});

	test('a task is part of the rule, with what it saw', () => {
		const withTask = camp({ pass: { days: 1, tasks: [{ title: '读书笔记', eventType: 'task.verified', times: 2 }] } });
		const seen = progress(withTask, on('2024-02-26'), '2024-02-27', [1]);
		expect(seen.state).toBe('on_track');
		expect(seen.reasons).toContainEqual({ rule: 'task', title: '读书笔记', needed: 2, reached: 1, met: false });
		expect(progress(withTask, on('2024-02-26'), '2024-02-27', [2]).state).toBe('passed');
		expect(progress(withTask, on('2024-02-26'), '2024-03-05', [1]).state).toBe('failed');
	});

	test('who has failed never passes, and who has passed never fails, whatever the days bring', () => {
		const of = camp({ pass: { days: 3, streak: 2 } });
		const days = campDays(of, EVERY_DAY);
		fc.assert(
			fc.property(fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (did) => {
				let before = 'on_track';
				for (let day = 0; day <= 7; day++) {
					const checkIns = on(...days.filter((_, index) => index < day && did[index] === true));
					const { state } = progress(of, checkIns, addDays(of.startsOn, day));
					if (before === 'passed' || before === 'failed') expect(state).toBe(before);
					before = state;
				}
				expect(['passed', 'failed']).toContain(before);
			}),
		);
	});
});

describe('enrolment', () => {
	const of = camp({ places: 2, enrolUntil: '2024-02-25T12:00:00Z' });

	test.each([
		['open' as const, 1, '2024-02-25T11:59:59Z', undefined],
		['open' as const, 2, '2024-02-25T11:59:59Z', 'full'],
		['open' as const, 0, '2024-02-25T12:00:00Z', 'too_late'],
		['cancelled' as const, 0, '2024-02-01T00:00:00Z', 'closed'],
	])('%s, %d taken, at %s', (status, taken, now, refusal) => {
		expect(enrolmentRefusal(of, { status, taken }, now)).toBe(refusal);
	});

	test('may be taken back until the camp begins', () => {
		expect(mayWithdraw(of, 'open', '2024-02-25T15:59:59Z')).toBe(true);
		expect(mayWithdraw(of, 'open', '2024-02-25T16:00:00Z')).toBe(false);
	});

	const deposit = { amountMinor: 9900, currency: 'CNY' };
	test.each([
		[{ amountMinor: 9900, currency: 'CNY' }, 'waiting' as const, undefined, 'accepted'],
		[{ amountMinor: 10000, currency: 'CNY' }, 'waiting' as const, undefined, 'accepted'],
		[{ amountMinor: 9899, currency: 'CNY' }, 'waiting' as const, undefined, 'too_little'],
		[{ amountMinor: 9900, currency: 'USD' }, 'waiting' as const, undefined, 'other_currency'],
		[{ amountMinor: 9900, currency: 'CNY' }, 'waiting' as const, 'full' as const, 'no_place'],
		[{ amountMinor: 9900, currency: 'CNY' }, 'enrolled' as const, undefined, 'not_waiting'],
	])('a payment of %j by somebody %s (%s) is %s', (paid, status, refusal, verdict) => {
		expect(depositVerdict(deposit, paid, status, refusal)).toBe(verdict);
	});
});

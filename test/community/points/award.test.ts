import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';
import { award, awardId, pointsDay, type BookedToday, type PointsEvent } from '../../../community/points/award';
import { parsePointsPolicy } from '../../../community/points/rules';

const policy = parsePointsPolicy({
	timeZone: 'Asia/Shanghai',
	dailyCap: 30,
	rules: [
		{ ruleId: 'checkin', kinds: ['checkin'], points: 5, dailyTimes: 1 },
		{ ruleId: 'talk', kinds: ['message'], points: 4, dailyCap: 10, when: [{ field: 'characters', atLeast: 10 }] },
		{ ruleId: 'buy', kinds: ['payment_succeeded'], points: 1, per: { field: 'amountMinor', unit: 1000 } },
		{ ruleId: 'spam', kinds: ['strike'], points: -20 },
	],
});

const event = (changes: Partial<PointsEvent> = {}): PointsEvent => ({
	source: 'telegram',
	eventId: '1',
	kind: 'checkin',
	memberId: '小雨',
	occurredAt: '2026-03-20T04:00:00Z',
	data: {},
	...changes,
});

const asBooked = (amount: number, ruleId: string, entryId = `${ruleId}-${amount}`): BookedToday => ({
	entryId,
	ruleId,
	amount,
});

test('an event earns its points, with the member’s day and an id to book them once', () => {
	const { awards, why } = award(policy, event({ occurredAt: '2026-03-20T23:00:00+08:00' }), []);
	expect(awards).toEqual([
		{
			entryId: awardId(event(), 'checkin'),
			ruleId: 'checkin',
			memberId: '小雨',
			amount: 5,
			at: '2026-03-20T15:00:00.000Z',
			day: '2026-03-20',
		},
	]);
	expect(why).toEqual([{ ruleId: 'checkin', outcome: 'given', wanted: 5, gives: 5 }]);
});

test.each([
	['message', { characters: 10 }, [], { outcome: 'given', gives: 4 }],
	['message', { characters: 9 }, [], { outcome: 'condition', gives: 0, saw: { field: 'characters', value: 9 } }],
	['message', { characters: '很多' }, [], { outcome: 'condition', saw: { field: 'characters', value: '很多' } }],
	['message', {}, [], { outcome: 'condition', saw: { field: 'characters', value: null } }],
	['message', { characters: 10 }, [asBooked(8, 'talk')], { outcome: 'capped', wanted: 4, gives: 2, limit: 10 }],
	['message', { characters: 10 }, [asBooked(10, 'talk')], { outcome: 'rule_cap', gives: 0, limit: 10 }],
	['message', { characters: 10 }, [asBooked(29, 'buy')], { outcome: 'capped', gives: 1, limit: 30 }],
	['message', { characters: 10 }, [asBooked(30, 'buy')], { outcome: 'daily_cap', gives: 0, limit: 30 }],
	['message', { characters: 10 }, [asBooked(30, 'buy'), asBooked(-20, 'spam')], { outcome: 'daily_cap', gives: 0 }],
	['checkin', {}, [asBooked(5, 'checkin')], { outcome: 'daily_times', gives: 0, limit: 1 }],
	['payment_succeeded', { amountMinor: 12_999 }, [], { outcome: 'given', gives: 12 }],
	['payment_succeeded', { amountMinor: 999 }, [], { outcome: 'nothing', saw: { field: 'amountMinor', value: 999 } }],
	['payment_succeeded', { amountMinor: -5000 }, [], { outcome: 'nothing', gives: 0 }],
	['strike', {}, [asBooked(30, 'buy')], { outcome: 'given', gives: -20 }],
])('%s with %j after %j: %j', (kind, data, booked, reason) => {
	const { awards, why } = award(policy, event({ kind, data }), booked);
	expect(why).toEqual([expect.objectContaining(reason)]);
	expect(awards.map(({ amount }) => amount)).toEqual(why[0]?.gives === 0 ? [] : [why[0]?.gives]);
});

test('nothing is said of kinds that no rule is for', () => {
	expect(award(policy, event({ kind: 'joined' }), [])).toEqual({ day: '2026-03-20', awards: [], why: [] });
});

test('the same event again earns nothing more', () => {
	const { awards } = award(policy, event(), []);
	const again = award(policy, event(), awards);
	expect(again.awards).toEqual([]);
	expect(again.why).toMatchObject([{ outcome: 'already', gives: 5 }]);
});

test('what was taken back makes room, but is not given again for the same event', () => {
	const { awards } = award(policy, event(), []);
	const reversed = awards.map((one) => ({ ...one, reversed: true }));
	expect(award(policy, event(), reversed).awards).toEqual([]);
	expect(award(policy, event({ eventId: '2' }), reversed).awards).toMatchObject([{ amount: 5 }]);
	expect(award(policy, event({ eventId: '2' }), awards).awards).toEqual([]);
});

test.each([
	// The clocks skip two o'clock on 8 March and repeat one o'clock on 1 November 2026.
	['2026-03-08T04:59:59Z', 'America/New_York', '2026-03-07'],
	['2026-03-08T05:00:00Z', 'America/New_York', '2026-03-08'],
	['2026-03-09T03:59:59Z', 'America/New_York', '2026-03-08'],
	['2026-11-02T04:59:59Z', 'America/New_York', '2026-11-01'],
	['2028-02-28T16:00:00Z', undefined, '2028-02-29'],
])('%s in %s is %s', (at, zone, day) => {
	expect(pointsDay(at, policy, zone)).toBe(day);
});

test('the caps of a day hold whatever comes, in whatever order and however often', () => {
	const kinds = fc.constantFrom('checkin', 'message', 'payment_succeeded');
	const events = fc.array(
		fc.record({
			kind: kinds,
			eventId: fc.integer({ min: 1, max: 12 }).map(String),
			data: fc.record({
				characters: fc.integer({ min: 0, max: 30 }),
				amountMinor: fc.integer({ min: 0, max: 20_000 }),
			}),
		}),
		{ maxLength: 40 },
	);
	fc.assert(
		fc.property(events, (all) => {
			const booked: BookedToday[] = [];
			for (const one of all) booked.push(...award(policy, event(one), booked).awards);
			const sum = (ruleId?: string) =>
				booked
					.filter((one) => ruleId === undefined || one.ruleId === ruleId)
					.reduce((total, one) => total + one.amount, 0);
			expect(sum()).toBeLessThanOrEqual(30);
			expect(sum('talk')).toBeLessThanOrEqual(10);
			expect(sum('checkin')).toBeLessThanOrEqual(5);
			expect(new Set(booked.map(({ entryId }) => entryId)).size).toBe(booked.length);
		}),
	);
});

test.each([
	['timeZone', { timeZone: 'Asia/Atlantis', rules: [] }],
	['rules', { timeZone: 'UTC', rules: [1, 2].map(() => ({ ruleId: 'a', kinds: ['x'], points: 1 })) }],
	['rules.0.points', { timeZone: 'UTC', rules: [{ ruleId: 'a', kinds: ['x'], points: 0 }] }],
	['rules.0.points', { timeZone: 'UTC', rules: [{ ruleId: 'a', kinds: ['x'], points: 1.5 }] }],
	['rules.0.dailyCap', { timeZone: 'UTC', rules: [{ ruleId: 'a', kinds: ['x'], points: -1, dailyCap: 5 }] }],
	['rules.0.when.0', { timeZone: 'UTC', rules: [{ ruleId: 'a', kinds: ['x'], points: 1, when: [{ field: 'f' }] }] }],
])('%s is refused where it is wrong', (field, value) => {
	expect(() => parsePointsPolicy(value)).toThrow(DomainError);
	expect(() => parsePointsPolicy(value)).toThrow(expect.objectContaining({ field }));
});

test('an event without an instant is refused', () => {
	expect(() => award(policy, event({ occurredAt: 'today' }), [])).toThrow(/occurredAt/);
	expect(() => award(policy, event(), [], 'Mars/Olympus')).toThrow(/Olympus/);
});

import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';

import { dueReviews, isWithinHours } from '../../../community/review/due';
import { parseReviewPolicy } from '../../../community/review/policy';
import { ago, application, mixedQueues, NOW } from './waiting';

const FULL = parseReviewPolicy({
	remindAfterHours: 4,
	remindEveryHours: 8,
	maxReminders: 3,
	escalateAfterHours: 30,
	escalateTo: 'boss',
	defaultAfterHours: 72,
	default: 'reject',
});

const waitsFor = (hours: number, facts = {}) => application('x', { createdAt: ago(hours), ...facts });

describe('what is due', () => {
	test.each([
		[3.99, 0, undefined],
		[4, 0, 1],
		[11.99, 1, undefined],
		[12, 1, 2],
		// Two were missed: only the last one is sent.
		[21, 0, 3],
		[29, 3, undefined],
		[40, 2, 3],
	])('after %d hours with %i reminders sent is the reminder %s', (hours, reminded, number) => {
		const due = dueReviews([waitsFor(hours, { reminded, escalated: true })], FULL, NOW);
		expect(due.reminders).toEqual(
			number === undefined ? [] : [{ applicationId: 'x', number, key: `application:x:reminder:${number}` }],
		);
	});

	test('a reminder goes to the assignee', () => {
		expect(dueReviews([waitsFor(4, { assigneeId: 'li' })], FULL, NOW).reminders[0]?.assigneeId).toBe('li');
	});

	test('without a repetition there is one reminder', () => {
		const once = parseReviewPolicy({ remindAfterHours: 4 });
		expect(dueReviews([waitsFor(900, { reminded: 0 })], once, NOW).reminders[0]?.number).toBe(1);
		expect(dueReviews([waitsFor(900, { reminded: 1 })], once, NOW).reminders).toEqual([]);
	});

	test('an escalation comes once, instead of a reminder', () => {
		const due = dueReviews([waitsFor(30, { assigneeId: 'li' })], FULL, NOW);
		expect(due).toEqual({
			reminders: [],
			escalations: [{ applicationId: 'x', from: 'li', to: 'boss', key: 'application:x:escalated' }],
			defaults: [],
		});
		expect(dueReviews([waitsFor(30, { escalated: true })], FULL, NOW).escalations).toEqual([]);
		expect(dueReviews([waitsFor(30, { assigneeId: 'boss' })], FULL, NOW).escalations).toEqual([]);
	});

	test('the default decision comes last, and nothing beside it', () => {
		expect(dueReviews([waitsFor(72)], FULL, NOW)).toEqual({
			reminders: [],
			escalations: [],
			defaults: [{ applicationId: 'x', decision: 'reject', key: 'application:x:default' }],
		});
		expect(dueReviews([waitsFor(71.99)], FULL, NOW).defaults).toEqual([]);
	});

	test('to keep is never to decide', () => {
		const keep = parseReviewPolicy({ defaultAfterHours: 1, default: 'keep' });
		expect(dueReviews([waitsFor(1000)], keep, NOW)).toEqual({ reminders: [], escalations: [], defaults: [] });
	});

	test('reviewers are left in peace at night; the default decision is not held up', () => {
		// Noon in Shanghai is midnight in New York.
		const night = { ...FULL, hours: { timeZone: 'America/New_York', from: '09:00', to: '21:00' } };
		const due = dueReviews([waitsFor(30), application('y', { createdAt: ago(72) })], night, NOW);
		expect(due.reminders).toEqual([]);
		expect(due.escalations).toEqual([]);
		expect(due.defaults).toHaveLength(1);
		expect(dueReviews([waitsFor(4)], night, '2026-03-20T13:00:00Z').reminders).toHaveLength(1);
	});

	test('is the same in whatever order the queue comes, with keys that never repeat', () => {
		fc.assert(
			fc.property(mixedQueues, ([one, other]) => {
				const due = dueReviews(one, FULL, '2026-03-22T16:00:00Z');
				expect(dueReviews(other, FULL, '2026-03-22T16:00:00Z')).toEqual(due);
				const keys = [...due.reminders, ...due.escalations, ...due.defaults].map(({ key }) => key);
				expect(new Set(keys).size).toBe(keys.length);
			}),
		);
	});

	test('a clock that ticks sends each reminder once, and at most as many as allowed', () => {
		let current = waitsFor(0, { escalated: true });
		const sent: number[] = [];
		for (let hour = 0; hour < 72; hour += 1) {
			const now = new Date(Date.parse(NOW) + hour * 3_600_000).toISOString();
			for (const { number } of dueReviews([current], FULL, now).reminders) {
				sent.push(number);
				current = { ...current, reminded: number };
			}
		}
		expect(sent).toEqual([1, 2, 3]);
	});
});

describe('chosen hours', () => {
	const day = { timeZone: 'Asia/Shanghai', from: '09:00', to: '21:00' };
	const night = { timeZone: 'Asia/Shanghai', from: '22:00', to: '06:00' };
	const newYork = { timeZone: 'America/New_York', from: '09:00', to: '21:00' };

	test.each([
		[day, '2026-03-20T00:59:59Z', false],
		[day, '2026-03-20T01:00:00Z', true],
		[day, '2026-03-20T12:59:59Z', true],
		[day, '2026-03-20T13:00:00Z', false],
		[night, '2026-03-20T13:59:00Z', false],
		[night, '2026-03-20T14:00:00Z', true],
		[night, '2026-03-20T21:59:00Z', true],
		[night, '2026-03-20T22:00:00Z', false],
		// Nine o'clock moves with the clocks: they go forward on 8 March 2026.
		[newYork, '2026-03-07T13:30:00Z', false],
		[newYork, '2026-03-08T13:30:00Z', true],
		[undefined, '2026-03-20T19:00:00Z', true],
	])('%j at %s: %s', (hours, now, expected) => {
		expect(isWithinHours(hours, now)).toBe(expected);
	});
});

describe('a time-out policy', () => {
	test.each([
		['remindEveryHours', { remindEveryHours: 2 }],
		['escalateTo', { escalateAfterHours: 2 }],
		['escalateAfterHours', { escalateTo: 'boss' }],
		['defaultAfterHours', { default: 'approve' }],
		['remindAfterHours', { default: 'approve', defaultAfterHours: 4, remindAfterHours: 4 }],
		['escalateAfterHours', { default: 'reject', defaultAfterHours: 4, escalateAfterHours: 5, escalateTo: 'boss' }],
		['hours.timeZone', { hours: { timeZone: 'Mars/Olympus', from: '09:00', to: '21:00' } }],
		['hours.from', { hours: { timeZone: 'UTC', from: '9', to: '21:00' } }],
		['hours.to', { hours: { timeZone: 'UTC', from: '09:00', to: '09:00' } }],
		['remindAfterHours', { remindAfterHours: 0 }],
		['default', { default: 'forget' }],
		['policy', 'soon'],
	])('is refused for %s where it is %j', (field, changes) => {
		let error: unknown;
		try {
			parseReviewPolicy(changes);
		} catch (thrown) {
			error = thrown;
		}
		expect(error).toBeInstanceOf(DomainError);
		expect(error).toMatchObject({ field, hint: expect.stringMatching(/\S/) });
	});

	test('may be empty: nobody is reminded and nothing is decided', () => {
		expect(dueReviews([waitsFor(9999)], parseReviewPolicy({}), NOW)).toEqual({
			reminders: [],
			escalations: [],
			defaults: [],
		});
	});
});

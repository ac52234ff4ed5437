import {
	afterSending,
	dueFollowUps,
	followUpPolicySchema,
	followUpState,
	meetingOf,
	recordAnswer,
	type FollowUp,
} from '../../../community/buddies/followup';

const policy = followUpPolicySchema.parse({ timeZone: 'Europe/Berlin', mostReminders: 2 });
const introduced: FollowUp = {
	groupId: 'g',
	round: 4,
	memberIds: ['a', 'b'],
	introducedAt: '2026-03-25T08:00:00Z',
	reminders: 0,
	answers: [],
};
const asked: FollowUp = { ...introduced, askedAt: '2026-04-01T07:00:00Z' };
const LATE = '2026-04-20T00:00:00Z';
const answer = (followUp: FollowUp, memberId: string, met: boolean, at = '2026-04-02T00:00:00Z'): FollowUp =>
	recordAnswer(followUp, { memberId, met, at }, policy);

test('is asked a week later at the same time of day, although the clocks have changed', () => {
	expect(dueFollowUps([introduced], policy, '2026-04-01T06:59:59Z')).toEqual([]);
	expect(dueFollowUps([introduced], policy, '2026-04-01T07:00:00Z')).toEqual([
		{ groupId: 'g', kind: 'ask', number: 0, memberIds: ['a', 'b'], key: 'buddies:g:ask' },
	]);
});

test('reminds only who is silent, once for each reminder, and never after the close', () => {
	const half = answer(asked, 'a', true);
	const [first] = dueFollowUps([half], policy, '2026-04-03T07:00:00Z');
	expect(first).toMatchObject({ kind: 'remind', number: 1, memberIds: ['b'] });
	if (first === undefined) throw new Error('nothing due');
	const reminded = afterSending(half, first, '2026-04-03T07:00:00Z');
	expect(dueFollowUps([reminded], policy, '2026-04-03T07:00:00Z')).toEqual([]);
	expect(dueFollowUps([reminded], policy, '2026-04-05T07:00:00Z')).toMatchObject([{ number: 2 }]);
	expect(dueFollowUps([asked], policy, '2026-04-06T07:00:00Z')).toMatchObject([{ number: 2 }]);
	expect(dueFollowUps([asked], policy, LATE)).toEqual([]);
});

test.each([
	['all_yes', [true, true], 'yes'],
	['some_yes', [true, false], 'yes'],
	['some_yes', [true], 'yes'],
	['no', [false, false], 'no'],
	['no', [false], 'no'],
	['no_answer', [], 'unknown'],
] as const)('ends as %s after the answers %j', (state, said, met) => {
	const done = said.reduce((so, one, index) => answer(so, ['a', 'b'][index] ?? '', one), asked);
	expect(followUpState(done, policy, LATE)).toBe(state);
	expect(meetingOf(done, policy, LATE)).toEqual({ round: 4, memberIds: ['a', 'b'], met });
});

test('waits while somebody may still answer', () => {
	expect(followUpState(introduced, policy, LATE)).toBe('introduced');
	expect(followUpState(answer(asked, 'a', false), policy, '2026-04-02T00:00:00Z')).toBe('asked');
	expect(meetingOf(answer(asked, 'a', false), policy, '2026-04-02T00:00:00Z').met).toBe('unknown');
});

test('the same answer again changes nothing, another one replaces it in time', () => {
	const yes = answer(asked, 'a', true);
	expect(answer(yes, 'a', true, LATE)).toBe(yes);
	expect(answer(yes, 'a', false).answers).toMatchObject([{ memberId: 'a', met: false }]);
	expect(() => answer(yes, 'a', false, LATE)).toThrow(expect.objectContaining({ name: 'DomainError', field: 'at' }));
	expect(() => answer(asked, 'c', true)).toThrow(expect.objectContaining({ field: 'memberId' }));
});

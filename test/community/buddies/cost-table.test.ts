import fc from 'fast-check';
import { badnessOf, likenessOf, obstacleReader } from '../../../community/buddies/badness';
import { costTable } from '../../../community/buddies/cost-table';
import { lastRounds, roundsAgoReader, type Meeting } from '../../../community/buddies/history';
import { runToEnd } from '../../../community/buddies/matching/steps';
import { profileOf, type BuddyPerson } from '../../../community/buddies/person';
import { AT, history, person, settings } from './people';

const tag = fc.constantFrom(
	'跑步',
	'ＡＩ',
	'ai',
	'🎨',
	'wants:设计',
	'offers:设计',
	'想学：英语',
	'可教:英语',
	'wants:跑步',
);
const hours = fc.record({ from: fc.nat({ max: 24 }), to: fc.nat({ max: 24 }) }).filter(({ from, to }) => from !== to);
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const id = fc.constantFrom(...ids);
const crowd = fc.tuple(
	...ids.map((memberId) =>
		fc
			.record({
				tags: fc.array(tag, { maxLength: 6 }),
				city: fc.option(fc.constantFrom('深圳', ' 深圳', 'Berlin'), { nil: undefined }),
				timeZone: fc.option(fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'Asia/Kolkata'), { nil: undefined }),
				hours: fc.option(hours, { nil: undefined }),
				joinedAt: fc.option(fc.constantFrom('2026-03-15T00:00:00Z', '2020-01-01T00:00:00Z'), { nil: undefined }),
				never: fc.array(id, { maxLength: 1 }),
			})
			.map((facts): BuddyPerson => person(memberId, facts)),
	),
);
const meeting = fc.record({
	round: fc.integer({ min: 1, max: 9 }),
	memberIds: fc.uniqueArray(id, { minLength: 2, maxLength: 3 }),
	met: fc.constantFrom<Meeting['met']>('yes', 'no', 'unknown'),
});

test('the table counts as the rules do', () => {
	fc.assert(
		fc.property(
			crowd,
			fc.array(meeting, { maxLength: 5 }),
			fc.record({
				noRepeatRounds: fc.nat({ max: 5 }),
				countUnmet: fc.boolean(),
				neverTogether: fc.array(fc.tuple(id, id), { maxLength: 1 }),
				sharedTagsWanted: fc.nat({ max: 4 }),
			}),
			(people, meetings, changes) => {
				const rules = settings(changes);
				const past = history(10, meetings);
				const profiles = people.map((of) => profileOf(of, AT, rules));
				const { cost } = runToEnd(costTable(profiles, { round: 10, last: lastRounds(past, rules) }, rules));
				const roundsAgo = roundsAgoReader(past, rules);
				const obstacle = obstacleReader(rules, roundsAgo);
				profiles.forEach((one, from) => {
					profiles.forEach((other, to) => {
						if (from === to) return;
						const slow = badnessOf(likenessOf(one, other, roundsAgo), rules).total;
						expect(cost(from, to)).toBe(obstacle(one, other) === undefined ? slow : undefined);
					});
				});
			},
		),
		{ numRuns: 400 },
	);
});

test('hours may go past midnight, and time zones count', () => {
	const hoursOf = (one: Partial<BuddyPerson>, other: Partial<BuddyPerson>) => {
		const profiles = [person('a', one), person('b', other)].map((of) => profileOf(of, AT, settings()));
		return likenessOf(profiles[0] as never, profiles[1] as never, () => undefined).hours;
	};
	const zone = (timeZone: string, from: number, to: number) => ({ timeZone, hours: { from, to } });
	expect(hoursOf(zone('Asia/Shanghai', 20, 2), zone('Asia/Shanghai', 0, 8))).toBe(2);
	expect(hoursOf(zone('Asia/Shanghai', 20, 2), zone('Asia/Shanghai', 3, 19))).toBe(0);
	// 08:00–20:00 in Shanghai is 01:00–13:00 in Berlin in winter.
	expect(hoursOf(zone('Asia/Shanghai', 8, 20), zone('Europe/Berlin', 9, 22))).toBe(4);
	expect(hoursOf(zone('Asia/Shanghai', 0, 24), zone('Europe/Berlin', 9, 22))).toBe(13);
	expect(hoursOf(zone('Asia/Shanghai', 0, 12), zone('Asia/Shanghai', 12, 24))).toBe(0);
});

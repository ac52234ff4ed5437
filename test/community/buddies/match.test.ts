import fc from 'fast-check';
import { roundsAgoReader, type Meeting } from '../../../community/buddies/history';
import { badnessOf, likenessOf, type Badness } from '../../../community/buddies/badness';
import { matchBuddies } from '../../../community/buddies/match';
import { profileOf, type BuddyPerson } from '../../../community/buddies/person';
import { readBuddySettings } from '../../../community/buddies/settings';
import { AT, history, people, person, settings } from './people';

const compare = (one: Partial<BuddyPerson>, other: Partial<BuddyPerson>, past: readonly Meeting[] = [], at = AT) => {
	const rules = settings();
	const profiles = [person('a', one), person('b', other)].map((of) => profileOf(of, at, rules)) as [never, never];
	const likeness = likenessOf(...profiles, roundsAgoReader(history(10, past), rules));
	return { likeness, badness: badnessOf(likeness, rules) };
};
const parts = (...args: Parameters<typeof compare>): Badness['parts'] => compare(...args).badness.parts;

describe('badness', () => {
	test('shared tags are found whatever their width and case', () => {
		const { likeness, badness } = compare({ tags: ['ＡＩ', '跑步', '🎨'] }, { tags: ['ai ', '跑步', '读书'] });
		expect(likeness.sharedTags).toEqual(['ＡＩ', '跑步']);
		expect(badness.parts.sharedTags).toBe(10);
	});

	test.each([
		['wants:design', 'offers:Design'],
		['想要：设计', '提供:设计'],
	])('"%s" goes with "%s", in both directions', (want, offer) => {
		expect(parts({ tags: [want] }, { tags: [offer] }).complementaryTags).toBe(0);
		expect(parts({ tags: [offer] }, { tags: [want] }).complementaryTags).toBe(0);
		expect(parts({ tags: [want] }, { tags: [want] }).complementaryTags).toBe(15);
		expect(compare({ tags: [want] }, { tags: [want] }).likeness.sharedTags).toEqual([]);
	});

	test('the hours that both have depend on the season', () => {
		const hoursAt = (at: string) =>
			compare({ timeZone: 'Asia/Shanghai' }, { timeZone: 'Europe/Berlin' }, [], at).likeness.hours;
		expect(hoursAt('2026-01-20T04:00:00Z')).toBe(6);
		expect(hoursAt('2026-07-20T04:00:00Z')).toBe(7);
		expect(parts({ timeZone: 'Asia/Shanghai' }, { timeZone: 'America/New_York' }).hours).toBeGreaterThan(0);
		expect(parts({}, { timeZone: 'America/New_York' }).hours).toBe(0);
	});

	test('a newcomer and a regular are well together', () => {
		const [fresh, old] = [{ joinedAt: '2026-03-10T00:00:00+08:00' }, { joinedAt: '2024-02-29T00:00:00Z' }];
		expect(parts(fresh, old).mix).toBe(0);
		expect(compare(fresh, old).likeness.newcomer).toBe('a');
		expect(parts(old, old).mix).toBe(10);
		expect(parts(fresh, fresh).mix).toBe(10);
	});

	test.each([
		[3, 60],
		[2, 60],
		[0, 30],
		[-6, 7],
	])('a meeting in round %i counts %i in round 10', (round, penalty) => {
		expect(parts({}, {}, [{ round, memberIds: ['b', 'a'], met: 'yes' }]).repeat).toBe(penalty);
	});

	test('what cannot be read is named', () => {
		expect(() => compare({ timeZone: 'Mars/Base' }, {})).toThrow(
			expect.objectContaining({ name: 'DomainError', field: 'timeZone' }),
		);
		expect(() => compare({ joinedAt: 'gestern' }, {})).toThrow(expect.objectContaining({ field: 'joinedAt' }));
		expect(() => readBuddySettings({ weights: { city: 0.5 } })).toThrow(
			expect.objectContaining({ field: 'weights.city' }),
		);
		expect(() => readBuddySettings({ hours: { from: 20, to: 8 } })).toThrow(
			expect.objectContaining({ field: 'hours.to' }),
		);
	});
});

const round = (crowd: readonly BuddyPerson[], past: readonly Meeting[] = [], changes = {}, seed = 's') =>
	matchBuddies(crowd, history(10, past), settings(changes), seed);

describe('matching', () => {
	test('does not depend on the order of people, and everybody is there once', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 15 }).chain((count) => fc.shuffledSubarray(people(count), { minLength: count })),
				(crowd) => {
					const sorted = [...crowd].sort((left, right) => (left.memberId < right.memberId ? -1 : 1));
					const result = round(crowd);
					expect(result).toEqual(round(sorted));
					const seen = [
						...result.groups.flatMap(({ memberIds }) => memberIds),
						...result.alone.map((one) => one.memberId),
					];
					expect(seen.sort()).toEqual(sorted.map(({ memberId }) => memberId));
					expect(result.groups.filter(({ memberIds }) => memberIds.length === 3)).toHaveLength(
						crowd.length % 2 === 1 && crowd.length > 1 ? 1 : 0,
					);
					expect(result.badness).toBe(result.groups.reduce((sum, { badness }) => sum + badness, 0));
				},
			),
			{ numRuns: 60 },
		);
	});

	test('the seed decides among equally good rounds', () => {
		const crowd = Array.from({ length: 12 }, (_, index) => person(`m${index}`));
		const groups = ['a', 'b', 'c'].map((seed) =>
			JSON.stringify(
				round(crowd, [], {}, seed)
					.groups.map(({ memberIds }) => memberIds.join())
					.sort(),
			),
		);
		expect(new Set(groups).size).toBe(3);
	});

	test('gives up the best pair where that is better for all', () => {
		const tags = (...names: string[]) => ({ tags: names });
		const crowd = [
			person('a', tags('p', 'q')),
			person('b', tags('p', 'q', 'r', 's', 't')),
			person('c', tags('r', 's', 't', 'u', 'v')),
			person('d', tags('u', 'v')),
		];
		const ids = round(crowd).groups.map(({ memberIds }) => memberIds.join(''));
		expect(ids.sort()).toEqual(['ab', 'cd']);
	});

	test('nobody meets again for the chosen number of rounds', () => {
		const crowd = people(8);
		let past: Meeting[] = [];
		const seen = new Set<string>();
		for (let now = 1; now <= 7; now += 1) {
			const { groups } = matchBuddies(crowd, history(now, past), settings({ noRepeatRounds: 6 }), 'seed');
			for (const { memberIds } of groups) seen.add(memberIds.join());
			past = [...past, ...groups.map(({ memberIds }): Meeting => ({ round: now, memberIds, met: 'yes' }))];
		}
		expect(seen.size).toBe(past.length);
	});

	test('who said that they did not meet may be paired again, unless that counts', () => {
		const past: Meeting[] = [{ round: 9, memberIds: ['m0', 'm1'], met: 'no' }];
		expect(round(people(2), past).groups).toHaveLength(1);
		expect(round(people(2), past, { countUnmet: true }).alone).toHaveLength(2);
	});

	test('never brings together whom somebody does not want to meet, and says why people are alone', () => {
		const [one, other] = people(2);
		if (one === undefined || other === undefined) throw new Error('two people');
		const result = round([{ ...one, never: ['m1'] }, other]);
		expect(result.groups).toEqual([]);
		expect(result.alone).toEqual([
			{ memberId: 'm0', reason: 'nobody_allowed', obstacles: { never_together: 1, met_recently: 0 } },
			{ memberId: 'm1', reason: 'nobody_allowed', obstacles: { never_together: 1, met_recently: 0 } },
		]);
		expect(round(people(2), [], { neverTogether: [['m1', 'm0']] }).groups).toEqual([]);
	});

	test.each([
		['only_one', people(1), {}],
		['odd_one', people(3), { trio: 'never' }],
		[
			'no_place',
			['hub', 'a', 'b', 'c'].map((id) => person(id, { never: ['a', 'b', 'c'].filter(() => id !== 'hub') })),
			{},
		],
	] as const)('%s is told', (reason, crowd, changes) => {
		const { alone } = round(crowd, [], changes);
		expect(alone.map((one) => one.reason)).toEqual(alone.map(() => reason));
		expect(alone.length).toBeGreaterThan(0);
	});

	test('who has not opted in rests', () => {
		const crowd = [...people(4), person('zoe', { optedIn: false }), person('阿姨', { optedIn: false })];
		const { groups, resting } = round(crowd);
		expect(resting).toEqual(['zoe', '阿姨']);
		expect(groups.flatMap(({ memberIds }) => memberIds).sort()).toEqual(['m0', 'm1', 'm2', 'm3']);
	});

	test('nobody is there twice, and a round is matched once', () => {
		expect(() => round([...people(2), ...people(1)])).toThrow(expect.objectContaining({ field: 'people.memberId' }));
		expect(() => round(people(2), [{ round: 10, memberIds: ['m0', 'm1'], met: 'yes' }])).toThrow(
			expect.objectContaining({ field: 'history.round' }),
		);
	});
});

import { pageKey, type BuddyRoundRow } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { World, at, codeOf, tally } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

describe.each(ENGINES)('buddy matching, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	let ids: string[] = [];
	beforeAll(() => world.open());
	beforeEach(async () => {
		await world.newCommunity();
		ids = await world.members(5);
	});
	const id = (n: number): string => ids[n] ?? '';
	const buddy = (n: number, status: 'in' | 'out' = 'in', seconds = 0) => ({
		communityId: world.C,
		memberId: id(n),
		status,
		wishes: { topics: ['跑步 🏃'], wants: [], offers: [] },
		since: at(seconds),
		updatedAt: at(seconds),
	});
	const round = (number: number, more: Partial<BuddyRoundRow> = {}): BuddyRoundRow => ({
		communityId: world.C,
		roundId: `r${number}`,
		number,
		people: 5,
		badness: 30,
		atLeast: 30,
		facts: { note: '第一轮' },
		at: at(number),
		...more,
	});
	const group = (groupId: string, number: number, seconds = number) => ({
		communityId: world.C,
		groupId,
		number,
		badness: 12,
		facts: { pairs: ['你好'] },
		introducedAt: at(seconds),
	});

	test('who takes part is kept, changed and listed in pages with names and identities', async () => {
		for (const n of [0, 1, 2]) await write((tx) => tx.putBuddy(buddy(n)));
		await write((tx) => tx.putBuddy(buddy(1, 'out', 9)));
		expect(await read((tx) => tx.getBuddy(world.C, id(1)))).toEqual(buddy(1, 'out', 9));
		expect(await read((tx) => tx.getBuddy(world.C, id(4)))).toBeUndefined();
		const list = (page = {}) => read((tx) => tx.listBuddies(world.C, { limit: 9, ...page }));
		expect(await list()).toMatchObject([
			{ memberId: id(0), writtenAs: id(0), memberStatus: 'applicant', identities: [{ platform: 'p' }] },
			{ memberId: id(2), wishes: { topics: ['跑步 🏃'] } },
		]);
		expect(await list({ limit: 1, after: id(0) })).toMatchObject([{ memberId: id(2) }]);
		expect(await codeOf(write((tx) => tx.putBuddy({ ...buddy(0), memberId: 'm_nobody' })))).toBe('conflict');
	});

	test('a round and its number are taken once, whoever is first', async () => {
		const outcomes = await Promise.all(
			[1, 2, 3, 4].map((n) =>
				write((tx) => tx.insertBuddyRound(round(1, { roundId: `at-once-${n}` }))).then(
					() => 'kept',
					() => 'refused',
				),
			),
		);
		expect(tally(outcomes)).toEqual({ kept: 1, refused: 3 });
		await write((tx) => tx.insertBuddyRound(round(2)));
		expect(await codeOf(write((tx) => tx.insertBuddyRound(round(3, { roundId: 'r2' }))))).toBe('conflict');
		expect(await read((tx) => tx.getBuddyRound(world.C, 'r2'))).toEqual(round(2));
		expect((await read((tx) => tx.listBuddyRounds(world.C, 9))).map(({ number }) => number)).toEqual([2, 1]);
		expect(await read((tx) => tx.listBuddyRounds(world.C, 1))).toHaveLength(1);
	});

	test('groups are asked, answer, and are closed', async () => {
		await write((tx) => tx.insertBuddyGroups([group('g1', 1), group('g2', 1), group('g3', 2)]));
		await write((tx) =>
			tx.insertBuddyPlaces([
				{ communityId: world.C, number: 1, memberId: id(0), groupId: 'g1' },
				{ communityId: world.C, number: 1, memberId: id(1), groupId: 'g1' },
				{ communityId: world.C, number: 1, memberId: id(2), groupId: null },
			]),
		);
		const open = (page = {}) => read((tx) => tx.openBuddyGroups(world.C, { limit: 9, ...page }));
		expect((await open()).map(({ groupId }) => groupId)).toEqual(['g1', 'g2', 'g3']);
		expect((await open({ after: pageKey(at(1), 'g1') })).map(({ groupId }) => groupId)).toEqual(['g2', 'g3']);
		await write((tx) =>
			tx.changeBuddyGroup(world.C, 'g1', { askedAt: at(5), reminders: 1, policy: { askAfterDays: 3 } }),
		);
		await write((tx) => tx.changeBuddyGroup(world.C, 'g2', { closedAt: at(6) }));
		expect((await open()).map(({ groupId }) => groupId)).toEqual(['g1', 'g3']);
		expect(await write((tx) => tx.takeBuddyGroup(world.C, 'g1'))).toEqual({
			...group('g1', 1),
			askedAt: at(5),
			reminders: 1,
			policy: { askAfterDays: 3 },
			closedAt: null,
		});
		await write((tx) =>
			tx.answerBuddyPlace({ communityId: world.C, number: 1, memberId: id(1) }, { met: false, at: at(7) }),
		);
		const places = await read((tx) => tx.listBuddyPlaces({ communityId: world.C, groupIds: ['g1'] }));
		expect(places.map(({ memberId, met, answeredAt }) => [memberId, met, answeredAt])).toEqual([
			[id(0), null, null],
			[id(1), false, at(7)],
		]);
		expect(await read((tx) => tx.listBuddyPlaces({ communityId: world.C, from: 1, to: 1 }))).toHaveLength(3);
		expect(await read((tx) => tx.listBuddyPlaces({ communityId: world.C, from: 2 }))).toEqual([]);
		const [bare] = await read((tx) => tx.listBuddyGroups(world.C, { from: 2, to: 2 }));
		const [full] = await read((tx) => tx.listBuddyGroups(world.C, { from: 2, to: 2 }, true));
		expect([bare?.facts, full?.facts]).toEqual([{}, { pairs: ['你好'] }]);
	});

	test('nobody has two places in a round', async () => {
		const place = { communityId: world.C, number: 1, memberId: id(0), groupId: null };
		await write((tx) => tx.insertBuddyPlaces([place]));
		await expect(write((tx) => tx.insertBuddyPlaces([place]))).rejects.toThrow();
	});
});

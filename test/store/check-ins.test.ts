import type { CheckInRow } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { runSql } from './support/raw-sql';
import { T0, World, at, codeOf } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

describe.each(ENGINES)('check-ins, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	let a = '';
	let b = '';
	let c = '';
	beforeAll(() => world.open());
	beforeEach(async () => {
		await world.newCommunity();
		[a = '', b = '', c = ''] = await world.members(3);
	});

	const row = (
		checkInId: string,
		more: Partial<CheckInRow> = {},
	): Omit<CheckInRow, 'endedAt' | 'endedBy' | 'endedWhy'> => ({
		communityId: world.C,
		checkInId,
		trackerId: 'daily',
		memberId: a,
		period: '2026-03-01',
		slot: 1,
		day: more.period ?? '2026-03-01',
		timeZone: 'Asia/Shanghai',
		startsAt: '2026-02-28T16:00:00.000Z',
		endsAt: '2026-03-01T16:00:00.000Z',
		graced: false,
		kind: 'own',
		way: 'keyword',
		status: 'counted',
		occurredAt: T0,
		recordedAt: T0,
		team: null,
		code: null,
		evidence: { text: '打卡\u0000 🌱' },
		proof: { exact: '0123456789abcdef', simhash: 'fedcba9876543210', length: 4 },
		imageHash: null,
		points: 1,
		subject: {},
		...more,
	});
	const insert = (...args: Parameters<typeof row>) => write((tx) => tx.insertCheckIn(row(...args)));
	const merge = async (memberId: string, into: string) =>
		await runSql(
			world.storeConfig,
			`update {member} set merged_into = '${into}' where community_id = '${world.C}' and member_id = '${memberId}'`,
		);

	test('200 at once leave one, whatever the events are called', async () => {
		const written = await world.atOnce(200, (tx, n) =>
			tx.insertCheckIn(row(`c${n}`)).then(
				() => true,
				(error: unknown) => {
					expect(error).toMatchObject({ code: 'conflict' });
					return false;
				},
			),
		);
		expect(written.filter(Boolean)).toHaveLength(1);
		expect(await read((tx) => tx.standingCheckIns(world.C, 'daily', [a]))).toHaveLength(1);
	});

	test('leave their place free once they have ended, and come back only if it still is', async () => {
		await insert('c1');
		expect(await codeOf(insert('c2'))).toBe('conflict');
		const end = (id: string) =>
			write((tx) => tx.endCheckIn(world.C, id, { status: 'undone', at: at(5), by: 'op', why: 'x' }));
		expect([await end('c1'), await end('c1')]).toEqual([true, false]);
		expect(await read((tx) => tx.getCheckIn(world.C, 'c1'))).toMatchObject({
			status: 'undone',
			endedBy: 'op',
			endedAt: at(5),
		});
		await insert('c2');
		expect(await codeOf(write((tx) => tx.restoreCheckIn(world.C, 'c1')))).toBe('conflict');
		await end('c2');
		await write((tx) => tx.restoreCheckIn(world.C, 'c1'));
		expect(await read((tx) => tx.standingCheckIns(world.C, 'daily', [a]))).toMatchObject([
			{ checkInId: 'c1', endedAt: null, evidence: { text: '打卡\u0000 🌱' } },
		]);
	});

	test('days and punch counts take merged people once', async () => {
		await insert('c1');
		await insert('c2', { memberId: b });
		await insert('c3', { memberId: c });
		await insert('c4', { period: '2026-03-02' });
		await insert('c5', { period: '2026-03-03', status: 'waiting' });
		const counts = () => read((tx) => tx.punchCounts(world.C, 'daily', '2026-03-01', '2026-03-31'));
		expect(await counts()).toEqual([
			{ day: '2026-03-01', people: 3 },
			{ day: '2026-03-02', people: 1 },
		]);
		await merge(b, a);
		expect(await counts()).toEqual([
			{ day: '2026-03-01', people: 2 },
			{ day: '2026-03-02', people: 1 },
		]);
		expect(await read((tx) => tx.checkInDays(world.C, [a, b], 'daily', '2026-03-01', '2026-03-01'))).toEqual(
			[a, b].sort().map((memberId) => ({ memberId, day: '2026-03-01', checkIns: 1 })),
		);
		expect(await read((tx) => tx.checkInDays(world.C, [], 'daily', '2026-03-01', '2026-03-01'))).toEqual([]);
	});

	describe('leaderboards', () => {
		const days = { from: '2026-03-01', to: '2026-03-31' };
		const streak = (memberId: string, current: number, more: object = {}) =>
			write((tx) =>
				tx.saveStreak(
					{
						communityId: world.C,
						trackerId: 'daily',
						memberId,
						state: {},
						basis: '1',
						current,
						longest: current,
						total: current,
						lastPeriod: '2026-03-01',
						reachedAt: T0,
						livesUntil: at(3600),
						team: null,
						...more,
					},
					T0,
				),
			);
		const board = (by: object | 'total', page: object = {}, team?: string) =>
			read((tx) =>
				tx.leaderboard({ communityId: world.C, trackerId: 'daily', by: by as never, team }, { limit: 9, ...page }),
			);

		test('count check-ins of a range, the first among equals first; hidden people and other teams left out', async () => {
			await insert('c1', { occurredAt: at(9), team: 'red' });
			await insert('c2', { memberId: b, occurredAt: at(3) });
			await insert('c3', { memberId: c, period: '2026-03-02', occurredAt: at(1) });
			await insert('c4', { memberId: c, period: '2026-03-03', occurredAt: at(20) });
			const rows = await board({ days });
			expect(rows.map(({ memberId, score }) => [memberId, score])).toEqual([
				[c, 2],
				[b, 1],
				[a, 1],
			]);
			expect((await board({ days }, { limit: 1, after: rows[0] })).map(({ memberId }) => memberId)).toEqual([b]);
			expect((await board({ days }, {}, 'red')).map(({ memberId }) => memberId)).toEqual([a]);
			const filter = { communityId: world.C, trackerId: 'daily', by: { days } };
			expect(await read((tx) => tx.countAbove(filter, 1))).toBe(1);
			expect(await read((tx) => tx.boardPlace(filter, { score: 1, reachedAt: at(3), memberId: b }))).toEqual({
				above: 1,
				upTo: 2,
			});
			await streak(c, 2);
			await write((tx) => tx.setStreakPreference(world.C, 'daily', c, { hidden: true }, T0));
			await streak(c, 3);
			expect((await board({ days })).map(({ memberId }) => memberId)).toEqual([b, a]);
			await merge(b, a);
			expect((await board({ days })).map(({ memberId, score }) => [memberId, score])).toEqual([[a, 1]]);
			await insert('c5', { memberId: b, period: '2026-03-04', occurredAt: at(30), team: 'red' });
			expect(await board({ days })).toEqual([{ memberId: a, name: null, team: 'red', score: 2, reachedAt: at(30) }]);
			expect((await board({ days }, {}, 'red')).map(({ memberId, score }) => [memberId, score])).toEqual([[a, 2]]);
			expect(await read((tx) => tx.boardPlace(filter, { score: 1, reachedAt: T0, memberId: '' }))).toEqual({
				above: 1,
				upTo: 1,
			});
			expect(
				await read((tx) => tx.teamLeaderboard({ communityId: world.C, trackerId: 'daily', ...days }, 9)),
			).toMatchObject([{ team: 'red', score: 2, people: 1 }]);
		});

		test('of streaks show those that live, and of all time all', async () => {
			await streak(a, 5);
			await streak(b, 9, { livesUntil: at(-1) });
			await streak(c, 5, { reachedAt: at(-60) });
			expect((await board({ streakAt: T0 })).map(({ memberId }) => memberId)).toEqual([c, a]);
			expect((await board('total')).map(({ memberId, score }) => [memberId, score])).toEqual([
				[b, 9],
				[c, 5],
				[a, 5],
			]);
			await merge(a, c);
			expect((await board({ streakAt: T0 })).map(({ memberId }) => memberId)).toEqual([c]);
			expect(await read((tx) => tx.mergedStreaks(world.C, 'daily'))).toEqual([{ memberId: a, mergedInto: c }]);
		});
	});

	test('trackers are versions; a reminder is booked once a day; a code is one', async () => {
		const define = (definition: object) =>
			write((tx) =>
				tx.saveTracker({
					communityId: world.C,
					trackerId: 'daily',
					definition: definition as never,
					fromDay: '0001-01-01',
					createdBy: 'op',
					createdAt: T0,
				}),
			);
		expect(
			[await define({ a: 1 }), await define({ a: 1 }), await define({ a: 2 })].map(({ version, changed }) => [
				version,
				changed,
			]),
		).toEqual([
			[1, true],
			[1, false],
			[2, true],
		]);
		expect((await read((tx) => tx.trackerVersions(world.C, 'daily'))).map(({ version }) => version)).toEqual([1, 2]);
		const booked = await world.atOnce(8, (tx) => tx.bookReminder(world.C, 'daily', a, '2026-03-01', T0));
		expect(booked.filter(Boolean)).toHaveLength(1);
		const door = {
			communityId: world.C,
			code: 'ABCD2345',
			trackerId: 'daily',
			place: null,
			issuedBy: 'op',
			issuedAt: T0,
			expiresAt: at(60),
		};
		expect([await write((tx) => tx.addDoorCode(door)), await write((tx) => tx.addDoorCode(door))]).toEqual([
			true,
			false,
		]);
		await insert('c1', { code: 'ABCD2345' });
		expect(await read((tx) => tx.hasUsedCode(world.C, 'ABCD2345', [b, a]))).toBe(true);
		expect(await read((tx) => tx.hasUsedCode(world.C, 'ABCD2345', [b]))).toBe(false);
	});
});

import fc from 'fast-check';

import { pageKey, type ForgivenRow, type RecentMessageRow } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { T0, World, at, codeOf, tally } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

describe.each(ENGINES)('the scan of messages, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	let a = '';
	let b = '';
	beforeAll(() => world.open());
	beforeEach(async () => {
		await world.newCommunity();
		[a = '', b = ''] = await world.members(2);
	});

	describe('strikes', () => {
		const strike = (strikeId: string, seconds = 0, memberId = a) => ({
			communityId: world.C,
			strikeId,
			memberId,
			points: 1.5,
			rule: 'links',
			reasons: [{ saw: 'http://广告.cn' }],
			messageId: `m-${strikeId}`,
			at: at(seconds),
		});
		const add = (...args: Parameters<typeof strike>) => write((tx) => tx.addStrike(strike(...args)));

		test('are given once and undone once', async () => {
			expect(await add('s1')).toBe(true);
			expect(await add('s1', 9)).toBe(false);
			expect(await read((tx) => tx.getStrike(world.C, 's1'))).toEqual({
				...strike('s1'),
				undoneAt: null,
				undoneBy: null,
			});
			const undone = await world.atOnce(6, (tx, n) => tx.undoStrike(world.C, 's1', { at: at(n), by: `op${n}` }));
			expect(undone.filter((row) => row !== undefined)).toHaveLength(1);
			expect(await read((tx) => tx.getStrike(world.C, 's1'))).toMatchObject({ undoneBy: expect.stringMatching(/^op/) });
			expect(await write((tx) => tx.undoStrike(world.C, 'none', { at: T0, by: 'op' }))).toBeUndefined();
			expect(await codeOf(add('s2', 0, 'm_nobody'))).toBe('conflict');
		});

		test('are listed in pages, by member, time, message and whether they count', async () => {
			for (const n of [1, 2, 3, 4]) await add(`s${n}`, n >> 1, n === 4 ? b : a);
			await write((tx) => tx.undoStrike(world.C, 's2', { at: at(9), by: 'op' }));
			const list = async (filter: object, page = {}) =>
				(await read((tx) => tx.listStrikes({ communityId: world.C, ...filter }, { limit: 9, ...page }))).map(
					({ strikeId }) => strikeId,
				);
			expect(await list({})).toEqual(['s1', 's2', 's3', 's4']);
			expect(await list({}, { limit: 2, after: pageKey(at(1), 's2') })).toEqual(['s3', 's4']);
			expect(await list({ memberId: a, since: at(1) })).toEqual(['s2', 's3']);
			expect(await list({ memberId: a, undone: false })).toEqual(['s1', 's3']);
			expect(await list({ undone: true })).toEqual(['s2']);
			expect(await list({ messageId: 'm-s3' })).toEqual(['s3']);
		});
	});

	describe('messages', () => {
		const message = (messageId: string, more: Partial<RecentMessageRow> = {}): RecentMessageRow => ({
			communityId: world.C,
			messageId,
			memberId: a,
			at: T0,
			fingerprint: '0123456789abcdef',
			simhash: 'fedcba9876543210',
			length: 12,
			...more,
		});
		const note = (...messages: RecentMessageRow[]) => write((tx) => tx.noteMessages(messages));
		const count = (memberId = a) => read((tx) => tx.countMessages(world.C, memberId));

		test('are counted once, each with its number', async () => {
			expect(await count()).toEqual({ messages: 0, firstAt: null, lastAt: null });
			expect(
				await note(message('1', { at: at(5) }), message('2', { memberId: b }), message('3', { at: at(9) })),
			).toEqual([
				{ fresh: true, nth: 1 },
				{ fresh: true, nth: 1 },
				{ fresh: true, nth: 2 },
			]);
			expect(await note(message('3'), message('4', { at: at(1) }))).toEqual([
				{ fresh: false, nth: 2 },
				{ fresh: true, nth: 3 },
			]);
			expect(await count()).toEqual({ messages: 3, firstAt: at(1), lastAt: at(9) });
			expect(await count(b)).toEqual({ messages: 1, firstAt: T0, lastAt: T0 });
			expect(await note()).toEqual([]);
		});

		test('get numbers of their own when many are noted at once', async () => {
			const noted = await world.atOnce(30, (tx, n) =>
				tx.noteMessages(
					n % 2 === 0
						? [message(`${n}a`), message(`${n}b`, { memberId: b })]
						: [message(`${n}b`, { memberId: b }), message(`${n}a`)],
				),
			);
			const ofA = noted.map((pair, n) => pair[n % 2]?.nth ?? 0).sort((x, y) => x - y);
			expect(ofA).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
			expect(await count(b)).toMatchObject({ messages: 30 });
		});

		test('are counted the same in any order and with any repetition', async () => {
			const arrivals = fc.array(
				fc.array(fc.record({ id: fc.integer({ min: 0, max: 9 }), second: fc.nat({ max: 99 }) }), { maxLength: 5 }),
				{ maxLength: 8 },
			);
			await fc.assert(
				fc.asyncProperty(arrivals, async (batches) => {
					await world.newCommunity();
					[a = '', b = ''] = await world.members(2);
					const who = (id: number): string => (id % 2 === 0 ? a : b);
					for (const batch of batches) {
						await note(...batch.map(({ id, second }) => message(`${id}`, { memberId: who(id), at: at(second) })));
					}
					const firsts = new Map<number, number>();
					for (const { id, second } of batches.flat()) if (!firsts.has(id)) firsts.set(id, second);
					for (const memberId of [a, b]) {
						const seconds = [...firsts].filter(([id]) => who(id) === memberId).map(([, second]) => second);
						expect(await count(memberId)).toEqual({
							messages: seconds.length,
							firstAt: seconds.length === 0 ? null : at(Math.min(...seconds)),
							lastAt: seconds.length === 0 ? null : at(Math.max(...seconds)),
						});
					}
				}),
				{ numRuns: 20 },
			);
		});

		test('are found again lately, newest first', async () => {
			await note(
				message('1', { at: at(1) }),
				message('2', { at: at(2), memberId: b }),
				message('3', { at: at(3), fingerprint: 'ffffffffffffffff' }),
			);
			const list = async (filter: object, limit = 9) =>
				(await read((tx) => tx.recentMessages({ communityId: world.C, since: T0, ...filter }, limit))).map(
					({ messageId }) => messageId,
				);
			expect(await list({})).toEqual(['3', '2', '1']);
			expect(await list({}, 1)).toEqual(['3']);
			expect(await list({ memberId: a, since: at(2) })).toEqual(['3']);
			expect(await list({ fingerprint: '0123456789abcdef' })).toEqual(['2', '1']);
			expect(await read((tx) => tx.getRecentMessage(world.C, '2'))).toEqual(message('2', { at: at(2), memberId: b }));
			expect(await read((tx) => tx.getRecentMessage('other', '2'))).toBeUndefined();
		});

		test('are forgotten in time, oldest first, and stay counted', async () => {
			await note(...[1, 2, 3, 4].map((n) => message(`${n}`, { at: at(n) })));
			const prune = (seconds: number, limit?: number) =>
				write((tx) => tx.pruneRecentMessages(world.C, at(seconds), limit));
			expect(await prune(4, 1)).toBe(1);
			expect(await read((tx) => tx.getRecentMessage(world.C, '1'))).toBeUndefined();
			expect(await prune(4)).toBe(2);
			expect(await prune(4)).toBe(0);
			expect(await read((tx) => tx.recentMessages({ communityId: world.C, since: T0 }, 9))).toHaveLength(1);
			expect(await count()).toMatchObject({ messages: 4 });
			expect(await write((tx) => tx.pruneRecentMessages('other', at(99)))).toBe(0);
		});
	});

	test('what was forgiven is kept once, and may be taken back', async () => {
		const text = (fingerprint: string, more: Partial<ForgivenRow> = {}): ForgivenRow => ({
			communityId: world.C,
			fingerprint,
			simhash: '00ff',
			length: 20,
			forgivenBy: 'op',
			at: T0,
			...more,
		});
		const forgiven = await world.atOnce(4, (tx) => tx.forgive(text('f1')));
		expect(tally(forgiven.map(String))).toEqual({ true: 1, false: 3 });
		await write((tx) => tx.forgive(text('f2', { at: at(1) })));
		expect(await read((tx) => tx.listForgiven(world.C, 9))).toEqual([text('f2', { at: at(1) }), text('f1')]);
		expect(await read((tx) => tx.listForgiven(world.C, 1))).toHaveLength(1);
		expect(await write((tx) => tx.unforgive(world.C, 'f1'))).toBe(true);
		expect(await write((tx) => tx.unforgive(world.C, 'f1'))).toBe(false);
		expect(await read((tx) => tx.listForgiven(world.C, 9))).toHaveLength(1);
	});
});

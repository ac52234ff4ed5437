import fc from 'fast-check';

import { classify, parseClasses } from '../../community/tiers/classes';
import { intimacyAt } from '../../community/tiers/intimacy';
import { pageKey, placeKey, pondPlaceKey, type PointsEntry, type RankedMember } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { runSql } from './support/raw-sql';
import { T0, World, at, codeOf } from './support/world';

jest.setTimeout(180_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

const HERE = ['member', 'applicant'] as const;
const FADING = { activityDays: 30, spendingDays: 180 };

describe.each(ENGINES)('where members stand, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	let ids: string[] = [];
	let a = '';
	let b = '';
	beforeAll(() => world.open());
	beforeEach(async () => {
		await world.newCommunity();
		ids = await world.members(6);
		[a = '', b = ''] = ids;
	});
	const merge = (from: string, into: string) =>
		runSql(
			world.storeConfig,
			`update {member} set merged_into = '${into}' where community_id = '${world.C}' and member_id = '${from}'`,
		);
	const line = (entryId: string, amount: number, more: Partial<PointsEntry> = {}): PointsEntry => ({
		communityId: world.C,
		entryId,
		memberId: a,
		amount,
		reason: 'r',
		at: T0,
		...more,
	});
	const book = (...args: Parameters<typeof line>) => write((tx) => tx.addPoints(line(...args)));

	describe('points', () => {
		const sums = (memberId = a) =>
			read(async (tx) => tx.personPoints(world.C, await tx.memberIdsOf(world.C, memberId)));

		test('the balance is the sum of the ledger, whatever is booked at once and how often', async () => {
			const bookings = fc.array(
				fc.record({ id: fc.nat({ max: 12 }), amount: fc.integer({ min: -9, max: 20 }), who: fc.nat({ max: 2 }) }),
				{ maxLength: 20 },
			);
			await fc.assert(
				fc.asyncProperty(bookings, async (all) => {
					await world.newCommunity();
					ids = await world.members(3);
					[a = ''] = ids;
					await Promise.allSettled(
						all.map(({ id, amount, who }) =>
							write((tx) => tx.addPoints(line(`e${id}`, amount, { memberId: ids[who] ?? a }))),
						),
					);
					for (const memberId of ids) {
						const lines = await read((tx) => tx.allPoints(world.C, [memberId]));
						const { balance } = await sums(memberId);
						expect(balance).toBe(lines.reduce((sum, { amount }) => sum + amount, 0));
						expect(balance).toBeGreaterThanOrEqual(0);
						expect(new Set(lines.map(({ entryId }) => entryId)).size).toBe(lines.length);
					}
				}),
				{ numRuns: 15 },
			);
		});

		test('what was earned stays when points are spent or grow old, and goes when they are taken back', async () => {
			await book('1', 50);
			await book('2', -20, { kind: 'adjust' });
			await book('3', -5, { kind: 'decay', of: '1' });
			await book('4', -10, { kind: 'reversal', of: '1' });
			expect(await sums()).toEqual({ balance: 15, earned: 40 });
		});

		test('of several members of one person are one balance, which may be spent', async () => {
			await book('1', 5);
			await book('2', 7, { memberId: b });
			await merge(b, a);
			expect(await sums(b)).toEqual({ balance: 12, earned: 12 });
			expect(await read((tx) => tx.pointsBalance(world.C, b))).toBe(12);
			expect(await book('3', -11)).toBe(true);
			expect(await codeOf(book('4', -2))).toBe('conflict');
			expect(await read((tx) => tx.pointsHolders(world.C, { limit: 9 }))).toEqual([a]);
		});

		test('lists lines, the newest first, in pages; and those of a day with what was taken back', async () => {
			const award = { kind: 'award' as const, ruleId: 'talk', day: '2026-03-01' };
			for (const n of [1, 2, 3]) await book(`e${n}`, n, { at: at(n), ...award });
			await book('e4', 9, { at: at(4), ...award, day: '2026-03-02' });
			await book('back', -2, { at: at(9), kind: 'reversal', of: 'e2' });
			const list = (page = {}) => read((tx) => tx.listPoints(world.C, [a], { limit: 9, ...page }));
			expect((await list()).map(({ entryId }) => entryId)).toEqual(['back', 'e4', 'e3', 'e2', 'e1']);
			expect((await list({ limit: 2, after: pageKey(at(4), 'e4') })).map(({ entryId }) => entryId)).toEqual([
				'e3',
				'e2',
			]);
			const day = await read((tx) => tx.bookedOnDay(world.C, [a], '2026-03-01'));
			expect(day.map(({ entryId, reversed }) => [entryId, reversed])).toEqual([
				['e1', false],
				['e2', true],
				['e3', false],
			]);
			expect(await read((tx) => tx.pointsAt(world.C, [a], at(2)))).toMatchObject([{ entryId: 'e2', ruleId: 'talk' }]);
			expect(await read((tx) => tx.getPoints(world.C, ['e1', 'none']))).toHaveLength(1);
		});

		test('the board has each person once, equals share a rank, and pages follow each other', async () => {
			await fc.assert(
				fc.asyncProperty(
					fc.array(fc.nat({ max: 4 }), { minLength: 6, maxLength: 6 }),
					fc.boolean(),
					fc.integer({ min: 1, max: 4 }),
					async (points, merged, limit) => {
						await world.newCommunity();
						ids = await world.members(6);
						[a = '', b = ''] = ids;
						for (const [index, amount] of points.entries())
							await book(`${index}`, amount, { memberId: ids[index] ?? a });
						if (merged) await merge(b, a);
						const filter = { communityId: world.C, by: 'balance' as const, statuses: HERE };
						const board: RankedMember[] = [];
						for (let after: string | undefined; ;) {
							const page = await read((tx) => tx.pointsLeaderboard(filter, { limit, after }));
							board.push(...page);
							const last = page.at(-1);
							if (last === undefined) break;
							after = placeKey(last);
						}
						const people = new Map(ids.map((id, index): [string, number] => [id, points[index] ?? 0]));
						if (merged) {
							people.set(a, (points[0] ?? 0) + (points[1] ?? 0));
							people.delete(b);
						}
						expect(new Map(board.map(({ memberId, points: sum }) => [memberId, sum]))).toEqual(people);
						for (const { memberId, points: sum, rank } of board) {
							expect(rank).toBe([...people.values()].filter((other) => other > sum).length + 1);
							expect(await read((tx) => tx.placeOnBoard(filter, memberId))).toEqual({ memberId, points: sum, rank });
						}
						expect(board.map(({ rank }) => rank)).toEqual(board.map(({ rank }) => rank).sort((x, y) => x - y));
					},
				),
				{ numRuns: 15 },
			);
		});
	});

	describe('scores', () => {
		test('classes are those of the rule, for scores of any age', async () => {
			const scores = fc.array(
				fc.option(
					fc.record({
						activity: fc.integer({ min: -2, max: 3 }),
						spending: fc.nat({ max: 2 }),
						days: fc.constantFrom(0, 30, 180, 5000, 100_000),
					}),
				),
				{ minLength: 6, maxLength: 6 },
			);
			const policies = fc.record({
				topPercent: fc.nat({ max: 50 }),
				poorPercent: fc.nat({ max: 50 }),
				fromMembers: fc.integer({ min: 1, max: 8 }),
			});
			await fc.assert(
				fc.asyncProperty(scores, policies, fc.boolean(), async (all, given, merged) => {
					await world.newCommunity();
					ids = await world.members(6);
					[a = '', b = ''] = ids;
					const totals = new Map<string, number>();
					const rule = { weights: {}, halfLifeDays: 30, spending: { weight: 1, unitMinor: 1, halfLifeDays: 180 } };
					for (const [index, one] of all.entries()) {
						const person = merged && index === 1 ? a : (ids[index] ?? a);
						const state = one && { ...one, at: new Date(Date.parse(T0) - one.days * 86_400_000).toISOString() };
						totals.set(person, (totals.get(person) ?? 0) + intimacyAt(rule, state ?? undefined, T0));
						if (state !== null) await write((tx) => tx.saveScore(world.C, ids[index] ?? a, state));
					}
					if (merged) await merge(b, a);
					const policy = parseClasses(given);
					const expected = classify(
						[...totals].map(([memberId, score]) => ({ memberId, score })),
						policy,
					);
					const filter = { communityId: world.C, statuses: HERE, now: T0, fading: FADING, ...policy };
					const found = await read((tx) => tx.classifyScores(filter, 100));
					const plain = ({ memberId, class: of, rank, percentile, members }: (typeof expected)[number]) => ({
						memberId,
						class: of,
						rank,
						percentile: Math.round(percentile * 1e6),
						members,
					});
					const byId = (x: { memberId: string }, y: { memberId: string }) => (x.memberId < y.memberId ? -1 : 1);
					expect(found.map(plain).sort(byId)).toEqual(expected.map(plain).sort(byId));
					expect(found.map(({ rank }) => rank)).toEqual(found.map(({ rank }) => rank).sort((x, y) => x - y));
					const top = await read((tx) => tx.classifyScores({ ...filter, only: 'top' }, 100));
					expect(top).toEqual(found.filter((one) => one.class === 'top'));
					expect(await read((tx) => tx.classifyScores({ ...filter, memberId: a }, 1))).toEqual(
						found.filter(({ memberId }) => memberId === a),
					);
				}),
				{ numRuns: 15 },
			);
		});

		test('settings are kept, and kept again only where they differ', async () => {
			const save = (definition: { n: number }) => write((tx) => tx.savePolicy(world.C, 'intimacy', definition, T0));
			expect(await save({ n: 1 })).toBe(true);
			expect(await save({ n: 1 })).toBe(false);
			expect(await save({ n: 2 })).toBe(true);
			expect(await read((tx) => tx.getPolicy(world.C, 'intimacy'))).toEqual({ n: 2 });
			expect(await read((tx) => tx.getPolicy(world.C, 'tiers'))).toBeUndefined();
		});
	});

	describe('tiers', () => {
		const event = (eventId: string, memberId: string, type: string, seconds: number, data = {}) => ({
			communityId: world.C,
			source: 'test',
			eventId,
			type,
			memberId,
			occurredAt: at(seconds),
			recordedAt: at(seconds),
			data,
		});

		test('facts are those of all members that a person is', async () => {
			await book('1', 5);
			await book('2', 6, { memberId: b });
			const payment = (amountMinor: number, currency = 'CNY') => ({ payment: { amountMinor, currency } });
			await write(async (tx) => {
				await tx.appendLedger([
					event('e1', a, 'checkin.recorded', 1),
					event('e2', b, 'checkin.recorded', 2),
					event('e3', b, 'checkin.recorded', 99),
					event('e4', a, 'payment_succeeded', 3, payment(900)),
					event('e5', b, 'payment_succeeded', 3, payment(100)),
					event('e6', b, 'refund_succeeded', 4, payment(250)),
					event('e7', b, 'payment_succeeded', 4, payment(7, 'HKD')),
				]);
				await tx.saveScore(world.C, b, { activity: 1, spending: 2, at: T0 });
				const grant = { communityId: world.C, grantId: 'g', memberId: b, tier: '黑卡', startsAt: T0, until: at(60) };
				await tx.addGrant({ ...grant, grantedBy: null, reason: null, at: T0 });
				await tx.addGrant({ ...grant, grantId: 'over', until: at(20), grantedBy: null, reason: null, at: T0 });
				const state = { memberId: b, tier: '银卡', earned: '银卡', since: T0, reviewAt: null };
				await tx.saveTiers(world.C, [state], T0);
			});
			await merge(b, a);
			const counts = [
				{ name: 'all', type: 'checkin.recorded' },
				{ name: 'new', type: 'checkin.recorded', since: at(2) },
			];
			const filter = { communityId: world.C, counts, spent: true, now: at(50) };
			const [facts] = await read((tx) => tx.tierFacts({ ...filter, memberIds: [a] }, { limit: 9 }));
			expect(facts).toMatchObject({
				memberId: a,
				memberIds: [a, b],
				points: 11,
				earned: 11,
				scores: [{ activity: 1, spending: 2 }],
				counts: { all: 2, new: 1 },
				spent: { CNY: 750, HKD: 7 },
				state: { memberId: b, tier: '银卡' },
				grants: [{ grantId: 'g' }],
			});
			const page = await read((tx) => tx.tierFacts({ ...filter, statuses: ['applicant'] }, { limit: 2, after: a }));
			expect(page.map(({ memberId }) => memberId)).toEqual(ids.slice(2, 4));
			expect(await read((tx) => tx.getTier(world.C, [a, b]))).toMatchObject({ tier: '银卡' });
		});

		test('are kept, replaced and listed', async () => {
			const state = (memberId: string, tier: string) => ({
				memberId,
				tier,
				earned: tier,
				since: T0,
				earnedSince: at(1),
				graceUntil: at(9),
				reviewAt: at(9),
			});
			await write(async (tx) => {
				for (const id of [a, b]) await tx.setMemberStatus(world.C, id, 'member', T0);
				await tx.saveTiers(world.C, [state(a, 'x'), state(b, 'x')], T0);
				await tx.saveTiers(world.C, [state(a, 'y')], at(5));
			});
			expect(await read((tx) => tx.listTiers({ communityId: world.C, tier: 'y' }, { limit: 9 }))).toEqual([
				{ ...state(a, 'y'), updatedAt: at(5) },
			]);
			const all = await read((tx) => tx.listTiers({ communityId: world.C }, { limit: 9, after: a }));
			expect(all.map(({ memberId }) => memberId)).toEqual([b]);
		});
	});

	test('bites are recorded once; places follow the newest word, and an invitation is remembered', async () => {
		const bite = { communityId: world.C, biteId: '1', memberId: a, bait: '摄影', at: at(1) };
		const added = await world.atOnce(4, (tx) => tx.addBite(bite));
		expect(added.filter(Boolean)).toHaveLength(1);
		expect(await read((tx) => tx.listBites(world.C, [a, b], T0))).toEqual([{ memberId: a, bait: '摄影', at: at(1) }]);
		expect(await read((tx) => tx.listBites(world.C, [a], at(2)))).toEqual([]);
		const place = (memberId: string, status: 'in' | 'invited', invitedAt?: string) =>
			write((tx) => tx.savePlace(world.C, { memberId, pondId: 'p', status, invitedAt }, at(3)));
		await place(b, 'invited', at(2));
		await place(b, 'in');
		expect(await read((tx) => tx.placesOf(world.C, [b]))).toEqual([
			{ memberId: b, pondId: 'p', status: 'in', invitedAt: at(2), updatedAt: at(3) },
		]);
		const people = (since: string, page = {}) => read((tx) => tx.pondMembers(world.C, since, { limit: 9, ...page }));
		expect(await people(T0)).toEqual([a, b]);
		expect(await people(T0, { after: a })).toEqual([b]);
		expect(await people(at(2))).toEqual([b]);
		const [c = ''] = ids.slice(2);
		await place(c, 'invited', at(3));
		const list = (page = {}) =>
			read((tx) => tx.listPondPlaces({ communityId: world.C, pondId: 'p' }, { limit: 1, ...page }));
		const [first] = await list();
		expect(first?.memberId).toBe(b);
		expect(await list({ after: first && pondPlaceKey(first) })).toMatchObject([{ memberId: c }]);
		expect(await read((tx) => tx.listPondPlaces({ communityId: world.C, status: 'in' }, { limit: 9 }))).toHaveLength(1);
		await merge(c, a);
		expect(await people(at(2))).toEqual([a, b]);
	});
});

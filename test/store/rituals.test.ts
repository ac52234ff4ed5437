import { withoutPerson } from '../../community/identity/erasure';
import type { RitualPlanRow } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { oldStore } from './support/old-store';
import { runSql } from './support/raw-sql';
import { T0, World, at } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

describe.each(ENGINES)('rituals in full, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	let members: string[] = [];
	beforeAll(() => world.open());
	beforeEach(async () => {
		await world.newCommunity();
		members = await world.members(4);
		await write((tx) => tx.saveRitual(world.C, 'welcome', { v: 2 }, T0));
	});

	const begin = async (progressId: string, member = 0, facts: object = {}, seconds = 0) =>
		await write(async (tx) => {
			await tx.startRitual({
				communityId: world.C,
				progressId,
				ritualId: 'welcome',
				version: 1,
				memberId: members[member] ?? '',
				subject: {},
				startedAt: at(seconds),
			});
			await tx.setRitualFacts(world.C, progressId, facts);
		});
	const plan = (progressId: string, stepId: string, more: Partial<RitualPlanRow> = {}): RitualPlanRow => ({
		progressId,
		stepId,
		position: 0,
		state: 'waiting',
		askedAt: null,
		dueAt: null,
		nextAt: null,
		nudges: 0,
		draft: null,
		settledAt: null,
		...more,
	});

	test('facts are kept as they are given, and the newest of a person is found under any of their ids', async () => {
		await begin('p1', 0, { segment: '海报', inviter: 'telegram:9' });
		await begin('p2', 1, { language: 'en', endedAt: at(5), endedWhy: 'left' }, 5);
		expect(await read((tx) => tx.getRitualFacts(world.C, 'p1'))).toMatchObject({ segment: '海报', endedAt: null });
		await write((tx) => tx.setRitualFacts(world.C, 'p2', { endedAt: null, endedWhy: null }));
		expect(await read((tx) => tx.getRitualFacts(world.C, 'p2'))).toMatchObject({ language: 'en', endedWhy: null });
		const of = async (...args: [string[], string?]) =>
			(await read((tx) => tx.ritualsOf(world.C, ...args))).map(({ progressId }) => progressId);
		expect(await of([members[0] ?? '', members[1] ?? ''])).toEqual(['p2', 'p1']);
		expect(await of([members[0] ?? ''], 'other')).toEqual([]);
	});

	test('a plan is kept once, changed, and due only while its ritual is under way', async () => {
		for (const [index, id] of ['p1', 'p2', 'p3', 'p4'].entries()) await begin(id, index);
		await write(async (tx) => {
			const due = (id: string, seconds: number) => plan(id, 'a', { nextAt: at(seconds) });
			await tx.insertPlan(world.C, [due('p1', 9), due('p2', 3), due('p3', 3), due('p4', 4), plan('p2', 'b')]);
			await tx.insertPlan(world.C, [plan('p1', 'a', { nextAt: at(1) })]);
			await tx.setRitualFacts(world.C, 'p3', { endedAt: at(1), endedWhy: 'left' });
			await tx.completeRitual(world.C, 'p4', at(1));
		});
		const due = async (seconds: number, limit = 9) =>
			(await read((tx) => tx.duePlans(world.C, at(seconds), limit))).map(({ progressId }) => progressId);
		expect(await due(2)).toEqual([]);
		expect(await due(10)).toEqual(['p2', 'p1']);
		expect(await due(10, 1)).toEqual(['p2']);
		await write((tx) =>
			tx.setPlan(world.C, 'p2', 'a', { state: 'done', nextAt: null, draft: { picked: [1] }, nudges: 2 }),
		);
		expect(await read((tx) => tx.planOf(world.C, 'p2'))).toMatchObject([
			{ stepId: 'a', state: 'done', draft: { picked: [1] }, nudges: 2, nextAt: null },
			{ stepId: 'b' },
		]);
		await write((tx) => tx.stopPlan(world.C, 'p1'));
		expect(await due(10)).toEqual([]);
	});

	test('an erasure ends the ritual that is under way, and leaves one that was completed as it is', async () => {
		const [memberId = ''] = members;
		await begin('done');
		await write((tx) => tx.completeRitual(world.C, 'done', at(1)));
		await begin('open');
		await write((tx) => tx.insertPlan(world.C, [plan('open', 'a', { nextAt: at(2) })]));
		await write((tx) =>
			tx.erasePerson({
				...{ communityId: world.C, memberIds: [memberId], erasureId: 'e1', pseudonym: 'erased_1' },
				...{ askedBy: '小王', reason: '本人要求', at: at(5), withoutPerson },
			}),
		);
		expect(await read((tx) => tx.getRitualFacts(world.C, 'open'))).toMatchObject({ endedAt: at(5), endedWhy: 'left' });
		expect(await read((tx) => tx.getRitualFacts(world.C, 'done'))).toMatchObject({ endedAt: null, endedWhy: null });
		expect(await read((tx) => tx.duePlans(world.C, at(10), 9))).toEqual([]);
	});

	test('those who wait are greeted by one of many who try at once', async () => {
		for (const [index, id] of ['p1', 'p2', 'p3'].entries()) await begin(id, index);
		const queue = (progressId: string, seconds: number) =>
			write((tx) => tx.queueGreeting(world.C, { progressId, bundle: 'b', name: progressId, queuedAt: at(seconds) }));
		expect(await queue('p2', 2)).toBe(true);
		expect(await queue('p1', 1)).toBe(true);
		expect(await queue('p1', 3)).toBe(false);
		expect(await read((tx) => tx.lastGreetingAt(world.C, 'b'))).toBeNull();
		const taken = await world.atOnce(8, async (tx, n) => {
			await tx.lockCommunity(world.C);
			const waiting = (await tx.waitingGreetings(world.C, 'b')).map(({ progressId }) => progressId);
			await tx.markGreeted(world.C, waiting, `batch ${n}`, at(10));
			return waiting;
		});
		expect(taken.filter((waiting) => waiting.length > 0)).toEqual([['p1', 'p2']]);
		expect(await read((tx) => tx.waitingGreetings(world.C))).toEqual([]);
		expect(await read((tx) => tx.lastGreetingAt(world.C, 'b'))).toBe(at(10));
		expect(await queue('p1', 20)).toBe(false);
	});

	test('messages wait until the right to send them is booked', async () => {
		const keep = (dedupeKey: string, seconds: number, text = dedupeKey) =>
			write((tx) => tx.keepRitualMessages(world.C, [{ dedupeKey, item: { text }, composedAt: at(seconds) }]));
		await keep('m1', 1);
		await keep('m2', 2);
		await keep('m2', 3, 'other');
		await keep('m3', 3);
		const store = await engines.openStore(world.storeConfig);
		const reserve = async (dedupeKey: string) =>
			await store.reserveDelivery(
				{ communityId: world.C, dedupeKey, channel: 'g', limits: [], now: at(4), maxWaitMs: 0 },
				1000,
			);
		await reserve('m1');
		await reserve('m3');
		await store.settleDelivery(
			{ communityId: world.C, dedupeKey: 'm3' },
			{ status: 'rate_limited', degraded: [] },
			at(5),
		);
		const unsent = async (since: number) =>
			(await read((tx) => tx.unsentRitualMessages(world.C, at(since), 9))).map(({ item }) => item['text']);
		expect(await unsent(0)).toEqual(['m2', 'm3']);
		expect(await unsent(3)).toEqual(['m3']);
		await write((tx) => tx.pruneRitualMessages(world.C, at(3)));
		expect(await unsent(0)).toEqual(['m3']);
	});

	test('are counted by step, cohort, inviter and segment', async () => {
		await begin('p1', 0, { cohort: '2026-02-23', segment: 'a', inviter: members[3] });
		await begin('p2', 1, { cohort: '2026-02-23', segment: 'b' }, 1);
		await begin(
			'p3',
			2,
			{ cohort: '2026-03-02', segment: 'a', inviter: members[3], endedAt: at(9), endedWhy: 'left' },
			2,
		);
		await begin('p4', 3, { cohort: '2026-03-02', endedAt: at(9), endedWhy: 'restarted' }, 3);
		await write(async (tx) => {
			await tx.insertPlan(world.C, [
				plan('p1', 'x', { state: 'done', askedAt: T0 }),
				plan('p1', 'y', { position: 1, state: 'skipped', askedAt: T0 }),
				plan('p2', 'x', { state: 'missed', askedAt: T0 }),
				plan('p2', 'y', { position: 1 }),
				plan('p3', 'x'),
				plan('p4', 'x', { state: 'done', askedAt: T0 }),
			]);
			await tx.completeRitual(world.C, 'p1', at(7200));
		});
		const filter = { communityId: world.C, ritualId: 'welcome' };
		const none = { completed: 0, left: 0, meanHours: null };
		await read(async (tx) => {
			const [total] = await tx.countRituals(filter);
			expect(total).toMatchObject({ key: null, started: 3, completed: 1, left: 1 });
			expect(total?.meanHours).toBeCloseTo(2, 6);
			expect(await tx.countRituals(filter, 'cohort')).toMatchObject([
				{ key: '2026-02-23', started: 2, completed: 1 },
				{ key: '2026-03-02', started: 1, completed: 0, left: 1 },
			]);
			expect(await tx.countRituals(filter, 'segment')).toMatchObject([
				{ key: 'a', started: 2 },
				{ key: 'b', started: 1 },
			]);
			expect(await tx.countRituals(filter, 'inviter')).toMatchObject([
				{ key: members[3], started: 2 },
				{ key: null, started: 1, ...none },
			]);
			expect(await tx.countRitualSteps(filter)).toEqual([
				{ key: null, stepId: 'x', planned: 3, asked: 2, done: 1, skipped: 0, missed: 1 },
				{ key: null, stepId: 'y', planned: 2, asked: 1, done: 0, skipped: 1, missed: 0 },
			]);
			expect(await tx.countRitualSteps(filter, 'segment')).toMatchObject([
				{ key: 'a', stepId: 'x', planned: 2, done: 1 },
				{ key: 'a', stepId: 'y', planned: 1, skipped: 1 },
				{ key: 'b', stepId: 'x', planned: 1, missed: 1 },
				{ key: 'b', stepId: 'y', planned: 1 },
			]);
			expect(await tx.countRituals({ ...filter, since: at(1), until: at(2) })).toMatchObject([{ started: 1, ...none }]);
			expect(await tx.countRituals({ ...filter, ritualId: 'other' }, 'cohort')).toEqual([]);
			expect(await tx.countRituals({ ...filter, ritualId: 'other' })).toEqual([{ key: null, started: 0, ...none }]);
		});
	});
});

describe.each(ENGINES)('rituals of the first release, on the %s engine', (engine) => {
	test('are planned, counted, and nobody is reminded late', async () => {
		const config = engines.fresh(engine);
		await oldStore(config, 3);
		await runSql(
			config,
			`
			insert into {community} values ('c', 'telegram', 'g', null, null, null, '${T0}', '${T0}');
			insert into {member} values ('c', 'm', 'Mei', null, 'member', '${T0}', '${T0}', '${T0}', null, null);
			insert into {ritual} values ('c', 'welcome', 1, '{"v":1,"steps":[{"id":"accept_rules"},{"id":"introduce"}]}', '${T0}');
			insert into {ritual} values ('c', 'odd', 1, '{"steps":["a"]}', '${T0}');
			insert into {ritual_progress} values ('c', 'p', 'welcome', 1, 'm', '{}', '${T0}', null);
			insert into {ritual_step} values ('c', 'p', 'introduce', '${at(5)}', '{}');
		`,
		);
		const store = await engines.openStore(config);
		await store.read(async (tx) => {
			expect(await tx.planOf('c', 'p')).toMatchObject([
				{ stepId: 'accept_rules', state: 'waiting', position: 0, nextAt: null },
				{ stepId: 'introduce', state: 'done', position: 1, settledAt: at(5) },
			]);
			// 1 March 2026 is a Sunday.
			expect(await tx.getRitualFacts('c', 'p')).toMatchObject({ cohort: '2026-02-23', rootId: 'p', endedAt: null });
			expect(await tx.duePlans('c', at(1e9), 9)).toEqual([]);
			expect(await tx.countRitualSteps({ communityId: 'c', ritualId: 'welcome' })).toMatchObject([
				{ stepId: 'accept_rules', done: 0, asked: 1 },
				{ stepId: 'introduce', done: 1 },
			]);
		});
	});
});

test('the embedded engine finds what is due, who waits and what is unsent by an index', async () => {
	const config = engines.fresh('embedded');
	await (await engines.openStore(config)).close();
	const { DatabaseSync } = await import('node:sqlite');
	const db = new DatabaseSync('file' in config ? config.file : '');
	const planOf = (sql: string) =>
		db
			.prepare(`explain query plan ${sql}`)
			.all()
			.map((row) => String(row['detail']))
			.join('\n');
	const due = planOf(
		`select * from ritual_plan plan join ritual_progress p on p.community_id = plan.community_id and p.progress_id = plan.progress_id
		where plan.community_id = 'c' and plan.next_at <= 'x' and p.completed_at is null and p.ended_at is null
		order by plan.next_at, plan.progress_id, plan.step_id limit 5`,
	);
	expect(due).toContain('ritual_plan_due');
	expect(due).not.toContain('TEMP B-TREE');
	const waiting = planOf(
		`select * from greeting where community_id = 'c' and batch_id is null and bundle = 'b' order by bundle, queued_at, progress_id`,
	);
	expect(waiting).toContain('greeting_waiting');
	expect(waiting).not.toContain('TEMP B-TREE');
	const last = planOf(
		`select greeted_at from greeting where community_id = 'c' and bundle = 'b' and greeted_at is not null order by greeted_at desc limit 1`,
	);
	expect(last).toContain('greeting_by_bundle');
	const unsent = planOf(
		`select * from ritual_message m left join delivery d on d.community_id = m.community_id and d.dedupe_key = m.dedupe_key
		where m.community_id = 'c' and m.composed_at >= 'x' and (d.dedupe_key is null or d.status = 'rate_limited')
		order by m.composed_at, m.dedupe_key limit 5`,
	);
	expect(unsent).toContain('ritual_message_by_time');
	expect(unsent).not.toContain('TEMP B-TREE');
	db.close();
});

import { pageKey, type EliminationCaseRow, type PersonTaskRow } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { T0, World, at, codeOf } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

describe.each(ENGINES)('elimination, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	let [a, b, c] = ['', '', ''];
	beforeAll(() => world.open());
	beforeEach(async () => {
		await world.newCommunity();
		[a = '', b = '', c = ''] = await world.members(3);
	});

	const run = (runId: string, seconds = 0) => ({
		communityId: world.C,
		runId,
		policy: { graceDays: 7, title: '末位淘汰' },
		status: 'planned',
		facts: { members: 3 },
		startedBy: 'op',
		startedAt: at(seconds),
	});
	const newCase = (caseId: string, memberId: string, more: Partial<EliminationCaseRow> = {}) => ({
		communityId: world.C,
		caseId,
		runId: 'r1',
		memberId,
		kind: 'removal' as const,
		status: 'noticed' as const,
		rule: 'points',
		reasons: [{ rule: 'points', saw: 0 }],
		facts: { history: [] },
		noticedAt: T0,
		appealUntil: at(10),
		dueAt: at(20),
		...more,
	});
	const insert = (...cases: ReturnType<typeof newCase>[]) => write((tx) => tx.insertCases(cases));

	test('runs are kept once, moved on once, and listed newest first', async () => {
		expect(await write((tx) => tx.insertRun(run('r1')))).toBe(true);
		expect(await write((tx) => tx.insertRun(run('r1', 9)))).toBe(false);
		expect(await read((tx) => tx.getRun(world.C, 'r1'))).toEqual({ ...run('r1'), updatedAt: T0 });
		const moved = await world.atOnce(6, (tx) =>
			tx.moveRun(world.C, 'r1', ['planned'], 'noticed', { at: at(1), facts: { noticed: 2 } }),
		);
		expect(moved.filter((row) => row !== undefined)).toEqual([
			{ ...run('r1'), status: 'noticed', facts: { noticed: 2 }, updatedAt: at(1) },
		]);
		expect(await write((tx) => tx.moveRun(world.C, 'r1', ['noticed'], 'done', { at: at(2) }))).toMatchObject({
			facts: { noticed: 2 },
		});
		expect(await write((tx) => tx.moveRun(world.C, 'r1', [], 'done', { at: at(2) }))).toBeUndefined();
		await write(async (tx) => {
			await tx.insertRun(run('r2', 5));
			await tx.insertRun(run('r3', 5));
		});
		const list = async (filter: object, page = {}) =>
			(await read((tx) => tx.listRuns({ communityId: world.C, ...filter }, { limit: 9, ...page }))).map(
				({ runId }) => runId,
			);
		expect(await list({})).toEqual(['r3', 'r2', 'r1']);
		expect(await list({}, { after: pageKey(at(5), 'r3'), limit: 1 })).toEqual(['r2']);
		expect(await list({ status: 'done' })).toEqual(['r1']);
	});

	describe('cases', () => {
		beforeEach(() => write((tx) => tx.insertRun(run('r1'))));

		test('are opened once for a member until the first is over', async () => {
			expect(await insert(newCase('c1', a), newCase('c2', b))).toEqual(['c1', 'c2']);
			expect(await insert(newCase('c1', a), newCase('c3', a, { kind: 'talk' }), newCase('c4', c))).toEqual(['c4']);
			expect(await read((tx) => tx.getCase(world.C, 'c1'))).toEqual({
				...newCase('c1', a),
				outcome: null,
				closedAt: null,
				updatedAt: T0,
			});
			const over = { at: at(5), outcome: '申诉成功', closed: true };
			await write((tx) => tx.moveCase(world.C, 'c1', ['noticed'], 'cancelled', over));
			expect(await read((tx) => tx.openCaseOf(world.C, a))).toBeUndefined();
			expect(await insert(newCase('c3', a, { kind: 'talk', status: 'talked' as never }))).toEqual(['c3']);
			expect(await read((tx) => tx.openCaseOf(world.C, a))).toMatchObject({ caseId: 'c3', kind: 'talk' });
			const { memberId } = await world.member('somebody else');
			expect(await codeOf(insert(newCase('c9', memberId, { runId: 'none' })))).toBe('conflict');
		});

		test('are opened by one of several runs at once', async () => {
			const opened = await world.atOnce(8, (tx, n) =>
				tx.insertCases(
					n % 2 === 0 ? [newCase(`${n}a`, a), newCase(`${n}b`, b)] : [newCase(`${n}b`, b), newCase(`${n}a`, a)],
				),
			);
			expect(opened.flat()).toHaveLength(2);
		});

		test('move on once, with what changed, however many try at once', async () => {
			await insert(newCase('c1', a));
			const moved = await world.atOnce(8, (tx, n) =>
				n % 2 === 0
					? tx.moveCase(world.C, 'c1', ['noticed'], 'appealed', { at: at(1), dueAt: null })
					: tx.moveCase(world.C, 'c1', ['noticed', 'upheld'], 'due', { at: at(1), dueAt: null }),
			);
			expect(moved.filter((row) => row !== undefined)).toHaveLength(1);
			expect(await read((tx) => tx.getCase(world.C, 'c1'))).toMatchObject({
				status: expect.stringMatching(/^(appealed|due)$/),
				dueAt: null,
				appealUntil: at(10),
				facts: { history: [] },
				updatedAt: at(1),
			});
			const end = { at: at(3), facts: { history: [1] }, outcome: 'removed', closed: true, appealUntil: at(2) };
			expect(await write((tx) => tx.moveCase(world.C, 'c1', ['appealed', 'due'], 'executed', end))).toEqual({
				...newCase('c1', a),
				status: 'executed',
				facts: { history: [1] },
				dueAt: null,
				appealUntil: at(2),
				outcome: 'removed',
				closedAt: at(3),
				updatedAt: at(3),
			});
			expect(await write((tx) => tx.moveCase(world.C, 'c1', [], 'due', { at: at(4) }))).toBeUndefined();
			expect(await write((tx) => tx.moveCase(world.C, 'none', ['due'], 'due', { at: at(4) }))).toBeUndefined();
		});

		test('are listed and counted by everything a schedule asks for', async () => {
			await write((tx) => tx.insertRun(run('r2')));
			await insert(
				newCase('c1', a, { noticedAt: at(1) }),
				newCase('c2', b, { noticedAt: at(2), dueAt: at(30), kind: 'talk' as never, status: 'talked' as never }),
				newCase('c3', c, { noticedAt: at(2), runId: 'r2' }),
			);
			await write((tx) => tx.moveCase(world.C, 'c3', ['noticed'], 'executed', { at: at(9), closed: true }));
			const list = async (filter: object, page = {}) => {
				const of = { communityId: world.C, ...filter };
				const rows = await read((tx) => tx.listCases(of, { limit: 9, ...page }));
				if (Object.keys(page).length === 0) expect(await read((tx) => tx.countCases(of))).toBe(rows.length);
				return rows.map(({ caseId }) => caseId).join(' ');
			};
			expect(await list({})).toBe('c1 c2 c3');
			expect(await list({}, { limit: 1, after: pageKey(at(2), 'c2') })).toBe('c3');
			expect(await list({ open: true })).toBe('c1 c2');
			expect(await list({ open: false })).toBe('c3');
			expect(await list({ runId: 'r2' })).toBe('c3');
			expect(await list({ memberId: b })).toBe('c2');
			expect(await list({ kind: 'talk' })).toBe('c2');
			expect(await list({ statuses: ['noticed', 'talked'], dueBy: at(20) })).toBe('c1');
			expect(await list({ statuses: ['executed'], updatedSince: at(9) })).toBe('c3');
			expect(await list({ updatedSince: at(10) })).toBe('');
		});
	});

	describe('the facts of members', () => {
		const line = (memberId: string, type: string, eventId: string, seconds: number) => ({
			communityId: world.C,
			source: 's',
			eventId,
			type,
			memberId,
			occurredAt: at(seconds),
			recordedAt: at(1000),
			data: {},
		});
		const filter = () => ({
			communityId: world.C,
			types: ['message', 'checkin'],
			outputSince: at(10),
			pointsSince: at(10),
			strikesSince: at(10),
		});
		const facts = (more: object = {}, page = {}) =>
			read((tx) => tx.memberFacts({ ...filter(), ...more }, { limit: 99, ...page }));

		beforeEach(async () => {
			await write(async (tx) => {
				for (const memberId of [a, b]) await tx.setMemberStatus(world.C, memberId, 'member', at(1));
			});
		});

		test('are all that the rules look at', async () => {
			await write(async (tx) => {
				await tx.appendLedger([
					line(a, 'message', 'e1', 5),
					line(a, 'message', 'e2', 10),
					line(a, 'message', 'e3', 30),
					line(a, 'checkin', 'e4', 9),
					line(a, 'joined', 'e5', 99),
					line(c, 'message', 'e6', 99),
				]);
				const entry = { communityId: world.C, memberId: a, reason: 'r' };
				await tx.addPoints({ ...entry, entryId: 'p1', amount: 100, at: at(9) });
				await tx.addPoints({ ...entry, entryId: 'p2', amount: 20, at: at(10) });
				await tx.addPoints({ ...entry, entryId: 'p3', amount: -50, at: at(11) });
				const strike = { communityId: world.C, memberId: a, rule: 'links', reasons: [], messageId: null };
				await tx.addStrike({ ...strike, strikeId: 's1', points: 5, at: at(9) });
				await tx.addStrike({ ...strike, strikeId: 's2', points: 1.5, at: at(10) });
				await tx.addStrike({ ...strike, strikeId: 's3', points: 2, at: at(11) });
				await tx.undoStrike(world.C, 's3', { at: at(12), by: 'op' });
				await tx.recordAdmission({
					communityId: world.C,
					memberId: a,
					way: 'payment',
					ref: null,
					tier: 'vip',
					at: T0,
				});
				await tx.setImmunity({
					communityId: world.C,
					memberId: a,
					until: at(500),
					reason: '版主',
					grantedBy: 'op',
					grantedAt: T0,
				});
				await tx.insertRun(run('r1'));
				await tx.insertCases([newCase('c0', a)]);
				await tx.moveCase(world.C, 'c0', ['noticed'], 'cancelled', { at: at(1), closed: true });
				await tx.insertCases([newCase('c1', a)]);
			});
			const [first, second, ...rest] = await facts();
			expect(first).toEqual({
				memberId: a,
				name: null,
				status: 'member',
				joinedAt: at(1),
				createdAt: T0,
				identities: [{ platform: 'p', platformMemberId: expect.stringMatching(/^n\d$/) }],
				tier: 'vip',
				points: 70,
				pointsInWindow: 20,
				outputs: [
					{ type: 'checkin', count: 0, lastAt: at(9) },
					{ type: 'message', count: 2, lastAt: at(30) },
				],
				lastActiveAt: at(30),
				strikes: [
					{ at: at(10), points: 1.5, undone: false },
					{ at: at(11), points: 2, undone: true },
				],
				immunity: { until: at(500), reason: '版主' },
				openCase: { caseId: 'c1', kind: 'removal', status: 'noticed' },
			});
			expect(second).toMatchObject({
				memberId: b,
				tier: null,
				points: 0,
				pointsInWindow: 0,
				outputs: [],
				lastActiveAt: null,
				strikes: [],
				immunity: null,
				openCase: null,
			});
			expect(rest).toEqual([]);
		});

		test('come in pages, of one status or of named members', async () => {
			const ids = async (more: object, page = {}) => (await facts(more, page)).map(({ memberId }) => memberId);
			expect(await ids({}, { limit: 1 })).toEqual([a]);
			expect(await ids({}, { limit: 1, after: a })).toEqual([b]);
			expect(await ids({}, { after: b })).toEqual([]);
			expect(await ids({ status: 'applicant' })).toEqual([c]);
			expect(await ids({ memberIds: [b, c, 'm_nobody'] })).toEqual([b]);
			expect(await ids({ memberIds: [] })).toEqual([]);
			expect((await facts({ types: [] }))[0]).toMatchObject({ outputs: [], lastActiveAt: null });
		});

		test('are whole on a page of more than a thousand', async () => {
			const everybody = await world.members(1100);
			await write(async (tx) => {
				for (const memberId of everybody) await tx.setMemberStatus(world.C, memberId, 'member', T0);
				await tx.appendLedger(everybody.map((memberId) => line(memberId, 'message', memberId, 20)));
			});
			const page = await facts({}, { limit: 2000 });
			expect(page.map(({ memberId }) => memberId)).toEqual(everybody);
			expect(page.every(({ outputs }) => outputs[0]?.count === 1)).toBe(true);
		});
	});

	test('a protection takes the place of an earlier one, and is lifted', async () => {
		const immunity = { communityId: world.C, memberId: a, until: at(9), reason: 'r', grantedBy: 'op', grantedAt: T0 };
		await write((tx) => tx.setImmunity(immunity));
		await write((tx) => tx.setImmunity({ ...immunity, until: null, reason: '功臣' }));
		expect(await read((tx) => tx.getImmunity(world.C, a))).toEqual({ ...immunity, until: null, reason: '功臣' });
		expect(await write((tx) => tx.liftImmunity(world.C, a))).toBe(true);
		expect(await write((tx) => tx.liftImmunity(world.C, a))).toBe(false);
		expect(await read((tx) => tx.getImmunity(world.C, a))).toBeUndefined();
	});

	describe('appeals', () => {
		const appeal = (appealId: string, more: object = {}) => ({
			communityId: world.C,
			appealId,
			subjectKind: 'elimination' as const,
			subjectId: 'c1',
			memberId: a,
			text: '我会努力的 \u0000🙏',
			openedAt: T0,
			...more,
		});
		const open = (appealId: string, more: object = {}) => write((tx) => tx.openAppeal(appeal(appealId, more)));
		const decide = (appealId: string, status: 'upheld' | 'overturned', seconds = 5) =>
			write((tx) => tx.decideAppeal(world.C, appealId, { status, decidedAt: at(seconds), decidedBy: 'op', note: 'n' }));

		test('are open one at a time for a subject, and decided once', async () => {
			const opened = await world.atOnce(6, (tx, n) => tx.openAppeal(appeal(`a${n}`)));
			const winner = opened.find((one) => one.opened)?.appeal.appealId ?? '';
			expect(opened.filter((one) => one.opened)).toHaveLength(1);
			expect(new Set(opened.map((one) => one.appeal.appealId))).toEqual(new Set([winner]));
			expect(opened[0]?.appeal).toEqual({
				...appeal(winner, { text: '我会努力的 🙏' }),
				status: 'open',
				decidedAt: null,
				decidedBy: null,
				note: null,
			});
			expect((await open('strike', { subjectKind: 'strike' })).opened).toBe(true);
			expect(await decide(winner, 'upheld')).toMatchObject({ status: 'upheld', decidedAt: at(5), note: 'n' });
			expect(await decide(winner, 'overturned')).toBeUndefined();
			expect(await open(winner)).toMatchObject({ opened: false, appeal: { status: 'upheld' } });
			expect((await open('second')).opened).toBe(true);
			expect(await read((tx) => tx.getAppeal(world.C, 'second'))).toMatchObject({ status: 'open' });
			expect(await read((tx) => tx.getAppeal(world.C, 'none'))).toBeUndefined();
		});

		test('are listed in pages, by status, subject and member', async () => {
			await open('a1', { subjectId: '1' });
			await open('a2', { subjectId: '2', openedAt: at(1), memberId: b });
			await open('a3', { subjectId: '3', openedAt: at(1), subjectKind: 'application' });
			await decide('a1', 'overturned');
			const list = async (filter: object, page = {}) =>
				(await read((tx) => tx.listAppeals({ communityId: world.C, ...filter }, { limit: 9, ...page }))).map(
					({ appealId }) => appealId,
				);
			expect(await list({})).toEqual(['a1', 'a2', 'a3']);
			expect(await list({ status: 'open' }, { limit: 1 })).toEqual(['a2']);
			expect(await list({ status: 'open' }, { after: pageKey(at(1), 'a2') })).toEqual(['a3']);
			expect(await list({ subjectKind: 'elimination', subjectId: '1' })).toEqual(['a1']);
			expect(await list({ memberId: b })).toEqual(['a2']);
		});
	});

	test('what a person has to do is opened once, ended once, and listed', async () => {
		const task = (taskId: string, more: Partial<PersonTaskRow> = {}) => ({
			communityId: world.C,
			taskId,
			kind: 'remove',
			subjectId: 'c1',
			memberId: a,
			details: { group: '读书会' },
			assignedTo: 'op',
			openedAt: T0,
			dueAt: at(10),
			...more,
		});
		const open = (...args: Parameters<typeof task>) => write((tx) => tx.openTask(task(...args)));
		expect(await open('t1')).toBe(true);
		expect(await open('t1', { kind: 'other' })).toBe(false);
		await open('t2', { openedAt: at(1), memberId: null, subjectId: null, dueAt: null, assignedTo: null });
		await open('t3', { openedAt: at(1), kind: 'call', memberId: b, dueAt: at(20) });
		const ended = await world.atOnce(6, (tx, n) =>
			tx.closeTask(world.C, 't1', { status: 'done', at: at(n), by: `op${n}`, note: '已移除' }),
		);
		expect(ended.filter((row) => row !== undefined)).toHaveLength(1);
		expect(await read((tx) => tx.getTask(world.C, 't1'))).toMatchObject({
			...task('t1'),
			status: 'done',
			note: '已移除',
			closedBy: expect.stringMatching(/^op\d$/),
		});
		const list = async (filter: object, page = {}) =>
			(await read((tx) => tx.listTasks({ communityId: world.C, ...filter }, { limit: 9, ...page }))).map(
				({ taskId }) => taskId,
			);
		expect(await list({})).toEqual(['t1', 't2', 't3']);
		expect(await list({ status: 'open' }, { after: pageKey(at(1), 't2') })).toEqual(['t3']);
		expect(await list({ kind: 'call', memberId: b })).toEqual(['t3']);
		expect(await list({ subjectId: 'c1', assignedTo: 'op' })).toEqual(['t1', 't3']);
		expect(await list({ dueBy: at(10) })).toEqual(['t1']);
	});
});

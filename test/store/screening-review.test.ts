import { applicationKey, type ApplicationRow, type ReviewFacts } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { T0, World, at, codeOf } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

describe.each(ENGINES)('the review desk, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	let a = '';
	let b = '';
	beforeAll(() => world.open());
	beforeEach(async () => {
		await world.newCommunity();
		[a = '', b = ''] = await world.members(2);
	});

	const application = (
		applicationId: string,
		more: Partial<ApplicationRow & ReviewFacts> = {},
	): ApplicationRow & Partial<ReviewFacts> => ({
		communityId: world.C,
		applicationId,
		memberId: a,
		status: 'review',
		score: 50,
		reasons: [],
		answers: {},
		subject: {},
		reviewGroupId: null,
		createdAt: T0,
		decidedAt: null,
		decidedBy: null,
		decisionNote: null,
		...more,
	});
	const insert = (...rows: (ApplicationRow & Partial<ReviewFacts>)[]) =>
		write(async (tx) => {
			for (const row of rows) await tx.insertApplication(row);
		});
	const decided = (applicationId: string, status: 'approved' | 'rejected', seconds: number, memberId = a) =>
		application(applicationId, { status, memberId, decidedAt: at(seconds), decidedBy: 'rules' });
	const get = (applicationId: string) => read((tx) => tx.getReview(world.C, applicationId));

	test('keeps what it needs with an application, and has defaults for the rest', async () => {
		const facts: ReviewFacts = {
			way: 'selection',
			tier: 'founders',
			rank: 3,
			assignedTo: 'op',
			dueAt: at(60),
			remindedAt: at(1),
			reminders: 1,
			undoneAt: at(2),
			undoneBy: 'op2',
		};
		await insert(application('full', facts), application('bare', { memberId: b }));
		expect(await get('full')).toEqual({ ...application('full'), ...facts });
		expect(await get('bare')).toEqual({
			...application('bare', { memberId: b }),
			way: 'application',
			tier: null,
			rank: null,
			assignedTo: null,
			dueAt: null,
			remindedAt: null,
			reminders: 0,
			undoneAt: null,
			undoneBy: null,
		});
		expect(await get('none')).toBeUndefined();
	});

	test('lists by everything an operator asks for', async () => {
		await insert(
			application('a1', { createdAt: at(1), way: 'task', tier: 'x', reviewGroupId: '-1', dueAt: at(5) }),
			application('a2', { createdAt: at(2), memberId: b, assignedTo: 'op', dueAt: at(6) }),
			application('a3', { createdAt: at(3), status: 'waitlisted' }),
			application('a4', { createdAt: at(4), status: 'approved', decidedAt: at(9), decidedBy: 'op' }),
		);
		const list = async (filter: object, after?: string) => {
			const page = { limit: 9, ...(after === undefined ? {} : { after }) };
			const rows = await read((tx) => tx.listApplications({ communityId: world.C, ...filter }, page));
			expect(await read((tx) => tx.countApplications({ communityId: world.C, ...filter }))).toBe(
				after === undefined ? rows.length : rows.length + 1,
			);
			return rows.map(({ applicationId }) => applicationId).join(' ');
		};
		expect(await list({})).toBe('a1 a2 a3 a4');
		expect(await list({ statuses: ['review', 'waitlisted'] })).toBe('a1 a2 a3');
		expect(
			await list({ statuses: ['review', 'waitlisted'] }, applicationKey(application('a1', { createdAt: at(1) }))),
		).toBe('a2 a3');
		expect(await list({ status: 'review', createdBefore: at(2) })).toBe('a1');
		expect(await list({ createdSince: at(3) })).toBe('a3 a4');
		expect(await list({ assignedTo: 'op' })).toBe('a2');
		expect(await list({ assignedTo: null, status: 'review' })).toBe('a1');
		expect(await list({ memberId: b })).toBe('a2');
		expect(await list({ way: 'task', tier: 'x', reviewGroupId: '-1' })).toBe('a1');
		expect(await list({ way: 'payment' })).toBe('');
		expect(await list({ status: 'review', dueBy: at(5) })).toBe('a1');
		expect(await list({ decidedSince: at(9) })).toBe('a4');
	});

	test('ranks by place, then by score, then by age', async () => {
		const waitlisted = (id: string, more: object) => application(id, { status: 'waitlisted', ...more });
		await insert(
			waitlisted('old', { score: 7, createdAt: at(1) }),
			waitlisted('young', { score: 7, createdAt: at(2) }),
			waitlisted('best', { score: 9, createdAt: at(3) }),
			waitlisted('second', { rank: 2, score: 0 }),
			waitlisted('first', { rank: 1, score: 0 }),
			application('review', { score: 99 }),
		);
		const rank = async (limit: number) =>
			(await read((tx) => tx.rankApplications({ communityId: world.C, status: 'waitlisted' }, limit))).map(
				({ applicationId }) => applicationId,
			);
		expect(await rank(9)).toEqual(['first', 'second', 'best', 'old', 'young']);
		expect(await rank(2)).toEqual(['first', 'second']);
	});

	test('moves an application on once, from where it is expected to be', async () => {
		await insert(application('a1'));
		const move = (from: 'review' | 'waitlisted', status: 'waitlisted' | 'approved', by: string) => ({
			from: [from],
			status,
			decidedAt: at(1),
			decidedBy: by,
		});
		const first = await world.atOnce(6, (tx, n) =>
			tx.moveApplication(world.C, 'a1', move('review', 'waitlisted', `op${n}`)),
		);
		expect(first.filter((row) => row !== undefined)).toMatchObject([{ status: 'waitlisted', decidedAt: at(1) }]);
		const up = await world.atOnce(6, (tx, n) =>
			tx.moveApplication(world.C, 'a1', move('waitlisted', 'approved', `op${n}`)),
		);
		expect(up.filter((row) => row !== undefined)).toHaveLength(1);
		expect(await get('a1')).toMatchObject({ status: 'approved' });
		const nowhere = { ...move('review', 'approved', 'op'), from: [] };
		expect(await write((tx) => tx.moveApplication(world.C, 'a1', nowhere))).toBeUndefined();
		expect(
			await write((tx) => tx.decideApplication(world.C, 'a1', { ...nowhere, status: 'rejected' })),
		).toBeUndefined();
	});

	test('takes a decision back to review, or to its opposite', async () => {
		await insert({ ...decided('a1', 'rejected', 5), decisionNote: 'no', reminders: 2, remindedAt: at(4) });
		const back = { from: ['rejected' as const], at: at(7), by: 'op' };
		const reopened = await write((tx) => tx.reopenApplication(world.C, 'a1', { ...back, to: 'review', dueAt: at(60) }));
		expect(reopened).toMatchObject({
			status: 'review',
			decidedAt: null,
			decidedBy: null,
			decisionNote: null,
			undoneAt: at(7),
			undoneBy: 'op',
			reminders: 0,
			remindedAt: null,
			dueAt: at(60),
		});
		expect(await write((tx) => tx.reopenApplication(world.C, 'a1', { ...back, to: 'review' }))).toBeUndefined();
		expect(await read((tx) => tx.waitingApplication(world.C, a))).toMatchObject({ applicationId: 'a1' });
		await insert(decided('a2', 'rejected', 6));
		expect(
			await write((tx) => tx.reopenApplication(world.C, 'a2', { ...back, to: 'approved', note: 'mistake' })),
		).toMatchObject({ status: 'approved', decidedAt: at(7), decidedBy: 'op', decisionNote: 'mistake', undoneBy: 'op' });
		expect(await write((tx) => tx.reopenApplication(world.C, 'none', { ...back, to: 'review' }))).toBeUndefined();
	});

	test('lets one application of a member wait, also when several are reopened at once', async () => {
		const ids = ['a1', 'a2', 'a3', 'a4'];
		await insert(...ids.map((id) => decided(id, 'rejected', 1)));
		const outcomes = await Promise.allSettled(
			ids.map((id) =>
				write((tx) => tx.reopenApplication(world.C, id, { from: ['rejected'], to: 'review', at: at(2), by: 'op' })),
			),
		);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await read((tx) => tx.countApplications({ communityId: world.C, status: 'review' }))).toBe(1);
		const [rejected] = await read((tx) =>
			tx.listApplications({ communityId: world.C, status: 'rejected' }, { limit: 1 }),
		);
		const again = { from: ['rejected' as const], to: 'review' as const, at: at(3), by: 'op' };
		expect(await codeOf(write((tx) => tx.reopenApplication(world.C, rejected?.applicationId ?? '', again)))).toBe(
			'conflict',
		);
	});

	test('knows a member’s last decision', async () => {
		await insert(
			decided('a1', 'rejected', 9),
			decided('a2', 'approved', 5),
			decided('b1', 'rejected', 99, b),
			application('waits'),
			application('listed', { status: 'waitlisted', decidedAt: at(50), decidedBy: 'op' }),
		);
		expect(await read((tx) => tx.lastDecision(world.C, a))).toMatchObject({ applicationId: 'a1', decidedAt: at(9) });
		expect(await read((tx) => tx.lastDecision(world.C, 'm_nobody'))).toBeUndefined();
	});

	test('hands over what waits', async () => {
		await insert(application('a1'), application('a2', { status: 'waitlisted' }), decided('a3', 'approved', 1));
		const assign = (to: string | null) => write((tx) => tx.assignApplications(world.C, ['a2', 'a1', 'a3', 'none'], to));
		expect(await assign('op')).toEqual(['a1', 'a2']);
		expect(await get('a1')).toMatchObject({ assignedTo: 'op' });
		expect(await assign(null)).toEqual(['a1', 'a2']);
		expect(await get('a1')).toMatchObject({ assignedTo: null });
		expect(await write((tx) => tx.assignApplications(world.C, [], 'op'))).toEqual([]);
	});

	test('notes each reminder once, however many remind at once', async () => {
		await insert(application('a1', { dueAt: at(10) }), decided('a2', 'approved', 1));
		const remind = (reminders: number, seconds: number) =>
			world.atOnce(6, (tx) => tx.noteReminder(world.C, 'a1', { at: at(seconds), dueAt: at(seconds + 10), reminders }));
		expect((await remind(1, 10)).filter(Boolean)).toHaveLength(1);
		expect(await get('a1')).toMatchObject({ remindedAt: at(10), dueAt: at(20), reminders: 1 });
		expect((await remind(2, 20)).filter(Boolean)).toHaveLength(1);
		const settled = { at: at(30), dueAt: null, reminders: 1 };
		expect(await write((tx) => tx.noteReminder(world.C, 'a2', settled))).toBe(false);
	});

	test('changes tier, place and due time one by one', async () => {
		await insert(application('a1', { tier: 'x', rank: 1, dueAt: at(1) }));
		const set = (facts: object) => write((tx) => tx.setReview(world.C, 'a1', facts));
		expect(await set({ rank: 2 })).toBe(true);
		expect(await get('a1')).toMatchObject({ tier: 'x', rank: 2, dueAt: at(1) });
		expect(await set({ tier: null, dueAt: null })).toBe(true);
		expect(await get('a1')).toMatchObject({ tier: null, rank: 2, dueAt: null });
		expect(await set({})).toBe(false);
		expect(await write((tx) => tx.setReview(world.C, 'none', { rank: 1 }))).toBe(false);
	});
});

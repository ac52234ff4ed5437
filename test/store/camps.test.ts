import type { CampRow } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { T0, World, at } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

describe.each(ENGINES)('camps, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	let a = '';
	let b = '';
	beforeAll(() => world.open());
	beforeEach(async () => {
		await world.newCommunity();
		[a = '', b = ''] = await world.members(2);
	});

	const camp = (campId: string, more: Partial<CampRow> = {}) => ({
		communityId: world.C,
		campId,
		definition: { title: campId },
		groupId: 'g',
		reviewGroupId: 'ops',
		settlesAt: at(1000),
		openedBy: 'operator',
		openedAt: T0,
		...more,
	});
	const enrolment = (memberId: string, orderId: string, status: 'waiting' | 'enrolled' = 'waiting', seconds = 0) => ({
		communityId: world.C,
		campId: 'reading',
		memberId,
		orderId,
		status,
		subject: { member: { name: memberId } },
		enrolledAt: at(seconds),
	});
	const refund = (refundId: string, orderId: string) => ({
		communityId: world.C,
		refundId,
		campId: 'reading',
		memberId: a,
		kind: 'deposit' as const,
		way: 'payment' as const,
		amountMinor: 9900,
		currency: 'CNY',
		orderId,
		transactionId: 't1',
		dueAt: at(5),
	});

	test('a name is given once, and the first to settle comes first', async () => {
		expect(await write((tx) => tx.openCamp(camp('later', { settlesAt: at(2000) })))).toBe(true);
		expect(await write((tx) => tx.openCamp(camp('reading')))).toBe(true);
		expect(await write((tx) => tx.openCamp(camp('reading', { openedBy: 'else' })))).toBe(false);
		expect(await read((tx) => tx.getCamp(world.C, 'reading'))).toMatchObject({
			openedBy: 'operator',
			status: 'open',
			plan: null,
		});
		const open = await read((tx) => tx.openCamps({ limit: 10, communityId: world.C }));
		expect(open.map(({ campId }) => campId)).toEqual(['reading', 'later']);
	});

	test('a settlement is kept with who approved it, and the camp is open no more', async () => {
		await write(async (tx) => {
			await tx.openCamp(camp('reading'));
			await tx.moveCamp(world.C, 'reading', { status: 'proposed', at: at(1), plan: { v: 1, paidMinor: 5 } });
			await tx.moveCamp(world.C, 'reading', { status: 'settled', at: at(2), approvedBy: 'op' });
		});
		expect(await read((tx) => tx.getCamp(world.C, 'reading'))).toMatchObject({
			status: 'settled',
			plan: { v: 1, paidMinor: 5 },
			approvedBy: 'op',
			approvedAt: at(2),
		});
		expect(await read((tx) => tx.openCamps({ limit: 10, communityId: world.C }))).toEqual([]);
	});

	test('pages of camps are cut where the key says', async () => {
		await write(async (tx) => {
			for (const campId of ['c', 'a', 'b']) await tx.openCamp(camp(campId));
		});
		const first = await read((tx) => tx.listCamps({ communityId: world.C }, { limit: 2 }));
		const rest = await read((tx) => tx.listCamps({ communityId: world.C }, { limit: 2, after: `${T0}|b` }));
		expect([...first, ...rest].map(({ campId }) => campId)).toEqual(['a', 'b', 'c']);
	});

	test('a member enrols once, and is found under every id of the person', async () => {
		await write((tx) => tx.openCamp(camp('reading')));
		expect(await write((tx) => tx.enrolInCamp(enrolment(a, 'o1')))).toBe(true);
		expect(await write((tx) => tx.enrolInCamp(enrolment(a, 'o2')))).toBe(false);
		await write((tx) => tx.enrolInCamp(enrolment(b, 'o3', 'enrolled', 10)));
		expect(await read((tx) => tx.getEnrolment(world.C, 'reading', [a, b]))).toMatchObject({ memberId: b });
		expect(await read((tx) => tx.getEnrolment(world.C, 'reading', [a]))).toMatchObject({ orderId: 'o1', paidMinor: 0 });
		expect(await read((tx) => tx.enrolmentOfOrder(world.C, 'o3'))).toMatchObject({ memberId: b });
		expect(await read((tx) => tx.enrolmentOfOrder(world.C, 'o9'))).toBeUndefined();
	});

	test('a place is held by those who paid, and by those who may still pay', async () => {
		await write(async (tx) => {
			await tx.openCamp(camp('reading'));
			await tx.enrolInCamp(enrolment(a, 'o1', 'waiting', 0));
			await tx.enrolInCamp(enrolment(b, 'o2', 'waiting', 100));
		});
		const places = (since: number, except?: string) =>
			read((tx) => tx.countPlaces(world.C, 'reading', at(since), except));
		expect([await places(-1), await places(50), await places(100), await places(-1, b)]).toEqual([2, 1, 0, 1]);
		await write((tx) =>
			tx.changeEnrolment(world.C, 'reading', a, {
				at: at(3),
				status: 'enrolled',
				paidMinor: 9900,
				transactionId: 't1',
			}),
		);
		expect(await places(100)).toBe(1);
		expect(await read((tx) => tx.getEnrolment(world.C, 'reading', [a]))).toMatchObject({
			paidMinor: 9900,
			transactionId: 't1',
			paidAt: at(3),
		});
	});

	test('money goes back once', async () => {
		await write((tx) => tx.openCamp(camp('reading')));
		expect(await write((tx) => tx.addRefund(refund('r1', 'o1')))).toBe(true);
		expect(await write((tx) => tx.addRefund(refund('r1', 'o1')))).toBe(false);
		expect(await read((tx) => tx.refundOfOrder(world.C, 'o1', 9900))).toMatchObject({
			status: 'due',
			amountMinor: 9900,
		});
		const done = () => write((tx) => tx.settleRefund(world.C, 'r1', { by: 'payment', at: at(9) }));
		const outcomes = await Promise.all([done(), done(), done()]);
		expect(outcomes.filter(Boolean)).toHaveLength(1);
		expect(await read((tx) => tx.listRefunds(world.C, 'reading', { limit: 5 }))).toMatchObject([
			{ refundId: 'r1', status: 'done', doneBy: 'payment', doneAt: at(9) },
		]);
	});

	test('counts what the ledger has of a person, between two instants', async () => {
		const line = (eventId: string, memberId: string, type: string, seconds: number) => ({
			communityId: world.C,
			source: 'test',
			eventId,
			type,
			memberId,
			occurredAt: at(seconds),
			recordedAt: at(seconds),
			data: {},
		});
		await write((tx) =>
			tx.appendLedger([
				line('1', a, 'task.verified', 0),
				line('2', b, 'task.verified', 10),
				line('3', a, 'task.verified', 20),
				line('4', a, 'message', 5),
			]),
		);
		const count = (ids: string[]) =>
			read((tx) => tx.countEventTypes(world.C, ids, ['task.verified', 'gift'], { from: T0, to: at(20) }));
		expect(await count([a])).toEqual({ 'task.verified': 1 });
		expect(await count([a, b])).toEqual({ 'task.verified': 2 });
		expect(await count([])).toEqual({});
	});
});

import { ENGINES, Engines, type EngineName } from './support/engines';
import { oldStore } from './support/old-store';
import { runSql } from './support/raw-sql';

jest.setTimeout(120_000);

const T0 = '2026-03-01T08:00:00.000Z';
const T1 = '2026-03-02T08:00:00.000Z';
const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());
afterEach(() => engines.closeAll());

const OLD_DATA = `
	insert into {community} values ('c', 'telegram', '-100', '读书会', 'Asia/Shanghai', 'zh-CN', '${T0}', '${T0}');
	insert into {member} values
		('c', 'm_a', 'Mei 梅', 'zh', 'member', '${T0}', '${T0}', '${T0}'),
		('c', 'm_b', null, null, 'applicant', null, '${T0}', '${T0}');
	insert into {identity} values ('c', 'telegram', '1', 'm_a', '${T0}'), ('c', 'telegram', '2', 'm_b', '${T0}');
	insert into {event} values
		('c', 'telegram', 'e1', 'joined', 'm_a', null, '${T0}', '${T0}', '{"n":1,"text":"\\u0000 \\ud83d"}'),
		('c', 'pay', 'e2', 'payment_succeeded', 'm_a', null, '${T0}', '${T1}',
			'{"payment":{"orderId":"o1","amountMinor":1},"text":"\\u0000 \\ud83d"}');
	insert into {points} values ('c', 'p1', 'm_a', 30, 'gift', null, '${T0}'), ('c', 'p2', 'm_a', -4, 'taken', 'op', '${T1}');
	insert into {operation} values ('c', 'k1', '{"run":1}', '${T0}');
	insert into {application} values
		('c', 'a1', 'm_a', 'approved', 62.5, '[{"rule":"age","saw":3}]', '{"why":"想学习"}', '{"name":"Mei"}', '-200', '${T0}', '${T1}', 'op', 'ok'),
		('c', 'a2', 'm_b', 'review', 10, '[]', '{}', '{}', null, '${T1}', null, null, null);
	insert into {ritual} values ('c', 'welcome', 1, '{"steps":["a"]}', '${T0}');
	insert into {ritual_progress} values ('c', 'rp', 'welcome', 1, 'm_a', '{}', '${T0}', null);
	insert into {ritual_step} values ('c', 'rp', 'a', '${T0}', '{}');
	insert into {receipt} values ('c', 'telegram', 'e1', 'done', 1, 'old', '${T0}', '${T0}');
	insert into {delivery} values ('c', 'm1', 'g', 'sent', 'old', '${T0}', '${T0}', '{"status":"sent","degraded":[]}', '${T0}');
	insert into {rate_slot} values ('c', 'group', 5, 0);
`;

async function oldStoreWithData(engine: EngineName) {
	const config = engines.fresh(engine);
	await oldStore(config, 1);
	await runSql(config, OLD_DATA);
	return config;
}

describe.each(ENGINES)('a store of the first release, on the %s engine', (engine) => {
	test('is brought up to date, and nothing is lost', async () => {
		const config = await oldStoreWithData(engine);
		const store = await engines.openStore(config);
		expect((await store.check()).version).toBeGreaterThanOrEqual(2);
		await store.read(async (tx) => {
			expect(await tx.getCommunity('c')).toMatchObject({ name: '读书会', timeZone: 'Asia/Shanghai' });
			expect(await tx.getMember('c', 'm_a')).toMatchObject({ name: 'Mei 梅', status: 'member', joinedAt: T0 });
			expect(await tx.findMember('c', { platform: 'telegram', platformMemberId: '2' })).toMatchObject({
				memberId: 'm_b',
				status: 'applicant',
			});
			const ledger = await tx.listLedger({ communityId: 'c' }, { limit: 9 });
			expect(ledger.map(({ eventId, data }) => [eventId, data['text']])).toEqual([
				['e1', '\u0000 \ud83d'],
				['e2', '\u0000 \ud83d'],
			]);
			expect(await tx.paymentsOfOrder('c', 'o1')).toMatchObject([{ eventId: 'e2' }]);
			expect(await tx.pointsBalance('c', 'm_a')).toBe(26);
			expect(await tx.getRitualProgress('c', 'rp')).toMatchObject({ version: 1, steps: [{ stepId: 'a' }] });
			expect(await tx.getReview('c', 'a1')).toEqual({
				communityId: 'c',
				applicationId: 'a1',
				memberId: 'm_a',
				status: 'approved',
				score: 62.5,
				reasons: [{ rule: 'age', saw: 3 }],
				answers: { why: '想学习' },
				subject: { name: 'Mei' },
				reviewGroupId: '-200',
				createdAt: T0,
				decidedAt: T1,
				decidedBy: 'op',
				decisionNote: 'ok',
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
			expect(await tx.waitingApplication('c', 'm_b')).toMatchObject({ applicationId: 'a2' });
			const [facts] = await tx.memberFacts(
				{ communityId: 'c', types: ['joined'], outputSince: T0, pointsSince: T1, strikesSince: T0 },
				{ limit: 9 },
			);
			expect(facts).toMatchObject({ memberId: 'm_a', points: 26, pointsInWindow: 0, lastActiveAt: T0 });
		});
		const again = await store.transaction((tx) => tx.once('c', 'k1', T1, async () => ({ run: 2 })));
		expect(again).toEqual({ duplicate: true, result: { run: 1 } });
		const reservation = { communityId: 'c', dedupeKey: 'm1', channel: 'g', limits: [], now: T1, maxWaitMs: 0 };
		expect(await store.reserveDelivery(reservation, 1000)).toMatchObject({ verdict: 'settled' });
	});

	test('works on, and its ledgers still never change', async () => {
		const config = await oldStoreWithData(engine);
		const store = await engines.openStore(config);
		for (const statement of ['update {event} set type = type', 'delete from {points}']) {
			await expect(runSql(config, statement)).rejects.toThrow('append-only');
		}
		await store.transaction(async (tx) => {
			await tx.decideApplication('c', 'a2', { status: 'approved', decidedAt: T1, decidedBy: 'op' });
			await tx.setMemberStatus('c', 'm_b', 'member', T1);
			await tx.addPoints({ communityId: 'c', entryId: 'p3', memberId: 'm_a', amount: 4, reason: 'r', at: T1 });
			await tx.noteMessages([
				{ communityId: 'c', messageId: '1', memberId: 'm_b', at: T1, fingerprint: 'f', simhash: 's', length: 1 },
			]);
		});
		expect(await store.read((tx) => tx.countMembers('c', { status: 'member' }))).toBe(2);
		expect(await store.read((tx) => tx.pointsBalance('c', 'm_a'))).toBe(30);
	});

	test('is brought up to date once by several that open it at once, and opened again as it is', async () => {
		const config = await oldStoreWithData(engine);
		const stores = await Promise.all([1, 2, 3, 4].map(() => engines.openStore(config, { busyTimeoutMs: 60_000 })));
		const versions = await Promise.all(stores.map(async (store) => (await store.check()).version));
		expect(new Set(versions).size).toBe(1);
		const later = await engines.openStore(config);
		expect(await later.read((tx) => tx.getReview('c', 'a1'))).toMatchObject({ status: 'approved' });
	});
});

import { ENGINES, Engines } from './support/engines';
import { SCHEMA_VERSION } from './support/world';
import { Processes } from './support/processes';

jest.setTimeout(120_000);

const AT = '2026-03-01T08:00:00.000Z';
const PROCESSES = 4;
const engines = new Engines();
let processes: Processes;

beforeAll(async () => {
	processes = new Processes(engines.folder);
	await engines.start();
});
afterAll(() => engines.stop());
afterEach(() => engines.closeAll());

const several = <T>(make: (index: number) => T): T[] => Array.from({ length: PROCESSES }, (_, index) => make(index));
const numbered = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

describe.each(ENGINES)('several processes at once on the %s engine', (engine) => {
	test('make and migrate one new store together', async () => {
		const config = engines.fresh(engine);
		const versions = await processes.all<{ version: number }>(several(() => ({ config, kind: 'open' as const })));
		expect(versions.map(({ version }) => version)).toEqual(several(() => SCHEMA_VERSION));
	});

	test('execute each of 50 operations once between them', async () => {
		const config = engines.fresh(engine);
		const store = await engines.openStore(config);
		const keys = numbered('operation-', 50);
		const executed = await processes.all<number>(
			several((index) => ({ config, kind: 'once' as const, keys: index % 2 === 0 ? keys : [...keys].reverse() })),
		);
		expect(executed.reduce((sum, count) => sum + count, 0)).toBe(keys.length);
		const balances = await store.read((tx) =>
			Promise.all(
				keys.map(async (key) => {
					const member = await tx.findMember('c', { platform: 'p', platformMemberId: key });
					return member && tx.pointsBalance('c', member.memberId);
				}),
			),
		);
		expect(new Set(balances)).toEqual(new Set([1]));
	});

	test('give each event to one of them, and the ledger has it once', async () => {
		const config = engines.fresh(engine);
		const eventIds = numbered('event-', 25);
		const store = await engines.openStore(config);
		const verdicts = await processes.all<string[]>(several(() => ({ config, kind: 'claim' as const, eventIds })));
		if (engine === 'postgres') {
			eventIds.forEach((_, index) => {
				expect(verdicts.filter((ofProcess) => ofProcess[index] === 'new')).toHaveLength(1);
			});
		}
		const expected = engine === 'postgres' ? ['new', 'in_progress'] : ['new', 'retry', 'in_progress'];
		expect(verdicts.flat().filter((verdict) => !expected.includes(verdict))).toEqual([]);
		const ledger = await store.read((tx) => tx.listLedger({ communityId: 'c' }, { limit: 1000 }));
		expect(ledger.map(({ eventId }) => eventId).sort()).toEqual([...eventIds].sort());
	});

	test('book the right to send each message for one of them, each in a slot of its own', async () => {
		const config = engines.fresh(engine);
		await engines.openStore(config);
		const keys = numbered('message-', 20);
		const limits = [{ key: 'group', burst: 1, intervalMs: 1000 }];
		const waits = await processes.all<number[]>(
			several((index) => ({
				config,
				kind: 'reserve' as const,
				keys: index % 2 === 0 ? keys : [...keys].reverse(),
				limits,
			})),
		);
		expect(waits.flat().sort((a, b) => a - b)).toEqual(keys.map((_, index) => index * 1000));
	});

	test('share a limit when each sends messages of its own', async () => {
		const config = engines.fresh(engine);
		await engines.openStore(config);
		const limits = [{ key: 'group', burst: 1, intervalMs: 1000 }];
		const waits = await processes.all<number[]>(
			several((index) => ({ config, kind: 'reserve' as const, keys: numbered(`${index}:`, 40), limits })),
		);
		expect(waits.flat().sort((a, b) => a - b)).toEqual(
			several(() => numbered('', 40))
				.flat()
				.map((_, n) => n * 1000),
		);
	});

	test('never take more points than there are', async () => {
		const config = engines.fresh(engine);
		const store = await engines.openStore(config);
		const { memberId } = await store.transaction(async (tx) => {
			const member = await tx.ensureMember({ communityId: 'c', platform: 'p', platformMemberId: '1', at: AT });
			await tx.addPoints({ ...member, entryId: 'gift', amount: 30, reason: 'r', at: AT });
			return member;
		});
		const taken = await processes.all<number>(
			several((index) => ({ config, kind: 'take' as const, memberId, times: 15, prefix: `${index}:` })),
		);
		expect(taken.reduce((sum, count) => sum + count, 0)).toBe(30);
		expect(await store.read((tx) => tx.pointsBalance('c', memberId))).toBe(0);
	});
});

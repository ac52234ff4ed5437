import { randomUUID } from 'node:crypto';

import fc from 'fast-check';

import type { CommunityEvent } from '../../community/event';
import {
	StoreError,
	applicationKey,
	ledgerKey,
	openStore,
	ritualProgressKey,
	sharedStore,
	storeKey,
	type ApplicationRow,
	type CommunityStore,
	type DeliveryReservation,
	type LedgerEntry,
	type MemberRow,
	type RateLimit,
	type StoreConfig,
	type StoreTransaction,
} from '../../store';
import { ENGINES, Engines, PLAIN } from './support/engines';
import { newerStore } from './support/newer-store';
import { runSql } from './support/raw-sql';
import { SCHEMA_VERSION } from './support/world';

jest.setTimeout(120_000);

const T0 = '2026-03-01T08:00:00.000Z';
/** The community of the test that runs: each test has one of its own. */
let C = '';
const at = (seconds: number): string => new Date(Date.parse(T0) + seconds * 1000).toISOString();
const engines = new Engines();

beforeAll(() => engines.start());
afterAll(() => engines.stop());

async function codeOf(promise: Promise<unknown>): Promise<string> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error instanceof StoreError) return error.code;
	throw new Error(`expected a StoreError, got ${String(error)}`);
}

const person = (platformMemberId: string, more: object = {}) => ({
	communityId: C,
	platform: 'telegram',
	platformMemberId,
	at: T0,
	...more,
});

function line(eventId: string, more: Partial<LedgerEntry> = {}): LedgerEntry {
	return {
		communityId: C,
		source: 'test',
		eventId,
		type: 'message',
		occurredAt: T0,
		recordedAt: T0,
		data: {},
		...more,
	};
}

function event(eventId: string, more: Partial<CommunityEvent> = {}): CommunityEvent {
	return {
		v: 1,
		eventId,
		platform: 'telegram',
		communityId: C,
		memberId: '42',
		memberName: 'Mei 梅',
		type: 'joined',
		occurredAt: '2026-03-01T16:00:00+08:00',
		receivedAt: T0,
		verified: true,
		...more,
	};
}

describe.each(ENGINES)('the store on the %s engine', (engine) => {
	let config: StoreConfig;
	let store: CommunityStore;
	let member: MemberRow;
	const write = <T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> => store.transaction(work);
	const read = <T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> => store.read(work);
	const ledger = (): Promise<LedgerEntry[]> => read((tx) => tx.listLedger({ communityId: C }, { limit: 1000 }));

	beforeAll(async () => {
		config = engines.fresh(engine);
		store = await openStore(config, { ...PLAIN, owner: 'first' });
	});
	afterAll(() => store.close());
	beforeEach(async () => {
		C = `group-${randomUUID()}`;
		member = await write((tx) => tx.ensureMember(person('1')));
	});
	afterEach(() => engines.closeAll());

	describe('opening', () => {
		test('keeps what was written before', async () => {
			const again = await engines.openStore(config);
			expect(await again.read((tx) => tx.getMember(C, member.memberId))).toEqual(member);
		});

		test('answers a check with engine and version', async () => {
			expect(await store.check()).toEqual({
				engine: expect.stringMatching(engine === 'embedded' ? /^SQLite 3\./ : /^PostgreSQL \d/),
				version: SCHEMA_VERSION,
			});
		});

		test('refuses a store with migrations from the future', async () => {
			const future = engines.fresh(engine);
			await (await engines.openStore(future)).close();
			await newerStore(future);
			expect(await codeOf(engines.openStore(future))).toBe('newer_schema');
		});

		test('refuses calls after it was closed, and closes twice without harm', async () => {
			const closed = await engines.openStore(config);
			await closed.close();
			await closed.close();
			expect(await codeOf(closed.check())).toBe('broken');
			expect(await codeOf(closed.read((tx) => tx.getCommunity(C)))).toBe('broken');
		});

		test('shares one store per configuration until it is closed', async () => {
			const [one, same] = await Promise.all([sharedStore(config, PLAIN), sharedStore({ ...config }, PLAIN)]);
			expect(same).toBe(one);
			await one.close();
			const next = await sharedStore(config, PLAIN);
			expect(next).not.toBe(one);
			await next.close();
		});
	});

	describe('a transaction', () => {
		test('does all or nothing, and passes an error on as it was', async () => {
			const failure = new TypeError('mine');
			const attempt = write(async (tx) => {
				await tx.appendLedger([line('1')]);
				await tx.setMemberStatus(C, member.memberId, 'member', T0);
				throw failure;
			});
			await expect(attempt).rejects.toBe(failure);
			expect(await ledger()).toEqual([]);
			expect(await read((tx) => tx.getMember(C, member.memberId))).toMatchObject({
				status: 'applicant',
				joinedAt: null,
			});
		});

		test('queues with many others in one process', async () => {
			await Promise.all(
				Array.from({ length: 60 }, (_, index) =>
					write((tx) => tx.addPoints({ ...member, entryId: `e${index}`, amount: 1, reason: 'r', at: T0 })),
				),
			);
			expect(await read((tx) => tx.pointsBalance(C, member.memberId))).toBe(60);
		});

		test('sees its own writes, and a reader sees none before it has ended', async () => {
			await write(async (tx) => {
				await tx.appendLedger([line('1')]);
				expect(await tx.listLedger({ communityId: C }, { limit: 10 })).toHaveLength(1);
				expect(await ledger()).toEqual([]);
			});
			expect(await ledger()).toHaveLength(1);
		});

		test('reads one consistent view while others write', async () => {
			await read(async (tx) => {
				expect(await tx.listLedger({ communityId: C }, { limit: 10 })).toEqual([]);
				await write((other) => other.appendLedger([line('1')]));
				expect(await tx.listLedger({ communityId: C }, { limit: 10 })).toEqual([]);
			});
		});

		test('cannot write while it only reads', async () => {
			expect(await codeOf(read((tx) => tx.appendLedger([line('1')])))).toBe('unwritable');
			expect(await ledger()).toEqual([]);
		});
	});

	describe('once', () => {
		test('does the work the first time and gives its result ever after', async () => {
			let runs = 0;
			const work = async () => ({ run: ++runs, nested: { list: [1, 'two', null] } });
			const first = await write((tx) => tx.once(C, 'k', T0, work));
			const second = await write((tx) => tx.once(C, 'k', at(9), work));
			expect(first).toEqual({ duplicate: false, result: { run: 1, nested: { list: [1, 'two', null] } } });
			expect(second).toEqual({ ...first, duplicate: true });
			expect(await write((tx) => tx.once('other', 'k', T0, work))).toMatchObject({ duplicate: false });
		});

		test('undoes only its own writes when its work fails, and the batch goes on', async () => {
			const failure = new Error('second item');
			await write(async (tx) => {
				for (const item of ['1', '2', '3']) {
					const one = tx.once(C, item, T0, async () => {
						await tx.appendLedger([line(item)]);
						if (item === '2') throw failure;
						return {};
					});
					if (item === '2') await expect(one).rejects.toBe(failure);
					else await one;
				}
			});
			expect((await ledger()).map(({ eventId }) => eventId)).toEqual(['1', '3']);
			const again = await write((tx) => tx.once(C, '2', T0, async () => ({ ok: true })));
			expect(again).toEqual({ duplicate: false, result: { ok: true } });
		});

		test('goes on after a row that the engine refused', async () => {
			await write(async (tx) => {
				const orphan = tx.once(C, 'bad', T0, async () => {
					await tx.startRitual({
						communityId: C,
						progressId: 'p',
						ritualId: 'nowhere',
						version: 1,
						memberId: member.memberId,
						subject: {},
						startedAt: T0,
					});
					return {};
				});
				expect(await codeOf(orphan)).toBe('conflict');
				await tx.once(C, 'good', T0, async () => ({ n: await tx.appendLedger([line('1')]) }));
			});
			expect(await ledger()).toHaveLength(1);
		});

		test('keeps apart operations that one transaction starts at the same time', async () => {
			await write(async (tx) => {
				const outcomes = await Promise.allSettled(
					Array.from({ length: 10 }, (_, index) =>
						tx.once(C, `k${index}`, T0, async () => {
							await tx.appendLedger([line(`e${index}`)]);
							if (index % 2 === 1) throw new Error('odd');
							return { index };
						}),
					),
				);
				expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
			});
			expect((await ledger()).map(({ eventId }) => eventId).sort()).toEqual(['e0', 'e2', 'e4', 'e6', 'e8']);
		});

		test('may be nested, and refuses to wait for itself', async () => {
			const nested = await write((tx) =>
				tx.once(C, 'outer', T0, async () => ({
					inner: (await tx.once(C, 'inner', T0, async () => ({ n: 1 }))).result,
				})),
			);
			expect(nested.result).toEqual({ inner: { n: 1 } });
			const itself = write((tx) =>
				tx.once(C, 'loop', T0, async () => tx.once(C, 'loop', T0, async () => ({})) as never),
			);
			expect(await codeOf(itself)).toBe('conflict');
		});

		test('runs once for many who ask at the same time', async () => {
			let runs = 0;
			const results = await Promise.all(
				Array.from({ length: 25 }, () => write((tx) => tx.once(C, 'k', T0, async () => ({ run: ++runs })))),
			);
			expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
			expect(new Set(results.map(({ result }) => JSON.stringify(result))).size).toBe(1);
		});
	});

	describe('the ledger', () => {
		test('takes each line once and gives it back whole, instants in UTC', async () => {
			const full = line('1', {
				memberId: member.memberId,
				actorId: 'op',
				occurredAt: '2026-03-01T16:00:00+08:00',
				data: { text: '你好 "x" \u0000', n: 1.5, deep: [{ a: null }] },
			});
			expect(await write((tx) => tx.appendLedger([full, line('2'), full]))).toBe(2);
			expect(await write((tx) => tx.appendLedger([full]))).toBe(0);
			expect(await ledger()).toEqual([{ ...full, occurredAt: T0 }, line('2')]);
		});

		test('cannot be changed or deleted, not even with SQL', async () => {
			await write((tx) => tx.appendLedger([line('1')]));
			await write((tx) => tx.addPoints({ ...member, entryId: 'e', amount: 1, reason: 'r', at: T0 }));
			for (const statement of [
				'update {event} set type = type',
				'delete from {event}',
				'update {points} set amount = 1000',
				'delete from {points}',
				...(engine === 'postgres' ? ['truncate {event}', 'truncate {points}'] : []),
			]) {
				await expect(runSql(config, statement)).rejects.toThrow('append-only');
			}
			expect(await ledger()).toHaveLength(1);
		});

		test('is listed in pages, filtered by member, type and source', async () => {
			const lines = Array.from({ length: 25 }, (_, index) =>
				line(`e|${String(index).padStart(2, '0')}`, {
					recordedAt: at(Math.floor(index / 4)),
					type: index % 2 === 0 ? 'even' : 'odd',
					source: index % 5 === 0 ? 'a' : 'b',
					...(index < 10 ? { memberId: member.memberId } : {}),
				}),
			);
			await write((tx) => tx.appendLedger(lines));
			const seen: LedgerEntry[] = [];
			for (;;) {
				const last = seen.at(-1);
				const page = await read((tx) =>
					tx.listLedger({ communityId: C }, { limit: 4, ...(last ? { after: ledgerKey(last) } : {}) }),
				);
				if (page.length === 0) break;
				seen.push(...page);
			}
			expect(seen).toHaveLength(25);
			expect(new Set(seen.map(({ eventId }) => eventId)).size).toBe(25);
			const count = async (filter: object): Promise<number> =>
				(await read((tx) => tx.listLedger({ communityId: C, ...filter }, { limit: 100 }))).length;
			expect(await count({ memberId: member.memberId })).toBe(10);
			expect(await count({ type: 'even' })).toBe(13);
			expect(await count({ source: 'a', type: 'odd' })).toBe(2);
			expect(await count({ communityId: 'other' })).toBe(0);
		});

		test('is the same after any replay and interleaving of the same operations', async () => {
			const operations = fc.array(
				fc.record({ key: fc.integer({ min: 0, max: 6 }), fails: fc.boolean(), together: fc.boolean() }),
				{ maxLength: 14 },
			);
			await fc.assert(
				fc.asyncProperty(operations, async (list) => {
					const communityId = randomUUID();
					const play = ({ key, fails }: { key: number; fails: boolean }) =>
						write((tx) =>
							tx.once(communityId, `k${key}`, T0, async () => {
								const who = await tx.ensureMember({ ...person(`${key % 3}`), communityId });
								await tx.addPoints({ ...who, entryId: `k${key}`, amount: key + 1, reason: 'r', at: T0 });
								await tx.appendLedger([line(`k${key}`, { communityId, memberId: who.memberId, data: { key } })]);
								if (fails) throw new Error('planned');
								return { key };
							}),
						).catch((error: unknown) => {
							if ((error as Error).message !== 'planned') throw error;
						});
					let running: Promise<unknown>[] = [];
					for (const operation of list) {
						running.push(play(operation));
						if (operation.together) continue;
						await Promise.all(running);
						running = [];
					}
					await Promise.all(running);
					// Every key that succeeded at least once has exactly one line and one booking; the others have none.
					const keys = [...new Set(list.filter(({ fails }) => !fails).map(({ key }) => key))].sort((a, b) => a - b);
					const lines = await read((tx) => tx.listLedger({ communityId }, { limit: 100 }));
					expect(lines.map(({ data }) => data['key'])).toEqual(keys);
					for (const rest of [0, 1, 2]) {
						const mine = keys.filter((key) => key % 3 === rest);
						const who = await read((tx) => tx.findMember(communityId, person(`${rest}`)));
						const balance = who ? await read((tx) => tx.pointsBalance(communityId, who.memberId)) : 0;
						expect(balance).toBe(mine.reduce((sum, key) => sum + key + 1, 0));
					}
				}),
				{ numRuns: 25 },
			);
		});
	});

	describe('communities and members', () => {
		test('a community keeps what is not given again', async () => {
			const base = { communityId: C, platform: 'telegram', groupId: C };
			await write((tx) => tx.ensureCommunity({ ...base, name: 'Readers', timeZone: 'Asia/Shanghai', at: T0 }));
			await write((tx) => tx.ensureCommunity({ ...base, at: T0 }));
			const renamed = await write((tx) => tx.ensureCommunity({ ...base, name: '读书会', locale: 'zh-CN', at: at(1) }));
			expect(renamed).toEqual({ ...base, name: '读书会', timeZone: 'Asia/Shanghai', locale: 'zh-CN' });
			expect(await read((tx) => tx.getCommunity(C))).toEqual(renamed);
			expect(await read((tx) => tx.getCommunity('nobody'))).toBeUndefined();
		});

		test('an identity makes one member, however many see it first', async () => {
			const made = await Promise.all(
				Array.from({ length: 20 }, () => write((tx) => tx.ensureMember(person('same', { name: 'A', language: 'en' })))),
			);
			expect(new Set(made.map(({ memberId }) => memberId)).size).toBe(1);
			expect(made[0]).toMatchObject({ name: 'A', language: 'en', status: 'applicant', joinedAt: null });
			expect(made[0]?.memberId).toMatch(/^m_[a-z2-7]{16}$/);
			const { memberId } = await write((tx) => tx.ensureMember(person('same', { name: 'B' })));
			expect(await read((tx) => tx.getMember(C, memberId))).toMatchObject({ name: 'B', language: 'en' });
			expect(await read((tx) => tx.listIdentities(C, memberId))).toEqual([
				{ platform: 'telegram', platformMemberId: 'same' },
			]);
		});

		test('the same id on another platform, or in another community, is somebody else', async () => {
			const elsewhere = await write((tx) => tx.ensureMember(person('1', { platform: 'wecom' })));
			expect(elsewhere.memberId).not.toBe(member.memberId);
			expect(await read((tx) => tx.findMember('other', person('1')))).toBeUndefined();
		});

		test('a status changes, with the day of joining', async () => {
			await write((tx) => tx.setMemberStatus(C, member.memberId, 'member', at(5)));
			await write((tx) => tx.setMemberStatus(C, member.memberId, 'member', at(6)));
			await write((tx) => tx.setMemberStatus(C, member.memberId, 'left', at(7)));
			expect(await read((tx) => tx.getMember(C, member.memberId))).toMatchObject({ status: 'left', joinedAt: at(5) });
			expect(await codeOf(write((tx) => tx.setMemberStatus(C, 'nobody', 'left', T0)))).toBe('conflict');
		});
	});

	describe('applications', () => {
		const application = (applicationId: string, more: Partial<ApplicationRow> = {}): ApplicationRow => ({
			communityId: C,
			applicationId,
			memberId: member.memberId,
			status: 'review',
			score: 62.5,
			reasons: [{ rule: 'age', saw: 3 }],
			answers: { why: '想学习' },
			subject: { name: 'Mei' },
			reviewGroupId: '-100',
			createdAt: T0,
			decidedAt: null,
			decidedBy: null,
			decisionNote: null,
			...more,
		});

		test('wait until one decision is made', async () => {
			const row = application('a1');
			await write((tx) => tx.insertApplication(row));
			expect(await read((tx) => tx.waitingApplication(C, member.memberId))).toEqual(row);
			const decide = (by: string) =>
				write((tx) =>
					tx.decideApplication(C, 'a1', { status: 'approved', decidedAt: at(1), decidedBy: by, decisionNote: 'ok' }),
				);
			const decided = await Promise.all(['op1', 'op2', 'op3'].map(decide));
			expect(decided.filter((outcome) => outcome !== undefined)).toHaveLength(1);
			expect(await read((tx) => tx.waitingApplication(C, member.memberId))).toBeUndefined();
			expect(await read((tx) => tx.getApplication(C, 'a1'))).toEqual({
				...row,
				status: 'approved',
				decidedAt: at(1),
				decidedBy: expect.stringMatching(/^op/),
				decisionNote: 'ok',
			});
		});

		test('are one at a time for a member who is locked', async () => {
			const ask = (id: string) =>
				write(async (tx) => {
					await tx.lockMember(C, member.memberId);
					if ((await tx.waitingApplication(C, member.memberId)) !== undefined) return 'waits';
					await tx.insertApplication(application(id));
					return 'asked';
				});
			const outcomes = await Promise.all(['a1', 'a2', 'a3', 'a4'].map(ask));
			expect(outcomes.sort()).toEqual(['asked', 'waits', 'waits', 'waits']);
			expect(await codeOf(write((tx) => tx.lockMember(C, 'nobody')))).toBe('conflict');
		});

		test('are refused twice under one id, and for nobody', async () => {
			await write((tx) => tx.insertApplication(application('a1')));
			expect(await codeOf(write((tx) => tx.insertApplication(application('a1'))))).toBe('conflict');
			expect(await codeOf(write((tx) => tx.insertApplication(application('a2', { memberId: 'm_x' }))))).toBe(
				'conflict',
			);
		});

		test('are listed oldest first, in pages', async () => {
			await write(async (tx) => {
				for (const n of [5, 3, 1, 4, 2]) await tx.insertApplication(application(`a${n}`, { createdAt: at(n >> 1) }));
				await tx.insertApplication(application('done', { status: 'rejected' }));
			});
			const page = (after?: string) =>
				read((tx) =>
					tx.listApplications({ communityId: C, status: 'review' }, { limit: 2, ...(after ? { after } : {}) }),
				);
			const first = await page();
			const second = await page(applicationKey(first[1] ?? application('')));
			const third = await page(applicationKey(second[1] ?? application('')));
			expect([first, second, third].map((rows) => rows.map(({ applicationId }) => applicationId))).toEqual([
				['a1', 'a2'],
				['a3', 'a4'],
				['a5'],
			]);
			expect(await read((tx) => tx.listApplications({ status: 'rejected' }, { limit: 9 }))).toHaveLength(1);
		});
	});

	describe('rituals', () => {
		const start = (progressId: string, startedAt = T0) => ({
			communityId: C,
			progressId,
			ritualId: 'welcome',
			version: 1,
			memberId: member.memberId,
			subject: { name: 'Mei' },
			startedAt,
		});

		test('a changed definition becomes the next version', async () => {
			const save = (definition: { steps: string[]; title: string }) =>
				write((tx) => tx.saveRitual(C, 'welcome', definition, T0));
			expect(await save({ steps: ['a'], title: 't' })).toMatchObject({ version: 1 });
			expect(await write((tx) => tx.saveRitual(C, 'welcome', { title: 't', steps: ['a'] }, at(1)))).toMatchObject({
				version: 1,
				createdAt: T0,
			});
			expect(await save({ steps: ['a', 'b'], title: 't' })).toMatchObject({ version: 2 });
			expect(await read((tx) => tx.getRitual(C, 'welcome', 1))).toMatchObject({
				definition: { steps: ['a'], title: 't' },
			});
			expect(await read((tx) => tx.getRitual(C, 'welcome', 3))).toBeUndefined();
		});

		test('a definition saved by many at once is one version', async () => {
			const saved = await Promise.all(
				Array.from({ length: 12 }, () => write((tx) => tx.saveRitual(C, 'welcome', { steps: ['a'] }, T0))),
			);
			expect(new Set(saved.map(({ version }) => version))).toEqual(new Set([1]));
		});

		test('steps are done once, and so is the whole', async () => {
			await write(async (tx) => {
				await tx.saveRitual(C, 'welcome', { steps: ['read', 'hello'] }, T0);
				await tx.startRitual(start('p1'));
			});
			const record = (stepId: string, seconds: number) =>
				write((tx) => tx.recordRitualStep(C, 'p1', { stepId, doneAt: at(seconds), evidence: { seconds } }));
			expect(await record('read', 1)).toBe(true);
			expect(await record('read', 2)).toBe(false);
			expect(await record('hello', 3)).toBe(true);
			expect(await write((tx) => tx.completeRitual(C, 'p1', at(3)))).toBe(true);
			expect(await write((tx) => tx.completeRitual(C, 'p1', at(4)))).toBe(false);
			expect(await read((tx) => tx.getRitualProgress(C, 'p1'))).toEqual({
				...start('p1'),
				completedAt: at(3),
				steps: [
					{ stepId: 'read', doneAt: at(1), evidence: { seconds: 1 } },
					{ stepId: 'hello', doneAt: at(3), evidence: { seconds: 3 } },
				],
			});
			expect(await read((tx) => tx.getRitualProgress(C, 'p2'))).toBeUndefined();
		});

		test('of two steps recorded at once, whoever comes second sees both', async () => {
			await write(async (tx) => {
				await tx.saveRitual(C, 'welcome', { steps: ['read', 'hello'] }, T0);
				await tx.startRitual(start('p1'));
			});
			let others = 2;
			let bothHaveRecorded: () => void = () => undefined;
			const both = new Promise<void>((resolve) => (bothHaveRecorded = resolve));
			const recordThenLook = (stepId: string) =>
				write(async (tx) => {
					await tx.recordRitualStep(C, 'p1', { stepId, doneAt: at(1), evidence: {} });
					if (--others === 0) bothHaveRecorded();
					// Long enough for the other to record too, if nothing made it wait.
					await Promise.race([both, new Promise((resolve) => setTimeout(resolve, 300))]);
					return (await tx.getRitualProgress(C, 'p1'))?.steps.length;
				});
			const seen = await Promise.all([recordThenLook('read'), recordThenLook('hello')]);
			expect(seen.sort()).toEqual([1, 2]);
		});

		test('are listed by ritual and by whether they are finished; the newest of a member is found', async () => {
			await write(async (tx) => {
				await tx.saveRitual(C, 'welcome', {}, T0);
				for (const n of [1, 2, 3]) await tx.startRitual(start(`p${n}`, at(n)));
				await tx.completeRitual(C, 'p2', at(9));
				await tx.recordRitualStep(C, 'p3', { stepId: 's', doneAt: at(4), evidence: {} });
			});
			const list = async (filter: object, page = { limit: 9 }): Promise<string[]> =>
				(await read((tx) => tx.listRitualProgress({ communityId: C, ...filter }, page))).map(
					({ progressId }) => progressId,
				);
			expect(await list({})).toEqual(['p1', 'p2', 'p3']);
			expect(await list({ completed: false })).toEqual(['p1', 'p3']);
			expect(await list({ completed: true, ritualId: 'welcome' })).toEqual(['p2']);
			expect(await list({ ritualId: 'other' })).toEqual([]);
			const after = ritualProgressKey({ startedAt: at(1), progressId: 'p1' });
			expect(await list({}, { limit: 1, after } as { limit: number })).toEqual(['p2']);
			const latest = await read((tx) => tx.latestRitualProgress(C, member.memberId));
			expect(latest).toMatchObject({ progressId: 'p3', steps: [{ stepId: 's' }] });
			expect(await read((tx) => tx.latestRitualProgress(C, member.memberId, 'other'))).toBeUndefined();
		});
	});

	describe('points', () => {
		const book = (entryId: string, amount: number, options?: { mayGoBelowZero: boolean }) =>
			write((tx) => tx.addPoints({ ...member, entryId, amount, reason: 'test', at: T0 }, options));
		const balance = () => read((tx) => tx.pointsBalance(C, member.memberId));

		test('add up, and an entry counts once', async () => {
			expect(await balance()).toBe(0);
			expect(await book('e1', 10)).toBe(true);
			expect(await book('e1', 10)).toBe(false);
			expect(await book('e2', -4)).toBe(true);
			expect(await balance()).toBe(6);
		});

		test('do not fall below zero unless they may', async () => {
			await book('e1', 3);
			expect(await codeOf(book('e2', -4))).toBe('conflict');
			expect(await balance()).toBe(3);
			expect(await book('e2', -4, { mayGoBelowZero: true })).toBe(true);
			expect(await book('e3', 0)).toBe(true);
			expect(await balance()).toBe(-1);
			expect(await codeOf(book('e4', 0.5))).toBe('conflict');
		});

		test('are for members only', async () => {
			const nobody = { communityId: C, memberId: 'm_x', entryId: 'e', amount: 1, reason: 'r', at: T0 };
			expect(await codeOf(write((tx) => tx.addPoints(nobody)))).toBe('conflict');
		});

		test('stay at or above zero whatever is taken at the same time', async () => {
			await book('gift', 10);
			const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => book(`t${index}`, -3)));
			expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
			expect(await balance()).toBe(1);
		});
	});

	describe('receipts', () => {
		const terms = { now: T0, leaseMs: 60_000, maxAttempts: 2 };
		const receipt = () => ({ communityId: C, source: 'telegram', eventId: 'e1' });
		const claim = (by: CommunityStore = store, seconds = 0, ...events: CommunityEvent[]) =>
			by.claimReceipts(
				(events.length > 0 ? events : [event('e1')]).map((one) => ({ source: 'telegram', event: one })),
				{ ...terms, now: at(seconds) },
			);

		test('give an event once, also within one call, and write it to the ledger without its raw form', async () => {
			const first = event('e1', { raw: { secret: 1 }, actorId: 'op' });
			expect(await claim(store, 0, event('e2'), first, event('e1'))).toEqual(['new', 'new', 'in_progress']);
			expect(await claim()).toEqual(['in_progress']);
			const lines = await ledger();
			const { raw: _raw, ...data } = first;
			const found = await read((tx) => tx.findMember(C, { platform: 'telegram', platformMemberId: '42' }));
			expect(found).toMatchObject({ name: 'Mei 梅' });
			expect(lines[0]).toEqual({
				communityId: C,
				source: 'telegram',
				eventId: 'e1',
				type: 'joined',
				memberId: found?.memberId,
				actorId: 'op',
				occurredAt: T0,
				recordedAt: T0,
				data,
			});
			expect(lines).toHaveLength(2);
		});

		test('answer done for good, even after a late failure', async () => {
			await claim();
			await store.settleReceipts([receipt()], 'done', at(1));
			await store.settleReceipts([receipt()], 'failed', at(2));
			expect(await claim(store, 3)).toEqual(['done']);
		});

		test('give a failed event again until it has failed too often', async () => {
			await claim();
			await store.settleReceipts([receipt()], 'failed', at(1));
			expect(await claim(store, 2)).toEqual(['retry']);
			await store.settleReceipts([receipt()], 'failed', at(3));
			expect(await claim(store, 4)).toEqual(['given_up']);
			expect(await ledger()).toHaveLength(1);
		});

		test('not count an attempt that was released', async () => {
			await claim();
			for (let minute = 1; minute < 9; minute += 2) {
				await store.settleReceipts([receipt()], 'released', at(minute));
				expect(await claim(store, minute + 1)).toEqual(['new']);
			}
			await store.settleReceipts([receipt()], 'failed', at(10));
			expect(await claim(store, 11)).toEqual(['retry']);
		});

		test('give again what a process that is gone had claimed', async () => {
			await claim();
			const other = await engines.openStore(config, { owner: 'second' });
			if (engine === 'postgres') {
				expect(await claim(other, 59)).toEqual(['in_progress']);
				expect(await claim(other, 61)).toEqual(['retry']);
			} else {
				expect(await claim(other, 1)).toEqual(['retry']);
			}
			expect(await ledger()).toHaveLength(1);
		});

		test('give again what this process never finished, once its lease has run out', async () => {
			await claim();
			expect(await claim(store, 59)).toEqual(['in_progress']);
			expect(await claim(store, 61)).toEqual(['retry']);
		});

		test('have one winner among many', async () => {
			const verdicts = await Promise.all(Array.from({ length: 20 }, () => claim()));
			expect(verdicts.flat().filter((verdict) => verdict === 'new')).toHaveLength(1);
		});
	});

	describe('deliveries', () => {
		const LIMIT: RateLimit = { key: 'group', burst: 1, intervalMs: 3000 };
		const reserve = (dedupeKey: string, more: Partial<DeliveryReservation> = {}, by: CommunityStore = store) =>
			by.reserveDelivery(
				{ communityId: C, dedupeKey, channel: C, limits: [], now: T0, maxWaitMs: 10_000, ...more },
				60_000,
			);
		const settle = (dedupeKey: string, result: Parameters<CommunityStore['settleDelivery']>[1], seconds = 1) =>
			store.settleDelivery({ communityId: C, dedupeKey }, result, at(seconds));

		test.each(['sent', 'pending_confirmation', 'unsure'] as const)('are settled for good as %s', async (status) => {
			const result = { status, providerId: '77', degraded: ['no buttons'] };
			expect(await reserve('m1')).toEqual({ verdict: 'send', waitMs: 0 });
			expect(await reserve('m1')).toEqual({ verdict: 'in_progress' });
			await settle('m1', result);
			expect(await reserve('m1')).toEqual({ verdict: 'settled', result });
			if (status === 'unsure') return;
			await settle('m1', { status: 'failed', degraded: [] });
			expect(await reserve('m1')).toEqual({ verdict: 'settled', result });
		});

		test.each(['failed', 'rate_limited'] as const)('may be booked again after %s', async (status) => {
			await reserve('m1');
			await settle('m1', { status, degraded: [] });
			expect(await reserve('m1', { now: at(2) })).toEqual({ verdict: 'send', waitMs: 0 });
			expect(await reserve('m1', { now: at(2) })).toEqual({ verdict: 'in_progress' });
		});

		test('are left to a person if a process stopped half-way, unless it answers after all', async () => {
			await reserve('m1');
			const other = await engines.openStore(config, { owner: 'second' });
			const now = at(engine === 'postgres' ? 61 : 1);
			if (engine === 'postgres')
				expect(await reserve('m1', { now: at(59) }, other)).toEqual({ verdict: 'in_progress' });
			expect(await reserve('m1', { now }, other)).toEqual({ verdict: 'unsure', since: T0 });
			expect(await reserve('m1', { now }, other)).toMatchObject({ verdict: 'settled', result: { status: 'unsure' } });
			await settle('m1', { status: 'sent', degraded: [] }, 90);
			expect(await reserve('m1', { now: at(91) }, other)).toMatchObject({ result: { status: 'sent' } });
		});

		test('wait for their slot, and book nothing if that is too late', async () => {
			const limits = [LIMIT, { key: 'bot', burst: 30, intervalMs: 33 }];
			expect(await reserve('m1', { limits })).toEqual({ verdict: 'send', waitMs: 0 });
			expect(await reserve('m2', { limits })).toEqual({ verdict: 'send', waitMs: 3000 });
			expect(await reserve('m3', { limits, maxWaitMs: 5000 })).toEqual({ verdict: 'rate_limited', retryAfterMs: 6000 });
			expect(await reserve('m4', { limits })).toEqual({ verdict: 'send', waitMs: 6000 });
			expect(await reserve('m3', { limits, now: at(9) })).toEqual({ verdict: 'send', waitMs: 0 });
			expect(await reserve('m5', { limits, communityId: 'other' })).toEqual({ verdict: 'send', waitMs: 0 });
		});

		test('wait for what the platform said', async () => {
			await store.holdLimit(C, 'group', at(7));
			await store.holdLimit(C, 'group', at(4));
			expect(await reserve('m1', { limits: [LIMIT] })).toEqual({ verdict: 'send', waitMs: 7000 });
		});

		test('have one winner among many, who takes one slot', async () => {
			const verdicts = await Promise.all(Array.from({ length: 20 }, () => reserve('m1', { limits: [LIMIT] })));
			expect(verdicts.filter(({ verdict }) => verdict === 'send')).toHaveLength(1);
			expect(await reserve('m2', { limits: [LIMIT] })).toEqual({ verdict: 'send', waitMs: 3000 });
		});

		test('cannot be settled without having been reserved', async () => {
			expect(await codeOf(settle('nothing', { status: 'sent', degraded: [] }))).toBe('conflict');
		});
	});
});

describe('the key of a configuration', () => {
	const postgres = { ...engines.postgres(), port: 5432 };

	test('is the same for the same and another if anything differs', () => {
		expect(storeKey({ ...postgres })).toBe(storeKey(postgres));
		expect(storeKey({ ...postgres, ca: undefined })).toBe(storeKey(postgres));
		const others = [{ password: 'other' }, { schema: 'other' }, { ssl: 'verify' as const }, { user: 'other' }];
		const keys = others.map((change) => storeKey({ ...postgres, ...change }));
		expect(new Set([storeKey(postgres), ...keys]).size).toBe(5);
	});

	test('shows no secret', () => {
		expect(storeKey(postgres)).toMatch(/^[0-9a-f]{64}$/);
	});
});

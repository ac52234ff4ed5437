import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { StoreError, openStore, sharedStore, type StoreConfig } from '../../store';
import { SqlCommunityStore } from '../../store/community-store';
import { isRepeatable, postgresError } from '../../store/postgres/errors';
import { openSqlite } from '../../store/sqlite/open';
import { Engines, PLAIN } from './support/engines';
import { runSql } from './support/raw-sql';
import { SCHEMA_VERSION } from './support/world';

jest.setTimeout(120_000);

const T0 = '2026-03-01T08:00:00.000Z';
const engines = new Engines();

beforeAll(() => engines.start());
afterAll(() => engines.stop());
afterEach(() => engines.closeAll());

async function failure(promise: Promise<unknown>): Promise<StoreError> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof StoreError)) throw new Error(`expected a StoreError, got ${String(error)}`);
	expect(error.message).toMatch(/^(n8n|[A-Z]).*\.$/s);
	expect(error.hint).toMatch(/^[A-Z].*\.$/s);
	return error;
}

const opening = (config: StoreConfig, options = {}): Promise<StoreError> => failure(engines.openStore(config, options));

describe('the embedded store', () => {
	const path = (...names: string[]): string => join(engines.folder, ...names);
	const embedded = (file: string): StoreConfig => ({ engine: 'embedded', file });

	test.each([
		['a worker', { argv: ['/usr/bin/node', '/usr/local/bin/n8n', 'worker', '--concurrency=10'], env: {} }],
		['a webhook processor', { argv: ['node', '/opt/n8n/bin/n8n.js', '--x', 'webhook'], env: {} }],
		['the main process of queue mode', { argv: ['node', 'n8n', 'start'], env: { EXECUTIONS_MODE: 'queue' } }],
	])('refuses to run in %s, and says what to choose', async (_name, environment) => {
		const error = await opening(embedded(path('queue', 'store.sqlite')), { environment });
		expect(error.code).toBe('embedded_in_queue_mode');
		expect(error.hint).toContain('PostgreSQL');
		expect(existsSync(path('queue'))).toBe(false);
	});

	test.each([
		['n8n start', { argv: ['node', 'n8n', 'start'], env: { EXECUTIONS_MODE: 'regular' } }],
		['n8n execute', { argv: ['node', 'n8n', 'execute', '--id=1'], env: {} }],
		['another program whose argument is called so', { argv: ['node', 'jest', 'webhook'], env: {} }],
	])('runs in %s', async (name, environment) => {
		const store = await engines.openStore(embedded(path(name, 'store.sqlite')), { environment });
		expect((await store.check()).version).toBe(SCHEMA_VERSION);
	});

	test('makes the folder it needs', async () => {
		await engines.openStore(embedded(path('a', 'b', 'c', 'store.sqlite')));
		expect(existsSync(path('a', 'b', 'c', 'store.sqlite'))).toBe(true);
	});

	test('needs a folder that is one', async () => {
		writeFileSync(path('file'), '');
		expect((await opening(embedded(path('file', 'store.sqlite')))).code).toBe('unwritable');
	});

	test('needs a file that is not a folder', async () => {
		mkdirSync(path('folder'));
		expect((await opening(embedded(path('folder')))).code).toBe('unwritable');
	});

	const asRoot = process.getuid?.() === 0;
	(asRoot ? test.skip : test)('needs a folder that it may write to', async () => {
		mkdirSync(path('sealed'));
		chmodSync(path('sealed'), 0o500);
		expect((await opening(embedded(path('sealed', 'store.sqlite')))).code).toBe('unwritable');
	});

	test('refuses a file that is no database, and leaves it as it was', async () => {
		const text = 'dear diary, '.repeat(100);
		writeFileSync(path('diary.txt'), text);
		expect((await opening(embedded(path('diary.txt')))).code).toBe('not_a_store');
		expect(readFileSync(path('diary.txt'), 'utf8')).toBe(text);
	});

	test('refuses the database of another program, and leaves it as it was', async () => {
		const other = new DatabaseSync(path('other.sqlite'));
		other.exec('create table workflow (id)');
		other.close();
		const before = readFileSync(path('other.sqlite'));
		expect((await opening(embedded(path('other.sqlite')))).code).toBe('not_a_store');
		expect(readFileSync(path('other.sqlite')).equals(before)).toBe(true);
	});

	test('gives up on a file that another program keeps locked, and works once it is free', async () => {
		const config = embedded(path('locked.sqlite'));
		const store = await engines.openStore(config, { busyTimeoutMs: 100 });
		const other = new DatabaseSync(path('locked.sqlite'));
		other.exec('begin exclusive');
		expect((await failure(store.check())).code).toBe('locked');
		other.exec('rollback');
		other.close();
		expect(await store.check()).toMatchObject({ version: SCHEMA_VERSION });
	});

	test('gives up opening a file that another program keeps locked', async () => {
		const other = new DatabaseSync(path('locked-new.sqlite'));
		other.exec('begin exclusive');
		expect((await opening(embedded(path('locked-new.sqlite')), { busyTimeoutMs: 100 })).code).toBe('locked');
		other.exec('rollback');
		other.close();
	});

	test('waits for another writer without blocking this process', async () => {
		const config = embedded(path('waiting.sqlite'));
		const store = await engines.openStore(config, { busyTimeoutMs: 30_000 });
		const other = new DatabaseSync(path('waiting.sqlite'));
		other.exec('begin immediate');
		const checking = store.check();
		// The lock is released by a timer of this very process: it fires only if the wait lets it.
		setTimeout(() => other.exec('commit'), 150);
		expect(await checking).toMatchObject({ version: SCHEMA_VERSION });
		other.close();
	});

	test('keeps nothing of a transaction that fills the disk, whatever its work does with the error', async () => {
		// The engine's own limit on pages stands in for the disk: SQLite answers both with SQLITE_FULL.
		const opened = await openSqlite({
			file: path('full.sqlite'),
			busyTimeoutMs: 1000,
			pragmas: ['max_page_count = 400'],
		});
		const store = new SqlCommunityStore(opened, 'test');
		const line = { communityId: 'c', source: 's', type: 'message', occurredAt: T0, recordedAt: T0 };
		const lines = await store
			.read((tx) => tx.listLedger({ communityId: 'c' }, { limit: 10 }))
			.then((found) => found.length);
		const error = await failure(
			store.transaction(async (tx) => {
				for (let n = 0; n < 200; n++) {
					await tx
						.once('c', `k${n}`, T0, async () => {
							await tx.appendLedger([{ ...line, eventId: `e${n}`, data: { text: 'x'.repeat(4000) } }]);
							return {};
						})
						.catch(() => undefined);
				}
			}),
		);
		expect(error.code).toBe('disk_full');
		expect(await store.read((tx) => tx.listLedger({ communityId: 'c' }, { limit: 10 }))).toHaveLength(lines);
		const one = [{ ...line, eventId: 'small', data: {} }];
		expect(await store.transaction((tx) => tx.appendLedger(one))).toBe(1);
		await store.close();
	});
});

describe('the PostgreSQL store', () => {
	test('tells a wrong password, and shows neither the right nor the wrong one', async () => {
		const error = await opening(engines.postgres({ password: 'battery staple' }));
		expect(error.code).toBe('authentication');
		expect(`${error.message} ${error.hint} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(
			/battery staple|correct horse/,
		);
	});

	test('tells a database that does not exist', async () => {
		expect((await opening(engines.postgres({ database: 'nowhere' }))).code).toBe('no_database');
	});

	test('tells a server that is not there', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as AddressInfo;
		await new Promise((resolve) => server.close(resolve));
		expect((await opening(engines.postgres({ port }))).code).toBe('unreachable');
	});

	test('tells a host that has no address', async () => {
		expect((await opening(engines.postgres({ host: 'nobody.invalid' }))).code).toBe('unreachable');
	});

	test.each(['require', 'verify'] as const)('tells a server without TLS in mode %s', async (ssl) => {
		expect((await opening(engines.postgres({ ssl }))).code).toBe('tls');
	});

	test('tells a user who may not make the schema, and works in one made for it', async () => {
		const admin = engines.postgres();
		await runSql(admin, `create role guest login password 'guest'`);
		const guest = engines.postgres({ user: 'guest', password: 'guest', schema: 'guests' });
		expect((await opening(guest)).code).toBe('no_permission');
		await runSql(admin, 'create schema guests authorization guest');
		expect(await (await engines.openStore(guest)).check()).toMatchObject({ version: SCHEMA_VERSION });
	});

	test('refuses a schema with tables of another program, and leaves it as it was', async () => {
		const config = engines.postgres({ schema: 'others' });
		await runSql(
			config,
			'create schema others; create table others.event (id int); insert into others.event values (1)',
		);
		expect((await opening(config)).code).toBe('not_a_store');
		await runSql(config, 'alter table others.event rename column id to still_there');
		expect((await opening(config)).code).toBe('not_a_store');
	});

	test('is forgotten by the shared stores if it could not be opened, so that the next call tries again', async () => {
		const config = engines.postgres({ user: 'late', password: 'late', schema: 'late' });
		expect((await failure(sharedStore(config, PLAIN))).code).toBe('authentication');
		await runSql(engines.postgres(), `create role late login password 'late'; create schema late authorization late`);
		const store = await sharedStore(config, PLAIN);
		expect(await store.check()).toMatchObject({ version: SCHEMA_VERSION });
		await store.close();
	});

	test('gives up waiting for rows that another keeps locked', async () => {
		const config = engines.postgres({ schema: 'busy' });
		const store = await engines.openStore(config, { busyTimeoutMs: 100 });
		const { memberId } = await store.transaction((tx) =>
			tx.ensureMember({ communityId: 'c', platform: 'p', platformMemberId: '1', at: T0 }),
		);
		const entry = { communityId: 'c', memberId, amount: 1, reason: 'r', at: T0 };
		const error = await store.transaction(async (tx) => {
			await tx.addPoints({ ...entry, entryId: 'e1' });
			return failure(store.transaction((other) => other.addPoints({ ...entry, entryId: 'e2' })));
		});
		expect(error.code).toBe('locked');
	});

	test('runs a transaction again from the start after a deadlock, even if its work caught the error', async () => {
		const config = engines.postgres({ schema: 'deadlock' });
		const store = await engines.openStore(config);
		const ids = ['1', '2'];
		const members = await store.transaction(async (tx) => {
			const made = [];
			for (const platformMemberId of ids) {
				made.push(await tx.ensureMember({ communityId: 'c', platform: 'p', platformMemberId, at: T0 }));
			}
			return made;
		});
		let runs = 0;
		let arrived = 0;
		let open: () => void = () => undefined;
		const bothHold = new Promise<void>((resolve) => (open = resolve));
		const both = async (order: typeof members, name: string): Promise<void> => {
			await store.transaction(async (tx) => {
				runs++;
				for (const [index, member] of order.entries()) {
					await tx
						.once('c', `${name}${index}`, T0, async () => {
							await tx.addPoints({ ...member, entryId: `${name}${index}`, amount: 1, reason: 'r', at: T0 });
							return {};
						})
						.catch(() => undefined);
					if (++arrived === 2) open();
					await bothHold;
				}
			});
		};
		await Promise.all([both(members, 'a'), both([...members].reverse(), 'b')]);
		expect(runs).toBe(3);
		for (const { memberId } of members) {
			expect(await store.read((tx) => tx.pointsBalance('c', memberId))).toBe(2);
		}
	});

	test.each([
		['53100', 'disk_full'],
		['53300', 'unreachable'],
		['57P03', 'unreachable'],
		['08006', 'unreachable'],
		['25006', 'unwritable'],
		['40001', 'locked'],
		['23505', 'conflict'],
		['22021', 'conflict'],
		['XX001', 'broken'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
		['ETIMEDOUT', 'unreachable'],
	])('says %s as %s', (code, expected) => {
		const error = postgresError(Object.assign(new Error('engine'), { code }), 'db:5432');
		expect(error).toMatchObject({ name: 'StoreError', code: expected });
		expect(isRepeatable(error)).toBe(code === '40001');
	});

	test('leaves errors alone that are not the engine’s', () => {
		const mine = new TypeError('mine');
		expect(postgresError(mine, 'db:5432')).toBe(mine);
		expect(postgresError('text', 'db:5432')).toBe('text');
	});
});

test('opening a store answers with a promise even for a configuration that is refused', async () => {
	const refused = openStore({ engine: 'embedded', file: 'x' }, { environment: { argv: ['n8n', 'worker'], env: {} } });
	expect((await failure(refused)).code).toBe('embedded_in_queue_mode');
});

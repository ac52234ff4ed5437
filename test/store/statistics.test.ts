import { DatabaseSync } from 'node:sqlite';

import { Engines } from './support/engines';

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

/** A new embedded store, closed again, and its file. */
async function newFile(): Promise<{ file: string; open: () => Promise<void> }> {
	const config = engines.fresh('embedded');
	const open = async (): Promise<void> => await (await engines.openStore(config)).close();
	await open();
	return { file: 'file' in config ? config.file : '', open };
}

function planOf(file: string, sql: string): string {
	const db = new DatabaseSync(file, { readOnly: true });
	try {
		const steps = db.prepare(`explain query plan ${sql}`).all();
		return steps.map((row) => String(row['detail'])).join('\n');
	} finally {
		db.close();
	}
}

function figures(file: string): Map<string, string> {
	const db = new DatabaseSync(file, { readOnly: true });
	try {
		const rows = db.prepare('select idx, stat from sqlite_stat1').all();
		return new Map(rows.map((row) => [String(row['idx']), String(row['stat'])]));
	} finally {
		db.close();
	}
}

const MANY = Array.from({ length: 400 }, (_, n) => `'m_${n}'`).join(', ');

describe('how SQLite plans, in a store that is still empty', () => {
	test.each([
		[
			'the balances of many members',
			`select balance from points_balance where community_id = 'c' and member_id in (${MANY})`,
		],
		['the scores of many members', `select activity from score where community_id = 'c' and member_id in (${MANY})`],
		[
			'the streaks of many members',
			`select current from streak where community_id = 'c' and tracker_id = 't' and member_id in (${MANY})`,
		],
		[
			'events of one kind of many members',
			`select count(*) from event where community_id = 'c' and type = 'message' and member_id in (${MANY}) group by member_id`,
		],
	])('%s are looked up, member by member', (_, sql) =>
		newFile().then(({ file }) => {
			expect(planOf(file, sql)).toMatch(/SEARCH \w+ USING .*\(community_id=\?.* AND member_id=\?/);
		}),
	);

	test('who was merged into many members is read from the few who were merged', async () => {
		const { file } = await newFile();
		const into = `select member_id from member where community_id = 'c' and merged_into in (${MANY}) order by member_id`;
		expect(planOf(file, into)).toContain('member_merged (community_id=? AND merged_into=?)');
		const status = `select member_id from member where community_id = 'c' and merged_into is null and status = 'applicant' and member_id > 'm' order by member_id limit 50`;
		expect(planOf(file, status)).toContain('member_by_status (community_id=? AND status=? AND member_id>?)');
	});
});

test('every index has its figures, and a unique one leads to one row', async () => {
	const { file } = await newFile();
	const db = new DatabaseSync(file, { readOnly: true });
	const indexes = db
		.prepare(
			`select i.name, i."unique" as is_unique from sqlite_schema t, pragma_index_list(t.name) i
			where t.type = 'table' and t.name not like 'sqlite%'`,
		)
		.all();
	db.close();
	const known = figures(file);
	expect(indexes.length).toBeGreaterThan(100);
	expect(indexes.map(({ name }) => String(name)).filter((name) => !known.has(name))).toEqual([]);
	for (const { name, is_unique: isUnique } of indexes) {
		const [rows = 0, ...shared] = (known.get(String(name)) ?? '').split(' ').map(Number);
		// Each further column leaves no more rows than those before it.
		expect([...shared].sort((a, b) => b - a)).toEqual(shared);
		expect(shared[0]).toBeLessThanOrEqual(rows);
		if (isUnique === 1) expect(shared.at(-1)).toBe(1);
	}
});

test('figures that somebody measured are put back, and right ones are not written again', async () => {
	const { file, open } = await newFile();
	const right = figures(file);
	const db = new DatabaseSync(file);
	db.exec('analyze');
	const version = (): unknown => db.prepare('pragma data_version').get()?.['data_version'];
	expect(figures(file)).not.toEqual(right);
	await open();
	expect(figures(file)).toEqual(right);
	const written = version();
	await open();
	expect(version()).toBe(written);
	db.close();
});

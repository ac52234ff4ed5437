import { sql, type Kysely } from 'kysely';

import type { Tables } from '../schema';

/**
 * What SQLite is to think of the data when it plans a statement, instead of its own guess: that ten rows share the first
 * column of an index. Here that column is nearly always the community, of which most stores have one; by its own guess
 * SQLite would read a whole community rather than look up eleven members of it.
 *
 * The figures describe a large store whatever is in this one, so that plans are the same everywhere, at once and for
 * good: https://sqlite.org/lang_analyze.html#fixed_results_of_analyze
 */
const ROWS = 1_000_000;

/** Tables with a row for each thing that operators define. */
const DEFINITIONS: ReadonlySet<string> = new Set([
	...['blocklist_subscription', 'buddy_round', 'camp', 'community', 'door_code', 'elimination_run', 'erasure'],
	...['giveaway', 'lottery', 'member_policy', 'portrait_field', 'ritual', 'segment', 'tracker'],
]);
const DEFINED = 100;

/** A partial index leaves nearly everything out, e.g. whatever is not open any more; but not these. */
const PARTIAL = 1_000;
const MOST: ReadonlySet<string> = new Set(['check_in_once', 'ritual_progress_open']);

/** Columns that all rows, or many, have the same value of; the figure is how many values there are. */
const VALUES: Readonly<Record<string, number>> = {
	community_id: 1,
	hidden: 1,
	status: 5,
	kind: 5,
	subject_kind: 5,
	scope: 5,
	way: 5,
	slot: 5,
	version: 5,
	position: 5,
	platform: 5,
	tracker_id: 5,
	ritual_id: 5,
	pond_id: 5,
	source: 10,
	tier: 10,
	type: 20,
	field: 20,
	bait: 20,
	tag: 50,
	lottery_id: 50,
	camp_id: 50,
	giveaway_id: 50,
	number: 100,
	team: 100,
	day: 500,
	period: 500,
	bundle: 1_000,
	group_id: 1_000,
};

/** How many rows share a value of a column that is not listed: the id of a member, an instant, a score. */
const SHARED = 10;

interface IndexRow {
	tbl: string;
	idx: string;
	uniq: number;
	part: number;
	col: string | null;
}

/** Gives SQLite these figures for every index, unless it has them already; other connections see them when they open. */
export async function assumeStatistics(db: Kysely<Tables>): Promise<void> {
	const wanted = await figures(db);
	const kept = await sql<{ name: string }>`select name from sqlite_schema where name = 'sqlite_stat1'`.execute(db);
	// Only SQLite itself can make the table.
	if (kept.rows.length === 0) await sql`analyze "community"`.execute(db);
	const { rows } = await sql<Figure>`select tbl, idx, stat from sqlite_stat1 order by tbl, idx`.execute(db);
	if (JSON.stringify(rows) === JSON.stringify(wanted)) return;
	await db.transaction().execute(async (tx) => {
		await sql`delete from sqlite_stat1`.execute(tx);
		for (const { tbl, idx, stat } of wanted)
			await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${tbl}, ${idx}, ${stat})`.execute(tx);
	});
	await sql`analyze sqlite_schema`.execute(db);
}

interface Figure {
	tbl: string;
	idx: string;
	stat: string;
}

async function figures(db: Kysely<Tables>): Promise<Figure[]> {
	const { rows } = await sql<IndexRow>`
		select t.name as tbl, i.name as idx, i."unique" as uniq, i.partial as part, c.name as col
		from sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
		where t.type = 'table' and t.name not like 'sqlite~_%' escape '~'
		order by t.name, i.name, c.seqno`.execute(db);
	const byIndex = new Map<string, IndexRow[]>();
	for (const row of rows) byIndex.set(row.idx, [...(byIndex.get(row.idx) ?? []), row]);
	return [...byIndex.values()].map(figureOf);
}

/** How many rows an index has, and how many share the values of its first column, its first two, and so on. */
function figureOf(columns: readonly IndexRow[]): Figure {
	const [{ tbl, idx, uniq, part } = { tbl: '', idx: '', uniq: 0, part: 0 }] = columns;
	const all = DEFINITIONS.has(tbl) ? DEFINED : part === 1 && !MOST.has(idx) ? PARTIAL : ROWS;
	let rows = all;
	const shared = columns.map(({ col }, place) => {
		const values = VALUES[col ?? ''];
		if (values !== undefined) rows = Math.max(1, Math.ceil(rows / values));
		else rows = rows > SHARED ? SHARED : 1;
		return uniq === 1 && place === columns.length - 1 ? 1 : rows;
	});
	return { tbl, idx, stat: [all, ...shared].join(' ') };
}

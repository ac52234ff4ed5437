import { sql, type Kysely } from 'kysely';

import { createIndex, createTable, type Table } from './table';
import { columnTypes, named, type MigrationTarget } from './target';

const PROGRESS = {
	columns: ['community_id', 'progress_id'],
	table: 'ritual_progress',
	to: ['community_id', 'progress_id'],
};

const TABLES: Record<string, Table> = {
	ritual_plan: {
		columns: {
			community_id: 'text',
			progress_id: 'text',
			step_id: 'text',
			position: 'integer',
			state: 'text',
			asked_at: 'text?',
			due_at: 'text?',
			next_at: 'text?',
			nudges: 'integer',
			draft: 'text?',
			settled_at: 'text?',
		},
		key: ['community_id', 'progress_id', 'step_id'],
		references: [PROGRESS],
		indices: [{ name: 'ritual_plan_due', columns: ['community_id', 'next_at', 'progress_id', 'step_id'] }],
	},
	greeting: {
		columns: {
			community_id: 'text',
			progress_id: 'text',
			bundle: 'text',
			name: 'text',
			queued_at: 'text',
			batch_id: 'text?',
			greeted_at: 'text?',
		},
		key: ['community_id', 'progress_id'],
		references: [PROGRESS],
		indices: [
			{
				name: 'greeting_waiting',
				columns: ['community_id', 'bundle', 'queued_at', 'progress_id'],
				whereNull: 'batch_id',
			},
			{ name: 'greeting_by_bundle', columns: ['community_id', 'bundle', 'greeted_at'] },
		],
	},
	ritual_message: {
		columns: { community_id: 'text', dedupe_key: 'text', item: 'text', composed_at: 'text' },
		key: ['community_id', 'dedupe_key'],
		indices: [{ name: 'ritual_message_by_time', columns: ['community_id', 'composed_at', 'dedupe_key'] }],
	},
};

/** What a ritual knows of itself beyond the first release. */
const COLUMNS = [
	'language',
	'segment',
	'inviter',
	'cohort',
	'time_zone',
	'root_id',
	'returned_by',
	'greeted_at',
	'ended_at',
	'ended_why',
];

/** Welcome Ritual in full: the plan of every member's steps, newcomers who wait for a greeting, and what is said. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	const { text } = columnTypes(target.engine);
	for (const column of COLUMNS) {
		await db.schema
			.alterTable('ritual_progress')
			.addColumn(column, text as never)
			.execute();
	}
	for (const [name, table] of Object.entries(TABLES)) await createTable(db, target, name, table);
	await createIndex(db, 'ritual_progress', {
		name: 'ritual_progress_by_ritual',
		columns: ['community_id', 'ritual_id', 'started_at', 'progress_id'],
	});
	await planEarlierRituals(db, target);
}

/** Rituals that began before have no times, so nobody is reminded late; their steps still count in reports. */
async function planEarlierRituals(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	const table = (name: string) => named(target, name);
	const monday =
		target.engine === 'embedded'
			? sql`date(substr(started_at, 1, 10), 'weekday 0', '-6 days')`
			: sql`to_char(date_trunc('week', substr(started_at, 1, 10)::date), 'YYYY-MM-DD')`;
	await sql`update ${table('ritual_progress')} set cohort = ${monday}, root_id = progress_id`.execute(db);
	const { rows } = await sql<{
		community_id: string;
		ritual_id: string;
		version: number;
		definition: string;
	}>`select community_id, ritual_id, version, definition from ${table('ritual')}`.execute(db);
	for (const { community_id, ritual_id, version, definition } of rows) {
		for (const [position, stepId] of stepsOf(definition).entries()) {
			await sql`
				insert into ${table('ritual_plan')} (community_id, progress_id, step_id, position, state, asked_at, nudges, settled_at)
				select p.community_id, p.progress_id, cast(${stepId} as text), cast(${position} as integer),
					case when s.step_id is null then 'waiting' else 'done' end, p.started_at, 0, s.done_at
				from ${table('ritual_progress')} p
				left join ${table('ritual_step')} s on s.community_id = p.community_id and s.progress_id = p.progress_id
					and s.step_id = ${stepId}
				where p.community_id = ${community_id} and p.ritual_id = ${ritual_id} and p.version = ${version}
			`.execute(db);
		}
	}
}

/** Ids of the steps of a definition as the first release kept it; none where it is something else. */
function stepsOf(definition: string): string[] {
	const { steps } = JSON.parse(definition) as { steps?: unknown };
	if (!Array.isArray(steps)) return [];
	return steps.flatMap((step: unknown) =>
		typeof step === 'object' && step !== null && 'id' in step && typeof step.id === 'string' ? [step.id] : [],
	);
}

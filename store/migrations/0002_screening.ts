import { sql, type Kysely } from 'kysely';

import { orderOf } from '../order-of';
import { ADMISSION_TABLES } from './0002/admission';
import { ELIMINATION_TABLES } from './0002/elimination';
import { MODERATION_TABLES } from './0002/moderation';
import { createIndex, createTable } from './table';
import { columnTypes, named, type MigrationTarget } from './target';

/** Member Screening: ways in, the review desk, blocklists, the scan of messages, elimination. */
export async function up(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	await widenApplications(db, target);
	const tables = { ...ADMISSION_TABLES, ...MODERATION_TABLES, ...ELIMINATION_TABLES };
	for (const [name, table] of Object.entries(tables)) await createTable(db, target, name, table);
	await indexFacts(db, target);
}

/** The review desk's columns; what was decided before came in by application. */
async function widenApplications(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	const { text, integer } = columnTypes(target.engine);
	const change = () => db.schema.alterTable('application');
	await change()
		.addColumn('way', text as never, (column) => column.notNull().defaultTo('application'))
		.execute();
	await change()
		.addColumn('reminders', integer as never, (column) => column.notNull().defaultTo(0))
		.execute();
	for (const name of ['tier', 'assigned_to', 'due_at', 'reminded_at', 'undone_at', 'undone_by']) {
		await change()
			.addColumn(name, text as never)
			.execute();
	}
	await change()
		.addColumn('rank', integer as never)
		.execute();
}

async function indexFacts(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	await createIndex(db, 'member', { name: 'member_by_status', columns: ['community_id', 'status', 'member_id'] });
	// One person in all communities, to see who goes through many of them.
	await createIndex(db, 'identity', { name: 'identity_by_person', columns: ['platform', 'platform_member_id'] });
	await createIndex(db, 'event', {
		name: 'event_by_member_type',
		columns: ['community_id', 'member_id', 'type', 'occurred_at'],
	});
	// Balances and windows are both summed from the index alone.
	await db.schema.dropIndex('points_by_member').execute();
	await createIndex(db, 'points', {
		name: 'points_by_member_time',
		columns: ['community_id', 'member_id', 'at', 'amount'],
	});
	// With the order in it SQLite takes it for the member's waiting application, and not the one by time.
	await db.schema.dropIndex('application_by_member').execute();
	await createIndex(db, 'application', {
		name: 'application_by_member',
		columns: ['community_id', 'member_id', 'status', 'created_at', 'application_id'],
	});
	await indexOrders(db, target);
}

/** Finds the payments of an order, whose payer may be known under another name than the applicant. */
async function indexOrders(db: Kysely<unknown>, target: MigrationTarget): Promise<void> {
	await sql`create index event_by_order on ${named(target, 'event')} (community_id, (${orderOf(target.engine)}))
		where type in ('payment_succeeded', 'payment_closed', 'refund_succeeded')`.execute(db);
}

import type { Migration } from 'kysely/migration';

import * as foundation from './0001_foundation';
import * as screening from './0002_screening';
import * as members from './0003_members';
import * as rituals from './0004_rituals';
import * as buddies from './0005_buddies';
import * as points from './0006_points';
import * as checkIns from './0007_check_ins';
import * as camps from './0008_camps';
import * as lottery from './0009_lottery';
import * as giveaways from './0010_giveaways';
import * as indexes from './0011_indexes';
import type { MigrationTarget } from './target';

/** Every migration this package knows, in order. A name never changes once it is published. */
export function migrationsFor(target: MigrationTarget): Record<string, Migration> {
	return {
		'0001_foundation': { up: (db) => foundation.up(db, target) },
		'0002_screening': { up: (db) => screening.up(db, target) },
		'0003_members': { up: (db) => members.up(db, target) },
		'0004_rituals': { up: (db) => rituals.up(db, target) },
		'0005_buddies': { up: (db) => buddies.up(db, target) },
		'0006_points': { up: (db) => points.up(db, target) },
		'0007_check_ins': { up: (db) => checkIns.up(db, target) },
		'0008_camps': { up: (db) => camps.up(db, target) },
		'0009_lottery': { up: (db) => lottery.up(db, target) },
		'0010_giveaways': { up: (db) => giveaways.up(db, target) },
		'0011_indexes': { up: (db) => indexes.up(db) },
	};
}

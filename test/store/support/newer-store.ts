import type { StoreConfig } from '../../../store';
import { runSql } from './raw-sql';

/** Leaves the mark of a migration that a later release might bring. */
export function newerStore(config: StoreConfig): Promise<void> {
	return runSql(config, `insert into {shequn_migration} values ('9999_future', '2099-01-01T00:00:00.000Z')`);
}

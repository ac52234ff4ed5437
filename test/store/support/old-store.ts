import type { StoreConfig } from '../../../store';
import type * as all from '../../../store/migrations/index';
import type { MigrationTarget } from '../../../store/migrations/target';
import { PLAIN } from './engines';

/** Makes a store as a release with only the first `migrations` made it. */
export async function oldStore(config: StoreConfig, migrations: number): Promise<void> {
	await jest.isolateModulesAsync(async () => {
		jest.doMock('../../../store/migrations/index', () => {
			const { migrationsFor } = jest.requireActual<typeof all>('../../../store/migrations/index');
			return {
				migrationsFor: (target: MigrationTarget) =>
					Object.fromEntries(Object.entries(migrationsFor(target)).slice(0, migrations)),
			};
		});
		const { openStore } = await import('../../../store');
		const store = await openStore(config, PLAIN);
		expect((await store.check()).version).toBe(migrations);
		await store.close();
	});
	jest.dontMock('../../../store/migrations/index');
}

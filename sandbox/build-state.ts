import { join } from 'node:path';
import { newestChange } from './fingerprint.ts';

/** What the build is made from; a change in any of them makes `dist` stale. */
const sources = [
	'community',
	'store',
	'platforms',
	'nodes',
	'credentials',
	'schemas',
	'package.json',
	'tsup.config.ts',
	'gulpfile.js',
	'tsconfig.json',
];

/** Whether `dist` is missing or older than the newest source. */
export async function isBuildStale(packageDir: string): Promise<boolean> {
	const built = await newestChange([join(packageDir, 'dist')]);
	return built === 0 || built < (await newestChange(sources.map((source) => join(packageDir, source))));
}

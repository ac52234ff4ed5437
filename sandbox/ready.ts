import { ensureInstalled } from './install.ts';
import { showProgress } from './progress.ts';
import { explain } from './sandbox-error.ts';

// Installs n8n without starting it, for tests and benchmarks that start their own.
try {
	await showProgress(1).step('Installing n8n', async (log) => await ensureInstalled({ log }));
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}

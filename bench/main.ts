/**
 * `npm run bench [-- --quick] [-- --profile] [-- --batch] [-- --lottery]`: what n8n makes of a screening, beside what it makes of nothing and of the same
 * job built from its own nodes; with `--batch`, how many items one node takes at once; with `--lottery`, what a draw costs. Ends with 1 when an answer was wrong, never because it was slow.
 */
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../sandbox/install.ts';
import { showProgress } from '../sandbox/progress.ts';
import { explain } from '../sandbox/sandbox-error.ts';

try {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			profile: { type: 'boolean', default: false },
			batch: { type: 'boolean', default: false },
			lottery: { type: 'boolean', default: false },
		},
	});
	if (values.lottery) {
		const { benchLottery } = await import('./lottery.ts');
		await benchLottery(values.quick);
	} else if (values.batch) {
		const { benchBatches } = await import('./batch.ts');
		await benchBatches(values.quick);
	} else {
		await showProgress(1).step('Installing n8n', async (log) => await ensureInstalled({ log }));
		// What follows needs packages that may have been installed only now.
		const { bench } = await import('./bench.ts');
		const { screeningJob } = await import('./screening-job.ts');
		await bench({ isQuick: values.quick, isProfiling: values.profile, jobOf: screeningJob });
	}
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}

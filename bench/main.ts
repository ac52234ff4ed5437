/**
 * `npm run bench [-- NAME] [-- --quick] [-- --profile]`: without a name, what n8n makes of a screening, beside what it
 * makes of nothing and of the same job built from its own nodes. The names: `batch`, how many items one node takes at
 * once; `checkins [n8n|embedded|postgres]`, what a check-in costs in n8n, and in the library batches and leaderboards;
 * `buddies`, what a round of buddies costs; `lottery`, what a draw costs; `members [embedded|postgres]`, what a
 * million members and ten million ledger lines cost. Ends with 1 when an answer was wrong, never because it was slow.
 */
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../sandbox/install.ts';
import { showProgress } from '../sandbox/progress.ts';
import { explain, SandboxError } from '../sandbox/sandbox-error.ts';

interface Wanted {
	isQuick: boolean;
	isProfiling: boolean;
	/** What follows the name. */
	more: readonly string[];
}

// Each imports what it needs when it runs: what n8n's benchmark needs may not be installed yet.
const BENCHES: Readonly<Record<string, (wanted: Wanted) => Promise<void>>> = {
	async screening({ isQuick, isProfiling }) {
		await showProgress(1).step('Installing n8n', async (log) => await ensureInstalled({ log }));
		const { bench } = await import('./bench.ts');
		const { screeningJob } = await import('./screening-job.ts');
		await bench({ isQuick, isProfiling, jobOf: screeningJob });
	},
	async batch({ isQuick }) {
		const { benchBatches } = await import('./batch.ts');
		await benchBatches(isQuick);
	},
	async checkins({ isQuick, isProfiling, more: [part] }) {
		if (part === undefined || part === 'n8n') {
			await showProgress(1).step('Installing n8n', async (log) => await ensureInstalled({ log }));
			const { bench } = await import('./bench.ts');
			const { checkInJob } = await import('./checkin-job.ts');
			await bench({ isQuick, isProfiling, jobOf: checkInJob });
		}
		if (part !== 'n8n') {
			const { benchCheckIns } = await import('./checkins.ts');
			await benchCheckIns(isQuick, part);
		}
	},
	async buddies({ isQuick }) {
		const { benchBuddies } = await import('./buddies.ts');
		await benchBuddies(isQuick);
	},
	async lottery({ isQuick }) {
		const { benchLottery } = await import('./lottery.ts');
		await benchLottery(isQuick);
	},
	async members({ isQuick, more }) {
		const { benchMembers } = await import('./members.ts');
		await benchMembers(isQuick, more[0]);
	},
};

try {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { quick: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false } },
	});
	const [name = 'screening', ...more] = positionals;
	const bench = BENCHES[name];
	if (bench === undefined) {
		throw new SandboxError({
			what: `There is no benchmark "${name}".`,
			why: 'It is none of those that are known.',
			mend: `Choose one of: ${Object.keys(BENCHES).join(', ')}.`,
		});
	}
	await bench({ isQuick: values.quick, isProfiling: values.profile, more });
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}

import { releaseClock, stopClock } from './clock';
import { prepareEnvironment } from './environment';
import type { Harness, HarnessOptions } from './types';

/**
 * Starts a small n8n in this process, for one package.
 *
 * Keep one harness alive at a time: the user folder is an environment variable. n8n-core is loaded here
 * and not at the top of a file, because it reads its environment while it loads.
 *
 * @throws {Error} if the package folder, its compiled nodes or its credentials cannot be loaded
 */
export async function createHarness(options: HarnessOptions): Promise<Harness> {
	const environment = prepareEnvironment();
	try {
		const { Engine } = await import('./engine');
		const engine = await Engine.load(options);
		if (options.baseTime !== undefined) stopClock(options.baseTime);
		return {
			userFolder: environment.userFolder,
			packageName: engine.packageName,
			run: async (workflow, run) => await engine.run(workflow, run),
			webhook: async (workflow, request) => await engine.webhook(workflow, request),
			webhookAndRun: async (workflow, request) => await engine.webhookAndRun(workflow, request),
			hook: async (workflow, hook) => await engine.hook(workflow, hook),
			listSearch: async (workflow, list) => await engine.listSearch(workflow, list),
			loadOptions: async (workflow, list) => await engine.loadOptions(workflow, list),
			staticData: (workflow) => engine.staticData(workflow),
			setTime: stopClock,
			async dispose() {
				releaseClock();
				environment.restore();
			},
		};
	} catch (error) {
		environment.restore();
		throw error;
	}
}

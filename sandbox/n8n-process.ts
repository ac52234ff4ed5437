import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { identityOf } from './identity.ts';
import { n8nEnv } from './n8n-env.ts';
import { n8nBin, sandboxDir } from './paths.ts';
import { freePort } from './ports.ts';
import { startProcess, type RunningProcess } from './processes.ts';

/** Where and how an n8n process runs. */
export interface N8nPlace {
	/** n8n's user folder. */
	dataDir: string;
	/** A free one when left out. */
	port?: number;
	/** Port of the task broker, different for every n8n process; a free one when left out. */
	brokerPort?: number;
	/** n8n settings that win over the sandbox's own. */
	env?: Readonly<Record<string, string>>;
}

/** The file that keeps what n8n says. */
export const logFileOf = (dataDir: string) => join(dataDir, 'n8n.log');

/**
 * Starts `n8n <args>` on our own Node.js, with its output in the data folder's n8n.log.
 * The process ends when we do, whatever happens to us.
 */
export async function startN8nProcess(
	args: readonly string[],
	{ dataDir, port, brokerPort, env: overrides = {} }: N8nPlace,
): Promise<RunningProcess & { port: number }> {
	const identity = await identityOf(dataDir);
	const ownPort = port ?? (await freePort());
	const env = n8nEnv({ dataDir, identity, port: ownPort, brokerPort: brokerPort ?? (await freePort()), overrides });
	const logFile = logFileOf(dataDir);
	mkdirSync(dataDir, { recursive: true });
	const watchdog = pathToFileURL(join(sandboxDir, 'die-with-parent.ts')).href;
	const running = await startProcess({
		program: process.execPath,
		args: ['--import', watchdog, n8nBin, ...args],
		cwd: dataDir,
		env,
		ipc: true,
		onLine: (line) => appendFileSync(logFile, `${line}\n`),
	});
	return { ...running, port: ownPort };
}

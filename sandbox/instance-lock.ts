import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './processes.ts';
import { SandboxError } from './sandbox-error.ts';

/** The file that says which process runs an instance from a data folder. */
export const lockFileOf = (dataDir: string) => join(dataDir, 'launcher.pid');

/**
 * Takes a data folder for this process until it ends.
 * @throws SandboxError when another live process has it
 */
export function lockInstance(dataDir: string): void {
	mkdirSync(dataDir, { recursive: true });
	requireUnlocked(dataDir);
	const lockFile = lockFileOf(dataDir);
	writeFileSync(lockFile, String(process.pid));
	process.on('exit', () => rmSync(lockFile, { force: true }));
}

/** @throws SandboxError when a live process runs an instance from the data folder; names it */
export function requireUnlocked(dataDir: string): void {
	const pid = holderOf(dataDir);
	if (pid === undefined || pid === process.pid || !isAlive(pid)) return;
	throw new SandboxError({
		what: `An instance is already running from ${dataDir}.`,
		why: `Process ${pid} has it.`,
		mend: `Stop it with Ctrl-C in its terminal first, or use another folder with --data. If process ${pid} is something else, delete ${lockFileOf(dataDir)}.`,
	});
}

function holderOf(dataDir: string): number | undefined {
	try {
		const pid = Number(readFileSync(lockFileOf(dataDir), 'utf8'));
		return Number.isInteger(pid) && pid > 0 ? pid : undefined;
	} catch {
		return undefined;
	}
}

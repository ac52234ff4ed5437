import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { rootDir } from '../sandbox/paths.ts';

const run = promisify(execFile);

/**
 * Compiles `tools/<name>.ts` and gives the script. The jobs are written for the compiler that the package uses, not for
 * Node's own reading of TypeScript.
 */
export async function bundleJob(name: string): Promise<string> {
	const folder = join(rootDir, 'node_modules', '.cache');
	await mkdir(folder, { recursive: true });
	const outfile = join(folder, `${name}.cjs`);
	await build({
		entryPoints: [join(rootDir, 'tools', `${name}.ts`)],
		outfile,
		bundle: true,
		platform: 'node',
		packages: 'external',
		logLevel: 'warning',
	});
	return outfile;
}

/** Runs a job in a process of its own, so that its memory is its own, and reads the last line that it prints. */
export async function runJob<T>(script: string, args: readonly string[]): Promise<T> {
	const { stdout } = await run(process.execPath, [script, ...args], { cwd: rootDir });
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
}

/** Writes figures to artefacts/bench-<name>.json, and says so. */
export async function keepFigures(name: string, isQuick: boolean, figures: unknown): Promise<void> {
	const file = join('artefacts', `bench-${name}.json`);
	await mkdir(join(rootDir, 'artefacts'), { recursive: true });
	const kept = { at: new Date().toISOString(), isQuick, figures };
	await writeFile(join(rootDir, file), `${JSON.stringify(kept, null, 2)}\n`);
	console.log(`Figures: ${file}`);
}

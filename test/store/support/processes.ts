import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Task } from './child';

const run = promisify(execFile);

/** Processes of their own that use the store, as n8n's webhook processors and workers do. */
export class Processes {
	private readonly script: string;

	/** @param folder where the script is put, compiled with everything it needs */
	constructor(folder: string) {
		this.script = join(folder, 'child.cjs');
		execFileSync(process.execPath, [
			require.resolve('esbuild/bin/esbuild'),
			join(__dirname, 'child.ts'),
			'--bundle',
			'--platform=node',
			'--format=cjs',
			'--external:pg-native',
			'--log-level=error',
			`--outfile=${this.script}`,
		]);
	}

	/** Starts one process for each task, all at once, and gives their results. Throws if one of them fails. */
	async all<T>(tasks: readonly Task[]): Promise<T[]> {
		return Promise.all(tasks.map((task) => this.one<T>(task)));
	}

	private async one<T>(task: Task): Promise<T> {
		const { stdout } = await run(process.execPath, [this.script], {
			env: { ...process.env, TASK: JSON.stringify(task) },
		});
		return JSON.parse(stdout) as T;
	}
}

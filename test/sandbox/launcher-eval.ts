import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The sandbox folder. Its files are ES modules, which Jest's CommonJS cannot import. */
export const sandboxDir = resolve(__dirname, '../../sandbox');

/**
 * Calls an exported function of a sandbox module in a Node.js of its own.
 * @returns what it returned, or the facts of the error it threw
 */
export function call(file: string, name: string, args: unknown[], env: NodeJS.ProcessEnv = {}): unknown {
	const script = `
		import * as module from ${JSON.stringify(pathToFileURL(resolve(sandboxDir, file)).href)};
		const outcome = await Promise.resolve().then(() => module[${JSON.stringify(name)}](...${JSON.stringify(args)})).catch(
			(error) => ({ thrown: error.message, why: error.why, mend: error.mend }),
		);
		console.log('\\n' + JSON.stringify({ outcome }));`;
	const { stdout, stderr } = run(['--input-type=module', '--eval', script], env);
	const line = stdout.trim().split('\n').at(-1) ?? '';
	if (!line.startsWith('{')) throw new Error(stderr);
	return (JSON.parse(line) as { outcome: unknown }).outcome;
}

/** Runs Node.js to its end. */
export function run(
	args: string[],
	env: NodeJS.ProcessEnv = {},
): { status: number | null; stdout: string; stderr: string } {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		encoding: 'utf8',
		env: { ...process.env, ...env },
	});
	return { status, stdout, stderr };
}

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from './paths.ts';
import { parsePort } from './ports.ts';
import { SandboxError } from './sandbox-error.ts';

/** What the person who starts the sandbox may choose. */
export interface Settings {
	port: number;
	demoPort: number;
	dataDir: string;
	isOpening: boolean;
}

const usage = `npm start -- [--port 5678] [--demo-port 8090] [--data FOLDER] [--no-open]
Starts n8n with the package, its workflow templates and a demo group.

  --port       port of n8n, 5678 unless given
  --demo-port  port of the demo group, 8090 unless given
  --data       folder that keeps everything, sandbox/.data unless given
  --no-open    do not open the browser

These variables of your shell are passed on: `;

/** n8n settings that are taken from the caller's shell. */
const passedOn = [
	'GENERIC_TIMEZONE',
	'N8N_EXPRESSION_ENGINE',
	'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE',
	'N8N_LOG_LEVEL',
	'EXECUTIONS_DATA_SAVE_ON_SUCCESS',
	'EXECUTIONS_DATA_SAVE_ON_ERROR',
];

/**
 * Reads the flags of `npm start`.
 * @returns undefined when only help was asked for, which is printed
 * @throws SandboxError for an unknown flag or a bad port
 */
export function readSettings(): Settings | undefined {
	try {
		const { values } = parseArgs({
			options: {
				port: { type: 'string', default: '5678' },
				'demo-port': { type: 'string', default: '8090' },
				data: { type: 'string', default: defaultDataDir },
				'no-open': { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		});
		if (values.help) {
			console.log(`${usage}\n  ${passedOn.join('\n  ')}`);
			return undefined;
		}
		return {
			port: parsePort(values.port, '--port'),
			demoPort: parsePort(values['demo-port'], '--demo-port'),
			dataDir: resolve(values.data),
			isOpening: process.stdout.isTTY && !process.env['CI'] && !values['no-open'],
		};
	} catch (error) {
		if (error instanceof SandboxError || !(error instanceof Error)) throw error;
		throw new SandboxError({
			what: 'The command line is not understood.',
			why: error.message,
			mend: 'npm start -- --help',
		});
	}
}

/** The n8n settings found in the shell. */
export function environmentPassedOn(): Record<string, string> {
	const chosen = passedOn.flatMap((name) => {
		const value = process.env[name];
		return value === undefined ? [] : [[name, value] as const];
	});
	const timeZone = process.env['GENERIC_TIMEZONE'];
	return { ...Object.fromEntries(chosen), ...(timeZone !== undefined && { TZ: timeZone }) };
}

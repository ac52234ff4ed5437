import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/** What finding a browser has to know about the machine; tests pass their own. */
export interface Machine {
	readonly env: Readonly<Record<string, string | undefined>>;
	isExecutable(file: string): boolean;
	hasApt(): boolean;
	isRoot(): boolean;
	/** Runs a command to its end and returns whether it succeeded. */
	run(command: string, args: readonly string[]): boolean;
}

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
/** Without the fonts, Chinese text shows as empty boxes. */
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

const REQUEST = [
	'The end-to-end tests drive the editor in Chromium, and none was found.',
	`On Debian: sudo apt-get install ${PACKAGES.join(' ')}`,
	'Anywhere else: install Chromium or Google Chrome, or set CHROMIUM_PATH to its executable.',
].join('\n');

/**
 * Looks for a Chromium: `CHROMIUM_PATH`, then the usual places, then the search path.
 *
 * @returns the executable, or `undefined` if there is none
 * @throws {Error} if `CHROMIUM_PATH` is set and cannot be executed
 */
export function findChromium(machine: Machine = thisMachine): string | undefined {
	const wanted = machine.env['CHROMIUM_PATH'];
	if (wanted !== undefined && wanted !== '') {
		if (machine.isExecutable(wanted)) return wanted;
		throw new Error(`CHROMIUM_PATH is "${wanted}", which cannot be executed.`);
	}
	const folders = (machine.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
	const named = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	return [...PATHS, ...named].find((file) => machine.isExecutable(file));
}

/**
 * Finds a Chromium, and where none is, installs Debian's if this process may (root, apt-get).
 *
 * @throws {Error} with what to do, if there is no Chromium and none may be installed
 */
export function ensureChromium(machine: Machine = thisMachine): string {
	const found = findChromium(machine);
	if (found !== undefined) return found;
	if (machine.isRoot() && machine.hasApt()) install(machine);
	const installed = findChromium(machine);
	if (installed === undefined) throw new Error(REQUEST);
	return installed;
}

function install(machine: Machine): void {
	const steps = [['update'], ['install', '--yes', '--no-install-recommends', ...PACKAGES]];
	for (const args of steps) if (!machine.run('apt-get', args)) return;
}

const thisMachine: Machine = {
	env: process.env,
	isExecutable(file) {
		try {
			accessSync(file, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	},
	hasApt: () => existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
	isRoot: () => process.getuid?.() === 0,
	run: (command, args) =>
		spawnSync(command, args, {
			// Standard output is for the path alone.
			stdio: ['ignore', process.stderr, process.stderr],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		}).status === 0,
};

/** `node tools/chromium.ts` prints the executable, for scripts in other languages. */
if (path.basename(process.argv[1] ?? '') === 'chromium.ts') {
	try {
		console.log(ensureChromium());
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		process.exitCode = 1;
	}
}

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, run, sandboxDir } from './launcher-eval';

// Every call starts a Node.js of its own, which takes its time on a busy machine.
jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'launcher-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run reset', () => {
	const reset = () => run([join(sandboxDir, 'reset.ts'), '--data', folder]);
	const fill = () => {
		mkdirSync(join(folder, '.n8n'));
		for (const name of ['.n8n/database.sqlite', 'identity.json', 'n8n.log']) writeFileSync(join(folder, name), '');
	};

	it('removes the instance and says so', () => {
		fill();
		const { status, stdout } = reset();
		expect(status).toBe(0);
		expect(stdout).toMatch(/Removed .*\.n8n/);
		expect(stdout).toMatch(/Removed .*identity\.json/);
		expect(existsSync(folder)).toBe(false);
		expect(reset().stdout).toMatch(/Nothing to forget/);
	});

	it('leaves files that are not its own', () => {
		fill();
		writeFileSync(join(folder, 'thesis.txt'), 'x');
		expect(reset().stdout).toMatch(/Other files stay/);
		expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('x');
		expect(existsSync(join(folder, '.n8n'))).toBe(false);
	});

	it("refuses another n8n's folder", () => {
		mkdirSync(join(folder, '.n8n'));
		const { status, stderr } = reset();
		expect(status).toBe(1);
		expect(stderr).toMatch(/not a folder of the sandbox/);
		expect(existsSync(join(folder, '.n8n'))).toBe(true);
	});

	it('refuses while an instance runs from the folder, not after it crashed', () => {
		fill();
		writeFileSync(join(folder, 'launcher.pid'), String(process.pid));
		const refused = reset();
		expect(refused.status).toBe(1);
		expect(refused.stderr).toContain(`Process ${process.pid} has it`);
		expect(existsSync(join(folder, '.n8n/database.sqlite'))).toBe(true);
		const pidOfTheDead = Number(run(['--print', 'process.pid']).stdout);
		writeFileSync(join(folder, 'launcher.pid'), String(pidOfTheDead));
		expect(reset().status).toBe(0);
	});
});

describe('installing', () => {
	/** A stand-in for npm that notes its arguments, says `output` and ends with `code`. */
	const npm = (output = '', code = 0) => {
		const path = join(folder, 'npm-cli.js');
		const script = `require('fs').appendFileSync(${JSON.stringify(join(folder, 'calls'))}, process.argv.slice(2, 5).join(' ') + '\\n');
			console.error(${JSON.stringify(output)}); process.exitCode = ${code};`;
		writeFileSync(path, script);
		return { npm_execpath: path };
	};
	const calls = () =>
		existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').split('\n') : [];
	const install = (env: NodeJS.ProcessEnv) => call('install.ts', 'ensureInstalled', [{ folder }], env);
	beforeEach(() => writeFileSync(join(folder, 'package-lock.json'), '{"packages":{}}'));

	it('runs npm once, without scripts but for the two native modules, and again only for another lockfile', () => {
		expect(install(npm())).toBe(true);
		const once = calls();
		expect(once[0]).toMatch(/^ci --ignore-scripts/);
		expect(once[1]).toBe('rebuild sqlite3 isolated-vm');
		expect(install(npm())).toBe(false);
		expect(calls()).toEqual(once);
		writeFileSync(join(folder, 'package-lock.json'), '{"packages":{"":{}}}');
		expect(install(npm())).toBe(true);
	});

	it.each([
		['npm error code ENOSPC', /disk is full/],
		['npm error code ENOTFOUND', /registry cannot be reached/],
		['npm error gyp ERR! not found: make', /compiled/],
		['npm error code EACCES', /may not write/],
		['npm error Missing: left-pad@1 from lock file', /left-pad/],
	])('explains %p, and tries again at the next call', (output, why) => {
		expect(install(npm(output, 1))).toMatchObject({
			thrown: 'n8n could not be installed.',
			why: expect.stringMatching(why) as string,
			mend: expect.stringMatching(/npm start/) as string,
		});
		expect(install(npm())).toBe(true);
	});

	it('refuses a Node.js that n8n does not run on', () => {
		expect(call('install.ts', 'requireNode', ['22.16.0'])).toMatchObject({
			thrown: expect.stringContaining('22.16.0') as string,
		});
		expect(call('install.ts', 'requireNode', ['24.0.0'])).toBeUndefined();
	});
});

describe('npm start', () => {
	const start = (...args: string[]) => run([join(sandboxDir, 'start.ts'), '--data', folder, ...args]);

	it('explains its flags', () => {
		expect(start('--help').stdout).toMatch(/--demo-port/);
	});

	it.each([
		[['--prot', '1'], /--prot/],
		[['--port', 'abc'], /abc is not a port/],
	])('says what is wrong with %p', (args, message) => {
		const { status, stderr } = start(...args);
		expect(status).toBe(1);
		expect(stderr).toMatch(message);
		expect(stderr).toMatch(/Fix:/);
	});

	it('refuses a folder that another launcher runs from', () => {
		writeFileSync(join(folder, 'launcher.pid'), String(process.pid));
		const { status, stderr } = start();
		expect(status).toBe(1);
		expect(stderr).toContain(`Process ${process.pid} has it`);
	});
});

import { mkdir, readFile, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFingerprint, fingerprint } from './fingerprint.ts';
import { sandboxDir } from './paths.ts';
import { npmCommand, runToEnd } from './processes.ts';
import type { Phase } from './progress.ts';
import { SandboxError } from './sandbox-error.ts';

/** n8n's tree takes 2.9 GB; npm needs room beside it while unpacking. */
const neededBytes = 4 * 1024 ** 3;
const neededNode = 24;

/** Packages with native parts that n8n cannot do without; every other install script stays off. */
const nativePackages = ['sqlite3', 'isolated-vm'];

/** @throws SandboxError when this Node.js is older than what n8n 2.41 runs on */
export function requireNode(version: string = process.versions.node): void {
	if (Number(version.split('.')[0]) >= neededNode) return;
	throw new SandboxError({
		what: `Node.js ${version} is too old for the sandbox.`,
		why: `n8n 2.41 runs on Node.js ${neededNode} and later.`,
		mend: `Run "npm install" in the root of the repository, which brings Node.js ${neededNode}, then "npm start"; or install Node.js ${neededNode} yourself.`,
	});
}

/**
 * Installs the locked n8n into the sandbox folder, unless it is there already for this lockfile, Node.js and platform.
 * An interrupted installation leaves no marker and is repaired by the next call.
 * @param folder the folder with package.json and package-lock.json
 * @returns whether anything had to be installed
 * @throws SandboxError for: old Node.js, full disk, no network, missing compile tools, anything else npm says
 */
export async function ensureInstalled({
	folder = sandboxDir,
	log = () => {},
}: { folder?: string; log?: Phase } = {}): Promise<boolean> {
	requireNode();
	const wanted = await installFingerprint(folder);
	if ((await readMarker(folder)) === wanted) return false;
	await requireSpace(folder);
	await npm(
		folder,
		['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'],
		await downloads(folder, log),
	);
	log('building the database driver');
	await npm(folder, ['rebuild', ...nativePackages, '--ignore-scripts=false', '--foreground-scripts']);
	await writeMarker(folder, wanted);
	return true;
}

/** Tells from npm's output why an installation failed. */
export function explainInstallFailure(output: string): SandboxError {
	const cause = causes.find(({ sign }) => sign.test(output));
	const lastLines = output
		.split('\n')
		.filter((line) => /^npm (error|ERR!)/i.test(line))
		.slice(-8)
		.join('\n       ');
	return new SandboxError({
		what: 'n8n could not be installed.',
		why: cause?.why ?? `npm failed:\n       ${lastLines || output.slice(-800)}`,
		mend: cause?.mend ?? 'Mend what npm complains about, then run "npm start" again; it continues by itself.',
	});
}

const causes = [
	{
		sign: /ENOSPC|no space left on device/i,
		why: 'The disk is full.',
		mend: 'Free at least 4 GB, then run "npm start" again.',
	},
	{
		sign: /gyp ERR!|node-gyp.*not found|Could not find any (Python|Visual Studio) installation|make: not found/i,
		why: 'A native module had to be compiled, and the tools for it are missing.',
		mend: 'Install Python 3, make and a C++ compiler (Debian: apt install python3 make g++; macOS: xcode-select --install; Windows: Visual Studio Build Tools), then run "npm start" again.',
	},
	{
		sign: /\b(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/,
		why: 'The npm registry cannot be reached.',
		mend: 'Check the network, the proxy and "npm config get registry", then run "npm start" again; what is downloaded already is kept.',
	},
	{
		sign: /\b(EACCES|EPERM)\b/,
		why: 'npm may not write to the sandbox folder or its cache.',
		mend: 'Make sure that the repository and npm\'s cache folder ("npm config get cache") belong to you, then run "npm start" again.',
	},
];

async function npm(folder: string, args: readonly string[], onLine?: (line: string) => void): Promise<void> {
	const result = await runToEnd({ ...npmCommand(args), cwd: folder, ...(onLine && { onLine }) }).catch(
		(error: unknown) => {
			throw new SandboxError({
				what: 'npm could not be started.',
				why: error instanceof Error ? error.message : String(error),
				mend: 'Install npm 10 or later and make sure it is in PATH.',
			});
		},
	);
	if (result.code !== 0) throw explainInstallFailure(result.output);
}

async function downloads(folder: string, log: Phase): Promise<(line: string) => void> {
	const total = await countPackages(folder);
	let fetched = 0;
	log('resolving packages');
	return (line) => {
		if (!/^npm http (fetch GET 200|cache) .*\.tgz/.test(line)) return;
		fetched += 1;
		log(`downloading packages: ${fetched} of about ${total}`);
	};
}

async function countPackages(folder: string): Promise<number> {
	const lock: unknown = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
	const packages = typeof lock === 'object' && lock && 'packages' in lock ? lock.packages : {};
	return Object.keys(packages ?? {}).length;
}

async function requireSpace(folder: string): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	const freeBytes = bavail * bsize;
	if (freeBytes >= neededBytes) return;
	throw new SandboxError({
		what: 'There is not enough room to install n8n.',
		why: `${folder} has ${(freeBytes / 1024 ** 3).toFixed(1)} GB free; the installation needs 4 GB.`,
		mend: 'Free some space, then run "npm start" again.',
	});
}

async function installFingerprint(folder: string): Promise<string> {
	const lock = await fileFingerprint(join(folder, 'package-lock.json'));
	return fingerprint({ lock, abi: process.versions.modules, platform: process.platform, arch: process.arch });
}

// npm ci empties node_modules first, so the marker vanishes with what it vouches for.
const markerOf = (folder: string) => join(folder, 'node_modules', '.sandbox-installed');

async function readMarker(folder: string): Promise<string | undefined> {
	return await readFile(markerOf(folder), 'utf8').catch(() => undefined);
}

async function writeMarker(folder: string, wanted: string): Promise<void> {
	await mkdir(join(folder, 'node_modules'), { recursive: true });
	await writeFile(markerOf(folder), wanted);
}

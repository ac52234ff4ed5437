import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { x as untar } from 'tar';
import { isBuildStale } from './build-state.ts';
import { fileFingerprint } from './fingerprint.ts';
import { rootDir } from './paths.ts';
import { npmCommand, runToEnd } from './processes.ts';
import type { Phase } from './progress.ts';
import { SandboxError } from './sandbox-error.ts';

/** The package as it lies in an instance's folder. */
export interface InstalledPackage {
	name: string;
	version: string;
	/** SHA-256 of the packed tarball, hex. */
	hash: string;
	/** Whether this call replaced what was there. */
	changed: boolean;
}

/**
 * Puts the package into n8n's folder the way users get it: built if stale, packed by npm, unpacked from the tarball.
 * @param dataDir n8n's user folder
 * @param packageDir the package's root
 * @throws SandboxError when the build or npm pack fails
 */
export async function installPackageUnderTest({
	dataDir,
	packageDir = rootDir,
	log = () => {},
}: {
	dataDir: string;
	packageDir?: string;
	log?: Phase;
}): Promise<InstalledPackage> {
	if (await isBuildStale(packageDir)) await build(packageDir, log);
	log('packing');
	const { name, version } = await readManifest(packageDir);
	const nodesDir = join(dataDir, '.n8n', 'nodes');
	await mkdir(nodesDir, { recursive: true });
	const workDir = await mkdtemp(join(nodesDir, '.unpack-'));
	try {
		const tarball = await pack(packageDir, workDir);
		const hash = (await fileFingerprint(tarball)) ?? '';
		const target = join(nodesDir, 'node_modules', name);
		const stamp = join(nodesDir, `.${name.replace('/', '-')}.sha256`);
		const changed = (await readFile(stamp, 'utf8').catch(() => '')) !== hash || !(await exists(target));
		if (changed) {
			await rm(stamp, { force: true });
			await unpack(tarball, join(workDir, 'package'), target);
			await writeFile(stamp, hash);
		}
		return { name, version, hash, changed };
	} finally {
		await rm(workDir, { recursive: true, force: true });
	}
}

async function build(packageDir: string, log: Phase): Promise<void> {
	log('building');
	const result = await runToEnd({ ...npmCommand(['run', 'build']), cwd: packageDir });
	if (result.code === 0) return;
	throw new SandboxError({
		what: 'The package could not be built.',
		why: `npm run build said:\n${indent(result.output.slice(-2000))}`,
		mend: 'Run "npm install" in the root of the repository, mend what the build complains about, then run "npm start" again.',
	});
}

async function pack(packageDir: string, into: string): Promise<string> {
	const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error', `--pack-destination=${into}`];
	const result = await runToEnd({ ...npmCommand(args), cwd: packageDir });
	const filename = /"filename":\s*"([^"]+)"/.exec(result.output)?.[1];
	if (result.code === 0 && filename !== undefined) return join(into, filename.replace('@', '').replace('/', '-'));
	throw new SandboxError({
		what: 'The package could not be packed.',
		why: `npm pack said:\n${indent(result.output.slice(-2000))}`,
		mend: 'Mend what npm complains about, then run "npm start" again.',
	});
}

async function unpack(tarball: string, staging: string, target: string): Promise<void> {
	await mkdir(staging);
	await untar({ file: tarball, cwd: staging, strip: 1 });
	await rm(target, { recursive: true, force: true });
	await mkdir(join(target, '..'), { recursive: true });
	// A rename either happens or not: n8n never sees half a package. Across file systems only a copy works.
	await rename(staging, target).catch(async () => await cp(staging, target, { recursive: true }));
}

async function readManifest(packageDir: string): Promise<{ name: string; version: string }> {
	const manifest: unknown = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'));
	if (typeof manifest === 'object' && manifest && 'name' in manifest && 'version' in manifest) {
		return { name: String(manifest.name), version: String(manifest.version) };
	}
	throw new Error(`${packageDir}/package.json has no name or no version`);
}

async function exists(path: string): Promise<boolean> {
	return await stat(path).then(
		() => true,
		() => false,
	);
}

const indent = (text: string) => text.replace(/^/gm, '       ');

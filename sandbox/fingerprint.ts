import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** SHA-256 of a value's JSON with sorted keys, in hex: equal content gives an equal fingerprint, whatever the order of keys. */
export function fingerprint(value: unknown): string {
	return (
		createHash('sha256')
			// eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- of undefined there is no JSON, whatever the type says
			.update(JSON.stringify(value, sortKeys) ?? 'undefined')
			.digest('hex')
	);
}

function sortKeys(_key: string, value: unknown): unknown {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** SHA-256 of a file's bytes in hex, `undefined` when there is no such file. */
export async function fileFingerprint(path: string): Promise<string | undefined> {
	const bytes = await readFile(path).catch(() => undefined);
	return bytes && createHash('sha256').update(bytes).digest('hex');
}

/** The time of the last change below the given files and folders, in ms since 1970; 0 when none of them exists. */
export async function newestChange(paths: readonly string[]): Promise<number> {
	const times = await Promise.all(paths.map(changeOf));
	return Math.max(0, ...times);
}

async function changeOf(path: string): Promise<number> {
	const facts = await stat(path).catch(() => undefined);
	if (!facts) return 0;
	if (!facts.isDirectory()) return facts.mtimeMs;
	const names = await readdir(path);
	return await newestChange(names.map((name) => join(path, name)));
}

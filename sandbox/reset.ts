import { existsSync } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { requireUnlocked } from './instance-lock.ts';
import { defaultDataDir } from './paths.ts';
import { explain, SandboxError } from './sandbox-error.ts';

/** What the launcher puts into a data folder; nothing else is ever removed. */
const ours: Record<string, string> = {
	'.n8n': "n8n's database, settings and nodes, the Community Store",
	'.cache': "n8n's cache",
	'demo-group': 'the conversations of the demo group',
	'identity.json': 'the keys and the password',
	'n8n.log': "n8n's log",
	'launcher.pid': 'the note of a launcher that crashed',
};

async function reset(): Promise<void> {
	const { values } = parseArgs({ options: { data: { type: 'string', default: defaultDataDir } } });
	const dataDir = resolve(values.data);
	const shown = relative(process.cwd(), dataDir) || dataDir;
	if (!existsSync(dataDir)) {
		console.log(`Nothing to forget: there is no ${shown}.`);
		return;
	}
	requireUnlocked(dataDir);
	const names = (await readdir(dataDir)).filter((name) => name in ours || name.startsWith('import-'));
	if (names.length > 0 && !existsSync(join(dataDir, 'identity.json'))) throw notOurs(dataDir);
	// The identity goes last: a reset that was interrupted can be run again.
	for (const name of names.sort((a, b) => Number(a === 'identity.json') - Number(b === 'identity.json'))) {
		await rm(join(dataDir, name), { recursive: true, force: true });
		console.log(`Removed ${join(shown, name)}: ${ours[name] ?? 'the rest of an interrupted import'}`);
	}
	const isEmpty = (await readdir(dataDir)).length === 0;
	if (isEmpty) await rmdir(dataDir);
	console.log(
		`${isEmpty ? '' : `Other files stay in ${shown}. `}The installation of n8n stays. "npm start" begins anew.`,
	);
}

function notOurs(dataDir: string): SandboxError {
	return new SandboxError({
		what: `${dataDir} is not a folder of the sandbox.`,
		why: 'It has no identity.json, so what lies there may belong to another n8n.',
		mend: 'Check --data, or remove the folder yourself.',
	});
}

reset().catch((error: unknown) => {
	console.error(explain(error));
	process.exitCode = 1;
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * What n8n-core reads from the environment while it loads and when it first runs. The expression
 * engine is the one that needs no isolate; binaries stay in memory; a proxy must not catch local servers.
 */
const settings = (userFolder: string): Record<string, string> => ({
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'a-key-that-protects-nothing',
	N8N_DEFAULT_BINARY_DATA_MODE: 'default',
	N8N_EXPRESSION_ENGINE: 'legacy',
	N8N_LOG_LEVEL: 'silent',
	NO_PROXY: '127.0.0.1,localhost',
	no_proxy: '127.0.0.1,localhost',
});

export interface Environment {
	readonly userFolder: string;
	restore(): void;
}

/** Gives this process a fresh n8n user folder. To be called before n8n-core is loaded. */
export function prepareEnvironment(): Environment {
	const userFolder = mkdtempSync(path.join(tmpdir(), 'n8n-harness-'));
	const wanted = settings(userFolder);
	const before = Object.keys(wanted).map((name) => [name, process.env[name]] as const);
	Object.assign(process.env, wanted);
	return {
		userFolder,
		restore() {
			for (const [name, value] of before) {
				if (value === undefined) delete process.env[name];
				else process.env[name] = value;
			}
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}

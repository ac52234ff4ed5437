import { join } from 'node:path';

/** The sandbox folder, with its own package.json and node_modules. */
export const sandboxDir = import.meta.dirname;

/** The package under test: the root of the repository. */
export const rootDir = join(sandboxDir, '..');

/** Where an instance keeps everything it knows unless `--data` says otherwise. */
export const defaultDataDir = join(sandboxDir, '.data');

/** The executable script of the installed n8n. */
export const n8nBin = join(sandboxDir, 'node_modules', 'n8n', 'bin', 'n8n');

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILE = 'dist/verify/verify.html';
let page: string | undefined;

/** The verifying page without a proof, as the build made it: from the package's folder, wherever this code was bundled to. */
export function verifyingPage(): string {
	page ??= readFileSync(find(__dirname), 'utf8');
	return page;
}

function find(folder: string): string {
	const file = join(folder, FILE);
	if (existsSync(file)) return file;
	const above = dirname(folder);
	if (above === folder) throw new Error(`The package is not whole: ${FILE} is missing`);
	return find(above);
}

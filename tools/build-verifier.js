const { buildSync } = require('esbuild');
const { createHash } = require('node:crypto');
const { copyFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const source = (file) => join(root, 'verifier', file);

/** One program in one file, with all that it imports. */
function bundle(entry, options) {
	const { outputFiles } = buildSync({
		entryPoints: [source(entry)],
		absWorkingDir: root,
		bundle: true,
		write: false,
		minify: true,
		charset: 'utf8',
		legalComments: 'none',
		tsconfig: join(root, 'verifier/tsconfig.json'),
		// The browser has no node:crypto; and so the command leans on no hash function but the one that it carries.
		alias: { 'node:crypto': source('node-crypto.ts') },
		...options,
	});
	return outputFiles[0].text.trim();
}

/** The page's own script and style, and nothing else: the policy names them by their hashes. */
function policyOf(script, style) {
	const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
	return `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
}

/**
 * The page that verifies a proof in a browser without network: one HTML file with no external resource.
 *
 * @returns {string}
 */
function buildPage() {
	const script = bundle('page/main.ts', {
		platform: 'browser',
		format: 'iife',
		// Phones of 2022 and later. Whole numbers of any size (BigInt) are needed for drand's signatures.
		target: 'es2020',
	});
	const style = readFileSync(source('page/style.css'), 'utf8').trim();
	return readFileSync(source('page/index.html'), 'utf8')
		.replace('{{policy}}', () => policyOf(script, style))
		.replace('<!-- style -->', () => `<style>${style}</style>`)
		.replace('<!-- script -->', () => `<script>${script}</script>`);
}

/** `verify.mjs`: the same checks for a terminal. */
function buildCommand() {
	return bundle('verify.ts', { platform: 'node', format: 'esm', target: 'node18' });
}

/** Writes everything that a suspicious member or an auditor may want into a folder. */
function buildVerifier(folder = join(root, 'dist/verify')) {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'verify.html'), buildPage());
	writeFileSync(join(folder, 'verify.mjs'), `${buildCommand()}\n`);
	copyFileSync(source('verify.py'), join(folder, 'verify.py'));
}

module.exports = { buildCommand, buildPage, buildVerifier };

import { globSync } from 'node:fs';
import { defineConfig } from 'tsup';

/**
 * Every node and credential is an entry of its own, as n8n loads them one by one; what they share,
 * third-party libraries above all, is split into chunks that are bundled and loaded once.
 */
export default defineConfig({
	entry: [...globSync('nodes/*/*.node.ts'), ...globSync('credentials/*.credentials.ts')],
	outDir: 'dist',
	format: ['cjs'],
	target: 'node22',
	platform: 'node',
	splitting: true,
	clean: true,
	dts: false,
	minify: true,
	keepNames: true,
	esbuildOptions: (options) => {
		// Chinese as it is, not in escapes three times as long.
		options.charset = 'utf8';
		// What splits the output into CommonJS chunks would turn these into slow helpers, and `return (await x)?.y` into an error.
		options.supported = { ...options.supported, 'nullish-coalescing': false, 'optional-chain': false };
	},
	sourcemap: false,
	// Else node:sqlite becomes require("sqlite"), which does not exist.
	removeNodeProtocol: false,
	// The host brings n8n-workflow; pg looks for pg-native and does without.
	noExternal: [/^(?!n8n-workflow$|pg-native$)/],
	external: ['n8n-workflow', 'pg-native'],
});

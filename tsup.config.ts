import { globSync } from 'node:fs';
import { transform } from 'esbuild';
import { defineConfig } from 'tsup';

const TARGET = 'node22';

/**
 * Every node and credential is an entry of its own, as n8n loads them one by one; what they share,
 * third-party libraries above all, is split into chunks that are bundled and loaded once.
 */
export default defineConfig({
	entry: [...globSync('nodes/*/*.node.ts'), ...globSync('credentials/*.credentials.ts')],
	outDir: 'dist',
	// As ES modules, because esbuild splits no others; each file is then turned into CommonJS, which n8n loads.
	format: ['esm'],
	outExtension: () => ({ js: '.js' }),
	plugins: [
		{
			name: 'commonjs',
			async renderChunk(code) {
				return await transform(code, {
					format: 'cjs',
					platform: 'node',
					target: TARGET,
					minify: true,
					keepNames: true,
					charset: 'utf8',
					// require() instead: n8n and Jest load CommonJS.
					supported: { 'dynamic-import': false },
				});
			},
		},
	],
	target: TARGET,
	platform: 'node',
	splitting: true,
	clean: true,
	dts: false,
	minify: true,
	keepNames: true,
	// Chinese as it is, not in escapes three times as long.
	esbuildOptions: (options) => {
		options.charset = 'utf8';
	},
	sourcemap: false,
	// Else node:sqlite becomes require("sqlite"), which does not exist.
	removeNodeProtocol: false,
	// The host brings n8n-workflow; pg looks for pg-native and does without.
	noExternal: [/^(?!n8n-workflow$|pg-native$)/],
	external: ['n8n-workflow', 'pg-native'],
});

import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import boundaries from 'eslint-plugin-boundaries';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * What each room may import: rooms, packages and Node's modules. Folders that are not listed (test,
 * sandbox, tools, bench) may import anything, and no room may import them.
 */
const MAY_IMPORT = {
	community: [
		'community',
		'luxon',
		'zod',
		'node:crypto',
		// Verifies drand's signatures.
		'@noble/curves',
		// Tables and decoders without side effects, for looking at what members write.
		'jpeg-js',
		'linkify-it',
		'opencc-js',
		'pinyin-pro',
		'pngjs',
		'qr',
		're2js',
		'tldts',
	],
	store: ['store', 'community', 'kysely', 'pg', 'node:*'],
	platforms: ['platforms', 'community', 'marked', 'zod', 'node:crypto'],
	nodes: [
		'nodes',
		'store',
		'platforms',
		'community',
		'n8n-workflow',
		'csv-parse',
		'csv-stringify',
		'iconv-lite',
		'luxon',
		'zod',
		'node:*',
	],
	credentials: ['n8n-workflow'],
};
const ROOMS = Object.keys(MAY_IMPORT);
const inRooms = ROOMS.map((room) => `${room}/**/*.ts`);

const boundariesOfRooms = {
	files: inRooms,
	plugins: { boundaries },
	settings: {
		'import/resolver': { typescript: { project: 'tsconfig.json' } },
		'boundaries/root-path': import.meta.dirname,
		'boundaries/elements': ROOMS.map((room) => ({ type: room, pattern: room, partialMatch: false })),
	},
	rules: {
		'boundaries/dependencies': [
			'error',
			{
				default: 'disallow',
				checkAllOrigins: true,
				checkUnknownLocals: true,
				message: '{{ from.element.type }}/ may not import {{ dependency.source }}',
				policies: Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
					from: { element: { type: room } },
					allow: [
						{ to: { element: { types: { anyOf: allowed.filter((name) => ROOMS.includes(name)) } } } },
						{ to: { module: { source: allowed.filter((name) => !ROOMS.includes(name)) } } },
					],
				})),
			},
		],
	},
};

/** The plugin still publishes its sets in the old format, so only their rules are taken. */
const nodesBase = (set, files) => ({
	files,
	plugins: { 'n8n-nodes-base': n8nNodesBase },
	rules: n8nNodesBase.configs[set].rules,
});

export default tseslint.config(
	{
		ignores: ['**/node_modules/', 'artefacts/', 'coverage/', 'dist/', 'sandbox/.data/'],
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },

	{ files: ['**/*.{js,mjs,ts}'], extends: [js.configs.recommended] },
	{ files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
	{ files: ['**/*.js'], ignores: ['sandbox/**'], languageOptions: { sourceType: 'commonjs' } },
	{ files: ['sandbox/demo-group/web/**/*.js'], languageOptions: { globals: globals.browser } },

	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			// An async function without await still turns what it throws into a rejection, as its callers expect.
			'@typescript-eslint/require-await': 'off',
			// Environment variables and n8n's static data are dictionaries: a key goes by delete.
			'@typescript-eslint/no-dynamic-delete': 'off',
			// Spreading a string is how its code points are counted and replaced.
			'@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
			// Handlers are written `() => act()`; what is meant is clear.
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
		},
	},

	{
		files: ['store/queries/**/*.ts'],
		// Kysely's expression builder is made to be taken apart: ({ eb, refTuple }) => …
		rules: { '@typescript-eslint/unbound-method': 'off' },
	},
	{
		files: ['test/**/*.ts'],
		rules: {
			// Matchers such as expect.stringMatching() are typed any.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			// A value of an item that is unexpectedly an object makes the expectation fail.
			'@typescript-eslint/no-base-to-string': 'off',
		},
	},

	boundariesOfRooms,

	{
		...n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport,
		files: ['package.json', 'nodes/**/*.ts', 'credentials/**/*.ts'],
	},
	{ files: ['package.json'], languageOptions: { parser: tseslint.parser } },
	nodesBase('community', ['package.json']),
	nodesBase('credentials', ['credentials/**/*.ts']),
	// For nodes inside n8n's own repository; community credentials link to a whole address, which another rule asks for.
	{ rules: { 'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off' } },
	nodesBase('nodes', ['nodes/**/*.ts']),
	{
		rules: {
			// Both want the literal ['main'], which @n8n/community-nodes/node-connection-type-literal forbids, and
			// know no node with several outputs but their own If and Switch.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
);

/** One runner for all kinds of tests; `npm test` runs the projects in order of cost. */
const common = {
	testEnvironment: 'node',
	transform: {
		'^.+\\.tsx?$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json', diagnostics: false }],
		// ES modules, which Jest does not read.
		'/node_modules/(kysely|qr)/.+\\.js$': [
			'ts-jest',
			{
				diagnostics: false,
				tsconfig: { allowJs: true, module: 'CommonJS', target: 'ES2023', isolatedModules: true },
			},
		],
	},
	transformIgnorePatterns: ['/node_modules/(?!(kysely|qr)/)'],
	// Source and n8n-core must see one and the same n8n-workflow, or there are two NodeApiError classes.
	moduleNameMapper: {
		'^n8n-workflow$': '<rootDir>/node_modules/n8n-workflow/dist/cjs/index.js',
		// marked is an ES module but for this file; Jest reads CommonJS.
		'^marked$': '<rootDir>/node_modules/marked/lib/marked.umd.js',
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/sandbox/.data/', '<rootDir>/sandbox/node_modules/'],
};
const project = (displayName, ...folders) => ({
	...common,
	displayName,
	testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
});

module.exports = {
	projects: [
		project('unit', 'community', 'platforms', 'nodes', 'docs'),
		{ ...project('store', 'store'), setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'] },
		{ ...project('workflows', 'workflows'), setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'] },
		project('sandbox', 'sandbox'),
		{ ...project('e2e', 'e2e'), setupFilesAfterEnv: ['<rootDir>/test/e2e/support/patience.ts'] },
	],
	coverageDirectory: 'coverage',
};

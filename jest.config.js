/** One runner for all kinds of tests; `npm test` runs the projects in order of cost. */
const common = {
	testEnvironment: 'node',
	transform: { '^.+\\.tsx?$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json', diagnostics: false }] },
	// Source and n8n-core must see one and the same n8n-workflow, or there are two NodeApiError classes.
	moduleNameMapper: { '^n8n-workflow$': '<rootDir>/node_modules/n8n-workflow/dist/cjs/index.js' },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/sandbox/.data/', '<rootDir>/sandbox/node_modules/'],
};
const project = (displayName, ...folders) => ({
	...common,
	displayName,
	testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
});

module.exports = {
	projects: [
		project('unit', 'community', 'platforms', 'nodes', 'docs', 'sandbox'),
		project('store', 'store'),
		project('workflows', 'workflows'),
		{ ...project('e2e', 'e2e'), testTimeout: 120_000 },
	],
	coverageDirectory: 'coverage',
};

import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

interface Room {
	/** Where a file of the room could lie. */
	file: string;
	allowed: string[];
	forbidden: string[];
}

const ROOMS: Record<string, Room> = {
	community: {
		file: 'community/screening/probe.ts',
		allowed: ['../copy', 'luxon', 'zod/v4', 'node:crypto'],
		forbidden: [
			'../../store/types',
			'../../platforms/platform',
			'n8n-workflow',
			'kysely',
			'node:fs',
			'crypto',
			'../../sandbox/start',
		],
	},
	store: {
		file: 'store/queries/probe.ts',
		allowed: ['../types', '../../community/event', 'kysely', 'pg', 'node:fs/promises'],
		forbidden: ['../../platforms/platform', '../../nodes/shared/item', 'n8n-workflow', 'zod/v4', '../../tools/schemas'],
	},
	platforms: {
		file: 'platforms/telegram/probe.ts',
		allowed: ['../platform', '../../community/message', 'zod/v4', 'marked', 'node:crypto'],
		forbidden: [
			'../../store/types',
			'../../nodes/shared/item',
			'n8n-workflow',
			'node:http',
			'../../test/store/store.test',
		],
	},
	nodes: {
		file: 'nodes/shared/probe.ts',
		allowed: [
			'./item',
			'../../store',
			'../../platforms/platform',
			'../../community/event',
			'n8n-workflow',
			'node:os',
			'luxon',
			'zod/v4',
		],
		forbidden: ['../../credentials/CommunityStoreApi.credentials', 'kysely', 'pg', 'n8n-core', '../../sandbox/start'],
	},
	credentials: {
		file: 'credentials/probe.ts',
		allowed: ['n8n-workflow'],
		forbidden: ['../community/event', '../store', '../nodes/shared/item', 'node:crypto'],
	},
	test: {
		file: 'test/store/probe.ts',
		allowed: ['../../store', '../../sandbox/paths', '../../tools/schemas', 'fast-check'],
		forbidden: [],
	},
};

/** Every way to bring something in; `import type` couples rooms just as well. */
const FORMS = [
	(source: string) => `import '${source}';`,
	(source: string) => `import type { Thing } from '${source}';`,
	(source: string) => `export * from '${source}';`,
	(source: string) => `await import('${source}');`,
	(source: string) => `require('${source}');`,
];

interface Case {
	room: string;
	source: string;
	snippets: { file: string; code: string }[];
}

function casesOf(list: 'allowed' | 'forbidden'): Case[] {
	return Object.entries(ROOMS).flatMap(([room, { file, [list]: sources }]) =>
		sources.map((source) => ({ room, source, snippets: FORMS.map((form) => ({ file, code: form(source) })) })),
	);
}

const allowed = casesOf('allowed');
const forbidden = casesOf('forbidden');
/** What the rule says, by file and code. */
const reports = new Map<string, string[]>();
const keyOf = ({ file, code }: { file: string; code: string }) => `${file}\n${code}`;

// ESLint's configuration is an ES module, which Jest's sandbox cannot load: it runs in a process of its own.
beforeAll(() => {
	const snippets = [...allowed, ...forbidden].flatMap((one) => one.snippets);
	const output = execFileSync(process.execPath, [join(__dirname, 'support', 'lint-boundaries.mjs')], {
		cwd: resolve(__dirname, '../..'),
		input: JSON.stringify(snippets),
		encoding: 'utf8',
	});
	for (const [index, report] of (JSON.parse(output) as string[][]).entries()) {
		const snippet = snippets[index];
		if (snippet !== undefined) reports.set(keyOf(snippet), report);
	}
}, 120_000);

test.each(allowed)('$room may import $source', ({ snippets }) => {
	for (const snippet of snippets) expect(reports.get(keyOf(snippet))).toEqual([]);
});

test.each(forbidden)('$room may not import $source', ({ room, source, snippets }) => {
	for (const snippet of snippets) {
		expect(reports.get(keyOf(snippet))).toEqual([`${room}/ may not import ${source}`]);
	}
});

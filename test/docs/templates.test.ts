import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Template {
	id: string;
	name: string;
	nodes: { name: string; type: string; webhookId?: string; credentials?: Record<string, { id: string }> }[];
	connections: Record<string, { main: ({ node: string }[] | null)[] }>;
}

const FOLDER = join(__dirname, '../../workflows');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const templates = files.map((file) => ({
	file,
	template: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Template,
}));
const all = templates.map(({ template }) => template);

/** Whatever is there more than once. */
const twice = (values: readonly string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);

describe('templates, imported together', () => {
	test('have ids, names and webhooks of their own, so that all of them can be live', () => {
		expect(twice(all.map(({ id }) => id))).toEqual([]);
		expect(twice(all.map(({ name }) => name))).toEqual([]);
		const webhooks = all.flatMap(({ nodes }) =>
			nodes.flatMap(({ webhookId }) => (webhookId === undefined ? [] : [webhookId])),
		);
		expect(twice(webhooks)).toEqual([]);
	});

	test.each(templates)('$file names no credential of anybody, and connects nodes that it has', ({ template }) => {
		const names = template.nodes.map(({ name }) => name);
		expect(twice(names)).toEqual([]);
		const ids = template.nodes.flatMap(({ credentials = {} }) => Object.values(credentials).map(({ id }) => id));
		expect(ids.filter((id) => id !== '')).toEqual([]);
		const ends = Object.values(template.connections).flatMap(({ main }) => main.flatMap((links) => links ?? []));
		expect(
			[...Object.keys(template.connections), ...ends.map(({ node }) => node)].filter((name) => !names.includes(name)),
		).toEqual([]);
	});

	test.each(templates)('$file has a note that says what it does', ({ template }) => {
		expect(template.nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
	});

	test.each(templates)('$file runs no code', ({ template }) => {
		expect(template.nodes.filter(({ type }) => type === 'n8n-nodes-base.code')).toEqual([]);
	});
});

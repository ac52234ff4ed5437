import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { marked, type Token } from 'marked';
import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { communityEventSchema, EVENT_TYPES, incomingEventSchema } from '../../community/event';
import { outboundMessageSchema, type DeliveryStatus } from '../../community/message';
import type { StoreErrorCode } from '../../store/types';

/** What a reader of the docs relies on: links that lead somewhere, and fields that are called so in the editor. */
const ROOT = resolve(__dirname, '../..');
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', 'artefacts', '.git', '.data']);

const pages = markdownFiles(ROOT);
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
	homepage: string;
	n8n: { nodes: string[]; credentials: string[] };
};

function markdownFiles(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		if (NOT_OURS.has(entry.name)) return [];
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return markdownFiles(path);
		return entry.name.endsWith('.md') ? [relative(ROOT, path)] : [];
	});
}

function tokensOf(markdown: string): Token[] {
	const tokens: Token[] = [];
	void marked.walkTokens(marked.lexer(markdown), (token) => {
		tokens.push(token);
	});
	return tokens;
}

function linksOf(markdown: string): string[] {
	return tokensOf(markdown).flatMap((token) => {
		if (token.type === 'link' || token.type === 'image') return [String(token['href'])];
		if (token.type !== 'html') return [];
		return [...token.raw.matchAll(/\b(?:href|src)="([^"]+)"/g)].map(([, href = '']) => href);
	});
}

/** The names under which GitHub lets headings be linked to: lower case, no punctuation, spaces as hyphens. */
function anchorsOf(markdown: string): Set<string> {
	const anchors = new Set<string>();
	for (const token of tokensOf(markdown)) {
		if (token.type !== 'heading') continue;
		const words = (marked.parseInline(String(token['text'])) as string).replace(/<[^>]*>|&\w+;|&#\d+;/g, '');
		const slug = words
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '')
			.replaceAll(' ', '-');
		let anchor = slug;
		for (let copy = 1; anchors.has(anchor); copy += 1) anchor = `${slug}-${copy}`;
		anchors.add(anchor);
	}
	return anchors;
}

function brokenLinks(page: string): string[] {
	return linksOf(read(page)).filter((href) => {
		if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return false;
		const [path = '', anchor] = decodeURIComponent(href).split('#');
		const target = path === '' ? page : join(dirname(page), path);
		if (!existsSync(join(ROOT, target))) return true;
		return anchor !== undefined && target.endsWith('.md') && !anchorsOf(read(target)).has(anchor);
	});
}

/** The fenced JSON of a page, parsed. */
function jsonOf(page: string): Record<string, unknown>[] {
	return tokensOf(read(page)).flatMap((token) =>
		token.type === 'code' && token['lang'] === 'json'
			? [JSON.parse(String(token['text'])) as Record<string, unknown>]
			: [],
	);
}

function load(compiled: string): unknown {
	const path = join(ROOT, compiled.replace(/^dist\//, '').replace(/\.js$/, ''));
	const [exported] = Object.values(jest.requireActual<Record<string, new () => unknown>>(path));
	if (exported === undefined) throw new Error(`${path} exports nothing`);
	return new exported();
}

const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
const nodes = manifest.n8n.nodes.map((compiled) => {
	const name = basename(compiled, '.node.js');
	return { name, page: `nodes/${kebab(name)}.md`, description: (load(compiled) as INodeType).description };
});
const CREDENTIAL_PAGES: Readonly<Record<string, string>> = {
	communityStoreApi: 'credentials/community-store.md',
	shequnTelegramApi: 'credentials/telegram-bot.md',
};
const credentials = manifest.n8n.credentials.map((compiled) => load(compiled) as ICredentialType);

/** A node's page with the pages of its resources, which lie in a folder of the same name. */
function pagesOf(page: string): string[] {
	const folder = page.replace(/\.md$/, '');
	return [page, ...pages.filter((one) => dirname(one) === folder)];
}

const LANGUAGE_FOLDERS = ['docs', 'docs/zh-CN'];

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Every label that a person reads in the panel: fields, the choices of a field, and what is inside collections. */
function labelsOf(entries: readonly Entry[]): string[] {
	return entries.flatMap((entry) => {
		if ('type' in entry && ['notice', 'hidden'].includes(entry.type)) return [];
		const own = 'displayName' in entry ? entry.displayName : entry.name;
		const inner = 'values' in entry ? entry.values : 'options' in entry ? (entry.options ?? []) : [];
		return [own, ...labelsOf(inner)];
	});
}

function operationsOf(properties: readonly INodeProperties[]): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options.map((option) => String((option as INodePropertyOptions).value)));
}

describe('links', () => {
	test.each(pages)('%s leads nowhere that does not exist', (page) => {
		expect(brokenLinks(page)).toEqual([]);
	});

	test('a link that leads nowhere would be found', () => {
		expect(linksOf('[a](b.md) ![c](d.png) <img src="e.png">')).toEqual(['b.md', 'd.png', 'e.png']);
		expect([...anchorsOf('# Message: Send\n## `a_b`, 报错\n## 报错\n## 报错')]).toEqual([
			'message-send',
			'a_b-报错',
			'报错',
			'报错-1',
		]);
	});

	test('what n8n links to from the panel exists', () => {
		const codex = nodes.map(({ name }) => read(`nodes/${name}/${name}.node.json`));
		const urls = [...codex.join().matchAll(/https:[^"]+/g)].map(([url]) => url);
		const wanted = [...urls, ...credentials.map(({ documentationUrl = '' }) => documentationUrl)];
		const base = `${manifest.homepage.replace(/#.*/, '')}/blob/main/`;
		const missing = wanted.filter((url) => url.startsWith(base) && !existsSync(join(ROOT, url.slice(base.length))));
		expect(wanted.filter((url) => url.startsWith(base)).length).toBeGreaterThanOrEqual(nodes.length);
		expect(missing).toEqual([]);
	});
});

describe.each(LANGUAGE_FOLDERS)('%s', (folder) => {
	test.each(nodes)('$name has a page that names every operation and every label', ({ page, description }) => {
		const text = pagesOf(join(folder, page)).map(read).join('\n');
		const { properties } = description;
		expect(operationsOf(properties).filter((value) => !text.includes(`\`${value}\``))).toEqual([]);
		const labels = labelsOf(properties.filter(({ name }) => name !== 'resource' && name !== 'operation'));
		expect([...new Set(labels)].filter((label) => !text.includes(`**${label}**`))).toEqual([]);
	});

	test.each(Object.entries(CREDENTIAL_PAGES))('%s has a page that names every label', (name, page) => {
		const text = read(join(folder, page));
		const properties = credentials.find((credential) => credential.name === name)?.properties ?? [];
		expect(properties.length).toBeGreaterThan(0);
		expect(labelsOf(properties).filter((label) => !text.includes(`**${label}**`))).toEqual([]);
	});

	test.each(readdirSync(join(ROOT, 'workflows')).filter((file) => file.endsWith('.json')))(
		'the template %s has a page that names its nodes',
		(file) => {
			const text = read(join(folder, 'templates', `${basename(file, '.json')}.md`));
			const workflow = JSON.parse(read(`workflows/${file}`)) as { nodes: { name: string; type: string }[] };
			const named = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
			expect(named.map(({ name }) => name).filter((name) => !text.includes(name))).toEqual([]);
		},
	);

	test('every error of the store is explained', () => {
		const codes: Record<StoreErrorCode, true> = {
			embedded_in_queue_mode: true,
			unwritable: true,
			disk_full: true,
			not_a_store: true,
			authentication: true,
			unreachable: true,
			no_permission: true,
			no_database: true,
			tls: true,
			newer_schema: true,
			locked: true,
			conflict: true,
			broken: true,
		};
		const text = read(join(folder, 'credentials/community-store.md'));
		expect(Object.keys(codes).filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
	});
});

describe('what integrators rely on', () => {
	const events = 'docs/integrators/events.md';
	const messages = 'docs/integrators/messages.md';

	test('the events shown are events', () => {
		const shown = jsonOf(events);
		expect(shown.length).toBeGreaterThan(0);
		for (const event of shown) {
			const schema = 'verified' in event ? communityEventSchema.strict() : incomingEventSchema.strict();
			expect(schema.safeParse(event).error).toBeUndefined();
		}
	});

	test('every field and type of an event is described', () => {
		const text = read(events);
		const words = [...Object.keys(communityEventSchema.shape), ...EVENT_TYPES];
		expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
	});

	test('the messages shown are messages, and every field and outcome is described', () => {
		const shown = jsonOf(messages).filter((example) => 'to' in example);
		expect(shown.length).toBeGreaterThan(0);
		for (const message of shown) expect(outboundMessageSchema.strict().safeParse(message).error).toBeUndefined();
		const statuses: Record<DeliveryStatus, true> = {
			sent: true,
			pending_confirmation: true,
			rate_limited: true,
			failed: true,
			unsure: true,
		};
		const words = [...Object.keys(outboundMessageSchema.shape), ...Object.keys(statuses)];
		expect(words.filter((word) => !read(messages).includes(`\`${word}\``))).toEqual([]);
	});

	test.each(nodes)('the items shown for $name hold events and messages as they are', ({ page }) => {
		const shown = pagesOf(join('docs', page)).flatMap(jsonOf);
		expect(shown.length).toBeGreaterThan(0);
		for (const item of shown) {
			const event = 'eventId' in item ? item : item['event'];
			if (event !== undefined) expect(communityEventSchema.strict().safeParse(event).error).toBeUndefined();
			for (const message of (item['messages'] ?? []) as unknown[]) {
				expect(outboundMessageSchema.strict().safeParse(message).error).toBeUndefined();
			}
		}
	});
});

test('every decision is in the index', () => {
	const index = read('docs/decisions/README.md');
	const decisions = readdirSync(join(ROOT, 'docs/decisions')).filter((file) => file !== 'README.md');
	expect(decisions.filter((file) => !index.includes(`](${file})`))).toEqual([]);
});

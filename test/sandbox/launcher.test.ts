import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from './launcher-eval';

// Every call starts a Node.js of its own, which takes its time on a busy machine.
jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'launcher-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const telegram = { id: 'tg', name: 'Demo group', type: 'shequnTelegramApi' };
const workflow = (nodes: unknown[]) => ({ id: 'w1', name: 'W', nodes, connections: {} });

describe('wiring a template', () => {
	const wire = (nodes: unknown[]) =>
		call('templates.ts', 'wireTemplate', [
			workflow(nodes),
			{ credentials: [telegram], placeholders: { ADMIN_GROUP_ID: '-100$&2' } },
		]);

	it('gives every node the credential of the type it asks for and leaves other types alone', () => {
		const other = { openAiApi: { id: 'x', name: 'Mine' } };
		const nodes = [
			{ name: 'A', type: 't', parameters: {}, credentials: { shequnTelegramApi: { id: '', name: 'Bot' }, ...other } },
			{ name: 'B', type: 't', parameters: {} },
		];
		expect(wire(nodes)).toEqual(
			workflow([
				{ ...nodes[0], credentials: { shequnTelegramApi: { id: 'tg', name: 'Demo group' }, ...other } },
				{ ...nodes[1] },
			]),
		);
	});

	it('replaces the placeholder anywhere in the parameters, literally, and nowhere else', () => {
		const node = {
			name: 'ADMIN_GROUP_ID',
			type: 't',
			parameters: { chat: 'ADMIN_GROUP_ID', list: [{ text: 'to ADMIN_GROUP_ID, ADMIN_GROUP_ID' }, 7, null, true] },
		};
		const note = { name: 'Note', type: 'n8n-nodes-base.stickyNote', parameters: { content: 'Fill in ADMIN_GROUP_ID' } };
		expect(wire([note, node])).toEqual(
			workflow([
				note,
				{
					...node,
					parameters: { chat: '-100$&2', list: [{ text: 'to -100$&2, -100$&2' }, 7, null, true] },
				},
			]),
		);
	});
});

describe('loading templates', () => {
	it('names a template without an id after its file, and keeps an id it has', () => {
		writeFileSync(join(folder, 'b-welcome.json'), JSON.stringify({ name: 'Welcome', nodes: [], connections: {} }));
		writeFileSync(join(folder, 'a.json'), JSON.stringify({ id: 'own', nodes: [], connections: {} }));
		writeFileSync(join(folder, 'README.md'), 'not a template');
		expect(call('templates.ts', 'loadTemplates', [folder])).toEqual([
			{ id: 'own', name: 'a', nodes: [], connections: {} },
			{ id: 'b-welcome', name: 'Welcome', nodes: [], connections: {} },
		]);
	});

	it.each(['{"nodes": 1}', 'no JSON'])('names the file that is no workflow: %s', (text) => {
		writeFileSync(join(folder, 'broken.json'), text);
		expect(call('templates.ts', 'loadTemplates', [folder])).toMatchObject({
			thrown: expect.stringContaining('broken.json') as string,
		});
	});
});

describe('skipping what is done', () => {
	const credential = { ...telegram, data: { accessToken: '1:a' } };
	const flow = workflow([{ name: 'A', type: 't', parameters: { a: 1, b: 2 } }]);
	const wanted = { credentials: [credential], workflows: [flow] };
	const empty = { credentials: {}, workflows: {} };
	const missing = (prepared: unknown, now: unknown) => call('prepared.ts', 'missingFrom', [prepared, now]);

	it('imports everything into an empty instance and nothing the second time, whatever the order of keys', () => {
		expect(missing(empty, wanted)).toEqual(wanted);
		const prepared = call('prepared.ts', 'withImported', [empty, wanted]);
		const reordered = workflow([{ parameters: { b: 2, a: 1 }, type: 't', name: 'A' }]);
		expect(missing(prepared, { credentials: [credential], workflows: [reordered] })).toEqual({
			credentials: [],
			workflows: [],
		});
	});

	it('imports only what changed, and has it published again', () => {
		const prepared = call('prepared.ts', 'withImported', [empty, wanted]);
		const changed = { ...flow, name: 'W2' };
		const now = { credentials: [credential], workflows: [changed] };
		expect(missing(prepared, now)).toEqual({ credentials: [], workflows: [changed] });
		const again = call('prepared.ts', 'withImported', [prepared, { credentials: [], workflows: [changed] }]);
		expect(again).toMatchObject({ workflows: { w1: { name: 'W2', published: false } } });
		expect(missing(again, now)).toEqual({ credentials: [], workflows: [] });
	});

	it('trusts the record only as long as the database is there', () => {
		const record = { credentials: { tg: 'h' }, workflows: {} };
		mkdirSync(join(folder, '.n8n'));
		writeFileSync(join(folder, '.n8n', 'database.sqlite'), '');
		call('prepared.ts', 'writePrepared', [folder, record]);
		expect(call('prepared.ts', 'readPrepared', [folder])).toEqual(record);
		rmSync(join(folder, '.n8n', 'database.sqlite'));
		expect(call('prepared.ts', 'readPrepared', [folder])).toEqual(empty);
	});

	it('builds when dist is missing or older than a source, not otherwise', () => {
		const stale = () => call('build-state.ts', 'isBuildStale', [folder]);
		const write = (path: string, at: number) => {
			mkdirSync(join(folder, path, '..'), { recursive: true });
			writeFileSync(join(folder, path), path);
			utimesSync(join(folder, path), at, at);
		};
		write('nodes/A/A.node.ts', 1000);
		expect(stale()).toBe(true);
		write('dist/nodes/A/A.node.js', 2000);
		expect(stale()).toBe(false);
		write('nodes/A/a.svg', 3000);
		expect(stale()).toBe(true);
	});
});

describe('ports', () => {
	const use = { purpose: 'n8n', flag: '--port' };

	it('names a port that is taken and the flag that helps', async () => {
		const server = createServer((socket) => socket.end());
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const problem = call('ports.ts', 'requireFreePort', [port, use]);
		await new Promise((resolve) => server.close(resolve));
		expect(problem).toMatchObject({
			thrown: `Port ${port} for n8n is in use.`,
			mend: expect.stringMatching(/npm start -- --port \d+/) as string,
		});
	});

	it('finds a port that can be taken', () => {
		const port = call('ports.ts', 'freePort', []);
		expect(call('ports.ts', 'requireFreePort', [port, use])).toBeUndefined();
	});

	it.each(['0', '65536', '-1', '80.5', 'abc', ''])('refuses %p as a port', (text) => {
		expect(call('ports.ts', 'parsePort', [text, '--port'])).toMatchObject({ thrown: `--port ${text} is not a port.` });
	});

	it.each([1, 65_535])('takes %p', (port) => {
		expect(call('ports.ts', 'parsePort', [String(port), '--port'])).toBe(port);
	});
});

describe("n8n's environment", () => {
	const identity = { encryptionKey: 'k', ownerEmail: 'o@example.com', ownerPasswordHash: 'h' };
	const env = (extra: object) =>
		call('n8n-env.ts', 'n8nEnv', [
			{ dataDir: '/d', identity, port: 5700, brokerPort: 5701, inherited: { PATH: '/bin', N8N_PORT: '1' }, ...extra },
		]);

	it('keeps to this machine and to its own settings, whatever the shell has', () => {
		const inherited = { PATH: '/bin', N8N_CUSTOM_EXTENSIONS: '/x', DB_TYPE: 'postgresdb', WEBHOOK_URL: 'https://prod' };
		const result = env({ inherited });
		expect(result).toMatchObject({
			PATH: '/bin',
			N8N_PORT: '5700',
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			WEBHOOK_URL: 'http://127.0.0.1:5700/',
			N8N_DIAGNOSTICS_ENABLED: 'false',
		});
		expect(result).not.toHaveProperty('N8N_CUSTOM_EXTENSIONS');
		expect(result).not.toHaveProperty('DB_TYPE');
	});

	it('takes the lazy expression engine and the time zone of Shanghai, unless told otherwise', () => {
		expect(env({})).toMatchObject({ N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true', GENERIC_TIMEZONE: 'Asia/Shanghai' });
		const overrides = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false', GENERIC_TIMEZONE: 'Europe/Berlin' };
		expect(env({ overrides })).toMatchObject(overrides);
	});
});

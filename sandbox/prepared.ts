import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.ts';

/** A workflow as n8n exports and imports it; only what the sandbox looks at. */
export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	[key: string]: unknown;
}

/** A node inside a workflow. */
export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	[key: string]: unknown;
}

/** A credential as n8n imports it, with plain data. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** What an instance has been given already. */
export interface Prepared {
	/** Fingerprint by id. */
	credentials: Record<string, string>;
	workflows: Record<string, { name: string; hash: string; published: boolean }>;
	/** Where n8n was reached when its workflows were published; other services were told this address. */
	address?: string;
}

/** What has to be imported because the instance has not got it, or not like this. */
export function missingFrom(
	prepared: Prepared,
	wanted: { credentials: readonly Credential[]; workflows: readonly Workflow[] },
): { credentials: Credential[]; workflows: Workflow[] } {
	return {
		credentials: wanted.credentials.filter((entry) => prepared.credentials[entry.id] !== fingerprint(entry)),
		workflows: wanted.workflows.filter((entry) => prepared.workflows[entry.id]?.hash !== fingerprint(entry)),
	};
}

/** The record after an import; what was imported waits to be published. */
export function withImported(
	prepared: Prepared,
	imported: { credentials: readonly Credential[]; workflows: readonly Workflow[] },
): Prepared {
	const credentials = imported.credentials.map((entry) => [entry.id, fingerprint(entry)] as const);
	const workflows = imported.workflows.map(
		(entry) => [entry.id, { name: entry.name, hash: fingerprint(entry), published: false }] as const,
	);
	return {
		...prepared,
		credentials: { ...prepared.credentials, ...Object.fromEntries(credentials) },
		workflows: { ...prepared.workflows, ...Object.fromEntries(workflows) },
	};
}

const none: Prepared = { credentials: {}, workflows: {} };

/** Reads the record; empty when the database it speaks of is gone. */
export async function readPrepared(dataDir: string): Promise<Prepared> {
	const { record, database } = pathsIn(dataDir);
	const text = await readFile(record, 'utf8').catch(() => undefined);
	if (text === undefined) return none;
	const { embedded, ...prepared } = JSON.parse(text) as Prepared & { embedded: boolean };
	const isThere = await access(database).then(
		() => true,
		() => false,
	);
	return embedded && !isThere ? none : prepared;
}

/** Writes the record beside the database it speaks of. */
export async function writePrepared(dataDir: string, prepared: Prepared): Promise<void> {
	const { folder, record, database } = pathsIn(dataDir);
	const embedded = await access(database).then(
		() => true,
		() => false,
	);
	await mkdir(folder, { recursive: true });
	await writeFile(record, `${JSON.stringify({ ...prepared, embedded }, null, 2)}\n`);
}

function pathsIn(dataDir: string): { folder: string; record: string; database: string } {
	const folder = join(dataDir, '.n8n');
	return { folder, record: join(folder, 'sandbox-prepared.json'), database: join(folder, 'database.sqlite') };
}

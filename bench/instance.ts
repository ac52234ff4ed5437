import { join } from 'node:path';
import { installPackageUnderTest } from '../sandbox/package-under-test.ts';
import { prepareN8n, startN8n, type N8nInstance } from '../sandbox/n8n.ts';
import type { Phase } from '../sandbox/progress.ts';
import { publish } from '../sandbox/publish.ts';
import { rootDir } from '../sandbox/paths.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { screen, type Screening } from './screening.ts';
import { builtinWorkflow, credentialIds, importableWorkflows, tableColumns } from './variants.ts';

/** A setting of n8n's expression engine. */
export interface Engine {
	id: 'default' | 'lazy';
	title: string;
	env: Record<string, string>;
}

export const engines: readonly Engine[] = [
	{
		id: 'lazy',
		title: 'lazy expression engine (N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true)',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	},
	{
		id: 'default',
		title: "n8n's default expression engine",
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false' },
	},
];

/** Puts the package, the credentials and the workflows into a new instance, which does not run yet. */
export async function prepareInstance(
	dataDir: string,
	screening: Screening,
	secret: string,
	log: Phase,
): Promise<void> {
	await installPackageUnderTest({ dataDir, log });
	const credentials = [
		{ id: credentialIds.signedWebhook, name: 'Benchmark', type: 'shequnSignedWebhookApi', data: { secret } },
		{ id: credentialIds.crypto, name: 'Benchmark', type: 'crypto', data: { hmacSecret: secret } },
	];
	await prepareN8n({ dataDir, credentials, workflows: importableWorkflows(screening), log });
}

/**
 * Starts the instance with an engine; the first start adds the variant that needs a Data Table.
 * @param isProfiling writes a CPU profile for Chrome's developer tools into `artefacts` when n8n stops
 */
export async function startInstance(
	dataDir: string,
	engine: Engine,
	screening: Screening,
	isProfiling: boolean,
	log: Phase,
): Promise<N8nInstance> {
	const profiling = { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir="${join(rootDir, 'artefacts')}"` };
	const n8n = await startN8n({ dataDir, env: { ...engine.env, ...(isProfiling && profiling) }, log });
	try {
		for (const { name, outcome, error } of n8n.publications) {
			if (outcome !== 'published') throw notPublished(name, error);
		}
		await addBuiltin(n8n, screening);
		return n8n;
	} catch (error) {
		await n8n.kill();
		throw error;
	}
}

const tableName = 'bench_application';

async function addBuiltin({ rest }: N8nInstance, screening: Screening): Promise<void> {
	const { data: project } = await rest.get<{ data: { id: string } }>('/projects/personal');
	const tables = `/projects/${project.data.id}/data-tables`;
	const { data: existing } = await rest.get<{ data: { count: number } }>(tables);
	if (existing.data.count > 0) return;
	const { data: table } = await rest.post<{ data: { id: string } }>(tables, { name: tableName, columns: tableColumns });
	const { id: _id, ...workflow } = builtinWorkflow(screening, table.data.id, screen.toString());
	const { data: created } = await rest.post<{ data: { id: string } }>('/workflows', workflow);
	const { outcome, error } = await publish(rest, created.data.id);
	if (outcome !== 'published') throw notPublished(workflow.name, error);
}

function notPublished(name: string, error = 'it gave no reason'): SandboxError {
	return new SandboxError({
		what: `n8n did not publish "${name}".`,
		why: `n8n says: ${error}`,
		mend: 'Read the workflow in bench/variants.ts; the version of n8n may have changed a node.',
	});
}

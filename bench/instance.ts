import { join } from 'node:path';
import { installPackageUnderTest } from '../sandbox/package-under-test.ts';
import { prepareN8n, startN8n, type N8nInstance } from '../sandbox/n8n.ts';
import type { Phase } from '../sandbox/progress.ts';
import { publish } from '../sandbox/publish.ts';
import { rootDir } from '../sandbox/paths.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { benchCredentials, type BuiltinWorkflow, type Job } from './job.ts';

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
export async function prepareInstance(dataDir: string, job: Job, secret: string, log: Phase): Promise<void> {
	await installPackageUnderTest({ dataDir, log });
	await prepareN8n({ dataDir, credentials: benchCredentials(secret), workflows: job.workflows, log });
}

/**
 * Starts the instance with an engine; the first start adds the variant that needs a Data Table.
 * @param isProfiling writes a CPU profile for Chrome's developer tools into `artefacts` when n8n stops
 */
export async function startInstance(
	dataDir: string,
	engine: Engine,
	job: Job,
	isProfiling: boolean,
	log: Phase,
): Promise<N8nInstance> {
	const profiling = { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir="${join(rootDir, 'artefacts')}"` };
	const n8n = await startN8n({ dataDir, env: { ...engine.env, ...(isProfiling && profiling) }, log });
	try {
		for (const { name, outcome, error } of n8n.publications) {
			if (outcome !== 'published') throw notPublished(name, error);
		}
		await addBuiltin(n8n, job.builtin);
		return n8n;
	} catch (error) {
		await n8n.kill();
		throw error;
	}
}

async function addBuiltin(
	{ rest }: N8nInstance,
	{ tableName, columns, workflow: make }: BuiltinWorkflow,
): Promise<void> {
	const { data: project } = await rest.get<{ data: { id: string } }>('/projects/personal');
	const tables = `/projects/${project.data.id}/data-tables`;
	const { data: existing } = await rest.get<{ data: { count: number } }>(tables);
	if (existing.data.count > 0) return;
	const { data: table } = await rest.post<{ data: { id: string } }>(tables, { name: tableName, columns });
	const { id: _id, ...workflow } = make(table.data.id);
	const { data: created } = await rest.post<{ data: { id: string } }>('/workflows', workflow);
	const { outcome, error } = await publish(rest, created.data.id);
	if (outcome !== 'published') throw notPublished(workflow.name, error);
}

function notPublished(name: string, error = 'it gave no reason'): SandboxError {
	return new SandboxError({
		what: `n8n did not publish "${name}".`,
		why: `n8n says: ${error}`,
		mend: 'Read the workflow in bench/job.ts; the version of n8n may have changed a node.',
	});
}

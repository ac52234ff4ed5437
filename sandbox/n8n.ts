import axios, { type AxiosInstance } from 'axios';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf } from './identity.ts';
import { urlOf } from './n8n-env.ts';
import { logFileOf, startN8nProcess, type N8nPlace } from './n8n-process.ts';
import { missingFrom, readPrepared, withImported, writePrepared, type Credential, type Workflow } from './prepared.ts';
import { freePort } from './ports.ts';
import type { Exit, RunningProcess } from './processes.ts';
import type { Phase } from './progress.ts';
import { publishWaiting, type Publication } from './publish.ts';
import { SandboxError } from './sandbox-error.ts';

export type { Credential, Workflow } from './prepared.ts';
export type { Publication } from './publish.ts';

/** A running n8n. */
export interface N8nInstance {
	/** E.g. http://127.0.0.1:5678, without a slash at the end; also the base of webhooks and editor. */
	url: string;
	port: number;
	pid: number;
	/** n8n's internal API below /rest, signed in as the owner; answers are `{ data: … }`. */
	rest: AxiosInstance;
	/** What became of the workflows that waited to be published; failures are here, not thrown. */
	publications: Publication[];
	/** Orderly end (SIGTERM, after ten seconds SIGKILL). */
	stop(): Promise<Exit>;
	/** A crash: SIGKILL to n8n and its task runner. */
	kill(): Promise<Exit>;
	exited: Promise<Exit>;
}

/** An n8n process beside the main one in queue mode. */
export type N8nHelper = Omit<N8nInstance, 'rest' | 'publications'>;

const startupMs = 120_000;
const pollMs = 100;

/**
 * Gives an instance its owner, credentials and workflows while it is not running. What it already has in this form is left
 * alone, so that a second call costs nothing and the operator's own edits of unchanged templates stay.
 * The workflows are published by the next startN8n.
 * @param credentials with plain data and fixed ids
 * @param workflows with fixed ids; credentials wired (see wireTemplate)
 * @returns whether anything was imported
 * @throws SandboxError when n8n refuses the import
 */
export async function prepareN8n({
	credentials = [],
	workflows = [],
	log = () => {},
	...place
}: N8nPlace & {
	credentials?: readonly Credential[];
	workflows?: readonly Workflow[];
	log?: Phase;
}): Promise<boolean> {
	await mkdir(place.dataDir, { recursive: true });
	const prepared = await readPrepared(place.dataDir);
	const missing = missingFrom(prepared, { credentials, workflows });
	log(`importing ${missing.credentials.length} credentials`);
	await importInto(place, 'credentials', missing.credentials);
	log(`importing ${missing.workflows.length} workflows`);
	await importInto(place, 'workflow', missing.workflows);
	const isChanged = missing.credentials.length + missing.workflows.length > 0;
	if (isChanged) await writePrepared(place.dataDir, withImported(prepared, missing));
	return isChanged;
}

/**
 * Starts n8n, waits until it is ready, signs in and publishes the workflows that prepareN8n imported; resolves when their
 * webhooks are live.
 * @throws SandboxError with n8n's last words when it does not come up
 */
export async function startN8n({ log = () => {}, ...place }: N8nPlace & { log?: Phase }): Promise<N8nInstance> {
	log('starting');
	const running = await startN8nProcess(['start'], place);
	try {
		await untilReady(running, running.port, place.dataDir);
		log('signing in');
		const address = urlOf(running.port);
		const rest = await signIn(place.dataDir, address);
		const publications = await publishWaiting(place.dataDir, { rest, address }, log);
		return { ...asHelper(running), rest, publications };
	} catch (error) {
		await running.kill();
		throw error;
	}
}

/**
 * Starts a `worker` or `webhook` process for queue mode (set EXECUTIONS_MODE, DB_… and QUEUE_… in `env`), waits until it is ready.
 * @throws SandboxError with n8n's last words when it does not come up
 */
export async function startN8nHelper(
	role: 'worker' | 'webhook',
	{ args = [], ...place }: N8nPlace & { args?: readonly string[] },
): Promise<N8nHelper> {
	const healthPort = place.port ?? (await freePort());
	const env = {
		...place.env,
		...(role === 'worker' && { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(healthPort) }),
	};
	const running = await startN8nProcess([role, ...args], { ...place, port: healthPort, env });
	try {
		await untilReady(running, running.port, place.dataDir);
		return asHelper(running);
	} catch (error) {
		await running.kill();
		throw error;
	}
}

function asHelper(running: RunningProcess & { port: number }): N8nHelper {
	const { port, pid, exited } = running;
	return { url: urlOf(port), port, pid, exited, stop: async () => await running.stop(), kill: running.kill };
}

async function importInto(
	place: N8nPlace,
	kind: 'credentials' | 'workflow',
	entries: readonly Credential[] | readonly Workflow[],
): Promise<void> {
	if (entries.length === 0) return;
	const folder = await mkdtemp(join(place.dataDir, 'import-'));
	try {
		const input = join(folder, `${kind}.json`);
		await writeFile(input, JSON.stringify(entries), { mode: 0o600 });
		const { dataDir } = place;
		// Below "info" n8n does not say whether it imported anything.
		const env = { ...place.env, N8N_LOG_LEVEL: 'info' };
		const running = await startN8nProcess([`import:${kind}`, `--input=${input}`], { dataDir, env });
		const { code } = await running.exited;
		const done = new RegExp(`Successfully imported ${entries.length} `).test(running.lastLines());
		if (code !== 0 || !done) throw n8nProblem(`n8n did not import the ${kind}.`, running, dataDir);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function untilReady(running: RunningProcess, port: number, dataDir: string): Promise<void> {
	const deadline = Date.now() + startupMs;
	let isGone = false as boolean;
	void running.exited.then(() => (isGone = true));
	while (!(await isReady(port))) {
		if (isGone) throw n8nProblem('n8n ended while starting.', running, dataDir);
		if (Date.now() > deadline) throw n8nProblem(`n8n is not ready after ${startupMs / 1000} s.`, running, dataDir);
		await sleep(pollMs);
	}
}

async function isReady(port: number): Promise<boolean> {
	// While booting, n8n answers other paths with 200 "n8n is starting up".
	return await axios.get(`${urlOf(port)}/healthz/readiness`, { proxy: false, timeout: 2000 }).then(
		() => true,
		() => false,
	);
}

async function signIn(dataDir: string, url: string): Promise<AxiosInstance> {
	const { ownerEmail, ownerPassword } = await identityOf(dataDir);
	const baseURL = `${url}/rest`;
	const answer = await axios.post(
		`${baseURL}/login`,
		{ emailOrLdapLoginId: ownerEmail, password: ownerPassword },
		{ proxy: false },
	);
	const cookies = (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]);
	return axios.create({ baseURL, proxy: false, headers: { cookie: cookies.join('; ') } });
}

function n8nProblem(what: string, running: RunningProcess, dataDir: string): SandboxError {
	return new SandboxError({
		what,
		why: `Its last words:\n${running.lastLines().split('\n').slice(-15).join('\n').replace(/^/gm, '       ')}`,
		mend: `Read ${logFileOf(dataDir)}; "npm run reset" forgets this instance and begins anew.`,
	});
}

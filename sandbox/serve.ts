/**
 * One n8n for a test that cannot import this folder's modules (Jest is CommonJS): fork it with one argument, the JSON of
 * `{ dataDir, port?, env?, credentials?, workflows?, demo?, packageDir? }`. It sends `{ url, port, pid, cookie, publications }` when
 * webhooks are live, or `{ error }`. Send it `'stop'` or `'kill'`; it also stops when the channel closes.
 */
import { prepareN8n, startN8n, type Credential, type N8nInstance, type Workflow } from './n8n.ts';
import { installPackageUnderTest } from './package-under-test.ts';
import { explain } from './sandbox-error.ts';
import { demoTemplates, type DemoSettings } from './templates.ts';

interface Request {
	dataDir: string;
	port?: number;
	env?: Record<string, string>;
	credentials?: Credential[];
	workflows?: Workflow[];
	/** Adds the package's templates and credentials, and wires `workflows` alike. */
	demo?: DemoSettings;
	/** Puts this package, or with `''` the repository's own, into the instance first. */
	packageDir?: string;
}

async function serve(request: Request): Promise<N8nInstance> {
	const { packageDir, demo, credentials = [], workflows = [], ...place } = request;
	if (packageDir !== undefined) {
		await installPackageUnderTest({ dataDir: place.dataDir, ...(packageDir !== '' && { packageDir }) });
	}
	await prepareN8n({ ...place, ...(demo ? await demoTemplates(demo, workflows) : { credentials, workflows }) });
	return await startN8n(place);
}

try {
	const instance = await serve(JSON.parse(process.argv[2] ?? '{}') as Request);
	const end = (how: 'stop' | 'kill') => void instance[how]().then(() => process.exit(0));
	process.on('disconnect', () => end('stop'));
	process.on('message', (message) => end(message === 'kill' ? 'kill' : 'stop'));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end('stop'));
	const { url, port, pid, publications, rest } = instance;
	process.send?.({ url, port, pid, publications, cookie: rest.defaults.headers['cookie'] });
} catch (error) {
	process.send?.({ error: explain(error) });
	process.exitCode = 1;
	if (process.connected) process.disconnect();
}

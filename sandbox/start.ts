import { join, relative } from 'node:path';
import { environmentPassedOn, readSettings, type Settings } from './command-line.ts';
import type { DemoGroup } from './demo-group/server.ts';
import { ensureInstalled, requireNode } from './install.ts';
import { lockInstance } from './instance-lock.ts';
import type { N8nInstance } from './n8n.ts';
import { host, requireFreePort } from './ports.ts';
import { showProgress, type Phase } from './progress.ts';
import { explain, SandboxError } from './sandbox-error.ts';

const stepCount = 5;
const stopMs = 6_000;

/** Everything that has to be stopped, in this order. */
const running: { stop: () => Promise<unknown> }[] = [];

async function main(): Promise<void> {
	const settings = readSettings();
	if (!settings) return;
	const { port, demoPort, dataDir, isOpening } = settings;
	stopOnSignals();
	requireNode();
	lockInstance(dataDir);
	await requireFreePort(port, { purpose: 'n8n', flag: '--port' });
	await requireFreePort(demoPort, { purpose: 'the demo group', flag: '--demo-port' });

	const { step } = showProgress(stepCount);
	await step('Installing n8n', async (log) => await ensureInstalled({ log }));
	await step('Building and packing the package', async (log) => await addPackage(settings, log));
	const demoGroup = await step('Starting the demo group', async () => await openDemoGroup(settings));
	await step('Importing templates and credentials', async (log) => await addTemplates(settings, demoGroup, log));
	const n8n = await step('Starting n8n', async (log) => await openN8n(settings, log));

	console.log(await summary(n8n, demoGroup, dataDir));
	if (isOpening) await openBrowser(demoGroup.url);
}

// The steps import what they need when they run: before the first one nothing is installed.

async function addPackage({ dataDir }: Settings, log: Phase): Promise<void> {
	const { installPackageUnderTest } = await import('./package-under-test.ts');
	await installPackageUnderTest({ dataDir, log });
}

async function openDemoGroup({ port, demoPort, dataDir }: Settings): Promise<DemoGroup> {
	const { identityOf } = await import('./identity.ts');
	const { startDemoGroup } = await import('./demo-group/server.ts');
	const { botToken } = await identityOf(dataDir);
	const demoGroup = await startDemoGroup({
		port: demoPort,
		host,
		token: botToken,
		dataFile: join(dataDir, 'demo-group', 'chat.json'),
		editorUrl: `http://${host}:${port}`,
	});
	running.unshift({ stop: demoGroup.close });
	return demoGroup;
}

async function addTemplates({ dataDir }: Settings, demoGroup: DemoGroup, log: Phase): Promise<void> {
	const { identityOf } = await import('./identity.ts');
	const { prepareN8n } = await import('./n8n.ts');
	const { demoTemplates } = await import('./templates.ts');
	const { botToken, webhookSecret } = await identityOf(dataDir);
	const { credentials, workflows } = await demoTemplates({
		demoGroupUrl: demoGroup.url,
		botToken,
		webhookSecret,
		adminGroupId: String(demoGroup.adminGroupId),
		groupId: String(demoGroup.groupId),
	});
	await prepareN8n({ dataDir, env: environmentPassedOn(), credentials, workflows, log });
}

async function openN8n({ dataDir, port }: Settings, log: Phase): Promise<N8nInstance> {
	const { startN8n } = await import('./n8n.ts');
	const n8n = await startN8n({ dataDir, env: environmentPassedOn(), port, log });
	running.unshift(n8n);
	void n8n.exited.then(() => endUnlessStopping(dataDir));
	return n8n;
}

async function summary(n8n: N8nInstance, demoGroup: DemoGroup, dataDir: string): Promise<string> {
	const { identityOf } = await import('./identity.ts');
	const { ownerEmail, ownerPassword } = await identityOf(dataDir);
	const failures = n8n.publications
		.filter(({ outcome }) => outcome === 'failed')
		.map(({ name, error }) => `\n  ⚠ "${name}" is not live: ${error}`);
	return `
  Demo group   ${demoGroup.url}
  n8n editor   ${n8n.url}
  E-mail       ${ownerEmail}
  Password     ${ownerPassword}
  Data         ${relative(process.cwd(), dataDir) || dataDir}
${failures.join('')}${failures.length > 0 ? '\n' : ''}
  Ctrl-C stops everything; npm run reset forgets everything but the installation.
`;
}

async function openBrowser(url: string): Promise<void> {
	const { default: open } = await import('open');
	// Without a browser the address on the screen has to do.
	await open(url).catch(() => {});
}

let isStopping = false;

function stopOnSignals(): void {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAll());
}

async function stopAll(): Promise<void> {
	// Whoever presses Ctrl-C twice wants it now; whatever is left dies with this process.
	if (isStopping) process.exit(0);
	isStopping = true;
	if (running.length > 0) console.log('\nStopping …');
	setTimeout(() => process.exit(0), stopMs);
	for (const { stop } of running) await stop();
	process.exit(0);
}

function endUnlessStopping(dataDir: string): void {
	if (isStopping) return;
	console.error(
		explain(
			new SandboxError({
				what: 'n8n ended by itself.',
				why: `Its last words are in ${join(dataDir, 'n8n.log')}.`,
				mend: 'Run "npm start" again; nothing that was stored is lost.',
			}),
		),
	);
	process.exit(1);
}

main().catch((error: unknown) => {
	if (isStopping) return;
	console.error(explain(error));
	process.exit(1);
});

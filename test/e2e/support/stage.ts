import axios, { type AxiosInstance } from 'axios';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.join(__dirname, '../../..');
const sandbox = path.join(root, 'sandbox');

/** The demo group, run as a process of its own, as operators run it. */
export interface DemoGroup {
	url: string;
	botToken: string;
	groupId: number;
	adminGroupId: number;
	api: AxiosInstance;
}

/** A real n8n with the package and the templates in it. */
export interface Host {
	url: string;
	/** n8n's internal API, signed in as the owner; answers are `{ data: … }`. */
	rest: AxiosInstance;
	/** Session of the owner, for a browser. */
	cookie: string;
	publications: { id: string; outcome: string; error?: string }[];
	stop(): Promise<void>;
	/** SIGKILL, as a power cut would. */
	kill(): Promise<void>;
}

export interface Stage {
	demo: DemoGroup;
	dataDir: string;
	webhookSecret: string;
	/** Starts n8n, the first time or again with the same data. */
	startHost(): Promise<Host>;
	/** The embedded Community Store's file. */
	storeFile: string;
	close(): Promise<void>;
}

const ended = async (child: ChildProcess) =>
	await new Promise<void>((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null) resolve();
		else child.once('exit', () => resolve());
	});

async function startDemoGroup(): Promise<{ demo: DemoGroup; child: ChildProcess }> {
	const child = spawn(process.execPath, [path.join(sandbox, 'demo-group/main.ts'), '--port', '0'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const line = await new Promise<string>((resolve, reject) => {
		createInterface({ input: child.stdout }).once('line', resolve);
		child.once('exit', (code) => reject(new Error(`The demo group ended with code ${code}`)));
	});
	const facts = JSON.parse(line) as Omit<DemoGroup, 'api'>;
	return { demo: { ...facts, api: axios.create({ baseURL: `${facts.url}/demo` }) }, child };
}

interface Served {
	url: string;
	cookie: string;
	publications: Host['publications'];
	error?: string;
}

async function startHost(request: object): Promise<Host> {
	const child = fork(path.join(sandbox, 'serve.ts'), [JSON.stringify(request)], { stdio: 'inherit' });
	const served = await new Promise<Served>((resolve, reject) => {
		child.once('message', (message) => resolve(message as Served));
		child.once('exit', (code) => reject(new Error(`n8n ended with code ${code} before it was ready`)));
	});
	if (served.error !== undefined) throw new Error(served.error);
	const finish = (how: 'stop' | 'kill') => async () => {
		if (child.connected) child.send(how);
		await ended(child);
	};
	return {
		...served,
		rest: axios.create({
			baseURL: `${served.url}/rest`,
			headers: { cookie: served.cookie },
			validateStatus: () => true,
		}),
		stop: finish('stop'),
		kill: finish('kill'),
	};
}

/** Sets up a demo group and everything n8n needs, with further workflows beside the templates. */
export async function openStage(options: { workflows?: object[]; env?: Record<string, string> } = {}): Promise<Stage> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'shequn-e2e-'));
	const { demo, child } = await startDemoGroup();
	const webhookSecret = `whsec_${Buffer.from('e2e: a secret of thirty-two bytes').toString('base64')}`;
	const hosts: Host[] = [];
	let port: number | undefined;
	return {
		demo,
		dataDir,
		webhookSecret,
		storeFile: path.join(dataDir, '.n8n/shequn.sqlite'),
		async startHost() {
			const host = await startHost({
				dataDir,
				packageDir: '',
				// The same address again, as behind a domain name: other services know it.
				...(port === undefined ? {} : { port }),
				env: { N8N_LOG_LEVEL: 'warn', ...options.env },
				workflows: options.workflows ?? [],
				demo: {
					demoGroupUrl: demo.url,
					botToken: demo.botToken,
					adminGroupId: String(demo.adminGroupId),
					groupId: String(demo.groupId),
					webhookSecret,
				},
			});
			port = Number(new URL(host.url).port);
			hosts.push(host);
			return host;
		},
		async close() {
			await Promise.all(hosts.map(async (host) => await host.stop()));
			child.kill('SIGTERM');
			await ended(child);
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}

/** Looks again until `look` gives something, and tells what was waited for if it never does. */
export async function eventually<T>(
	what: string,
	look: () => Promise<T | undefined | false>,
	seconds = 30,
): Promise<T> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 150));
	}
}

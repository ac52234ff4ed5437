import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Api, Bot } from 'grammy';

const MAIN = join(__dirname, '..', '..', 'sandbox', 'demo-group', 'main.ts');

export const TOKEN = '7000000001:AAF-demo_group_token_for_the_tests00';

export interface LoggedUpdate {
	updateId: number;
	kind: string;
	state: string;
	update: Record<string, unknown>;
	attempts: { status: number | null; error: string | null; redelivery: boolean }[];
}

export interface State {
	group: { id: number; memberCount: number; messages: Record<string, unknown>[] };
	adminGroup: { id: number; messages: Record<string, unknown>[] };
	people: {
		user: { id: number; first_name: string };
		standing: string;
		privateMessages: Record<string, unknown>[];
	}[];
	delivery: { webhookSet: boolean; pending: number; paused: boolean };
}

/** The demo group as a process of its own, driven over HTTP as its page and n8n drive it. */
export class DemoGroup {
	private constructor(
		private readonly child: ChildProcess,
		readonly url: string,
		readonly groupId: number,
		readonly adminGroupId: number,
		readonly token: string,
	) {}

	/** @param options further options of the command line */
	static async start(...options: string[]): Promise<DemoGroup> {
		const child = spawn('node', [MAIN, '--port', '0', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
		const stopped = once(child, 'exit').then(([code]) => {
			throw new Error(`the demo group ended at once with code ${String(code)}: is sandbox/ installed?`);
		});
		const lines = createInterface({ input: child.stdout });
		const [line] = (await Promise.race([once(lines, 'line'), stopped])) as [string];
		stopped.catch(() => undefined);
		const { url, groupId, adminGroupId, botToken } = JSON.parse(line) as {
			url: string;
			groupId: number;
			adminGroupId: number;
			botToken: string;
		};
		return new DemoGroup(child, url, groupId, adminGroupId, botToken);
	}

	async stop(): Promise<void> {
		const ended = once(this.child, 'exit');
		this.child.kill('SIGTERM');
		await ended;
	}

	api(token = this.token): Api {
		return new Api(token, { apiRoot: this.url });
	}

	bot(): Bot {
		return new Bot(this.token, { client: { apiRoot: this.url } });
	}

	async get<T>(path: string): Promise<T> {
		const response = await fetch(`${this.url}/demo${path}`);
		return (await response.json()) as T;
	}

	async post<T = { ok: true }>(path: string, body: object = {}): Promise<T> {
		const response = await fetch(`${this.url}/demo${path}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		const answer = (await response.json()) as T & { error?: string };
		if (!response.ok) throw new Error(`${String(response.status)} ${String(answer.error)}`);
		return answer;
	}

	state = () => this.get<State>('/state');

	async updates(): Promise<LoggedUpdate[]> {
		return (await this.get<{ updates: LoggedUpdate[] }>('/updates')).updates;
	}

	async standing(userId: number): Promise<string | undefined> {
		return (await this.state()).people.find(({ user }) => user.id === userId)?.standing;
	}

	/** Where the page shows a photo. */
	fileUrl(photo: { file_id: string }[]): string {
		return `${this.url}/demo/files/${photo[0]?.file_id ?? ''}`;
	}

	/** Somebody new asks to join the main group. @returns the person's id */
	async ask(name = '林晓雨', bio = '想一起读书'): Promise<number> {
		return (await this.post<{ userId: number }>('/join', { name, bio })).userId;
	}

	/** Somebody new who is let in by hand. */
	async member(name?: string): Promise<number> {
		const userId = await this.ask(name);
		await this.post('/decide', { userId, approve: true });
		return userId;
	}
}

/** Waits until something is so; the test's own time limit ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

export async function listen(
	handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; server: Server; close: () => Promise<void> }> {
	const server = createServer(handler);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('no port');
	const close = async () => {
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	};
	return { url: `http://127.0.0.1:${String(address.port)}/hook`, server, close };
}

/** A picture of one pixel. */
export const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

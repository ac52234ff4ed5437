import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, delimiter } from 'node:path';

/** How a child process ended. */
export interface Exit {
	code: number | null;
	signal: NodeJS.Signals | null;
}

/** What to run: a program, its arguments, where and with which environment. */
export interface Command {
	program: string;
	args: readonly string[];
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Receives every line of standard output and standard error. */
	onLine?: (line: string) => void;
	/** Opens an IPC channel, so that the child can notice our end. */
	ipc?: boolean;
}

/** A started child process in a process group of its own. */
export interface RunningProcess {
	pid: number;
	exited: Promise<Exit>;
	/** The last lines it wrote, for error messages. */
	lastLines(): string;
	/** Asks it to end, insists after `patienceMs`, resolves when it is gone. */
	stop(patienceMs?: number): Promise<Exit>;
	/** SIGKILL to it and its children. */
	kill: () => Promise<Exit>;
}

const keptLines = 60;
const ownGroup = process.platform !== 'win32';
const alive = new Set<ChildProcess>();

process.on('exit', () => {
	for (const child of alive) killGroup(child);
});

/**
 * Starts a program; it and its own children never outlive this process.
 * @throws Error when the program cannot be started, e.g. ENOENT
 */
export async function startProcess(command: Command): Promise<RunningProcess> {
	const child = spawn(command.program, command.args, {
		cwd: command.cwd,
		env: withOwnNode(command.env ?? process.env),
		detached: ownGroup,
		stdio: command.ipc === true ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
	});
	const lines: string[] = [];
	const onLine = (line: string) => {
		lines.push(line);
		if (lines.length > keptLines) lines.shift();
		command.onLine?.(line);
	};
	eachLine(child.stdout, onLine);
	eachLine(child.stderr, onLine);
	const exited = exitOf(child);
	const pid = await pidOf(child);
	return {
		pid,
		exited,
		lastLines: () => lines.join('\n'),
		async stop(patienceMs = 10_000) {
			child.kill('SIGTERM');
			const insist = setTimeout(() => killGroup(child), patienceMs);
			return await exited.finally(() => clearTimeout(insist));
		},
		async kill() {
			killGroup(child);
			return await exited;
		},
	};
}

/** Runs a program to its end and gives how it ended with everything it wrote. */
export async function runToEnd(command: Command): Promise<Exit & { output: string }> {
	const output: string[] = [];
	const running = await startProcess({
		...command,
		onLine(line) {
			output.push(line);
			command.onLine?.(line);
		},
	});
	return { ...(await running.exited), output: output.join('\n') };
}

/** How to run npm with the Node.js that runs us, so that native modules are built for it. */
export function npmCommand(args: readonly string[]): Pick<Command, 'program' | 'args'> {
	const npmScript = process.env['npm_execpath'];
	return npmScript?.endsWith('.js') === true
		? { program: process.execPath, args: [npmScript, ...args] }
		: { program: 'npm', args };
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

/** The environment with our Node.js first in PATH: npm's and n8n's own children are started by the name `node`. */
function withOwnNode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	return { ...env, [key]: [dirname(process.execPath), env[key]].filter(Boolean).join(delimiter) };
}

function eachLine(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
	let rest = '';
	stream?.setEncoding('utf8').on('data', (text: string) => {
		const lines = (rest + text).split(/\r?\n/);
		rest = lines.pop() ?? '';
		lines.forEach(onLine);
	});
	stream?.on('end', () => rest && onLine(rest));
}

async function exitOf(child: ChildProcess): Promise<Exit> {
	alive.add(child);
	return await new Promise((resolve) => {
		// What it started itself must not stay behind, e.g. n8n's task runner after a crash.
		child.once('exit', () => killGroup(child));
		child.once('close', (code, signal) => {
			alive.delete(child);
			resolve({ code, signal });
		});
	});
}

async function pidOf(child: ChildProcess): Promise<number> {
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('spawn', () => (child.pid === undefined ? reject(new Error('No process id')) : resolve(child.pid)));
	});
}

function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) return;
	try {
		if (ownGroup) process.kill(-child.pid, 'SIGKILL');
		else child.kill('SIGKILL');
	} catch {
		// The group is already gone, which is what we want.
	}
}

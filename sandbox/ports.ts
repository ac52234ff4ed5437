import { createServer } from 'node:net';
import { SandboxError } from './sandbox-error.ts';

/** Only this machine reaches the sandbox. */
export const host = '127.0.0.1';

/** A TCP port that nobody listens on at the moment, chosen by the operating system. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

/**
 * Makes sure a port can be taken.
 * @param use what the port is for and the flag that changes it, for the error message
 * @throws SandboxError that names the port, who may hold it and the flag to use
 */
export async function requireFreePort(port: number, use: { purpose: string; flag: string }): Promise<void> {
	try {
		await listenOnce(port);
	} catch (error) {
		throw portProblem(port, use, codeOf(error), await holderOf(port));
	}
}

/** Reads a port number from a flag. @throws SandboxError when it is not one */
export function parsePort(text: string, flag: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
	throw new SandboxError({
		what: `${flag} ${text} is not a port.`,
		why: 'A port is a whole number from 1 to 65535.',
		mend: `Give one that is free, e.g. ${flag} 5700.`,
	});
}

function portProblem(
	port: number,
	{ purpose, flag }: { purpose: string; flag: string },
	code: string | undefined,
	holder: string,
): SandboxError {
	const mend = `Use another port, e.g. npm start -- ${flag} ${port === 65_535 ? 5700 : port + 1}`;
	if (code === 'EACCES') {
		const why = 'The operating system keeps this port for privileged programs.';
		return new SandboxError({ what: `Port ${port} for ${purpose} may not be used.`, why, mend });
	}
	const find = process.platform === 'win32' ? `netstat -ano | findstr :${port}` : `lsof -i :${port}`;
	const why = `${holder} To see who: ${find}`;
	return new SandboxError({
		what: `Port ${port} for ${purpose} is in use.`,
		why,
		mend: `${mend}; or stop that program.`,
	});
}

async function holderOf(port: number): Promise<string> {
	// Not axios: the ports are checked before anything is installed.
	const answer = await fetch(`http://${host}:${port}/healthz`, { signal: AbortSignal.timeout(1000) })
		.then(async (response) => await response.text())
		.catch(() => '');
	const isN8n = answer === '{"status":"ok"}';
	return isN8n
		? 'It is probably held by another n8n, perhaps this sandbox in another terminal.'
		: 'Another program listens on it.';
}

function codeOf(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

async function listenOnce(port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host, exclusive: true }, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
		});
	});
}

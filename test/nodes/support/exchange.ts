import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Exchange {
	/** The server's side of the request. */
	response: ServerResponse;
	/** What the caller got. */
	answered: Promise<{ status: number | undefined; headers: IncomingMessage['headers']; body: string }>;
	hangUp: () => Promise<void>;
	close: () => Promise<void>;
}

/** A request to a server of our own, which nobody has answered yet. */
export async function exchange(): Promise<Exchange> {
	let arrived: (response: ServerResponse) => void = () => undefined;
	const response = new Promise<ServerResponse>((resolve) => (arrived = resolve));
	const server = createServer((incoming, outgoing) => {
		incoming.resume();
		arrived(outgoing);
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const caller = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', method: 'POST' });
	const answered = new Promise<Awaited<Exchange['answered']>>((resolve, reject) => {
		caller.once('response', (answer) => {
			text(answer).then((body) => {
				resolve({ status: answer.statusCode, headers: answer.headers, body });
			}, reject);
		});
	});
	caller.on('error', () => undefined);
	caller.end('{}');
	const serverSide = await response;
	return {
		response: serverSide,
		answered,
		hangUp: async () => {
			const gone = new Promise((resolve) => serverSide.once('close', resolve));
			caller.destroy();
			await gone;
		},
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => {
					resolve();
				});
			}),
	};
}

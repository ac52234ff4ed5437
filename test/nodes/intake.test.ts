import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { onceAnswered } from '../../nodes/CommunityTrigger/intake';

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

/** A request to a server of our own; `response` is the server's side of it. */
async function exchange() {
	let arrived: (response: ServerResponse) => void = () => undefined;
	const response = new Promise<ServerResponse>((resolve) => (arrived = resolve));
	const server = createServer((incoming, outgoing) => {
		incoming.resume();
		arrived(outgoing);
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const caller = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', method: 'POST' });
	const answered = new Promise<void>((resolve) => {
		caller.once('response', (answer) => {
			answer.resume();
			answer.once('end', resolve);
		});
	});
	caller.on('error', () => undefined);
	caller.end('{}');
	close = () =>
		new Promise<void>((resolve) => {
			server.closeAllConnections();
			server.close(() => {
				resolve();
			});
		});
	return { response: await response, caller, answered };
}

describe('what an execution answered', () => {
	it.each([
		[200, true],
		[409, false],
		[500, false],
	])('%i is success: %s', async (status, succeeded) => {
		const { response, answered } = await exchange();
		const told = jest.fn();
		onceAnswered(response, told);
		response.statusCode = status;
		response.end('{}');
		await answered;
		expect(told.mock.calls).toEqual([[succeeded]]);
	});

	it.each([
		[200, true],
		[500, false],
	])('%i is success: %s, also when the caller has hung up before', async (status, succeeded) => {
		const { response, caller } = await exchange();
		const told = jest.fn();
		onceAnswered(response, told);
		const gone = new Promise((resolve) => response.once('close', resolve));
		caller.destroy();
		await gone;
		expect(told).not.toHaveBeenCalled();
		response.statusCode = status;
		response.end('{}');
		response.end();
		expect(told.mock.calls).toEqual([[succeeded]]);
	});
});

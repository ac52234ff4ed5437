import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly rawBody: Buffer;
	readonly text: string;
	/** The body as JSON; throws a SyntaxError if it is none. */
	json(): unknown;
}

export interface FakeReply {
	/** 200 if left out. */
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object is sent as JSON. */
	readonly body?: object | string | Buffer;
	/** Breaks the connection instead of answering. */
	readonly hangUp?: boolean;
}

export interface FakeHttp {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	readonly url: string;
	/** Every request in order of arrival. */
	readonly requests: readonly RecordedRequest[];
	close(): Promise<void>;
}

/**
 * Starts a local HTTP server that plays a vendor's API and remembers what it was asked.
 * A handler that throws answers 500 with the error's message.
 */
export async function fakeHttp(
	handler: (request: RecordedRequest) => FakeReply | Promise<FakeReply> = () => ({}),
): Promise<FakeHttp> {
	const requests: RecordedRequest[] = [];
	const answer = async (incoming: IncomingMessage): Promise<FakeReply> => {
		const request = await record(incoming);
		requests.push(request);
		return await handler(request);
	};
	const server = createServer((incoming, outgoing) => {
		void answer(incoming)
			.catch((error: unknown): FakeReply => ({ status: 500, body: { error: String(error) } }))
			.then(({ status = 200, headers = {}, body = '', hangUp = false }) => {
				if (hangUp) {
					incoming.socket.destroy();
					return;
				}
				const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
				outgoing.writeHead(status, { ...(isJson && { 'content-type': 'application/json' }), ...headers });
				outgoing.end(isJson ? JSON.stringify(body) : body);
			});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		close: async () =>
			await new Promise((resolve, reject) => {
				server.close((error) => (error === undefined ? resolve() : reject(error)));
				server.closeAllConnections();
			}),
	};
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const rawBody = Buffer.concat(chunks);
	const text = rawBody.toString('utf8');
	const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
	return {
		method: incoming.method ?? 'GET',
		path: pathname,
		query: searchParams,
		headers: incoming.headers,
		rawBody,
		text,
		json: () => JSON.parse(text) as unknown,
	};
}

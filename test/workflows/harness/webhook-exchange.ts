import { EventEmitter } from 'node:events';
import { parse as parseQuery } from 'node:querystring';
import type { HttpMethod, WebhookOptions, WebhookReply } from './types';

/** The body is not what its content type says. n8n answers 422 and our code never runs. */
export class UnreadableBody extends Error {}

/** The part of an express request that n8n promises to webhook nodes. */
export class WebhookRequest extends EventEmitter {
	readonly method: HttpMethod;
	readonly headers: Record<string, string>;
	readonly query: Record<string, string | string[]>;
	readonly params: Record<string, string>;
	readonly contentType: string | undefined;
	readonly encoding: BufferEncoding = 'utf8';
	readonly ip = '127.0.0.1';
	readonly url: string;
	/** Empty until somebody reads it, as in n8n. */
	rawBody: Buffer | undefined;
	body: unknown;
	private readonly bytes: Buffer;

	constructor(options: WebhookOptions, path: string) {
		super();
		this.method = options.method ?? 'POST';
		this.bytes = Buffer.from(options.rawBody ?? '');
		this.headers = lowerCased(options.headers ?? {});
		if (this.bytes.length > 0) {
			this.headers['content-type'] ??= 'application/json';
			this.headers['content-length'] ??= String(this.bytes.length);
		}
		this.query = { ...options.query };
		this.params = { ...options.params };
		this.contentType = this.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
		this.url = path;
	}

	get originalUrl(): string {
		return this.url;
	}

	get(name: string): string | undefined {
		return this.headers[name.toLowerCase()];
	}

	header(name: string): string | undefined {
		return this.get(name);
	}

	async readRawBody(): Promise<void> {
		if (this.contentType?.startsWith('multipart/') === true) {
			throw new Error('The body of a multipart request was already consumed by its parser');
		}
		this.rawBody ??= this.bytes;
	}

	/**
	 * Reads the body the way n8n's webhook server does before it calls the node: version 1 of a node gets
	 * every body read, later versions only those of a content type that n8n can parse.
	 */
	async parseBody(typeVersion: number): Promise<void> {
		if (this.contentType === 'multipart/form-data') {
			this.body = { data: {}, files: {} };
			return;
		}
		if (typeVersion > 1 && !isParsable(this.contentType)) return;
		await this.readRawBody();
		if (this.bytes.length === 0) return;
		try {
			this.body = parsed(this.bytes.toString(this.encoding), this.contentType);
		} catch (error) {
			throw new UnreadableBody('Failed to parse request body', { cause: error });
		}
	}
}

function isParsable(contentType = ''): boolean {
	const prefixes = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
	return prefixes.some((prefix) => contentType.startsWith(prefix)) || /[/+]xml$/.test(contentType);
}

/**
 * XML is left out: n8n's reading of it loses letter case and line breaks, so a node that wants the
 * parsed form is wrong anyway and fails here.
 */
function parsed(text: string, contentType: string | undefined): unknown {
	if (contentType === 'application/json') return JSON.parse(text) as unknown;
	if (contentType === 'application/x-www-form-urlencoded') return { ...parseQuery(text) };
	return contentType === 'text/plain' ? text : undefined;
}

/** The part of an express response that webhook nodes use. Emits `finish` once it is ended. */
export class WebhookResponse extends EventEmitter {
	statusCode = 200;
	headersSent = false;
	writableEnded = false;
	private readonly headers = new Map<string, string>();
	private readonly chunks: Buffer[] = [];

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	writeHead(code: number, headers: Readonly<Record<string, string | number>> = {}): this {
		return this.status(code).set(headers);
	}

	set(nameOrHeaders: string | Readonly<Record<string, string | number>>, value: string | number = ''): this {
		if (typeof nameOrHeaders === 'string') return this.setHeader(nameOrHeaders, value);
		for (const [name, each] of Object.entries(nameOrHeaders)) this.setHeader(name, each);
		return this;
	}

	header(name: string, value: string | number): this {
		return this.setHeader(name, value);
	}

	setHeader(name: string, value: string | number): this {
		this.headers.set(name.toLowerCase(), String(value));
		return this;
	}

	getHeader(name: string): string | undefined {
		return this.headers.get(name.toLowerCase());
	}

	get(name: string): string | undefined {
		return this.getHeader(name);
	}

	getHeaders(): Record<string, string> {
		return Object.fromEntries(this.headers);
	}

	removeHeader(name: string): void {
		this.headers.delete(name.toLowerCase());
	}

	type(contentType: string): this {
		const short: Record<string, string> = { json: 'application/json', text: 'text/plain', html: 'text/html' };
		return this.setHeader('content-type', short[contentType] ?? contentType);
	}

	contentType(contentType: string): this {
		return this.type(contentType);
	}

	write(chunk: string | Buffer): boolean {
		if (this.writableEnded) throw new Error('The response was already ended');
		this.headersSent = true;
		this.chunks.push(Buffer.from(chunk));
		return true;
	}

	json(body: unknown): this {
		if (!this.headers.has('content-type')) this.type('json');
		return this.end(JSON.stringify(body));
	}

	send(body?: unknown): this {
		if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) {
			if (typeof body === 'string' && !this.headers.has('content-type')) this.type('html');
			return this.end(body);
		}
		return this.json(body);
	}

	sendStatus(code: number): this {
		return this.status(code).type('text').end(String(code));
	}

	end(chunk?: string | Buffer): this {
		if (this.writableEnded) return this;
		if (chunk !== undefined) this.write(chunk);
		this.headersSent = true;
		this.writableEnded = true;
		this.emit('finish');
		this.emit('close');
		return this;
	}

	/** What the sender of the request would have got. */
	reply(): WebhookReply {
		const text = Buffer.concat(this.chunks).toString('utf8');
		const isJson = this.getHeader('content-type')?.includes('json') === true && text !== '';
		return {
			status: this.statusCode,
			headers: Object.fromEntries(this.headers),
			text,
			body: isJson ? (JSON.parse(text) as unknown) : text,
			ended: this.writableEnded,
		};
	}
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

import type { Request, Response } from 'express';
import type { Change } from './model.ts';

const HEARTBEAT_MS = 20_000;

/** Server-sent events for open pages: `data:` carries one `Change` as JSON. */
export class Stream {
	private readonly pages = new Set<Response>();
	private readonly heartbeat = setInterval(() => {
		this.write(': still here\n\n');
	}, HEARTBEAT_MS).unref();

	open(request: Request, response: Response): void {
		response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
		response.write('retry: 1000\n\n');
		this.pages.add(response);
		request.on('close', () => this.pages.delete(response));
	}

	send(change: Change): void {
		this.write(`data: ${JSON.stringify(change)}\n\n`);
	}

	close(): void {
		clearInterval(this.heartbeat);
		for (const page of this.pages) page.end();
	}

	private write(text: string): void {
		for (const page of this.pages) page.write(text);
	}
}

import { open, type FileHandle } from 'node:fs/promises';

/**
 * Makes committed transactions durable off the event loop. With `synchronous = normal` a commit in
 * WAL mode writes to the log but does not wait for the disk; flushing the log after it gives what
 * `synchronous = full` gives, without blocking n8n. Everybody who commits while a flush is under way
 * shares the next one (group commit). https://www.sqlite.org/wal.html#performance_considerations
 */
export class WalFlusher {
	private handle: Promise<FileHandle> | undefined;
	private current: Promise<void> = Promise.resolve();
	private next: Promise<void> | undefined;

	/** @param file the log, which SQLite keeps as long as a connection is open */
	constructor(private readonly file: string) {}

	/** Resolves when everything that was committed before the call is on the disk. */
	flush(): Promise<void> {
		// The flush under way may have begun before the caller's commit, so it is not enough.
		this.next ??= this.current
			.catch(() => undefined)
			.then(async () => {
				this.current = this.next ?? Promise.resolve();
				this.next = undefined;
				await this.sync();
			});
		return this.next;
	}

	async close(): Promise<void> {
		await this.current.catch(() => undefined);
		const handle = await this.handle?.catch(() => undefined);
		this.handle = undefined;
		await handle?.close();
	}

	private async sync(): Promise<void> {
		this.handle ??= open(this.file, 'r+');
		try {
			await (await this.handle).datasync();
		} catch (error) {
			this.handle = undefined;
			throw error;
		}
	}
}

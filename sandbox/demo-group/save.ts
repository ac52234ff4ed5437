import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StoredFile } from './model.ts';
import type { OutboxState } from './outbox.ts';
import type { World, WorldState } from './world.ts';

type FileEntry = Omit<StoredFile, 'data'>;
export interface Saved {
	version: 2;
	token: string;
	world: WorldState;
	/** By the bot's id. */
	outboxes: Record<string, OutboxState>;
	files: FileEntry[];
}

const SAVE_DELAY_MS = 300;
const pictureFolder = (dataFile: string) => `${dataFile}.pictures`;

/** The file is our own: its version stands for its shape. */
const isSaved = (value: unknown): value is Saved =>
	typeof value === 'object' && value !== null && 'version' in value && value.version === 2;

/** What an earlier run kept. @throws Error when the file is of another version */
export function load(dataFile: string): Saved | undefined {
	if (!existsSync(dataFile)) return undefined;
	const saved: unknown = JSON.parse(readFileSync(dataFile, 'utf8'));
	if (!isSaved(saved)) throw new Error(`${dataFile} is of another version of the demo group: delete it to start over`);
	return saved;
}

/** The pictures an earlier run kept; one that is lost is left out. */
export function loadFiles(dataFile: string, entries: FileEntry[], world: World): void {
	for (const entry of entries) {
		const path = join(pictureFolder(dataFile), entry.file_id);
		if (existsSync(path)) world.files.set(entry.file_id, { ...entry, data: readFileSync(path) });
	}
}

/** Keeps the demo on disk: soon after a change, and at the end. A crash leaves the last whole file. */
export class Keeper {
	private readonly dataFile: string;
	private readonly read: () => Saved;
	private readonly files: ReadonlyMap<string, StoredFile>;
	private timer: NodeJS.Timeout | undefined;

	constructor(dataFile: string, files: ReadonlyMap<string, StoredFile>, read: () => Saved) {
		this.dataFile = dataFile;
		this.files = files;
		this.read = read;
		mkdirSync(dirname(dataFile), { recursive: true });
	}

	soon(): void {
		this.timer ??= setTimeout(() => {
			this.save();
		}, SAVE_DELAY_MS);
	}

	save(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		this.savePictures();
		const draft = `${this.dataFile}.${String(process.pid)}.tmp`;
		writeFileSync(draft, JSON.stringify(this.read()), { mode: 0o600 });
		renameSync(draft, this.dataFile);
	}

	private savePictures(): void {
		const folder = pictureFolder(this.dataFile);
		if (this.files.size === 0) {
			rmSync(folder, { recursive: true, force: true });
			return;
		}
		mkdirSync(folder, { recursive: true });
		for (const { file_id, data } of this.files.values()) {
			const path = join(folder, file_id);
			if (!existsSync(path)) writeFileSync(path, data);
		}
	}
}

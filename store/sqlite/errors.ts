import { StoreError, isCoded, type CodedError } from '../errors';

const HINT_FOLDER =
	'Let the user that runs n8n write to this folder (in Docker: the mounted volume), or choose PostgreSQL in a Community Store credential.';

/** Primary result codes, https://www.sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const FULL = 13;
const CANTOPEN = 14;
const TOOBIG = 18;
const CONSTRAINT = 19;
const MISMATCH = 20;
const NOTADB = 26;

/** Turns an error of node:sqlite or of the file system into a StoreError; leaves others as they are. */
export function sqliteError(error: unknown, file: string): unknown {
	if (!isCoded(error) || error instanceof StoreError) return error;
	if (error.code === 'ERR_SQLITE_ERROR') return byResultCode(error, file);
	return byFileSystemCode(error, file);
}

function byResultCode(error: CodedError, file: string): StoreError {
	const extended = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
	switch (extended & 0xff) {
		case BUSY:
		case LOCKED:
			return new StoreError(
				'locked',
				`Another program kept the Community Store file ${file} locked for too long.`,
				'Close other programs that have the file open, or choose PostgreSQL if several n8n processes share the store.',
				error,
			);
		case READONLY:
		case CANTOPEN:
			return unwritable(file, error);
		case FULL:
			return diskFull(file, error);
		case NOTADB:
			return notAStore(`The file ${file} is not a SQLite database.`, error);
		case TOOBIG:
		case CONSTRAINT:
		case MISMATCH:
			return new StoreError(
				'conflict',
				`The Community Store refused a row: ${error.message}.`,
				'The row exists already, refers to one that does not exist, holds what the column does not take, or belongs to a ledger that never changes.',
				error,
			);
		default:
			return new StoreError(
				'broken',
				`The Community Store file ${file} could not be used: ${error.message}.`,
				'Check the disk, and restore the file from a backup if it is damaged.',
				error,
			);
	}
}

function byFileSystemCode(error: CodedError, file: string): unknown {
	switch (error.code) {
		case 'ENOSPC':
		case 'EDQUOT':
			return diskFull(file, error);
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
		case 'ENOTDIR':
		case 'EEXIST':
		case 'EISDIR':
		case 'ENOENT':
			return unwritable(file, error);
		default:
			return error;
	}
}

/** The file exists, but is not ours to write to. */
export function notAStore(message: string, cause?: unknown): StoreError {
	return new StoreError(
		'not_a_store',
		message,
		'Choose the path of a new file, or of a file that this package made.',
		cause,
	);
}

function unwritable(file: string, cause: unknown): StoreError {
	return new StoreError('unwritable', `The Community Store file ${file} cannot be written.`, HINT_FOLDER, cause);
}

function diskFull(file: string, cause: unknown): StoreError {
	return new StoreError(
		'disk_full',
		`The disk that holds the Community Store file ${file} is full; nothing of the last change was kept.`,
		'Free some space on the disk, then run the workflow again.',
		cause,
	);
}

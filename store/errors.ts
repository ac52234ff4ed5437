import { types } from 'node:util';

import type { StoreErrorCode } from './types';

/**
 * What the Community Store says when it cannot do its work. `message` tells in one sentence what
 * happened, `hint` how to mend it; neither holds a secret. `cause` is the engine's own error.
 */
export class StoreError extends Error {
	constructor(
		readonly code: StoreErrorCode,
		message: string,
		readonly hint: string,
		cause?: unknown,
	) {
		super(message, cause === undefined ? undefined : { cause });
		this.name = 'StoreError';
	}
}

/** The caller asked for something that the facts in the store do not allow. */
export function conflict(message: string, hint: string): StoreError {
	return new StoreError('conflict', message, hint);
}

/** An error as engines, networks and file systems make it. */
export interface CodedError extends Error {
	code: string;
}

/** Whether this is an Error with a code, wherever it was made: `instanceof` fails across Node.js contexts. */
export function isCoded(error: unknown): error is CodedError {
	return isError(error) && 'code' in error && typeof error.code === 'string';
}

/** Whether this is an Error, of whatever Node.js context. */
export function isError(error: unknown): error is Error {
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor, Error.isError, is not in Node.js 22
	return types.isNativeError(error) || error instanceof Error;
}

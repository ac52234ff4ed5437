import { createHash, randomBytes } from 'node:crypto';
import { makeCode, readCode, showCode } from '../../../../community/admission/code';
import { findCode } from '../../../../community/admission/find-code';

/** A new token as its owner sees it, and the key that is kept of it. */
export function newToken(): { token: string; key: string } {
	const code = makeCode(randomBytes(16));
	return { token: showCode(code), key: keyOf(code) };
}

/** The key of the token in what somebody wrote; `undefined` if there is none. */
export function tokenKeyIn(text: string): string | undefined {
	const typed = findCode(text);
	const read = typed === undefined ? undefined : readCode(typed);
	return read?.ok === true ? keyOf(read.code) : undefined;
}

const keyOf = (code: string): string => createHash('sha256').update(`shequn member token ${code}`).digest('hex');

import { sha256Hex } from './sha256';

/** The one function of node:crypto that the draw uses, for programs that must not lean on Node. */
export function hash(algorithm: 'sha256', data: Uint8Array | string): string {
	if ((algorithm as string) !== 'sha256') throw new Error(`There is no ${algorithm} here`);
	return sha256Hex(data);
}

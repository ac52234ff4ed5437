import { sha256Hex } from '../sha256';

/**
 * Whether this page's SHA-256 gives what the browser's own gives for these texts; `undefined` where the browser has
 * none for a page like this one (a file, or plain HTTP).
 */
export async function agreesWithBrowser(texts: readonly string[]): Promise<boolean | undefined> {
	const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
	if (subtle === undefined) return undefined;
	for (const text of texts) {
		const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text)));
		const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
		if (hex !== sha256Hex(text)) return false;
	}
	return true;
}

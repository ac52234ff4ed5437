import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { seal, unseal, type SealKey } from '../../../community/identity/seal';
import { encryptionKey } from '../../shared/encryptionKey';
import { nodeError } from '../../shared/errors';

/** Encrypts and decrypts what is sensitive about the members of one community. */
export interface Vault {
	/** @param what the field or the kind of trait; a value opens only where it belongs */
	seal(communityId: string, what: string, text: string): string;
	/** @throws DomainError if it was sealed with another key, or is damaged */
	unseal(communityId: string, what: string, sealed: string): string;
}

const about = (communityId: string, what: string): string => JSON.stringify([communityId, what]);

export function vaultOf(key: SealKey): Vault {
	return {
		seal: (communityId, what, text) => seal(text, key, randomBytes(12), about(communityId, what)),
		unseal: (communityId, what, sealed) => unseal(sealed, key, about(communityId, what)),
	};
}

/** The vault of this node, with the key of its credential or that of n8n. */
export async function nodeVault(context: IExecuteFunctions): Promise<Vault> {
	const key = await encryptionKey(context).catch((error: unknown) => ({ error }));
	if (!('error' in key)) return vaultOf(key);
	// Whoever has nothing to encrypt needs no key.
	const refuse = (): never => {
		throw nodeError(context.getNode(), key.error);
	};
	return { seal: refuse, unseal: refuse };
}

/** What a trait's value belongs to. */
export const traitPlace = (kind: string): string => `trait:${kind}`;

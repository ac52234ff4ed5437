import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IExecuteFunctions } from 'n8n-workflow';
import { sealKey, type SealKey } from '../../community/identity/seal';
import { InputError } from './errors';
import { asText } from './parameters';
import { storeFields, userFolder } from './store';

/**
 * The key that encrypts what is sensitive about members: that of the Community Store credential, else one derived from
 * the key with which n8n encrypts its own credentials.
 *
 * @throws InputError if there is neither
 */
export async function encryptionKey(context: IExecuteFunctions): Promise<SealKey> {
	const given = asText((await storeFields(context))?.['encryptionKey']);
	const secret = given === '' ? hostSecret() : given;
	if (secret !== undefined) return sealKey(secret);
	throw new InputError(
		'There is no key to encrypt sensitive values with',
		'Fill in "Encryption Key" in the Community Store credential, or set N8N_ENCRYPTION_KEY for n8n.',
	);
}

/** n8n's key as n8n itself finds it: in the environment, in a file that it names, or in the settings of the user folder. */
export function hostSecret(): string | undefined {
	const { N8N_ENCRYPTION_KEY: key, N8N_ENCRYPTION_KEY_FILE: file } = process.env;
	if (key !== undefined && key !== '') return key;
	try {
		if (file !== undefined && file !== '') return readFileSync(file, 'utf8').trim() || undefined;
		const settings = JSON.parse(readFileSync(join(userFolder(), 'config'), 'utf8')) as { encryptionKey?: unknown };
		const kept = settings.encryptionKey;
		return typeof kept === 'string' && kept !== '' ? kept : undefined;
	} catch {
		return undefined;
	}
}

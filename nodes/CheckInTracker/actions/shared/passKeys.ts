import { createHmac } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { signingKey } from '../../../../platforms/signed-webhook/secret';
import { nodeError, InputError } from '../../../shared/errors';
import { asText } from '../../../shared/parameters';
import { WEBHOOK_CREDENTIAL } from '../../../shared/transport';

/** Keeps a pass from being taken for the signature of anything else that the same secret signs. */
const PURPOSE = 'shequn check-in pass c1';

/**
 * The keys of passes, 32 bytes each, derived from the secrets of the credential with HMAC-SHA256: the first one signs,
 * the others are still accepted while the secret is changed.
 *
 * @throws NodeOperationError if the node has no credential, or a secret cannot be used
 */
export async function passKeys(context: IExecuteFunctions): Promise<[Buffer, ...Buffer[]]> {
	try {
		if (context.getNode().credentials?.[WEBHOOK_CREDENTIAL] === undefined) {
			throw new InputError('Links have to be signed', 'Choose a Signed Webhook credential in this node.');
		}
		const fields = await context.getCredentials(WEBHOOK_CREDENTIAL);
		const previous = asText(fields['previousSecret']);
		const key = (secret: string) => createHmac('sha256', signingKey(secret)).update(PURPOSE, 'utf8').digest();
		return [key(asText(fields['secret'])), ...(previous === '' ? [] : [key(previous)])];
	} catch (error) {
		throw nodeError(context.getNode(), error);
	}
}

/** An address with a token in its query. @throws InputError if the address is none */
export function linkWith(address: string, name: string, token: string): string {
	const url = URL.parse(address);
	if (url === null || !/^https?:$/.test(url.protocol)) {
		throw new InputError(
			`"${address}" is no address of a page`,
			'Fill in the Production URL of the Webhook node, with https://.',
		);
	}
	url.searchParams.set(name, token);
	return url.href;
}

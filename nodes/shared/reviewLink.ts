import { createHmac } from 'node:crypto';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { signingKey } from '../../platforms/signed-webhook/secret';
import { asText } from './parameters';
import { WEBHOOK_CREDENTIAL } from './transport';

/** Keeps a review link from passing for the signature of anything else that the same secret signs. */
const PURPOSE = 'shequn review link r1';

/**
 * The keys of review links, 32 bytes each, derived from the secrets of the credential with HMAC-SHA256: the first one
 * signs, the others are still accepted while the secret is changed.
 *
 * @throws Error in one sentence, without the secret, if a secret cannot be used
 */
export async function reviewLinkKeys(context: IExecuteFunctions | IWebhookFunctions): Promise<[Buffer, ...Buffer[]]> {
	const fields = await context.getCredentials(WEBHOOK_CREDENTIAL);
	const previous = asText(fields['previousSecret']);
	const key = (secret: string) => createHmac('sha256', signingKey(secret)).update(PURPOSE, 'utf8').digest();
	return [key(asText(fields['secret'])), ...(previous === '' ? [] : [key(previous)])];
}

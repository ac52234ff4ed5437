import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';
import { secretProblem } from '../../platforms/signed-webhook/secret';
import { asText } from './parameters';

/** Checks what can be checked without sending anything: the shape of the secrets and of the address. */
export function testSignedWebhook(fields: ICredentialDataDecryptedObject | undefined): INodeCredentialTestResult {
	const previous = asText(fields?.['previousSecret']);
	const problem = secretProblem(asText(fields?.['secret'])) ?? (previous === '' ? undefined : secretProblem(previous));
	if (problem !== undefined) return { status: 'Error', message: problem };
	const url = asText(fields?.['url']);
	if (url !== '' && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
		return { status: 'Error', message: 'The URL must begin with https:// (or http:// inside your own network).' };
	}
	return {
		status: 'OK',
		message: url === '' ? 'The secret is usable for receiving' : 'The secret and the URL are usable',
	};
}

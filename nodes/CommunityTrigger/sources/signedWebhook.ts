import type { IWebhookFunctions } from 'n8n-workflow';
import { decodeEvents } from '../../../platforms/signed-webhook/decode';
import { verifySignedWebhook } from '../../../platforms/signed-webhook/verify';
import { WEBHOOK_CREDENTIAL } from '../../shared/transport';
import type { EventSource, RawRequest, Received } from './source';

async function receive(context: IWebhookFunctions, request: RawRequest): Promise<Received> {
	const options = context.getNodeParameter('options', {}) as { toleranceSeconds?: number; maxKilobytes?: number };
	const maxBytes = (options.maxKilobytes ?? 1024) * 1024;
	if (request.rawBody.byteLength > maxBytes) {
		return { ok: false, status: 413, reason: `the body is larger than ${maxBytes} bytes: send smaller batches` };
	}
	const credential = await context.getCredentials<{ secret: string; previousSecret?: string }>(WEBHOOK_CREDENTIAL);
	const verified = verifySignedWebhook({
		headers: request.headers,
		rawBody: request.rawBody,
		secrets: [credential.secret, ...(credential.previousSecret ? [credential.previousSecret] : [])],
		now: request.receivedAt,
		toleranceSeconds: options.toleranceSeconds ?? 300,
	});
	return verified.ok
		? decodeEvents(request.rawBody, { receivedAt: request.receivedAt.toISOString(), maxBytes })
		: verified;
}

/** Integrators post signed CommunityEvents; there is nothing to register on the other side. */
export const signedWebhook: EventSource = {
	// A name of its own, so that an integrator's event can never pass for one that a platform sent.
	ledgerSource: (event) => `webhook:${event.platform}`,
	receive,
	checkExists: async () => true,
	create: async () => true,
	delete: async () => true,
};

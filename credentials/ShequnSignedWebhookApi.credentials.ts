import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

export class ShequnSignedWebhookApi implements ICredentialType {
	name = 'shequnSignedWebhookApi';

	displayName = 'Signed Webhook (Community) API';

	icon: Icon = { light: 'file:signedWebhook.svg', dark: 'file:signedWebhook.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-shequn/n8n-nodes-shequn/blob/main/docs/integrators/signed-webhook.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. whsec_…',
			description: 'Shared with the other side: whsec_ and base64, or any text of at least 24 characters',
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Still accepted from senders while you change the secret; never used for sending',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/community/actions',
			description: 'Where Community Chat posts to; not needed for receiving',
		},
	];

	/** The request is signed by the node, over its exact bytes; only the address is the credential's to add. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({ ...request, url: credentials['url'] as string });
}

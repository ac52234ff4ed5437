import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { route } from '../shared/router';
import { communityStoreTest } from '../shared/store';
import { testSignedWebhook } from '../shared/webhookCredential';
import { description as properties, operations } from './actions/resources';
import { platformProperty } from './platform';

export class CommunityChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Community Chat',
		name: 'communityChat',
		icon: { light: 'file:communityChat.svg', dark: 'file:communityChat.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Write to a community and act in it, within the limits of the platform, each message once',
		defaults: { name: 'Community Chat' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Sent', 'Needs a Person', 'Failed'],
		credentials: [
			// "hide", because with "show" the editor takes "platform" for a choice of authentication
			// and does not show it.
			{
				name: 'shequnTelegramApi',
				displayName: 'Telegram Bot',
				required: true,
				displayOptions: { hide: { platform: ['signedWebhook'] } },
			},
			{
				name: 'shequnSignedWebhookApi',
				displayName: 'Signed Webhook',
				required: true,
				testedBy: 'signedWebhookTest',
				displayOptions: { hide: { platform: ['telegram'] } },
			},
			{
				name: 'communityStoreApi',
				displayName: 'Community Store (Optional)',
				required: false,
				testedBy: 'communityStoreTest',
			},
		],
		properties: [platformProperty, ...properties],
	};

	methods = {
		credentialTest: {
			communityStoreTest,
			async signedWebhookTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return testSignedWebhook(credential.data);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, operations);
	}
}

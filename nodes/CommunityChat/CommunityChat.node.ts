import {
	NodeConnectionTypes,
	type ICredentialDataDecryptedObject,
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
			{ name: 'shequnTelegramApi', required: true, displayOptions: { show: { platform: ['telegram'] } } },
			{
				name: 'shequnSignedWebhookApi',
				required: true,
				testedBy: 'signedWebhookTest',
				displayOptions: { show: { platform: ['signedWebhook'] } },
			},
			{ name: 'communityStoreApi', required: false, testedBy: 'communityStoreTest' },
		],
		properties: [platformProperty, ...properties],
	};

	methods = {
		credentialTest: {
			communityStoreTest,
			async signedWebhookTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
			): Promise<INodeCredentialTestResult> {
				return testSignedWebhook(credential.data);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, operations);
	}
}

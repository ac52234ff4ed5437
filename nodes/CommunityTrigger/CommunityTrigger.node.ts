import {
	fromParameter,
	NodeConnectionTypes,
	webhookDescriptionFields,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { communityStoreTest } from '../shared/store';
import { testSignedWebhook } from '../shared/webhookCredential';
import { properties } from './properties';
import { receiveWebhook, sourceOf } from './receive';

export class CommunityTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Community Trigger',
		name: 'communityTrigger',
		icon: { light: 'file:communityTrigger.svg', dark: 'file:communityTrigger.dark.svg' },
		group: ['trigger'],
		// Not 1: for a trigger of version 1 n8n evaluates an expression on every request.
		version: 2,
		subtitle: '={{ $parameter["source"] === "telegram" ? "Telegram" : "Signed webhook" }}',
		description: 'Starts the workflow when something happens in a community, once for each thing that happens',
		defaults: { name: 'Community Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			// "hide", because with "show" the editor takes "source" for a choice of authentication
			// and does not show it.
			{
				name: 'shequnTelegramApi',
				displayName: 'Telegram Bot',
				required: true,
				displayOptions: { hide: { source: ['signedWebhook'] } },
			},
			{
				name: 'shequnSignedWebhookApi',
				displayName: 'Signed Webhook',
				required: true,
				testedBy: 'signedWebhookTest',
				displayOptions: { hide: { source: ['telegram'] } },
			},
			{
				name: 'communityStoreApi',
				displayName: 'Community Store (Optional)',
				required: false,
				testedBy: 'communityStoreTest',
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'community',
				responseData: 'noData',
				...webhookDescriptionFields({ responseMode: fromParameter('responseMode', 'responseNode') }),
			},
		],
		properties,
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

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await sourceOf(this).checkExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await sourceOf(this).create(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await sourceOf(this).delete(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this);
	}
}

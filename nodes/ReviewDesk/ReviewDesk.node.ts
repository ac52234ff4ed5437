import {
	NodeConnectionTypes,
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
import { receiveReview } from './receive';

export class ReviewDesk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Review Desk',
		name: 'reviewDesk',
		icon: { light: 'file:reviewDesk.svg', dark: 'file:reviewDesk.dark.svg' },
		group: ['trigger'],
		// Not 1: for a trigger of version 1 n8n evaluates an expression on every request.
		version: 2,
		subtitle: 'Hosted page',
		description:
			'A small page where reviewers see the applications that wait and decide them; starts the workflow with what was decided',
		defaults: { name: 'Review Desk' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Approved', 'Rejected', 'Review'],
		credentials: [
			{
				name: 'shequnSignedWebhookApi',
				displayName: 'Signed Webhook',
				required: true,
				testedBy: 'signedWebhookTest',
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
				name: 'setup',
				httpMethod: 'GET',
				path: 'review',
				responseMode: 'onReceived',
				responseData: 'noData',
			},
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'review',
				responseMode: 'onReceived',
				responseData: 'noData',
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

	/** People open the page by themselves; there is nobody to register with. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveReview(this);
	}
}

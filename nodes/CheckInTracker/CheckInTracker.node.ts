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
import { properties, resources } from './actions/resources';
import { operations } from './actions/router';

/** Every operation but those that sign links or read them. */
const WITHOUT_LINKS = [...new Set(Object.keys(operations).map((name) => name.replace(/^.*\./, '')))].filter(
	(name) => !['doorCode', 'doorPage', 'memberLink'].includes(name),
);

export class CheckInTracker implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Check-In Tracker',
		name: 'checkInTracker',
		icon: { light: 'file:checkInTracker.svg', dark: 'file:checkInTracker.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Let members check in, keep their streaks, and tell who is at risk of losing one',
		defaults: { name: 'Check-In Tracker' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'communityStoreApi',
				displayName: 'Community Store (Optional)',
				required: false,
				testedBy: 'communityStoreTest',
			},
			{
				name: 'shequnSignedWebhookApi',
				displayName: 'Signed Webhook',
				required: false,
				testedBy: 'signedWebhookTest',
				// "hide", because with "show" the editor takes "operation" for a choice of authentication
				// and does not show it.
				displayOptions: { hide: { operation: WITHOUT_LINKS } },
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resources,
				default: 'checkIn',
			},
			...properties,
		],
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

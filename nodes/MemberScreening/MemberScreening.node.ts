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
import { operations, properties, RESOURCES } from './actions/router';

/** Every operation but the one that signs links. */
const WITHOUT_LINKS = Object.keys(operations)
	.map((name) => name.replace(/^.*\./, ''))
	.filter((name) => name !== 'reviewLink');

export class MemberScreening implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Member Screening',
		name: 'memberScreening',
		icon: { light: 'file:memberScreening.svg', dark: 'file:memberScreening.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Decide who may join a community: by rules, and by a person where rules are in doubt',
		defaults: { name: 'Member Screening' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		// Read by the editor; the engine asks for it only after an error, so it costs the hot path nothing.
		outputs: `={{ ({
			"evaluate": [{ "type": "main", "displayName": "Approved" }, { "type": "main", "displayName": "Review" }, { "type": "main", "displayName": "Rejected" }, { "type": "main", "displayName": "Waiting List" }],
			"select": [{ "type": "main", "displayName": "Approved" }, { "type": "main", "displayName": "Waiting List" }, { "type": "main", "displayName": "Rejected" }],
			"check": [{ "type": "main", "displayName": "Admitted" }, { "type": "main", "displayName": "Waiting" }, { "type": "main", "displayName": "Refused" }],
			"decideAppeal": [{ "type": "main", "displayName": "Overturned" }, { "type": "main", "displayName": "Upheld" }],
			"judge": [{ "type": "main", "displayName": "Verified" }, { "type": "main", "displayName": "Refused" }],
			"redeem": [{ "type": "main", "displayName": "Redeemed" }, { "type": "main", "displayName": "Refused" }],
			"scan": [{ "type": "main", "displayName": "Clean" }, { "type": "main", "displayName": "Flagged" }],
			"undoStrike": [{ "type": "main" }],
			"decide": [{ "type": "main", "displayName": "Approved" }, { "type": "main", "displayName": "Rejected" }],
			"followUp": [{ "type": "main", "displayName": "Approved" }, { "type": "main", "displayName": "Rejected" }, { "type": "main", "displayName": "Reminders" }],
			"undo": [{ "type": "main", "displayName": "Approved" }, { "type": "main", "displayName": "Rejected" }, { "type": "main", "displayName": "Review" }],
			"execute": [{ "type": "main", "displayName": "Remove" }, { "type": "main", "displayName": "Needs a Person" }, { "type": "main", "displayName": "Messages" }]
		})[$parameter["resource"] === "appeal" && $parameter["operation"] === "decide" ? "decideAppeal" : $parameter["resource"] === "message" && $parameter["operation"] === "undo" ? "undoStrike" : $parameter["operation"]] ?? [{ "type": "main" }] }}`,
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
				required: true,
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
				options: RESOURCES,
				default: 'application',
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

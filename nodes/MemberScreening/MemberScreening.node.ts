import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { route } from '../shared/router';
import { communityStoreTest } from '../shared/store';
import * as application from './actions/application/Application.resource';
import { operations } from './actions/router';

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
			"evaluate": [{ "type": "main", "displayName": "Approved" }, { "type": "main", "displayName": "Review" }, { "type": "main", "displayName": "Rejected" }],
			"decide": [{ "type": "main", "displayName": "Approved" }, { "type": "main", "displayName": "Rejected" }]
		})[$parameter["operation"]] ?? [{ "type": "main" }] }}`,
		credentials: [
			{
				name: 'communityStoreApi',
				displayName: 'Community Store (Optional)',
				required: false,
				testedBy: 'communityStoreTest',
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Application', value: 'application' }],
				default: 'application',
			},
			...application.description,
		],
	};

	methods = { credentialTest: { communityStoreTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, operations);
	}
}

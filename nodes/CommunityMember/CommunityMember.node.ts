import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { route } from '../shared/router';
import { communityStoreTest } from '../shared/store';
import { operations, properties, RESOURCES } from './actions/router';

export class CommunityMember implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Community Member',
		name: 'communityMember',
		icon: { light: 'file:communityMember.svg', dark: 'file:communityMember.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Know who a member is, on every platform: portrait, tags, what they did, points and groups',
		defaults: { name: 'Community Member' },
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
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: RESOURCES,
				default: 'member',
			},
			...properties,
		],
	};

	methods = { credentialTest: { communityStoreTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, operations);
	}
}

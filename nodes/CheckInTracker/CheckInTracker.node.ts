import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { route } from '../shared/router';
import { communityStoreTest } from '../shared/store';
import { properties, resources } from './actions/resources';
import { operations } from './actions/router';

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

	methods = { credentialTest: { communityStoreTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, operations);
	}
}

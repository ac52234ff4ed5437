import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { route } from '../shared/router';
import { communityStoreTest } from '../shared/store';
import * as buddies from './actions/buddies/Buddies.resource';
import * as ritual from './actions/ritual/Ritual.resource';
import { operations } from './actions/router';

export class WelcomeRitual implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Welcome Ritual',
		name: 'welcomeRitual',
		icon: { light: 'file:welcomeRitual.svg', dark: 'file:welcomeRitual.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Welcome newcomers in one format and walk them through the first steps',
		defaults: { name: 'Welcome Ritual' },
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
				options: [
					{ name: 'Buddy Matching', value: 'buddies' },
					{ name: 'Ritual', value: 'ritual' },
				],
				default: 'ritual',
			},
			...buddies.description,
			...ritual.description,
		],
	};

	methods = { credentialTest: { communityStoreTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, operations);
	}
}

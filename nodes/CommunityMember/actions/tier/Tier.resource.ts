import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as evaluate from './evaluate.operation';
import * as get from './get.operation';
import * as grantPaid from './grantPaid.operation';
import * as list from './list.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'tier.evaluate': evaluate.execute,
	'tier.get': get.execute,
	'tier.grantPaid': grantPaid.execute,
	'tier.list': list.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['tier'] } },
		options: [
			{
				name: 'Evaluate',
				value: 'evaluate',
				description: 'Decide by the ladder which tier one member, or everybody, is in',
				action: 'Evaluate tiers',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Tell the tier of a member, its benefits, and what is missing for the next',
				action: 'Get the tier of a member',
			},
			{
				name: 'Grant Paid',
				value: 'grantPaid',
				description: 'Give a tier that was bought, until a date',
				action: 'Grant a paid tier',
			},
			{ name: 'List', value: 'list', description: 'List members by tier', action: 'List members by tier' },
		],
		default: 'evaluate',
	},
	...evaluate.description,
	...get.description,
	...grantPaid.description,
	...list.description,
];

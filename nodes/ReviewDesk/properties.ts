import type { INodeProperties } from 'n8n-workflow';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Reviewers open this page with personal links, which Member Screening makes (Application: Review Link) with the same Signed Webhook credential. What they decide leaves by Approved and Rejected, as from Decide; what they take back by Review.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Chinese', value: 'zh-CN' },
			{ name: 'English', value: 'en' },
		],
		default: 'zh-CN',
		description: 'Language that the page opens in; reviewers can change it there',
	},
	{
		displayName: 'Reason to Reject',
		name: 'reasonToReject',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: 'Whether a rejection needs a reason',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Applications per Page',
				name: 'perPage',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 200 },
				default: 50,
				description: 'How many are shown at a time',
			},
		],
	},
];

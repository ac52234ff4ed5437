import type { INodeProperties } from 'n8n-workflow';
import { languageField } from '../../../shared/parameters';
import { operatorOption } from '../operator';
import { communityField } from '../who';

export const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Merge',
		name: 'how',
		type: 'options',
		options: [
			{
				name: 'By Token',
				value: 'token',
				description: 'The member of the item sends the token that they got on another platform',
			},
			{ name: 'Proposal of the Item', value: 'proposal', description: 'As Propose Merges gives it' },
			{ name: 'Two Members', value: 'operator', description: 'Because an operator says so' },
		],
		default: 'proposal',
		description: 'Why these are one person',
	},
	{
		displayName: 'Keep Member ID',
		name: 'keepId',
		type: 'string',
		default: '',
		placeholder: 'e.g. m_abcdefghijklmnop',
		description: 'The member whose ID stays, and whose values win',
		displayOptions: { show: { how: ['operator'] } },
	},
	{
		displayName: 'Absorb Member ID',
		name: 'absorbId',
		type: 'string',
		default: '',
		placeholder: 'e.g. m_qrstuvwxyz234567',
		displayOptions: { show: { how: ['operator'] } },
	},
	{
		displayName: 'Token',
		name: 'token',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. 7K2QX-9MD4A',
		description: 'Leave empty to look for it in what the member wrote',
		displayOptions: { show: { how: ['token'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Despite Conflicts',
				name: 'despiteConflicts',
				type: 'boolean',
				default: false,
				description:
					'Whether an operator merges two members although phones or union IDs differ, or they were split before',
			},
			languageField('Language of the message'),
			operatorOption,
			{
				displayName: 'Proposals to Review Too',
				name: 'review',
				type: 'boolean',
				default: false,
				description: 'Whether to merge also where a person should look first, because a person has looked',
			},
		],
	},
];

import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as listMembers from './listMembers.operation';
import * as preview from './preview.operation';
import * as save from './save.operation';
import * as testMember from './testMember.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'segment.listMembers': listMembers.execute,
	'segment.preview': preview.execute,
	'segment.save': save.execute,
	'segment.testMember': testMember.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['segment'] } },
		options: [
			{
				name: 'List Members',
				value: 'listMembers',
				description: 'List the members whom the conditions hold for now',
				action: 'List the members of a segment',
			},
			{
				name: 'Preview',
				value: 'preview',
				description: 'Say the conditions in words, count the members, and show some',
				action: 'Preview a segment',
			},
			{
				name: 'Save',
				value: 'save',
				description: 'Keep conditions under a name',
				action: 'Save a segment',
			},
			{
				name: 'Test Member',
				value: 'testMember',
				description: 'Tell whether a member belongs to a segment, and why',
				action: 'Test a member against a segment',
			},
		],
		default: 'preview',
	},
	...listMembers.description,
	...preview.description,
	...save.description,
	...testMember.description,
];

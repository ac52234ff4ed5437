import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as erase from './erase.operation';
import * as exportCsv from './exportCsv.operation';
import * as exportData from './exportData.operation';
import * as get from './get.operation';
import * as importCsv from './importCsv.operation';
import * as issueToken from './issueToken.operation';
import * as list from './list.operation';
import * as merge from './merge.operation';
import * as proposeMerges from './proposeMerges.operation';
import * as split from './split.operation';
import * as trail from './trail.operation';
import * as upsert from './upsert.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'member.erase': erase.execute,
	'member.exportCsv': exportCsv.execute,
	'member.exportData': exportData.execute,
	'member.get': get.execute,
	'member.importCsv': importCsv.execute,
	'member.issueToken': issueToken.execute,
	'member.list': list.execute,
	'member.merge': merge.execute,
	'member.proposeMerges': proposeMerges.execute,
	'member.split': split.execute,
	'member.trail': trail.execute,
	'member.upsert': upsert.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['member'] } },
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				action: 'Create or update a member',
			},
			{
				name: 'Erase',
				value: 'erase',
				description: 'Erase a person from every table; the ledgers keep a pseudonym',
				action: 'Erase a member',
			},
			{
				name: 'Export CSV',
				value: 'exportCsv',
				description: 'Write members to a CSV file',
				action: 'Export members to CSV',
			},
			{
				name: 'Export Personal Data',
				value: 'exportData',
				description: 'Get everything that is kept about a person',
				action: 'Export the personal data of a member',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Get everything that is known about a member',
				action: 'Get a member',
			},
			{
				name: 'Import CSV',
				value: 'importCsv',
				description: 'Make members known from a CSV file',
				action: 'Import members from CSV',
			},
			{
				name: 'Issue Token',
				value: 'issueToken',
				description: 'Give a member a token to prove on another platform who they are',
				action: 'Issue a token to a member',
			},
			{
				name: 'List',
				value: 'list',
				description: 'Search members',
				action: 'List members',
			},
			{
				name: 'Merge',
				value: 'merge',
				description: 'Make one person of several members',
				action: 'Merge members',
			},
			{
				name: 'Propose Merges',
				value: 'proposeMerges',
				description: 'List members who are probably one person',
				action: 'Propose merges',
			},
			{
				name: 'Split',
				value: 'split',
				description: 'Take a merge back, with nothing lost',
				action: 'Split a member',
			},
			{
				name: 'Trail',
				value: 'trail',
				description: 'List what a member did and what happened to them',
				action: 'Get the trail of a member',
			},
		],
		default: 'get',
	},
	...erase.description,
	...exportCsv.description,
	...exportData.description,
	...get.description,
	...importCsv.description,
	...issueToken.description,
	...list.description,
	...merge.description,
	...proposeMerges.description,
	...split.description,
	...trail.description,
	...upsert.description,
];

import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as exportProof from './export.operation';
import * as verify from './verify.operation';

export const operations: Readonly<Record<string, Operation>> = {
	'proof.export': exportProof.execute,
	'proof.verify': verify.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['proof'] } },
		options: [
			{
				name: 'Export',
				value: 'export',
				description: 'Give the proof of a drawn lottery, and a page that verifies it without network',
				action: 'Export a proof',
			},
			{
				name: 'Verify',
				value: 'verify',
				description: 'Check a proof and draw again',
				action: 'Verify a proof',
			},
		],
		default: 'export',
	},
	...exportProof.description,
	...verify.description,
];

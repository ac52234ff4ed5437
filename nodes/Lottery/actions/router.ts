import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../../shared/router';
import * as lottery from './lottery/Lottery.resource';
import * as proof from './proof/Proof.resource';

/** A resource is one line here, and one in each of the two lists below. */
export const RESOURCES: INodePropertyOptions[] = [
	{ name: 'Lottery', value: 'lottery' },
	{ name: 'Proof', value: 'proof' },
];

export const properties: INodeProperties[] = [...lottery.description, ...proof.description];

export const operations: Readonly<Record<string, Operation>> = { ...lottery.operations, ...proof.operations };

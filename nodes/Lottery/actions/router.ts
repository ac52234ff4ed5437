import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../../shared/router';
import * as lottery from './lottery/Lottery.resource';

/** A resource is one line here, and one in each of the two lists below. */
export const RESOURCES: INodePropertyOptions[] = [{ name: 'Lottery', value: 'lottery' }];

export const properties: INodeProperties[] = [...lottery.description];

export const operations: Readonly<Record<string, Operation>> = { ...lottery.operations };

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../../shared/router';
import { instantWin, redPacket, tickets } from './giveaway/Giveaway.resource';
import * as lottery from './lottery/Lottery.resource';
import * as proof from './proof/Proof.resource';

/** A resource is one line here, and one in each of the two lists below. */
export const RESOURCES: INodePropertyOptions[] = [
	{ name: 'Instant Win', value: 'instantWin' },
	{ name: 'Lottery', value: 'lottery' },
	{ name: 'Proof', value: 'proof' },
	{ name: 'Red Packet', value: 'redPacket' },
	{ name: 'Ticket', value: 'tickets' },
];

export const properties: INodeProperties[] = [
	...instantWin.description,
	...lottery.description,
	...proof.description,
	...redPacket.description,
	...tickets.description,
];

export const operations: Readonly<Record<string, Operation>> = {
	...instantWin.operations,
	...lottery.operations,
	...proof.operations,
	...redPacket.operations,
	...tickets.operations,
};

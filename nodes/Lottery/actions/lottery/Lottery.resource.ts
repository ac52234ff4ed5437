import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../../../shared/router';
import * as cancel from './cancel.operation';
import * as check from './check.operation';
import * as claim from './claim.operation';
import * as close from './close.operation';
import * as draw from './draw.operation';
import * as enter from './enter.operation';
import * as get from './get.operation';
import * as list from './list.operation';
import * as open from './open.operation';
import * as recordDelivery from './recordDelivery.operation';
import * as redraw from './redraw.operation';
import * as stage from './stage.operation';
import * as withdraw from './withdraw.operation';

const OPTIONS: INodePropertyOptions[] = [
	{
		name: 'Cancel',
		value: 'cancel',
		description: 'Call a lottery off before its draw, and give points back',
		action: 'Cancel a lottery',
	},
	{
		name: 'Check',
		value: 'check',
		description: 'Look for what would make a lottery unfair, unlawful or impossible',
		action: 'Check the rules of a lottery',
	},
	{
		name: 'Claim',
		value: 'claim',
		description: 'Take a prize by button or form, or leave it to an alternate',
		action: 'Claim a prize',
	},
	{
		name: 'Close',
		value: 'close',
		description: 'Freeze the list of entrants and publish its hash',
		action: 'Close lotteries',
	},
	{
		name: 'Draw',
		value: 'draw',
		description: 'Draw the winners of a closed lottery, once, with a proof',
		action: 'Draw winners',
	},
	{
		name: 'Enter',
		value: 'enter',
		description: 'Take entries by button, keyword or fields, or say why not',
		action: 'Enter a lottery',
	},
	{ name: 'Get', value: 'get', description: 'One lottery with its entries and prizes', action: 'Get a lottery' },
	{ name: 'List', value: 'list', description: 'Lotteries of a community', action: 'List lotteries' },
	{
		name: 'Open',
		value: 'open',
		description: 'Publish the rules of a lottery, with their hash and the commitment to its seed',
		action: 'Open a lottery',
	},
	{
		name: 'Record Delivery',
		value: 'recordDelivery',
		description: 'Keep what became of a prize on its way',
		action: 'Record the delivery of a prize',
	},
	{
		name: 'Redraw',
		value: 'redraw',
		description: 'Let alternates move up where a claim ran out or was declined',
		action: 'Redraw unclaimed prizes',
	},
	{
		name: 'Stage Page',
		value: 'stage',
		description: 'Give a full-screen page that reveals the winners of a drawn lottery one by one, without network',
		action: 'Make a stage page of a lottery',
	},
	{
		name: 'Withdraw',
		value: 'withdraw',
		description: 'Take an entry back before closing, with its points',
		action: 'Withdraw from a lottery',
	},
];

export const operations: Readonly<Record<string, Operation>> = {
	'lottery.cancel': cancel.execute,
	'lottery.check': check.execute,
	'lottery.claim': claim.execute,
	'lottery.close': close.execute,
	'lottery.draw': draw.execute,
	'lottery.enter': enter.execute,
	'lottery.get': get.execute,
	'lottery.list': list.execute,
	'lottery.open': open.execute,
	'lottery.recordDelivery': recordDelivery.execute,
	'lottery.redraw': redraw.execute,
	'lottery.stage': stage.execute,
	'lottery.withdraw': withdraw.execute,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['lottery'] } },
		options: OPTIONS,
		default: 'open',
	},
	...cancel.description,
	...check.description,
	...claim.description,
	...close.description,
	...draw.description,
	...enter.description,
	...get.description,
	...list.description,
	...open.description,
	...recordDelivery.description,
	...redraw.description,
	...stage.description,
	...withdraw.description,
];

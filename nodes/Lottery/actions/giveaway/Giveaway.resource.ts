import { updateDisplayOptions, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import type { GiveawayKind } from '../../../../community/giveaway/definition';
import type { Operation } from '../../../shared/router';
import { confirmPayoutFields, confirmPayoutOperation } from './confirmPayout.operation';
import { giveBackFields, giveBackOperation } from './giveBack.operation';
import { openFields } from './open.fields';
import { openOperation } from './open.operation';
import { closeFields, closeOperation, getFields, getOperation, listFields, listOperation } from './overview.operation';
import { takeFields, takeOperation } from './take.operation';

interface Offered extends INodePropertyOptions {
	fields: INodeProperties[];
	execute: Operation;
}

/** Three things that are given away have the same life: opened, taken, ended. Only their rules and words differ. */
function resourceOf(
	resource: string,
	kind: GiveawayKind,
	{ thing, take, more }: { thing: string; take: Omit<Offered, 'fields' | 'execute'>; more: Offered[] },
): { description: INodeProperties[]; operations: Record<string, Operation> } {
	const offered: Offered[] = [
		{
			name: 'Close',
			value: 'close',
			description: 'End it, or all whose time is over, and tell the group',
			action: `Close ${thing}`,
			fields: closeFields,
			execute: async (context: Parameters<Operation>[0]) => await closeOperation(context, kind),
		},
		{
			name: 'Get',
			value: 'get',
			description: 'Show it with everything that was taken',
			action: `Get ${thing}`,
			fields: getFields,
			execute: async (context: Parameters<Operation>[0]) => await getOperation(context, kind),
		},
		{
			name: 'List',
			value: 'list',
			description: 'List those of a community',
			action: `List ${thing}`,
			fields: listFields,
			execute: async (context: Parameters<Operation>[0]) => await listOperation(context, kind),
		},
		{
			name: 'Open',
			value: 'open',
			description: 'Announce it, with the fingerprint of its seed',
			action: `Open ${thing}`,
			fields: openFields(kind),
			execute: async (context: Parameters<Operation>[0]) => await openOperation(context, kind),
		},
		{
			...take,
			fields: takeFields,
			execute: async (context: Parameters<Operation>[0]) => await takeOperation(context, kind),
		},
		...more,
	].sort((a, b) => a.name.localeCompare(b.name));
	return {
		description: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: [resource] } },
				options: offered.map(({ fields: _fields, execute: _execute, ...option }) => option),
				default: 'open',
			},
			...offered.flatMap(({ value, fields }) =>
				updateDisplayOptions({ show: { resource: [resource], operation: [value] } }, fields),
			),
		],
		operations: Object.fromEntries(offered.map(({ value, execute }) => [`${resource}.${String(value)}`, execute])),
	};
}

export const redPacket = resourceOf('redPacket', 'red_packet', {
	thing: 'a red packet',
	take: {
		name: 'Grab',
		value: 'grab',
		description: 'Give whoever pressed the button their share, once',
		action: 'Grab a share of a red packet',
	},
	more: [
		{
			name: 'Confirm Payout',
			value: 'confirmPayout',
			description: 'Keep that a share was paid out by hand',
			action: 'Confirm a payout of a red packet',
			fields: confirmPayoutFields,
			execute: confirmPayoutOperation,
		},
	],
});

export const tickets = resourceOf('tickets', 'tickets', {
	thing: 'tickets',
	take: {
		name: 'Grab',
		value: 'grab',
		description: 'Give whoever pressed the button a ticket, while there are some',
		action: 'Grab a ticket',
	},
	more: [
		{
			name: 'Give Back',
			value: 'giveBack',
			description: 'Take the ticket of a member back, for somebody else',
			action: 'Give a ticket back',
			fields: giveBackFields,
			execute: giveBackOperation,
		},
	],
});

export const instantWin = resourceOf('instantWin', 'instant_win', {
	thing: 'an instant win',
	take: {
		name: 'Play',
		value: 'play',
		description: 'Tell whoever pressed the button at once whether they have won',
		action: 'Play an instant win',
	},
	more: [],
});

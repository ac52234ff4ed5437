import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton, type ButtonAction } from '../../../../community/button';
import type { StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { requireEvent } from '../../../shared/item';
import { communityIdOption, optionsReader, textOption } from '../../../shared/parameters';
import { confirmByCard, removedByCard } from './card';
import { leave } from './leave';
import { acceptRules, doStep, type Press } from './press';
import { sayStep } from './say';
import type { Definitions } from './underWay';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after Community Trigger. It recognises what members do of a ritual that is under way, by buttons and messages, what operators confirm, and who leaves, and passes over everything else.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			communityIdOption,
			{
				displayName: 'Ritual Name',
				name: 'ritualId',
				type: 'string',
				default: '',
				placeholder: 'e.g. welcome',
				description: 'Only messages for this ritual. Leave empty for the newest that the member has begun.',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['ritual'], operation: ['recordStep'] } },
	properties,
);

type Work = (tx: StoreTransaction) => Promise<IDataObject | undefined>;

const BUTTONS: Partial<Record<ButtonAction, (tx: StoreTransaction, press: Press) => Promise<IDataObject | undefined>>> =
	{
		'wel.accept': acceptRules,
		'wel.do': doStep,
		'wel.confirm': confirmByCard,
		'wel.removed': removedByCard,
	};

/** Records what newcomers do of their ritual; messages and presses that are no step are passed over. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const known: Definitions = new Map();
	return await runBatch<Work>(context, 1, {
		prepare(item, index) {
			const event = requireEvent(item);
			if (event.memberId === undefined) return undefined;
			const communityId = textOption(options(index), 'communityId') ?? event.communityId;
			switch (event.type) {
				case 'message': {
					if (event.text === undefined && event.hasImage !== true) return undefined;
					const where = { communityId, ritualId: textOption(options(index), 'ritualId') };
					return async (tx) => await sayStep(tx, event, where, { now, known });
				}
				case 'left':
				case 'removed':
					return async (tx) => await leave(tx, event, communityId, { now, known });
				case 'button': {
					const button = event.button === undefined ? undefined : decodeButton(event.button.value);
					const press = button && BUTTONS[button.action];
					return button && press && (async (tx) => await press(tx, { event, button, now, known }));
				}
				default:
					return undefined;
			}
		},
		async apply(tx, work) {
			const json = await work(tx);
			return json && { output: 0, json };
		},
	});
}

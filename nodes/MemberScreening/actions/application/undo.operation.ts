import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import type { CommunityEvent } from '../../../../community/event';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { requireEvent, slim } from '../../../shared/item';
import { asText, parameterReader, textReader } from '../../../shared/parameters';
import { applicationFields, fieldsReader, operatorField } from './fields';
import { undoDecision, type Reversal } from './reopen';

const properties: INodeProperties[] = [
	{
		displayName: 'Undo Comes From',
		name: 'undoSource',
		type: 'options',
		options: [
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'An operator pressed the button of the decided card; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A form or another system takes the decision back' },
		],
		default: 'button',
	},
	...applicationFields({ undoSource: ['fields'] }),
	operatorField({ undoSource: ['fields'] }),
	{
		displayName: 'Take Back To',
		name: 'undoTo',
		type: 'options',
		options: [
			{ name: 'Approved', value: 'approved', description: 'The application is approved after all' },
			{ name: 'Opposite', value: 'opposite', description: 'What was approved is rejected, and the other way round' },
			{ name: 'Rejected', value: 'rejected', description: 'The application is rejected after all' },
			{ name: 'Review', value: 'review', description: 'The application waits for a person again' },
		],
		default: 'review',
		description: 'What the application is afterwards',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Note',
				name: 'note',
				type: 'string',
				default: '',
				placeholder: 'e.g. Pressed the wrong button',
				description: 'Why the decision was taken back; kept in the ledger',
			},
			{
				displayName: 'Within Hours',
				name: 'withinHours',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 24,
				description: 'Older decisions are not taken back. 0 for no limit.',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['undo'] } },
	properties,
);

/** Output of what an application is afterwards; whatever waits or is unclear must not pass for approved. */
const OUTPUT: Readonly<Record<string, number>> = { approved: 0, rejected: 1, withdrawn: 1 };
const REVIEW = 2;

const TARGETS = ['approved', 'opposite', 'rejected', 'review'] as const;

type Press = Pick<Reversal, 'communityId' | 'applicationId' | 'operatorId' | 'operatorName' | 'click' | 'event'>;

function pressOf(event: CommunityEvent): Press | undefined {
	const button = event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
	if (button?.action !== 'scr.undo' || event.memberId === undefined) return undefined;
	return {
		communityId: button.communityId,
		applicationId: button.id,
		operatorId: event.memberId,
		operatorName: event.memberName ?? event.memberId,
		click: event,
	};
}

function hours(value: unknown): number {
	const number = Number(value);
	if (Number.isFinite(number) && number >= 0) return number;
	throw new InputError(`"Within Hours" is ${asText(value)}`, 'Fill in a number from 0 on; 0 is no limit.');
}

/** Takes decisions back: to review, or to another decision. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [source, target, note] = [text('undoSource'), text('undoTo'), text('options.note')];
	const withinHours = parameterReader(context, 'options.withinHours', 24, hours);
	const fields = fieldsReader(context);
	const now = new Date().toISOString();

	function pressesOf(item: INodeExecutionData, index: number): Press[] {
		if (source(index) !== 'fields') return [pressOf(requireEvent(item))].flatMap((press) => press ?? []);
		const { applicationIds, ...named } = fields(item, index);
		return applicationIds.map((applicationId) => ({ ...named, applicationId }));
	}

	return await runBatch<Reversal[]>(context, 3, {
		errorOutput: REVIEW,
		prepare(item, index) {
			const presses = pressesOf(item, index);
			if (presses.length === 0) return undefined;
			const to = TARGETS.find((one) => one === target(index)) ?? 'review';
			const reason = note(index);
			return presses.map((press) => {
				if (to === 'opposite' && press.click === undefined && press.event === undefined) {
					throw new InputError(
						'"Take Back To" is Opposite, but the item holds no event',
						'Choose Approved, Rejected or Review: run again, Opposite would take the reversal back.',
					);
				}
				return { ...press, to, withinHours: withinHours(index), ...(reason === '' ? {} : { note: reason }) };
			});
		},
		async apply(tx, reversals) {
			const routed: Routed[] = [];
			for (const reversal of reversals) {
				const undone = await undoDecision(tx, reversal, now);
				if (undone === undefined) continue;
				const { duplicate, result } = undone;
				const event = reversal.click ?? reversal.event;
				routed.push({
					output: OUTPUT[asText(result['decision'])] ?? REVIEW,
					json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) },
				});
			}
			return routed;
		},
	});
}

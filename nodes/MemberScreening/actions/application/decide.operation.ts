import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import type { CommunityEvent } from '../../../../community/event';
import { verdictOfAnswer } from '../../../../community/review/decide';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { requireEvent, slim } from '../../../shared/item';
import { parameterReader, textReader } from '../../../shared/parameters';
import { applicationFields, fieldsReader, operatorField } from './fields';
import { decideApplication, type Verdict } from './settle';

const properties: INodeProperties[] = [
	{
		displayName: 'Decision Comes From',
		name: 'decisionSource',
		type: 'options',
		options: [
			{
				name: 'Answer to Send and Wait',
				value: 'sendAndWait',
				description: "An operator answered n8n's Send and Wait for Response; an item without an answer is passed over",
			},
			{
				name: 'Button in the Chat',
				value: 'button',
				description: 'An operator pressed a button of the card; everything else is passed over',
			},
			{ name: 'Fields Below', value: 'fields', description: 'A form, an approval step or another system decides' },
		],
		default: 'button',
	},
	...applicationFields({ decisionSource: ['fields', 'sendAndWait'] }),
	{
		displayName: 'Decision',
		name: 'decision',
		type: 'options',
		options: [
			{ name: 'Approve', value: 'approved' },
			{ name: 'Reject', value: 'rejected' },
		],
		default: 'approved',
		displayOptions: { show: { decisionSource: ['fields'] } },
	},
	operatorField({ decisionSource: ['fields', 'sendAndWait'] }),
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
				placeholder: 'e.g. Known from the June meeting',
				description: 'The reason: why it was decided like this; kept with the application',
			},
			{
				displayName: 'Note Required',
				name: 'noteRequired',
				type: 'options',
				options: [
					{ name: 'Always', value: 'always' },
					{ name: 'Never', value: 'never' },
					{ name: 'To Reject', value: 'reject' },
				],
				default: 'never',
				description: 'When a decision without a reason is refused',
				displayOptions: { show: { '/decisionSource': ['fields', 'sendAndWait'] } },
			},
			{
				displayName: 'Undo Button',
				name: 'undoButton',
				type: 'boolean',
				default: true,
				description:
					"Whether the decided card in the operators' group has a button to take the decision back. The Undo operation has to follow the same trigger.",
				displayOptions: { show: { '/decisionSource': ['button'] } },
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['decide'] } },
	properties,
);

function verdictOfButton(event: CommunityEvent): Verdict | undefined {
	const button = event.type === 'button' && event.button !== undefined ? decodeButton(event.button.value) : undefined;
	if (button === undefined || event.memberId === undefined) return undefined;
	if (button.action !== 'scr.approve' && button.action !== 'scr.reject') return undefined;
	return {
		communityId: button.communityId,
		applicationId: button.id,
		status: button.action === 'scr.approve' ? 'approved' : 'rejected',
		operatorId: event.memberId,
		operatorName: event.memberName ?? event.memberId,
		click: event,
	};
}

/** Settles applications that wait for a person; whoever decides first decides. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [source, decision, note] = [text('decisionSource'), text('decision'), text('options.note')];
	const required = text('options.noteRequired');
	const isUndoable = parameterReader(context, 'options.undoButton', false, Boolean);
	const fields = fieldsReader(context);
	const now = new Date().toISOString();

	function verdictsOf(item: INodeExecutionData, index: number): Verdict[] {
		const isByHand = source(index) === 'fields' || source(index) === 'sendAndWait';
		if (!isByHand) return [verdictOfButton(requireEvent(item))].flatMap((one) => one ?? []);
		const chosen = decision(index) === 'rejected' ? 'rejected' : 'approved';
		const status = source(index) === 'sendAndWait' ? verdictOfAnswer(item.json) : chosen;
		if (status === undefined) return [];
		const { applicationIds, ...verdict } = fields(item, index);
		return applicationIds.map((applicationId) => ({ ...verdict, applicationId, status }));
	}

	return await runBatch<Verdict[]>(context, 2, {
		// An item that could not be decided must not pass for approved.
		errorOutput: 1,
		prepare(item, index) {
			const verdicts = verdictsOf(item, index);
			if (verdicts.length === 0) return undefined;
			const reason = note(index);
			if (reason === '') for (const verdict of verdicts) checkReason(verdict, required(index));
			const more = { isUndoable: isUndoable(index), ...(reason === '' ? {} : { note: reason }) };
			return verdicts.map((verdict) => ({ ...verdict, ...more }));
		},
		async apply(tx, verdicts) {
			const routed: Routed[] = [];
			for (const verdict of verdicts) {
				const settled = await decideApplication(tx, verdict, now);
				if (settled === undefined) continue;
				const { duplicate, result } = settled;
				const event = verdict.click ?? verdict.event;
				routed.push({
					output: result['decision'] === 'approved' ? 0 : 1,
					json: { duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) },
				});
			}
			return routed;
		},
	});
}

/** @throws InputError if this decision needs a reason, and has none */
function checkReason({ status, click }: Verdict, required: string): void {
	// A button has no room for a reason.
	if (click !== undefined) return;
	if (required !== 'always' && (required !== 'reject' || status === 'approved')) return;
	throw new InputError(
		`${status === 'approved' ? 'An approval' : 'A rejection'} needs a reason, and "Note" is empty`,
		'Fill in "Note" in the options, or set "Note Required" to Never.',
	);
}

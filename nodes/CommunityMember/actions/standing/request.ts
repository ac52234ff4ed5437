import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { causeOf, eventOf } from '../../../shared/item';

export const requestIdOption: INodeProperties = {
	displayName: 'Request ID',
	name: 'requestId',
	type: 'string',
	default: '',
	placeholder: 'e.g. meetup-2026-06-01',
	description:
		'The same ID for the same member is one request, however often it arrives. Empty: the event or the form submission of the item, else each execution is a request.',
};

export const operatorOption: INodeProperties = {
	displayName: 'Operator',
	name: 'operator',
	type: 'string',
	default: '',
	placeholder: 'e.g. 张老师',
	description: 'Who says so, for the ledger. Empty: whoever did the event of the item.',
};

/** What makes a request the same request when it comes again. */
export function requestKey(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	index: number,
	requestId: string | undefined,
): string {
	if (requestId !== undefined) return `request:${requestId}`;
	const event = eventOf(item);
	if (event !== undefined) return causeOf(event, event.communityId);
	// n8n's Form Trigger and Schedule Trigger say when, so that running the execution again is the same request.
	const { submittedAt, timestamp } = item.json;
	const at = submittedAt ?? timestamp;
	return typeof at === 'string'
		? `item:${stableId(JSON.stringify(item.json))}`
		: `run:${context.getExecutionId()}:${index}`;
}

/** Who did it: the operator that is named, else the actor of the event. */
export function actorOf(item: INodeExecutionData, operator: string | undefined): string | undefined {
	return operator ?? eventOf(item)?.actorId;
}

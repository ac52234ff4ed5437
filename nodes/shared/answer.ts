import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/**
 * Names the field of an answer that lists one entry per event. Where one execution took the events of several calls,
 * Community Trigger gives each call the entries of its own.
 */
export const LIST_HEADER = 'shequn-answer-list';

/** What became of one event. */
export type EventAnswer = IDataObject & { eventId: string };

/** Lets an operation answer the caller by itself. @param what it answers with, e.g. "decisions" */
export const answerCallerOption = (what: string): INodeProperties => ({
	displayName: 'Answer the Caller',
	name: 'answerCaller',
	type: 'boolean',
	default: false,
	description: `Whether to answer the waiting webhook call with the ${what} as JSON, at once. Use it on the last node of a workflow that an integrator calls.`,
});

/** What the waiting call is told of an item: what came out, without what only later nodes need, or why nothing did. */
export function answerOf(context: IExecuteFunctions, { json, pairedItem }: INodeExecutionData): EventAnswer {
	const { event: _event, messages: _messages, ...outcome } = json;
	const { item } = pairedItem as { item: number };
	return { ...outcome, eventId: eventIdIn(json) ?? eventIdIn(context.getInputData()[item]?.json ?? {}) ?? '' };
}

function eventIdIn(json: IDataObject): string | undefined {
	const { event } = json;
	const { eventId } = typeof event === 'object' && event !== null ? (event as IDataObject) : json;
	return typeof eventId === 'string' ? eventId : undefined;
}

/**
 * Answers the calls that wait for this execution: the entry itself for a call that brought one event, else
 * `{ [field]: entries }`. Says nothing if there is nothing to say; n8n then gives its own answer.
 */
export async function answerCallers(
	context: IExecuteFunctions,
	field: string,
	entries: readonly EventAnswer[],
): Promise<void> {
	if (entries.length === 0) return;
	await context.sendResponse({
		headers: { 'content-type': 'application/json; charset=utf-8', [LIST_HEADER]: field },
		statusCode: 200,
		body: inShape(field, entries),
	});
}

function inShape(field: string, entries: readonly EventAnswer[]): IDataObject {
	const [only] = entries;
	return only !== undefined && entries.length === 1 ? only : { [field]: entries };
}

/** The entries of an answer about the given events, in the shape in which `answerCallers` sends them. */
export function answerAbout(field: string, answer: IDataObject, eventIds: ReadonlySet<string>): IDataObject {
	const listed = answer[field];
	const entries = (Array.isArray(listed) ? listed : [answer]) as EventAnswer[];
	return inShape(
		field,
		entries.filter(({ eventId }) => eventIds.has(eventId)),
	);
}

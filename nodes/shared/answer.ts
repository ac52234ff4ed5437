import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * Names the field of an answer that lists one entry per event. Where one execution took the events of several calls,
 * Community Trigger gives each call the entries of its own.
 */
export const LIST_HEADER = 'shequn-answer-list';

/** What became of one event. */
export type EventAnswer = IDataObject & { eventId: string };

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

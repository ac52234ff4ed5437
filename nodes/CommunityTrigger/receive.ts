import type { IDataObject, IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { CommunityEvent } from '../../community/event';
import { inOneLine } from '../shared/errors';
import { slim } from '../shared/item';
import { nodeStore } from '../shared/store';
import { Gathering } from './gathering';
import { takeIn, type Call, type Turn } from './intake';
import { signedWebhook } from './sources/signedWebhook';
import type { EventSource, RawRequest } from './sources/source';
import { telegram } from './sources/telegram';

/** The source that the trigger is set to. */
export function sourceOf(context: IHookFunctions | IWebhookFunctions): EventSource {
	return context.getNodeParameter('source', 'telegram') === 'signedWebhook' ? signedWebhook : telegram;
}

async function rawRequest(context: IWebhookFunctions): Promise<RawRequest> {
	const request = context.getRequestObject();
	if (!(request.rawBody instanceof Uint8Array)) await request.readRawBody().catch(() => undefined);
	return {
		headers: request.headers,
		rawBody: request.rawBody instanceof Uint8Array ? request.rawBody : new Uint8Array(),
		receivedAt: new Date(),
	};
}

function answer(
	context: IWebhookFunctions,
	status: number,
	body: IDataObject,
	headers: Record<string, string> = {},
): IWebhookResponseData {
	context.getResponseObject().status(status).set(headers).json(body);
	return { noWebhookResponse: true };
}

/** Whether a workflow wants this event: no choice means all. */
function wanted(context: IWebhookFunctions, event: CommunityEvent): boolean {
	const types = context.getNodeParameter('events', []) as string[];
	return types.length === 0 || types.includes(event.type);
}

/**
 * Verifies, decodes and claims what was posted, and starts an execution with what is new. Nothing
 * here throws: an error would start an execution of its own.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const source = sourceOf(context);
		const received = await source.receive(context, await rawRequest(context));
		if (!received.ok) return answer(context, received.status, { reason: received.reason });
		const events = received.events.filter((event) => wanted(context, event));
		if (events.length === 0) return answer(context, 200, { accepted: 0, duplicates: 0 });
		// While somebody tries the workflow out in the editor, the same event may be sent as often as needed.
		return context.getMode() === 'manual' ? start(context, events) : await startOnce(context, source, events);
	} catch (error) {
		context.logger.error(`Community Trigger could not take in a request: ${inOneLine(error)}`);
		return answer(
			context,
			503,
			{ reason: 'the request could not be taken in; try again later' },
			{ 'retry-after': '5' },
		);
	}
}

/** A call that waits for its turn, and how it is told. */
interface WaitingCall extends Call {
	context: IWebhookFunctions;
	tell: (turn: Promise<Turn>) => void;
}

const gatherings = new Map<string, Gathering<WaitingCall>>();

/**
 * The gathering of a trigger: one for each node, each setting of it, and each kind of event. Different kinds take different
 * ways through a workflow, and a node that answers early for one must not answer for another.
 */
function gatheringOf(context: IWebhookFunctions, largest: number, types: readonly string[]): Gathering<WaitingCall> {
	for (const [key, { isIdle }] of gatherings) if (isIdle) gatherings.delete(key);
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, largest, types]);
	const known = gatherings.get(key) ?? new Gathering(largest, takeInGroup);
	gatherings.set(key, known);
	return known;
}

async function takeInGroup(group: readonly WaitingCall[]): Promise<void> {
	const [first] = group;
	if (first === undefined) return;
	const { context } = first;
	const intake = nodeStore(context).then((store) =>
		takeIn(store, group, (error) => {
			context.logger.error(`Community Trigger: ${inOneLine(error)}`);
		}),
	);
	group.forEach(({ tell }, index) => {
		tell(intake.then(({ turns }) => turns[index] as Turn));
	});
	await intake.then(({ over }) => over).catch(() => undefined);
}

async function startOnce(
	context: IWebhookFunctions,
	source: EventSource,
	events: readonly CommunityEvent[],
): Promise<IWebhookResponseData> {
	const { eventsPerExecution = 1 } = context.getNodeParameter('options', {}) as { eventsPerExecution?: number };
	const arrivals = events.map((event) => ({ source: source.ledgerSource(event), event }));
	const types = [...new Set(events.map(({ type }) => type))].sort();
	const turn = await new Promise<Turn>((tell) => {
		gatheringOf(context, eventsPerExecution, types).add(
			{ context, response: context.getResponseObject(), arrivals, tell },
			arrivals.length,
		);
	});
	switch (turn.kind) {
		case 'start':
			return start(context, turn.events);
		case 'wait':
			return { noWebhookResponse: true };
		case 'duplicate':
			return answer(context, 200, { accepted: 0, duplicates: turn.duplicates });
		case 'busy':
			return answer(context, 409, { reason: 'the event is being processed; try again later' }, { 'retry-after': '1' });
	}
}

function start(context: IWebhookFunctions, events: readonly CommunityEvent[]): IWebhookResponseData {
	const { includeRaw } = context.getNodeParameter('options', {}) as { includeRaw?: boolean };
	const json = (event: CommunityEvent) => (includeRaw === true ? (event as unknown as IDataObject) : slim(event));
	return { workflowData: [events.map((event) => ({ json: json(event) }))] };
}

import type { IDataObject, IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { CommunityEvent } from '../../community/event';
import { inOneLine } from '../shared/errors';
import { slim } from '../shared/item';
import { nodeStore } from '../shared/store';
import { onceAnswered, takeIn } from './intake';
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

async function startOnce(
	context: IWebhookFunctions,
	source: EventSource,
	events: readonly CommunityEvent[],
): Promise<IWebhookResponseData> {
	const store = await nodeStore(context);
	const intake = await takeIn(
		store,
		events.map((event) => ({ source: source.ledgerSource(event), event })),
	);
	if (intake.busy) {
		await intake.settle('released');
		return answer(context, 409, { reason: 'the event is being processed; try again later' }, { 'retry-after': '1' });
	}
	if (intake.fresh.length === 0) return answer(context, 200, { accepted: 0, duplicates: intake.duplicates });
	onceAnswered(context.getResponseObject(), (succeeded) => {
		intake.settle(succeeded ? 'done' : 'failed').catch((error: unknown) => {
			context.logger.error(`Community Trigger could not note that events are processed: ${(error as Error).message}`);
		});
	});
	return start(context, intake.fresh);
}

function start(context: IWebhookFunctions, events: readonly CommunityEvent[]): IWebhookResponseData {
	const { includeRaw } = context.getNodeParameter('options', {}) as { includeRaw?: boolean };
	const json = (event: CommunityEvent) => (includeRaw === true ? (event as unknown as IDataObject) : slim(event));
	return { workflowData: [events.map((event) => ({ json: json(event) }))] };
}

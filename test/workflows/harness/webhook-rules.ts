import {
	resolveWebhookDescriptionField,
	type IN8nHttpFullResponse,
	type INode,
	type INodeType,
	type IRun,
	type ITaskData,
	type IWebhookDescription,
	type IWebhookResponseData,
	type Workflow,
} from 'n8n-workflow';
import type { HttpMethod } from './types';
import type { WebhookResponse } from './webhook-exchange';

export interface ResponseOptions {
	readonly mode: string;
	readonly code: number;
	/** How much of the last node's output is the answer; in mode `onReceived` the answer itself. */
	readonly data: string | undefined;
	readonly property: string | undefined;
	readonly binaryProperty: string;
	readonly contentType: string | undefined;
}

/** The webhook of a node that listens to a method, if it has one. */
export function findWebhook(
	workflow: Workflow,
	node: INode,
	type: INodeType,
	method: HttpMethod,
): IWebhookDescription | undefined {
	return type.description.webhooks?.find((description) => {
		const methods = field(workflow, node, description, 'httpMethod') ?? 'GET';
		return Array.isArray(methods) ? methods.includes(method) : methods === method;
	});
}

export function responseOptions(workflow: Workflow, node: INode, description: IWebhookDescription): ResponseOptions {
	const text = (name: string): string | undefined => {
		const value = field(workflow, node, description, name);
		return value === undefined || value === null || value === '' ? undefined : String(value);
	};
	return {
		mode: text('responseMode') ?? 'onReceived',
		code: Number(text('responseCode') ?? 200),
		data: description.responseData === undefined ? 'firstEntryJson' : text('responseData'),
		property: text('responsePropertyName'),
		binaryProperty: text('responseBinaryPropertyName') ?? 'data',
		contentType: text('responseContentType'),
	};
}

/** A description's field is a value, a native resolver or an expression over the node's parameters. */
function field(workflow: Workflow, node: INode, description: IWebhookDescription, name: string): unknown {
	const native = resolveWebhookDescriptionField(node, description, name);
	if (native.resolved) return native.value;
	return workflow.expression.getSimpleParameterValue(node, description[name], 'webhook', {});
}

/**
 * Response mode `onReceived`: the sender does not wait for the workflow. As in n8n, a description
 * without `responseData` answers with the name of the default, and what the node said is lost.
 */
export function answerBeforeRun(response: WebhookResponse, said: IWebhookResponseData, rules: ResponseOptions): void {
	const body: unknown = said.webhookResponse;
	response.status(rules.code);
	if (rules.data === 'noData') response.end();
	else if (rules.data !== undefined) response.send(rules.data);
	else response.send(body === undefined ? { message: 'Workflow was started' } : body);
}

/** Response mode `responseNode`: what a node says with `sendResponse`, while the workflow goes on. The first word counts. */
export function answerByNode(response: WebhookResponse, answer: unknown): void {
	if (response.writableEnded || typeof answer !== 'object' || answer === null) return;
	const { statusCode = 200, headers = {}, body } = answer as Partial<IN8nHttpFullResponse>;
	response.status(statusCode).set(headers as Record<string, string>);
	if (typeof body === 'object' && !Buffer.isBuffer(body)) response.json(body);
	else response.end(body as string | Buffer | undefined);
}

/**
 * Response mode `lastNode`: the sender gets what the last node put out on its first output. In mode
 * `responseNode` no node has said anything, so the sender learns only whether the workflow went well.
 */
export function answerAfterRun(
	response: WebhookResponse,
	run: IRun,
	last: ITaskData | undefined,
	rules: ResponseOptions,
): void {
	if (run.data.resultData.error !== undefined || last?.error !== undefined) {
		response.status(500).json({ message: 'Error in workflow' });
		return;
	}
	const items = last?.data?.['main']?.[0] ?? [];
	const [first] = items;
	response.status(rules.code);
	if (rules.data === 'noData' || rules.mode === 'responseNode') {
		response.end();
	} else if (rules.data === 'firstEntryBinary') {
		answerBinary(response, first, rules.binaryProperty);
	} else if (rules.data !== 'firstEntryJson') {
		response.json(items.map(({ json }) => json));
	} else if (first === undefined) {
		response.status(500).json({ code: 0, message: 'No item to return was found' });
	} else {
		if (rules.contentType !== undefined) response.type(rules.contentType);
		response.send(rules.property === undefined ? first.json : first.json[rules.property]);
	}
}

function answerBinary(
	response: WebhookResponse,
	item: { binary?: Record<string, { data: string; mimeType: string }> } | undefined,
	property: string,
): void {
	const file = item?.binary?.[property];
	if (file === undefined) response.status(500).json({ code: 0, message: 'No binary data was found to return' });
	else response.type(file.mimeType).send(Buffer.from(file.data, 'base64'));
}

// n8n-core's classes are decorated, so the metadata library has to be there before them.
import 'reflect-metadata';
import { once } from 'node:events';
import { HookContext, LoadOptionsContext, PackageDirectoryLoader, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
	type IRun,
	type IWebhookData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataFor } from './additional-data';
import { HarnessCredentials } from './credentials';
import { HarnessNodeTypes, type NodeClass } from './node-types';
import { lastNodeRun, toItems, toRunResult } from './run-result';
import type {
	HarnessOptions,
	HookOptions,
	ListOptions,
	RunOptions,
	RunResult,
	WebhookOptions,
	WebhookResult,
	WebhookRunResult,
	WorkflowJson,
} from './types';
import { UnreadableBody, WebhookRequest, WebhookResponse } from './webhook-exchange';
import { answerAfterRun, answerBeforeRun, answerByNode, findWebhook, responseOptions } from './webhook-rules';
import { buildWorkflow, nodeOf } from './workflow';

/** A request on its way: what the node said, and what is needed to go on from there. */
interface Received {
	readonly workflow: Workflow;
	readonly node: INode;
	readonly response: WebhookResponse;
	readonly webhook: IWebhookData | undefined;
	readonly said: IWebhookResponseData | undefined;
	readonly error: unknown;
}

/** Everything of the harness that touches n8n-core. */
export class Engine {
	private readonly savedStaticData = new Map<string, IDataObject>();
	private executions = 0;

	private constructor(
		readonly packageName: string,
		private readonly nodeTypes: HarnessNodeTypes,
		private readonly credentials: HarnessCredentials,
		private readonly timezone: string,
	) {}

	static async load(options: HarnessOptions): Promise<Engine> {
		const loader = new PackageDirectoryLoader(options.packageDir);
		await loader.loadAll();
		const nodes = new Map<string, NodeClass>();
		for (const [name, { type }] of Object.entries(loader.nodeTypes)) nodes.set(`${loader.packageName}.${name}`, type);
		const credentialTypes = new Map(
			Object.entries(loader.credentialTypes).map(([name, { type }]) => [name, type] as const),
		);
		return new Engine(
			loader.packageName,
			new HarnessNodeTypes(nodes, options.stubs ?? {}),
			new HarnessCredentials(credentialTypes, options.credentials ?? {}),
			options.timezone ?? 'UTC',
		);
	}

	async run(json: WorkflowJson, { triggerNode, items, pinData = {} }: RunOptions): Promise<RunResult> {
		const pinned = Object.fromEntries(
			Object.entries({ ...pinData, [triggerNode]: items }).map(([name, each]) => [name, toItems(each)]),
		);
		const workflow = this.open(json, Object.keys(pinned));
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: nodeOf(workflow, triggerNode), data: { main: [[{ json: {} }]] }, source: null }],
			},
			resultData: { pinData: pinned },
		});
		return toRunResult(await this.execute(json, workflow, 'trigger', data));
	}

	async webhook(json: WorkflowJson, options: WebhookOptions): Promise<WebhookResult> {
		const received = await this.receive(json, options);
		answerWithoutRun(received);
		return result(received);
	}

	async webhookAndRun(json: WorkflowJson, options: WebhookOptions): Promise<WebhookRunResult> {
		const received = await this.receive(json, options);
		const { workflow, node, response, webhook, said } = received;
		if (said?.workflowData === undefined || webhook === undefined) {
			answerWithoutRun(received);
			// A node may have taken the response over, to answer it when another execution has ended.
			if (said?.noWebhookResponse === true && !response.writableEnded) await once(response, 'finish');
			return { ...result(received), run: undefined };
		}
		const rules = responseOptions(workflow, node, webhook.webhookDescription);
		const nodeAnswers = said.noWebhookResponse === true;
		if (!nodeAnswers && rules.mode === 'onReceived') answerBeforeRun(response, said, rules);
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main: said.workflowData }, source: null }] },
		});
		const onAnswer = (answer: unknown): void => {
			if (!nodeAnswers && rules.mode === 'responseNode') answerByNode(response, answer);
		};
		const run = await this.execute(json, workflow, 'webhook', data, onAnswer);
		if (!nodeAnswers && !response.writableEnded) answerAfterRun(response, run, lastNodeRun(run), rules);
		return { ...result(received), run: toRunResult(run) };
	}

	async hook(json: WorkflowJson, { node: name, method, webhook = 'default' }: HookOptions): Promise<boolean> {
		const { workflow, node, type } = this.openNode(json, name);
		const hooks = type.webhookMethods?.[webhook];
		const description = type.description.webhooks?.find((each) => each.name === webhook);
		if (hooks === undefined || description === undefined) {
			throw new Error(`Node "${name}" has no ${webhook} webhook with ${method}`);
		}
		const additionalData = this.additionalData(json);
		const data = webhookData(workflow, node, description, additionalData);
		// n8n's own types disagree about an optional name under exactOptionalPropertyTypes, here and below.
		const context = new HookContext(workflow, node, additionalData, 'trigger', 'activate', data);
		try {
			return await hooks[method].call(context as IHookFunctions);
		} finally {
			this.keepStaticData(json, workflow);
		}
	}

	async listSearch(json: WorkflowJson, options: ListOptions): Promise<INodeListSearchResult> {
		const { context, type } = this.listing(json, options);
		const search = type.methods?.listSearch?.[options.method];
		if (search === undefined) throw new Error(`Node "${options.node}" has no list search "${options.method}"`);
		return await search.call(context, options.filter, options.paginationToken);
	}

	async loadOptions(json: WorkflowJson, options: ListOptions): Promise<INodePropertyOptions[]> {
		const { context, type } = this.listing(json, options);
		const load = type.methods?.loadOptions?.[options.method];
		if (load === undefined) throw new Error(`Node "${options.node}" has no options "${options.method}"`);
		return await load.call(context);
	}

	staticData(json: WorkflowJson): IDataObject {
		return structuredClone(this.savedStaticData.get(keyOf(json)) ?? {});
	}

	private listing(json: WorkflowJson, options: ListOptions): { context: ILoadOptionsFunctions; type: INodeType } {
		const { workflow, node, type } = this.openNode(json, options.node);
		const additionalData = { ...this.additionalData(json), currentNodeParameters: node.parameters };
		const context = new LoadOptionsContext(workflow, node, additionalData, '');
		return { context: context as ILoadOptionsFunctions, type };
	}

	/** Reads the request and calls the node's `webhook()`, as n8n's webhook server does. */
	private async receive(json: WorkflowJson, options: WebhookOptions): Promise<Received> {
		const { workflow, node, type } = this.openNode(json, options.node);
		const response = new WebhookResponse();
		const additionalData = this.additionalData(json);
		const description = findWebhook(workflow, node, type, options.method ?? 'POST');
		if (description === undefined || type.webhook === undefined) {
			response
				.status(404)
				.json({ code: 404, message: `No webhook is registered for ${options.method ?? 'POST'} requests` });
			return { workflow, node, response, webhook: undefined, said: undefined, error: undefined };
		}
		const webhook = webhookData(workflow, node, description, additionalData);
		const request = new WebhookRequest(options, `/webhook/${node.webhookId ?? node.id}`);
		const answered = { workflow, node, response, webhook };
		try {
			await request.parseBody(node.typeVersion);
			// They stand in for Express's: nodes see what Express would show them of this request.
			Object.assign(additionalData, { httpRequest: request, httpResponse: response });
			const context = new WebhookContext(workflow, node, additionalData, 'webhook', webhook, [], null);
			return { ...answered, said: await type.webhook.call(context as IWebhookFunctions), error: undefined };
		} catch (error) {
			if (error instanceof UnreadableBody) response.status(422).json({ code: 422, message: error.message });
			else answerFailure(response);
			return { ...answered, said: undefined, error };
		} finally {
			this.keepStaticData(json, workflow);
		}
	}

	private async execute(
		json: WorkflowJson,
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		data: ReturnType<typeof createRunExecutionData>,
		onAnswer: (answer: unknown) => void = () => undefined,
	): Promise<IRun> {
		const additionalData = this.additionalData(json, mode);
		additionalData.hooks?.addHandler('sendResponse', onAnswer);
		try {
			return await new WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
		} finally {
			this.keepStaticData(json, workflow);
		}
	}

	private openNode(json: WorkflowJson, name: string): { workflow: Workflow; node: INode; type: INodeType } {
		const workflow = this.open(json, []);
		const node = nodeOf(workflow, name);
		return { workflow, node, type: this.nodeTypes.getByNameAndVersion(node.type, node.typeVersion) };
	}

	private open(json: WorkflowJson, pinned: readonly string[]): Workflow {
		return buildWorkflow(json, {
			id: keyOf(json),
			nodeTypes: this.nodeTypes,
			credentials: this.credentials,
			timezone: this.timezone,
			staticData: this.staticData(json),
			pinned,
		});
	}

	private additionalData(json: WorkflowJson, mode: WorkflowExecuteMode = 'webhook'): IWorkflowExecuteAdditionalData {
		this.executions += 1;
		return additionalDataFor(keyOf(json), String(this.executions), mode, this.credentials);
	}

	private keepStaticData(json: WorkflowJson, workflow: Workflow): void {
		this.savedStaticData.set(keyOf(json), JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject);
	}
}

const keyOf = (json: WorkflowJson): string => json.id ?? json.name ?? 'workflow';

function webhookData(
	workflow: Workflow,
	node: INode,
	description: IWebhookData['webhookDescription'],
	additionalData: IWorkflowExecuteAdditionalData,
): IWebhookData {
	return {
		httpMethod: 'POST',
		node: node.name,
		path: node.webhookId ?? node.id,
		webhookDescription: description,
		workflowId: workflow.id,
		workflowExecuteAdditionalData: additionalData,
	};
}

/** What n8n answers when a node's `webhook()` throws; the cause stays in its log. */
function answerFailure(response: WebhookResponse): void {
	if (response.headersSent) return;
	response.status(500).json({ code: 0, message: 'Workflow Webhook Error: Workflow could not be started!' });
}

/** A node that hands nothing to the workflow has its own answer sent, or a general one. */
function answerWithoutRun({ response, said, workflow, node, webhook }: Received): void {
	if (said === undefined || webhook === undefined || said.noWebhookResponse === true) return;
	if (said.workflowData !== undefined) return;
	const { code } = responseOptions(workflow, node, webhook.webhookDescription);
	const body: unknown = said.webhookResponse;
	response.status(code).send(body === undefined ? { message: 'Webhook call received' } : body);
}

const result = ({ response, said, error }: Received): WebhookResult => ({
	response: response.reply(),
	workflowData: said?.workflowData,
	error,
});

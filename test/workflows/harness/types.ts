import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeListSearchResult,
	INodePropertyOptions,
	IWorkflowSettings,
} from 'n8n-workflow';

/** A node as n8n exports it. Wide on purpose, so that an imported JSON file fits without a cast. */
export interface WorkflowNode {
	readonly id?: string | undefined;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly number[];
	readonly parameters: object;
	readonly credentials?: object | undefined;
	readonly webhookId?: string | undefined;
	readonly disabled?: boolean | undefined;
}

/** Where an output leads: one list of targets per output index. */
export type WorkflowTargets = readonly (
	readonly { readonly node: string; readonly type: string; readonly index: number }[] | null
)[];

/** A workflow as n8n exports it: what running it needs. */
export interface WorkflowJson {
	readonly id?: string | undefined;
	readonly name?: string | undefined;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<Record<string, { readonly main?: WorkflowTargets }>>;
	readonly settings?: IWorkflowSettings | object | undefined;
}

/**
 * Stands in for a node of another package, which the tests do not install (n8n's If, Set, …).
 * `execute` gets the input items and gives the items per output; without it the input passes through.
 */
export interface StubNode {
	/** Number of outputs, 1 if left out. */
	readonly outputs?: number;
	readonly execute?: (items: INodeExecutionData[]) => INodeExecutionData[][];
}

export interface HarnessOptions {
	/** Folder that holds the package.json whose `n8n` entry names the compiled nodes and credentials. */
	readonly packageDir: string;
	/** What an operator would have typed in, per credential type. A node that can use one gets it by itself. */
	readonly credentials?: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	/** Stops the clock at this instant; left out, the real clock runs. */
	readonly baseTime?: Date | string;
	/** Time zone of workflows that name none themselves (IANA name), `UTC` if left out. */
	readonly timezone?: string;
	/** Nodes of other packages, by full type name such as `n8n-nodes-base.if`. */
	readonly stubs?: Readonly<Record<string, StubNode>>;
}

export interface RunOptions {
	/** Name of the node whose output is replaced by `items`. */
	readonly triggerNode: string;
	/** What the trigger puts out: plain JSON objects (events), or n8n items where a file goes with them. */
	readonly items: readonly object[];
	/** Outputs of further nodes, which then are not executed. */
	readonly pinData?: Readonly<Record<string, readonly object[]>>;
}

/** n8n keeps the error of an execution as a plain object, no longer an instance of its class. */
export interface RunError {
	readonly name: string;
	readonly message: string;
	readonly description?: string | null | undefined;
	readonly context?: IDataObject | undefined;
	/** The node that failed. */
	readonly node?: string | undefined;
}

export interface RunResult {
	/** Items per node and output index. A node that ran several times shows all its items in order. */
	readonly nodes: Readonly<Record<string, readonly (readonly INodeExecutionData[])[]>>;
	/** Why the execution stopped, if it did. */
	readonly error: RunError | undefined;
	/** Names of the executed nodes, in the order of their execution. */
	readonly order: readonly string[];
	/** The JSON of one output of one node, empty if the node was not reached. */
	json(node: string, output?: number): IDataObject[];
}

export type HttpMethod = 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT';

export interface WebhookOptions {
	/** Name of the node that receives the request. */
	readonly node: string;
	/** `POST` if left out. */
	readonly method?: HttpMethod;
	/** Header names in any case. Without a content type a body counts as JSON. */
	readonly headers?: Readonly<Record<string, string>>;
	/** The exact bytes on the wire; a string is sent as UTF-8. */
	readonly rawBody?: Buffer | string;
	/** A value may repeat. */
	readonly query?: Readonly<Record<string, string | string[]>>;
	/** Values of `:name` segments in the node's path. */
	readonly params?: Readonly<Record<string, string>>;
}

export interface WebhookReply {
	readonly status: number;
	/** Lower-case names. */
	readonly headers: Readonly<Record<string, string>>;
	/** The exact text on the wire, empty if there is none. */
	readonly text: string;
	/** The text, decoded where the content type says JSON. */
	readonly body: unknown;
	/** Whether the response was ended; a node that takes over the response must do so. */
	readonly ended: boolean;
}

export interface WebhookResult {
	readonly response: WebhookReply;
	/** Items per output that the node hands to the workflow; `undefined` if the workflow must not start. */
	readonly workflowData: INodeExecutionData[][] | undefined;
	/** What the node's `webhook()` threw; n8n answers 500 then. */
	readonly error: unknown;
}

export interface WebhookRunResult extends WebhookResult {
	/** The execution that followed; `undefined` if none was started. */
	readonly run: RunResult | undefined;
}

export interface HookOptions {
	readonly node: string;
	readonly method: 'checkExists' | 'create' | 'delete';
	/** Which of the node's webhooks, `default` if left out. */
	readonly webhook?: 'default' | 'setup';
}

export interface ListOptions {
	readonly node: string;
	/** Name of the method under `methods.listSearch` or `methods.loadOptions`. */
	readonly method: string;
	readonly filter?: string;
	readonly paginationToken?: string;
}

/** A small n8n in this process: it loads one compiled package and executes workflow JSON with n8n-core. */
export interface Harness {
	/** n8n's user folder of this harness (`N8N_USER_FOLDER`): fresh, removed by `dispose`. */
	readonly userFolder: string;
	/** Name of the loaded package: the first part of its node types. */
	readonly packageName: string;

	/**
	 * Executes a workflow from a trigger whose output is given.
	 *
	 * @throws {Error} if the workflow names an unknown node or node type
	 * @throws {WorkflowHasIssuesError} if a required parameter is missing, as n8n does
	 */
	run(workflow: WorkflowJson, options: RunOptions): Promise<RunResult>;

	/** Sends a request to a node's `webhook()` and stops there. */
	webhook(workflow: WorkflowJson, options: WebhookOptions): Promise<WebhookResult>;

	/** Sends a request to a node's `webhook()`, runs the workflow and answers as the node's response mode says. */
	webhookAndRun(workflow: WorkflowJson, options: WebhookOptions): Promise<WebhookRunResult>;

	/** Calls what n8n calls when a workflow is published or unpublished. Static data lasts until `dispose`. */
	hook(workflow: WorkflowJson, options: HookOptions): Promise<boolean>;

	/** Calls a search method behind a "From list" field. */
	listSearch(workflow: WorkflowJson, options: ListOptions): Promise<INodeListSearchResult>;

	/** Calls a method behind a drop-down. */
	loadOptions(workflow: WorkflowJson, options: ListOptions): Promise<INodePropertyOptions[]>;

	/** The workflow's static data as it would have been saved (node data under `node:<name>`). */
	staticData(workflow: WorkflowJson): IDataObject;

	/** Stops the clock at another instant. */
	setTime(instant: Date | string): void;

	/** Removes the user folder, gives the clock and the environment back. */
	dispose(): Promise<void>;
}

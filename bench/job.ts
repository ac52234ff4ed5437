import axios from 'axios';
import type { Phase } from '../sandbox/progress.ts';
import type { Credential, Workflow, WorkflowNode } from '../sandbox/prepared.ts';

/** One signed event, ready to be sent, and what has to come back. */
export interface SignedEvent {
	headers: Record<string, string>;
	body: string;
	expected: unknown;
}

/** One way to answer the webhook, on the same instance as all others. */
export interface Variant {
	id: string;
	/** What it is, in the words of the report. */
	title: string;
	/** The variant that it is compared with; itself for a floor. */
	floor: string;
	/** Its webhook below the instance's address. */
	path: string;
	/** How many requests a slice has, as a share of the floor's: slow variants would take all the time. */
	share: number;
	/** Whether an answer is the right one. */
	isRight: (answer: unknown, expected: unknown) => boolean;
}

/** The same job from n8n's own nodes. It needs a Data Table, whose id is known only when n8n runs. */
export interface BuiltinWorkflow {
	tableName: string;
	columns: readonly { name: string; type: string }[];
	workflow: (tableId: string) => Workflow;
}

/** What is measured: one job, done in several ways. */
export interface Job {
	id: string;
	/** In the order in which a round begins. */
	variants: readonly Variant[];
	/** The workflows that can be imported before n8n runs. */
	workflows: Workflow[];
	builtin: BuiltinWorkflow;
	/** Makes so many events that nobody has seen before; each connection sends an equal part of them, in order. */
	events: (count: number, connections: number) => SignedEvent[];
	/** What the package aims at: this share of the floor's rate, here. */
	aim: { variant: string; concurrency: number; ratio: number };
	/** Makes an instance ready that has just started. */
	setUp?: (url: string) => Promise<void>;
	/** What has to hold besides right answers; looked at once all is measured with the lazy engine. */
	check?: (url: string, log: Phase) => Promise<Check[]>;
}

/** Something that was looked at, in the words of the report. */
export interface Check {
	text: string;
	/** Absent where it is said for comparison only. */
	holds: boolean | undefined;
}

export const credentialIds = { signedWebhook: 'benchSignedWh1', crypto: 'benchCrypto1' };

/** @param secret plain text, for the Crypto node cannot read the notation `whsec_…` */
export function benchCredentials(secret: string): Credential[] {
	return [
		{ id: credentialIds.signedWebhook, name: 'Benchmark', type: 'shequnSignedWebhookApi', data: { secret } },
		{ id: credentialIds.crypto, name: 'Benchmark', type: 'crypto', data: { hmacSecret: secret } },
	];
}

export type Link = [from: string, to: string, output?: number];

/** A webhook id of ours, as n8n wants it: a UUID. */
export const webhookId = (id: string): string => `9e1f0000-0000-4000-8000-${id.padStart(12, '0')}`;

export function webhook(path: string, responseMode: string): WorkflowNode {
	const parameters = { httpMethod: 'POST', path, responseMode, options: {} };
	return { ...node('Webhook', 'n8n-nodes-base.webhook', 2.1, parameters), webhookId: path };
}

export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): WorkflowNode {
	return { id: name.toLowerCase().replaceAll(' ', '-'), name, type, typeVersion, position: [0, 0], parameters };
}

export function workflow(id: string, nodes: WorkflowNode[], links: readonly Link[], saved: 'none' | 'all'): Workflow {
	const connections: Record<string, { main: { node: string; type: 'main'; index: number }[][] }> = {};
	for (const [from, to, output = 0] of links) {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	const settings = { executionOrder: 'v1', saveDataSuccessExecution: saved, saveDataErrorExecution: 'all' };
	return { id: `bench-${id}`, name: `Benchmark: ${id}`, active: false, nodes, connections, settings };
}

/** The least that a webhook can do in n8n: what everything else is compared with. */
export function floor(id: string, path: string, saved: 'none' | 'all'): Workflow {
	const answer = { respondWith: 'json', responseBody: '{"received":true}', options: {} };
	const nodes = [webhook(path, 'responseNode'), node('Respond', 'n8n-nodes-base.respondToWebhook', 1.5, answer)];
	return workflow(id, nodes, [['Webhook', 'Respond']], saved);
}

/** Community Trigger with a node of ours behind it. */
export function ourWorkflow(
	id: string,
	options: {
		webhookId: string;
		events: string[];
		eventsPerExecution: number;
		operation: WorkflowNode;
		saved?: 'none' | 'all';
	},
): Workflow {
	const trigger = {
		...node('Trigger', 'n8n-nodes-shequn.communityTrigger', 2, {
			source: 'signedWebhook',
			events: options.events,
			responseMode: 'responseNode',
			options: { eventsPerExecution: options.eventsPerExecution },
		}),
		webhookId: options.webhookId,
		credentials: { shequnSignedWebhookApi: { id: credentialIds.signedWebhook, name: 'Benchmark' } },
	};
	const { operation, saved = 'none' } = options;
	return workflow(id, [trigger, operation], [['Trigger', operation.name]], saved);
}

/**
 * The two nodes with which n8n checks a signature by itself, and the code that compares.
 * @param from the node that signed, where others lie between it and the code
 */
export function signatureCheck(from?: string): { sign: WorkflowNode; compare: string } {
	const value =
		'={{ $json.headers["webhook-id"] + "." + $json.headers["webhook-timestamp"] + "." + JSON.stringify($json.body) }}';
	const sign = {
		...node('Sign', 'n8n-nodes-base.crypto', 2, {
			action: 'hmac',
			type: 'SHA256',
			value,
			dataPropertyName: 'expected',
			encoding: 'base64',
		}),
		credentials: { crypto: { id: credentialIds.crypto, name: 'Benchmark' } },
	};
	const signed = from === undefined ? '$input' : `$(${JSON.stringify(from)})`;
	const compare = `const { headers, body, expected } = ${signed}.first().json;
const age = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp']));
if (age > 300 || headers['webhook-signature'] !== 'v1,' + expected) throw new Error('The signature does not match');`;
	return { sign, compare };
}

/** Sends one request by itself, outside what is measured. @param body text as it is, anything else as JSON */
export async function post(
	url: string,
	body: unknown,
	headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<{ status: number; json: unknown }> {
	const answer = await axios.post<unknown>(url, body, { headers, validateStatus: () => true });
	return { status: answer.status, json: answer.data };
}

export const isFloor = (answer: unknown): boolean => isObject(answer) && answer['received'] === true;

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

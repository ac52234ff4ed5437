import type { Workflow, WorkflowNode } from '../sandbox/prepared.ts';
import type { Decision, Screening } from './screening.ts';

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
	isRight(answer: unknown, expected: Decision): boolean;
}

type Link = [from: string, to: string, output?: number];

export const credentialIds = { signedWebhook: 'benchSignedWh1', crypto: 'benchCrypto1' };

const ours = (id: string) => `9e1f0000-0000-4000-8000-${id.padStart(12, '0')}`;

const hasDecision = (answer: unknown, { decision, score }: Decision) =>
	isObject(answer) && answer['decision'] === decision && answer['score'] === score;
const isFresh = (answer: unknown, expected: Decision) =>
	hasDecision(answer, expected) && isObject(answer) && answer['duplicate'] === false;
const isFloor = (answer: unknown) => isObject(answer) && answer['received'] === true;
const isEcho = (answer: unknown) => isObject(answer) && isObject(answer['body']) && 'eventId' in answer['body'];

/** In the order in which a round begins. */
export const variants: readonly Variant[] = [
	{ id: 'floor', title: 'floor: Webhook → Respond', floor: 'floor', path: 'bench-floor', share: 1, isRight: isFloor },
	{
		id: 'ours',
		title: 'Community Trigger → Member Screening',
		floor: 'floor',
		path: `${ours('1')}/community`,
		share: 1,
		isRight: isFresh,
	},
	{
		id: 'oursEach',
		title: 'Community Trigger → Member Screening, an execution for each event',
		floor: 'floor',
		path: `${ours('3')}/community`,
		share: 0.5,
		isRight: isFresh,
	},
	{
		id: 'builtin',
		title: 'the same job from built-in nodes',
		floor: 'floor',
		path: 'bench-builtin',
		share: 0.3,
		isRight: hasDecision,
	},
	{
		id: 'last',
		title: 'Webhook → No Operation, last node answers',
		floor: 'floor',
		path: 'bench-last',
		share: 0.5,
		isRight: isEcho,
	},
	{
		id: 'floorSaved',
		title: 'floor, executions saved',
		floor: 'floorSaved',
		path: 'bench-floor-saved',
		share: 0.5,
		isRight: isFloor,
	},
	{
		id: 'oursSaved',
		title: 'Community Trigger → Member Screening, saved',
		floor: 'floorSaved',
		path: `${ours('2')}/community`,
		share: 0.5,
		isRight: isFresh,
	},
];

/** The workflows that can be imported before n8n runs; the one with a Data Table needs the table's id. */
export function importableWorkflows(screening: Screening): Workflow[] {
	return [
		floor('floor', 'none'),
		floor('floorSaved', 'all'),
		last(),
		screened('ours', ours('1'), screening, 'none', screening.eventsPerExecution),
		screened('oursSaved', ours('2'), screening, 'all', screening.eventsPerExecution),
		screened('oursEach', ours('3'), screening, 'none', 1),
	];
}

function floor(id: string, saved: 'none' | 'all'): Workflow {
	const answer = { respondWith: 'json', responseBody: '{"received":true}', options: {} };
	const nodes = [
		webhook(saved === 'none' ? 'bench-floor' : 'bench-floor-saved', 'responseNode'),
		node('Respond', 'n8n-nodes-base.respondToWebhook', 1.5, answer),
	];
	return workflow(id, nodes, [['Webhook', 'Respond']], saved);
}

function last(): Workflow {
	const nodes = [webhook('bench-last', 'lastNode'), node('Nothing', 'n8n-nodes-base.noOp', 1, {})];
	return workflow('last', nodes, [['Webhook', 'Nothing']], 'none');
}

function screened(
	id: string,
	webhookId: string,
	{ parameters }: Screening,
	saved: 'none' | 'all',
	eventsPerExecution: number,
): Workflow {
	const trigger = {
		...node('Trigger', 'n8n-nodes-shequn.communityTrigger', 2, {
			source: 'signedWebhook',
			events: ['join_request'],
			responseMode: 'responseNode',
			options: { eventsPerExecution },
		}),
		webhookId,
		credentials: { shequnSignedWebhookApi: { id: credentialIds.signedWebhook, name: 'Benchmark' } },
	};
	const screening = node('Screening', 'n8n-nodes-shequn.memberScreening', 1, {
		...parameters,
		options: { answerCaller: true },
	});
	return workflow(id, [trigger, screening], [['Trigger', 'Screening']], saved);
}

/** @param tableId the Data Table with the columns of `tableColumns` */
export function builtinWorkflow(
	{ rules, approveFrom, rejectBelow }: Screening,
	tableId: string,
	screenSource: string,
): Workflow {
	const table = { __rl: true, mode: 'id', value: tableId };
	const code = `${screenSource}
const screening = ${JSON.stringify({ rules, approveFrom, rejectBelow })};
const { headers, body, expected } = $input.first().json;
const age = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp']));
if (age > 300 || headers['webhook-signature'] !== 'v1,' + expected) throw new Error('The signature does not match');
const { eventId, communityId, memberId, memberName, text } = body;
return [{ json: { eventId, communityId, memberId, memberName, text, ...screen(body, screening) } }];`;
	const headersAndBody =
		'={{ $json.headers["webhook-id"] + "." + $json.headers["webhook-timestamp"] + "." + JSON.stringify($json.body) }}';
	const found = {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{
					id: 'found',
					leftValue: '={{ $json.eventId }}',
					rightValue: '',
					operator: { type: 'string', operation: 'notEmpty', singleValue: true },
				},
			],
			combinator: 'and',
		},
		options: {},
	};
	const sameEvent = { conditions: [{ keyName: 'eventId', condition: 'eq', keyValue: '={{ $json.eventId }}' }] };
	const scored = tableColumns.map(({ name }) => [name, `={{ $('Score').first().json.${name} }}`]);
	const schema = tableColumns.map(({ name, type }) => ({ id: name, displayName: name, type, display: true }));
	const columns = { mappingMode: 'defineBelow', value: Object.fromEntries(scored) as object, schema };
	const row = { resource: 'row', dataTableId: table };
	const nodes = [
		webhook('bench-builtin', 'responseNode'),
		{
			...node('Sign', 'n8n-nodes-base.crypto', 2, {
				action: 'hmac',
				type: 'SHA256',
				value: headersAndBody,
				dataPropertyName: 'expected',
				encoding: 'base64',
			}),
			credentials: { crypto: { id: credentialIds.crypto, name: 'Benchmark' } },
		},
		node('Score', 'n8n-nodes-base.code', 2, { mode: 'runOnceForAllItems', language: 'javaScript', jsCode: code }),
		{
			...node('Seen Before', 'n8n-nodes-base.dataTable', 1.1, {
				...row,
				operation: 'get',
				filters: sameEvent,
				limit: 1,
			}),
			alwaysOutputData: true,
		},
		node('If Seen', 'n8n-nodes-base.if', 2.2, found),
		node('Keep', 'n8n-nodes-base.dataTable', 1.1, { ...row, operation: 'insert', columns, options: {} }),
		node('Respond', 'n8n-nodes-base.respondToWebhook', 1.5, { respondWith: 'firstIncomingItem', options: {} }),
	];
	const links: Link[] = [
		['Webhook', 'Sign'],
		['Sign', 'Score'],
		['Score', 'Seen Before'],
		['Seen Before', 'If Seen'],
		['If Seen', 'Respond', 0],
		['If Seen', 'Keep', 1],
		['Keep', 'Respond'],
	];
	return workflow('builtin', nodes, links, 'none');
}

/** What the built-in variant keeps of an application. */
export const tableColumns = [
	{ name: 'eventId', type: 'string' },
	{ name: 'communityId', type: 'string' },
	{ name: 'memberId', type: 'string' },
	{ name: 'memberName', type: 'string' },
	{ name: 'text', type: 'string' },
	{ name: 'score', type: 'number' },
	{ name: 'decision', type: 'string' },
];

function webhook(path: string, responseMode: string): WorkflowNode {
	const parameters = { httpMethod: 'POST', path, responseMode, options: {} };
	return { ...node('Webhook', 'n8n-nodes-base.webhook', 2.1, parameters), webhookId: path };
}

function node(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): WorkflowNode {
	return { id: name.toLowerCase().replaceAll(' ', '-'), name, type, typeVersion, position: [0, 0], parameters };
}

function workflow(id: string, nodes: WorkflowNode[], links: readonly Link[], saved: 'none' | 'all'): Workflow {
	const connections: Record<string, { main: { node: string; type: 'main'; index: number }[][] }> = {};
	for (const [from, to, output = 0] of links) {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	const settings = { executionOrder: 'v1', saveDataSuccessExecution: saved, saveDataErrorExecution: 'all' };
	return { id: `bench-${id}`, name: `Benchmark: ${id}`, active: false, nodes, connections, settings };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

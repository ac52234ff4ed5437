import { randomUUID } from 'node:crypto';
import type { Workflow } from '../sandbox/prepared.ts';
import {
	floor,
	isFloor,
	isObject,
	node,
	ourWorkflow,
	signatureCheck,
	webhook,
	webhookId,
	workflow,
	type Job,
	type Link,
	type Variant,
} from './job.ts';
import { readScreening, screen, type Decision, type Screening } from './screening.ts';
import { signer } from './sign.ts';

/** Screening an application by the template's rules. @param secret plain text, see `signer` */
export async function screeningJob(secret: string): Promise<Job> {
	const screening = await readScreening();
	return {
		id: 'screening',
		variants,
		workflows: importableWorkflows(screening),
		builtin: {
			tableName: 'bench_application',
			columns: tableColumns,
			workflow: (tableId) => builtinWorkflow(screening, tableId),
		},
		events: (count) => applications(count, screening, secret),
		aim: { variant: 'ours', concurrency: 16, ratio: 0.95 },
	};
}

const isDecided = (answer: unknown, expected: unknown): boolean => {
	const { decision, score } = expected as Decision;
	return isObject(answer) && answer['decision'] === decision && answer['score'] === score;
};
const isFresh = (answer: unknown, expected: unknown) =>
	isDecided(answer, expected) && isObject(answer) && answer['duplicate'] === false;
const isEcho = (answer: unknown) => isObject(answer) && isObject(answer['body']) && 'eventId' in answer['body'];

const variants: readonly Variant[] = [
	{ id: 'floor', title: 'floor: Webhook → Respond', floor: 'floor', path: 'bench-floor', share: 1, isRight: isFloor },
	{
		id: 'ours',
		title: 'Community Trigger → Member Screening',
		floor: 'floor',
		path: `${webhookId('1')}/community`,
		share: 1,
		isRight: isFresh,
	},
	{
		id: 'oursEach',
		title: 'Community Trigger → Member Screening, an execution for each event',
		floor: 'floor',
		path: `${webhookId('3')}/community`,
		share: 0.5,
		isRight: isFresh,
	},
	{
		id: 'builtin',
		title: 'the same job from built-in nodes',
		floor: 'floor',
		path: 'bench-builtin',
		share: 0.3,
		isRight: isDecided,
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
		path: `${webhookId('2')}/community`,
		share: 0.5,
		isRight: isFresh,
	},
];

function importableWorkflows(screening: Screening): Workflow[] {
	const { eventsPerExecution } = screening;
	return [
		floor('floor', 'bench-floor', 'none'),
		floor('floorSaved', 'bench-floor-saved', 'all'),
		last(),
		screened('ours', webhookId('1'), screening, { eventsPerExecution }),
		screened('oursSaved', webhookId('2'), screening, { eventsPerExecution, saved: 'all' }),
		screened('oursEach', webhookId('3'), screening, { eventsPerExecution: 1 }),
	];
}

function last(): Workflow {
	const nodes = [webhook('bench-last', 'lastNode'), node('Nothing', 'n8n-nodes-base.noOp', 1, {})];
	return workflow('last', nodes, [['Webhook', 'Nothing']], 'none');
}

function screened(
	id: string,
	path: string,
	{ parameters }: Screening,
	options: { eventsPerExecution: number; saved?: 'none' | 'all' },
): Workflow {
	const operation = node('Screening', 'n8n-nodes-shequn.memberScreening', 1, {
		...parameters,
		options: { answerCaller: true },
	});
	return ourWorkflow(id, { webhookId: path, events: ['join_request'], operation, ...options });
}

/** @param tableId the Data Table with the columns of `tableColumns` */
function builtinWorkflow({ rules, approveFrom, rejectBelow }: Screening, tableId: string): Workflow {
	const { sign, compare } = signatureCheck();
	const table = { __rl: true, mode: 'id', value: tableId };
	const code = `${screen.toString()}
const screening = ${JSON.stringify({ rules, approveFrom, rejectBelow })};
${compare}
const { eventId, communityId, memberId, memberName, text } = body;
return [{ json: { eventId, communityId, memberId, memberName, text, ...screen(body, screening) } }];`;
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
		sign,
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
const tableColumns = [
	{ name: 'eventId', type: 'string' },
	{ name: 'communityId', type: 'string' },
	{ name: 'memberId', type: 'string' },
	{ name: 'memberName', type: 'string' },
	{ name: 'text', type: 'string' },
	{ name: 'score', type: 'number' },
	{ name: 'decision', type: 'string' },
];

/** One applicant for each way a screening can end. */
const applicants = [
	{
		memberName: '林小满',
		text: '我是林小满，在深圳做独立开发，想和大家交流学习',
		invite: { link: 'https://example.com/i/42' },
	},
	{ memberName: 'Sam Carter', text: 'Hello there' },
	{ memberName: '王大发', text: '加微信领返利，兼职日结，名额有限' },
];

const communityId = 'bench-community';

function applications(count: number, screening: Screening, secret: string) {
	const sign = signer(secret);
	return Array.from({ length: count }, (_, index) => {
		const id = randomUUID();
		const event = {
			v: 1,
			eventId: id,
			platform: 'bench',
			communityId,
			communityName: 'Benchmark · 压测',
			memberId: `member-${id}`,
			memberLanguage: 'zh-CN',
			type: 'join_request',
			occurredAt: new Date().toISOString(),
			...applicants[index % applicants.length],
		};
		return sign(event, screen(event, screening));
	});
}

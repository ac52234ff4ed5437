import { randomUUID } from 'node:crypto';
import type { Workflow } from '../sandbox/prepared.ts';
import { checkIn, communityId, rules, trackerId, type CheckInAnswer, type Kept } from './checkin.ts';
import { identicalAtOnce } from './checkin-once.ts';
import {
	floor,
	isFloor,
	isObject,
	node,
	ourWorkflow,
	post,
	signatureCheck,
	webhook,
	webhookId,
	workflow,
	type Job,
	type Link,
	type SignedEvent,
	type Variant,
} from './job.ts';
import { signer } from './sign.ts';

/** As the template Daily Check-In has it. */
const EVENTS_PER_EXECUTION = 20;

/** Checking in, once a day, with a streak. @param secret plain text, see `signer` */
export function checkInJob(secret: string): Job {
	const sign = signer(secret);
	return {
		id: 'checkins',
		variants,
		workflows: [
			floor('floor', 'bench-floor', 'none'),
			recording('ours', webhookId('1'), EVENTS_PER_EXECUTION),
			recording('oursEach', webhookId('2'), 1),
			defining(),
			listing(),
		],
		builtin: { tableName: 'bench_check_in', columns: tableColumns, workflow: builtinWorkflow },
		events: (count, connections) => checkIns(count, connections, sign),
		aim: { variant: 'ours', concurrency: 16, ratio: 0.95 },
		async setUp(url) {
			const defined = await post(`${url}/webhook/bench-define`, {});
			if (defined.status !== 200) throw new Error(`The tracker was not defined: ${JSON.stringify(defined.json)}`);
		},
		check: async (url, log) => await identicalAtOnce({ url, sign, log, variants, eventOf }),
	};
}

/** The answer in the fields that both have, in whichever shape it comes. */
const isRight = (answer: unknown, expected: unknown): boolean => {
	const { outcome, lastDay, current, longest, total, balance } = expected as CheckInAnswer;
	if (!isObject(answer) || answer['outcome'] !== outcome) return false;
	const { checkIn: place = { day: answer['lastDay'] }, streak = answer, points = answer } = answer;
	return (
		isObject(place) &&
		place['day'] === lastDay &&
		isObject(streak) &&
		streak['current'] === current &&
		streak['longest'] === longest &&
		streak['total'] === total &&
		(outcome === 'already' || (isObject(points) && points['balance'] === balance))
	);
};
const isFresh = (answer: unknown, expected: unknown): boolean =>
	isRight(answer, expected) && isObject(answer) && answer['duplicate'] === false;

const variants: readonly Variant[] = [
	{ id: 'floor', title: 'floor: Webhook → Respond', floor: 'floor', path: 'bench-floor', share: 1, isRight: isFloor },
	{
		id: 'ours',
		title: 'Community Trigger → Check-In Tracker',
		floor: 'floor',
		path: `${webhookId('1')}/community`,
		share: 1,
		isRight: isFresh,
	},
	{
		id: 'oursEach',
		title: 'Community Trigger → Check-In Tracker, an execution for each event',
		floor: 'floor',
		path: `${webhookId('2')}/community`,
		share: 0.5,
		isRight: isFresh,
	},
	{
		id: 'builtin',
		title: 'the same check-in from Data Table nodes',
		floor: 'floor',
		path: 'bench-builtin',
		share: 0.3,
		isRight,
	},
];

function recording(id: string, path: string, eventsPerExecution: number): Workflow {
	const operation = node('Record', 'n8n-nodes-shequn.checkInTracker', 1, {
		resource: 'checkIn',
		operation: 'record',
		trackerId,
		options: { answerCaller: true },
	});
	return ourWorkflow(id, { webhookId: path, events: ['checkin'], eventsPerExecution, operation });
}

/** Defines the tracker; run once before anything is measured. */
function defining(): Workflow {
	const define = node('Define', 'n8n-nodes-shequn.checkInTracker', 1, {
		resource: 'tracker',
		operation: 'define',
		communityId,
		trackerId,
		rulesSource: 'json',
		rulesJson: JSON.stringify(rules),
	});
	return workflow('define', [webhook('bench-define', 'lastNode'), define], [['Webhook', 'Define']], 'none');
}

/** Lists the check-ins of a member; asked after everything has been measured. */
function listing(): Workflow {
	const asked = webhook('bench-list', 'lastNode');
	const every = { ...asked, parameters: { ...asked.parameters, responseData: 'allEntries' } };
	const list = node('List', 'n8n-nodes-shequn.checkInTracker', 1, {
		resource: 'checkIn',
		operation: 'list',
		communityId,
		trackerId,
		returnAll: true,
		options: { memberId: '={{ $json.body.memberId }}' },
	});
	return workflow('list', [every, list], [['Webhook', 'List']], 'none');
}

/** @param tableId the Data Table with the columns of `tableColumns` */
function builtinWorkflow(tableId: string): Workflow {
	const { sign, compare } = signatureCheck('Sign');
	const dataTableId = { __rl: true, mode: 'id', value: tableId };
	const row = { resource: 'row', dataTableId, matchType: 'allConditions' };
	const code = `${checkIn.toString()}
${compare}
const { communityId, memberId, occurredAt } = body;
const answer = checkIn(occurredAt, $input.first().json, ${JSON.stringify(rules.timeZone)});
return [{ json: { communityId, memberId, ...answer } }];`;
	const same = (from: string) => ({
		conditions: ['communityId', 'memberId'].map((keyName) => ({
			keyName,
			condition: 'eq',
			keyValue: `={{ ${from}.${keyName} }}`,
		})),
	});
	const value = Object.fromEntries(tableColumns.map(({ name }) => [name, `={{ $json.${name} }}`]));
	const schema = tableColumns.map(({ name, type }) => ({ id: name, displayName: name, type, display: true }));
	const columns = { mappingMode: 'defineBelow', value, schema };
	const nodes = [
		webhook('bench-builtin', 'responseNode'),
		sign,
		{
			...node('Look Up', 'n8n-nodes-base.dataTable', 1.1, {
				...row,
				operation: 'get',
				filters: same('$json.body'),
				limit: 1,
			}),
			alwaysOutputData: true,
		},
		node('Count', 'n8n-nodes-base.code', 2, { mode: 'runOnceForAllItems', language: 'javaScript', jsCode: code }),
		node('Keep', 'n8n-nodes-base.dataTable', 1.1, {
			...row,
			operation: 'upsert',
			filters: same('$json'),
			columns,
			options: {},
		}),
		node('Respond', 'n8n-nodes-base.respondToWebhook', 1.5, { respondWith: 'firstIncomingItem', options: {} }),
	];
	const links: Link[] = [
		['Webhook', 'Sign'],
		['Sign', 'Look Up'],
		['Look Up', 'Count'],
		['Count', 'Keep'],
		['Keep', 'Respond'],
	];
	return workflow('builtin', nodes, links, 'none');
}

/** What the built-in variant keeps of a member, and answers with. */
const tableColumns = [
	{ name: 'communityId', type: 'string' },
	{ name: 'memberId', type: 'string' },
	{ name: 'outcome', type: 'string' },
	{ name: 'lastDay', type: 'string' },
	{ name: 'current', type: 'number' },
	{ name: 'longest', type: 'number' },
	{ name: 'total', type: 'number' },
	{ name: 'balance', type: 'number' },
];

const DAY_MS = 86_400_000;
/** Yesterday's, which comes late; today's; and today's once more. */
const steps = [DAY_MS, 0, 0];

/** A check-in that nobody has sent before. */
function eventOf(memberId: string, occurredAt: Date, eventId: string = randomUUID()) {
	return {
		v: 1,
		eventId,
		platform: 'bench',
		communityId,
		communityName: 'Benchmark · 压测',
		memberId,
		memberName: '林小满',
		memberLanguage: 'zh-CN',
		type: 'checkin',
		text: '今天读了三十页',
		occurredAt: occurredAt.toISOString(),
	};
}

/** New members who check in one step after the other: a connection sends its events in order, and each waits for its answer. */
function checkIns(count: number, connections: number, sign: ReturnType<typeof signer>): SignedEvent[] {
	const each = count / connections;
	const now = Date.now();
	let memberId = '';
	let kept: Partial<Kept> = {};
	return Array.from({ length: count }, (_, index) => {
		const step = (index % each) % steps.length;
		if (step === 0) [memberId, kept] = [`member-${randomUUID()}`, {}];
		const event = eventOf(memberId, new Date(now - (steps[step] ?? 0)));
		const expected = checkIn(event.occurredAt, kept, rules.timeZone);
		kept = expected;
		return sign(event, expected);
	});
}

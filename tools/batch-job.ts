/**
 * One job of the batch benchmark, in a process of its own so that its memory is its own: `node batch-job.cjs <job> <items>`.
 * Prints one line of JSON. The package is the compiled one, run by n8n-core as n8n runs it.
 */
import screenedJoin from '../workflows/screened-join.json';
import { createHarness, type WorkflowJson, type WorkflowNode } from '../test/workflows/harness';

const AT = '2026-06-01T12:00:00.000Z';
const CITIES = ['深圳', '广州', '上海', 'Berlin'];
const WORDS = [
	'今天',
	'打卡',
	'第',
	'天',
	'读书',
	'跑步',
	'分享',
	'设计',
	'早上好',
	'谢谢',
	'链接',
	'meeting',
	'hello',
	'🎨',
];

interface Job {
	node: WorkflowNode;
	item: (index: number) => object;
	/** Whether an output item is what the job is about. */
	isResult: (json: object) => boolean;
}

const node = (parameters: object): WorkflowNode => ({
	id: 'job',
	name: 'Job',
	type: 'n8n-nodes-shequn.memberScreening',
	typeVersion: 1,
	position: [200, 0],
	parameters,
});

const event = (index: number, more: object): object => ({
	v: 1,
	eventId: `bench-${index}`,
	platform: 'bench',
	communityId: 'bench-community',
	memberName: `成员 ${index} 🎨`,
	occurredAt: new Date(Date.parse(AT) + index * 1000).toISOString(),
	receivedAt: AT,
	verified: true,
	...more,
});

/** Text that repeats itself as little as people do, the same in every run. */
function words(index: number): string {
	let seed = (index * 2_654_435_761 + 12_345) >>> 0;
	return Array.from({ length: 8 }, () => {
		seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
		return `${WORDS[seed % WORDS.length] ?? ''}${seed % 997}`;
	}).join(' ');
}

const evaluated = screenedJoin.nodes.find(
	({ parameters }) => 'operation' in parameters && parameters.operation === 'evaluate',
);

const JOBS: Readonly<Record<string, Job>> = {
	evaluate: {
		node: node(evaluated?.parameters ?? {}),
		item: (index) =>
			event(index, {
				type: 'join_request',
				memberId: `m${index}`,
				text: `${CITIES[index % CITIES.length] ?? ''} ${words(index)}`,
			}),
		isResult: (json) => 'decision' in json,
	},
	scan: {
		node: node({ resource: 'message', operation: 'scan' }),
		item: (index) =>
			event(index, {
				type: 'message',
				memberId: `m${index % 1000}`,
				messageId: String(index),
				text: index % 50 === 0 ? `加V信 abc${index} 日赚500` : words(index),
			}),
		isResult: (json) => 'outcome' in json,
	},
};

async function run(name: string, count: number): Promise<object> {
	const job = JOBS[name];
	if (job === undefined) throw new Error(`There is no job ${name}.`);
	const harness = await createHarness({ packageDir: process.cwd() });
	try {
		const start = { ...node({}), id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
		const workflow: WorkflowJson = {
			name: 'Benchmark',
			nodes: [start, job.node],
			connections: { Start: { main: [[{ node: 'Job', type: 'main', index: 0 }]] } },
		};
		// Loads and compiles everything, and opens the store.
		await harness.run(workflow, { triggerNode: 'Start', items: [job.item(-1)] });
		const items = Array.from({ length: count }, (_, index) => job.item(index));
		const before = process.memoryUsage().rss;
		const startedAt = performance.now();
		const result = await harness.run(workflow, { triggerNode: 'Start', items });
		const seconds = (performance.now() - startedAt) / 1000;
		const results = (result.nodes['Job'] ?? []).flat().filter(({ json }) => job.isResult(json)).length;
		if (result.error !== undefined || results !== count)
			throw new Error(`${results} of ${count} items came out. ${result.error?.message ?? ''}`);
		const peak = process.resourceUsage().maxRSS * 1024;
		return { seconds, addedBytes: peak - before };
	} finally {
		await harness.dispose();
	}
}

run(process.argv[2] ?? '', Number(process.argv[3])).then(
	(result) => {
		console.log(JSON.stringify(result));
		process.exit(0);
	},
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);

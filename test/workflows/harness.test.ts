import { existsSync } from 'node:fs';
import { createHarness, fakeHttp, type FakeHttp, type Harness, type WorkflowJson, type WorkflowNode } from './harness';
import { writeSamplePackage } from './harness/sample-package';

const sample = writeSamplePackage();
afterAll(() => sample.remove());

const node = (name: string, type: string, parameters: object = {}, typeVersion = 1): WorkflowNode => ({
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

const chain = (...nodes: WorkflowNode[]): WorkflowJson => ({
	name: 'Sample',
	nodes,
	connections: Object.fromEntries(
		nodes
			.slice(1)
			.map((next, index) => [nodes[index]?.name, { main: [[{ node: next.name, type: 'main', index: 0 }]] }]),
	),
});

const trigger = node('Start', 'n8n-nodes-base.manualTrigger');
const greeter = (parameters: object = {}) => node('Greeter', 'n8n-nodes-sample.greeter', parameters);
const post = (parameters: object = {}, typeVersion = 2) =>
	node('Post', 'n8n-nodes-sample.postTrigger', parameters, typeVersion);

describe('a workflow run in this process', () => {
	let api: FakeHttp;
	let harness: Harness;

	beforeAll(async () => {
		api = await fakeHttp(({ path, headers }) => {
			if (path === '/token') return { body: { token: 'fresh' } };
			if (headers.authorization === 'Bearer stale') return { status: 401, body: { message: 'expired' } };
			return path === '/broken' ? { status: 418, body: { message: 'I am a teapot' } } : { body: { ok: true } };
		});
		harness = await createHarness({
			packageDir: sample.packageDir,
			credentials: { tokenApi: { token: 'stale', url: api.url }, signedApi: { secret: 's3cret' } },
			baseTime: '2026-01-31T15:59:59.000Z',
			timezone: 'Asia/Shanghai',
			stubs: {
				'n8n-nodes-base.if': {
					outputs: 2,
					execute: (items) => [
						items.filter((item) => item.json['name'] === 'Ann'),
						items.filter((item) => item.json['name'] !== 'Ann'),
					],
				},
			},
		});
	});

	afterAll(async () => {
		await harness.dispose();
		await api.close();
	});

	it('replaces the trigger by the given items and shows the items per output, in order of execution', async () => {
		const result = await harness.run(
			chain(trigger, greeter({ greeting: '={{ $json.name === "Ann" ? "Hi" : "Hello" }}' })),
			{
				triggerNode: 'Start',
				items: [{ name: 'Ann' }, { name: 'Stranger' }],
			},
		);

		expect(result.error).toBeUndefined();
		expect(result.order).toEqual(['Start', 'Greeter']);
		expect(result.json('Start')).toEqual([{ name: 'Ann' }, { name: 'Stranger' }]);
		expect(result.json('Greeter', 0)).toEqual([{ text: 'Hi, Ann', at: '2026-01-31T15:59:59.000Z' }]);
		expect(result.json('Greeter', 1)).toEqual([{ text: 'Hello, Stranger', at: '2026-01-31T15:59:59.000Z' }]);
		expect(result.nodes['Greeter']?.[1]?.[0]?.pairedItem).toEqual({ item: 1 });
	});

	it('keeps binaries in memory', async () => {
		const result = await harness.run(chain(trigger, greeter()), { triggerNode: 'Start', items: [{ name: 'Ann' }] });
		const note = result.nodes['Greeter']?.[0]?.[0]?.binary?.['note'];
		expect(Buffer.from(note?.data ?? '', 'base64').toString()).toBe('Hello, Ann');
	});

	it('shows the error of a node with the item it belongs to', async () => {
		const result = await harness.run(chain(trigger, greeter()), {
			triggerNode: 'Start',
			items: [{ name: 'Ann' }, { name: 'Nobody' }],
		});
		expect(result.error).toMatchObject({
			name: 'NodeOperationError',
			message: 'Nobody is there',
			description: 'Send a name',
			context: { itemIndex: 1 },
			node: 'Greeter',
		});
		expect(result.json('Greeter')).toEqual([]);
	});

	it('refuses a missing required parameter before anything runs', async () => {
		const run = harness.run(chain(trigger, greeter({ greeting: '' })), { triggerNode: 'Start', items: [{}] });
		await expect(run).rejects.toThrow(/issues/);
	});

	it('names a node or node type that does not exist', async () => {
		const unknown = chain(trigger, node('Sheet', 'n8n-nodes-base.googleSheets'));
		await expect(harness.run(unknown, { triggerNode: 'Start', items: [] })).rejects.toThrow(
			'n8n-nodes-base.googleSheets',
		);
		await expect(harness.run(chain(trigger), { triggerNode: 'Begin', items: [] })).rejects.toThrow(
			'no node "Begin", only: Start',
		);
	});

	it('pins nodes of other packages and stands in for others', async () => {
		const workflow = chain(
			trigger,
			node('Sheet', 'n8n-nodes-base.googleSheets'),
			node('If', 'n8n-nodes-base.if'),
			greeter(),
		);
		const result = await harness.run(workflow, {
			triggerNode: 'Start',
			items: [{}],
			pinData: { Sheet: [{ name: 'Ann' }, { name: 'Bob' }] },
		});
		expect(result.json('If', 1)).toEqual([{ name: 'Bob' }]);
		expect(result.json('Greeter')).toMatchObject([{ text: 'Hello, Ann' }]);
	});

	it('signs requests by a generic credential and renews its expired token once', async () => {
		const before = api.requests.length;
		const workflow = chain(trigger, greeter({ auth: 'token', url: `${api.url}/greet` }));
		const result = await harness.run(workflow, { triggerNode: 'Start', items: [{ name: 'Ann' }, { name: 'Bob' }] });

		expect(result.json('Greeter')).toMatchObject([{ answer: { ok: true } }, { answer: { ok: true } }]);
		const sent = api.requests
			.slice(before)
			.map(({ path, headers, query }) => [path, headers.authorization, query.get('region')]);
		expect(sent).toEqual([
			['/greet', 'Bearer stale', 'cn'],
			['/token', undefined, null],
			['/greet', 'Bearer fresh', 'cn'],
			['/greet', 'Bearer fresh', 'cn'],
		]);
	});

	it('signs requests by a function of the credential type', async () => {
		const workflow = chain(trigger, greeter({ auth: 'signed', url: `${api.url}/greet` }));
		await harness.run(workflow, { triggerNode: 'Start', items: [{ name: 'Ann' }] });
		expect(api.requests.at(-1)?.headers['x-signature']).toBe('s3cret:greet');
	});

	it('recognises the error class of n8n-workflow across source, package and n8n-core', async () => {
		const workflow = chain(trigger, greeter({ auth: 'signed', url: `${api.url}/broken` }));
		const { error } = await harness.run(workflow, { triggerNode: 'Start', items: [{ name: 'Ann' }] });
		expect(error).toMatchObject({ name: 'NodeApiError', description: 'I am a teapot', context: { itemIndex: 0 } });
	});

	it('lets the clock be moved', async () => {
		harness.setTime('2026-02-01T00:00:00Z');
		const result = await harness.run(chain(trigger, greeter()), { triggerNode: 'Start', items: [{ name: 'Ann' }] });
		expect(result.json('Greeter')).toEqual([{ text: 'Hello, Ann', at: '2026-02-01T00:00:00.000Z' }]);
	});

	it('calls list searches and options with the parameters of the node', async () => {
		const workflow = chain(greeter({ greeting: 'Ahoy' }));
		const found = await harness.listSearch(workflow, { node: 'Greeter', method: 'people', filter: 'an' });
		expect(found).toEqual({ results: [{ name: 'an', value: 'Ahoy' }] });
		const zones = await harness.loadOptions(workflow, { node: 'Greeter', method: 'zones' });
		expect(zones).toEqual([{ name: 'Asia/Shanghai', value: 'Asia/Shanghai' }]);
	});

	describe('webhooks', () => {
		it('hands the exact bytes to the node and gives its items', async () => {
			const rawBody = Buffer.from('{ "name":\t"小红" }');
			const { response, workflowData } = await harness.webhook(chain(post(), greeter()), { node: 'Post', rawBody });
			expect(workflowData).toEqual([[{ json: { name: '小红', bytes: rawBody.toString('base64') } }]]);
			expect(response.ended).toBe(false);
		});

		it('leaves a body of an unknown type to the node', async () => {
			const options = { node: 'Post', headers: { 'Content-Type': 'application/octet-stream' }, rawBody: 'abc' };
			const { workflowData } = await harness.webhook(chain(post()), options);
			expect(workflowData?.[0]?.[0]?.json['bytes']).toBe(Buffer.from('abc').toString('base64'));
		});

		it('runs the workflow and answers with the first item of the last node', async () => {
			const result = await harness.webhookAndRun(chain(post(), greeter()), { node: 'Post', rawBody: '{"name":"Ann"}' });
			expect(result.response).toMatchObject({ status: 200, body: { text: 'Hello, Ann' }, ended: true });
			expect(result.response.headers['content-type']).toBe('application/json');
			expect(result.run?.order).toEqual(['Post', 'Greeter']);
		});

		it('answers as the response options say', async () => {
			const request = { node: 'Post', rawBody: '{"name":"Ann"}' };
			const all = await harness.webhookAndRun(chain(post({ answer: 'allEntries' }), greeter()), request);
			expect(all.response.body).toMatchObject([{ text: 'Hello, Ann' }]);
			const none = await harness.webhookAndRun(chain(post({ answer: 'noData' }), greeter()), request);
			expect(none.response).toMatchObject({ status: 200, text: '', ended: true });
			const early = await harness.webhookAndRun(
				chain(post({ responseMode: 'onReceived', answer: '' }), greeter()),
				request,
			);
			expect(early.response.text).toBe('thanks');
			expect(early.run?.json('Greeter')).toHaveLength(1);
		});

		it('answers 500 when the workflow or the node fails', async () => {
			const workflow = chain(post(), greeter());
			const failed = await harness.webhookAndRun(workflow, { node: 'Post', rawBody: '{"name":"Nobody"}' });
			expect(failed.response).toMatchObject({ status: 500, body: { message: 'Error in workflow' } });
			expect(failed.run?.error?.message).toBe('Nobody is there');
			const exploded = await harness.webhookAndRun(workflow, { node: 'Post', rawBody: '{"explode":true}' });
			expect(exploded).toMatchObject({ response: { status: 500 }, error: new Error('Boom'), run: undefined });
		});

		it('lets the node refuse or swallow a request without a run', async () => {
			const workflow = chain(post(), greeter());
			const refused = await harness.webhookAndRun(workflow, { node: 'Post', headers: { Authorization: 'wrong' } });
			expect(refused).toMatchObject({ response: { status: 401, body: { error: 'Wrong signature' } }, run: undefined });
			const ignored = await harness.webhookAndRun(workflow, { node: 'Post', rawBody: '{"ignore":true}' });
			expect(ignored).toMatchObject({ response: { status: 200, text: 'ignored' }, run: undefined });
		});

		it('chooses the webhook by method and refuses what the node does not listen to', async () => {
			const setup = await harness.webhook(chain(post()), { node: 'Post', method: 'GET', query: { challenge: 'c1' } });
			expect(setup.response).toMatchObject({ status: 200, text: 'c1' });
			const wrong = await harness.webhook(chain(post()), { node: 'Post', method: 'PUT' });
			expect(wrong.response.status).toBe(404);
		});

		it('answers 422 to JSON that is none, without calling the node', async () => {
			const { response, workflowData } = await harness.webhook(chain(post()), { node: 'Post', rawBody: '{"name":' });
			expect(response.status).toBe(422);
			expect(workflowData).toBeUndefined();
		});
	});

	it('keeps static data between create, checkExists and delete', async () => {
		const workflow = chain(post());
		const call = async (method: 'checkExists' | 'create' | 'delete') =>
			await harness.hook(workflow, { node: 'Post', method });

		expect(await call('checkExists')).toBe(false);
		expect(await call('create')).toBe(true);
		expect(await call('checkExists')).toBe(true);
		expect(harness.staticData(workflow)).toEqual({
			'node:Post': { url: expect.stringMatching(/^https:\/\/.+\/post$/) as string },
		});
		expect(await call('delete')).toBe(true);
		expect(await call('checkExists')).toBe(false);
	});
});

describe('the end of a harness', () => {
	it('removes its user folder and gives environment and clock back', async () => {
		const before = process.env['N8N_USER_FOLDER'];
		const harness = await createHarness({ packageDir: sample.packageDir, baseTime: '2001-02-03T04:05:06Z' });
		expect(process.env['N8N_USER_FOLDER']).toBe(harness.userFolder);
		expect(new Date().getUTCFullYear()).toBe(2001);

		await harness.dispose();

		expect(existsSync(harness.userFolder)).toBe(false);
		expect(process.env['N8N_USER_FOLDER']).toBe(before);
		expect(new Date().getUTCFullYear()).toBeGreaterThan(2001);
	});

	it('leaves nothing behind when the package cannot be loaded', async () => {
		const before = process.env['N8N_USER_FOLDER'];
		await expect(createHarness({ packageDir: `${sample.packageDir}/nowhere` })).rejects.toThrow('ENOENT');
		expect(process.env['N8N_USER_FOLDER']).toBe(before);
	});
});

import {
	ADMINS,
	asks,
	condition,
	fills,
	GROUP,
	node,
	PACKAGE,
	runNode,
	storeOf,
	TYPE,
} from '../nodes/support/workflows';
import { createHarness, type Harness, type WebhookRunResult } from './harness';

const T0 = '2026-06-01T12:00:00.000Z';
const hoursLater = (hours: number) => new Date(Date.parse(T0) + hours * 3_600_000).toISOString();
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const DESK_URL = 'https://n8n.example.com/webhook/desk/review';
const NASTY = `<img src=x onerror=alert(1)>"'&{{ $json }}|STYLE|</style>`;

const OUTPUTS = ['Approved', 'Rejected', 'Review'];

const workflowOf = (parameters: object) => ({
	name: 'Test',
	nodes: [
		node('Desk', TYPE.desk, parameters, { typeVersion: 2 }),
		...OUTPUTS.map((name) => node(name, 'n8n-nodes-base.noOp', {})),
	],
	connections: { Desk: { main: OUTPUTS.map((name) => [{ node: name, type: 'main', index: 0 }]) } },
});

describe('Review Desk', () => {
	let harness: Harness;
	let reviewers = 0;
	const open = async (secrets: object = { secret: SECRET }) =>
		await createHarness({
			packageDir: PACKAGE,
			baseTime: T0,
			credentials: { shequnSignedWebhookApi: { ...secrets } },
			stubs: { 'n8n-nodes-base.noOp': {} },
		});
	beforeEach(async () => {
		harness = await open();
		reviewers += 1;
	});
	afterEach(async () => {
		await harness.dispose();
	});

	const screening = async (operation: string, parameters: object, items: readonly object[] = [{}]) => {
		const run = await runNode(harness, TYPE.screening, { resource: 'application', operation, ...parameters }, items);
		expect(run.error).toBeUndefined();
		return run.outputs;
	};
	const waiting = async (...people: object[]): Promise<string[]> => {
		const rule = {
			name: `住在 ${NASTY}`,
			field: 'answers.城市',
			condition: condition('string', 'notEmpty'),
			weight: 20,
		};
		const parameters = { approveFrom: 60, rejectBelow: 0, reviewGroupId: ADMINS, rules: { rule: [rule] } };
		return ((await screening('evaluate', parameters, people))[1] ?? []).map((json) => String(json['applicationId']));
	};
	/** A link's token, as the operation Review Link makes it. */
	const tokenFor = async (reviewerId = `reviewer-${reviewers}`, more: object = {}) => {
		const parameters = { deskUrl: DESK_URL, communityId: GROUP, reviewerId, validHours: 24, ...more };
		const [items] = await screening('reviewLink', parameters);
		return new URL(String(items?.[0]?.['url'])).searchParams.get('token') ?? '';
	};
	const get = async (query: Record<string, string>, parameters: object = {}) =>
		await harness.webhookAndRun(workflowOf(parameters), { node: 'Desk', method: 'GET', query });
	const post = async (form: [string, string][], parameters: object = {}) =>
		await harness.webhookAndRun(workflowOf(parameters), {
			node: 'Desk',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			rawBody: new URLSearchParams(form).toString(),
		});
	/** The fields that a browser would send along with the page's form. */
	const formOf = ({ response }: WebhookRunResult): [string, string][] => {
		const [, form = ''] = /<form method="post"([\s\S]*?)<\/form>/.exec(response.text) ?? [];
		return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
			([, name = '', value = '']): [string, string] => [name, value],
		);
	};
	const idsOf = (result: WebhookRunResult, output: string) =>
		(result.run?.json(output) ?? []).map((json) => json['applicationId']);
	const stillWaiting = async () => ((await screening('listWaiting', {}))[0] ?? []).map((json) => json['applicationId']);

	it('shows what waits and why, with everything that members wrote as text', async () => {
		const [id = ''] = await waiting(
			fills('7', { 城市: NASTY, 兴趣: ['设计', '摄影'], 同意: true, 备注: '' }, { memberName: NASTY }),
		);
		harness.setTime(hoursLater(2));
		const { response, run } = await get({ token: await tokenFor() });
		expect(run).toBeUndefined();
		expect(response).toMatchObject({ status: 200, ended: true });
		expect(response.text).not.toContain('<img');
		expect(response.text).not.toContain('"\'&{{');
		expect(response.text).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;{{ $json }}');
		for (const text of [
			'1 份申请等待审核',
			'得分'.slice(1),
			'已等 2小时',
			'设计、摄影',
			'是',
			'未填写',
			'+20',
			`value="${id}"`,
		]) {
			expect(response.text).toContain(text);
		}
	});

	it('needs no script and nothing from elsewhere, and lets nobody frame, keep or pass on the page', async () => {
		await waiting(asks('1', 'a', ''));
		const { response } = await get({ token: await tokenFor() });
		const policy = response.headers['content-security-policy'] ?? '';
		expect(policy).toMatch(
			/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https?:\/\/\S+; base-uri 'none'; frame-ancestors 'none'; sandbox allow-forms$/,
		);
		expect(response.headers).toMatchObject({
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
			'content-type': 'text/html; charset=utf-8',
		});
		expect(response.text).not.toMatch(/<script|<[^>]*(javascript:|\son\w+=)|https?:\/\/|<link|url\(/i);
		const style = /<style>([\s\S]*)<\/style>/.exec(response.text)?.[1] ?? '';
		const { createHash } = await import('node:crypto');
		expect(policy).toContain(`sha256-${createHash('sha256').update(style).digest('base64')}`);
	});

	it('decides many at once, and starts the workflow with what Decide would give', async () => {
		const [a = '', b = '', c = ''] = await waiting(asks('1', 'a', ''), asks('2', 'b', ''), asks('3', 'c', ''));
		const token = await tokenFor('li-lei');
		const form = formOf(await get({ token }));
		const decided = await post([
			...form,
			['choose', a],
			['choose', b],
			['reason', '六月见过'],
			['verdict', 'approved'],
		]);
		expect(decided.response.status).toBe(200);
		expect(decided.response.text).toContain('已通过 2 份');
		expect(new Set(idsOf(decided, 'Approved'))).toEqual(new Set([a, b]));
		expect(idsOf(decided, 'Rejected')).toEqual([]);
		const item = decided.run?.json('Approved').find((json) => json['applicationId'] === a);
		const parameters = { decisionSource: 'fields', communityId: GROUP, applicationId: a, operator: 'x' };
		const [again] = await screening('decide', parameters);
		expect({ ...item, duplicate: true }).toEqual(again?.[0]);
		expect(item).toMatchObject({
			duplicate: false,
			decision: 'approved',
			decidedBy: 'li-lei',
			note: '六月见过',
			member: { platformMemberId: '1' },
		});

		const rejected = await post([...formOf(decided), ['choose', a], ['only', `rejected:${c}`]]);
		expect([idsOf(rejected, 'Approved'), idsOf(rejected, 'Rejected')]).toEqual([[], [c]]);
		expect(rejected.response.text).toContain('已拒绝 1 份');
		expect(await stillWaiting()).toEqual([]);
	});

	it('takes a form that is sent twice for one, and starts nothing the second time', async () => {
		const [id = ''] = await waiting(asks('1', 'a', ''));
		const form = formOf(await get({ token: await tokenFor() }));
		const fields: [string, string][] = [...form, ['choose', id], ['verdict', 'approved']];
		const [first, second] = await Promise.all([post(fields), post(fields)]);
		expect([first.run, second.run].filter((run) => run !== undefined)).toHaveLength(1);
		for (const { response } of [first, second]) expect(response.text).toContain('已通过 1 份');
		const opposite = await post([...form, ['choose', id], ['verdict', 'rejected']]);
		expect(opposite.run).toBeUndefined();
		const store = await storeOf(harness);
		const lines = await store.read((tx) => tx.listLedger({ communityId: GROUP, source: 'screening' }, { limit: 9 }));
		expect(lines).toHaveLength(2);
		await store.close();
	});

	it('keeps apart what two buttons of one page decide', async () => {
		const [a = '', b = ''] = await waiting(asks('1', 'a', ''), asks('2', 'b', ''));
		const form = formOf(await get({ token: await tokenFor() }));
		const first = await post([...form, ['choose', a], ['verdict', 'approved']]);
		const second = await post([...form, ['choose', b], ['verdict', 'rejected']]);
		expect(first.run?.json('Desk')).toMatchObject([{ applicationId: a, decision: 'approved' }]);
		expect(second.run?.json('Desk', 1)).toMatchObject([{ applicationId: b, decision: 'rejected' }]);
	});

	it('lets the faster of two reviewers decide, and tells the other', async () => {
		const [a = '', b = ''] = await waiting(asks('1', 'a', ''), asks('2', 'b', ''));
		const forms = [];
		for (const name of ['one', 'two']) forms.push(formOf(await get({ token: await tokenFor(name) })));
		const chosen: [string, string][] = [
			['choose', a],
			['choose', b],
		];
		const [one, two] = await Promise.all([
			post([...(forms[0] ?? []), ...chosen, ['verdict', 'approved']]),
			post([...(forms[1] ?? []), ...chosen, ['verdict', 'rejected']]),
		]);
		const [faster, slower] = one.run === undefined ? [two, one] : [one, two];
		expect(faster.run).toBeDefined();
		expect(slower.run).toBeUndefined();
		expect(slower.response.text).toContain('2 份已经有了结果');
	});

	it('takes a decision back, which leaves by Review, and only while it is young', async () => {
		const [a = '', b = ''] = await waiting(asks('1', NASTY, ''), asks('2', 'b', ''));
		const token = await tokenFor('li-lei');
		const fields: [string, string][] = [...formOf(await get({ token })), ['choose', a], ['choose', b]];
		const decided = await post([...fields, ['verdict', 'rejected']]);
		expect(decided.response.text).toContain(`value="review:${a}"`);
		expect(decided.response.text).toContain('❌ 已拒绝 · li-lei');
		expect(decided.response.text).not.toContain('<img');

		const undo: [string, string][] = [
			['token', token],
			['submission', 'a'.repeat(20)],
			['only', `review:${a}`],
		];
		const undone = await post(undo);
		expect(undone.response.text).toContain('已撤回 1 份');
		expect(idsOf(undone, 'Review')).toEqual([a]);
		expect([idsOf(undone, 'Approved'), idsOf(undone, 'Rejected')]).toEqual([[], []]);
		expect(undone.run?.json('Review')).toMatchObject([
			{ duplicate: false, decision: 'review', undone: { from: 'rejected', to: 'review', by: 'li-lei' } },
		]);
		expect((await post(undo)).run).toBeUndefined();
		expect(await stillWaiting()).toEqual([a]);

		const again = await post([
			['token', token],
			['submission', 'b'.repeat(20)],
			['only', `review:${a}`],
		]);
		expect(again.run).toBeUndefined();
		expect(again.response.text).toContain('1 份不能撤回');
		harness.setTime(hoursLater(23.99));
		expect((await get({ token })).response.text).toContain(`value="review:${b}"`);
		harness.setTime(hoursLater(30));
		const later = await tokenFor('li-lei');
		expect((await get({ token: later })).response.text).not.toContain('review:');
		const late = await post([
			['token', later],
			['submission', 'c'.repeat(20)],
			['only', `review:${b}`],
		]);
		expect(late.run).toBeUndefined();
		expect(await stillWaiting()).toEqual([a]);
	});

	describe('refuses', () => {
		const refused = async (token: string, status: number, text: string) => {
			const [id = ''] = await waiting(asks('1', 'a', ''));
			const posted = await post([
				['token', token],
				['submission', 'aaaaaaaaaaaaaaaaaaaa'],
				['choose', id],
				['verdict', 'approved'],
			]);
			for (const result of [await get({ token }), posted]) {
				expect(result.response.status).toBe(status);
				expect(result.response.text).toContain(text);
				expect(result.response.headers['content-security-policy']).toMatch(/default-src 'none'/);
				expect(result.run).toBeUndefined();
			}
			expect(await stillWaiting()).toEqual([id]);
		};

		it('a link that has expired', async () => {
			const token = await tokenFor();
			harness.setTime(hoursLater(24));
			await refused(token, 410, '这个链接已过期');
		});

		it('a link with another payload', async () => {
			const [version = '', payload = '', signature = ''] = (await tokenFor()).split('.');
			const other = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { r: string };
			other.r = 'boss';
			const forged = Buffer.from(JSON.stringify(other)).toString('base64url');
			await refused([version, forged, signature].join('.'), 401, '这个链接无效');
		});

		it('a link that another secret signed, unless it is the previous one', async () => {
			const token = await tokenFor();
			await harness.dispose();
			harness = await open({ secret: OTHER_SECRET });
			await refused(token, 401, '这个链接无效');
			await harness.dispose();
			harness = await open({ secret: OTHER_SECRET, previousSecret: SECRET });
			expect((await get({ token })).response.status).toBe(200);
		});

		it.each(['', 'r1', 'r1.a.b', '<script>', 'x'.repeat(5000)])('the token %#, which is none', async (token) => {
			await refused(token, 401, '请用发给你的完整链接');
		});
	});

	it('does not show or decide what belongs to another community', async () => {
		const [mine = ''] = await waiting(asks('1', 'mine', ''));
		const [theirs] = await screening(
			'evaluate',
			{ approveFrom: 60, rejectBelow: 0, options: { communityId: 'other' } },
			[asks('2', 'theirs', '')],
		).then((outputs) => [outputs[1]?.[0]?.['applicationId']]);
		const page = await get({ token: await tokenFor() });
		expect(page.response.text).toContain(mine);
		expect(page.response.text).not.toContain(String(theirs));
		const decided = await post([...formOf(page), ['choose', String(theirs)], ['verdict', 'approved']]);
		expect(decided.run).toBeUndefined();
		expect((await stillWaiting()).sort()).toEqual([mine, String(theirs)].sort());
	});

	it('asks for what is missing, and keeps what was typed', async () => {
		const [id = ''] = await waiting(asks('1', 'a', ''));
		const form = formOf(await get({ token: await tokenFor() }));
		const nothing = await post([...form, ['reason', '因为 <b>'], ['verdict', 'approved']]);
		expect(nothing.response.status).toBe(422);
		expect(nothing.response.text).toContain('请至少选择一份申请');
		expect(nothing.response.text).toContain('因为 &lt;b&gt;</textarea>');
		const bare = await post([...form, ['choose', id], ['verdict', 'rejected']], { reasonToReject: true });
		expect(bare.response.status).toBe(422);
		expect(bare.response.text).toContain('拒绝时请写下理由');
		const given = await post([...form, ['choose', id], ['verdict', 'rejected'], ['reason', '广告']], {
			reasonToReject: true,
		});
		expect(idsOf(given, 'Rejected')).toEqual([id]);
	});

	it.each<[string, [string, string][], number]>([
		[
			'no submission',
			[
				['verdict', 'approved'],
				['choose', 'a'],
			],
			400,
		],
		[
			'no verdict',
			[
				['submission', 'a'.repeat(20)],
				['choose', 'a'],
			],
			400,
		],
		[
			'a verdict that is none',
			[
				['submission', 'a'.repeat(20)],
				['verdict', '__proto__'],
				['choose', 'a'],
			],
			400,
		],
		[
			'an id that is none',
			[
				['submission', 'a'.repeat(20)],
				['verdict', 'approved'],
				['choose', "' OR 1=1"],
			],
			400,
		],
		[
			'an id that does not exist',
			[
				['submission', 'a'.repeat(20)],
				['verdict', 'approved'],
				['choose', 'nobody'],
			],
			200,
		],
		[
			'too many',
			[
				['submission', 'a'.repeat(20)],
				['verdict', 'approved'],
				...Array.from({ length: 201 }, (_none, index): [string, string] => ['choose', `a${index}`]),
			],
			400,
		],
		[
			'too long a reason',
			[
				['submission', 'a'.repeat(20)],
				['verdict', 'approved'],
				['choose', 'a'],
				['reason', 'x'.repeat(1001)],
			],
			400,
		],
		['too large a form', [['reason', 'x'.repeat(70_000)]], 413],
	])('decides nothing of a form with %s', async (_what, fields, status) => {
		const [id] = await waiting(asks('1', 'a', ''));
		const { response, run } = await post([['token', await tokenFor()], ...fields]);
		expect(response.status).toBe(status);
		expect(run).toBeUndefined();
		expect(await stillWaiting()).toEqual([id]);
	});

	it('filters, sorts and speaks English on request', async () => {
		const [old = ''] = await waiting(fills('1', { 城市: '深圳' }));
		harness.setTime(hoursLater(5));
		const [young = ''] = await waiting(asks('2', 'b', ''));
		await screening('assign', { communityId: GROUP, assignTo: 'one', reviewerId: 'me', applicationId: young });
		const token = await tokenFor('me');
		const shown = async (query: Record<string, string>) =>
			[...(await get({ token, ...query })).response.text.matchAll(/name="choose" value="(\w+)"/g)].map(([, id]) => id);
		expect(await shown({})).toEqual([old, young]);
		expect(await shown({ order: 'newest' })).toEqual([young, old]);
		expect(await shown({ age: '4' })).toEqual([old]);
		expect(await shown({ whose: 'mine' })).toEqual([young]);
		expect(await shown({ whose: 'nobody' })).toEqual([old]);
		expect(await shown({ age: '-1', order: 'constructor', whose: '' })).toEqual([old, young]);
		const { response } = await get({ token, lang: 'en', age: '72' });
		expect(response.text).toContain('<html lang="en">');
		expect(response.text).toContain('No application waits');
		const { response: firstOnly } = await get({ token, lang: 'en' }, { options: { perPage: 1 } });
		expect(firstOnly.text).toContain('2 waiting');
		expect(firstOnly.text).toContain('The first 1 are shown');
	});

	it('slows down whoever asks too fast, and nobody else', async () => {
		const token = await tokenFor('hasty');
		const statuses = [];
		for (let count = 0; count < 31; count += 1) statuses.push((await get({ token })).response.status);
		expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 200));
		expect(statuses[30]).toBe(429);
		expect((await get({ token: await tokenFor('calm') })).response.status).toBe(200);
		harness.setTime('2026-06-01T12:00:01.000Z');
		expect((await get({ token })).response.status).toBe(200);
	});

	it('says that it cannot be opened if its secret cannot be used, without telling why to the world', async () => {
		await harness.dispose();
		harness = await open({ secret: 'short' });
		const { response, error } = await get({ token: 'r1.a.b' });
		expect(error).toBeUndefined();
		expect(response).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
		expect(response.text).not.toContain('short');
	});
});

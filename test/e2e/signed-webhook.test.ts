import axios, { type AxiosResponse } from 'axios';
import { Webhook } from 'standardwebhooks';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { ensureChromium } from '../../tools/chromium';
import { openStage, type Host, type Stage } from './support/stage';
import { openStore } from '../../store';
import { CHECK_IN_PATH, checkInWorkflow } from './support/check-in-workflow';
import { SIGNED_PATH, signedWorkflow } from './support/signed-workflow';

const artefacts = path.join(__dirname, '../../artefacts');

let entry = 0;

function application(city: string, years: number): object {
	entry += 1;
	return {
		v: 1,
		eventId: `entry-${entry}`,
		platform: 'jinshuju',
		communityId: 'shenzhen-designers',
		memberId: `member-${entry}`,
		memberName: '王小明 🎨',
		type: 'form_submitted',
		occurredAt: new Date().toISOString(),
		form: {
			formId: 'join',
			entryId: String(entry),
			fields: [
				{ key: 'field_1', label: '城市', value: city },
				{ key: 'years', label: '从业年数', value: years },
			],
		},
	};
}

describe('the signed webhook and the editor, in a real n8n', () => {
	let stage: Stage;
	let host: Host;

	beforeAll(async () => {
		stage = await openStage({ workflows: [signedWorkflow, checkInWorkflow] });
		host = await stage.startHost();
	}, 300_000);
	afterAll(async () => await stage.close(), 60_000);

	/** Posts as an integrator does, signed by an independent library. */
	async function post(
		body: unknown,
		change: { headers?: Record<string, string>; body?: string | Buffer; at?: Date; path?: string } = {},
	): Promise<AxiosResponse> {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const id = `msg_${Math.random().toString(36).slice(2)}`;
		const at = change.at ?? new Date();
		const headers = {
			'content-type': 'application/json',
			'webhook-id': id,
			'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
			'webhook-signature': new Webhook(stage.webhookSecret).sign(id, at, text),
			...change.headers,
		};
		return await axios.post(`${host.url}${change.path ?? SIGNED_PATH}`, change.body ?? text, {
			headers,
			validateStatus: () => true,
			transformRequest: (data: unknown) => data,
			proxy: false,
		});
	}

	const executions = async (): Promise<number> => {
		const answer = await host.rest.get<{ data: { results: unknown[] } }>('/executions', {
			params: { filter: JSON.stringify({ workflowId: signedWorkflow.id }), limit: 100 },
		});
		return answer.data.data.results.length;
	};

	it('answers with the decision and its reasons', async () => {
		const answer = await post(application('深圳', 5));
		expect(answer.status).toBe(200);
		expect(answer.data).toMatchObject({
			decision: 'approved',
			score: 70,
			duplicate: false,
			reasons: [
				{ rule: '住在深圳', saw: '深圳', passed: true, points: 40 },
				{ rule: '三年以上经验', saw: 5, passed: true, points: 30 },
			],
		});
		expect((await post(application('上海', 5))).data).toMatchObject({ decision: 'review', score: 30 });
		expect((await post(application('上海', 0))).data).toMatchObject({ decision: 'rejected', score: 0 });
	});

	it('takes a batch, and takes each event once', async () => {
		const batch = { events: [application('深圳', 5), application('广州', 1)] };
		const first = await post(batch);
		expect(first.data).toMatchObject({ decisions: [{ decision: 'approved' }, { decision: 'rejected' }] });
		const before = await executions();
		expect((await post(batch)).data).toEqual({ accepted: 0, duplicates: 2 });
		expect(await executions()).toBe(before);
	});

	it.each([
		[
			'forged',
			async () => await post(application('深圳', 5), { headers: { 'webhook-signature': 'v1,Zm9yZ2Vk' } }),
			401,
		],
		['unsigned', async () => await post(application('深圳', 5), { headers: { 'webhook-signature': '' } }), 401],
		['stale', async () => await post(application('深圳', 5), { at: new Date(Date.now() - 3_600_000) }), 401],
		[
			'changed on the way',
			async () => await post(application('深圳', 5), { body: JSON.stringify(application('深圳', 9)) }),
			401,
		],
		['oversized', async () => await post(`{"events":["${'x'.repeat(1_100_000)}"]}`), 413],
		['no event', async () => await post({ hello: 'world' }), 422],
		['not JSON', async () => await post('{"half":'), 422],
	])('refuses what is %s, says why without secrets, and starts nothing', async (_what, send, status) => {
		const before = await executions();
		const answer = await send();
		expect(answer.status).toBe(status);
		expect(JSON.stringify(answer.data)).toMatch(/reason|message/);
		expect(JSON.stringify(answer.data)).not.toContain(stage.webhookSecret.slice(6, 20));
		expect(await executions()).toBe(before);
	});

	it('answers each of forty calls at once about its own event, in a few executions', async () => {
		const before = await executions();
		const bodies = Array.from({ length: 40 }, (_, index) => application(index % 2 === 0 ? '深圳' : '广州', index));
		const answers = await Promise.all(bodies.map(async (body) => await post(body)));
		expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 200));
		expect(answers.map(({ data }) => (data as { eventId: string }).eventId)).toEqual(
			bodies.map((body) => (body as { eventId: string }).eventId),
		);
		expect(answers.map(({ data }) => (data as { score: number }).score)).toEqual(
			bodies.map((_, index) => (index % 2 === 0 ? 40 : 0) + (index >= 3 ? 30 : 0)),
		);
		expect((await executions()) - before).toBeLessThan(20);
	});

	it('takes the same event once when it is sent fifty times at once', async () => {
		const body = application('深圳', 5);
		const answers = await Promise.all(Array.from({ length: 50 }, async () => await post(body)));
		const decided = answers.filter(({ data }) => (data as { decision?: string }).decision === 'approved');
		expect(decided).toHaveLength(1);
		const others = answers.filter((answer) => !decided.includes(answer));
		for (const { status } of others) expect([200, 409]).toContain(status);
	});

	it.each(['events', 'deliveries'])(
		'counts one of two hundred identical check-ins, sent at once as %s',
		async (same) => {
			const occurredAt = new Date().toISOString();
			const memberId = `early-bird-${same}`;
			const checkIn = (eventId: string) => ({
				v: 1,
				eventId,
				platform: 'shop',
				communityId: 'morning-readers',
				memberId,
				type: 'checkin',
				occurredAt,
			});
			const bodies = Array.from({ length: 200 }, (_, n) => checkIn(same === 'events' ? `rush-${n}` : 'rush-again'));
			const answers = await Promise.all(bodies.map(async (body) => await post(body, { path: CHECK_IN_PATH })));
			const outcomes = answers.map(({ data }) => (data as { outcome?: string }).outcome);
			expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
			if (same === 'events') {
				expect(answers.every(({ status }) => status === 200)).toBe(true);
				expect(outcomes.filter((outcome) => outcome === 'already')).toHaveLength(199);
			}
			for (const { status } of answers) expect([200, 409]).toContain(status);

			const store = await openStore({ engine: 'embedded', file: stage.storeFile });
			const kept = await store.read(async (tx) => {
				const who = await tx.findMember('morning-readers', { platform: 'shop', platformMemberId: memberId });
				const memberIds = [who?.memberId ?? ''];
				return {
					checkIns: await tx.listCheckIns({ communityId: 'morning-readers', memberIds }, { limit: 10 }),
					points: await tx.pointsBalance('morning-readers', memberIds[0] ?? ''),
				};
			});
			await store.close();
			expect(kept.checkIns).toHaveLength(1);
			expect(kept.points).toBe(1);
		},
	);

	describe('in the browser', () => {
		let browser: Browser;
		let page: Page;

		beforeAll(async () => {
			mkdirSync(artefacts, { recursive: true });
			selectors.setTestIdAttribute('data-test-id');
			browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] });
			const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, deviceScaleFactor: 1 });
			const [name = '', value = ''] = host.cookie.split(';')[0]?.split(/=(.*)/s) ?? [];
			await context.addCookies([{ name, value, url: host.url }]);
			page = await context.newPage();
		});
		beforeEach(async () => {
			await page.goto(`${host.url}/workflow/shequnScreenedJoin`);
			await page.getByTestId('canvas-node').first().waitFor({ timeout: 60_000 });
		});
		afterAll(async () => await browser.close());

		const openNode = async (name: string) => {
			await page.getByTestId('canvas-node').filter({ hasText: name }).first().dblclick();
			await page.getByTestId('parameter-input').first().waitFor();
		};
		const shoot = async (name: string) => await page.screenshot({ path: path.join(artefacts, `${name}.png`) });

		it('shows the template on the canvas with its outputs named and nothing missing', async () => {
			await page.keyboard.press('1');
			await page.getByText('Needs a Pe').first().waitFor();
			for (const name of ['Approved', 'Review', 'Rejected'])
				await page.getByText(name, { exact: true }).first().waitFor();
			expect(await page.getByText('Install this node').count()).toBe(0);
			const checklist = page.getByText('Production Checklist');
			if (await checklist.isVisible()) await page.keyboard.press('Escape');
			await shoot('screened-join-canvas');
		});

		it('shows a rule as field, condition and points', async () => {
			await openNode('Screen by Rules');
			for (const label of ["Operators' Group ID", 'Field', 'Condition', 'Points', 'Approve From', 'Reject Below']) {
				await page.getByText(label, { exact: true }).first().waitFor();
			}
			await shoot('member-screening-panel');
		});

		it.each([
			['Telegram Group', 'Source', 'community-trigger-panel'],
			['Let In', 'Platform', 'community-chat-panel'],
			['Welcome', 'Greeting', 'welcome-ritual-panel'],
		])('shows the panel of %s', async (node, label, picture) => {
			await openNode(node);
			await page.getByText(label, { exact: true }).first().waitFor();
			await shoot(picture);
		});
	});
});

import axios from 'axios';
import { Webhook } from 'standardwebhooks';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureChromium } from '../../tools/chromium';
import spamGuardTemplate from '../../workflows/spam-guard.json';
import { deskWorkflow, DESK_PATH, FORM_PATH, LINK_PATH } from './support/desk-workflow';
import { eventually, openStage, type Host, type Stage } from './support/stage';

const artefacts = path.join(__dirname, '../../artefacts');
interface Action {
	action: string;
	target?: object;
	message?: { to: { id: string } };
}

/** Where a template is listened to: the path of its trigger. */
const pathOf = (template: { nodes: { webhookId?: string }[] }) =>
	`/webhook/${template.nodes.find(({ webhookId }) => webhookId !== undefined)?.webhookId ?? ''}/community`;
const spamGuard = pathOf(spamGuardTemplate);

const NAMES = ['林晓雨 🌧', '阿强', '<b>Mallory</b> "&amp;"'];

describe('Member Screening, in a real n8n', () => {
	let stage: Stage;
	let host: Host;
	let browser: Browser;
	let page: Page;
	const failures: string[] = [];

	beforeAll(async () => {
		mkdirSync(artefacts, { recursive: true });
		stage = await openStage({ workflows: [deskWorkflow] });
		host = await stage.startHost();
		browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] });
		const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
		page = await phone.newPage();
		page.on('console', (message) => {
			if (message.type() === 'error') failures.push(message.text());
		});
		page.on('dialog', (dialog) => failures.push(dialog.message()));
	}, 300_000);
	afterAll(async () => {
		await browser.close();
		await stage.close();
	}, 60_000);

	/** Posts an event as an integrator does, signed by an independent library. */
	async function post(address: string, event: Record<string, unknown> & { eventId: string }): Promise<unknown> {
		const body = JSON.stringify({
			v: 1,
			platform: 'jinshuju',
			communityId: 'shenzhen-designers',
			communityName: '深圳设计师社群',
			occurredAt: new Date().toISOString(),
			...event,
		});
		const id = `msg_${event.eventId}`;
		const at = new Date();
		const { data } = await axios.post<unknown>(`${host.url}${address}`, body, {
			headers: {
				'content-type': 'application/json',
				'webhook-id': id,
				'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
				'webhook-signature': new Webhook(stage.webhookSecret).sign(id, at, body),
			},
			proxy: false,
		});
		return data;
	}

	async function apply(name: string, index: number): Promise<void> {
		const answer = await post(FORM_PATH, {
			eventId: `form-${index}`,
			memberId: `applicant-${index}`,
			memberName: name,
			type: 'form_submitted',
			form: { formId: 'join', entryId: String(index), fields: [{ key: 'city', label: '城市', value: '深圳' }] },
		});
		expect(answer).toMatchObject({ decision: 'review' });
	}

	it('publishes every template', () => {
		expect(host.publications.filter(({ outcome }) => outcome !== 'published')).toEqual([]);
		expect(host.publications.length).toBeGreaterThanOrEqual(6);
	});

	it('deletes an advertisement, warns, and tells the operators, by the spam guard', async () => {
		const says = async (messageId: string, text: string) =>
			await post(spamGuard, {
				eventId: `said-${messageId}`,
				memberId: 'm-ad',
				memberName: '阿强',
				type: 'message',
				messageId,
				text,
			});
		await says('41', '大家早上好，今天打卡第三天');
		await says('42', '淘宝刷单兼职，日结，加薇❤信 abc12345');
		const { data } = await stage.demo.api.get<{ actions: Action[] }>('/inbox');
		expect(data.actions.filter(({ action }) => action === 'message.delete')).toMatchObject([
			{ target: { groupId: 'shenzhen-designers', messageId: '42' } },
		]);
		const told = data.actions.flatMap(({ message }) => (message === undefined ? [] : [message.to.id]));
		expect(told).toContain(String(stage.demo.adminGroupId));
	});

	it('shows what waits to whoever has the link, and nothing to others', async () => {
		for (const [index, name] of NAMES.entries()) await apply(name, index);
		const { data } = await axios.post<{ url: string }>(
			`${host.url}${LINK_PATH}`,
			{ deskUrl: `${host.url}${DESK_PATH}` },
			{ proxy: false },
		);
		const response = await page.goto(data.url);
		expect(response?.status()).toBe(200);
		for (const name of NAMES) await page.getByText(name, { exact: true }).first().waitFor();
		await page.getByText('城市').first().waitFor();
		await page.screenshot({ path: path.join(artefacts, 'review-desk-phone.png'), fullPage: true });
		const forged = await axios.get(data.url.slice(0, -8) + 'AAAAAAAA', { validateStatus: () => true, proxy: false });
		expect(forged.status).toBe(401);
		expect(String(forged.data)).not.toContain(NAMES[0]);
		const bare = await axios.get(`${host.url}${DESK_PATH}`, { validateStatus: () => true, proxy: false });
		expect(bare.status).toBe(401);
	});

	it('decides those that were chosen, with the reason, and starts the workflow with them', async () => {
		const boxes = page.locator('input[name="choose"]');
		expect(await boxes.count()).toBe(NAMES.length);
		await boxes.nth(0).check();
		await boxes.nth(1).check();
		await page.locator('textarea[name="reason"]').fill('六月聚会上认识的 🤝');
		await page.locator('button[name="verdict"][value="approved"]').click();
		await page.waitForLoadState();
		expect(await boxes.count()).toBe(NAMES.length - 2);
		await page.screenshot({ path: path.join(artefacts, 'review-desk-decided.png'), fullPage: true });
		await eventually('an execution of the desk', async () => {
			const { data } = await host.rest.get<{ data: { results: { status: string }[] } }>('/executions', {
				params: { filter: JSON.stringify({ workflowId: deskWorkflow.id }), limit: 50 },
			});
			// Three forms, one link, one decision.
			return data.data.results.filter(({ status }) => status === 'success').length >= NAMES.length + 2;
		});
	});

	it('runs nothing that a member wrote', () => {
		expect(failures).toEqual([]);
	});
});

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { openStore, type CommunityStore, type LedgerEntry } from '../../store';
import { ensureChromium } from '../../tools/chromium';
import { buttonOf, groupOf } from './support/group';
import { eventually, openStage, type Host, type Stage } from './support/stage';

const GOOD = '大家好，我是做产品设计的，坐标深圳，希望认识更多同行';
const DOUBTFUL = '朋友推荐的';
const ADVERTISER = '加微信 vx123 带你刷单返利';

interface Execution {
	id: string;
	status: string;
	workflowId: string;
}

describe('asking to join, in a real n8n', () => {
	let stage: Stage;
	let host: Host;

	beforeAll(async () => {
		stage = await openStage();
		host = await stage.startHost();
	}, 300_000);
	afterAll(async () => await (stage as Stage | undefined)?.close(), 60_000);

	/** Opens the store beside the running n8n, to see what it keeps. */
	async function inStore<T>(look: (store: CommunityStore) => Promise<T>): Promise<T> {
		const store = await openStore({ engine: 'embedded', file: stage.storeFile });
		try {
			return await look(store);
		} finally {
			await store.close();
		}
	}

	const ledger = async (communityId: string, type: string): Promise<LedgerEntry[]> =>
		await inStore(
			async (store) => await store.read(async (tx) => await tx.listLedger({ communityId, type }, { limit: 1000 })),
		);

	const executions = async (): Promise<Execution[]> => {
		const answer = await host.rest.get<{ data: { results: Execution[] } }>('/executions', {
			params: { filter: JSON.stringify({ workflowId: 'shequnScreenedJoin' }), limit: 100 },
		});
		return answer.data.data.results;
	};

	it('publishes the template as it is shipped', () => {
		expect(host.publications.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
	});

	it('welcomes a good applicant, and the execution is there to see', async () => {
		const group = groupOf(stage.demo);
		const userId = await group.join('林晓雨', GOOD);
		const greeting = await eventually('the greeting', async () =>
			(await group.state()).group.messages.find(({ text }) => text?.includes('欢迎 @林晓雨')),
		);
		expect((await group.state()).people.find(({ user }) => user.id === userId)).toMatchObject({ standing: 'inside' });
		const seen = await eventually('a finished execution', async () => {
			const all = await executions();
			return all.length > 0 && all.every(({ status }) => status === 'success') ? all : undefined;
		});
		expect(seen[0]).toMatchObject({ workflowId: 'shequnScreenedJoin' });

		await group.press(stage.demo.groupId, greeting.message_id, userId, buttonOf(greeting, '群规'));
		await eventually('the next step', async () =>
			(await group.state()).group.messages.find(({ text }) => text?.includes('介绍一下自己')),
		);
		await group.say(userId, '大家好，我是晓雨，坐标深圳，做了八年产品设计 🎨');
		const done = await eventually('the completion', async () =>
			(await group.state()).group.messages.find(({ text }) => text?.includes('完成了入群仪式')),
		);
		expect(done.text).toContain('10 积分');
	});

	it('declines an advertiser', async () => {
		const group = groupOf(stage.demo);
		const userId = await group.join('返利客服', ADVERTISER);
		const person = await eventually('the decline', async () =>
			(await group.state()).people.find(({ user, standing }) => user.id === userId && standing === 'declined'),
		);
		expect(person.status).not.toBe('member');
	});

	it('lets the operator decide a doubtful case by a button, once', async () => {
		const group = groupOf(stage.demo);
		const userId = await group.join('阿强', DOUBTFUL);
		const card = await eventually('the card', async () =>
			(await group.state()).adminGroup.messages.find(({ text }) => text?.includes('入群申请：阿强')),
		);
		const operator = (await group.state()).operator.id;
		await group.press(stage.demo.adminGroupId, card.message_id, operator, buttonOf(card, '通过'));
		await eventually('the decided card', async () =>
			(await group.state()).adminGroup.messages.find(
				({ message_id, text }) => message_id === card.message_id && text?.includes('✅ 已通过'),
			),
		);
		await eventually('the newcomer inside', async () =>
			(await group.state()).people.find(({ user, standing }) => user.id === userId && standing === 'inside'),
		);
	});

	it('decides and welcomes once when the same update comes five times, also at once', async () => {
		const group = groupOf(stage.demo);
		await group.join('何小满', GOOD);
		await eventually('the greeting', async () =>
			(await group.state()).group.messages.find(({ text }) => text?.includes('欢迎 @何小满')),
		);
		const firstBot = Number(stage.demo.botToken.split(':')[0]);
		const asked = (await group.updates())
			.filter(({ kind, botId }) => kind === 'chat_join_request' && botId === firstBot)
			.at(-1);
		if (asked === undefined) throw new Error('The demo group lost its log');
		await group.redeliver(asked.updateId, 5, true);
		await group.redeliver(asked.updateId, 5, false);
		const { messages } = (await group.state()).group;
		expect(messages.filter(({ text }) => text?.includes('欢迎 @何小满'))).toHaveLength(1);
		const communityId = String(stage.demo.groupId);
		const updates = (await ledger(communityId, 'join_request')).filter(({ eventId }) =>
			eventId.endsWith(`:${asked.updateId}`),
		);
		expect(updates).toHaveLength(1);
		const member = updates[0]?.memberId;
		const approvals = (await ledger(communityId, 'application.approved')).filter(({ memberId }) => memberId === member);
		expect(approvals).toHaveLength(1);
		expect((await ledger(communityId, 'ritual.started')).filter(({ memberId }) => memberId === member)).toHaveLength(1);
	});

	/** Opens the demo group's page as a person does, and closes the browser after. */
	async function inPage(
		size: { width: number; height: number },
		play: (page: Page, shoot: (name: string) => Promise<unknown>) => Promise<void>,
	) {
		const artefacts = path.join(__dirname, '../../artefacts');
		mkdirSync(artefacts, { recursive: true });
		const browser = await chromium.launch({
			executablePath: ensureChromium(),
			args: ['--no-sandbox', '--disable-gpu'],
		});
		try {
			const page = await (await browser.newContext({ locale: 'zh-CN', viewport: size })).newPage();
			await page.goto(stage.demo.url);
			await play(page, async (name) => await page.screenshot({ path: path.join(artefacts, `${name}.png`) }));
		} finally {
			await browser.close();
		}
	}

	it('takes a person from the form to the end of the ritual, on the page', async () => {
		await stage.demo.api.post('/reset', {});
		await inPage({ width: 1280, height: 1000 }, async (page, shoot) => {
			const member = page.locator('#member');
			await page.getByRole('button', { name: '林晓雨' }).click();
			await page.getByRole('button', { name: '申请加入' }).click();
			await member.getByText('很高兴认识你').waitFor();
			await member.getByRole('button', { name: '我已阅读并同意群规' }).click();
			await member.getByText('介绍一下自己吧').waitFor();
			await member.getByRole('textbox').fill('大家好，我是晓雨，坐标深圳，喜欢早起读书 📚');
			await page.keyboard.press('Enter');
			await member.getByText('完成了入群仪式').waitFor();

			await page.getByLabel('你在扮演').selectOption({ index: 0 });
			await page.getByRole('button', { name: '阿杰' }).click();
			await page.getByRole('button', { name: '申请加入' }).click();
			await page.locator('#operator').getByText('入群申请：阿杰').waitFor();
			const xiaoyu = await page.locator('#playing option', { hasText: '林晓雨' }).getAttribute('value');
			await page.getByLabel('你在扮演').selectOption(xiaoyu);
			await shoot('demo-group');
			await page.locator('#operator').getByRole('button', { name: '通过' }).click();
			await page.locator('#operator').getByText('✅ 已通过').first().waitFor();
			await member.getByText('欢迎 @阿杰').waitFor();
		});
	});

	it('is usable on a phone', async () => {
		await inPage({ width: 390, height: 844 }, async (page, shoot) => {
			const wide = await page.evaluate<boolean>(
				'document.documentElement.scrollWidth > document.documentElement.clientWidth',
			);
			expect(wide).toBe(false);
			await page.getByRole('tab', { name: '运营视角' }).click();
			await page.locator('#operator').getByText('✅ 已通过').first().waitFor();
			await shoot('demo-group-phone');
		});
	});

	it('loses none of 200 join requests and doubles none when n8n is killed in the middle', async () => {
		const groups = await Promise.all(
			Array.from({ length: 10 }, async (_, index) => {
				const { data } = await stage.demo.api.post<{ id?: number; groupId?: number }>('/groups', {
					title: `群 ${index + 1}`,
				});
				return groupOf(stage.demo, data.groupId ?? data.id);
			}),
		);
		const inside = async () =>
			(await Promise.all(groups.map(async (group) => (await group.state()).people)))
				.flat()
				.filter(({ standing }) => standing === 'inside');
		await Promise.all(
			groups.flatMap((group, row) =>
				Array.from({ length: 20 }, async (_, index) => await group.join(`新人${row}-${index}。`, GOOD)),
			),
		);
		await eventually('the first of them inside', async () => (await inside()).length > 40);
		await host.kill();
		const before = (await inside()).length;
		// While n8n boots it answers every address with 200, which no sender can tell from a yes; so the sender holds
		// back until n8n is ready, as a health-checked proxy makes it (docs/operations.md).
		await stage.demo.api.post('/pause', {});
		host = await stage.startHost();
		await stage.demo.api.post('/resume', {});
		await eventually('all of them inside', async () => (await inside()).length === 200, 300);
		const delivered = async () => (await groups[0]?.state())?.delivery.pending === 0;
		await eventually('nothing left to deliver', delivered, 200);
		expect(before).toBeLessThan(200);

		// The sender may also send everything again.
		const firstBot = Number(stage.demo.botToken.split(':')[0]);
		const asked =
			(await groups[0]?.updates())?.filter(({ kind, botId }) => kind === 'chat_join_request' && botId === firstBot) ??
			[];
		expect(asked.length).toBeGreaterThan(40);
		await Promise.all(asked.slice(-40).map(async ({ updateId }) => await groups[0]?.redeliver(updateId, 2, true)));

		const states = await Promise.all(groups.map(async (group) => await group.state()));
		const greeted = states.flatMap(({ group }) => group.messages.filter(({ text }) => text?.includes('👋 欢迎')));
		const tasks = states[0]?.adminGroup.messages.filter(({ text }) => text?.includes('需要人工处理')) ?? [];
		for (const { user } of await inside()) {
			const greetings = greeted.filter(({ text }) => text?.includes(`@${user.first_name} `)).length;
			const asksPerson = tasks.filter(({ text }) => text?.includes(user.first_name)).length;
			expect(greetings).toBeLessThanOrEqual(1);
			// What was on its way when the power went is not sent again: a person is asked to look, once.
			expect([`${greetings} greeting`, `${asksPerson} task`]).toEqual(
				greetings === 1 && asksPerson === 0 ? ['1 greeting', '0 task'] : [`${greetings} greeting`, '1 task'],
			);
		}
		for (const group of states.map(({ group }) => group)) {
			const communityId = String((group as unknown as { id: number }).id);
			expect(await ledger(communityId, 'application.approved')).toHaveLength(20);
			expect(await ledger(communityId, 'ritual.started')).toHaveLength(20);
		}
	}, 700_000);
});

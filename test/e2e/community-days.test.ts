import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { openStore, type CommunityStore } from '../../store';
import { ensureChromium } from '../../tools/chromium';
import { buttonOf, groupOf } from './support/group';
import { eventually, openStage, type Host, type Stage } from './support/stage';

const ARTEFACTS = path.join(__dirname, '../../artefacts');
const GOOD = '大家好，我是做产品设计的，坐标深圳，希望认识更多同行';

/** Check-ins, camps and lotteries as members and operators live them, each with its bot in the demo group. */
describe('days in a community, in a real n8n', () => {
	let stage: Stage;
	let host: Host;

	beforeAll(async () => {
		ensureChromium();
		mkdirSync(ARTEFACTS, { recursive: true });
		stage = await openStage();
		host = await stage.startHost();
	}, 300_000);
	afterAll(async () => await (stage as Stage | undefined)?.close(), 60_000);

	async function inStore<T>(look: (store: CommunityStore) => Promise<T>): Promise<T> {
		const store = await openStore({ engine: 'embedded', file: stage.storeFile });
		try {
			return await look(store);
		} finally {
			await store.close();
		}
	}

	/** What the group reads that has some words in it. */
	const said = async (words: string) =>
		await eventually(`"${words}" in the group`, async () =>
			(await groupOf(stage.demo).state()).group.messages.find(({ text }) => text?.includes(words)),
		);

	const member = async (name: string): Promise<number> => {
		const group = groupOf(stage.demo);
		const userId = await group.join(name, GOOD);
		await eventually(`${name} in the group`, async () =>
			(await group.state()).people.find(({ user, standing }) => user.id === userId && standing === 'inside'),
		);
		return userId;
	};

	/** Fills in and sends a form of n8n, as an operator does in a browser. */
	async function sendForm(webhookId: string, fields: Readonly<Record<string, string>>, picture: string): Promise<void> {
		const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
		try {
			const page: Page = await browser.newPage({ viewport: { width: 900, height: 1100 } });
			await page.goto(`${host.url}/form/${webhookId}`);
			for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
			await page.screenshot({ path: path.join(ARTEFACTS, `${picture}.png`), fullPage: true });
			await page.getByRole('button', { name: /submit/i }).click();
			await page
				.getByText(/submitted|recorded/i)
				.first()
				.waitFor();
		} finally {
			await browser.close();
		}
	}

	it('brings every template that listens to life with a bot of its own', () => {
		expect(host.publications.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
	});

	it('counts a check-in once, however often it is delivered, and answers with the streak', async () => {
		const group = groupOf(stage.demo);
		const userId = await member('早起的小满');
		await group.say(userId, '打卡 今天读了三十页');
		const reply = await said('已连续 1 天');
		const update = await eventually('the update of the check-in', async () =>
			(await group.updates()).findLast(
				({ kind, state, botId }) => kind === 'message' && state === 'delivered' && botId === reply.from?.id,
			),
		);
		const again = await group.redeliver(update.updateId, 50, true);
		expect(again.attempts.every(({ status }) => status === 200)).toBe(true);
		const checkIns = await inStore(
			async (store) =>
				await store.read(async (tx) =>
					tx.listCheckIns({ communityId: String(stage.demo.groupId), trackerId: 'daily' }, { limit: 10 }),
				),
		);
		expect(checkIns).toHaveLength(1);
		await group.say(userId, '排行榜');
		const board = await said('早起的小满');
		expect(board.from?.is_bot).toBe(true);
	}, 120_000);

	it('opens a lottery by a form, lets a member in by the button, and shows the fingerprint', async () => {
		const group = groupOf(stage.demo);
		const userId = await member('幸运的阿文');
		await sendForm(
			'6f0c8f1e-2d5b-4c57-9a3e-5ec0de000051',
			{
				'标题 Title': '开年抽奖',
				'奖品 Prizes': '晨读笔记本 ×1 ¥39.90',
				'截止 Closes': new Date(Date.now() + 86_400_000).toISOString(),
				'口令 Keyword': '我要抽奖',
				'主办方 Organiser': '晨读共学社',
				'联系方式 Contact': 'hello@example.com',
				'说明 Terms': '每人一次，中奖后 72 小时内领取。',
			},
			'lottery-form',
		);
		const announcement = await said('开年抽奖');
		expect(announcement.text).toMatch(/[0-9a-f]{64}/);
		await group.press(stage.demo.groupId, announcement.message_id, userId, buttonOf(announcement, '参加'));
		const lotteries = await inStore(
			async (store) =>
				await store.read(
					async (tx) => await tx.listLotteries({ communityId: String(stage.demo.groupId) }, { limit: 5 }),
				),
		);
		expect(lotteries).toHaveLength(1);
		await eventually('the entry', async () => {
			const count = await inStore(
				async (store) =>
					await store.read(async (tx) => tx.countEntries(String(stage.demo.groupId), lotteries[0]?.lotteryId ?? '')),
			);
			return count.entries === 1;
		});
	}, 180_000);

	it('opens a camp by a form, and enrols whoever presses the button', async () => {
		const group = groupOf(stage.demo);
		const userId = await member('坚持的小林');
		await sendForm(
			'6f0c8f1e-2d5b-4c57-9a3e-5ec0de000081',
			{
				'名称 Title': '七天早读营',
				'编号 Camp ID': 'read-7',
				'开始日期 First day': new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
				'天数 Days': '7',
				'打卡几天算通过 Days to pass': '5',
				'负责人 Operator': '周宁',
			},
			'camp-form',
		);
		const invitation = await said('七天早读营');
		await group.press(stage.demo.groupId, invitation.message_id, userId, buttonOf(invitation, '报名'));
		await said('坚持的小林 报名成功');
	}, 180_000);
});

import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { ensureChromium } from '../../tools/chromium';
import { DemoGroup } from './demo-group-client';

jest.setTimeout(120_000);

let demo: DemoGroup;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	demo = await DemoGroup.start('--editor-url', 'http://127.0.0.1:5678');
	browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
});
beforeEach(() => demo.post('/reset'));
afterEach(() => page.context().close());
afterAll(async () => {
	await browser.close();
	await demo.stop();
});

async function open(options: BrowserContextOptions = {}): Promise<void> {
	const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 860 }, ...options });
	page = await context.newPage();
	await page.goto(demo.url);
}

const member = () => page.locator('#member');
const operator = () => page.locator('#operator');
const askTheBot = () => demo.api().getUpdates({ timeout: 20 });

/** Asks to join as the first of the ready people. @returns the person's id */
async function askAsXiaoyu(): Promise<number> {
	await page.getByRole('button', { name: '林晓雨' }).click();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: '等待管理员通过' }).waitFor();
	return (await demo.state()).people[0]?.user.id ?? 0;
}

it('leads a person from the form into the group', async () => {
	await open();
	const userId = await askAsXiaoyu();
	expect((await askTheBot())[0]?.chat_join_request).toMatchObject({ from: { first_name: '林晓雨', id: userId } });
	await demo.api().approveChatJoinRequest(demo.groupId, userId);
	const composer = member().getByRole('textbox', { name: /晨读共学社/ });
	await composer.fill('大家好');
	await composer.press('Enter');
	await operator().getByRole('tab', { name: '主群' }).click();
	await operator().getByRole('log').getByText('大家好').waitFor();
	await operator().getByRole('tab', { name: '成员' }).click();
	await operator().getByText('在群里').waitFor();
});

it('lets the operator decide by a button and shows what the bot answers', async () => {
	await open();
	const userId = await askAsXiaoyu();
	const decide = { inline_keyboard: [[{ text: '拒绝', callback_data: `decline:${String(userId)}` }]] };
	await demo.api().sendMessage(demo.adminGroupId, '林晓雨想加入', { reply_markup: decide });
	await operator().getByRole('button', { name: '拒绝' }).click();
	let query: string | undefined;
	while (query === undefined) query = (await askTheBot()).find((update) => update.callback_query)?.callback_query?.id;
	await demo.api().answerCallbackQuery(query, { text: '已记录' });
	await operator().getByRole('status').getByText('已记录').waitFor();
	await demo.api().declineChatJoinRequest(demo.groupId, userId);
	await page.getByRole('heading', { name: '申请没有通过' }).waitFor();
	await page.getByRole('button', { name: '重新申请' }).click();
	await page.getByRole('button', { name: '申请加入' }).click();
	await page.getByRole('heading', { name: '等待管理员通过' }).waitFor();
});

it('shows what people write as text, never as a page', async () => {
	await open();
	const hostile = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
	const userId = await demo.member(hostile.slice(0, 60));
	await demo.post('/messages', { chatId: demo.groupId, userId, text: hostile });
	await operator().getByRole('tab', { name: '主群' }).click();
	await operator().getByText(hostile).waitFor();
	expect(await page.locator('#operator img, #operator script').count()).toBe(0);
	expect(await page.title()).toBe('演示群 · Demo group');
});

it('follows the language of the browser, and switches', async () => {
	await open({ locale: 'en-GB' });
	await page.getByRole('button', { name: 'Ask to join' }).waitFor();
	await page.getByRole('button', { name: '中文' }).click();
	await page.getByRole('button', { name: '申请加入' }).waitFor();
	expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
	expect(await page.getByRole('link', { name: 'n8n' }).getAttribute('href')).toBe('http://127.0.0.1:5678');
});

it('shows one side at a time on a phone, within its width', async () => {
	await open({ viewport: { width: 360, height: 720 } });
	await page.getByRole('button', { name: '申请加入' }).waitFor();
	expect(await operator().isVisible()).toBe(false);
	await page.getByRole('tab', { name: '成员视角' }).focus();
	await page.keyboard.press('ArrowRight');
	await operator().getByRole('tab', { name: '管理群' }).waitFor();
	expect(await member().isVisible()).toBe(false);
	const wide: unknown = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
	expect(wide).toBe(false);
});

it('gives a finger at least 44 pixels', async () => {
	await open();
	await demo
		.api()
		.sendMessage(demo.adminGroupId, '?', { reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] } });
	await operator().getByRole('button', { name: 'a', exact: true }).waitFor();
	for (const control of await page.locator('button:visible, select:visible, a:visible').all()) {
		const box = await control.boundingBox();
		expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
	}
});

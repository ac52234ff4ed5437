import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { stagePage } from '../../community/lottery/stage/page';
import { stageOf, type DrawnLottery } from '../../community/lottery/stage/stage';
import { ensureChromium } from '../../tools/chromium';

jest.setTimeout(120_000);

const HOSTILE = '</script><img src=x onerror="document.title=1">';
const NAMES = ['张小明', '李雷', '韩梅梅', HOSTILE, '王小二'];
const DRAWN: DrawnLottery = {
	title: '春日福利抽奖',
	language: 'zh-CN',
	entrants: 5,
	listHash: 'ab'.repeat(32),
	seed: 'cd'.repeat(32),
	drawnAt: '2026-06-03 20:00',
	verifyAt: '',
	names: NAMES,
	prizes: [
		{ tierId: 'grand', name: '一等奖：机械键盘' },
		{ tierId: 'small', name: '二等奖：咖啡券' },
	],
	winners: [
		{ place: 1, tierId: 'grand', name: '张小明' },
		{ place: 2, tierId: 'small', name: HOSTILE },
		{ place: 3, tierId: 'small', name: '李雷' },
	],
	isMasked: false,
};

let folder: string;
let browser: Browser;
let page: Page;
let asked: string[];
let problems: string[];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stage-'));
	browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
});
afterEach(async () => {
	expect([asked.filter((url) => !url.startsWith('file:')), problems]).toEqual([[], []]);
	await page.context().close();
});
afterAll(async () => {
	await browser.close();
	rmSync(folder, { recursive: true });
});

async function open(changes: Partial<DrawnLottery> = {}, options: BrowserContextOptions = {}): Promise<void> {
	const file = join(folder, 'stage.html');
	writeFileSync(file, stagePage(stageOf({ ...DRAWN, ...changes })));
	const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...options });
	page = await context.newPage();
	asked = [];
	problems = [];
	page.on('request', (request) => asked.push(request.url()));
	page.on('pageerror', (error) => problems.push(error.message));
	page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
	await page.goto(pathToFileURL(file).href);
}

const press = async (key: string) => await page.keyboard.press(key);
const name = async () => await page.locator('#name').innerText();
const state = async () => (await page.locator('body').getAttribute('class')) ?? '';

it('rolls and stops on who has won, from the least to the grand prize', async () => {
	await open();
	expect([await state(), await name()]).toEqual(['ready', '春日福利抽奖']);
	await press('Space');
	expect([await state(), await page.locator('#prize').innerText()]).toEqual(['rolling', '二等奖：咖啡券']);
	const first = await name();
	await page.locator('#name').filter({ hasNotText: first }).waitFor();
	await press('Enter');
	expect([await state(), await name(), await page.title()]).toEqual(['shown', HOSTILE, '春日福利抽奖']);
	await press('Space');
	await press('Space');
	expect([await name(), await page.locator('#before').innerText()]).toEqual(['李雷', HOSTILE]);
	await press('ArrowRight');
	expect([await name(), await page.locator('#prize').innerText()]).toEqual(['张小明', '一等奖：机械键盘']);
	await press('ArrowRight');
	expect(await page.locator('#all').innerText()).toMatch(/一等奖：机械键盘\s+张小明\s+二等奖：咖啡券/);
	await press('ArrowLeft');
	expect([await state(), await name()]).toEqual(['shown', '张小明']);
	expect(await page.locator('img').count()).toBe(0);
});

it('masks names, shows all of a prize at once, and goes full screen', async () => {
	await open();
	await press('a');
	expect([await name(), await page.locator('#before').innerText()]).toEqual(['李雷', HOSTILE]);
	await press('m');
	expect(await name()).toBe('李*');
	await page.getByRole('button', { name: '显示名字 M' }).click();
	expect(await name()).toBe('李雷');
	await press('f');
	await page.locator('html:fullscreen').waitFor();
	await page.getByRole('button', { name: '全屏 F' }).click();
	await page.locator('html:not(:fullscreen)').waitFor();
	// Buttons give the keyboard back to the stage.
	await press('Space');
	expect(await state()).toBe('rolling');
});

it('rolls nothing for who asked for less motion, and never offers to unmask what it does not hold', async () => {
	await open({ isMasked: true, language: 'en' }, { reducedMotion: 'reduce' });
	await press('Space');
	expect([await state(), await name()]).toEqual(['shown', '<***>']);
	expect(await page.getByRole('button', { name: /names/i }).count()).toBe(0);
});

it('can be read from the back row, whatever the name and the beamer', async () => {
	for (const viewport of [
		{ width: 1920, height: 1080 },
		{ width: 1024, height: 768 },
	]) {
		await open({ winners: [{ place: 1, tierId: 'grand', name: '张小明' }] }, { viewport });
		await press('ArrowRight');
		const size = Number(await page.evaluate("parseFloat(getComputedStyle(document.getElementById('name')).fontSize)"));
		expect(size).toBeGreaterThan(viewport.height / 5);
		const scrolls = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
		expect(scrolls).toBe(false);
		if (process.env['STAGE_SHOTS'] !== undefined) {
			await page.screenshot({ path: join(process.env['STAGE_SHOTS'], `${viewport.width}.png`) });
		}
		await page.context().close();
	}
	await open({ winners: [] });
	await press('Space');
	expect(await page.locator('#prize').innerText()).toBe('这次没有人中奖');
});

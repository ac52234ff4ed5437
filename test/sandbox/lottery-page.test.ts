import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { receipt } from '../../community/lottery/draw/entrant';
import { embedProof } from '../../community/lottery/proof/embed';
import { proofText, type LotteryProof } from '../../community/lottery/proof/proof';
import { buildPage } from '../../tools/build-verifier';
import { ensureChromium } from '../../tools/chromium';
import { aProof, entrants } from '../community/lottery/support';

jest.setTimeout(120_000);

const PHONE = { width: 390, height: 844 };

describe('the page that verifies a draw, opened as a file without network', () => {
	let browser: Browser;
	let folder: string;
	let proof: LotteryProof;
	let code: string;
	let absent: string;
	let errors: string[];
	let requests: string[];

	beforeAll(async () => {
		browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] });
		folder = mkdtempSync(join(tmpdir(), 'lottery-page-'));
		const rulesHash = (await aProof({ drand: true })).hashes.rules;
		const mine = receipt({ rulesHash, salt: 'a1'.repeat(16), subject: 'telegram:5550100' });
		code = mine.code;
		absent = receipt({ rulesHash, salt: 'a1'.repeat(16), subject: 'telegram:1' }).code;
		const entries = [...entrants(99, (index) => 1 + (index % 3)), { entrant: mine.entrant, weight: 2 }];
		proof = await aProof({ drand: true, entries });
	});
	afterAll(async () => {
		await browser.close();
		rmSync(folder, { recursive: true });
	});
	beforeEach(() => {
		errors = [];
		requests = [];
	});

	async function open(carried: object | undefined, locale = 'zh-CN'): Promise<Page> {
		const file = join(folder, 'lottery.html');
		const page = buildPage();
		writeFileSync(file, carried === undefined ? page : embedProof(page, proofText(carried as LotteryProof)));
		const context = await browser.newContext({ locale, viewport: PHONE, offline: true });
		const opened = await context.newPage();
		opened.on('pageerror', (error) => errors.push(error.message));
		opened.on('console', (message) => {
			if (message.type() === 'error') errors.push(message.text());
		});
		opened.on('request', (request) => requests.push(request.url()));
		await opened.goto(pathToFileURL(file).href);
		if (carried !== undefined) await opened.waitForSelector('#steps');
		return opened;
	}

	const statuses = async (page: Page) => {
		const items = await page.locator('[data-check]').all();
		const found: Record<string, string | null> = {};
		for (const item of items) {
			found[(await item.getAttribute('data-check')) ?? ''] = await item.getAttribute('data-status');
		}
		return found;
	};

	it('draws again, finds a line, and compares with the group', async () => {
		const page = await open(proof);
		expect(await statuses(page)).toEqual({
			format: 'passed',
			rules: 'passed',
			list: 'passed',
			commitment: 'passed',
			closing: 'passed',
			drand: 'passed',
			seed: 'passed',
			draw: 'passed',
			published: 'skipped',
		});
		expect(await page.locator('#verdict').getAttribute('class')).toContain('waiting');

		await page.fill('#receipt-code', code);
		await page.click('#receipt button');
		await page.waitForSelector('[data-found="found"]');
		expect(await page.textContent('#receipt')).toContain('telegram:5550100');
		await page.fill('#receipt-code', absent);
		await page.click('#receipt button');
		await page.waitForSelector('[data-found="failed"]');
		expect(await page.textContent('#receipt')).toContain('名单里没有你');
		await page.fill('#receipt-code', code.slice(0, -1));
		await page.click('#receipt button');
		await page.waitForSelector('[data-found="waiting"]');

		const { rules, commitment, list } = proof.hashes;
		await page.fill('#published-text', `规则 ${rules}\n暗号：${commitment}\n名单 ${list.toUpperCase()}`);
		await page.click('#published button');
		expect(await page.locator('#verdict').getAttribute('class')).toContain('passed');
		await page.fill('#published-text', `规则 ${'ab'.repeat(32)}`);
		await page.click('#published button');
		expect(await page.locator('#verdict').getAttribute('class')).toContain('failed');

		await page.click('#language');
		expect(await page.textContent('#verdict')).toContain('Do not trust this result');
		// Nothing sticks out of a phone's screen, and nothing is asked of a network.
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
		expect(errors).toEqual([]);
		expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
		await page.context().close();
	});

	it('says in red what was changed', async () => {
		const page = await open({ ...proof, winners: [...proof.winners].reverse() }, 'en-GB');
		expect(await page.locator('#verdict').getAttribute('class')).toContain('failed');
		expect(await page.textContent('#verdict')).toContain('Drawing again gives exactly the same result');
		expect(await statuses(page)).toMatchObject({ draw: 'failed', seed: 'passed' });
		await page.context().close();
	});

	it('takes a proof that is chosen or pasted, and shows its text as text', async () => {
		const page = await open(undefined, 'en-GB');
		const file = join(folder, 'proof.json');
		writeFileSync(file, proofText(proof));
		await page.setInputFiles('#proof-file', file);
		await page.waitForSelector('#steps');
		expect(await page.locator('#verdict').getAttribute('class')).toContain('waiting');

		const other = await open(undefined, 'en-GB');
		await other.fill('#proof-text', '<img src=x onerror="document.title=1">');
		await other.click('#drop button');
		await other.waitForSelector('[role="alert"]');
		expect(await other.locator('img').count()).toBe(0);
		expect(errors).toEqual([]);
		await page.context().close();
		await other.context().close();
	});
});

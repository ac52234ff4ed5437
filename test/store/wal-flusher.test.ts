import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WalFlusher } from '../../store/sqlite/wal-flusher';

describe('WalFlusher', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'shequn-flush-'));
	const file = path.join(folder, 'log');
	beforeEach(() => writeFileSync(file, 'x'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	test('shares one flush among all who ask while another is under way, and never the one under way', async () => {
		const flusher = new WalFlusher(file);
		const first = flusher.flush();
		await Promise.resolve();
		await Promise.resolve();
		const second = flusher.flush();
		expect(flusher.flush()).toBe(second);
		expect(second).not.toBe(first);
		await Promise.all([first, second]);
		expect(flusher.flush()).not.toBe(second);
		await flusher.close();
	});

	test('says so when the log cannot be flushed, and recovers', async () => {
		const gone = new WalFlusher(path.join(folder, 'gone'));
		await expect(gone.flush()).rejects.toMatchObject({ code: 'ENOENT' });
		closeSync(openSync(path.join(folder, 'gone'), 'w'));
		await expect(gone.flush()).resolves.toBeUndefined();
		await gone.close();
	});
});

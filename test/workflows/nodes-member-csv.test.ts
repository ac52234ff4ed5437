import { decode, encode } from 'iconv-lite';

import { fileOf, runMember } from '../nodes/support/samples-member';
import { event, GROUP, PACKAGE, person, runNode, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

describe('Community Member with CSV', () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
		await runMember(harness, ['field', 'define'], {
			communityId: GROUP,
			fields: {
				field: [
					{ name: 'city', type: 'text', label: '城市' },
					{ name: 'age', type: 'number' },
					{ name: 'idCard', type: 'text', sensitive: true },
				],
			},
		});
	}, 60_000);
	afterAll(() => harness.dispose());

	const load = async (csv: string | Buffer, parameters: object = {}, options: object = {}) => {
		const all = { communityId: GROUP, dryRun: false, ...parameters, options };
		const { items } = await runMember(harness, ['member', 'importCsv'], all, [{}], fileOf(csv));
		return items[0] ?? {};
	};
	const save = async (options: object = {}): Promise<Buffer> => {
		const { files } = await runMember(harness, ['member', 'exportCsv'], { communityId: GROUP, options });
		return Buffer.from(files[0]?.['data']?.data ?? '', 'base64');
	};

	it('imports what Excel and WPS write, in either encoding', async () => {
		const csv = 'ID;姓名;城市;手机\r\n1;"小雨 ""雨"" ;";"深圳\r\n南山";138 0013 8000\r\n\r\n2;阿花;;\r\n';
		expect(await load(`\uFEFF${csv}`, { dryRun: true })).toMatchObject({
			written: false,
			rows: 2,
			created: 2,
			encoding: 'utf8',
			delimiter: ';',
		});
		expect(await load(encode(csv, 'gb18030'))).toMatchObject({ written: true, created: 2, encoding: 'gb18030' });
		expect(await load(encode(csv, 'utf16le', { addBOM: true }))).toMatchObject({
			written: false,
			unchanged: 2,
			encoding: 'utf16le',
		});
		const got = await runMember(harness, ['member', 'get'], {
			communityId: GROUP,
			findBy: 'phone',
			phone: '+8613800138000',
		});
		expect(got.items).toMatchObject([{ member: { name: '小雨 "雨" ;' }, portrait: { city: '深圳\r\n南山' } }]);
	});

	it('writes nothing at all if a row is wrong, and says what and where', async () => {
		const csv = 'ID,age,手机\n11,30,\n12,很大,123\n13,31,\n';
		const report = await load(csv);
		expect(report).toMatchObject({
			written: false,
			rows: 3,
			good: 2,
			bad: 1,
			errors: [
				{ row: 3, column: 'age' },
				{ row: 3, column: '手机' },
			],
		});
		expect(String(report['text'])).toContain('第 3 行「age」');
		const found = async (id: string) =>
			(await runMember(harness, ['member', 'get'], { communityId: GROUP, findBy: 'identity', platformMemberId: id }))
				.items[0]?.['found'];
		expect([await found('11'), await found('13')]).toEqual([false, false]);
		expect(await load(csv, { ifWrong: 'goodRows' })).toMatchObject({ written: true, created: 2, bad: 1 });
		expect([await found('11'), await found('12'), await found('13')]).toEqual([true, false, true]);
	});

	it('refuses columns that nobody knows, and tables that are broken', async () => {
		await expect(load('ID,最爱\n1,x\n')).rejects.toThrow(/"最爱"/);
		expect(await load('ID,最爱\n1,x\n', {}, { ignoreUnknown: true })).toMatchObject({ unchanged: 1 });
		await expect(load('ID,姓名\n1,"没有结束\n2,b\n')).rejects.toThrow(/never closed/);
		await expect(load('ID,用户ID\n1,2\n')).rejects.toThrow(/twice/);
	});

	it('exports so that no cell is a formula, and imports its own export without a change', async () => {
		const evil = '=HYPERLINK("http://evil","点我")';
		await runNode(
			harness,
			TYPE.member,
			{
				...{ resource: 'member', operation: 'upsert' },
				options: { portraitJson: JSON.stringify({ city: evil }) },
				portrait: {
					field: [
						{ field: 'idCard', value: '-1' },
						{ field: 'age', value: '-5' },
					],
				},
			},
			[event({ type: 'message', ...person('21', '@所有人') })],
		);
		const text = (await save()).toString('utf8');
		expect(text.startsWith('\uFEFFmemberId,platform')).toBe(true);
		expect(text).toContain(`"'=HYPERLINK(""http://evil"",""点我"")"`);
		expect(text).toContain(`'@所有人`);
		expect(text).not.toContain('idCard');
		expect(text.slice(1)).not.toMatch(/(^|,|\n)"?[=+@]/);
		const whole = await save({ showSensitive: true, encoding: 'gb18030', labels: true });
		expect(decode(whole, 'gb18030')).toContain('城市');
		const again = await load(whole);
		expect(again).toMatchObject({ bad: 0, created: 0, changed: 0, encoding: 'gb18030' });
	});

	it('imports many rows with the numbers of a spreadsheet', async () => {
		const rows = Array.from({ length: 1500 }, (_, n) => `b${n},成员${n},${n === 1200 ? 'x' : n % 90}`);
		const report = await load(`ID,姓名,age\n${rows.join('\n')}\n`, { ifWrong: 'goodRows' });
		expect(report).toMatchObject({ rows: 1500, created: 1499, bad: 1, errors: [{ row: 1202, column: 'age' }] });
		expect(await load(`ID,姓名,age\n${rows.join('\n')}\n`, { ifWrong: 'goodRows' })).toMatchObject({
			unchanged: 1499,
			written: false,
		});
	}, 60_000);
});

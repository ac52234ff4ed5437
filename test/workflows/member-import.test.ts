import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import template from '../../workflows/member-import.json';
import { fileOf, runMember } from '../nodes/support/samples-member';
import { PACKAGE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const COMMUNITY = '-1009';
const workflow = JSON.parse(JSON.stringify(template).replaceAll('COMMUNITY_ID', COMMUNITY)) as typeof template;
const [CHECK, ALL, GOOD] = [
	'只检查 · Check only',
	'全部正确才导入 · Import if every row is right',
	'导入正确的行 · Import the good rows',
];

/** n8n's own nodes are not installed with the tests: the If node does what the template's condition says. */
let mode = '';
const decide = (items: INodeExecutionData[]): INodeExecutionData[][] => {
	const wanted = items.filter(
		({ json }) => !mode.includes('Check only') && (json['ok'] === true || mode.includes('good rows')),
	);
	return [wanted, items.filter((item) => !wanted.includes(item))];
};

describe('member-import.json', () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await createHarness({
			packageDir: PACKAGE,
			stubs: {
				'n8n-nodes-base.formTrigger': {},
				'n8n-nodes-base.form': {},
				'n8n-nodes-base.if': { outputs: 2, execute: decide },
			},
		});
		const fields = {
			field: [
				{ name: 'city', label: '城市', type: 'text' },
				{ name: 'age', label: '年龄', type: 'number' },
			],
		};
		await runMember(harness, ['field', 'define'], { communityId: COMMUNITY, fields });
	}, 60_000);
	afterAll(() => harness.dispose());

	const upload = async (csv: string, chosen = '') => {
		mode = chosen;
		const file = fileOf(csv)['data'];
		const item = { json: { Mode: chosen }, binary: { CSV: file } };
		const result = await harness.run(workflow, { triggerNode: 'Upload Members', items: [item] });
		expect(result.error).toBeUndefined();
		return result;
	};
	const members = async (): Promise<number> => {
		const { items } = await runMember(harness, ['member', 'list'], { communityId: COMMUNITY, returnAll: true });
		return items.length;
	};
	const GOOD_FILE = 'ID,姓名,城市\n1,小雨,深圳\n2,阿花,<b>广州</b>\n';
	const BAD_FILE = 'ID,姓名,年龄\n3,阿明,三十\n4,小王,31\n';

	it('checks a file and writes nothing', async () => {
		const result = await upload(GOOD_FILE, CHECK);
		expect(result.json('Show Report')).toMatchObject([{ dryRun: true, created: 2, bad: 0 }]);
		expect(result.nodes['Import Members']).toBeUndefined();
		expect(await members()).toBe(0);
	});

	it('imports if every row is right, and tells what is wrong otherwise', async () => {
		const bad = await upload(BAD_FILE, ALL);
		expect(String((bad.json('Show Report')[0] as IDataObject)['html'])).toContain('<br>第 2 行「年龄」');
		expect(await members()).toBe(0);
		const good = await upload(GOOD_FILE, ALL);
		expect(good.json('Show Summary')).toMatchObject([{ dryRun: false, written: true, created: 2 }]);
		expect(await members()).toBe(2);
		expect((await upload(GOOD_FILE, ALL)).json('Show Summary')).toMatchObject([{ created: 0, unchanged: 2 }]);
	});

	it('imports the good rows if that is chosen', async () => {
		expect((await upload(BAD_FILE, GOOD)).json('Show Summary')).toMatchObject([
			{ created: 1, bad: 1, errors: [{ row: 2 }] },
		]);
		expect(await members()).toBe(3);
	});

	it('gives the list of members as a file', async () => {
		const result = await harness.run(workflow, { triggerNode: 'Download Members', items: [{ Encoding: 'GB 18030' }] });
		expect(result.error).toBeUndefined();
		const [item] = result.nodes['Send File']?.[0] ?? [];
		const bytes = Buffer.from(item?.binary?.['data']?.data ?? '', 'base64');
		expect(new TextDecoder('gb18030').decode(bytes)).toMatch(/^memberId,.*城市.*\r\n/);
		expect(new TextDecoder('gb18030').decode(bytes)).toContain('小雨');
	});
});

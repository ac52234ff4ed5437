import {
	ADMINS,
	asks,
	condition,
	event,
	fills,
	GROUP,
	PACKAGE,
	person,
	runNode,
	storeOf,
	TYPE,
} from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const rule = (name: string, field: string, text: string, fields: object = {}) => ({
	name,
	field,
	condition: condition('string', 'contains', text),
	weight: 60,
	...fields,
});
const panel = (rules: object[], parameters: object = {}) => ({
	resource: 'application',
	rules: { rule: rules },
	approveFrom: 60,
	rejectBelow: 0,
	...parameters,
});
const CITY = rule('住在深圳', 'answers.城市', '深圳');
const AD = rule('广告', 'text', '微信', { effect: 'reject' });

interface Report {
	total: number;
	complete: boolean;
	moves: Record<string, Record<string, number>>;
	changed: { applicationId: string; before: string; after: string; because: object[]; member: object }[];
	failed: { error: string }[];
	people: object;
	warnings: { code: string }[];
}

describe('Rerun', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
	}, 30_000);
	afterEach(async () => {
		await harness.dispose();
	});

	const node = async (operation: string, parameters: object, items: readonly object[] = [{}]) => {
		const result = await runNode(harness, TYPE.screening, { ...parameters, operation }, items);
		return { ...result, items: result.outputs.flat() };
	};
	const evaluate = async (items: readonly object[], rules = [CITY]) => {
		const { error, items: decided } = await node('evaluate', panel(rules, { reviewGroupId: ADMINS }), items);
		expect(error).toBeUndefined();
		return decided;
	};
	const rerun = async (rules: object[], parameters: object = {}) => {
		const { error, items } = await node('rerun', panel(rules, parameters));
		expect(error).toBeUndefined();
		return items[0] as unknown as Report;
	};

	it('tells how many decisions would change, which and why, and writes nothing', async () => {
		const [, spam] = await evaluate([fills('1', { 城市: '深圳' }), fills('2', { 城市: '深圳' }, { text: '加微信' })]);
		const before = await everything();
		const report = await rerun([CITY, AD]);
		expect(report).toMatchObject({
			total: 2,
			complete: true,
			before: { approved: 2, review: 0, rejected: 0 },
			after: { approved: 1, review: 0, rejected: 1 },
			moves: { approved: { approved: 1, rejected: 1 } },
			failed: [],
		});
		expect(report.changed).toMatchObject([
			{
				applicationId: spam?.['applicationId'],
				before: 'approved',
				after: 'rejected',
				because: [{ rule: '广告', after: { saw: '加微信', stops: 'reject' } }],
				member: { platformMemberId: '2', name: '会员2' },
			},
		]);
		expect(await everything()).toEqual(before);
	});

	it('sees text, form, invitation, handle and name as the rules did', async () => {
		const invite = { name: '海报', link: 'https://t.me/+x' };
		await evaluate(
			[asks('1', '小雨', '你好，我是设计师', { invite, memberHandle: 'rain' })],
			[rule('全部', 'text', '')],
		);
		const report = await rerun([
			rule('简介', 'text', '设计师', { weight: 15 }),
			rule('海报', 'invite.name', '海报', { weight: 15 }),
			rule('用户名', 'memberHandle', 'rain', { weight: 15 }),
			rule('名字', 'memberName', '小雨', { weight: 15 }),
		]);
		expect(report.moves).toMatchObject({ approved: { approved: 1 } });
	});

	it('compares with what people decided', async () => {
		const decided = await evaluate([fills('1', { 城市: '上海' }), fills('2', { 城市: '北京' })]);
		const press = (action: string, index: number) =>
			event({
				type: 'button',
				communityId: ADMINS,
				...person('10', '李雷'),
				button: { value: `${action}|${String(decided[index]?.['applicationId'])}|${GROUP}` },
			});
		await node('decide', { resource: 'application' }, [press('scr.approve', 0), press('scr.reject', 1)]);
		const report = await rerun([rule('住在上海', 'answers.城市', '上海')]);
		expect(report.people).toEqual({ decided: 2, agreedBefore: 0, agreeAfter: 1 });
	});

	it('keeps the signals of then', async () => {
		const blocked = {
			resource: 'blocklist',
			operation: 'add',
			communityId: GROUP,
			kind: 'word',
			value: '返利',
			reason: '广告',
		};
		await runNode(harness, TYPE.screening, blocked, [{}]);
		await node('evaluate', panel([CITY], { options: { signals: { blocklist: {} } } }), [
			fills('1', { 城市: '深圳返利' }),
		]);
		expect(await rerun([CITY])).toMatchObject({ total: 1, changed: [], moves: { rejected: { rejected: 1 } } });
	});

	it('leaves out what waits, and other communities', async () => {
		await evaluate([fills('1', { 城市: '上海' }), fills('2', { 城市: '深圳' }, { communityId: '-7' })]);
		expect((await rerun([CITY])).total).toBe(1);
		expect((await rerun([CITY], { communityId: GROUP })).total).toBe(0);
	});

	it('warns about rules that let nobody in, and goes on where one cannot be judged', async () => {
		await evaluate([fills('1', { 城市: '深圳' })]);
		const weak = await rerun([{ ...CITY, weight: 1 }]);
		expect(weak.warnings.map(({ code }) => code)).toContain('nobody_approved');
		const wrong = { ...CITY, condition: condition('string', 'regex', '(') };
		expect((await rerun([wrong])).failed).toMatchObject([{ error: expect.stringContaining('could not be judged') }]);
	});

	it('refuses rules that contradict each other, and days that are none', async () => {
		const { error } = await node('rerun', panel([AD, { ...AD, name: 'x', effect: 'review' }]));
		expect(error?.message).toMatch(/same field and condition/);
		expect((await node('rerun', panel([CITY], { days: 0 }))).error?.message).toMatch(/"Decided in the Last Days" is 0/);
	});

	async function everything() {
		const store = await storeOf(harness);
		const kept = await store.read(async (tx) => [
			await tx.listApplications({}, { limit: 100 }),
			await tx.listLedger({ communityId: GROUP }, { limit: 100 }),
		]);
		await store.close();
		return kept;
	}
});

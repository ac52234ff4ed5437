import type { IDataObject } from 'n8n-workflow';

import { ADMINS, event, fills, GROUP, PACKAGE, person, runNode, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const TASKS = {
	task: [
		{ taskId: 'share', title: '转发海报', domains: 'xiaohongshu.com, douban.com' },
		{ taskId: 'promise', title: '承诺', minimumLength: 6, words: '群规，遵守', mode: 'all' },
		{ taskId: 'shot', title: '截图', image: true, operator: true },
	],
};

const says = (memberId: string, text: string, fields: object = {}) =>
	event({ type: 'message', ...person(memberId, `会员${memberId}`), text, messageId: '77', ...fields });
const press = (operator: string, value: string, communityId = ADMINS) =>
	event({
		type: 'button',
		communityId,
		...person(operator, `管理员${operator}`),
		button: { value, messageId: '5' },
		replyHandle: { kind: 'telegram.callback', token: `cb${operator}`, expiresAt: '2026-06-01T12:05:00.000Z' },
	});

interface Message {
	to: { kind: string; id: string };
	text: string;
	buttons?: { value: string }[];
}
const messagesOf = (json: IDataObject | undefined) => (json?.['messages'] ?? []) as unknown as Message[];
const proofsOf = (json: IDataObject | undefined) => (json?.['proofs'] ?? []) as IDataObject[];

describe('tasks of newcomers', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
	});
	afterEach(async () => {
		await harness.dispose();
	});

	const operation = async (name: string, parameters: object, items: readonly object[]) =>
		await runNode(harness, TYPE.screening, { resource: 'task', operation: name, ...parameters }, items);
	const submit = async (...items: object[]): Promise<IDataObject[]> => {
		const { outputs, error } = await operation('submit', { tasks: TASKS, reviewGroupId: ADMINS }, items);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	const judge = async (parameters: object, ...items: object[]) => {
		const { outputs, error } = await operation('judge', parameters, items);
		return { verified: outputs[0] ?? [], refused: outputs[1] ?? [], error };
	};

	it('are judged by rules, each from a message that names it or an answer of a form', async () => {
		const handed = await submit(
			says('1', '#share 看看我的帖子 https://www.xiaohongshu.com/explore/1'),
			says('1', '＃承诺：我会遵守群规！'),
			says('2', '转发海报 https://example.com/xiaohongshu.com'),
			fills('3', { 承诺: '遵守', share: 'book.douban.com/subject/1' }),
		);
		expect(handed.map((json) => proofsOf(json).map(({ taskId, status }) => [taskId, status]))).toEqual([
			[['share', 'verified']],
			[['promise', 'verified']],
			[['share', 'refused']],
			[
				['share', 'verified'],
				['promise', 'refused'],
			],
		]);
		expect(proofsOf(handed[3])[1]?.['rules']).toEqual([
			{ kind: 'text', state: 'failed', saw: 2 },
			{ kind: 'contains', state: 'failed', saw: ['群规'] },
		]);
		expect(handed[1]).toMatchObject({ completed: false, done: 2, total: 3, member: { platformMemberId: '1' } });
		expect(messagesOf(handed[0])).toMatchObject([
			{ to: { kind: 'group', id: GROUP }, text: '「转发海报」已完成 ✅\n还没完成：承诺、截图', replyTo: '77' },
		]);
	});

	it('pass over messages that name no task', async () => {
		expect(
			await submit(says('1', '大家好'), says('1', '#shared 看看'), event({ type: 'joined', ...person('1', 'x') })),
		).toEqual([]);
	});

	it('go to an operator where told so; the first judgement stands', async () => {
		const proof = says('1', '#shot', { hasImage: true });
		const [handed] = await submit(proof);
		expect(proofsOf(handed)).toMatchObject([{ taskId: 'shot', status: 'waiting' }]);
		const card = messagesOf(handed).find(({ to }) => to.id === ADMINS);
		expect(card?.text).toBe('📋 入群任务：会员1\n任务：截图\n（附图片）');
		const [verify = '', refuse = ''] = (card?.buttons ?? []).map(({ value }) => value);
		expect(await submit(proof)).toEqual([{ ...handed, duplicate: true }]);

		const elsewhere = await judge({}, press('1', verify, GROUP));
		expect([elsewhere.verified, elsewhere.refused]).toEqual([[], []]);
		const decisive = press('7', verify);
		const { verified } = await judge({}, decisive);
		expect(verified).toMatchObject([
			{
				duplicate: false,
				taskId: 'shot',
				status: 'verified',
				operator: '管理员7',
				community: { communityId: GROUP },
				member: { platformMemberId: '1' },
			},
		]);
		expect(messagesOf(verified[0])).toMatchObject([
			{ to: { kind: 'reply', id: 'cb7' }, text: '✅ 已通过 · 管理员7' },
			{ to: { kind: 'group', id: ADMINS }, replaces: '5' },
			{ to: { kind: 'member', id: '1' }, text: '「截图」已完成 ✅' },
		]);
		expect((await judge({}, decisive)).verified).toEqual([{ ...verified[0], duplicate: true }]);
		const late = await judge({}, press('8', refuse));
		expect(late.verified).toMatchObject([{ duplicate: true, status: 'verified', operator: '管理员7' }]);
		expect(messagesOf(late.verified[0]).map(({ text }) => text)).toEqual(['这份任务已由 管理员7 处理']);
	});

	it('a refusal tells why, and something newer may be handed in; the old card then settles nothing', async () => {
		const idOf = (json: IDataObject | undefined) => String(proofsOf(json)[0]?.['proofId']);
		const [first] = await submit(says('1', '#shot', { hasImage: true }));
		const fields = { judgementSource: 'fields', communityId: GROUP, judgement: 'refused', operator: 'Li Lei' };
		const { refused } = await judge({ ...fields, proofId: idOf(first), options: { note: '看不清日期' } }, {});
		expect(refused).toMatchObject([{ status: 'refused', note: '看不清日期', replaced: false }]);
		expect(messagesOf(refused[0]).map(({ text }) => text)).toEqual([
			'「截图」还差一点，请补充后再提交\n管理员留言：看不清日期',
		]);

		const [second] = await submit(says('1', '#shot', { hasImage: true }));
		const [third] = await submit(says('1', '#shot', { hasImage: true }));
		const old = await judge({ ...fields, proofId: idOf(second), judgement: 'verified' }, {});
		expect(old.refused).toMatchObject([{ status: 'waiting', replaced: true, messages: [] }]);
		const newest = await judge({ ...fields, proofId: idOf(third), judgement: 'verified' }, {});
		expect(newest.verified).toMatchObject([{ status: 'verified', replaced: false }]);
	});

	it('tell how far one member or everybody is', async () => {
		await submit(says('1', '#share https://douban.com/1'), says('2', '#shot', { hasImage: true }));
		const names = { task: TASKS.task.map(({ taskId, title }) => ({ taskId, title })) };
		const mine = await operation('progress', { tasks: names }, [says('1', 'hi')]);
		expect(mine.outputs[0]).toMatchObject([
			{
				done: 1,
				total: 3,
				completed: false,
				tasks: [{ taskId: 'share', status: 'verified' }, { status: 'missing' }, { status: 'missing' }],
			},
		]);
		const all = await operation(
			'progress',
			{ tasks: names, whose: 'all', returnAll: true, options: { communityId: GROUP, only: 'waiting' } },
			[{}],
		);
		expect(all.outputs[0]).toMatchObject([{ done: 0, member: { platformMemberId: '2', name: '会员2' } }]);
	});

	it.each([
		['no tasks', { tasks: {} }, /There are no tasks/],
		['two with one ID', { tasks: { task: [TASKS.task[0], TASKS.task[0]] } }, /two tasks share a taskId/],
		[
			'a domain that is none',
			{ tasks: { task: [{ taskId: 'a', title: 'a', domains: 'http://x/y' }] } },
			/must be a domain/,
		],
		['an Only Task that is not there', { tasks: TASKS, options: { only: 'x' } }, /There is no task "x"/],
	])('say what is wrong with the panel: %s', async (_what, parameters, message) => {
		const { error } = await operation('submit', parameters, [says('1', '#share')]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/\w+ \w+/);
	});

	it('say what is wrong with a judgement', async () => {
		const { error } = await judge({ judgementSource: 'fields', communityId: GROUP, proofId: 'x', operator: 'Li' }, {});
		expect(error?.message).toMatch(/no proof x in community/);
	});
});

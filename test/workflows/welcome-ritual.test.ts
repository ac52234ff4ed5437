import type { CommunityEvent } from '../../community/event';
import type { StoreConfig } from '../../store';
import template from '../../workflows/welcome-ritual.json';
import { FakeBotApi, type BotCall } from '../nodes/support/bot-api';
import { inStore } from '../nodes/support/elimination';
import { ADMINS, asks, event, GROUP, PACKAGE, person } from '../nodes/support/workflows';
import { ENGINES, Engines } from '../store/support/engines';
import { createHarness, type Harness } from './harness';

const workflow = JSON.parse(
	JSON.stringify(template).replaceAll('ADMIN_GROUP_ID', ADMINS).replaceAll('COMMUNITY_ID', GROUP),
) as typeof template;

const TEN = '2026-06-01T02:00:00.000Z'; // 10:00 in Shanghai, a Monday
const after = (minutes: number): string => new Date(Date.parse(TEN) + minutes * 60_000).toISOString();

interface Button {
	text: string;
	callback_data: string;
}

const buttonsOf = (call: BotCall | undefined): Button[] =>
	(call?.params['reply_markup'] as { inline_keyboard: Button[][] } | undefined)?.inline_keyboard.flat() ?? [];

describe.each(ENGINES)('welcome-ritual.json on the %s store', (engine) => {
	const engines = new Engines();
	let store: StoreConfig;
	let harness: Harness;
	let bot: FakeBotApi;
	let now = TEN;
	beforeAll(async () => await engines.start(), 60_000);
	afterAll(async () => await engines.stop(), 60_000);
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		store = engines.fresh(engine);
		now = TEN;
		harness = await createHarness({
			packageDir: PACKAGE,
			baseTime: TEN,
			timezone: 'Asia/Shanghai',
			credentials: {
				...bot.credentials,
				communityStoreApi: 'file' in store ? { engine, fileName: store.file } : { ...store, ca: '', maxConnections: 5 },
			},
		});
	}, 30_000);
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const at = (minutes: number): void => {
		now = after(minutes);
		harness.setTime(now);
	};
	const run = async (triggerNode: string, ...items: object[]) => {
		const result = await harness.run(workflow, { triggerNode, items });
		expect(result.error).toBeUndefined();
		return result;
	};
	const happens = async (...events: CommunityEvent[]) => await run('Telegram Group', ...events);
	const scheduled = async () => await run('Every 5 Minutes', { timestamp: now });
	const joins = (id: string, name = `新人${id}`, fields: Partial<CommunityEvent> = {}) =>
		event({ type: 'joined', occurredAt: now, ...person(id, name), ...fields });
	const leaves = (id: string) => event({ type: 'left', occurredAt: now, ...person(id, `新人${id}`) });
	let count = 100;
	const says = (id: string, text: string) => {
		count += 1;
		return event({ type: 'message', occurredAt: now, ...person(id, `新人${id}`), text, messageId: String(count) });
	};
	const presses = (id: string, button: Button | undefined, communityId = GROUP) => {
		count += 1;
		return event({
			type: 'button',
			communityId,
			occurredAt: now,
			...person(id, `新人${id}`),
			button: { value: button?.callback_data ?? '', messageId: '5' },
			replyHandle: { kind: 'telegram.callback', token: `cb${count}`, expiresAt: after(10_000) },
		});
	};
	const sentTo = (id: string): BotCall[] =>
		bot.named('sendMessage').filter(({ params }) => params['chat_id'] === Number(id));
	const said = (id = GROUP): string[] => sentTo(id).map(({ params }) => String(params['text']));
	const toasts = (): string[] => bot.named('answerCallbackQuery').map(({ params }) => String(params['text']));

	it('walks a newcomer from the greeting to the owner’s introduction and the end', async () => {
		await happens(joins('7', '林晓雨'));
		expect(said()).toEqual([expect.stringContaining('👋 欢迎 @林晓雨 加入深圳设计师社群')]);
		expect(said()[0]).toContain('照格式发一段自我介绍');
		await happens(joins('7', '林晓雨'));
		expect(said()).toHaveLength(1);

		at(1);
		await happens(presses('7', buttonsOf(sentTo(GROUP)[0])[0]));
		expect(toasts()).toEqual(['谢谢！群规已确认 ✅']);
		expect(said().at(-1)).toContain('昵称：\n坐标：\n职业：\n能提供（选填）：\n想要（选填）：');

		at(2);
		await happens(says('7', '昵称：小雨\n坐标 深圳'));
		expect(said().at(-1)).toContain('还差：职业');
		await happens(says('8', '职业：不相干'));
		expect(said()).toHaveLength(3);
		at(3);
		await happens(says('7', '职业：产品设计'));
		expect(said().at(-2)).toBe(
			'📣 向大家介绍新朋友 @林晓雨（小雨）：来自深圳，做产品设计。能提供：热情；想要：认识大家。',
		);

		at(4);
		const interests = buttonsOf(sentTo(GROUP).at(-1));
		expect(interests.map(({ text }) => text.split(' ')[0])).toEqual(['读书', '运动', '创业', '亲子', '✅']);
		await happens(presses('7', interests.at(-1)));
		await happens(presses('7', interests[0]), presses('7', interests[1]));
		await happens(presses('7', interests[1]));
		const picked = await happens(presses('7', interests.at(-1)));
		expect(picked.json('Ritual Step')).toMatchObject([{ recorded: 'interests', tags: ['reading'] }]);
		expect(toasts().slice(1)).toEqual([
			'先选至少一项吧',
			expect.stringContaining('已选：读书'),
			expect.stringContaining('已选：运动'),
			expect.stringContaining('已取消：运动'),
			'✅ 已完成',
		]);

		at(5);
		const [first, second] = buttonsOf(sentTo(GROUP).at(-1));
		await happens(presses('7', first), says('7', '大家好呀'), presses('7', second));
		expect(said().at(-1)).toBe('🎉 @林晓雨 完成了入群仪式，获得 20 积分，正式成为我们的一员！');
		const memberId = await inStore(store, async (tx) => {
			const found = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '7' });
			return found?.memberId ?? '';
		});
		expect(await inStore(store, (tx) => tx.pointsBalance(GROUP, memberId))).toBe(20);
	});

	it('greets fifty newcomers in a few messages, each of them once', async () => {
		await happens(joins('100'));
		for (let batch = 0; batch < 3; batch += 1) {
			await happens(...Array.from({ length: 17 }, (_none, index) => joins(String(101 + batch * 17 + index))));
		}
		await scheduled();
		at(2);
		await scheduled();
		await scheduled();
		const greetings = said().filter((text) => text.includes('👋 欢迎'));
		expect(greetings.length).toBeLessThanOrEqual(7);
		const names = greetings.flatMap((text) => [...text.matchAll(/@新人(\d+)/g)].map(([, id]) => Number(id)));
		expect(names.sort((a, b) => a - b)).toEqual(Array.from({ length: 52 }, (_none, index) => 100 + index));
		const together = sentTo(GROUP).find(({ params }) => String(params['text']).includes('、@'));
		await happens(presses('120', buttonsOf(together)[0]));
		expect(toasts()).toEqual(['谢谢！群规已确认 ✅']);
	});

	it('reminds those who lack the same steps together, by day only, and each reminder once', async () => {
		await happens(joins('7'), joins('8'));
		at(2);
		await scheduled();
		const before = said().length;
		at(24 * 60 - 30);
		await scheduled();
		expect(said()).toHaveLength(before);
		at(24 * 60 + 5);
		await scheduled();
		await scheduled();
		const reminder = said().slice(before);
		expect(reminder).toEqual([expect.stringMatching(/^⏰ @新人[78]、@新人[78] 入群还差这几步/)]);
		at(24 * 60 + 10);
		await happens(presses('7', buttonsOf(sentTo(GROUP).at(-1))[0]));
		expect(toasts().at(-1)).toBe('谢谢！群规已确认 ✅');

		at(72 * 60 + 13 * 60); // 23:00 in Shanghai
		const atNight = said().length;
		await scheduled();
		expect(said()).toHaveLength(atNight);
		at(96 * 60);
		await scheduled();
		expect(said(ADMINS)).toEqual([expect.stringContaining('⏰ 新人8 的「看群规')]);
		await scheduled();
		expect(said(ADMINS)).toHaveLength(1);
	});

	it('says what was composed and never left, once, after n8n was stopped in between', async () => {
		await happens(joins('7'), joins('8'));
		at(2);
		const chat = workflow.nodes.map((node) => (node.name === 'Say It' ? { ...node, disabled: true } : node));
		const lost = await harness.run({ ...workflow, nodes: chat }, { triggerNode: 'Every 5 Minutes', items: [{}] });
		expect(lost.error).toBeUndefined();
		await happens(joins('9'));
		const before = said().length;
		at(4);
		await scheduled();
		await scheduled();
		const greeted = said().join('\n');
		for (const id of ['7', '8', '9'])
			expect(greeted.split(`@新人${id} `).length + greeted.split(`@新人${id}、`).length).toBe(3);
		expect(said().length).toBeGreaterThanOrEqual(before);
	});

	it('leaves those alone who have left, and makes them members again when they are back', async () => {
		await happens(joins('7'));
		at(1);
		await happens(leaves('7'));
		at(24 * 60 + 5);
		await scheduled();
		expect(said()).toHaveLength(1);
		at(24 * 60 + 10);
		await happens(joins('7'));
		expect(said().at(-1)).toContain('👋 欢迎 @新人7 回来！进群先做这些');
		await happens(joins('7'));
		expect(said()).toHaveLength(2);
		const member = await inStore(store, (tx) => tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '7' }));
		expect(member?.status).toBe('member');
	});

	it('leaves those who were approved to the workflow that approves', async () => {
		const screening = {
			name: 'Screening',
			nodes: [
				{
					...workflow.nodes[0],
					id: 's',
					name: 'Asks',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					parameters: {},
				},
				{
					id: 'e',
					name: 'Screen',
					type: 'n8n-nodes-shequn.memberScreening',
					typeVersion: 1,
					position: [0, 0],
					parameters: { resource: 'application', operation: 'evaluate', approveFrom: 0, rejectBelow: -1 },
				},
			],
			connections: { Asks: { main: [[{ node: 'Screen', type: 'main', index: 0 }]] } },
		};
		const screened = await harness.run(screening as never, {
			triggerNode: 'Asks',
			items: [asks('7', '林晓雨', '你好')],
		});
		expect(screened.error).toBeUndefined();
		await happens(joins('7'), joins('8'));
		expect(said().join()).not.toContain('新人7');
		expect(said().join()).toContain('新人8');
	});

	it('reports to the operators on Monday', async () => {
		await happens(joins('7', '小雨', { invite: { name: '海报 A', link: 'https://t.me/+a', inviterId: '99' } }));
		await happens(presses('7', buttonsOf(sentTo(GROUP)[0])[0]));
		const monday = await run('Monday Morning', { timestamp: now });
		expect(monday.json('Weekly Report')).toMatchObject([
			{
				total: { started: 1, completed: 0, underWay: 1, completionRate: 0 },
				cohorts: [{ cohort: '2026-06-01', started: 1 }],
				segments: [{ segment: '海报 · poster', started: 1 }],
				inviters: [{ inviter: 'telegram:99', started: 1 }],
				steps: expect.arrayContaining([
					expect.objectContaining({ stepId: 'accept_rules', done: 1, doneRate: 1 }),
					expect.objectContaining({ stepId: 'introduce', done: 0, asked: 1, doneRate: 0 }),
				]) as unknown,
			},
		]);
		expect(said(ADMINS)[0]).toContain('📊 入群仪式「welcome」\n开始 1 人，完成 0 人（0%）');
		await run('Monday Morning', { timestamp: now });
		expect(said(ADMINS)).toHaveLength(1);
	});
});

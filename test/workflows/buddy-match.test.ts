import type { StoreConfig } from '../../store';
import template from '../../workflows/buddy-match.json';
import { FakeBotApi, type BotCall } from '../nodes/support/bot-api';
import { presses, says } from '../nodes/support/buddies';
import { ADMINS, GROUP, PACKAGE } from '../nodes/support/workflows';
import { ENGINES, Engines } from '../store/support/engines';
import { createHarness, type Harness } from './harness';

const workflow = JSON.parse(
	JSON.stringify(template).replaceAll('ADMIN_GROUP_ID', ADMINS).replaceAll('COMMUNITY_ID', GROUP),
) as typeof template;

/** So many days after a Saturday, 10:00 in Shanghai. */
const day = (days: number, hours = 0): string =>
	new Date(Date.parse('2026-06-06T02:00:00.000Z') + days * 86_400_000 + hours * 3_600_000).toISOString();

const valuesOf = (call: BotCall | undefined): string[] =>
	(call?.params['reply_markup'] as { inline_keyboard: { callback_data: string }[][] } | undefined)?.inline_keyboard
		.flat()
		.map(({ callback_data }) => callback_data) ?? [];

describe.each(ENGINES)('buddy-match.json on the %s store', (engine) => {
	const engines = new Engines();
	let store: StoreConfig;
	let harness: Harness;
	let bot: FakeBotApi;
	beforeAll(async () => await engines.start(), 60_000);
	afterAll(async () => await engines.stop(), 60_000);
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		store = engines.fresh(engine);
		harness = await createHarness({
			packageDir: PACKAGE,
			baseTime: day(0),
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

	const run = async (triggerNode: string, ...items: object[]) => {
		const result = await harness.run(workflow, { triggerNode, items });
		expect(result.error).toBeUndefined();
		return result;
	};
	const scheduled = async (triggerNode: string, at: string) => {
		harness.setTime(at);
		return await run(triggerNode, { timestamp: at });
	};
	const sentTo = (id: string): BotCall[] =>
		bot.named('sendMessage').filter(({ params }) => params['chat_id'] === Number(id));
	const textsTo = (id: string) => sentTo(id).map(({ params }) => String(params['text']));
	const toasts = () => bot.named('answerCallbackQuery').map(({ params }) => params['text']);

	it('goes from the invitation to the answers', async () => {
		await scheduled('Saturday Invitation', day(0));
		const [join = ''] = valuesOf(sentTo(GROUP)[0]);
		expect(textsTo(GROUP)[0]).toContain('想在社群认识一位新朋友吗？');

		await run('Telegram Group', presses('11', join), presses('12', join), says('13', '大家早上好'));
		await run('Telegram Group', says('13', '结伴 跑步 想要：设计'), says('14', '结伴 跑步 提供：设计'));
		expect(toasts()).toEqual(['报名成功！下一轮会为你找搭子 🤝', '报名成功！下一轮会为你找搭子 🤝']);
		expect(textsTo(GROUP)[1]).toContain('已为你报名结伴');

		await scheduled('Monday Round', day(2));
		const introduced = textsTo(GROUP).at(-1) ?? '';
		expect(introduced).toContain('🤝 这一轮的搭子名单：');
		expect(introduced).toContain('• 会员13 想找「设计」，会员14 正好可以提供');
		expect(textsTo(ADMINS)[0]).toContain('搭子匹配公平报告（共 1 轮）');
		const before = bot.calls.length;
		const again = await scheduled('Monday Round', day(2));
		expect(again.json('Match')).toMatchObject([{ kind: 'round', duplicate: true }, {}, {}]);
		expect(bot.calls).toHaveLength(before);

		await scheduled('Every Day', day(6, 9));
		expect(bot.calls).toHaveLength(before);
		await scheduled('Every Day', day(7, 9));
		await scheduled('Every Day', day(7, 9));
		const asked = sentTo(GROUP).filter(({ params }) => String(params['text']).endsWith('你们见面或聊过了吗？'));
		expect(asked).toHaveLength(2);

		const wished = asked.find(({ params }) => String(params['text']).includes('会员13'));
		const [yes = '', no = ''] = valuesOf(wished);
		await run('Telegram Group', presses('13', yes), presses('11', no), presses('14', yes), presses('14', yes));
		expect(toasts().slice(2)).toEqual([
			'太好了，谢谢告诉我们 🎉',
			expect.stringMatching(/^这是问 会员1[34]、会员1[34] 的$/),
			'太好了，谢谢告诉我们 🎉',
			'已经记下了 👌',
		]);
		const texts = textsTo(GROUP).length;
		await scheduled('Every Day', day(9, 9));
		expect(textsTo(GROUP).slice(texts)).toEqual([expect.stringMatching(/^⏰ @会员1[12]、@会员1[12]，/)]);
		await scheduled('Every Day', day(15, 9));
		expect(textsTo(GROUP)).toHaveLength(texts + 1);
	});

	it('makes no repeat, and says why somebody is left alone', async () => {
		const people = ['21', '22', '23', '24'];
		await run('Telegram Group', ...people.map((id) => says(id, '结伴')));
		const groupsOf = (result: Awaited<ReturnType<typeof scheduled>>) =>
			(result.json('Match') as { group?: { memberIds: string[] } }[]).flatMap(
				({ group }) => group?.memberIds.join() ?? [],
			);
		const first = groupsOf(await scheduled('Monday Round', day(2)));
		const second = groupsOf(await scheduled('Monday Round', day(9)));
		const third = groupsOf(await scheduled('Monday Round', day(16)));
		expect(new Set([...first, ...second, ...third]).size).toBe(6);

		await run('Telegram Group', says('25', '结伴'), says('24', '退出结伴'), says('26', '结伴'));
		expect(textsTo(GROUP).at(-2)).toContain('已退出结伴');
		const fourth = await scheduled('Monday Round', day(23));
		const [round, ...rest] = fourth.json('Match') as { kind: string; round: { people: number; trios: number } }[];
		expect(round?.round).toMatchObject({ number: 4, people: 5 });
		expect(rest.map(({ kind }) => kind)).toEqual(['group', 'group', 'alone']);
		expect(rest[2]).toMatchObject({ alone: { reason: 'odd_one', advice: expect.stringContaining('不重复轮数') } });
		expect(textsTo(GROUP).at(-1)).toMatch(/^@会员2[123]，这一轮没能为你们找到搭子/);
	});
});

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CommunityEvent } from '../../community/event';
import template from '../../workflows/screened-join.json';
import { FakeBotApi, type BotCall } from '../nodes/support/bot-api';
import { ADMINS, asks, event, GROUP, person } from '../nodes/support/workflows';
import { ENGINES, Engines } from '../store/support/engines';
import { createHarness } from './harness';

const TRIGGER = 'Telegram Group';

interface Persona {
	label: 'personaGood' | 'personaDoubtful' | 'personaAd';
	name: string;
	bio: string;
}

/** Whom the demo group's page offers to play, by language. The page's modules are read by a Node.js of their own. */
function personas(): Record<string, Persona[]> {
	const file = pathToFileURL(join(__dirname, '../../sandbox/demo-group/web/personas.js')).href;
	const script = `import(${JSON.stringify(file)}).then(({ PERSONAS }) => console.log(JSON.stringify(PERSONAS)))`;
	return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as Record<string, Persona[]>;
}

const workflow = JSON.parse(JSON.stringify(template).replaceAll('ADMIN_GROUP_ID', ADMINS)) as typeof template;

describe.each(ENGINES)('screened-join.json on the %s store', (engine) => {
	const engines = new Engines();
	let harness: Awaited<ReturnType<typeof createHarness>>;
	let bot: FakeBotApi;

	beforeAll(async () => await engines.start(), 60_000);
	afterAll(async () => await engines.stop(), 60_000);
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		const store = engines.fresh(engine);
		harness = await createHarness({
			packageDir: join(__dirname, '../..'),
			credentials: {
				...bot.credentials,
				communityStoreApi: 'file' in store ? { engine, fileName: store.file } : { ...store, ca: '', maxConnections: 5 },
			},
		});
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const run = async (...items: CommunityEvent[]) => {
		const result = await harness.run(workflow, { triggerNode: TRIGGER, items });
		expect(result.error).toBeUndefined();
		return result;
	};
	const buttonsOf = (call: BotCall | undefined): { text: string; callback_data: string }[] =>
		(
			call?.params['reply_markup'] as { inline_keyboard: { text: string; callback_data: string }[][] }
		).inline_keyboard.flat();

	it('lets a good applicant in and welcomes them once, however often the update comes', async () => {
		const request = asks('7', '林晓雨', '大家好，我是林晓雨，坐标深圳，希望认识更多设计师');
		const first = await run(request);
		expect(first.json('Screen by Rules')).toMatchObject([{ decision: 'approved', score: 60, duplicate: false }]);
		expect(bot.named('approveChatJoinRequest')).toMatchObject([{ params: { user_id: 7 } }]);
		expect(bot.named('sendMessage')).toHaveLength(1);
		expect(bot.named('sendMessage')[0]?.params['text']).toContain('欢迎 @林晓雨 加入深圳设计师社群');

		const again = await run(request);
		expect(again.json('Screen by Rules')).toMatchObject([{ decision: 'approved', duplicate: true }]);
		expect(bot.named('sendMessage')).toHaveLength(1);
	});

	it('decides the people of the demo group as its page says, in both languages', async () => {
		const expected = { personaGood: 'approved', personaDoubtful: 'review', personaAd: 'rejected' };
		for (const [language, people] of Object.entries(personas())) {
			for (const [index, { label, name, bio }] of people.entries()) {
				const eventId = `${language}${index}`;
				const result = await run(asks(eventId, name, bio, { eventId, invite: { link: 'https://t.me/+demo' } }));
				const decided = [0, 1, 2].flatMap((output) => result.json('Screen by Rules', output));
				expect(decided).toMatchObject([{ decision: expected[label], member: { name } }]);
			}
		}
	});

	it('turns an advertiser away with a word in private', async () => {
		await run(asks('8', '返利客服', '想学习？加微信 vx123，高返利日结'));
		expect(bot.named('declineChatJoinRequest')).toHaveLength(1);
		expect(bot.named('approveChatJoinRequest')).toHaveLength(0);
		expect(bot.named('sendMessage')).toMatchObject([{ params: { chat_id: 8 } }]);
	});

	it('asks the operators in doubt; the first click decides, a click from elsewhere never does', async () => {
		await run(asks('9', '阿强', '随便看看'));
		const card = bot.named('sendMessage').find(({ params }) => params['chat_id'] === Number(ADMINS));
		expect(card?.params['text']).toContain('📝 入群申请：阿强');
		const [approve, reject] = buttonsOf(card);
		const click = (value: string | undefined, communityId: string, actor: string) =>
			event({
				type: 'button',
				communityId,
				...person(actor, `管理员${actor}`),
				button: { value: value ?? '', messageId: '1' },
				replyHandle: {
					kind: 'telegram.callback',
					token: `cb${actor}${communityId}`,
					expiresAt: '2026-06-01T12:05:00.000Z',
				},
			});

		await run(click(approve?.callback_data, GROUP, '9'));
		expect(bot.named('approveChatJoinRequest')).toHaveLength(0);

		await run(click(approve?.callback_data, ADMINS, '1'));
		expect(bot.named('approveChatJoinRequest')).toMatchObject([{ params: { chat_id: Number(GROUP), user_id: 9 } }]);
		expect(bot.named('editMessageText')[0]?.params['text']).toContain('✅ 已通过 · 管理员1');

		const late = await run(click(reject?.callback_data, ADMINS, '2'));
		expect(late.json("Operator's Click", 0)).toMatchObject([
			{ decision: 'approved', duplicate: true, operator: '管理员1' },
		]);
		expect(bot.named('declineChatJoinRequest')).toHaveLength(0);
		expect(bot.named('answerCallbackQuery').at(-1)?.params['text']).toContain('已由 管理员1 通过');
	});

	it('walks the newcomer through the ritual and books the points', async () => {
		await run(event({ type: 'joined', ...person('7', '林晓雨') }));
		const [accept] = buttonsOf(bot.named('sendMessage')[0]);
		const press = (memberId: string) =>
			event({
				type: 'button',
				...person(memberId, '某人'),
				button: { value: accept?.callback_data ?? '', messageId: '1' },
				replyHandle: { kind: 'telegram.callback', token: `cb${memberId}`, expiresAt: '2026-06-01T12:05:00.000Z' },
			});

		const stranger = await run(press('8'));
		expect(stranger.json('Ritual Step')).toMatchObject([{ recorded: null }]);
		expect(bot.named('answerCallbackQuery')[0]?.params['text']).toBe('这个按钮是给 林晓雨 的');

		const accepted = await run(press('7'));
		expect(accepted.json('Ritual Step')).toMatchObject([
			{ recorded: 'accept_rules', ritual: { completed: false }, points: 0 },
		]);

		const chatter = await run(event({ type: 'message', ...person('7', '林晓雨'), text: '哈哈哈哈哈哈哈哈哈哈哈哈' }));
		expect(chatter.json('Ritual Step')).toEqual([]);

		const introduced = await run(
			event({ type: 'message', ...person('7', '林晓雨'), text: '大家好，我是小雨，坐标深圳，做产品设计 🎨' }),
		);
		expect(introduced.json('Ritual Step')).toMatchObject([
			{ recorded: 'introduce', ritual: { completed: true }, points: 10 },
		]);
		expect(bot.named('sendMessage').at(-1)?.params['text']).toContain('获得 10 积分');
	});
});

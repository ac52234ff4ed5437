import type { CommunityEvent } from '../../community/event';
import { FakeBotApi } from '../nodes/support/bot-api';
import { chain, event, GROUP, node, PACKAGE, person, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

type Messages = { text: string; dedupeKey: string; buttons?: { value: string }[] }[];

const joins = (memberId: string, name: string, fields: Partial<CommunityEvent> = {}) =>
	event({ type: 'joined', ...person(memberId, name), ...fields });
const says = (memberId: string, text: string) =>
	event({ type: 'message', ...person(memberId, '某人'), text, messageId: '77' });
const presses = (memberId: string, value: string) =>
	event({
		type: 'button',
		...person(memberId, '某人'),
		button: { value, messageId: '5' },
		replyHandle: { kind: 'telegram.callback', token: `cb${memberId}`, expiresAt: '2026-06-01T12:05:00.000Z' },
	});
const INTRODUCTION = '大家好，我是小雨，坐标深圳，做产品设计';

describe('Welcome Ritual', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		harness = await createHarness({ packageDir: PACKAGE, credentials: bot.credentials });
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const operation = async (name: string, parameters: object, items: readonly object[], continueOnFail = false) =>
		await runNode(harness, TYPE.ritual, { resource: 'ritual', operation: name, ...parameters }, items, {
			continueOnFail,
		});
	const start = async (parameters: object, ...items: object[]) => {
		const { outputs, error } = await operation('start', parameters, items);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	const record = async (...items: object[]) => {
		const { outputs, error } = await operation('recordStep', {}, items);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	const progress = async (parameters: object = {}) => {
		const { outputs, error } = await operation('progress', { communityId: GROUP, ...parameters }, [{}]);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	const messagesOf = (json: object | undefined): Messages => (json as { messages: Messages }).messages;
	const acceptValue = (json: object | undefined): string => messagesOf(json)[0]?.buttons?.[0]?.value ?? '';

	describe('with some of the steps', () => {
		it('of none is complete at once and books its points', async () => {
			harness.setTime('2026-06-01T12:00:02.000Z');
			const [json] = await start({ steps: [], completionPoints: 25 }, joins('7', '小雨'));
			expect(json).toMatchObject({
				duplicate: false,
				ritual: {
					ritualId: 'welcome',
					version: 1,
					completed: true,
					completedAt: '2026-06-01T12:00:02.000Z',
					steps: [],
				},
			});
			expect(messagesOf(json)).toHaveLength(1);
			await start({ steps: [], completionPoints: 25 }, joins('7', '小雨'));
			expect(await progress()).toMatchObject([{ points: 25, ritual: { completed: true } }]);
		});

		it('of the introduction alone shows no rules and no button, and asks at once', async () => {
			const [json] = await start({ steps: ['introduce'], completionPoints: 10 }, joins('7', '小雨'));
			const [greeting, ...others] = messagesOf(json);
			expect(others.map(({ text }) => text)).toEqual([expect.stringContaining('介绍一下自己')]);
			expect(greeting?.text).not.toContain('群规：');
			expect(greeting).not.toHaveProperty('buttons');
			expect(await record(says('7', INTRODUCTION))).toMatchObject([
				{
					recorded: 'introduce',
					points: 10,
					ritual: { completed: true, steps: [{ stepId: 'introduce', done: true }] },
				},
			]);
		});

		it('of the rules alone is complete when they are accepted', async () => {
			const [json] = await start({ steps: ['accept_rules'], completionPoints: 0 }, joins('7', '小雨'));
			const [accepted] = await record(presses('7', acceptValue(json)));
			expect(accepted).toMatchObject({ recorded: 'accept_rules', points: 0, ritual: { completed: true } });
			expect(messagesOf(accepted).map(({ text }) => text)).toEqual([
				'谢谢！群规已确认 ✅',
				'🎉 @小雨 完成了入群仪式，正式成为我们的一员！',
			]);
		});

		it('books points for each step and for the end, once each', async () => {
			const parameters = { steps: ['accept_rules', 'introduce'], completionPoints: 10, options: { stepPoints: 3 } };
			const [json] = await start(parameters, joins('7', '小雨'));
			const introduced = says('7', INTRODUCTION);
			expect(await record(introduced)).toMatchObject([{ duplicate: false, points: 3, ritual: { completed: false } }]);
			expect(await record(introduced)).toMatchObject([{ duplicate: true, points: 3 }]);
			expect(await record(says('7', INTRODUCTION))).toEqual([]);
			const press = presses('7', acceptValue(json));
			const [completed] = await record(press);
			expect(completed).toMatchObject({ duplicate: false, points: 16, ritual: { completed: true } });
			expect(messagesOf(completed).at(-1)?.text).toContain('获得 16 积分');
			expect(await record(press)).toEqual([{ ...completed, duplicate: true }]);
			expect(await record(presses('7', acceptValue(json)))).toMatchObject([
				{ duplicate: true, recorded: null, messages: [{ text: '你已经确认过群规了 👌' }] },
			]);
			expect(await progress()).toMatchObject([{ points: 16 }]);
		});

		it('asks for the introduction after the rules, in one batch too', async () => {
			const [json] = await start({ steps: ['accept_rules', 'introduce'] }, joins('7', '小雨'));
			const [accepted, introduced] = await record(presses('7', acceptValue(json)), says('7', INTRODUCTION));
			expect(messagesOf(accepted).at(-1)?.text).toContain('@小雨 接下来，用几句话介绍一下自己吧');
			expect(introduced).toMatchObject({ recorded: 'introduce', ritual: { completed: true } });
		});
	});

	it.each([
		[{}, '我是', '短', false],
		[{ minimumLength: 2 }, '我是', '短', true],
		[{ introductionWords: '*' }, '今天天气真好，适合出去走走', 'any', true],
		[{ introductionWords: '城市，爱好、hobby' }, '爱好：跑步、看书、做饭、拍照', 'own word', true],
		[{ introductionWords: '城市，爱好、hobby' }, INTRODUCTION, 'shipped words replaced', false],
	])('knows an introduction by %j: %s', async (options, text, _why, expected) => {
		await start({ steps: ['introduce'], options }, joins('7', '小雨'));
		expect(await record(says('7', text))).toHaveLength(expected ? 1 : 0);
	});

	describe('the greeting', () => {
		it('may be written by the operator; names are data', async () => {
			const [json] = await start(
				{ steps: [], greeting: 'Hi @{name}, this is {community|our place}.' },
				joins('7', '{community} <b>&'),
			);
			expect(messagesOf(json)[0]?.text).toBe('Hi @{community} <b>&, this is 深圳设计师社群.');
		});

		it.each(['greeting', 'groupRules'])(
			'with a misspelt variable in %s is refused and writes nothing',
			async (field) => {
				const { error } = await operation('start', { [field]: '欢迎 {nmae}' }, [joins('7', 'a'), joins('8', 'b')]);
				expect(error).toMatchObject({
					name: 'NodeOperationError',
					message: 'The text uses {nmae}, which does not exist',
					description: 'These exist here: {name}, {community}, {steps}.',
					context: { itemIndex: 0 },
				});
				expect(await progress()).toEqual([]);
				const store = await storeOf(harness);
				expect(await store.read((tx) => tx.listLedger({ communityId: GROUP }, { limit: 10 }))).toEqual([]);
				await store.close();
			},
		);

		it.each([
			['member', 'zh-hans', '欢迎'],
			['member', 'zh_CN', '欢迎'],
			['member', 'de', 'Welcome'],
			['member', undefined, '欢迎'],
			['zh-CN', 'en', '欢迎'],
			['en', 'zh-hans', 'Welcome'],
		])('in "%s" for a member who speaks %s says %s', async (language, memberLanguage, word) => {
			const { memberLanguage: _language, ...joined } = joins('7', 'Rain');
			const [json] = await start(
				{ language },
				{ ...joined, ...(memberLanguage === undefined ? {} : { memberLanguage }) },
			);
			expect(messagesOf(json)[0]?.text).toContain(word);
		});

		it('is sent once although somebody joins twice', async () => {
			const workflow = chain(
				node('Start', 'n8n-nodes-base.manualTrigger', {}),
				node('Ritual', TYPE.ritual, { resource: 'ritual', operation: 'start' }),
				node('Chat', TYPE.chat, { platform: 'telegram', resource: 'message', operation: 'send' }),
			);
			for (const duplicate of [false, true]) {
				const run = await harness.run(workflow, { triggerNode: 'Start', items: [joins('7', '小雨')] });
				expect(run.json('Chat')).toMatchObject([{ duplicate, delivery: 'sent', deliveries: [{ duplicate }] }]);
			}
			const both = await harness.run(workflow, { triggerNode: 'Start', items: [joins('8', 'a'), joins('8', 'a')] });
			expect(both.json('Chat')).toHaveLength(2);
			expect(bot.texts).toHaveLength(2);
		});

		it('is for those who join or are approved, nobody else', async () => {
			const approved = { decision: 'approved', event: event({ type: 'join_request', ...person('1', 'a') }) };
			const { outputs, pairs } = await operation('start', {}, [
				approved,
				{ ...approved, decision: 'rejected' },
				{ ...approved, decision: 'review' },
				says('2', 'hello'),
				joins('3', 'c'),
			]);
			expect(pairs[0]).toEqual([0, 4]);
			expect(outputs[0]?.map((json) => (json['member'] as { platformMemberId: string }).platformMemberId)).toEqual([
				'1',
				'3',
			]);
		});
	});

	it('lets a member finish the version they began with', async () => {
		const [old] = await start({ steps: ['accept_rules', 'introduce'], completionPoints: 10 }, joins('7', '小雨'));
		const [next] = await start(
			{ steps: ['accept_rules'], greeting: 'Hello {name}', language: 'en', completionPoints: 99 },
			joins('8', 'Bob'),
		);
		expect(next).toMatchObject({ ritual: { version: 2, steps: [{ stepId: 'accept_rules' }] } });

		const [accepted] = await record(presses('7', acceptValue(old)));
		expect(accepted).toMatchObject({ ritual: { version: 1, completed: false }, points: 0 });
		const [introduced] = await record(says('7', INTRODUCTION));
		expect(introduced).toMatchObject({ ritual: { version: 1, completed: true }, points: 10 });
		expect(messagesOf(introduced)[0]?.text).toContain('完成了入群仪式');

		const [bob] = await record(presses('8', acceptValue(next)));
		expect(bob).toMatchObject({ ritual: { version: 2, completed: true }, points: 99 });
		expect(messagesOf(bob).at(-1)?.text).toContain('has completed the welcome ritual');

		const [back] = await start({ steps: ['accept_rules', 'introduce'], completionPoints: 10 }, joins('9', 'c'));
		expect(back).toMatchObject({ ritual: { version: 3 } });
	});

	it('answers a press of somebody else without recording it', async () => {
		const [json] = await start({}, joins('7', '小雨'));
		await start({}, joins('8', '阿强'));
		expect(await record(presses('8', acceptValue(json)))).toMatchObject([
			{
				recorded: null,
				duplicate: false,
				messages: [{ to: { kind: 'reply', id: 'cb8' }, text: '这个按钮是给 小雨 的' }],
			},
		]);
		expect(await record(presses('7', 'wel.accept|aaaaaaaaaaaaaaaa|-1001'), presses('7', 'wel.accept|x'))).toEqual([]);
		expect(await record(says('99', INTRODUCTION))).toEqual([]);
	});

	it('lists progress by state, name and limit', async () => {
		for (const [index, name] of ['a', 'b', 'c'].entries()) {
			harness.setTime(`2026-06-01T1${index}:00:00.000Z`);
			await start({}, joins(`${index}`, name));
		}
		await start({ steps: [], options: { ritualId: 'summer camp' } }, joins('0', 'a'));
		await start({ options: { communityId: 'other' } }, joins('5', 'e'));
		const names = async (parameters: object) =>
			(await progress(parameters)).map((json) => {
				const { member, ritual } = json as unknown as { member: { name: string }; ritual: { ritualId: string } };
				return `${member.name} ${ritual.ritualId}`;
			});
		expect(await names({ returnAll: true })).toHaveLength(4);
		expect(await names({ limit: 2 })).toEqual(['a welcome', 'b welcome']);
		expect(await names({ options: { only: 'completed' } })).toEqual(['a summer camp']);
		expect(await names({ options: { only: 'open' } })).toEqual(['a welcome', 'b welcome', 'c welcome']);
		expect(await names({ options: { ritualId: 'summer camp' } })).toEqual(['a summer camp']);
		expect(await names({ communityId: 'other' })).toEqual(['e welcome']);
		const { error } = await operation('progress', {}, [{}]);
		expect(error).toMatchObject({ message: 'No community is named', context: { itemIndex: 0 } });
	});

	it('refuses figures that make no sense, and goes on with other items if told to', async () => {
		const { error } = await operation('start', { completionPoints: 1.5 }, [joins('7', 'a')]);
		expect(error?.message).toMatch(/completionPoints/);
		expect(error?.description).toMatch(/Correct "completionPoints"/);
		const { outputs, pairs } = await operation(
			'start',
			{ completionPoints: '={{ $json.memberId === "1" ? -1 : 5 }}' },
			[joins('1', 'a'), joins('2', 'b')],
			true,
		);
		expect(outputs[0]).toMatchObject([
			{ error: expect.stringMatching(/completionPoints/) as string },
			{ duplicate: false },
		]);
		expect(pairs[0]).toEqual([0, 1]);
	});
});

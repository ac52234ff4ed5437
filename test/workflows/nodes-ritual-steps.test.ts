import type { CommunityEvent } from '../../community/event';
import { FakeBotApi } from '../nodes/support/bot-api';
import { ADMINS, event, GROUP, PACKAGE, person, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

interface Message {
	to: { kind: string; id: string; handle?: string };
	text: string;
	dedupeKey: string;
	replaces?: string;
	buttons?: { text: string; value: string }[];
}
type Json = Record<string, unknown> & { messages: Message[] };

const T0 = '2026-06-01T02:00:00.000Z';
const after = (seconds: number): string => new Date(Date.parse(T0) + seconds * 1000).toISOString();
const HOUR = 3600;
const ALWAYS = { from: '00:00', until: '00:00' };

describe('Welcome Ritual, step by step', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	let now = T0;
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		harness = await createHarness({ packageDir: PACKAGE, credentials: bot.credentials });
		at(0);
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const at = (seconds: number): void => {
		now = after(seconds);
		harness.setTime(now);
	};
	const attempt = async (operation: string, parameters: object, items: readonly object[]) =>
		await runNode(harness, TYPE.ritual, { resource: 'ritual', operation, ...parameters }, items);
	const operation = async (name: string, parameters: object, ...items: object[]): Promise<Json[]> => {
		const { outputs, error } = await attempt(name, parameters, items);
		expect(error).toBeUndefined();
		return (outputs[0] ?? []) as Json[];
	};
	const startWith = async (definition: object, ...items: object[]) =>
		await operation('start', { definitionSource: 'json', definition: { v: 2, ...definition } }, ...items);
	const record = async (...items: object[]) => await operation('recordStep', {}, ...items);
	const due = async () => await operation('nudgeDue', { communityId: GROUP }, {});
	const joins = (id: string, fields: Partial<CommunityEvent> = {}) =>
		event({ type: 'joined', occurredAt: now, ...person(id, `m${id}`), ...fields });
	let count = 0;
	const says = (id: string, text?: string, fields: Partial<CommunityEvent> = {}) => {
		count += 1;
		return event({
			type: 'message',
			occurredAt: now,
			...person(id, `m${id}`),
			...(text === undefined ? {} : { text }),
			messageId: String(count),
			...fields,
		});
	};
	const presses = (id: string, value: string | undefined, communityId = GROUP) =>
		event({
			type: 'button',
			communityId,
			occurredAt: now,
			...person(id, `m${id}`),
			button: { value: value ?? '', messageId: '5' },
			replyHandle: { kind: 'telegram.callback', token: `cb${id}`, expiresAt: after(10 * HOUR) },
		});
	const texts = (...items: Json[]): string[] => items.flatMap(({ messages }) => messages.map(({ text }) => text));
	const buttons = (...items: Json[]) =>
		items.flatMap(({ messages }) => messages).flatMap(({ buttons: own = [] }) => own);

	const CUSTOM = (id: string, more: object = {}) => ({ id, kind: 'custom', title: id, ...more });

	it('keeps an order: a step counts and is asked for when all before it are done', async () => {
		const [started] = await startWith({ order: 'ordered', steps: [CUSTOM('a'), CUSTOM('b')] }, joins('7'));
		const [first] = buttons(started as Json);
		expect(started).toMatchObject({ ritual: { steps: [{ stepId: 'a' }, { stepId: 'b' }] } });
		const { error } = await attempt(
			'confirmStep',
			{ communityId: GROUP, platformMemberId: '7', stepId: 'b', operator: 'x' },
			[{}],
		);
		expect(error?.message).toBe('It is not the turn of "b" yet');
		const [done] = await record(presses('7', first?.value));
		expect(done).toMatchObject({ recorded: 'a', ritual: { completed: false } });
		const [second] = buttons(done as Json);
		expect(await record(presses('7', first?.value))).toMatchObject([
			{ recorded: null, duplicate: true, messages: [{ text: '这一步你已经完成了 👌' }] },
		]);
		expect(await record(presses('7', second?.value))).toMatchObject([{ recorded: 'b', ritual: { completed: true } }]);
	});

	it('recognises a picture, a pattern and several steps in one message', async () => {
		const steps = [
			{ id: 'picture', kind: 'picture', points: 1 },
			CUSTOM('hello', { by: 'pattern', pattern: '群主好|morning', tag: 'polite' }),
		];
		await startWith({ steps }, joins('7'), joins('8'));
		expect(await record(says('7', 'nothing'), says('9', '群主好'))).toEqual([]);
		const both = says('7', 'Good MORNING', { hasImage: true });
		const [done] = await record(both);
		expect(done).toMatchObject({
			recorded: 'picture',
			recordedSteps: ['picture', 'hello'],
			tags: ['polite'],
			points: 1,
		});
		expect(done?.messages).toHaveLength(1);
		const store = await storeOf(harness);
		const portrait = await store.read(async (tx) => {
			const member = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '7' });
			return [...(await tx.tagsOf(GROUP, [member?.memberId ?? ''])).values()].flat();
		});
		await store.close();
		expect(portrait).toMatchObject([{ tag: 'polite', source: 'rule', by: 'ritual:welcome' }]);
		expect(await record(both)).toMatchObject([{ duplicate: true, recordedSteps: ['picture', 'hello'] }]);
		expect(await record(says('8', undefined, { hasImage: true }))).toMatchObject([{ recordedSteps: ['picture'] }]);
	});

	it('lets operators confirm by the card in their group, and nobody elsewhere', async () => {
		const steps = [{ id: 'owner', kind: 'meet_owner', points: 3 }];
		const [started] = await startWith({ steps, operatorsGroupId: ADMINS }, joins('7'));
		const card = started?.messages.find(({ to }) => to.id === ADMINS);
		expect(card?.text).toContain('m7 的「和群主认识一下」等你确认');
		const [button] = card?.buttons ?? [];
		expect(Buffer.byteLength(button?.value ?? '')).toBeLessThanOrEqual(64);
		expect(texts(...(await record(presses('7', button?.value))))).toEqual(['只有管理员群里可以操作']);
		const press = presses('1', button?.value, ADMINS);
		const [confirmed] = await record(press);
		expect(confirmed).toMatchObject({ recorded: 'owner', points: 3, ritual: { completed: true } });
		expect(confirmed?.messages.map(({ to, text, replaces }) => [to.kind, text, replaces])).toEqual([
			['reply', '✅ 已完成', undefined],
			['group', '✅ m7 的「和群主认识一下」已由 m1 确认', '5'],
			['group', expect.stringContaining('完成了入群仪式'), undefined],
		]);
		expect(await record(press)).toMatchObject([{ duplicate: true, recorded: 'owner' }]);
		expect(texts(...(await record(presses('2', button?.value, ADMINS))))).toEqual(['这一步你已经完成了 👌']);
	});

	it('lets an operator confirm by fields, once, and says what is wrong', async () => {
		await startWith({ steps: [{ id: 'owner', kind: 'meet_owner' }, CUSTOM('x')] }, joins('7'));
		const fields = { communityId: GROUP, platformMemberId: '7', stepId: 'owner', operator: '李雷' };
		expect(await operation('confirmStep', { ...fields, options: { note: '周六见过' } }, {})).toMatchObject([
			{ duplicate: false, recorded: 'owner' },
		]);
		expect(await operation('confirmStep', fields, {})).toMatchObject([{ duplicate: true, recorded: 'owner' }]);
		const messageOf = async (changes: object) =>
			(await attempt('confirmStep', { ...fields, ...changes }, [{}])).error?.message;
		expect(await messageOf({ stepId: 'y' })).toBe('The ritual has no step "y"');
		expect(await messageOf({ platformMemberId: '8' })).toMatch(/has begun no ritual/);
		expect(await messageOf({ operator: '={{ "" }}' })).toMatch(/lacks its step or its operator/);
		const store = await storeOf(harness);
		const lines = await store.read((tx) => tx.listLedger({ communityId: GROUP, type: 'ritual.owner' }, { limit: 9 }));
		expect(lines).toMatchObject([{ actorId: '李雷', data: { points: 0, tags: [] } }]);
		await store.close();
	});

	describe('a welcome that cannot wait', () => {
		const handle = (seconds: number) => ({ kind: 'wecom.welcome_code', token: 'CODE', expiresAt: after(seconds) });
		const definition = { greetIn: 'private', greetTogether: { seconds: 600 }, steps: [CUSTOM('a')] };

		it('is answered at once by its handle; what follows goes other ways', async () => {
			const [json] = await startWith(definition, joins('7', { replyHandle: handle(20) }));
			expect(json).toMatchObject({ greeting: { way: 'private', expiredAt: null } });
			expect(json?.messages.map(({ to }) => to)).toEqual([
				{ kind: 'reply', id: 'CODE', handle: 'wecom.welcome_code' },
				{ kind: 'group', id: GROUP },
			]);
			expect(json?.messages[0]?.text).toContain('欢迎 m7 加入');
			at(700);
			expect(texts(...(await due())).join()).not.toContain('👋');
		});

		it('goes to the group when the handle has run out, and says so', async () => {
			const [json] = await startWith(definition, joins('7', { replyHandle: handle(1) }));
			expect(json).toMatchObject({ greeting: { way: 'together', expiredAt: after(1) } });
			expect(json?.messages[0]?.to).toEqual({ kind: 'group', id: GROUP });
			const [alone] = await startWith({ greetIn: 'private' }, joins('8', { replyHandle: handle(-5) }));
			expect(alone).toMatchObject({ greeting: { way: 'group', expiredAt: after(-5) } });
		});

		it('is the only way to greet a contact, and never taken from whoever pressed a button', async () => {
			const contact = event({ type: 'contact_added', occurredAt: now, ...person('7', 'm7'), replyHandle: handle(20) });
			const [json] = await startWith({ steps: [] }, contact);
			expect(json?.messages[0]?.to.kind).toBe('reply');
			const approved = {
				decision: 'approved',
				community: { communityId: GROUP, groupId: GROUP },
				member: { platform: 'telegram', platformMemberId: '8', name: 'm8' },
				event: presses('1', 'scr.approve|a|b'),
			};
			const [other] = await startWith({ ...definition, greetTogether: { seconds: 0 } }, approved);
			expect(other?.messages[0]?.to).toEqual({ kind: 'group', id: GROUP });
		});
	});

	it('greets by segment and language, the first that fits', async () => {
		const greetings = [
			{ segment: 'vip', when: { when: 'tag', tag: 'vip' }, text: 'VIP @{name}' },
			{
				segment: 'sz',
				when: { when: 'field', field: '城市', equals: '深圳' },
				text: { 'zh-CN': '深圳的 @{name}', en: 'Shenzhen @{name}' },
			},
			{ segment: 'abroad', language: 'en', text: 'Hello @{name}, {city|friend}'.replace('{city|friend}', 'friend') },
		];
		const approved = (id: string, more: object, language = 'zh-hans') => ({
			decision: 'approved',
			community: { communityId: GROUP, groupId: GROUP },
			member: { platform: 'telegram', platformMemberId: id, name: `m${id}`, language },
			...more,
		});
		const items = await startWith(
			{ greetings, steps: [] },
			approved('1', { tags: ['vip'], answers: { 城市: '深圳' } }),
			approved('2', { answers: { 城市: '深圳' } }),
			approved('3', { answers: { 城市: '深圳' } }, 'en'),
			approved('4', {}, 'en'),
			approved('5', {}),
		);
		expect(texts(...items)).toEqual([
			'VIP @m1',
			'深圳的 @m2',
			'Shenzhen @m3',
			'Hello @m4, friend',
			expect.stringContaining('👋 欢迎 @m5'),
		]);
		expect(items.map(({ ritual }) => (ritual as { segment: string | null }).segment)).toEqual([
			'vip',
			'sz',
			'sz',
			'abroad',
			null,
		]);
	});

	describe('somebody who left and is back', () => {
		const leaves = (id: string) => event({ type: 'left', occurredAt: now, ...person(id, `m${id}`) });
		const steps = [CUSTOM('a', { points: 5 }), CUSTOM('b')];

		it.each([
			['continue', 1, ['a', 'b'], 'resumed'],
			['restart', 2, ['a', 'b'], 'restarted'],
		] as const)('may %s, and earns points once', async (returning, rituals, stepIds, line) => {
			const definition = { steps, returning };
			const [started] = await startWith(definition, joins('7'));
			const [button] = buttons(started as Json);
			await record(presses('7', button?.value));
			at(60);
			expect(await record(leaves('7'))).toMatchObject([{ ritual: { ended: 'left' }, messages: [] }]);
			expect(await record(says('7', 'x'), presses('7', button?.value))).toMatchObject([{ recorded: null }]);
			at(120);
			const back = joins('7');
			const [again] = await startWith(definition, back);
			expect(again).toMatchObject({
				duplicate: false,
				ritual: { ended: null, steps: stepIds.map((stepId) => ({ stepId })) },
			});
			expect(again?.messages[0]?.text).toContain(returning === 'continue' ? '欢迎 @m7 回来' : '👋 欢迎 @m7 加入');
			expect(await startWith(definition, back)).toMatchObject([{ duplicate: true }]);
			expect((await startWith(definition, joins('7')))[0]?.duplicate).toBe(true);
			const pressed = await record(presses('7', buttons(again as Json)[0]?.value));
			expect(pressed[0]).toMatchObject({ points: 5, recorded: returning === 'continue' ? 'b' : 'a' });
			const listed = await operation('progress', { communityId: GROUP, returnAll: true }, {});
			expect(listed).toHaveLength(rituals);
			const store = await storeOf(harness);
			await store.read(async (tx) => {
				const member = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '7' });
				expect(member).toMatchObject({ status: 'member', joinedAt: after(120) });
				expect(await tx.listLedger({ communityId: GROUP, type: `ritual.${line}` }, { limit: 9 })).toHaveLength(1);
			});
			await store.close();
		});

		it('is not back because an old event comes late', async () => {
			const early = joins('7');
			await startWith({ steps }, early);
			at(60);
			await record(leaves('7'));
			expect(await startWith({ steps }, early)).toMatchObject([{ duplicate: true }]);
			const store = await storeOf(harness);
			const member = await store.read((tx) => tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '7' }));
			expect(member?.status).toBe('left');
			await store.close();
		});
	});

	describe('what is late', () => {
		const late = (ifMissed: string) => ({
			steps: [CUSTOM('a', { dueHours: 24, ifMissed }), CUSTOM('b')],
			completionPoints: 9,
			nudges: ALWAYS,
			operatorsGroupId: ADMINS,
		});

		it('is skipped: the ritual goes on, without the points of the end', async () => {
			const [started] = await startWith(late('skip'), joins('7'));
			const [a] = buttons(started as Json);
			at(25 * HOUR);
			const [asked] = await due();
			expect(asked).toMatchObject({ occasion: 'step', people: [{ platformMemberId: '7' }] });
			expect(await due()).toMatchObject([{ repeated: false }]);
			expect(await record(presses('7', a?.value))).toMatchObject([{ recorded: null, duplicate: true }]);
			const [done] = await record(presses('7', buttons(asked as Json)[0]?.value));
			expect(done).toMatchObject({
				recorded: 'b',
				points: 0,
				ritual: { completed: true, steps: [{ state: 'skipped' }, { state: 'done' }] },
			});
			expect(texts(done as Json)).toEqual(['✅ 已完成']);
		});

		it('is told to operators, and may still be done', async () => {
			await startWith(late('remind'), joins('7'));
			at(25 * HOUR);
			const [told] = await due();
			expect(told).toMatchObject({ occasion: 'missed', messages: [{ to: { id: ADMINS } }] });
			expect(await record(presses('1', buttons(told as Json)[0]?.value, ADMINS))).toMatchObject([{ recorded: 'a' }]);
		});

		it('becomes a task to remove, which a removal or the button ends', async () => {
			await startWith(late('remove'), joins('7'), joins('8'));
			at(25 * HOUR);
			const cards = await due();
			expect(texts(...cards)).toEqual([expect.stringContaining('请手动移出'), expect.stringContaining('请手动移出')]);
			const store = await storeOf(harness);
			const open = async () =>
				await store.read((tx) => tx.listTasks({ communityId: GROUP, status: 'open' }, { limit: 9 }));
			expect(await open()).toHaveLength(2);
			const card = cards.find(({ messages }) => messages[0]?.text.includes('平台编号：7'));
			const [done] = await record(presses('1', buttons(card as Json)[0]?.value, ADMINS));
			expect(done).toMatchObject({ ritual: { ended: 'removed' } });
			expect(texts(done as Json)).toEqual(['✅ 已完成', '✅ 已移出 m7 · m1']);
			await record(event({ type: 'removed', occurredAt: now, ...person('8', 'm8') }));
			expect(await open()).toEqual([]);
			await store.close();
		});

		it('stays open if it is kept, and nobody is told', async () => {
			const [started] = await startWith(late('keep'), joins('7'));
			at(25 * HOUR);
			expect(await due()).toEqual([]);
			expect(await record(presses('7', buttons(started as Json)[0]?.value))).toMatchObject([{ recorded: 'a' }]);
		});
	});

	it('gives each reminder once, makes up for none, and says it in private if told to', async () => {
		const steps = [CUSTOM('a', { nudgeHours: [1, 2, 48], nudge: '@{name} 还有 {steps}' })];
		await startWith({ steps, nudges: { ...ALWAYS, to: 'member' } }, joins('7'));
		expect(await due()).toEqual([]);
		at(5 * HOUR);
		const first = await due();
		expect(first).toMatchObject([{ occasion: 'nudge', messages: [{ to: { kind: 'member', id: '7' } }] }]);
		expect(texts(...first)[0]).toContain('@m7 还有 1️⃣ a');
		at(47 * HOUR);
		expect((await due()).filter(({ repeated }) => repeated === false)).toEqual([]);
		at(49 * HOUR);
		expect((await due()).filter(({ repeated }) => repeated === false)).toHaveLength(1);
		at(500 * HOUR);
		expect(await due()).toEqual([]);
	});

	it.each(['Definition', '{ "v": 2'])('refuses what is no JSON', async (definition) => {
		const { error } = await attempt('start', { definitionSource: 'json', definition }, [joins('7')]);
		expect(error?.message).toBe('"Definition" is no JSON');
	});

	it('builds the same ritual from the panel as from JSON', async () => {
		const panel = {
			definitionSource: 'steps',
			language: 'en',
			completionPoints: 4,
			ritualSteps: {
				step: [
					{
						kind: 'introduce',
						form: '昵称 / 坐标|城市=city?',
						nudgeHours: '24， 72',
						dueHours: 96,
						ifMissed: 'skip',
						tag: 't',
					},
					{ kind: 'first_things', things: '看置顶\n打招呼 => hello' },
					{ kind: 'interests', choices: '读书 => reader\n跑步' },
					{ kind: 'custom', by: 'pattern', pattern: 'ok' },
					{ kind: 'custom', by: 'words', words: '*' },
				],
			},
			greetings: { greeting: [{ segment: 's', test: 'is', field: 'age', value: '18', language: 'en', text: 'x' }] },
			options: { order: 'ordered' },
		};
		await operation('start', panel, joins('7'));
		const store = await storeOf(harness);
		const kept = await store.read((tx) => tx.getRitual(GROUP, 'welcome', 1));
		expect(kept?.definition).toMatchObject({
			order: 'ordered',
			language: 'en',
			completionPoints: 4,
			greetings: [{ segment: 's', when: { when: 'field', field: 'age', oneOf: ['18', 18] }, language: 'en' }],
			steps: [
				{
					id: 'introduce',
					by: 'form',
					form: [
						{ label: '昵称', required: true },
						{ label: '坐标', aliases: ['城市'], key: 'city', required: false },
					],
					nudgeHours: [24, 72],
					dueHours: 96,
					ifMissed: 'skip',
					tag: 't',
				},
				{ id: 'first_things', things: [{ label: '看置顶' }, { label: '打招呼', pattern: 'hello' }] },
				{ id: 'interests', choices: [{ label: '读书', tag: 'reader' }, { label: '跑步' }] },
				{ id: 'custom', by: 'pattern', pattern: 'ok' },
				{ id: 'custom_2', by: 'words', words: [] },
			],
		});
		await operation('start', { definitionSource: 'json', definition: kept?.definition }, joins('8'));
		expect(await store.read((tx) => tx.getRitual(GROUP, 'welcome', 2))).toBeUndefined();
		await store.close();
	});
});

import { FakeBotApi } from '../nodes/support/bot-api';
import { messagesOf, presses, says } from '../nodes/support/buddies';
import { ADMINS, event, GROUP, PACKAGE, person, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

interface Item {
	kind: string;
	duplicate: boolean;
	round: { number: number; people: number; groups: number; alone: number; proven: boolean };
	group: { groupId: string; memberIds: string[]; members: { platformMemberId: string }[] };
	alone: { memberId: string; reason: string };
}

describe('Buddy Matching', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		harness = await createHarness({ packageDir: PACKAGE, credentials: bot.credentials, timezone: 'Asia/Shanghai' });
		harness.setTime('2026-06-08T02:00:00.000Z');
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const operation = async (name: string, parameters: object, items: readonly object[] = [{}], continueOnFail = false) =>
		await runNode(harness, TYPE.ritual, { resource: 'buddies', operation: name, ...parameters }, items, {
			continueOnFail,
		});
	const run = async (name: string, parameters: object, ...items: object[]) => {
		const { outputs, error } = await operation(name, parameters, items.length === 0 ? [{}] : items);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	const signUp = async (...texts: [string, string][]) =>
		await run('optIn', {}, ...texts.map(([memberId, text]) => says(memberId, text)));
	const match = async (parameters: object = {}) =>
		(await run('match', { communityId: GROUP, ...parameters })) as unknown as Item[];
	const follow = async (parameters: object = {}) =>
		await run('followUpDue', { communityId: GROUP, periods: { askAfterDays: 1 }, ...parameters });

	it('signs up once for each event, and notes what is said later', async () => {
		const said = says('1', '结伴 跑步 城市：深圳');
		const [first] = await run('optIn', {}, said);
		expect(first).toMatchObject({
			duplicate: false,
			outcome: 'joined',
			buddy: { wishes: { topics: ['跑步'], city: '深圳' } },
		});
		expect(await run('optIn', {}, said)).toEqual([{ ...first, duplicate: true }]);
		expect(await signUp(['1', '结伴'])).toMatchObject([{ outcome: 'still_in' }]);
		expect(await signUp(['1', '结伴 想要：设计'])).toMatchObject([
			{ outcome: 'changed', buddy: { wishes: { topics: ['跑步'], wants: ['设计'], city: '深圳' } } },
		]);
		expect(await signUp(['1', '退出结伴'], ['1', '退出结伴'], ['2', '早上好'])).toMatchObject([
			{ outcome: 'left' },
			{ outcome: 'not_in' },
		]);
		const store = await storeOf(harness);
		const lines = await store.read((tx) => tx.listLedger({ communityId: GROUP, source: 'buddies' }, { limit: 9 }));
		await store.close();
		expect(lines.map(({ type }) => type).sort()).toEqual(['buddies.opted_in', 'buddies.opted_in', 'buddies.opted_out']);
	});

	it('takes the buttons of the invitation, for the presser alone, and only where they are known', async () => {
		const [invited] = await run('invite', { communityId: GROUP, text: '来{community|这里}结伴吧' });
		const [message] = messagesOf(invited);
		expect(message?.text).toMatch(/^来这里结伴吧\n/);
		const [join = '', stop = ''] = message?.buttons?.map(({ value }) => value) ?? [];
		const [pressed] = await run('optIn', {}, presses('5', join));
		expect(pressed).toMatchObject({ outcome: 'joined', member: { platformMemberId: '5' } });
		expect(messagesOf(pressed)).toMatchObject([{ to: { kind: 'reply', id: 'cb5' } }]);
		expect(await run('optIn', {}, presses('5', stop))).toMatchObject([{ outcome: 'left' }]);
		expect(await run('optIn', {}, presses('5', 'bud.in|me|-999'), presses('5', 'wel.accept|x|-1'))).toEqual([]);
	});

	it('takes fields, of the person of the item or another one', async () => {
		const fields = {
			signUpSource: 'fields',
			takesPart: true,
			wishes: { wants: '设计，英语', hoursFrom: 20, hoursTo: 2 },
		};
		const joined = event({ type: 'joined', ...person('8', '小雨') });
		expect(await run('optIn', { ...fields, memberId: '' }, joined)).toMatchObject([
			{
				outcome: 'joined',
				member: { platformMemberId: '8' },
				buddy: { wishes: { wants: ['设计', '英语'], hours: { from: 20, to: 2 } } },
			},
		]);
		const named = { ...fields, memberId: '9', memberPlatform: 'wecom', options: { communityId: GROUP } };
		expect(await run('optIn', named)).toMatchObject([
			{ duplicate: false, outcome: 'joined', member: { platform: 'wecom' } },
		]);
		expect(await run('optIn', named)).toMatchObject([{ duplicate: true, outcome: 'still_in' }]);
		const { error } = await operation('optIn', { ...fields, memberId: '', options: {} });
		expect(error).toMatchObject({ message: 'The item names nobody to sign up' });
		const half = await operation('optIn', { ...fields, wishes: { hoursFrom: 20 } }, [joined]);
		expect(half.error).toMatchObject({ message: 'The hours are not complete' });
	});

	it('keeps nothing in a dry run', async () => {
		await signUp(['1', '结伴 跑步'], ['2', '结伴 跑步'], ['3', '结伴']);
		const rehearsed = await match({ dryRun: true, placement: 'group', operatorsGroupId: ADMINS });
		expect(rehearsed[0]).toMatchObject({
			kind: 'round',
			dryRun: true,
			round: { number: 1, people: 3, groups: 1, trios: 1 },
		});
		expect(messagesOf(rehearsed[0])).toMatchObject([{ to: { id: ADMINS } }]);
		expect(messagesOf(rehearsed[1])).toEqual([]);
		expect(await match({ dryRun: true })).toHaveLength(2);
		expect((await match())[0]).toMatchObject({ duplicate: false, round: { number: 1 } });
	});

	it('makes a round once for each id, and gives the same items again, whatever has changed since', async () => {
		await signUp(['1', '结伴 跑步'], ['2', '结伴 跑步'], ['3', '结伴 跑步'], ['4', '结伴 跑步']);
		const parameters = { placement: 'private', options: { roundId: '第一轮' } };
		const first = await match(parameters);
		expect(first.map(({ kind }) => kind)).toEqual(['round', 'group', 'group']);
		expect(messagesOf(first[1]).map(({ to }) => to.kind)).toEqual(['member', 'member']);
		await signUp(['1', '退出结伴'], ['5', '结伴']);
		await run('optIn', {}, event({ type: 'message', ...person('2', '换了名字'), text: '结伴 读书', messageId: '3' }));
		expect(await match(parameters)).toEqual(first.map((item) => ({ ...item, duplicate: true })));
		expect((await match({ options: { roundId: '第二轮' } }))[0]).toMatchObject({ round: { number: 2, people: 4 } });
	});

	it('never brings together whom an operator keeps apart, and passes over who has left', async () => {
		await signUp(['1', '结伴'], ['2', '结伴'], ['3', '结伴']);
		const store = await storeOf(harness);
		await store.transaction(async (tx) => {
			const gone = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '3' });
			await tx.setMemberStatus(GROUP, gone?.memberId ?? '', 'left', '2026-06-07T00:00:00.000Z');
		});
		await store.close();
		const items = await match({ neverTogether: { pair: [{ one: '2', other: '1' }] } });
		expect(items[0]).toMatchObject({ round: { people: 2, groups: 0, alone: 2 } });
		expect(items.slice(1).map(({ alone }) => alone.reason)).toEqual(['nobody_allowed', 'nobody_allowed']);
	});

	it('asks in private, takes the answers, refuses others, and what comes too late', async () => {
		await signUp(['1', '结伴'], ['2', '结伴']);
		const [, made] = await match();
		harness.setTime('2026-06-09T02:00:00.000Z');
		const [asked, ...others] = await follow({ placement: 'private' });
		expect(others).toEqual([]);
		expect(
			messagesOf(asked)
				.map(({ to }) => to.id)
				.sort(),
		).toEqual(['1', '2']);
		const [yes = '', no = ''] = messagesOf(asked)[0]?.buttons?.map(({ value }) => value) ?? [];
		await signUp(['3', '结伴']);
		expect(await run('recordAnswer', {}, presses('3', yes), presses('1', yes), presses('1', no))).toMatchObject([
			{ refused: 'not_yours', changed: false },
			{ refused: null, changed: true, state: 'asked' },
			{ refused: null, changed: true, met: false },
		]);
		const fields = {
			answerSource: 'fields',
			communityId: GROUP,
			buddiesId: made?.group.groupId,
			memberPlatform: 'telegram',
			met: true,
		};
		expect(await run('recordAnswer', { ...fields, memberId: '2' })).toMatchObject([
			{ duplicate: false, state: 'some_yes' },
		]);
		expect(await run('recordAnswer', { ...fields, memberId: '2' })).toMatchObject([{ duplicate: true }]);
		expect((await operation('recordAnswer', { ...fields, memberId: '3' })).error?.message).toContain(
			'is not one of these',
		);
		harness.setTime('2026-06-09T02:01:00.000Z');
		expect(await follow()).toEqual([]);
		harness.setTime('2026-06-20T02:00:00.000Z');
		expect(await run('recordAnswer', {}, presses('1', yes))).toMatchObject([{ refused: 'too_late' }]);
		const [report] = await run('report', { communityId: GROUP, operatorsGroupId: ADMINS });
		expect(report).toMatchObject({
			met: { asked: 1, yes: 1, share: 1 },
			waiting: [{ name: '会员3', days: 11 }],
			rounds: [{ number: 1, people: 2, groups: 1, alone: 0 }],
		});
	});

	it('lets those meet again who said that they did not', async () => {
		await signUp(['1', '结伴'], ['2', '结伴']);
		const [, made] = await match({ options: { roundId: '1' } });
		expect((await match({ options: { roundId: '2' } }))[0]).toMatchObject({ round: { groups: 0, alone: 2 } });
		const answer = { answerSource: 'fields', communityId: GROUP, buddiesId: made?.group.groupId, met: false };
		await run('recordAnswer', { ...answer, memberId: '1' });
		await run('recordAnswer', { ...answer, memberId: '2' });
		expect((await match({ options: { roundId: '3' } }))[0]).toMatchObject({ round: { groups: 1, alone: 0 } });
	});

	it('says how to mend what cannot be used', async () => {
		expect((await operation('match', { communityId: GROUP })).error?.message).toContain('knows no community');
		await signUp(['1', '结伴']);
		const wrong = { communityId: GROUP, settings: { hoursFrom: 20, hoursTo: 8 } };
		const { outputs } = await operation('match', wrong, [{}], true);
		expect(outputs[0]).toEqual([{ error: 'The hours end (8:00) before they begin (20:00)' }]);
		expect(
			(await operation('match', { communityId: GROUP, options: { timeZone: 'Mars/Base' } })).error?.message,
		).toContain('There is no time zone');
		const alone = await match({ placement: 'private' });
		expect(alone[1]).toMatchObject({ kind: 'alone', alone: { reason: 'only_one' } });
		expect(messagesOf(alone[1])).toMatchObject([{ to: { kind: 'member', id: '1' } }]);
	});
});

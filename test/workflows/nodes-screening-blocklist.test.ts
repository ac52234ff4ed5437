import { asks, fills, GROUP, PACKAGE, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

describe('the blocklist', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
	}, 30_000);
	afterEach(async () => {
		await harness.dispose();
	});

	const run = async (operation: string, parameters: object, items: readonly object[] = [{}]) => {
		const node = { resource: 'blocklist', operation, ...parameters };
		const { outputs, error } = await runNode(harness, TYPE.screening, node, items);
		return { items: outputs.flat(), error };
	};
	const add = (kind: string, value: string, parameters: object = {}, items?: readonly object[]) =>
		run('add', { communityId: GROUP, kind, value, ...parameters }, items);
	const list = async (parameters: object = {}) => {
		const { items, error } = await run('list', { communityId: GROUP, returnAll: true, ...parameters });
		expect(error).toBeUndefined();
		return items;
	};
	const ledger = async () => {
		const store = await storeOf(harness);
		const lines = await store.read((tx) => tx.listLedger({ communityId: GROUP, source: 'screening' }, { limit: 100 }));
		await store.close();
		return lines;
	};

	it.each([
		['phone', '138-0013-8000', '+8613800138000'],
		['email', ' Rain+ads@Example.com ', 'rain@example.com'],
		['unionId', ' oX1 ', 'oX1'],
		['name', '小 雨🌧', '小雨'],
		['word', ' 加微信 ', '加微信'],
		['member', 'telegram:7', 'telegram:7'],
	])('blocks a %s in the one spelling that counts', async (kind, typed, value) => {
		const { items } = await add(kind, typed, { reason: '广告', operator: '李雷' });
		expect(items).toMatchObject([{ duplicate: false, listOwner: GROUP, kind, value, reason: '广告', addedBy: '李雷' }]);
		expect(await list()).toMatchObject([{ kind, value, own: true, liftedAt: null }]);
	});

	it('blocks the member that the item is about, and says so in the ledger without the value', async () => {
		const { items } = await run('add', { reason: '刷屏' }, [asks('7', '小雨', '')]);
		expect(items).toMatchObject([{ value: 'telegram:7', member: { platformMemberId: '7' }, addedBy: 'workflow' }]);
		const [line] = await ledger();
		expect(line).toMatchObject({ type: 'blocklist.added', data: { kind: 'member', reason: '刷屏' } });
		expect(JSON.stringify(line)).not.toContain('telegram:7');
	});

	it('names the operator who did it', async () => {
		const removal = asks('7', '小雨', '', { type: 'removed', actorId: '10' });
		expect((await run('add', {}, [removal])).items).toMatchObject([{ addedBy: '10' }]);
		const subject = {
			community: { communityId: GROUP, groupId: GROUP },
			member: { platform: 'telegram', platformMemberId: '8' },
		};
		const press = asks('10', '李雷', '', { type: 'button', button: { value: 'x' } });
		expect((await run('add', {}, [{ ...subject, event: press }])).items).toMatchObject([
			{ value: 'telegram:8', addedBy: '10' },
		]);
	});

	it('blocks once, however often it is said; with other words anew', async () => {
		await add('word', '返利', { reason: '广告' });
		expect((await add('word', '返 利', { reason: '广告' })).items).toMatchObject([{ duplicate: false }]);
		expect((await add('word', '返利', { reason: '广告' })).items).toMatchObject([{ duplicate: true }]);
		expect((await add('word', '返利', { reason: '刷屏' })).items).toMatchObject([{ duplicate: false, reason: '刷屏' }]);
	});

	it('lifts an entry, and an event delivered again does not block anew', async () => {
		const said = asks('7', '小雨', '');
		await run('add', {}, [said]);
		const { items } = await run('remove', {
			communityId: GROUP,
			kind: 'member',
			value: 'telegram:7',
			operator: '李雷',
		});
		expect(items).toMatchObject([{ duplicate: false, liftedBy: '李雷', value: 'telegram:7' }]);
		expect((await run('add', {}, [said])).items).toMatchObject([{ duplicate: true }]);
		expect(await list()).toEqual([]);
		expect(await list({ options: { inactive: true } })).toMatchObject([{ liftedBy: '李雷' }]);
		expect((await run('remove', { communityId: GROUP, kind: 'member', value: 'telegram:7' })).items).toMatchObject([
			{ duplicate: true },
		]);
		expect((await ledger()).map(({ type }) => type)).toEqual(['blocklist.added', 'blocklist.lifted']);
	});

	it('ends by itself after so many days', async () => {
		const { items } = await add('word', '返利', { days: 30 });
		const days = (Date.parse(String(items[0]?.['until'])) - Date.now()) / 86_400_000;
		expect(days).toBeGreaterThan(29.9);
		expect(days).toBeLessThanOrEqual(30);
	});

	it('follows the list of another community until it no longer does', async () => {
		await run('add', { communityId: '-9', kind: 'word', value: '返利' });
		const other = { communityId: GROUP, ownerCommunityId: '-9' };
		expect((await run('subscribe', other)).items).toMatchObject([
			{ duplicate: false, follows: true, followedLists: ['-9'], communityId: GROUP },
		]);
		expect((await run('subscribe', other)).items).toMatchObject([{ duplicate: true, follows: true }]);
		expect(await list()).toEqual([]);
		expect(await list({ options: { followed: true } })).toMatchObject([{ listOwner: '-9', own: false, value: '返利' }]);
		expect((await run('unsubscribe', other)).items).toMatchObject([{ follows: false, followedLists: [] }]);
		expect(await list({ options: { followed: true } })).toEqual([]);
		expect((await run('unsubscribe', other)).items).toMatchObject([{ duplicate: true }]);
	});

	it('lists up to a limit, and one kind alone', async () => {
		for (const word of ['一', '二', '三']) await add('word', word);
		await add('name', '小雨');
		expect(await list({ returnAll: false, limit: 2 })).toHaveLength(2);
		expect(await list({ options: { onlyKind: 'name' } })).toMatchObject([{ kind: 'name' }]);
	});

	it.each([
		['a phone that is none', 'add', { kind: 'phone', value: '未填写' }, /cannot be blocked as phone/],
		['a member without a platform', 'add', { kind: 'member', value: '7' }, /cannot be blocked as member/],
		['nothing', 'add', { kind: 'word', value: '' }, /"Value" is empty/],
		['a kind that does not exist', 'add', { kind: '={{ "face" }}', value: 'x' }, /"Kind" is "face"/],
		['days that are none', 'add', { kind: 'word', value: 'x', days: -1 }, /"Days" is -1/],
		['no community', 'list', { communityId: '' }, /"Community ID" is empty/],
		['no list', 'subscribe', { ownerCommunityId: '={{ "" }}' }, /"List of Community" is empty/],
		['its own list', 'subscribe', { ownerCommunityId: GROUP }, /does not follow its own list/],
	])('refuses %s', async (_what, operation, parameters, message) => {
		const { error } = await run(operation, { communityId: GROUP, ...parameters });
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
	});

	it('takes several of a batch in one go', async () => {
		const { items } = await run(
			'add',
			{ reason: '广告' },
			['1', '2', '3'].map((id) => fills(id, {})),
		);
		expect(items.map(({ value }) => value)).toEqual(['telegram:1', 'telegram:2', 'telegram:3']);
		expect(await list()).toHaveLength(3);
	});
});

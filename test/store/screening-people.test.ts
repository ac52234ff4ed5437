import { pageKey, type BlocklistRow } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { T0, World, at } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

describe.each(ENGINES)('people and blocklists, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	beforeAll(() => world.open());
	beforeEach(() => world.newCommunity());

	describe('traits', () => {
		const phone = { kind: 'phone', key: '+8613800138000', value: '+8613800138000' };
		const put = (memberId: string, contacts: { kind: string; key: string; value?: string }[]) =>
			write((tx) => tx.putContacts(world.C, memberId, contacts, T0));

		test('find members who share one, and tell who they are', async () => {
			const [a = '', b = '', c = ''] = await world.members(3);
			expect(await put(a, [phone, { kind: 'name', key: '小明' }])).toBe(2);
			expect(await put(a, [phone])).toBe(0);
			await put(b, [phone, { kind: 'email', key: '小明' }]);
			await put(c, [{ kind: 'name', key: '小明' }]);
			await write((tx) => tx.setMemberStatus(world.C, a, 'removed', T0));
			const find = (keys: { kind: string; key: string }[], options?: object) =>
				read((tx) => tx.findByContacts(world.C, keys, options));
			expect(await find([phone])).toEqual([
				{ communityId: world.C, ...phone, memberId: a, at: T0, memberName: null, memberStatus: 'removed' },
				{ communityId: world.C, ...phone, memberId: b, at: T0, memberName: null, memberStatus: 'applicant' },
			]);
			const both = [phone, { kind: 'name', key: '小明' }];
			expect((await find(both)).map(({ memberId, kind }) => [memberId, kind])).toEqual([
				[a, 'name'],
				[a, 'phone'],
				[b, 'phone'],
				[c, 'name'],
			]);
			expect((await find(both, { exceptMemberId: a })).map(({ memberId }) => memberId)).toEqual([b, c]);
			expect(await find(both, { limit: 1 })).toHaveLength(1);
			expect(await find([])).toEqual([]);
			expect(await read((tx) => tx.findByContacts('other', both))).toEqual([]);
		});

		test('are given for members, without values that were not kept', async () => {
			const [a = '', b = ''] = await world.members(2);
			await put(b, [{ kind: 'avatar', key: 'ff00' }]);
			await put(a, [phone]);
			const rows = await read((tx) => tx.contactsOf(world.C, [b, a, 'm_nobody']));
			expect(rows).toEqual([
				{ communityId: world.C, ...phone, memberId: a, at: T0 },
				{ communityId: world.C, kind: 'avatar', key: 'ff00', value: null, memberId: b, at: T0 },
			]);
			expect(await read((tx) => tx.contactsOf(world.C, []))).toEqual([]);
		});
	});

	describe('a blocklist', () => {
		const entry = (key: string, more: Partial<BlocklistRow> = {}) => ({
			communityId: world.C,
			key,
			kind: 'phone',
			value: `value of ${key}`,
			reason: '广告',
			addedBy: 'op',
			addedAt: T0,
			until: null,
			...more,
		});
		const add = (...entries: ReturnType<typeof entry>[]) => write((tx) => tx.addToBlocklist(entries));
		const blocked = async (keys: string[], seconds = 1, kinds: string[] = [], communityId = world.C) =>
			(await read((tx) => tx.findBlocked(communityId, { keys, kinds }, at(seconds)))).map(({ key }) => key);

		test('blocks until its time is over or it is lifted, and may block anew', async () => {
			await add(entry('a', { until: at(10) }), entry('b'));
			expect(await blocked(['a', 'b', 'c'], 9)).toEqual(['a', 'b']);
			expect(await blocked(['a', 'b', 'c'], 10)).toEqual(['b']);
			const lift = (seconds: number) =>
				write((tx) => tx.liftFromBlocklist(world.C, 'b', { at: at(seconds), by: 'op2' }));
			expect(await lift(2)).toEqual({ ...entry('b'), liftedAt: at(2), liftedBy: 'op2' });
			expect(await lift(3)).toBeUndefined();
			expect(await blocked(['a', 'b'], 9)).toEqual(['a']);
			await add(entry('b', { reason: '又来了', addedAt: at(4) }));
			expect(await read((tx) => tx.findBlocked(world.C, { keys: ['b'] }, at(5)))).toEqual([
				{ ...entry('b', { reason: '又来了', addedAt: at(4) }), liftedAt: null, liftedBy: null },
			]);
			expect(await blocked([])).toEqual([]);
		});

		test('gives everything of a kind, besides the keys', async () => {
			await add(entry('w1', { kind: 'word' }), entry('w2', { kind: 'word', addedAt: at(1) }), entry('p'));
			expect(await blocked([], 1, ['word'])).toEqual(['w1', 'w2']);
			expect(await blocked(['p'], 1, ['word'])).toEqual(['p', 'w1', 'w2']);
		});

		test('of another community blocks those who follow it, and nobody else', async () => {
			const owner = `owner-of-${world.C}`;
			await add(entry('shared', { communityId: owner }), entry('own', { addedAt: at(1) }));
			expect(await blocked(['shared', 'own'])).toEqual(['own']);
			const subscription = { communityId: world.C, ownerCommunityId: owner, addedBy: 'op', addedAt: T0 };
			expect(await write((tx) => tx.subscribeBlocklist(subscription))).toBe(true);
			expect(await write((tx) => tx.subscribeBlocklist(subscription))).toBe(false);
			expect(await read((tx) => tx.listBlocklistSubscriptions(world.C))).toEqual([subscription]);
			expect(await blocked(['shared', 'own'])).toEqual(['shared', 'own']);
			expect(await blocked(['shared', 'own'], 1, [], owner)).toEqual(['shared']);
			const [first] = await read((tx) => tx.findBlocked(world.C, { keys: ['shared'] }, T0));
			expect(first).toMatchObject({ communityId: owner });
			expect(await write((tx) => tx.unsubscribeBlocklist(world.C, owner))).toBe(true);
			expect(await write((tx) => tx.unsubscribeBlocklist(world.C, owner))).toBe(false);
			expect(await blocked(['shared', 'own'])).toEqual(['own']);
		});

		test('is listed in pages, oldest first', async () => {
			await add(...['d', 'b', 'a', 'c|1'].map((key, n) => entry(key, { addedAt: at(n >> 1), until: at(n + 10) })));
			await add(entry('w', { kind: 'word', addedAt: at(9) }));
			const list = async (filter: object, page = {}) =>
				(await read((tx) => tx.listBlocklist({ communityId: world.C, ...filter }, { limit: 9, ...page }))).map(
					({ key }) => key,
				);
			expect(await list({})).toEqual(['b', 'd', 'a', 'c|1', 'w']);
			expect(await list({ kind: 'phone' }, { limit: 3 })).toEqual(['b', 'd', 'a']);
			expect(await list({ kind: 'phone' }, { after: pageKey(at(1), 'a') })).toEqual(['c|1']);
			expect(await list({ activeAt: at(12) })).toEqual(['c|1', 'w']);
		});

		test('takes entries that several write at once in whatever order', async () => {
			const keys = ['a', 'b', 'c', 'd', 'e'];
			await world.atOnce(8, (tx, n) =>
				tx.addToBlocklist((n % 2 === 0 ? keys : [...keys].reverse()).map((key) => entry(key))),
			);
			expect(await blocked(keys)).toHaveLength(5);
		});
	});

	test('what a person did is seen across communities', async () => {
		const others = [1, 2, 3].map((n) => `${world.C}-${n}`);
		const person = { platform: 'p', platformMemberId: `poacher of ${world.C}` };
		const line = (communityId: string, memberId: string, type: string, seconds: number) => ({
			communityId,
			source: 's',
			eventId: `${type}-${seconds}`,
			type,
			memberId,
			occurredAt: at(seconds),
			recordedAt: at(seconds + 100),
			data: {},
		});
		for (const [n, communityId] of others.entries()) {
			const { memberId } = await world.member(person.platformMemberId, communityId);
			const other = await world.member('somebody else', communityId);
			await write((tx) =>
				tx.appendLedger([
					line(communityId, memberId, 'joined', n * 10),
					line(communityId, memberId, 'gift.red_packet', n * 10 + 1),
					line(communityId, memberId, 'gifted', n * 10 + 2),
					line(communityId, memberId, 'left', n * 10 + 3),
					line(communityId, other.memberId, 'joined', n * 10 + 4),
				]),
			);
		}
		const memberships = await read((tx) => tx.membershipsOfIdentity(person, at(3)));
		expect(memberships.map(({ communityId, type, at: when }) => [communityId, type, when])).toEqual([
			[others[0], 'left', at(3)],
			[others[1], 'joined', at(10)],
			[others[1], 'left', at(13)],
			[others[2], 'joined', at(20)],
			[others[2], 'left', at(23)],
		]);
		const gifts = await read((tx) => tx.eventsOfIdentity(person, { types: ['gift.', 'none'], since: T0 }));
		expect(gifts.map(({ type }) => type)).toEqual(['gift.red_packet', 'gift.red_packet', 'gift.red_packet']);
		expect(await read((tx) => tx.eventsOfIdentity(person, { types: ['gift.'], since: T0, limit: 2 }))).toHaveLength(2);
		expect(await read((tx) => tx.eventsOfIdentity(person, { types: [], since: T0 }))).toEqual([]);
	});
});

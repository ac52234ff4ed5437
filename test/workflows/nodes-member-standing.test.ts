import type { CommunityEvent } from '../../community/event';
import type { CommunityStore } from '../../store/types';
import { event, GROUP, PACKAGE, person, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

describe('Community Member: points, tiers, scores and segments', () => {
	let harness: Harness;
	let store: CommunityStore;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
		store = await storeOf(harness);
	});
	afterEach(async () => {
		await store.close();
		await harness.dispose();
	});

	const member = async (resource: string, operation: string, parameters: object, items: readonly object[] = [{}]) =>
		await runNode(harness, TYPE.member, { resource, operation, ...parameters }, items);
	const says = (memberId: string, text: string, occurredAt = '2026-06-01T12:00:00.000Z'): CommunityEvent =>
		event({ type: 'message', ...person(memberId, '小雨'), text, messageId: '1', occurredAt });
	const rules = (...rule: object[]) => ({ rulesFrom: 'fields', rules: { rule } });
	const who = (platformMemberId: string) => ({
		communityId: GROUP,
		findBy: 'identity',
		platform: 'telegram',
		platformMemberId,
	});

	it('pays an event once, within the caps of the member’s day', async () => {
		const policy = rules({ ruleId: 'talk', kinds: 'message', points: 3, dailyCap: 5 });
		const [a, b, c] = [says('1', '早'), says('1', '好'), says('1', '啊')];
		const { outputs } = await member('points', 'award', policy, [a, b, c, a]);
		expect(outputs[0]?.map(({ awarded, duplicate }) => [awarded, duplicate])).toEqual([
			[3, false],
			[2, false],
			[0, false],
			[3, true],
		]);
		// 16:00 UTC is the next day in Shanghai.
		const tomorrow = await member('points', 'award', policy, [says('1', '新的一天', '2026-06-01T16:00:00.000Z')]);
		expect(tomorrow.outputs[0]).toMatchObject([{ awarded: 3, balance: 8, day: '2026-06-02' }]);
		const other = await member('points', 'award', policy, [event({ type: 'left', ...person('1', 'x') })]);
		expect(other.outputs[0]).toEqual([]);
	});

	it('pays the end of a ritual, from what Welcome Ritual passes on', async () => {
		const done = { ...says('1', '我是小雨'), event: undefined };
		const item = { event: done, recorded: 'introduce', ritual: { completed: true } };
		const policy = rules({ ruleId: 'ritual', kinds: 'ritual.completed', points: 10 });
		expect(
			(await member('points', 'award', policy, [item, { ...item, ritual: { completed: false } }])).outputs[0],
		).toMatchObject([{ awarded: 10 }]);
	});

	it('takes no more than there is, and says so', async () => {
		const policy = rules({ ruleId: 'spam', kinds: 'message', points: -5 });
		await member('points', 'award', rules({ ruleId: 'in', kinds: 'joined', points: 3 }), [
			event({ type: 'joined', ...person('1', 'x') }),
		]);
		expect((await member('points', 'award', policy, [says('1', 'ad')])).outputs[0]).toMatchObject([
			{ awarded: -3, balance: 0, shortfall: 2 },
		]);
	});

	it('takes back what an event gave, once; a correction by hand is a line of its own', async () => {
		const policy = rules({ ruleId: 'talk', kinds: 'message', points: 3 });
		const talk = says('1', '早');
		await member('points', 'award', policy, [talk]);
		const back = await member('points', 'reverse', { what: 'event', reason: '删除' }, [talk]);
		expect(back.outputs[0]).toMatchObject([{ changed: -3, balance: 0, duplicate: false }]);
		expect((await member('points', 'reverse', { what: 'event' }, [talk])).outputs[0]).toMatchObject([
			{ changed: 0, duplicate: true },
		]);
		const adjust = { ...who('1'), points: 7, reason: '分享', options: { requestId: 'talk-1' } };
		await member('points', 'adjust', adjust);
		expect((await member('points', 'adjust', adjust)).outputs[0]).toMatchObject([{ duplicate: true, balance: 7 }]);
		const tooMuch = await member('points', 'adjust', { ...who('1'), points: -8, reason: '兑换' });
		expect(tooMuch.error?.message).toContain('7 points');
		const history = await member('points', 'history', { ...who('1'), returnAll: true });
		expect(history.outputs[0]?.map(({ amount, kind }) => [amount, kind])).toEqual(
			expect.arrayContaining([
				[7, 'adjust'],
				[-3, 'reversal'],
				[3, 'award'],
			]),
		);
	});

	it('lets points expire once', async () => {
		await member('points', 'award', rules({ ruleId: 'talk', kinds: 'message', points: 3 }), [says('1', '早')]);
		const decay = { communityId: GROUP, by: 'expiry', afterDays: 30 };
		expect((await member('points', 'decayDue', decay)).outputs[0]).toMatchObject([{ expired: 3, balance: 0 }]);
		expect((await member('points', 'decayDue', decay)).outputs[0]).toEqual([]);
	});

	const LADDER = {
		ladderFrom: 'json',
		ladderJson: {
			tiers: [
				{ tier: '成员' },
				{ tier: '银卡', enter: { points: 10 }, keep: { points: 8 }, drop: { points: 3 }, graceDays: 30 },
				{ tier: '黑卡', paid: true },
			],
		},
	};
	const give = (memberId: string, points: number) =>
		member('points', 'adjust', { ...who(memberId), points, reason: 'r', options: { mayGoBelowZero: true } });

	it('moves tiers up at once and down by hysteresis; everybody gives only those who change', async () => {
		await runNode(harness, TYPE.ritual, { resource: 'ritual', operation: 'start' }, [
			event({ type: 'joined', ...person('1', 'a') }),
			event({ type: 'joined', ...person('2', 'b') }),
		]);
		await give('1', 10);
		const all = () => member('tier', 'evaluate', { whom: 'everybody', communityId: GROUP, ...LADDER });
		expect((await all()).outputs[0]).toMatchObject([{ change: 'up', tier: '银卡', member: { platformMemberId: '1' } }]);
		expect((await all()).outputs[0]).toEqual([]);
		await give('1', -1);
		const one = () => member('tier', 'evaluate', { whom: 'one', ...who('1'), ...LADDER });
		expect((await one()).outputs[0]).toMatchObject([{ change: 'none', why: [{ because: 'kept' }] }]);
		await give('1', -4);
		expect((await one()).outputs[0]).toMatchObject([{ tier: '银卡', why: [{ because: 'in_grace' }] }]);
		await give('1', -3);
		expect((await all()).outputs[0]).toMatchObject([{ change: 'down', tier: '成员', from: '银卡' }]);
		const lines = await store.read((tx) => tx.listLedger({ communityId: GROUP, source: 'tier' }, { limit: 9 }));
		expect(lines.map(({ type }) => type)).toEqual(['tier.up', 'tier.down']);
	});

	it('sells a tier once for each payment, and a renewal begins where the first one ends', async () => {
		await member('points', 'award', rules({ ruleId: 'talk', kinds: 'message', points: 1 }), [says('1', '早')]);
		await member('tier', 'evaluate', { whom: 'one', ...who('1'), ...LADDER });
		const pay = (orderId: string) =>
			event({
				type: 'payment_succeeded',
				...person('1', 'a'),
				payment: { orderId, transactionId: orderId, amountMinor: 9900, currency: 'CNY' },
			});
		const first = pay('o1');
		const buy = (item: object) => member('tier', 'grantPaid', { tier: '黑卡', period: '1' }, [item]);
		const bought = (await buy(first)).outputs[0]?.[0] as { grant: { until: string }; tier: string };
		expect(bought).toMatchObject({ tier: '黑卡', duplicate: false, change: 'up' });
		expect((await buy(first)).outputs[0]).toMatchObject([{ duplicate: true, grant: bought.grant }]);
		expect((await buy(pay('o2'))).outputs[0]).toMatchObject([
			{ grant: { startsAt: bought.grant.until }, change: 'none' },
		]);
		expect((await member('tier', 'grantPaid', { tier: '银卡' }, [first])).error?.message).toContain('cannot be bought');
	});

	it('adds each event to a score once, and sorts members by it', async () => {
		const policy = { scoreFrom: 'fields', weights: { weight: [{ kind: 'message', weight: 4 }] } };
		const fresh = says('1', '早', new Date().toISOString());
		const { outputs } = await member('score', 'update', policy, [fresh, fresh, says('2', '早')]);
		expect(outputs[0]?.map(({ duplicate }) => duplicate)).toEqual([false, true, false]);
		const [score] = (await member('score', 'get', who('1'))).outputs[0] ?? [];
		expect(score?.['score']).toBeCloseTo(4, 2);
	});

	it('saves conditions of the panel, and tells why somebody belongs or not', async () => {
		await member('points', 'award', rules({ ruleId: 'talk', kinds: 'message', points: 5 }), [
			says('1', '早'),
			says('2', '早'),
		]);
		const condition = {
			conditionFrom: 'fields',
			combine: 'all',
			conditions: { amount: [{ when: 'points', atLeast: '5' }], events: [{ kinds: 'payment_succeeded', atMost: '0' }] },
		};
		const options = { statuses: ['member', 'applicant'] };
		const save = { communityId: GROUP, segment: '没买过', ...condition, options };
		expect((await member('segment', 'save', save)).outputs[0]).toMatchObject([{ changed: true }]);
		expect((await member('segment', 'save', save)).outputs[0]).toMatchObject([{ changed: false }]);
		const preview = await member('segment', 'preview', { communityId: GROUP, segment: '没买过' });
		expect(preview.outputs[0]).toMatchObject([{ count: 2, words: '从未「付款」，并且积分不少于 5' }]);
		const test = await member('segment', 'testMember', { ...who('1'), segment: '没买过' });
		expect(test.outputs[0]).toMatchObject([
			{
				belongs: true,
				why: [
					{ condition: '从未「付款」', holds: true, saw: 0 },
					{ condition: '积分不少于 5', holds: true, saw: 5 },
				],
			},
		]);
		const missing = await member('segment', 'preview', { communityId: GROUP, segment: 'none' });
		expect(missing.error?.message).toContain('no segment');
	});
});

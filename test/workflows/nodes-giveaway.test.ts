import { commitSeed } from '../../community/lottery/draw/commitment';
import { splitRedPacket } from '../../community/giveaway/red-packet';
import { settleIn } from '../nodes/support/elimination';
import { answered, confirms, giveaway, grabs, messagesOf, openOf, toGroup, type Kind } from '../nodes/support/giveaway';
import { later, OPENS, says } from '../nodes/support/lottery';
import { ADMINS, event, GROUP, PACKAGE, person, storeOf } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

/** n8n itself refuses an empty field; one that an expression leaves empty comes to the node. */
const EMPTY = '={{ "" }}';

describe('red packets, tickets and instant wins', () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await createHarness({ packageDir: PACKAGE, credentials: {}, baseTime: OPENS });
		await settleIn(
			harness,
			['1', '2', '3', '4'].map((id) => ({ id })),
		);
	});
	afterAll(async () => await harness.dispose());
	beforeEach(() => harness.setTime(OPENS));

	const run = async (kind: Kind, operation: string, ...items: object[]) =>
		await giveaway(harness, kind, operation, {}, items);
	const named = async (kind: Kind, operation: string, giveawayId: string, more: object = {}) =>
		(await giveaway(harness, kind, operation, { communityId: GROUP, giveawayId, ...more }))[0];
	const balance = async (platformMemberId: string) => {
		const store = await storeOf(harness);
		const points = await store.read(async (tx) => {
			const member = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId });
			return await tx.pointsBalance(GROUP, member?.memberId ?? '');
		});
		await store.close();
		return points;
	};
	const ledger = async (type: string, giveawayId: string) => {
		const store = await storeOf(harness);
		const lines = await store.read(async (tx) => await tx.listLedger({ communityId: GROUP, type }, { limit: 500 }));
		await store.close();
		return lines.filter(({ data }) => data['giveawayId'] === giveawayId);
	};

	it('announces with the fingerprint of the seed, keeps the seed, and never changes rules', async () => {
		const opened = await openOf(harness, 'redPacket', 'open');
		const { commitment, secret } = opened['giveaway'] as { commitment: string; secret: null };
		expect([secret, opened['duplicate']]).toEqual([null, false]);
		expect(toGroup(opened)[0]).toContain('100 积分，共 3 份');
		expect(toGroup(opened)[0]).toContain(commitment);
		const [button] = messagesOf(opened)[0]?.buttons ?? [];
		expect(Buffer.byteLength(button?.value ?? '')).toBeLessThanOrEqual(64);
		harness.setTime(later(3));
		expect(await openOf(harness, 'redPacket', 'open')).toEqual({ ...opened, duplicate: true });
		await expect(openOf(harness, 'redPacket', 'open', { total: '200' })).rejects.toThrow(/other rules.*another name/);
		await expect(openOf(harness, 'tickets', 'open')).rejects.toThrow(/other rules/);
	});

	it('opens without a name, in whole minutes, where a form asks for no more', async () => {
		const fields = { communityId: GROUP, title: 'Rain', total: '8', shares: 2, endsAt: '5', operator: 'form' };
		const [opened] = await giveaway(harness, 'redPacket', 'open', { ...fields, options: { language: 'en' } });
		expect(opened).toMatchObject({
			giveaway: { giveawayId: expect.stringMatching(/^[a-z2-7]{16}$/), endsAt: later(5) },
		});
		expect(toGroup(opened)[0]).toContain('8 points in 2 shares');
	});

	it('gives each their share once, books the points, and all shares add up to the amount', async () => {
		await openOf(harness, 'redPacket', 'points');
		const before = await balance('1');
		const first = grabs('1', 'points');
		const [taken] = await run('redPacket', 'grab', first);
		const { amount } = (taken?.['take'] as { outcome: { amount: number } }).outcome;
		expect(taken).toMatchObject({ verdict: 'taken', duplicate: false, member: { platformMemberId: '1' } });
		expect(answered(taken)).toBe(`🎉 你抢到 ${amount} 积分`);
		expect(toGroup(taken)).toEqual([`🧧 会员1 抢到 ${amount} 积分`]);

		// The platform delivers the press again: the same answer, and nothing else.
		expect(await run('redPacket', 'grab', first)).toMatchObject([{ duplicate: true, take: taken?.['take'] }]);
		const [second] = await run('redPacket', 'grab', grabs('1', 'points'));
		expect([second?.['verdict'], answered(second), toGroup(second)]).toEqual(['taken_before', '你已经参加过了', []]);
		expect(await balance('1')).toBe(before + amount);

		await run('redPacket', 'grab', grabs('2', 'points'), grabs('3', 'points'));
		const [late] = await run('redPacket', 'grab', grabs('4', 'points'));
		expect([late?.['verdict'], answered(late)]).toEqual(['empty', '手慢了，已经被抢光啦']);
		const got = await named('redPacket', 'get', 'points');
		const amounts = (got?.['takes'] as { outcome: { amount: number } }[]).map(({ outcome }) => outcome.amount);
		expect([amounts.length, amounts.reduce((a, b) => a + b, 0)]).toEqual([3, 100]);
		expect(await ledger('gift.red_packet', 'points')).toHaveLength(3);
	});

	it('passes over buttons forged in another group, other buttons, and chatter', async () => {
		await openOf(harness, 'redPacket', 'forged');
		const forged = { ...grabs('1', 'forged'), communityId: '-6666' };
		const other = { ...grabs('1', 'forged'), button: { value: `lot.enter|forged|${GROUP}` } };
		expect(await run('redPacket', 'grab', forged, other, says('1', '抢'), grabs('1', 'nowhere'))).toEqual([]);
		// The other kinds of the same node leave it to its own.
		expect(await run('tickets', 'grab', grabs('1', 'forged'))).toEqual([]);
		expect(await run('instantWin', 'play', grabs('1', 'forged'))).toEqual([]);
		expect(await ledger('gift.red_packet', 'forged')).toEqual([]);
	});

	it('tells who is not let in why', async () => {
		await openOf(harness, 'redPacket', 'rules', { options: { opensAt: '2026-06-01T12:10:00Z', minimumDays: 900 } });
		const verdict = async (memberId: string) => {
			const [item] = await run('redPacket', 'grab', grabs(memberId, 'rules'));
			return [item?.['verdict'], answered(item)];
		};
		expect(await verdict('1')).toEqual(['not_yet', '还没开始，别急']);
		harness.setTime(later(20));
		expect(await verdict('77')).toEqual(['not_a_member', '群成员才能参加']);
		expect(await verdict('1')).toEqual(['too_new', '入群时间还不够，下次再来']);
		harness.setTime(later(41));
		expect(await verdict('1')).toEqual(['over', '已经结束了']);
	});

	it('makes each share of money a task that an operator confirms, once, in the operators’ group', async () => {
		const options = { reviewGroupId: ADMINS };
		await openOf(harness, 'redPacket', 'money', { unit: 'money', total: '8.80', shares: 2, split: 'equal', options });
		const [taken] = await run('redPacket', 'grab', grabs('2', 'money'));
		expect(answered(taken)).toContain('管理员会把 ¥4.40 发给你');
		const task = messagesOf(taken).find(({ to }) => to.id === ADMINS);
		expect(task?.text).toBe('💰 请付款：会员2，¥4.40，「新年红包」');
		expect(task?.buttons?.[0]?.value).toBe(confirms('money', 1).button?.value);

		const elsewhere = confirms('money', 1, { communityId: GROUP });
		expect(await run('redPacket', 'confirmPayout', elsewhere, grabs('2', 'money'), confirms('money', 9))).toEqual([]);
		const [paid] = await run('redPacket', 'confirmPayout', confirms('money', 1));
		expect(paid).toMatchObject({
			duplicate: false,
			payout: { take: 1, amountMinor: 440, currency: 'CNY', status: 'done', paidBy: '900', paidAt: OPENS },
		});
		const fields = { source: 'fields', communityId: GROUP, giveawayId: 'money', take: 1, operator: '韩梅梅' };
		expect(await giveaway(harness, 'redPacket', 'confirmPayout', fields)).toMatchObject([
			{ duplicate: true, payout: { paidBy: '900' } },
		]);
		expect(await ledger('giveaway.paid', 'money')).toHaveLength(1);
		await expect(giveaway(harness, 'redPacket', 'confirmPayout', { ...fields, take: 7 })).rejects.toThrow(
			/no share 7 that waits to be paid/,
		);
	});

	it('gives out exactly the tickets there are, and again the number that was given back', async () => {
		await openOf(harness, 'tickets', 'salon', { options: { codes: 'AAA\nBBB' } });
		const [one, two, none] = await run('tickets', 'grab', ...['1', '2', '3'].map((id) => grabs(id, 'salon')));
		expect(one).toMatchObject({ verdict: 'taken', take: { outcome: { ticket: 1, code: 'AAA' } } });
		expect(answered(two)).toBe('🎉 抢到了！你的号码是 2\n兑换码：BBB');
		expect(toGroup(two)).toEqual(['🎟️ 会员2 抢到第 2 号（剩 0 张）']);
		expect([none?.['verdict'], answered(none)]).toEqual(['empty', '手慢了，已经被抢光啦']);
		expect(JSON.stringify(await ledger('gift.tickets', 'salon'))).not.toContain('AAA');

		const leaves = says('1', '退票');
		const back = async (item: object) =>
			(await giveaway(harness, 'tickets', 'giveBack', { giveawayId: 'salon' }, [item]))[0];
		const given = await back(leaves);
		expect(given).toMatchObject({ verdict: 'given_back', giveaway: { taken: 1 }, take: { status: 'given_back' } });
		expect(messagesOf(given)[0]?.text).toBe('已退回第 1 号');
		expect(await back(leaves)).toMatchObject({ duplicate: true, verdict: 'given_back' });
		expect(await back(says('1', '退票'))).toMatchObject({ verdict: 'nothing' });
		expect(await run('tickets', 'grab', grabs('3', 'salon'))).toMatchObject([{ take: { outcome: { ticket: 1 } } }]);
		// Who gave theirs back had their turn.
		expect(await run('tickets', 'grab', grabs('1', 'salon'))).toMatchObject([{ verdict: 'taken_before' }]);
	});

	it('tells at once whether somebody has won, never more than the stock, and shows the odds', async () => {
		const opened = await openOf(harness, 'instantWin', 'scratch', {
			prizes: { prize: [{ name: '咖啡券', chance: 100, stock: 1 }] },
		});
		expect(toGroup(opened)[0]).toContain('• 咖啡券：中奖率 100%，共 1 份');
		const [won, over, again, third] = await run(
			'instantWin',
			'play',
			...['1', '2', '1', '1'].map((id) => grabs(id, 'scratch')),
		);
		expect([answered(won), toGroup(won)]).toEqual(['🎉 中奖了：咖啡券！', ['🎰 恭喜 会员1 抽中「咖啡券」！']]);
		expect(over).toMatchObject({ verdict: 'taken', take: { outcome: { kind: 'play', outOfStock: true } } });
		expect([answered(over), toGroup(over)]).toEqual(['抽中了，但这份奖品已经发完了，非常抱歉', []]);
		expect(again).toMatchObject({ verdict: 'taken', take: { attempt: 2 } });
		expect(third).toMatchObject({ verdict: 'taken_before' });

		await openOf(harness, 'instantWin', 'slim', { prizes: { prize: [{ name: '车', chance: 0.0001, stock: 1 }] } });
		const [lost] = await run('instantWin', 'play', grabs('1', 'slim'));
		expect([answered(lost), toGroup(lost)]).toEqual(['这次没有中，谢谢参与', []]);
		expect([await ledger('gift.instant_win', 'slim'), await ledger('giveaway.played', 'slim')]).toMatchObject([
			[],
			[{}],
		]);
	});

	it('ends what is due, tells the group once, and shows a seed from which all shares follow', async () => {
		const community = '-2002';
		const opened = await openOf(harness, 'redPacket', 'due', { communityId: community, endsAt: '10' });
		await openOf(harness, 'redPacket', 'runs', { communityId: community, endsAt: '99' });
		await run('redPacket', 'grab', grabs('8', 'due', { communityId: community }));
		const close = async () => await giveaway(harness, 'redPacket', 'close', { communityId: community });
		harness.setTime(later(9));
		expect(await close()).toEqual([]);
		harness.setTime(later(10));
		const [closed, ...others] = await close();
		expect([others, await close()]).toEqual([[], []]);
		const { secret, commitment } = closed?.['giveaway'] as { secret: string; commitment: string };
		expect(commitment).toBe((opened['giveaway'] as { commitment: string }).commitment);
		expect(commitSeed(secret)).toBe(commitment);
		const [share = 0] = splitRedPacket(100, 3, 'lucky', secret);
		expect(closed?.['takes']).toMatchObject([{ outcome: { amount: share } }]);
		expect(messagesOf(closed)[0]?.text).toBe(
			`🧧「新年红包」结束：1/3 份被领走，共 ${share} 积分，剩余 ${100 - share} 积分\n会员8 ${share} 积分\n🔓 种子：${secret}`,
		);
	});

	it('ends one by name, shows and lists those of its kind', async () => {
		const community = '-2003';
		await openOf(harness, 'tickets', 'first', { communityId: community });
		harness.setTime(later(1));
		await openOf(harness, 'tickets', 'second', { communityId: community });
		await openOf(harness, 'redPacket', 'third', { communityId: community });
		const of = { communityId: community, giveawayId: 'first' };
		expect(await giveaway(harness, 'tickets', 'close', of)).toMatchObject([{ duplicate: false }]);
		expect(await giveaway(harness, 'tickets', 'close', of)).toMatchObject([{ duplicate: true }]);
		expect(await giveaway(harness, 'tickets', 'list', { communityId: community })).toMatchObject([
			{ giveaway: { giveawayId: 'first', status: 'closed' } },
			{ giveaway: { giveawayId: 'second', status: 'open' } },
		]);
		await expect(giveaway(harness, 'redPacket', 'get', of)).rejects.toThrow(/has no giveaway "first"/);
		await expect(giveaway(harness, 'redPacket', 'close', of)).rejects.toThrow(/has no giveaway "first"/);
	});

	it('lets a form grab, where Giveaway ID names what from', async () => {
		await openOf(harness, 'tickets', 'by-form');
		const filled = event({ type: 'form_submitted', ...person('1', '会员1') });
		const [taken] = await giveaway(harness, 'tickets', 'grab', { giveawayId: 'by-form' }, [filled]);
		expect(taken).toMatchObject({ verdict: 'taken' });
		expect(messagesOf(taken)[0]).toMatchObject({ to: { kind: 'member', id: '1' } });
		await expect(giveaway(harness, 'tickets', 'grab', {}, [filled])).rejects.toThrow(/No giveaway is named/);
		await expect(giveaway(harness, 'tickets', 'grab', { giveawayId: 'none' }, [filled])).rejects.toThrow(
			/has no giveaway "none"/,
		);
	});

	it.each<[string, Kind, object, RegExp]>([
		['a name with spaces', 'redPacket', { giveawayId: 'New Year' }, /no name for a giveaway/],
		['half a point', 'redPacket', { total: '1.5' }, /no number of points/],
		['a tenth of a cent', 'redPacket', { unit: 'money', total: '1.001' }, /no amount of CNY/],
		['no currency', 'redPacket', { unit: 'money', options: { currency: 'Yuan' } }, /"YUAN" is no currency/],
		['less than one each', 'redPacket', { total: '2' }, /2 units cannot make 3 shares/],
		['an end before the beginning', 'redPacket', { endsAt: '2026-05-01T00:00:00Z' }, /ends before it begins/],
		['an end that is no time', 'redPacket', { endsAt: 'soon' }, /no time: soon/],
		['no end', 'redPacket', { endsAt: EMPTY }, /"Ends" is empty/],
		['no title', 'redPacket', { title: EMPTY }, /title/],
		['nobody who answers for it', 'redPacket', { operator: EMPTY }, /"Done By" is empty/],
		['no ticket', 'tickets', { quantity: 0 }, /quantity/],
		['too few codes', 'tickets', { options: { codes: 'A' } }, /2 tickets and 1 codes/],
		['a code twice', 'tickets', { options: { codes: 'A\nA' } }, /codes/],
		['no prize', 'instantWin', { prizes: {} }, /prizes/],
		[
			'chances over 100 %',
			'instantWin',
			{
				prizes: {
					prize: [
						{ name: 'a', chance: 60, stock: 1 },
						{ name: 'b', chance: 60, stock: 1 },
					],
				},
			},
			/120 % together/,
		],
		[
			'a chance that is too fine',
			'instantWin',
			{ prizes: { prize: [{ name: 'a', chance: 0.00001, stock: 1 }] } },
			/too fine/,
		],
	])('refuses %s, and opens nothing', async (_what, kind, changes, message) => {
		await expect(openOf(harness, kind, 'refused', changes)).rejects.toThrow(message);
		await expect(named(kind, 'get', 'refused')).rejects.toThrow(/has no giveaway "refused"/);
	});
});

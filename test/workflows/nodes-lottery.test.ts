import type { IDataObject } from 'n8n-workflow';

import { canonicalEntrants } from '../../community/lottery/draw/entrants';
import { commitSeed } from '../../community/lottery/draw/commitment';
import { QUICKNET } from '../../community/lottery/draw/drand-chains';
import { drawWinners } from '../../community/lottery/draw/draw';
import { readReceipt, entrantHash } from '../../community/lottery/draw/entrant';
import { rulesOfText } from '../../community/lottery/draw/rules';
import { finalSeed } from '../../community/lottery/draw/seed';
import { CLOSES, idOf, later, lottery, openOne, OPENS, press, RULES, says } from '../nodes/support/lottery';
import { GROUP, PACKAGE, storeOf } from '../nodes/support/workflows';
import { createHarness, fakeHttp, type Harness } from './harness';

const texts = (item: IDataObject | undefined): string[] =>
	((item?.['messages'] ?? []) as { text: string }[]).map(({ text }) => text);

describe('Lottery', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE, credentials: {}, baseTime: OPENS });
	});
	afterEach(async () => await harness.dispose());

	const enter = async (...items: object[]) => await lottery(harness, 'enter', { who: 'item' }, items);
	const ledger = async (type: string) => {
		const store = await storeOf(harness);
		const lines = await store.read(async (tx) => await tx.listLedger({ communityId: GROUP, type }, { limit: 100 }));
		await store.close();
		return lines;
	};
	const givePoints = async (platformMemberId: string, amount: number) => {
		const store = await storeOf(harness);
		await store.transaction(async (tx) => {
			const at = OPENS;
			const { memberId } = await tx.ensureMember({ communityId: GROUP, platform: 'telegram', platformMemberId, at });
			await tx.addPoints({ communityId: GROUP, entryId: `gift:${memberId}`, memberId, amount, reason: 'test', at });
		});
		await store.close();
	};
	const balance = async (platformMemberId: string) => {
		const store = await storeOf(harness);
		const points = await store.read(async (tx) => {
			const member = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId });
			return await tx.pointsBalance(GROUP, member?.memberId ?? '');
		});
		await store.close();
		return points;
	};

	it('opens once, and publishes rules, hash and commitment, but never the secret', async () => {
		const first = await openOne(harness);
		expect(first).toMatchObject({ duplicate: false, lottery: { status: 'open', closesAt: CLOSES }, problems: [] });
		const [announcement] = texts(first);
		const { rulesHash, commitment } = first['lottery'] as { rulesHash: string; commitment: string };
		expect(announcement).toContain('一等奖：机械键盘 ×1（每份 ¥499）');
		expect(announcement).toContain(rulesHash);
		expect(announcement).toContain(commitment);
		expect(rulesOfText(String(first['published'])).draw.tiers).toHaveLength(2);
		expect(JSON.stringify(first)).not.toMatch(/"secret"|s1\./);

		harness.setTime(later(5));
		expect(await openOne(harness)).toEqual({ ...first, duplicate: true });
		await expect(openOne(harness, { disclosure: { ...RULES.disclosure, text: '改了' } })).rejects.toThrow(
			/规则已经公布，「disclosure」不能再改/,
		);
	});

	it.each([
		['no prize', { prizes: {} }, /没有奖品/],
		['closing before opening', { options: { opensAt: '2026-06-04T00:00:00Z' } }, /不晚于开始时间/],
		['a prize over the limit', { prizes: { prize: [{ name: '车', quantity: 1, value: '60000' }] } }, /超过最高奖限额/],
		['no organiser', { disclosure: {} }, /没有写主办方/],
		['a weight below 1', { bonus: { rule: [{ from: 'streak', every: 7, add: -3 }] } }, /权重低于 1/],
		['a weight over the cap', { bonus: { rule: [{ from: 'tag', value: 'a', add: 9 }] } }, /超过上限/],
		['rewards for sharing', { title: '转发朋友圈抽奖' }, /诱导分享/],
		['a sharing task', { tasks: { task: [{ name: '邀请', type: 'invitation.redeemed', count: 1 }] } }, /诱导分享/],
	])('refuses %s and writes nothing', async (_what, changes, message) => {
		await expect(openOne(harness, changes)).rejects.toThrow(message);
		expect(await ledger('lottery.opened')).toEqual([]);
	});

	it('takes entries by button and keyword, each person once, with a receipt', async () => {
		const id = idOf(await openOne(harness));
		const first = press('1', 'lot.enter', id);
		const [entered] = await enter(first);
		expect(entered).toMatchObject({ entered: true, verdict: 'entered', duplicate: false, entry: { weight: 1 } });
		const { receipt, entrant } = entered?.['entry'] as { receipt: string; entrant: string };
		const parts = readReceipt(receipt);
		expect(entrantHash(parts.salt, parts.subject)).toBe(entrant);
		expect(parts.subject).toBe('telegram:1');
		expect(texts(entered)[0]).toContain(receipt);

		expect(await enter(first)).toMatchObject([{ duplicate: true, verdict: 'entered' }]);
		expect(await enter(says('1', ' 抽奖 '))).toMatchObject([{ entered: true, verdict: 'already' }]);
		expect(await enter(says('2', '抽奖'))).toMatchObject([{ verdict: 'entered' }]);
		expect(await enter(says('3', '抽奖好玩吗'))).toEqual([]);
		expect(await lottery(harness, 'list', { communityId: GROUP })).toMatchObject([{ entries: 2, weight: 2 }]);
	});

	it('explains a refusal with every rule and the value it saw', async () => {
		const id = idOf(
			await openOne(harness, { entryRules: { pointsCost: 50, minAgeDays: 7, anyTags: '妈妈, 爸爸', tiers: '黑卡' } }),
		);
		const [refused] = await enter(press('1', 'lot.enter', id));
		expect(refused).toMatchObject({ entered: false, verdict: 'refused' });
		expect(refused?.['reasons']).toEqual([
			'需要其中一个标签：妈妈、爸爸；你的标签：无',
			'需要会员等级：黑卡；你的等级：未知',
			'需要入群满 7 天；你的入群天数：未知',
			'参加需要 50 积分；你有 0',
		]);
		expect(texts(refused)[0]).toContain('暂时不能参加');
		expect(await enter(press('900', 'lot.enter', id))).toMatchObject([
			{
				verdict: 'refused',
				checks: expect.arrayContaining([expect.objectContaining({ rule: 'staff', passed: false })]),
			},
		]);
	});

	it('charges points and gives them back on withdrawing and cancelling', async () => {
		const id = idOf(await openOne(harness, { entryRules: { pointsCost: 30 } }));
		await givePoints('1', 50);
		await givePoints('2', 40);
		await enter(press('1', 'lot.enter', id), press('2', 'lot.enter', id));
		expect([await balance('1'), await balance('2')]).toEqual([20, 10]);
		const leaving = press('1', 'lot.withdraw', id);
		expect(await lottery(harness, 'withdraw', {}, [leaving])).toMatchObject([
			{ withdrawn: true, entry: { status: 'withdrawn' } },
		]);
		expect(await lottery(harness, 'withdraw', {}, [leaving])).toMatchObject([{ withdrawn: true, duplicate: true }]);
		expect(await balance('1')).toBe(50);
		expect(await enter(press('1', 'lot.enter', id))).toMatchObject([{ verdict: 'entered', entry: { attempt: 2 } }]);
		expect(await balance('1')).toBe(20);
		const cancel = { communityId: GROUP, lotteryId: id, reason: '赞助方退出', operator: '李雷' };
		expect(await lottery(harness, 'cancel', cancel)).toMatchObject([{ pointsBack: 60, entries: 2, duplicate: false }]);
		expect(await lottery(harness, 'cancel', cancel)).toMatchObject([{ pointsBack: 60, duplicate: true }]);
		expect([await balance('1'), await balance('2')]).toEqual([50, 40]);
	});

	it('lets one of a household enter', async () => {
		const id = idOf(await openOne(harness, { entryRules: { oneByHousehold: true } }));
		const by = async (member: string, household: object) =>
			await lottery(harness, 'enter', { who: 'item', household }, [press(member, 'lot.enter', id)]);
		expect(await by('1', {})).toMatchObject([
			{ verdict: 'refused', reasons: ['请在报名时填写地址或手机号（每户限一份）'] },
		]);
		expect(await by('1', { address: '南山区科技路 1 号', phone: '+86 138-0013-8000' })).toMatchObject([
			{ verdict: 'entered' },
		]);
		expect(await by('2', { phone: '13800138000' })).toMatchObject([
			{ verdict: 'refused', reasons: ['同一手机号已经有人报名（每户限一份）'] },
		]);
		await lottery(harness, 'withdraw', {}, [press('1', 'lot.withdraw', id)]);
		expect(await by('2', { phone: '13800138000' })).toMatchObject([{ verdict: 'entered' }]);
	});

	it('closes at its time, draws once, and anybody can compute the winners again', async () => {
		const id = idOf(await openOne(harness));
		const people = Array.from({ length: 12 }, (_none, index) => String(index + 1));
		await enter(...people.map((one) => press(one, 'lot.enter', id)));
		const where = { communityId: GROUP };
		await expect(lottery(harness, 'close', { ...where, lotteryId: id })).rejects.toThrow(/takes entries until/);
		await expect(lottery(harness, 'draw', { ...where, lotteryId: id })).rejects.toThrow(/is not closed/);
		expect(await lottery(harness, 'close', where)).toEqual([]);

		harness.setTime(later(2 * 24 * 60 + 1));
		expect(await enter(press('13', 'lot.enter', id))).toMatchObject([{ verdict: 'refused' }]);
		const [closed] = await lottery(harness, 'close', where);
		expect(closed).toMatchObject({ lottery: { status: 'closed', entrants: 12 }, leftOut: [] });
		expect(await enter(press('14', 'lot.enter', id))).toMatchObject([{ verdict: 'closed' }]);
		expect(await lottery(harness, 'withdraw', {}, [press('1', 'lot.withdraw', id)])).toMatchObject([
			{ verdict: 'too_late' },
		]);
		const [before] = await lottery(harness, 'get', { ...where, lotteryId: id, options: { entries: true } });

		const [drawn] = await lottery(harness, 'draw', { ...where, options: { operatorsGroupId: '-1002' } });
		expect(drawn).toMatchObject({ duplicate: false, lottery: { status: 'drawn' } });
		const again = await lottery(harness, 'draw', { ...where, lotteryId: id, options: { operatorsGroupId: '-1002' } });
		expect(again).toEqual([{ ...drawn, duplicate: true }]);

		const { secret, seed, listHash, commitment } = drawn?.['proof'] as Record<
			'secret' | 'seed' | 'listHash' | 'commitment',
			string
		>;
		expect(commitSeed(secret)).toBe(commitment);
		const { rulesHash, closedAt } = closed?.['lottery'] as { rulesHash: string; closedAt: string };
		const entries = before?.['entries'] as { entrant: string; weight: number; member: { platformMemberId: string } }[];
		const list = canonicalEntrants(
			entries.map(({ entrant, weight }) => ({ entrant, weight })),
			{ rulesHash, commitment, closedAt },
		);
		expect(list.hash).toBe(listHash);
		expect(finalSeed({ secret, listHash })).toBe(seed);
		const { draw } = rulesOfText(String(before?.['published']));
		const outcome = drawWinners({ rules: draw, entrants: list.lines, seed });
		const memberOf = new Map(entries.map(({ entrant, member }) => [entrant, member.platformMemberId]));
		const winners = drawn?.['winners'] as { tierId: string; member: { platformMemberId: string } }[];
		expect(winners.map(({ tierId, member }) => [tierId, member.platformMemberId])).toEqual(
			outcome.winners.map(({ tierId, entrant }) => [tierId, memberOf.get(entrant)]),
		);
		expect(winners).toHaveLength(3);
		expect(drawn?.['alternates']).toHaveLength(9);
	});

	it('has prizes claimed, lets alternates move up, and counts a delivered gift', async () => {
		const id = idOf(await openOne(harness));
		await enter(...['1', '2', '3', '4', '5'].map((one) => press(one, 'lot.enter', id)));
		harness.setTime(later(3000));
		const where = { communityId: GROUP };
		await lottery(harness, 'close', where);
		const [drawn] = await lottery(harness, 'draw', where);
		const ids = (list: unknown) =>
			(list as { member: { platformMemberId: string } }[]).map(({ member }) => member.platformMemberId);
		const [first = '', second = '', third = ''] = ids(drawn?.['winners']);
		const [spare = '', last = ''] = ids(drawn?.['alternates']);
		const claims = async (member: string, action: 'lot.claim' | 'lot.decline' = 'lot.claim') =>
			(await lottery(harness, 'claim', {}, [press(member, action, id)]))[0];

		expect(await claims(spare)).toMatchObject({ verdict: 'nothing_won', claimed: false });
		const claimed = await claims(first);
		expect(claimed).toMatchObject({ verdict: 'claimed', prize: { prize: '一等奖：机械键盘', status: 'claimed' } });
		expect(await claims(first)).toMatchObject({ verdict: 'already' });
		const declined = await claims(second, 'lot.decline');
		expect(declined).toMatchObject({ verdict: 'declined' });
		expect(texts(declined)[1]).toContain(`@会员${spare}`);
		expect(await claims(spare)).toMatchObject({ verdict: 'claimed' });

		expect(await lottery(harness, 'redraw', where)).toEqual([]);
		harness.setTime(later(3000 + 72 * 60 + 1));
		expect(await claims(third)).toMatchObject({ verdict: 'over' });
		const [redrawn] = await lottery(harness, 'redraw', { ...where, options: { operatorsGroupId: '-1002' } });
		expect(ids(redrawn?.['expired'])).toEqual([third]);
		expect(ids(redrawn?.['movedUp'])).toEqual([last]);
		harness.setTime(later(3000 + 2 * 72 * 60 + 2));
		const [over] = await lottery(harness, 'redraw', { ...where, options: { operatorsGroupId: '-1002' } });
		expect(over).toMatchObject({ movedUp: [], unclaimed: [{ prize: '二等奖：咖啡券' }] });
		expect(texts(over).at(-1)).toContain('无人领取：二等奖：咖啡券');

		const claimCode = (claimed?.['prize'] as { claimCode: string }).claimCode;
		const delivery = { ...where, claimCode, delivery: 'delivered', note: 'SF123', operator: '李雷' };
		expect(await lottery(harness, 'recordDelivery', delivery)).toMatchObject([
			{ duplicate: false, prize: { delivery: 'delivered' } },
		]);
		expect(await lottery(harness, 'recordDelivery', delivery)).toMatchObject([{ duplicate: true }]);
		expect(await ledger('gift.delivered')).toHaveLength(1);
	});

	it('keeps sensitive answers sealed, and shows them when asked', async () => {
		const form = {
			claimForm: {
				field: [
					{ label: '收货地址', required: true, sensitive: true },
					{ label: '颜色', required: false, sensitive: false },
				],
			},
			claimRules: { formUrl: 'https://n8n.example.com/form/claim', hours: 48 },
		};
		const id = idOf(await openOne(harness, form));
		await enter(press('1', 'lot.enter', id));
		harness.setTime(later(3000));
		const where = { communityId: GROUP };
		await lottery(harness, 'close', where);
		await lottery(harness, 'draw', where);
		const [asked] = await lottery(harness, 'claim', {}, [press('1', 'lot.claim', id)]);
		expect(asked).toMatchObject({ claimed: false, verdict: 'needs_form' });
		const [, inPrivate] = texts(asked);
		expect(inPrivate).toContain('https://n8n.example.com/form/claim');
		const code = /领奖码：(\S+?)（/.exec(inPrivate ?? '')?.[1] ?? '';

		const submit = async (answers: object) => await lottery(harness, 'claim', where, [{ 领奖码: code, ...answers }]);
		await expect(submit({ 颜色: '黑' })).rejects.toThrow(/收货地址/);
		expect(await submit({ 收货地址: '南山区科技路1号', 颜色: '黑' })).toMatchObject([
			{ verdict: 'claimed', duplicate: false },
		]);
		expect(await submit({ 收货地址: '别处', 颜色: '白' })).toMatchObject([{ verdict: 'already', duplicate: true }]);

		const get = async (options: object) =>
			JSON.stringify(await lottery(harness, 'get', { ...where, lotteryId: id, options }));
		expect(await get({})).not.toContain('科技路');
		expect(await get({})).toContain('••••');
		expect(await get({ sensitive: true })).toContain('南山区科技路1号');
		expect(await ledger('lottery.answers_read')).toHaveLength(1);
	});

	describe('with a round of drand', () => {
		/** Round 1000 of quicknet, as api.drand.sh gives it. */
		const ROUND = {
			round: 1000,
			randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
			signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
		};
		const where = { communityId: GROUP };
		const closed = async (): Promise<string> => {
			const rules = {
				title: '大奖',
				closesAt: CLOSES,
				prizes: [{ tierId: 'top', name: '相机', quantity: 1 }],
				disclosure: { organiser: '社群' },
				draw: { drand: { chainHash: QUICKNET, round: 1000 } },
			};
			const [opened] = await lottery(harness, 'open', {
				...where,
				rulesSource: 'json',
				rulesJson: JSON.stringify(rules),
			});
			expect(texts(opened)[0]).toContain('drand 第 1000 轮');
			await enter(press('1', 'lot.enter', idOf(opened)), press('2', 'lot.enter', idOf(opened)));
			harness.setTime(later(3000));
			await lottery(harness, 'close', where);
			return idOf(opened);
		};

		it('takes the round as input, verified, and never another one', async () => {
			await closed();
			const draw = async (beacon: object) =>
				await lottery(harness, 'draw', { ...where, options: { beacon: JSON.stringify(beacon) } });
			await expect(draw({ ...ROUND, round: 1001 })).rejects.toThrow(/rules name round 1000/);
			const forged = ROUND.signature.replace(/^b4/, 'b5');
			await expect(draw({ round: 1000, signature: forged })).rejects.toThrow(/signature/i);
			expect(await ledger('lottery.drawn')).toEqual([]);
			const [drawn] = await draw(ROUND);
			const proof = drawn?.['proof'] as { secret: string; seed: string; listHash: string; beacon: object };
			expect(proof.beacon).toMatchObject({ round: 1000, signature: ROUND.signature });
			const drand = { chainHash: QUICKNET, round: 1000, randomness: ROUND.randomness };
			expect(finalSeed({ secret: proof.secret, listHash: proof.listHash, drand })).toBe(proof.seed);
		});

		it('fetches the round, and says what to do if it is not there yet', async () => {
			const id = await closed();
			let isThere = false;
			const api = await fakeHttp(() => (isThere ? { body: ROUND } : { status: 404, body: {} }));
			const draw = async () =>
				await lottery(harness, 'draw', { ...where, lotteryId: id, options: { drandUrl: `${api.url}/` } });
			await expect(draw()).rejects.toThrow(/beacon did not give its round.*\| Draw again later/);
			isThere = true;
			expect(await draw()).toMatchObject([{ winners: [{ prize: '相机' }] }]);
			expect(api.requests.at(-1)?.path).toBe(`/${QUICKNET}/public/1000`);
			await api.close();
		});
	});
});

import { pageKey, type NewInvitation } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { T0, World, at, codeOf, tally } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

describe.each(ENGINES)('ways in, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	beforeAll(() => world.open());
	beforeEach(() => world.newCommunity());

	const invitation = (code: string, more: Partial<NewInvitation> = {}): NewInvitation => ({
		communityId: world.C,
		code,
		inviterMemberId: null,
		maxUses: 1,
		tier: null,
		note: null,
		createdBy: 'op',
		createdAt: T0,
		expiresAt: null,
		...more,
	});
	const issue = (code: string, more: Partial<NewInvitation> = {}) =>
		write((tx) => tx.issueInvitation(invitation(code, more)));
	const redeem = (code: string, memberId: string, seconds = 1, eventId?: string) =>
		write((tx) => tx.redeemInvitation({ communityId: world.C, code, memberId, at: at(seconds), eventId }));

	describe('an invitation', () => {
		test('is kept as it was issued, and its code is taken', async () => {
			const given = invitation('春天-1', { maxUses: 3, tier: 'founders', note: '给朋友 🌸', expiresAt: at(60) });
			const row = { ...given, uses: 0, revokedAt: null, revokedBy: null };
			expect(await write((tx) => tx.issueInvitation(given))).toEqual({
				verdict: 'issued',
				invitation: row,
				left: null,
			});
			expect(await issue('春天-1')).toEqual({ verdict: 'taken' });
			expect(await read((tx) => tx.getInvitation(world.C, '春天-1'))).toEqual(row);
			expect(await read((tx) => tx.getInvitation('other', '春天-1'))).toBeUndefined();
		});

		test('is redeemed once by a member, who gets the first result ever after', async () => {
			const [guest = ''] = await world.members(1);
			await issue('code', { expiresAt: at(60) });
			const redemption = { communityId: world.C, code: 'code', memberId: guest, at: at(1), eventId: 'e1' };
			expect(await redeem('code', guest, 1, 'e1')).toMatchObject({
				verdict: 'redeemed',
				invitation: { uses: 1 },
				redemption,
			});
			expect(await redeem('code', guest, 99, 'e2')).toMatchObject({
				verdict: 'already',
				invitation: { uses: 1 },
				redemption,
			});
		});

		test('is refused for a reason', async () => {
			const [owner = '', guest = ''] = await world.members(2);
			await issue('used', { inviterMemberId: owner });
			await redeem('used', owner);
			await issue('own', { inviterMemberId: owner });
			await issue('late', { expiresAt: at(5) });
			await issue('gone', { maxUses: null });
			expect(await write((tx) => tx.revokeInvitation(world.C, 'gone', { at: at(3), by: 'op' }))).toMatchObject({
				revokedAt: at(3),
				revokedBy: 'op',
			});
			expect(await write((tx) => tx.revokeInvitation(world.C, 'gone', { at: at(4), by: 'op2' }))).toBeUndefined();
			expect(await redeem('own', owner)).toMatchObject({ verdict: 'own_code', invitation: { uses: 0 } });
			expect(await redeem('late', guest, 5)).toMatchObject({ verdict: 'expired' });
			expect(await redeem('late', guest, 4)).toMatchObject({ verdict: 'redeemed' });
			expect(await redeem('late', owner, 4)).toMatchObject({ verdict: 'used_up' });
			expect(await redeem('gone', guest, 3)).toMatchObject({ verdict: 'revoked' });
			expect(await redeem('nothing', guest)).toEqual({ verdict: 'unknown' });
			expect(await codeOf(redeem('own', 'm_nobody'))).toBe('conflict');
			expect(await read((tx) => tx.getInvitation(world.C, 'own'))).toMatchObject({ uses: 0 });
		});

		test('for ten people is redeemed by ten of fifty who ask at once', async () => {
			const guests = await world.members(50);
			await issue('ten', { maxUses: 10 });
			const use = (memberId: string) => ({ communityId: world.C, code: 'ten', memberId, at: at(1) });
			const verdicts = await world.atOnce(50, (tx, n) => tx.redeemInvitation(use(guests[n] ?? '')));
			expect(tally(verdicts.map(({ verdict }) => verdict))).toEqual({ redeemed: 10, used_up: 40 });
			expect(await read((tx) => tx.getInvitation(world.C, 'ten'))).toMatchObject({ uses: 10 });
			expect(await read((tx) => tx.listRedemptions(world.C, 'ten', { limit: 99 }))).toHaveLength(10);
		});

		test('counts one use for one member who asks many times at once', async () => {
			const [guest = ''] = await world.members(1);
			await issue('many', { maxUses: 10 });
			const use = { communityId: world.C, code: 'many', memberId: guest, at: at(1) };
			const verdicts = await world.atOnce(12, (tx) => tx.redeemInvitation(use));
			expect(tally(verdicts.map(({ verdict }) => verdict))).toEqual({ redeemed: 1, already: 11 });
			expect(await read((tx) => tx.getInvitation(world.C, 'many'))).toMatchObject({ uses: 1 });
		});
	});

	describe('an inviter’s quota', () => {
		test('is not exceeded by many who issue at once', async () => {
			const [inviter = ''] = await world.members(1);
			const quota = { limit: 3, since: null };
			const verdicts = await world.atOnce(12, (tx, n) =>
				tx.issueInvitation(invitation(`code-${n}`, { inviterMemberId: inviter }), quota),
			);
			expect(tally(verdicts.map(({ verdict }) => verdict))).toEqual({ issued: 3, over_quota: 9 });
			const lefts = verdicts.flatMap((one) => (one.verdict === 'issued' ? [one.left] : []));
			expect(lefts.sort()).toEqual([0, 1, 2]);
			expect(await read((tx) => tx.listInvitations({ communityId: world.C }, { limit: 99 }))).toHaveLength(3);
		});

		test('counts a window, and gives back what was revoked unused', async () => {
			const [inviter = '', guest = ''] = await world.members(2);
			const ask = (code: string, seconds: number, since: number, limit = 2) =>
				write((tx) =>
					tx.issueInvitation(invitation(code, { inviterMemberId: inviter, createdAt: at(seconds) }), {
						limit,
						since: at(since),
					}),
				);
			expect(await ask('a', 10, -100)).toMatchObject({ verdict: 'issued', left: 1 });
			expect(await ask('b', 20, -100)).toMatchObject({ verdict: 'issued', left: 0 });
			expect(await ask('c', 30, -100)).toEqual({ verdict: 'over_quota', issuedAt: [at(10), at(20)] });
			expect(await ask('c', 30, -100, 0)).toEqual({ verdict: 'over_quota', issuedAt: [] });
			expect(await ask('c', 30, 10)).toMatchObject({ verdict: 'issued', left: 0 });
			await redeem('b', guest);
			await write((tx) => tx.revokeInvitation(world.C, 'b', { at: at(31), by: 'op' }));
			expect(await ask('d', 32, 10)).toMatchObject({ verdict: 'over_quota' });
			await write((tx) => tx.revokeInvitation(world.C, 'c', { at: at(33), by: 'op' }));
			expect(await ask('d', 34, 10)).toMatchObject({ verdict: 'issued' });
		});

		test('does not bind the community itself', async () => {
			const own = await write((tx) => tx.issueInvitation(invitation('own'), { limit: 0, since: null }));
			expect(own).toMatchObject({ verdict: 'issued', left: null });
		});
	});

	test('invitations are listed in pages, by inviter and by use', async () => {
		const [inviter = '', guest = ''] = await world.members(2);
		for (const n of [1, 2, 3, 4]) {
			await issue(`c${n}`, { createdAt: at(n >> 1), inviterMemberId: n < 3 ? inviter : null, expiresAt: at(n * 10) });
		}
		await redeem('c1', guest);
		const codes = async (filter: object, page = {}) =>
			(await read((tx) => tx.listInvitations({ communityId: world.C, ...filter }, { limit: 9, ...page }))).map(
				({ code }) => code,
			);
		expect(await codes({})).toEqual(['c1', 'c2', 'c3', 'c4']);
		expect(await codes({}, { limit: 2 })).toEqual(['c1', 'c2']);
		expect(await codes({}, { after: pageKey(at(1), 'c2') })).toEqual(['c3', 'c4']);
		expect(await codes({ inviterMemberId: inviter })).toEqual(['c1', 'c2']);
		expect(await codes({ usableAt: at(20) })).toEqual(['c3', 'c4']);
	});

	test('who invited whom is known from both sides', async () => {
		const [a = '', b = '', c = '', d = ''] = await world.members(4);
		await issue('from|a', { inviterMemberId: a, maxUses: 5 });
		await issue('also|a', { inviterMemberId: a, maxUses: 5 });
		await issue('from|b', { inviterMemberId: b, maxUses: 5 });
		await issue('house', { maxUses: 5 });
		await redeem('house', c, 1);
		await redeem('from|a', c, 2);
		await redeem('from|b', c, 3);
		await redeem('from|a', d, 4);
		await redeem('also|a', d, 4);
		expect(await read((tx) => tx.inviterOf(world.C, c))).toMatchObject({ inviterMemberId: a, code: 'from|a' });
		expect(await read((tx) => tx.inviterOf(world.C, a))).toBeUndefined();
		const whole = await read((tx) => tx.invitees(world.C, a, { limit: 9 }));
		expect(whole.map(({ memberId, code }) => [memberId, code])).toEqual([
			[c, 'from|a'],
			[d, 'also|a'],
			[d, 'from|a'],
		]);
		const after = pageKey(at(4), d, 'also|a');
		expect(await read((tx) => tx.invitees(world.C, a, { limit: 9, after }))).toMatchObject([{ code: 'from|a' }]);
		expect(await read((tx) => tx.invitees(world.C, c, { limit: 9 }))).toEqual([]);
	});

	describe('proofs of tasks', () => {
		const put = (memberId: string, taskId: string, text: string, more: object = {}) =>
			write((tx) => tx.putTaskProof({ communityId: world.C, memberId, taskId, proof: { text }, at: T0, ...more }));
		const judge = (memberId: string, taskId: string, status: 'verified' | 'refused') =>
			write((tx) =>
				tx.judgeTaskProof(
					{ communityId: world.C, memberId, taskId },
					{ status, judgedBy: 'op', judgedAt: at(9), note: '看过了' },
				),
			);

		test('wait, are judged once, and may be handed in again after a refusal', async () => {
			const [one = ''] = await world.members(1);
			expect(await put(one, 'intro', '你好')).toMatchObject({
				status: 'waiting',
				judgedAt: null,
				proof: { text: '你好' },
			});
			expect(await judge(one, 'intro', 'refused')).toMatchObject({ status: 'refused', judgedBy: 'op', note: '看过了' });
			expect(await judge(one, 'intro', 'verified')).toBeUndefined();
			expect(await put(one, 'intro', 'again', { at: at(10) })).toMatchObject({
				status: 'waiting',
				judgedBy: null,
				note: null,
			});
			expect(await judge(one, 'intro', 'verified')).toMatchObject({ status: 'verified', judgedAt: at(9) });
			expect(await put(one, 'intro', 'too late')).toMatchObject({ status: 'verified', proof: { text: 'again' } });
			expect(await judge(one, 'other', 'verified')).toBeUndefined();
		});

		test('may be verified by a rule at once', async () => {
			const [one = ''] = await world.members(1);
			expect(await put(one, 'intro', 'x', { status: 'verified', judgedBy: 'rules' })).toMatchObject({
				status: 'verified',
				judgedBy: 'rules',
				judgedAt: T0,
			});
		});

		test('are judged by one of several operators at once', async () => {
			const [one = ''] = await world.members(1);
			await put(one, 'intro', 'x');
			const judged = await world.atOnce(6, (tx, n) =>
				tx.judgeTaskProof(
					{ communityId: world.C, memberId: one, taskId: 'intro' },
					{ status: n % 2 === 0 ? 'verified' : 'refused', judgedBy: `op${n}`, judgedAt: at(1) },
				),
			);
			expect(judged.filter((row) => row !== undefined)).toHaveLength(1);
		});

		test('are listed in pages, by status, member and task', async () => {
			const [a = '', b = ''] = await world.members(2);
			for (const memberId of [a, b]) for (const task of ['t|1', 't|2']) await put(memberId, task, 'x');
			await judge(a, 't|1', 'verified');
			const list = async (filter: object, page = {}) =>
				(await read((tx) => tx.listTaskProofs({ communityId: world.C, ...filter }, { limit: 9, ...page }))).map(
					({ memberId, taskId }) => `${memberId === a ? 'a' : 'b'} ${taskId}`,
				);
			expect(await list({})).toEqual(['a t|1', 'a t|2', 'b t|1', 'b t|2']);
			expect(await list({ status: 'waiting' }, { limit: 2 })).toEqual(['a t|2', 'b t|1']);
			expect(await list({ status: 'waiting' }, { after: pageKey(T0, b, 't|1') })).toEqual(['b t|2']);
			expect(await list({ memberId: a, taskId: 't|1' })).toEqual(['a t|1']);
		});
	});

	describe('the head count', () => {
		test('counts by status, way and tier; the last admission counts', async () => {
			const [a = '', b = '', c = '', d = ''] = await world.members(4);
			const admission = { communityId: world.C, ref: null, at: T0 };
			await write(async (tx) => {
				for (const memberId of [a, b, c]) await tx.setMemberStatus(world.C, memberId, 'member', T0);
				await tx.recordAdmission({ ...admission, memberId: a, way: 'invitation', ref: 'code', tier: 'founders' });
				await tx.recordAdmission({ ...admission, memberId: b, way: 'payment', ref: 'order', tier: 'founders' });
				await tx.recordAdmission({ ...admission, memberId: d, way: 'payment', ref: 'order', tier: 'founders' });
				await tx.recordAdmission({
					...admission,
					memberId: b,
					way: 'payment',
					ref: 'order',
					tier: 'regulars',
					at: at(1),
				});
			});
			const count = (filter?: object) => read((tx) => tx.countMembers(world.C, filter));
			expect(await count()).toBe(4);
			expect(await count({ status: 'member' })).toBe(3);
			expect(await count({ status: 'member', tier: 'founders' })).toBe(1);
			expect(await count({ tier: 'founders' })).toBe(2);
			expect(await count({ way: 'payment', status: 'member' })).toBe(1);
			expect(await read((tx) => tx.countTiers(world.C, 'member'))).toEqual({ '': 1, founders: 1, regulars: 1 });
			expect(await read((tx) => tx.admissionOf(world.C, b))).toEqual({
				...admission,
				memberId: b,
				way: 'payment',
				ref: 'order',
				tier: 'regulars',
				at: at(1),
			});
			expect(await read((tx) => tx.admissionOf(world.C, c))).toBeUndefined();
			const byOrder = await read((tx) => tx.admissionsBy(world.C, 'payment', 'order'));
			expect(byOrder.map(({ memberId }) => memberId)).toEqual([d, b]);
		});

		test('is exact for many who come at once, if the community is locked', async () => {
			const guests = await world.members(20);
			const came = await world.atOnce(20, async (tx, n) => {
				await tx.lockCommunity(world.C);
				if ((await tx.countMembers(world.C, { status: 'member' })) >= 5) return 'full';
				await tx.setMemberStatus(world.C, guests[n] ?? '', 'member', T0);
				return 'in';
			});
			expect(tally(came)).toEqual({ in: 5, full: 15 });
			expect(await read((tx) => tx.countMembers(world.C, { status: 'member' }))).toBe(5);
			expect(await codeOf(write((tx) => tx.lockCommunity('nowhere')))).toBe('conflict');
		});
	});

	test('payments of an order are found in the ledger, whoever paid', async () => {
		const pay = (eventId: string, type: string, orderId: string, seconds: number, more: object = {}) => ({
			communityId: world.C,
			source: 'pay',
			eventId,
			type,
			occurredAt: at(seconds),
			recordedAt: at(seconds),
			data: {
				payment: { transactionId: '{7"', orderId, amountMinor: 9900, currency: 'CNY' },
				text: '\u0000 \ud83d "谢谢" "payment":{"orderId":"B"}',
			},
			...more,
		});
		const odd = '订单 "{1}"\\';
		await write((tx) =>
			tx.appendLedger([
				pay('e2', 'refund_succeeded', 'A', 2),
				pay('e1', 'payment_succeeded', 'A', 1),
				pay('e3', 'payment_succeeded', 'B', 1),
				pay('e4', 'message', 'A', 1),
				pay('e5', 'payment_closed', 'A', 3, { data: {} }),
				pay('e6', 'payment_closed', odd, 3),
			]),
		);
		const lines = await read((tx) => tx.paymentsOfOrder(world.C, 'A'));
		expect(lines.map(({ eventId }) => eventId)).toEqual(['e1', 'e2']);
		expect(lines[0]).toEqual(pay('e1', 'payment_succeeded', 'A', 1));
		expect(await read((tx) => tx.paymentsOfOrder('other', 'A'))).toEqual([]);
		expect(await read((tx) => tx.paymentsOfOrder(world.C, odd))).toMatchObject([{ eventId: 'e6' }]);
		expect(await read((tx) => tx.paymentsOfOrder(world.C, '1'))).toEqual([]);
	});
});

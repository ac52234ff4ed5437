import type { IDataObject } from 'n8n-workflow';

import { asks, event, fills, GROUP, PACKAGE, person, runNode, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

interface Shown extends IDataObject {
	code: string;
}

const says = (memberId: string, text: string, messageId = '77') =>
	event({ type: 'message', ...person(memberId, `会员${memberId}`), text, messageId });
const joins = (memberId: string) => event({ type: 'joined', ...person(memberId, `会员${memberId}`) });
const textsOf = (json: IDataObject | undefined) =>
	(json?.['messages'] as { text: string; to: object }[]).map(({ text }) => text);

describe('invitations', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE, baseTime: '2026-06-01T12:00:00.000Z' });
	});
	afterEach(async () => {
		await harness.dispose();
	});

	const operation = async (name: string, parameters: object, items: readonly object[], continueOnFail = false) =>
		await runNode(harness, TYPE.screening, { resource: 'invitation', operation: name, ...parameters }, items, {
			continueOnFail,
		});
	const issue = async (parameters: object, ...items: object[]): Promise<IDataObject[]> => {
		const { outputs, error } = await operation('issue', parameters, items);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	const codeOf = (json: IDataObject | undefined): string => (json?.['invitations'] as Shown[])[0]?.code ?? '';
	const redeem = async (...items: object[]) => {
		const { outputs, error } = await operation('redeem', {}, items);
		expect(error).toBeUndefined();
		return { redeemed: outputs[0] ?? [], refused: outputs[1] ?? [] };
	};

	describe('issued', () => {
		it('go to the member in private, once for an event, however often it comes', async () => {
			const joined = joins('1');
			const [first] = await issue({ options: { validDays: 10 } }, joined);
			expect(first).toMatchObject({
				duplicate: false,
				issued: true,
				invitations: [{ state: 'usable', uses: 0, maxUses: 1, usesLeft: 1, expiresAt: '2026-06-11T12:00:00.000Z' }],
				member: { platformMemberId: '1' },
				messages: [{ to: { kind: 'member', id: '1' } }],
			});
			expect(codeOf(first)).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
			expect(textsOf(first)[0]).toBe(`你的邀请码：${codeOf(first)} · 2026年6月11日 20:00 前有效`);
			expect(await issue({ options: { validDays: 10 } }, joined)).toEqual([{ ...first, duplicate: true }]);
		});

		it('are asked for by a message that says nothing else; other messages are passed over', async () => {
			const codes = await issue({}, says('1', '邀请码'), says('2', ' /INVITE '), says('3', '邀请码怎么用？'));
			expect(codes.map((json) => json['member'])).toMatchObject([{ platformMemberId: '1' }, { platformMemberId: '2' }]);
			expect(codes[0]?.['messages']).toMatchObject([{ to: { kind: 'member', id: '1' } }]);
		});

		it('stop at the quota of a member, and say from when there are more', async () => {
			const quota = { codes: 3, options: { perInviter: 4, windowDays: 30 } };
			expect(await issue(quota, joins('1'))).toMatchObject([{ issued: true, left: 1, reason: null }]);
			harness.setTime('2026-06-02T12:00:00.000Z');
			const [rest] = await issue(quota, joins('1'));
			expect(rest).toMatchObject({
				issued: true,
				left: 0,
				reason: 'over_quota',
				nextFrom: '2026-07-01T12:00:00.000Z',
				invitations: [{ state: 'usable' }],
			});
			const [none] = await issue(quota, joins('1'));
			expect(none).toMatchObject({ issued: false, invitations: [], reason: 'over_quota' });
			expect(textsOf(none)).toEqual(['你的邀请名额暂时用完了，2026年7月1日 20:00 之后可以再邀请']);
			expect(await issue(quota, joins('2'))).toMatchObject([{ issued: true, left: 1 }]);
			harness.setTime('2026-07-01T12:00:00.000Z');
			expect(await issue({ ...quota, codes: 1 }, joins('1'))).toMatchObject([{ issued: true, left: 2 }]);
		});

		it('are the same for a member who comes again, where told so', async () => {
			const [first] = await issue({ occasion: 'member' }, joins('1'));
			expect(await issue({ occasion: 'member' }, joins('1'))).toMatchObject([
				{ duplicate: true, invitations: first?.['invitations'] },
			]);
		});

		it('may belong to a named member or to the community', async () => {
			const named = await issue({ inviter: 'named', platform: 'telegram', memberId: '5' }, joins('1'));
			expect(named).toMatchObject([{ member: { platformMemberId: '5' }, messages: [{ to: { id: '5' } }] }]);
			const own = await issue(
				{ inviter: 'community', maxUses: 0, options: { communityId: GROUP, tier: 'founders', issuedBy: '李雷' } },
				{},
			);
			expect(own).toMatchObject([
				{ invitations: [{ maxUses: null, usesLeft: null, tier: 'founders', createdBy: '李雷' }], messages: [] },
			]);
		});

		it('are for members only, where told so: whoever has not been let in gets none', async () => {
			expect(await issue({ options: { onlyMembers: true } }, says('1', '邀请码'))).toEqual([]);
			const code = codeOf((await issue({}, joins('9')))[0]);
			const redeemed = (await redeem(fills('1', { 邀请码: code }))).redeemed;
			const ways = { resource: 'admission', operation: 'check', ways: ['invitation'] };
			await runNode(harness, TYPE.screening, ways, redeemed);
			expect(await issue({ options: { onlyMembers: true } }, says('1', '邀请码'))).toMatchObject([{ issued: true }]);
		});

		it.each([
			['no member', { options: {} }, event({ type: 'joined' }), /names no member/],
			[
				'no name',
				{ inviter: 'named', platform: 'telegram', memberId: '={{ "" }}' },
				joins('1'),
				/inviter is not named/,
			],
			['too many', { codes: 101 }, joins('1'), /"Codes" is 101/],
			['uses that are none', { maxUses: -1 }, joins('1'), /"maxUses" of "Uses per Code/],
		])('need what they need: %s', async (_what, parameters, item, message) => {
			const { error } = await operation('issue', parameters, [item]);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(/\w+ \w+/);
		});
	});

	describe('redeemed', () => {
		it('by a form, an invite link and a message, with who invited', async () => {
			const [given] = await issue({ maxUses: 3, options: { tier: 'founders' } }, joins('1'));
			const code = codeOf(given);
			const form = fills('2', { 邀请码: ` ${code.toLowerCase().replace('-', ' ')} ` });
			const { redeemed } = await redeem(
				form,
				asks('3', '小雨', '想加入', { invite: { name: code } }),
				says('4', `大家好！我的邀请码是${code}，谢谢`),
			);
			expect(redeemed).toMatchObject(
				['2', '3', '4'].map((id, index) => ({
					duplicate: false,
					redeemed: true,
					verdict: 'redeemed',
					code,
					invitation: { uses: index + 1, usesLeft: 2 - index, tier: 'founders' },
					inviter: { platform: 'telegram', platformMemberId: '1', name: '会员1' },
					member: { platformMemberId: id },
				})),
			);
			expect(redeemed.map(textsOf)).toEqual([[], [], [`邀请码 ${code} 已登记 ✅`]]);
			expect((await redeem(form)).redeemed).toEqual([{ ...redeemed[0], duplicate: true }]);
			const again = await redeem(fills('2', { 邀请码: code }));
			expect(again.redeemed).toMatchObject([{ duplicate: false, verdict: 'already', invitation: { uses: 3 } }]);
		});

		it('exactly as often as allowed when many come at once', async () => {
			const code = codeOf((await issue({ maxUses: 3 }, joins('1')))[0]);
			const runs = await Promise.all(
				Array.from({ length: 12 }, (_none, index) => redeem(fills(`${index + 10}`, { 邀请码: code }))),
			);
			expect(runs.flatMap(({ redeemed }) => redeemed)).toHaveLength(3);
			expect(runs.flatMap(({ refused }) => refused.map((json) => json['verdict']))).toEqual(
				Array.from({ length: 9 }, () => 'used_up'),
			);
			const { outputs } = await operation('list', { communityId: GROUP, returnAll: true }, [{}]);
			expect(outputs[0]).toMatchObject([{ uses: 3, state: 'used_up', inviter: { platformMemberId: '1' } }]);
		});

		it('or refused with words that tell a typing error from a code that nobody has issued', async () => {
			const [mine, gone, late] = await issue({ options: { validDays: 1 } }, joins('1'), joins('2'), joins('3'));
			await operation('revoke', { communityId: GROUP, code: codeOf(gone), operator: 'Li Lei' }, [{}]);
			const wrong = `${codeOf(mine).slice(0, -1)}${codeOf(mine).endsWith('7') ? '8' : '7'}`;
			const { refused } = await redeem(
				fills('9', { 邀请码: wrong }),
				fills('9', { 邀请码: '00000-00000' }),
				fills('9', { 邀请码: '123' }),
				fills('9', { 城市: '深圳' }),
				fills('1', { 邀请码: codeOf(mine) }),
				fills('9', { 邀请码: codeOf(gone) }),
				asks('9', '小雨', '没有码'),
			);
			expect(refused.map((json) => json['verdict'])).toEqual([
				'typo',
				'unknown',
				'wrong_length',
				'empty',
				'own_code',
				'revoked',
				'empty',
			]);
			expect(refused.map((json) => textsOf(json)[0])).toEqual([
				'邀请码好像输错了一位，请核对后再试',
				'没有找到邀请码 00000-00000，请向邀请你的人确认',
				'这不像是邀请码。邀请码共 10 位，例如 7K2QX-9MD4A，请照着邀请再输一次',
				'请填写邀请码，例如 7K2QX-9MD4A',
				'自己的邀请码不能自己用，把它送给朋友吧',
				'这个邀请码已被收回',
				'请填写邀请码，例如 7K2QX-9MD4A',
			]);
			harness.setTime('2026-06-02T12:00:00.000Z');
			expect((await redeem(fills('9', { 邀请码: codeOf(late) }))).refused).toMatchObject([{ verdict: 'expired' }]);
		});

		it('only where somebody brings a code: chatter and other events are passed over', async () => {
			const { redeemed, refused } = await redeem(
				says('1', '今天 friendship hello-world 12345'),
				says('1', '邀请码怎么用？'),
				joins('1'),
				event({ type: 'button', ...person('1', 'x'), button: { value: 'x' } }),
			);
			expect([redeemed, refused]).toEqual([[], []]);
			const other = await operation('redeem', { options: { withoutCode: 'passOver' } }, [fills('9', {})]);
			expect(other.outputs.flat()).toEqual([]);
		});

		it('an error of one item redeems nothing', async () => {
			const { memberId: _memberId, ...nameless } = fills('1', {});
			const { outputs, error } = await operation('redeem', {}, [nameless, joins('1')], true);
			expect(error).toBeUndefined();
			expect(outputs.slice(0, 2)).toMatchObject([[], [{ error: expect.stringMatching(/names no member/) }]]);
		});
	});

	it('who invited whom is a tree: the path to its root, and who brought most', async () => {
		const invites = async (inviter: string, ...guests: string[]) => {
			const code = codeOf((await issue({ maxUses: 9 }, joins(inviter)))[0]);
			for (const guest of guests) await redeem(fills(guest, { 邀请码: code }));
		};
		await invites('1', '2', '3');
		harness.setTime('2026-06-02T12:00:00.000Z');
		await invites('2', '4', '5', '6');
		harness.setTime('2026-06-03T12:00:00.000Z');
		// Who has left and comes back by somebody brought in since closes no circle.
		await invites('6', '1');
		const { outputs } = await operation('chain', {}, [joins('6'), joins('1'), joins('99')]);
		expect(outputs[0]).toMatchObject([
			{ path: [{ platformMemberId: '2' }, { platformMemberId: '1', name: '会员1' }], direct: 0, total: 0 },
			{ path: [], direct: 2, total: 5 },
			{ path: [], direct: 0, total: 0 },
		]);
		const top = async (parameters: object) =>
			(await operation('topInviters', { communityId: GROUP, ...parameters }, [{}])).outputs[0]?.map((json) => [
				json['rank'],
				(json['member'] as IDataObject)['platformMemberId'],
				json['direct'],
				json['total'],
			]);
		expect(await top({})).toEqual([
			[1, '2', 3, 3],
			[2, '1', 2, 5],
		]);
		expect(await top({ count: 'total', limit: 1 })).toEqual([[1, '1', 2, 5]]);
	});

	it('revoking is told once and needs a code that exists', async () => {
		const code = codeOf((await issue({}, joins('1')))[0]);
		const revoke = (parameters: object) =>
			operation('revoke', { communityId: GROUP, code, operator: 'Li Lei', ...parameters }, [{}]);
		const [first] = (await revoke({ note: 'posted in public' })).outputs[0] ?? [];
		expect(first).toMatchObject({ duplicate: false, invitation: { code, state: 'revoked', revokedBy: 'Li Lei' } });
		expect((await revoke({ operator: 'Han' })).outputs[0]).toEqual([{ ...first, duplicate: true }]);
		expect((await revoke({ code: '00000-00000' })).error?.message).toMatch(/No invitation has the code 00000-00000/);
		expect((await revoke({ code: 'abc' })).error?.message).toMatch(/is not 10 characters long/);
		const usable = await operation('list', { communityId: GROUP, options: { usable: true } }, [{}]);
		expect(usable.outputs[0]).toEqual([]);
		const ofOther = await operation('list', { communityId: GROUP, options: { memberId: '2' } }, [{}]);
		expect(ofOther.outputs[0]).toEqual([]);
	});
});

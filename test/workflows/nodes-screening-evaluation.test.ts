import type { CommunityStore } from '../../store';
import { ADMINS, asks, condition, fills, GROUP, PACKAGE, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const rule = (name: string, field: string, when: object, fields: object = {}) => ({
	name,
	field,
	condition: when,
	weight: 60,
	...fields,
});
const has = (field: string) => condition('string', 'contains', field);
const PASSES = rule('住在深圳', 'answers.城市', has('深圳'));
const CONTACTS = {
	contactFields: {
		fields: { phone: 'answers.手机', email: 'answers.邮箱', avatarHash: 'answers.头像', unionId: 'answers.UnionID' },
	},
};

const evaluation = (rules: object[], options: object = {}, parameters: object = {}) => ({
	resource: 'application',
	operation: 'evaluate',
	rules: { rule: rules },
	approveFrom: 60,
	rejectBelow: 0,
	reviewGroupId: ADMINS,
	options,
	...parameters,
});

const CITY = { 城市: '深圳' };

describe('Evaluate', () => {
	let harness: Harness;
	let store: CommunityStore;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
		store = await storeOf(harness);
	}, 30_000);
	afterEach(async () => {
		await store.close();
		await harness.dispose();
	});

	const evaluate = async (parameters: object, items: readonly object[], continueOnFail = false) => {
		const result = await runNode(harness, TYPE.screening, parameters, items, { continueOnFail });
		return { ...result, waiting: result.json('Node', 3) };
	};
	/** Decides one application, which must come out once. */
	const decide = async (parameters: object, item: object) => {
		const { outputs, waiting, error } = await evaluate(parameters, [item]);
		expect(error).toBeUndefined();
		const items = [...outputs.flat(), ...waiting];
		expect(items).toHaveLength(1);
		return items[0] ?? {};
	};
	const textsOf = (json: Record<string, unknown>) => (json['messages'] as { text: string }[]).map(({ text }) => text);

	describe('hard stops', () => {
		const AD = rule('广告', 'text', has('加微信'), { effect: 'reject' });

		it('reject however high the score is, and say so', async () => {
			const json = await decide(evaluation([PASSES, AD]), fills('1', CITY, { text: '加微信领福利', ...handle('1') }));
			expect(json).toMatchObject({ decision: 'rejected', score: 60, stoppedBy: ['广告'] });
			expect(json['reasons']).toMatchObject([{ points: 60 }, { rule: '广告', points: 0, stops: 'reject' }]);
			expect(textsOf(json)).toEqual([expect.stringContaining('暂时没有通过')]);
		});

		it('ask a person if an answer is missing, and mark it on the card', async () => {
			const phone = rule('留了手机', 'answers.手机', has('1'), { onMissing: 'review' });
			const json = await decide(evaluation([PASSES, phone]), fills('1', { ...CITY, 手机: '  ' }));
			expect(json).toMatchObject({ decision: 'review', stoppedBy: ['留了手机'] });
			expect(textsOf(json)[0]).toContain('✋ 留了手机（未填写）');
		});

		it.each([
			['two rules of one name', [AD, { ...AD, field: 'memberName' }], /both called "广告"/, /"Name" of rule 2/],
			[
				'two stops that contradict',
				[AD, { ...AD, name: '广告二', effect: 'review' }],
				/same field and condition/,
				/"Condition" of rule 2/,
			],
			['rules that approve nobody', [{ ...AD, onMissing: 'reject' }], /Nobody can ever be approved/, /"Reject Below"/],
		])('of %s are refused before anybody is judged', async (_what, rules, message, hint) => {
			const { error } = await evaluate(evaluation(rules, {}, { rejectBelow: 1 }), [asks('1', 'x', '')]);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(hint);
		});
	});

	describe('duplicate people', () => {
		const KNOWN = { ...CONTACTS, signals: { duplicate: {} } };

		it('are found by a phone however it is written, and operators read who it is', async () => {
			const parameters = evaluation([PASSES], KNOWN);
			expect(await decide(parameters, fills('1', { ...CITY, 手机: '138 0013 8000' }))).toMatchObject({
				decision: 'approved',
			});
			const json = await decide(parameters, fills('2', { ...CITY, 手机: '+86-138-0013-8000' }));
			expect(json).toMatchObject({ decision: 'review', stoppedBy: ['duplicate_person'] });
			expect(textsOf(json)[0]).toContain('✋ 疑似同一人：会员1');
			expect(textsOf(json)[0]).toContain('手机号相同');
		});

		it('are found by a name and a picture that are nearly the same, if that is enough', async () => {
			const alike = { ...CONTACTS, signals: { duplicate: { leastSure: 'possible', effect: 'points', points: -70 } } };
			const parameters = evaluation([PASSES], alike);
			await decide(parameters, fills('1', { ...CITY, 头像: 'a1b2c3d4e5f60718' }, { memberName: '深圳小雨 🌧' }));
			const twin = fills('2', { ...CITY, 头像: 'a1b2c3d4e5f60719' }, { memberName: '深圳小雨' });
			expect(await decide(parameters, twin)).toMatchObject({ decision: 'rejected', score: -10 });
			const other = fills('3', { ...CITY, 头像: 'a1b2c3d4e5f60719' }, { memberName: '韩梅梅' });
			expect(await decide(parameters, other)).toMatchObject({ decision: 'approved', score: 60 });
		});

		it('are neither looked for nor kept unless switched on', async () => {
			await decide(evaluation([PASSES], CONTACTS), fills('1', { ...CITY, 手机: '13800138000' }));
			const member = await store.read((tx) => tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '1' }));
			expect(await store.read((tx) => tx.contactsOf(GROUP, [member?.memberId ?? '']))).toEqual([]);
		});

		it('need a field to compare', async () => {
			const { error } = await evaluate(evaluation([PASSES], { signals: { duplicate: {} } }), [fills('1', CITY)]);
			expect(error?.message).toMatch(/"Duplicate People" does not know what to compare/);
			expect(error?.description).toMatch(/Contact Fields/);
		});

		it('name the option that is wrong', async () => {
			const options = { ...CONTACTS, signals: { duplicate: { avatarDistance: 12 } } };
			const { error } = await evaluate(evaluation([PASSES], options), [fills('1', CITY)]);
			expect(error?.message).toMatch(/"Picture Distance" of "Duplicate People" cannot be used/);
		});
	});

	it('rejects whom a followed blocklist names, by phone or word', async () => {
		const block = (kind: string, value: string) =>
			runNode(
				harness,
				TYPE.screening,
				{ resource: 'blocklist', operation: 'add', communityId: '-9', kind, value, reason: '多次发广告' },
				[{}],
			);
		await block('phone', '13800138000');
		await block('word', '返利');
		const parameters = evaluation([PASSES], { ...CONTACTS, signals: { blocklist: {} } });
		const caller = () => fills('1', { ...CITY, 手机: '0086 138 0013 8000' });
		expect(await decide(parameters, caller())).toMatchObject({ decision: 'approved' });
		const follow = { resource: 'blocklist', operation: 'subscribe', communityId: GROUP, ownerCommunityId: '-9' };
		await runNode(harness, TYPE.screening, follow, [{}]);
		expect(await decide(parameters, caller())).toMatchObject({
			decision: 'rejected',
			stoppedBy: ['on_blocklist'],
			reasons: [{}, { saw: [{ kind: 'phone', reason: '多次发广告', listOwner: '-9' }] }],
		});
		expect(await decide(parameters, fills('2', { ...CITY, 简介: '高返 利日结' }))).toMatchObject({
			decision: 'rejected',
		});
	});

	it('takes points away for a signal where that is wished, twenty unless said otherwise', async () => {
		const word = { resource: 'blocklist', operation: 'add', communityId: GROUP, kind: 'word', value: '返利' };
		await runNode(harness, TYPE.screening, word, [{}]);
		const parameters = evaluation([PASSES], { signals: { blocklist: { effect: 'points' } } });
		const json = await decide(parameters, fills('1', { 城市: '深圳返利' }));
		expect(json).toMatchObject({ decision: 'review', score: 40 });
		expect(textsOf(json)[0]).toContain('（-20）');
	});

	it('asks a person about somebody who joins many communities or leaves after gifts', async () => {
		const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
		await store.transaction(async (tx) => {
			for (const community of ['-1', '-2', '-3']) {
				const at = hoursAgo(5);
				await tx.ensureCommunity({ communityId: community, platform: 'telegram', groupId: community, at });
				const identity = { platform: 'telegram', platformMemberId: '1' };
				const { memberId } = await tx.ensureMember({ communityId: community, ...identity, at });
				const line = (type: string, occurredAt: string) => ({
					communityId: community,
					source: 'test',
					eventId: type,
					type,
					memberId,
					occurredAt,
					recordedAt: occurredAt,
					data: {},
				});
				await tx.appendLedger([
					line('joined', hoursAgo(5)),
					line('gift.received', hoursAgo(4)),
					line('left', hoursAgo(3)),
				]);
			}
		});
		const poacher = { joinsAtLeast: 3, joinsWithinHours: 2, leavesAtLeast: 2 };
		const json = await decide(evaluation([PASSES], { signals: { poacher } }), fills('1', CITY));
		expect(json).toMatchObject({ decision: 'review', stoppedBy: ['joined_many', 'left_after_gift'] });
		expect(textsOf(json)[0]).toContain('✋ 2 小时内加入了 3 个社群');
		const stranger = await decide(evaluation([PASSES], { signals: { poacher } }), fills('2', CITY));
		expect(stranger).toMatchObject({ decision: 'approved' });
	});

	describe('a cool-off', () => {
		const wait = (fields: object = {}) =>
			evaluation([PASSES], { coolOff: { wait: { days: 7, ...fields } } }, { rejectBelow: 1 });

		it('turns away whoever applies again too soon, with the date, and makes the wait no longer', async () => {
			await decide(wait(), fills('1', {}));
			const again = asks('1', '小雨', '再试一次');
			const json = await decide(wait(), again);
			const from = String(json['mayApplyFrom']);
			const days = (Date.parse(from) - Date.now()) / 86_400_000;
			expect(days).toBeGreaterThan(6.99);
			expect(days).toBeLessThanOrEqual(7);
			expect(json).toMatchObject({ decision: 'rejected', duplicate: false, stoppedBy: ['cooling_off'] });
			expect(textsOf(json)).toEqual([expect.stringMatching(/^你可以在 \d{4}年\d+月\d+日 \d\d:\d\d 之后再次申请$/)]);

			expect(await decide(wait(), asks('1', '小雨', '第三次'))).toMatchObject({ mayApplyFrom: from });
			expect(await decide(wait(), again)).toMatchObject({ duplicate: true, mayApplyFrom: from });
			const member = await store.read((tx) => tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '1' }));
			const applications = await store.read((tx) =>
				tx.listApplications({ communityId: GROUP, memberId: member?.memberId ?? '' }, { limit: 9 }),
			);
			expect(applications).toHaveLength(1);
		});

		it('ends with the last attempt', async () => {
			await decide(wait({ lastAttempt: 1 }), fills('1', {}));
			const json = await decide(wait({ lastAttempt: 1 }), asks('1', '小雨', ''));
			expect(json).toMatchObject({ decision: 'rejected', mayApplyFrom: null });
			expect(textsOf(json)).toEqual(['很抱歉，暂时不再接受你的申请']);
		});

		it('lets everybody else in', async () => {
			await decide(wait(), fills('1', {}));
			expect(await decide(wait(), fills('2', CITY))).toMatchObject({ decision: 'approved' });
		});
	});

	describe('a quota', () => {
		const full = (fields: object = {}, options: object = {}) =>
			evaluation([PASSES], { quota: { heads: { maxMembers: 1, ...fields } }, ...options });

		it('gives one place to one of two who apply at once; the other waits', async () => {
			const [one, other] = await Promise.all([
				evaluate(full(), [fills('1', CITY, handle('1'))]),
				evaluate(full(), [fills('2', CITY, handle('2'))]),
			]);
			const approved = [one, other].flatMap(({ outputs }) => outputs[0] ?? []);
			const waiting = [one, other].flatMap((result) => result.waiting);
			expect(approved).toHaveLength(1);
			expect(waiting).toMatchObject([{ decision: 'waitlisted', place: 1, score: 60 }]);
			expect(textsOf(waiting[0] ?? {})).toEqual(['本期名额已满，你在候补名单第 1 位，有空位会按顺序通知你']);
		});

		it('counts in the order of a batch, and takes a second request for the same place in the line', async () => {
			const { outputs, waiting } = await evaluate(
				full(),
				['1', '2', '3'].map((id) => fills(id, CITY)),
			);
			expect(outputs[0]).toHaveLength(1);
			expect(waiting).toMatchObject([{ place: 1 }, { place: 2 }]);
			const again = await decide(full(), fills('3', CITY));
			expect(again).toMatchObject({ place: 2, applicationId: waiting[1]?.['applicationId'], messages: [] });
			expect(await decide(full(), fills('1', CITY))).toMatchObject({ decision: 'approved' });
		});

		it('asks a person instead where that is wished, and says why', async () => {
			await decide(full({ ifFull: 'review' }), fills('1', CITY));
			const json = await decide(full({ ifFull: 'review' }), fills('2', CITY));
			expect(json).toMatchObject({ decision: 'review', stoppedBy: ['quota_full'] });
			expect(textsOf(json)[0]).toContain('✋ 名额已满');
		});

		it('keeps places for a tier', async () => {
			const tiers = {
				tierField: 'answers.职业',
				tiers: { tier: [{ tier: 'designers', quota: 1, tag: '设计师' }] },
			};
			const parameters = full({ maxMembers: 2 }, tiers);
			expect(await decide(parameters, fills('1', CITY))).toMatchObject({ decision: 'approved' });
			expect(await decide(parameters, fills('2', CITY))).toMatchObject({ decision: 'waitlisted' });
			const designer = fills('3', { ...CITY, 职业: '设计师' });
			expect(await decide(parameters, designer)).toMatchObject({ decision: 'approved', tier: 'designers' });
		});

		it('lets nobody past the waiting list when a place becomes free', async () => {
			const { outputs } = await evaluate(
				full(),
				['1', '2'].map((id) => fills(id, CITY)),
			);
			const [first] = outputs[0] ?? [];
			const identity = (first?.['member'] as { platformMemberId: string }).platformMemberId;
			await store.transaction(async (tx) => {
				const member = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId: identity });
				await tx.setMemberStatus(GROUP, member?.memberId ?? '', 'left', new Date().toISOString());
			});
			expect(await decide(full(), fills('3', CITY))).toMatchObject({ decision: 'waitlisted', place: 2 });
		});

		it('refuses tiers that keep more places than there are', async () => {
			const tiers = { tiers: { tier: [{ tier: 'vip', quota: 3 }] } };
			const { error } = await evaluate(full({}, tiers), [fills('1', CITY)]);
			expect(error?.message).toMatch(/keep 3 places, but there are only 1/);
		});
	});

	it('gives a repeated event its first result, whatever was switched on in between', async () => {
		const item = fills('1', { ...CITY, 手机: '13800138000' });
		const first = await decide(evaluation([PASSES]), item);
		const options = {
			...CONTACTS,
			signals: { duplicate: {}, blocklist: {}, poacher: {} },
			quota: { heads: { maxMembers: 0 } },
		};
		expect(await decide(evaluation([PASSES], options), item)).toEqual({ ...first, duplicate: true });
	});

	it('screens one event twice where the second screening has an ID of its own', async () => {
		const item = fills('1', CITY);
		const first = await decide(evaluation([PASSES]), item);
		const strict = evaluation([rule('住在北京', 'answers.城市', has('北京'))], { screeningId: 'second-look' });
		const second = await decide(strict, item);
		expect(second).toMatchObject({ duplicate: false, decision: 'review' });
		expect(second['applicationId']).not.toBe(first['applicationId']);
		expect(await decide(strict, item)).toMatchObject({ duplicate: true, decision: 'review' });
	});
});

function handle(token: string) {
	return { replyHandle: { kind: 'telegram.user_chat', token, expiresAt: '2026-06-01T12:05:00.000Z' } };
}

import type { IDataObject } from 'n8n-workflow';

import { DAY_0, day, earn, eliminate, inStore, presses, settleIn, type Neighbour } from '../nodes/support/elimination';
import { ADMINS, event, GROUP, PACKAGE, person } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const pointsRule = { policyRules: { points: { below: 10, withinDays: 30, afterDaysOfMembership: 30 } } };
const noPercent = { limits: { count: 10, percent: 0 } };
const policy = { ...pointsRule, ...noPercent, periods: { remindDaysBefore: 2 } };

/** Two of twenty have earned too little. */
const people: Neighbour[] = Array.from({ length: 20 }, (_none, index) => ({
	id: String(100 + index),
	points: index < 2 ? 0 : 50,
	wrote: index === 0 ? 6 : 5,
}));
const [IDLE, LAZY] = ['100', '101'] as const;

interface Message {
	to: { kind: string; id: string };
	text: string;
	buttons?: { text: string; value: string }[];
	dedupeKey: string;
	replaces?: string;
}

const messagesOf = (item: IDataObject | undefined) => (item?.['messages'] ?? []) as unknown as Message[];
const textsOf = (item: IDataObject | undefined) => messagesOf(item).map(({ text }) => text);
const about = (items: readonly IDataObject[] | undefined, id: string) =>
	items?.find(({ member }) => (member as { platformMemberId?: string } | undefined)?.platformMemberId === id);
const buttonOf = (item: IDataObject | undefined, action: string) =>
	messagesOf(item)
		.flatMap(({ buttons = [] }) => buttons)
		.find(({ value }) => value.startsWith(`${action}|`))?.value ?? 'no such button';

describe('Member Screening, elimination', () => {
	let harness: Harness;
	let ids: Record<string, string>;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE, baseTime: DAY_0 });
		ids = await settleIn(harness, people);
	}, 30_000);
	afterEach(async () => {
		await harness.dispose();
	});

	const run = async (operation: string, parameters: object = {}, items: readonly object[] = [{}]) => {
		const { outputs, error } = await eliminate(harness, operation, parameters, items);
		expect(error).toBeUndefined();
		return outputs;
	};
	const failure = async (operation: string, parameters: object, items: readonly object[] = [{}]) => {
		const { outputs, error } = await eliminate(harness, operation, parameters, items);
		expect(outputs.flat()).toEqual([]);
		return error;
	};
	const simulate = async (parameters: object = policy) => (await run('simulate', parameters))[0]?.[0] ?? {};
	const notify = async (parameters: object = policy, item: object = {}) =>
		(await run('notify', parameters, [item]))[0] ?? [];
	const executeAt = async (days: number, parameters: object = {}) => {
		harness.setTime(day(days));
		const [remove = [], tasks = [], messages = []] = await run('execute', parameters);
		return { remove, tasks, messages };
	};
	const answer = async (...events: object[]) => (await run('answer', {}, events))[0] ?? [];
	const decide = async (caseId: unknown, how: string, note = '') =>
		await run('answer', { answerSource: 'fields', caseId, answer: how, operator: '李雷', options: { note } });
	const cases = async (options: object = {}) => (await run('listCases', { returnAll: true, options }))[0] ?? [];
	const statusOf = async (id: string) => (await inStore(harness, (tx) => tx.getMember(GROUP, ids[id] ?? '')))?.status;
	const removal = (status: string, reason?: string) => ({
		delivery: status === 'sent' ? 'sent' : 'failed',
		deliveries: [{ action: 'member.remove', to: 'member:100', status, reason, degraded: [], duplicate: false }],
	});

	describe('simulates', () => {
		it('who would go, with the values that the rules saw, and changes nothing', async () => {
			const plan = await simulate();
			expect(plan).toMatchObject({
				community: { communityId: GROUP, name: '深圳设计师社群' },
				timeZone: 'Asia/Shanghai',
				counts: { members: 20, going: 2, talks: 0, spared: 0, postponed: 0, after: 18 },
				cap: 10,
				going: [
					{ member: { platformMemberId: IDLE }, reasons: [{ rule: 'points', points: 0, below: 10 }] },
					{ member: { platformMemberId: LAZY } },
				],
				dueAt: '2026-03-27T16:00:00.000Z',
			});
			expect(plan['report']).toContain('• 会员100：自 2026-02-18 起获得 0 积分，低于 10');
			expect(messagesOf(plan)).toMatchObject([{ to: { kind: 'group', id: ADMINS }, text: plan['report'] }]);
			expect(await cases()).toEqual([]);
			expect(messagesOf(await simulate())).toEqual(messagesOf(plan));
		});

		it('says so where the cap lets nobody go', async () => {
			await inStore(harness, (tx) => tx.setMemberStatus(GROUP, ids['119'] ?? '', 'left', DAY_0));
			const plan = await simulate(pointsRule);
			expect(plan).toMatchObject({ cap: 0, counts: { members: 19, going: 0, postponed: 2 } });
			expect(plan['report']).toContain('⚠️ 单批上限现在是 0 人：19 人的 5% 不足 1 人');
		});

		it('what another policy would change', async () => {
			const whatIf = '{ "rules": { "points": { "below": 51 } }, "batchCap": { "count": 4 } }';
			const plan = await simulate({ ...policy, options: { whatIf } });
			const comparison = plan['comparison'] as { differences: unknown[]; change: object };
			expect(comparison.change).toMatchObject({ going: 2, postponed: 16 });
			expect(comparison.differences).toHaveLength(18);
			expect(plan['report']).toContain('🔮 如果换成另一套规则：离开 +2');
			expect(plan['counts']).toMatchObject({ going: 2 });

			const without = { whatIf: '{ "rules": { "points": null, "quota": { "maxMembers": 20, "order": "points" } } }' };
			expect(((await simulate({ ...policy, options: without }))['comparison'] as IDataObject)['counts']).toMatchObject({
				going: 0,
			});
		});

		it('all five rules, each switched on by adding it', async () => {
			const plan = await simulate({
				...noPercent,
				policyRules: {
					quota: { maxMembers: 19, order: 'points' },
					violations: { minStrikePoints: 3, withinDays: 90 },
					points: { below: -5, withinDays: 0, afterDaysOfMembership: 0 },
					output: { minCount: 1, kinds: 'checkin', withinDays: 30, afterDaysOfMembership: 30 },
					persuasion: { silentForDays: 0, memberIds: `110， 999`, answerDays: 14 },
				},
				immunity: { memberIds: '101', newcomerDays: 0 },
			});
			expect(plan['policy']).toMatchObject({
				rules: {
					quota: { maxMembers: 19, order: 'points' },
					violations: { minStrikePoints: 3, withinDays: 90 },
					points: { below: -5, afterDaysOfMembership: 0 },
					output: { minCount: 1, kinds: ['checkin'], withinDays: 30 },
					persuasion: { memberIds: ['110', '999'], answerDays: 14 },
				},
				batchCap: { count: 10 },
			});
			expect(plan).toMatchObject({ unknownMemberIds: ['999'], counts: { going: 10, postponed: 9, spared: 1 } });
			expect(plan['spared']).toMatchObject([{ member: { platformMemberId: '101' }, immunities: [{ by: 'named' }] }]);
			expect(plan['report']).toContain('⚠️ 名单里这些编号不是本社群的成员：999');
		});

		it('a policy given as JSON, and one community per item', async () => {
			const [plans = []] = await run(
				'simulate',
				{
					communityId: '={{ $json.community }}',
					policySource: 'json',
					policyJson: '={{ $json.policy }}',
				},
				[
					{ community: GROUP, policy: { rules: { points: { below: 10 } }, batchCap: { percent: 100 } } },
					{ community: GROUP, policy: { rules: { points: { below: 60 } }, batchCap: { percent: 100 } } },
				],
			);
			expect(plans.map(({ counts }) => (counts as IDataObject)['going'])).toEqual([2, 20]);
		});
	});

	describe('notifies', () => {
		it('everybody who goes, once, and the operators', async () => {
			const items = await notify();
			expect(items).toMatchObject([
				{ kind: 'report', duplicate: false, counts: { going: 2 } },
				{ kind: 'removal', status: 'noticed', member: { platformMemberId: IDLE }, outcome: null },
				{ kind: 'removal', status: 'noticed', member: { platformMemberId: LAZY } },
			]);
			const [report, notice] = items;
			expect(textsOf(report)[0]).toMatch(/^📣 名单已定.*\n📋 深圳设计师社群成员整理预演（2026-03-20）/);
			expect(messagesOf(notice)).toMatchObject([
				{
					to: { kind: 'member', id: IDLE },
					text: expect.stringContaining('2026-03-27 结束前情况有好转') as string,
					buttons: [{ text: '我要申诉', value: `eli.appeal|${String(notice?.['caseId'])}|${GROUP}` }],
				},
			]);

			const again = await notify();
			expect(again).toEqual(items.map((item) => ({ ...item, duplicate: true })));

			harness.setTime(day(1));
			expect(await notify()).toMatchObject([{ kind: 'report', counts: { going: 0, onNotice: 2 } }]);
			expect(await cases()).toHaveLength(2);
		});

		it('takes a run that the schedule tries again the next day for the same run', async () => {
			const timestamp = '2026-03-20T12:00:00.000+08:00';
			const items = await notify(policy, { timestamp });
			harness.setTime(day(1));
			expect(await notify(policy, { timestamp })).toEqual(items.map((item) => ({ ...item, duplicate: true })));
		});

		it('never has more on notice than the cap', async () => {
			const strict = { ...policy, limits: { count: 1, percent: 0 } };
			expect((await notify(strict)).filter(({ kind }) => kind === 'removal')).toHaveLength(1);
			harness.setTime(day(1));
			expect(await notify(strict)).toMatchObject([{ kind: 'report', counts: { going: 0, postponed: 1 } }]);
		});
	});

	describe('executes', () => {
		it('reminds in the last days, spares who has mended, and removes who has not', async () => {
			await notify();
			expect(await executeAt(3)).toEqual({ remove: [], tasks: [], messages: [] });
			const reminded = await executeAt(6);
			expect(reminded.messages.map((item) => textsOf(item)[0])).toEqual([
				expect.stringContaining('会员100，提醒一下'),
				expect.stringContaining('会员101，提醒一下'),
			]);

			await inStore(harness, (tx) => earn(tx, ids[LAZY] ?? '', 20, 6));
			const { remove, messages, tasks } = await executeAt(8);
			expect(tasks).toEqual([]);
			expect(messages).toMatchObject([{ member: { platformMemberId: LAZY }, outcome: 'mend', duplicate: false }]);
			expect(textsOf(messages[0])).toEqual([expect.stringContaining('👏 会员101，你已不在')]);
			expect(remove).toMatchObject([
				{
					duplicate: false,
					status: 'due',
					community: { communityId: GROUP, groupId: GROUP },
					member: { platform: 'telegram', platformMemberId: IDLE },
					messages: [{ to: { kind: 'member', id: IDLE }, text: expect.stringContaining('感谢你曾经') as string }],
				},
			]);

			const again = await executeAt(8);
			expect(again.remove).toEqual(remove.map((item) => ({ ...item, duplicate: true })));
			expect(again.messages).toEqual(messages.map((item) => ({ ...item, duplicate: true })));
		});

		it('keeps what the platform has done, once', async () => {
			await notify();
			const { remove } = await executeAt(8);
			const items = remove.map((item) => ({ ...item, ...removal('sent') }));
			expect((await run('recordRemoval', {}, items))[0]).toMatchObject([
				{ duplicate: false, status: 'executed', outcome: 'remove', messages: [] },
				{ duplicate: false, status: 'executed' },
			]);
			expect((await run('recordRemoval', {}, items))[0]?.map(({ duplicate }) => duplicate)).toEqual([true, true]);
			expect(await statusOf(IDLE)).toBe('removed');
			expect(await executeAt(9)).toEqual({ remove: [], tasks: [], messages: [] });
			const runs = await inStore(harness, (tx) => tx.listRuns({ communityId: GROUP }, { limit: 10 }));
			expect(runs).toMatchObject([{ status: 'closed' }]);
			expect((await simulate())['counts']).toMatchObject({ members: 18, going: 0 });
		});

		it('tries again where the platform was too busy', async () => {
			await notify();
			const { remove } = await executeAt(8);
			const items = remove.map((item) => ({ ...item, ...removal('rate_limited') }));
			expect((await run('recordRemoval', {}, items))[0]).toMatchObject([{ status: 'due' }, { status: 'due' }]);
			expect((await executeAt(9)).remove).toHaveLength(2);
		});

		it('tracks a removal that the platform cannot do until a person has done it', async () => {
			await notify();
			const { remove } = await executeAt(8);
			const failed = { ...about(remove, IDLE), ...removal('failed', 'not enough rights') };
			const [task] = (await run('recordRemoval', {}, [failed]))[0] ?? [];
			expect(task).toMatchObject({ status: 'task_open', why: 'not enough rights' });
			expect(messagesOf(task)).toMatchObject([
				{ to: { kind: 'group', id: ADMINS }, text: expect.stringContaining('🙋 请手动移出：会员100') as string },
			]);
			const open = await inStore(harness, (tx) =>
				tx.listTasks({ communityId: GROUP, status: 'open', kind: 'remove' }, { limit: 10 }),
			);
			expect(open).toMatchObject([{ subjectId: task?.['caseId'], memberId: ids[IDLE] }]);

			const later = await executeAt(10);
			expect(textsOf(later.tasks[0])).toEqual([
				expect.stringContaining('🙋'),
				expect.stringContaining('⏰ 还没处理，已等 2天：请手动移出 会员100'),
			]);

			const done = buttonOf(task, 'eli.done');
			const [elsewhere] = await answer(presses(LAZY, done));
			expect(elsewhere).toMatchObject({ refused: 'not_here', status: 'task_open' });
			expect(textsOf(elsewhere)).toEqual(['只有管理员群里可以操作']);

			const press = presses('1', done, ADMINS);
			const [finished] = await answer(press);
			expect(finished).toMatchObject({ duplicate: false, refused: null, status: 'task_done', answeredBy: '会员1' });
			expect(messagesOf(finished)).toMatchObject([
				{ to: { kind: 'reply' }, text: '已记录，谢谢 🙏' },
				{ replaces: '5', text: expect.stringMatching(/✅ 已移出 · 会员1$/) as string },
			]);
			expect(messagesOf(finished)[1]?.buttons).toBeUndefined();
			expect(await answer(press)).toEqual([{ ...finished, duplicate: true }]);
			expect(await statusOf(IDLE)).toBe('removed');
			const [closed] = await inStore(harness, (tx) => tx.listTasks({ communityId: GROUP }, { limit: 10 }));
			expect(closed).toMatchObject({ status: 'done', closedBy: '1' });
			expect((await executeAt(11)).tasks).toEqual([]);
		});

		it('hands everybody to a person where operators want it so', async () => {
			await notify();
			const { remove, tasks } = await executeAt(8, { removal: 'person' });
			expect(remove).toEqual([]);
			expect(tasks).toMatchObject([
				{ status: 'task_open', duplicate: false },
				{ status: 'task_open', duplicate: false },
			]);
			const again = await executeAt(8, { removal: 'person' });
			expect(again.tasks).toEqual(tasks.map((item) => ({ ...item, duplicate: true })));
		});

		it('ends a case when the platform says that the member has gone', async () => {
			const items = await notify();
			await executeAt(8, { removal: 'person' });
			const gone = (type: 'left' | 'removed', id: string) => event({ type, ...person(id, 'x'), actorName: '李雷' });
			expect(await answer(gone('removed', IDLE), gone('left', '115'))).toMatchObject([
				{ answer: 'complete', status: 'task_done', caseId: about(items, IDLE)?.['caseId'] },
			]);
			expect(await answer(gone('left', LAZY))).toMatchObject([{ answer: 'complete', status: 'task_done' }]);
			expect(await statusOf('115')).toBe('left');
			expect((await simulate())['counts']).toMatchObject({ members: 17 });
		});

		it('takes no old news of a leaver who has come back for new', async () => {
			const old = (id: string) => event({ type: 'left', ...person(id, 'x'), occurredAt: day(-300) });
			await notify();
			expect(await answer(old(IDLE), old('115'))).toEqual([]);
			expect(await statusOf('115')).toBe('member');
			expect(await cases({ statuses: ['noticed'] })).toHaveLength(2);
		});

		it('follows operators into another group', async () => {
			await notify();
			const options = { otherGroupId: '-77' };
			const { tasks } = await executeAt(8, { removal: 'person', options });
			expect(messagesOf(tasks[0])).toMatchObject([{ to: { kind: 'group', id: '-77' } }]);
			const done = buttonOf(tasks[0], 'eli.done');
			expect(await answer(presses('1', done, '-77'))).toMatchObject([{ refused: 'not_here' }]);
			expect((await run('answer', { options }, [presses('1', done, '-77')]))[0]).toMatchObject([
				{ refused: null, status: 'task_done' },
			]);
		});
	});

	describe('appeals', () => {
		let notice: IDataObject | undefined;
		beforeEach(async () => {
			notice = about(await notify(), IDLE);
		});
		const appeals = async () => await answer(presses(IDLE, buttonOf(notice, 'eli.appeal')));

		it('are for the member concerned only, and only in time', async () => {
			const value = buttonOf(notice, 'eli.appeal');
			const [stranger] = await answer(presses(LAZY, value));
			expect(stranger).toMatchObject({ refused: 'not_the_member', status: 'noticed' });
			expect(textsOf(stranger)).toEqual(['这个按钮是给 会员100 的']);
			harness.setTime('2026-03-23T16:00:00.000Z');
			expect(await answer(presses(IDLE, value))).toMatchObject([{ refused: 'too_late', status: 'noticed' }]);
		});

		it('stop the clock until an operator decides', async () => {
			const [appeal] = await appeals();
			expect(appeal).toMatchObject({ answer: 'appeal', refused: null, status: 'appealed' });
			expect(messagesOf(appeal)).toMatchObject([
				{ to: { kind: 'reply' } },
				{ to: { kind: 'member', id: IDLE } },
				{ to: { kind: 'group', id: ADMINS }, text: expect.stringContaining('📨 会员100 提出申诉') as string },
			]);
			const later = await executeAt(30);
			expect(later.remove).toMatchObject([{ member: { platformMemberId: LAZY } }]);
			expect(textsOf(later.messages[0])).toEqual([expect.stringContaining('📨 会员100 提出申诉')]);

			expect(await answer(presses(LAZY, buttonOf(appeal, 'eli.grant')))).toMatchObject([{ refused: 'not_here' }]);
		});

		it('granted, protect the member; the second click changes nothing', async () => {
			const [appeal] = await appeals();
			const [granted] = await answer(presses('1', buttonOf(appeal, 'eli.grant'), ADMINS));
			expect(granted).toMatchObject({ status: 'granted', refused: null });
			expect(textsOf(granted)).toEqual([
				'申诉已通过',
				expect.stringContaining('✅ 会员100，你的申诉已通过'),
				expect.stringMatching(/✅ 申诉通过 · 会员1$/),
			]);
			const [late] = await answer(presses('2', buttonOf(appeal, 'eli.uphold'), ADMINS));
			expect(late).toMatchObject({ refused: 'already', status: 'granted' });
			expect(textsOf(late)).toEqual(['这件事已经处理过了']);
			expect((await simulate())['spared']).toMatchObject([
				{ member: { platformMemberId: IDLE }, immunities: [{ by: 'until', value: '2026-04-19T16:00:00.000Z' }] },
			]);
			const [kept] = await inStore(harness, (tx) => tx.listAppeals({ communityId: GROUP }, { limit: 10 }));
			expect(kept).toMatchObject({ subjectKind: 'elimination', status: 'overturned', decidedBy: '1' });
		});

		it('refused, give back the days that the decision took', async () => {
			const [appeal] = await appeals();
			harness.setTime(day(2));
			const [upheld] = await answer(presses('1', buttonOf(appeal, 'eli.uphold'), ADMINS));
			expect(upheld).toMatchObject({ status: 'upheld', dueAt: '2026-03-29T16:00:00.000Z' });
			expect((await executeAt(8)).remove).toHaveLength(1);
			expect((await executeAt(10)).remove).toHaveLength(2);
		});

		it('may also come from and be decided by fields', async () => {
			const caseId = notice?.['caseId'];
			const [[appeal] = []] = await decide(caseId, 'appeal', '住院了 🏥');
			expect(messagesOf(appeal).at(-1)?.text).toContain('📨 会员100 提出申诉：住院了 🏥');
			expect((await decide(caseId, 'grant', '核实过'))[0]).toMatchObject([{ status: 'granted', answeredBy: '李雷' }]);
			expect((await decide(caseId, 'grant'))[0]).toMatchObject([{ status: 'granted', duplicate: true }]);
			const [listed] = await cases({ statuses: ['granted'] });
			expect((listed?.['history'] as IDataObject[]).map(({ action, why }) => [action, why])).toEqual([
				['notice', 'points'],
				['appeal', '住院了 🏥'],
				['grant', '核实过'],
			]);
		});
	});

	describe('talks', () => {
		const talking = {
			...noPercent,
			policyRules: { persuasion: { silentForDays: 0, memberIds: '105, 106, 107', answerDays: 14 } },
		};
		it('end with what the member says, and never by themselves', async () => {
			const items = await notify(talking);
			expect(items.slice(1)).toMatchObject([{ kind: 'talk' }, { kind: 'talk' }, { kind: 'talk' }]);
			const [agreed, declined] = await answer(
				presses('105', buttonOf(about(items, '105'), 'eli.agree')),
				presses('106', buttonOf(about(items, '106'), 'eli.decline')),
			);
			expect(agreed).toMatchObject({ status: 'due', messages: [{}, { to: { id: ADMINS } }] });
			expect(textsOf(agreed)[1]).toContain('🚪 会员105 选择离开');
			expect(declined).toMatchObject({ status: 'cancelled', outcome: 'decline' });
			expect((await executeAt(1)).remove).toMatchObject([{ member: { platformMemberId: '105' }, kind: 'talk' }]);

			const { messages } = await executeAt(16);
			expect(messages).toMatchObject([{ member: { platformMemberId: '107' }, outcome: 'lapse' }]);
			expect(textsOf(messages[0])).toEqual([expect.stringContaining('💬 会员107 一直没有回应')]);
			expect(await statusOf('107')).toBe('member');
		});
	});

	describe('immunity', () => {
		it('is granted and lifted by name, and counts at once', async () => {
			const grant = { memberId: IDLE, operator: '李雷', reason: '产假', until: '2026-12-31T00:00:00' };
			const [[granted] = []] = await run('grantImmunity', grant);
			expect(granted).toMatchObject({ immune: true, duplicate: false, memberName: '会员100', grantedBy: '李雷' });
			expect((await run('grantImmunity', { ...grant, operator: '韩梅' }))[0]).toEqual([
				{ ...granted, duplicate: true },
			]);
			expect((await simulate())['counts']).toMatchObject({ going: 1, spared: 1 });
			await run('grantImmunity', { ...grant, until: '' });
			expect((await simulate())['spared']).toMatchObject([{ immunities: [{ by: 'until' }] }]);

			const lift = { memberId: ids[IDLE], operator: '李雷' };
			expect((await run('liftImmunity', lift))[0]).toMatchObject([{ immune: false, duplicate: false }]);
			expect((await run('liftImmunity', lift))[0]).toMatchObject([{ immune: false, duplicate: true }]);
			expect((await simulate())['counts']).toMatchObject({ going: 2, spared: 0 });
		});

		it('granted during the grace period, spares the member', async () => {
			await notify();
			await run('grantImmunity', { memberId: IDLE, operator: '李雷', reason: '', until: '' });
			const { remove, messages } = await executeAt(8);
			expect(remove).toMatchObject([{ member: { platformMemberId: LAZY } }]);
			expect(messages).toMatchObject([{ member: { platformMemberId: IDLE }, outcome: 'mend' }]);
		});
	});

	it('lists cases by kind and status, page by page', async () => {
		await notify();
		await answer(presses(IDLE, 'eli.appeal|nothing|elsewhere'), event({ type: 'message', ...person(IDLE, 'x') }));
		expect(await cases({ kind: 'talk' })).toEqual([]);
		expect(await cases({ statuses: ['noticed'], kind: 'removal' })).toHaveLength(2);
		expect((await run('listCases', { limit: 1 }))[0]).toHaveLength(1);
	});

	describe('errors', () => {
		it.each([
			['no community', 'simulate', { communityId: ' ' }, /No community is named/],
			['an unknown community', 'simulate', { ...policy, communityId: '-9' }, /knows no community "-9"/],
			['no rule', 'simulate', {}, /No rule is chosen/],
			[
				'a field out of range',
				'notify',
				{ ...policy, policyRules: { quota: { maxMembers: 0, order: 'points' } } },
				/"Quota → Most Members" cannot be used/,
			],
			[
				'fields that contradict',
				'notify',
				{ ...policy, periods: { appealDays: 9, graceDays: 3 } },
				/longer than the grace/,
			],
			['a wrong time zone', 'notify', { ...policy, periods: { timeZone: 'Mars' } }, /no time zone "Mars"/],
			['no cap at all', 'notify', { ...policy, limits: { count: 0, percent: 0 } }, /no cap/],
			['broken JSON', 'simulate', { policySource: 'json', policyJson: '{"rules":' }, /"Policy" is no JSON/],
			[
				'tags that nobody keeps',
				'simulate',
				{ policySource: 'json', policyJson: '{"rules":{"points":{"below":1}},"immunity":{"tags":["vip"]}}' },
				/does not know what immunity by tag needs/,
			],
			[
				'an unknown case',
				'answer',
				{ answerSource: 'fields', caseId: 'x', operator: 'y', answer: 'grant' },
				/no case x/,
			],
			['a missing field', 'answer', { answerSource: 'fields', caseId: ' ', operator: 'y' }, /lacks a field/],
			['an item without a case', 'recordRemoval', {}, /holds no case/],
			['an unknown member', 'grantImmunity', { memberId: '9', operator: 'y' }, /has no member 9/],
		])('of %s say what happened and how to mend it', async (_what, operation, parameters, message) => {
			const error = await failure(operation, parameters);
			expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringMatching(message) as string });
			expect(error?.description).toMatch(/\w+ .*\w+/);
		});

		it('of a step out of order leave the case as it was', async () => {
			const notice = about(await notify(), IDLE);
			const error = await failure('answer', {
				answerSource: 'fields',
				caseId: notice?.['caseId'],
				answer: 'complete',
				operator: '李雷',
			});
			expect(error?.message).toContain('"complete" does not follow');
			expect(await cases({ statuses: ['noticed'] })).toHaveLength(2);
		});
	});
});

import type { IDataObject } from 'n8n-workflow';

import type { CommunityEvent } from '../../community/event';
import { ADMINS, asks, event, GROUP, PACKAGE, person, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const T0 = '2026-06-01T12:00:00.000Z';
const hoursLater = (hours: number) => new Date(Date.parse(T0) + hours * 3_600_000).toISOString();

describe('the review desk of Member Screening', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({
			packageDir: PACKAGE,
			baseTime: T0,
			credentials: { shequnSignedWebhookApi: { secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` } },
		});
	});
	afterEach(async () => {
		await harness.dispose();
	});

	const run = async (operation: string, parameters: object, items: readonly object[] = [{}]) =>
		await runNode(harness, TYPE.screening, { resource: 'application', operation, ...parameters }, items);
	const good = async (operation: string, parameters: object, items?: readonly object[]) => {
		const { outputs, error } = await run(operation, parameters, items);
		expect(error).toBeUndefined();
		return outputs;
	};
	/** Makes applications that wait, and gives their ids. */
	const waiting = async (...people: CommunityEvent[]): Promise<string[]> => {
		const outputs = await good('evaluate', { approveFrom: 60, rejectBelow: 0, reviewGroupId: ADMINS }, people);
		return (outputs[1] ?? []).map((json) => String(json['applicationId']));
	};
	const one = async (): Promise<string> => (await waiting(asks('9', '阿强', '随便看看')))[0] ?? '';
	const fields = (applicationId: unknown, more: object = {}) => ({
		decisionSource: 'fields',
		undoSource: 'fields',
		communityId: GROUP,
		applicationId,
		decision: 'approved',
		operator: 'Li Lei',
		...more,
	});
	const press = (action: string, id: string, communityId = ADMINS, memberName = '李雷') =>
		event({
			type: 'button',
			communityId,
			...person('1', memberName),
			button: { value: `${action}|${id}|${GROUP}`, messageId: '5' },
			replyHandle: { kind: 'telegram.callback', token: 'cb', expiresAt: hoursLater(1) },
		});
	const ledger = async () => {
		const store = await storeOf(harness);
		const lines = await store.read((tx) => tx.listLedger({ communityId: GROUP, source: 'screening' }, { limit: 100 }));
		await store.close();
		return lines.map(({ type, actorId }) => [type, actorId]);
	};
	const memberStatus = async (platformMemberId: string) => {
		const store = await storeOf(harness);
		const member = await store.read((tx) => tx.findMember(GROUP, { platform: 'telegram', platformMemberId }));
		await store.close();
		return member?.status;
	};
	const texts = (json: IDataObject | undefined) =>
		((json?.['messages'] ?? []) as unknown as { text: string }[]).map(({ text }) => text);
	const ids = (items: readonly IDataObject[] | undefined) => items?.map((json) => json['applicationId']);

	describe('List Waiting', () => {
		it('filters by age, person, reviewer and status, in any order, with the age in words', async () => {
			const [old] = await waiting(asks('1', '早', ''));
			harness.setTime(hoursLater(49));
			const [young] = await waiting(asks('2', '晚', ''));
			await good('assign', { communityId: GROUP, assignTo: 'one', reviewerId: 'r1', applicationId: young });
			const list = async (options: object, more: object = {}) =>
				(await good('listWaiting', { communityId: GROUP, returnAll: true, options, ...more }))[0];

			expect(await list({})).toMatchObject([
				{ applicationId: old, age: '2天', waitingHours: 49, status: 'review', way: 'application', assignedTo: null },
				{ applicationId: young, age: '1分钟', assignedTo: 'r1', reminders: 0 },
			]);
			expect(await list({ language: 'en', minAgeHours: 48 })).toMatchObject([{ applicationId: old, age: '2 days' }]);
			expect(ids(await list({ order: 'newest' }))).toEqual([young, old]);
			expect(ids(await list({ order: 'newest' }, { returnAll: false, limit: 1 }))).toEqual([young]);
			expect(ids(await list({ assignedTo: 'r1' }))).toEqual([young]);
			expect(ids(await list({ unassigned: true }))).toEqual([old]);
			expect(ids(await list({ memberId: '1' }))).toEqual([old]);
			expect(await list({ memberId: '404' })).toEqual([]);
			expect(await list({ way: 'payment' })).toEqual([]);
			await good('decide', fields(old));
			expect(ids(await list({ status: 'approved' }))).toEqual([old]);
			expect(ids(await list({}))).toEqual([young]);
		});

		it('tells the operators’ group how many wait, and for how long', async () => {
			await waiting(asks('1', '早\n• 假的', ''), asks('2', '晚', ''));
			harness.setTime(hoursLater(50));
			const [items] = await good('listWaiting', {
				options: { digest: true, reviewGroupId: ADMINS, deskUrl: 'https://n8n.example.com/review', language: 'en' },
			});
			expect(items).toMatchObject([
				{
					waiting: 2,
					messages: [{ to: { kind: 'group', id: ADMINS }, buttons: [{ url: 'https://n8n.example.com/review' }] }],
				},
			]);
			const [text] = texts(items?.[0]);
			expect(text?.split('\n')).toHaveLength(3);
			expect(text).toMatch(/2 applications wait, the oldest for 2 days/);
			const [none] = await good('listWaiting', {
				communityId: 'empty',
				options: { digest: true, reviewGroupId: ADMINS },
			});
			expect(none).toMatchObject([{ waiting: 0, messages: [] }]);
		});

		it.each([
			['a limit of nothing', { limit: 0 }, /"Limit" is 0/],
			['a limit below', { limit: -3 }, /"Limit" is -3/],
			['a limit that is no number', { limit: '={{ "many" }}' }, /"Limit" is NaN/],
			['an age below', { options: { minAgeHours: -1 } }, /"Minimum Age" is -1/],
			['a digest to nowhere', { options: { digest: true } }, /digest goes nowhere/],
			['a person of no community', { options: { memberId: '1' } }, /"Member ID" .* without "Community ID"/],
		])('refuses %s', async (_what, parameters, message) => {
			const { error } = await run('listWaiting', parameters);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(/\w/);
		});

		it('reads more than one page', async () => {
			await waiting(...Array.from({ length: 502 }, (_none, index) => asks(`${index}`, `会员${index}`, '')));
			expect((await good('listWaiting', { returnAll: true }))[0]).toHaveLength(502);
			expect((await good('listWaiting', { limit: 501 }))[0]).toHaveLength(501);
		});
	});

	describe('Decide', () => {
		it.each([
			['a text with commas', (some: string[]) => some.join(', ')],
			['a list from an expression', () => '={{ $json.ids }}'],
		])('decides many at once, from %s', async (_what, applicationId) => {
			const some = await waiting(asks('1', 'a', ''), asks('2', 'b', ''), asks('3', 'c', ''));
			const parameters = fields(applicationId(some), { decision: 'rejected', options: { note: '广告' } });
			const outputs = await good('decide', parameters, [{ ids: some }]);
			expect(outputs[0]).toEqual([]);
			expect(ids(outputs[1])).toEqual(some);
			expect(outputs[1]).toMatchObject([{ note: '广告' }, { note: '广告' }, { note: '广告' }]);
			expect((await good('listWaiting', {}))[0]).toEqual([]);
		});

		it('writes nothing if one of many does not exist', async () => {
			const id = await one();
			const { error } = await run('decide', fields(`${id},nobody`));
			expect(error?.message).toMatch(/no application nobody/);
			expect(ids((await good('listWaiting', {}))[0])).toEqual([id]);
		});

		it('takes the answer to Send and Wait, and lets an application wait whose wait ran out', async () => {
			const [yes, no, none] = await waiting(asks('1', 'a', ''), asks('2', 'b', ''), asks('3', 'c', ''));
			const parameters = fields('={{ $json.id }}', { decisionSource: 'sendAndWait' });
			const outputs = await good('decide', parameters, [
				{ id: yes, data: { approved: true, respondedAt: T0 } },
				{ id: no, data: { approved: false } },
				{ id: none, data: {} },
			]);
			expect([ids(outputs[0]), ids(outputs[1])]).toEqual([[yes], [no]]);
			expect(ids((await good('listWaiting', {}))[0])).toEqual([none]);
		});

		it.each([
			['always', 'approved', /An approval needs a reason/],
			['reject', 'rejected', /A rejection needs a reason/],
		])('with Note Required %s refuses to be %s without one', async (noteRequired, decision, message) => {
			const id = await one();
			const { error } = await run('decide', fields(id, { decision, options: { noteRequired } }));
			expect(error?.message).toMatch(message);
			const outputs = await good('decide', fields(id, { decision, options: { noteRequired, note: '认识' } }));
			expect(ids(outputs.flat())).toEqual([id]);
		});
	});

	describe('Undo', () => {
		it('takes a press back: the card asks again, the old press decides nothing, a new one does', async () => {
			const id = await one();
			harness.setTime(hoursLater(0.5));
			const rejecting = press('scr.reject', id);
			const options = { undoButton: true };
			const [, rejected] = await good('decide', { decisionSource: 'button', options }, [rejecting]);
			const card = (rejected?.[0]?.['messages'] as unknown as IDataObject[])[1];
			expect(card).toMatchObject({ replaces: '5', buttons: [{ value: `scr.undo|${id}|${GROUP}` }] });
			expect(await memberStatus('9')).toBe('rejected');

			harness.setTime(hoursLater(1));
			const undoing = press('scr.undo', id, ADMINS, '韩梅梅');
			const undone = await good('undo', {}, [undoing]);
			expect([undone[0], undone[1]]).toEqual([[], []]);
			expect(undone[2]).toMatchObject([
				{
					duplicate: false,
					applicationId: id,
					decision: 'review',
					undone: { from: 'rejected', to: 'review', by: '1', operator: '韩梅梅', at: hoursLater(1) },
					messages: [
						{ to: { kind: 'reply', id: 'cb' } },
						{ replaces: '5', buttons: [{}, {}], text: expect.stringContaining('韩梅梅 撤回了决定') as string },
					],
				},
			]);
			expect(undone[2]?.[0]).not.toHaveProperty('decidedBy');
			expect(await memberStatus('9')).toBe('applicant');
			expect((await good('undo', {}, [undoing]))[2]).toEqual([{ ...undone[2]?.[0], duplicate: true }]);

			expect((await good('decide', { decisionSource: 'button' }, [rejecting])).flat()).toEqual([]);
			expect(ids((await good('listWaiting', {}))[0])).toEqual([id]);

			harness.setTime(hoursLater(2));
			const [approved] = await good('decide', { decisionSource: 'button' }, [press('scr.approve', id)]);
			expect(approved).toMatchObject([{ duplicate: false, decision: 'approved' }]);
			const keys = (json?: IDataObject) =>
				(json?.['messages'] as unknown as { dedupeKey: string }[]).map(({ dedupeKey }) => dedupeKey);
			const all = [...keys(rejected?.[0]), ...keys(undone[2]?.[0]), ...keys(approved?.[0])];
			expect(new Set(all).size).toBe(all.length);
			expect(await ledger()).toEqual([
				['application.review', 'rules'],
				['application.rejected', '1'],
				['application.undone', '1'],
				['application.approved', '1'],
			]);
		});

		it('does not count outside the operators’ group, and says so if there is nothing to take back, or it is too late', async () => {
			const id = await one();
			expect((await good('undo', {}, [press('scr.undo', id, GROUP)])).flat()).toEqual([]);
			expect((await good('undo', {}, [press('scr.approve', id), event({ type: 'message' })])).flat()).toEqual([]);
			const early = await good('undo', {}, [press('scr.undo', id)]);
			expect(texts(early[2]?.[0])).toEqual([expect.stringMatching(/还在等待/) as string]);
			await good('decide', fields(id));
			harness.setTime(hoursLater(30));
			const late = await good('undo', {}, [press('scr.undo', id)]);
			expect(late[0]).toMatchObject([{ decision: 'approved' }]);
			expect(texts(late[0]?.[0])).toEqual(['已超过 24 小时，不能再撤回']);
			const { error } = await run('undo', fields(id));
			expect(error?.message).toMatch(/more than 24 hours ago/);
			expect((await good('undo', fields(id, { options: { withinHours: 0 } })))[2]).toHaveLength(1);
		});

		it('turns a decision round, once for each event, and makes the member’s status follow', async () => {
			const id = await one();
			await good('decide', { decisionSource: 'button' }, [press('scr.approve', id)]);
			harness.setTime(hoursLater(1));
			const turning = press('scr.undo', id);
			const first = await good('undo', { undoTo: 'opposite' }, [turning]);
			expect(first[1]).toMatchObject([{ decision: 'rejected', decidedBy: '1', undone: { from: 'approved' } }]);
			expect(await memberStatus('9')).toBe('rejected');
			const again = await good('undo', { undoTo: 'opposite' }, [turning]);
			expect(again[1]).toEqual([{ ...first[1]?.[0], duplicate: true }]);
			harness.setTime(hoursLater(2));
			const back = await good('undo', { undoTo: 'opposite' }, [press('scr.undo', id)]);
			expect(back[0]).toMatchObject([{ decision: 'approved' }]);
			expect(await memberStatus('9')).toBe('applicant');
		});

		it('by fields takes many back, also what the rules decided, and again changes nothing', async () => {
			const [outputs] = await good('evaluate', { approveFrom: 0, rejectBelow: 0 }, [
				asks('1', 'a', ''),
				asks('2', 'b', ''),
			]);
			const some = ids(outputs)?.join() ?? '';
			const parameters = fields(some, { undoTo: 'rejected', options: { note: '按错了' } });
			const undone = await good('undo', parameters);
			expect(undone[1]).toMatchObject([
				{ duplicate: false, decidedBy: 'Li Lei', note: '按错了', messages: [] },
				{ duplicate: false },
			]);
			expect((await good('undo', parameters))[1]).toMatchObject([{ duplicate: true }, { duplicate: true }]);
			expect((await ledger()).filter(([type]) => type === 'application.undone')).toHaveLength(2);
			const { error } = await run('undo', { ...parameters, undoTo: 'opposite' });
			expect(error?.message).toMatch(/"Take Back To" is Opposite/);
		});

		it('does not let two applications of one person wait', async () => {
			const id = await one();
			await good('decide', fields(id, { decision: 'rejected' }));
			const [second] = await waiting(asks('9', '阿强', '又来了'));
			const { error } = await run('undo', fields(id));
			expect(error?.message).toMatch(new RegExp(String(second)));
			expect(error?.description).toMatch(/\w/);
		});
	});

	describe('Assign', () => {
		const reviewers = (...rows: object[]) => ({ reviewers: { reviewer: rows } });

		it('shares what is nobody’s fairly, and keeps to what a reviewer can bear', async () => {
			const some = await waiting(...[1, 2, 3, 4, 5].map((id) => asks(`${id}`, `会员${id}`, '')));
			await good('assign', { communityId: GROUP, assignTo: 'one', reviewerId: 'a', applicationId: some[0] });
			const parameters = {
				communityId: GROUP,
				...reviewers({ reviewerId: 'a' }, { reviewerId: 'b', maxOpen: 1 }, { reviewerId: 'c', away: true }),
			};
			const [assigned] = await good('assign', parameters);
			const load = (name: string) => assigned?.filter(({ assignedTo }) => assignedTo === name).length;
			expect([load('a'), load('b'), load('c')]).toEqual([3, 1, 0]);
			expect((await good('assign', parameters))[0]).toEqual([]);
			const free = await good('assign', { communityId: GROUP, assignTo: 'nobody', applicationId: some.join() });
			expect(free[0]).toHaveLength(5);
			expect((await good('listWaiting', { options: { unassigned: true } }))[0]).toHaveLength(5);
		});

		it('leaves an application with its reviewer if all others are full', async () => {
			const [id] = await waiting(asks('1', 'a', ''));
			await good('assign', { communityId: GROUP, assignTo: 'one', reviewerId: 'a', applicationId: id });
			const full = { communityId: GROUP, applicationId: id, ...reviewers({ reviewerId: 'b', away: true }) };
			expect((await good('assign', full))[0]).toEqual([]);
			expect((await good('listWaiting', {}))[0]).toMatchObject([{ assignedTo: 'a' }]);
		});

		it.each([
			['no community', { assignTo: 'one', reviewerId: 'a' }, /No community/],
			['no reviewers', { communityId: GROUP }, /no reviewers/],
			[
				'a reviewer without ID',
				{ communityId: GROUP, ...reviewers({ reviewerId: '={{ "" }}' }) },
				/Reviewer 1 has no ID/,
			],
			['nothing to free', { communityId: GROUP, assignTo: 'nobody' }, /"Application ID" is empty/],
		])('refuses %s', async (_what, parameters, message) => {
			await one();
			const { error } = await run('assign', parameters);
			expect(error?.message).toMatch(message);
		});

		it('refuses a reviewer who is named twice', async () => {
			await one();
			const { error } = await run('assign', {
				communityId: GROUP,
				...reviewers({ reviewerId: 'a' }, { reviewerId: 'a' }),
			});
			expect(error?.message).toMatch(/"a" is there twice/);
			expect(error?.description).toMatch(/once/);
		});
	});

	describe('Follow Up', () => {
		const policy = (more: object = {}) => ({ remindAfterHours: 24, reviewGroupId: ADMINS, ...more });
		const reviewers = { reviewers: { reviewer: [{ reviewerId: '71', name: '李雷' }] } };

		it('reminds each reviewer once, in one message, and again only when that is due', async () => {
			await waiting(asks('1', 'a', ''), asks('2', 'b', ''));
			const parameters = policy({ ...reviewers, options: { remindEveryHours: 24, maxReminders: 2 } });
			expect((await good('followUp', parameters)).flat()).toEqual([]);
			expect((await good('listWaiting', {}))[0]).toMatchObject([{ assignedTo: '71' }, { assignedTo: '71' }]);

			harness.setTime(hoursLater(25));
			const first = await good('followUp', parameters);
			expect(first[2]).toMatchObject([
				{
					kind: 'reminder',
					assignedTo: '71',
					applicationIds: [expect.any(String) as string, expect.any(String) as string],
					community: { communityId: GROUP },
					messages: [{ to: { kind: 'group', id: ADMINS }, mentions: [{ id: '71', name: '李雷' }] }],
				},
			]);
			expect(texts(first[2]?.[0])[0]).toMatch(/^@李雷\n.*2 份/);
			expect((await good('followUp', parameters)).flat()).toEqual([]);

			harness.setTime(hoursLater(49));
			const second = await good('followUp', parameters);
			expect(second[2]).toHaveLength(1);
			const key = (json?: IDataObject) => (json?.['messages'] as unknown as { dedupeKey: string }[])[0]?.dedupeKey;
			expect(key(second[2]?.[0])).not.toBe(key(first[2]?.[0]));
			harness.setTime(hoursLater(1000));
			expect((await good('followUp', parameters)).flat()).toEqual([]);
		});

		it('hands on, then decides by default, each once; an undone default waits from then on', async () => {
			const id = await one();
			const parameters = policy({
				escalateAfterHours: 48,
				escalateTo: 'boss',
				defaultDecision: 'reject',
				defaultAfterHours: 72,
			});
			harness.setTime(hoursLater(50));
			const escalated = await good('followUp', parameters);
			expect(escalated[2]).toMatchObject([
				{ kind: 'escalation', assignedTo: 'boss', applicationIds: [id], messages: [{ mentions: [{ id: 'boss' }] }] },
			]);
			harness.setTime(hoursLater(73));
			const decided = await good('followUp', parameters);
			expect(decided[1]).toMatchObject([
				{
					duplicate: false,
					applicationId: id,
					decision: 'rejected',
					decidedBy: 'policy',
					note: 'Nobody decided within 72 hours',
					member: { platformMemberId: '9' },
					messages: [],
				},
			]);
			expect((await good('followUp', parameters)).flat()).toEqual([]);
			expect(await memberStatus('9')).toBe('rejected');

			await good('undo', fields(id));
			expect((await good('followUp', parameters)).flat()).toEqual([]);
			harness.setTime(hoursLater(73 + 25));
			expect((await good('followUp', parameters))[2]).toMatchObject([{ kind: 'reminder', applicationIds: [id] }]);
			harness.setTime(hoursLater(73 + 80));
			expect((await good('followUp', { ...parameters, defaultDecision: 'approve' }))[0]).toMatchObject([
				{ decision: 'approved', decidedBy: 'policy' },
			]);
		});

		it('keeps quiet outside the hours, and speaks when they begin', async () => {
			await one();
			const parameters = policy({ options: { speakFrom: '09:00', speakTo: '22:00', timeZone: 'Asia/Shanghai' } });
			harness.setTime('2026-06-02T14:30:00.000Z');
			expect((await good('followUp', parameters)).flat()).toEqual([]);
			harness.setTime('2026-06-03T01:00:00.000Z');
			expect((await good('followUp', parameters))[2]).toHaveLength(1);
		});

		it('reminds in the operators’ group of the application if no other is named', async () => {
			await one();
			harness.setTime(hoursLater(25));
			const outputs = await good('followUp', policy({ reviewGroupId: '' }));
			expect(outputs[2]).toMatchObject([{ assignedTo: null, messages: [{ to: { id: ADMINS } }] }]);
			expect(texts(outputs[2]?.[0])[0]).toMatch(/阿强 的入群申请已等 1天/);
		});

		it.each([
			['to hand on to nobody', { escalateAfterHours: 5 }, /"Hand On To"/],
			['to decide never', { defaultDecision: 'reject', defaultAfterHours: 0 }, /"Decide After"/],
			['to decide before anybody was reminded', { defaultDecision: 'reject', defaultAfterHours: 12 }, /"Remind After"/],
			['half a day', { options: { speakFrom: '09:00' } }, /Speak Until/],
			['a place that is none', { options: { speakFrom: '09:00', speakTo: '10:00', timeZone: 'Mars' } }, /Mars/],
			['hours below nothing', { remindAfterHours: -1 }, /"Remind After"/],
		])('refuses %s', async (_what, parameters, message) => {
			const { error } = await run('followUp', policy(parameters));
			expect(error?.message).toMatch(message);
			expect(error?.message).not.toMatch(/Hours\b"/);
			expect(error?.description).toMatch(/\w/);
		});
	});

	describe('Review Link', () => {
		const wanted = { deskUrl: 'https://n8n.example.com/webhook/x/review', communityId: GROUP, reviewerId: 'li-lei' };

		it('makes a personal link that expires', async () => {
			const [items] = await good('reviewLink', { ...wanted, validHours: 24, options: { language: 'en' } });
			expect(items).toEqual([
				{
					communityId: GROUP,
					reviewerId: 'li-lei',
					expiresAt: hoursLater(24),
					url: expect.stringMatching(
						/^https:\/\/n8n\.example\.com\/webhook\/x\/review\?token=r1\..+&lang=en$/,
					) as string,
				},
			]);
		});

		it.each([
			['an address that is none', { deskUrl: 'javascript:alert(1)' }, /no web address/],
			['no community', { communityId: '={{ "" }}' }, /"Community ID" is empty/],
			['no reviewer', { reviewerId: '={{ "" }}' }, /"Reviewer ID" is empty/],
			['no time', { validHours: '={{ 0 }}' }, /"Valid for Hours" is 0/],
		])('refuses %s', async (_what, parameters, message) => {
			const { error } = await run('reviewLink', { ...wanted, ...parameters });
			expect(error?.message).toMatch(message);
		});
	});
});

import type { CommunityEvent } from '../../community/event';
import {
	ADMINS,
	asks,
	condition,
	event,
	fills,
	GROUP,
	PACKAGE,
	person,
	runNode,
	storeOf,
	TYPE,
} from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

const rule = (name: string, field: string, when: object, weight: unknown = 10) => ({
	name,
	field,
	condition: when,
	weight,
});

const evaluation = (rules: object[], parameters: object = {}) => ({
	resource: 'application',
	operation: 'evaluate',
	rules: { rule: rules },
	approveFrom: 60,
	rejectBelow: 0,
	reviewGroupId: ADMINS,
	...parameters,
});

describe('Member Screening', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
	});
	afterEach(async () => {
		await harness.dispose();
	});

	const evaluate = async (parameters: object, items: readonly object[], continueOnFail = false) =>
		await runNode(harness, TYPE.screening, parameters, items, { continueOnFail });
	const decide = async (parameters: object, items: readonly object[] = [{}], continueOnFail = false) =>
		await runNode(harness, TYPE.screening, { resource: 'application', operation: 'decide', ...parameters }, items, {
			continueOnFail,
		});
	const listWaiting = async (parameters: object = {}) => {
		const { outputs, error } = await runNode(
			harness,
			TYPE.screening,
			{ resource: 'application', operation: 'listWaiting', ...parameters },
			[{}],
		);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	/** Which of the rules held for one form. */
	const held = async (answers: Parameters<typeof fills>[1], conditions: Record<string, [string, object]>) => {
		const rules = Object.entries(conditions).map(([name, [field, when]]) => rule(name, field, when));
		const { outputs, error } = await evaluate(evaluation(rules, { rejectBelow: -1000 }), [fills('1', answers)]);
		expect(error).toBeUndefined();
		const [application] = outputs.flat();
		const reasons = application?.['reasons'] as { rule: string; passed: boolean }[];
		return reasons.filter(({ passed }) => passed).map((reason) => reason.rule);
	};

	describe('evaluates a form', () => {
		it('by Chinese labels as well as by keys, with every kind of condition', async () => {
			const answers = {
				所在城市: '深圳市南山区',
				年龄: 28,
				工作年限: '5',
				接受群规: true,
				'兴趣（多选）': ['设计', '摄影'],
				手机: '13800138000',
				'No. of members': 12,
				简介: 'Product DESIGNER',
			};
			expect(
				await held(answers, {
					'label contains': ['answers.所在城市', condition('string', 'contains', '深圳')],
					'key equals': ['answers.field_1', condition('string', 'equals', '深圳市南山区')],
					'not in Beijing': ['answers.所在城市', condition('string', 'notContains', '北京')],
					'wrong city': ['answers.所在城市', condition('string', 'contains', '上海')],
					'of age': ['answers.年龄', condition('number', 'gte', 18)],
					'too old': ['answers.年龄', condition('number', 'gt', 28)],
					'number as text': ['answers.工作年限', condition('number', 'gte', 3)],
					agreed: ['answers.接受群规', condition('boolean', 'true')],
					'did not agree': ['answers.接受群规', condition('boolean', 'false')],
					'likes design': ['answers.兴趣（多选）', condition('array', 'contains', '设计')],
					'likes music': ['answers.兴趣（多选）', condition('array', 'contains', '音乐')],
					'two interests': ['answers.兴趣（多选）', condition('array', 'lengthGte', 2)],
					'first interest': ['answers.兴趣（多选）.0', condition('string', 'equals', '设计')],
					'a phone': ['answers.手机', condition('string', 'regex', '^1[3-9]\\d{9}$')],
					'no phone': ['answers.手机', condition('string', 'notRegex', '^1[3-9]\\d{9}$')],
					'key with dots': ['answers.No. of members', condition('number', 'equals', 12)],
					'case is one': ['answers.简介', condition('string', 'contains', 'designer')],
					'name of the member': ['memberName', condition('string', 'equals', '会员1')],
				}),
			).toEqual([
				'label contains',
				'key equals',
				'not in Beijing',
				'of age',
				'number as text',
				'agreed',
				'likes design',
				'two interests',
				'first interest',
				'a phone',
				'key with dots',
				'case is one',
				'name of the member',
			]);
		});

		it('holds no comparison for an answer that is missing or of another kind', async () => {
			expect(
				await held(
					{ 年龄: '不告诉你', 备注: '' },
					{
						'younger than 18': ['answers.年纪', condition('number', 'lt', 18)],
						'not a number': ['answers.年龄', condition('number', 'lt', 18)],
						'empty answer': ['answers.备注', condition('number', 'lt', 18)],
						'missing yes or no': ['answers.同意', condition('boolean', 'true')],
						'missing list': ['answers.兴趣', condition('array', 'contains', '设计')],
						'missing exists': ['answers.推荐人', condition('string', 'exists')],
						'empty number': ['answers.备注', condition('number', 'notEmpty')],
						'missing does not exist': ['answers.推荐人', condition('string', 'notExists')],
						'empty answer is no number': ['answers.备注', condition('number', 'empty')],
						'text as a list': ['answers.年龄', condition('array', 'contains', '不')],
						'missing date': ['answers.生日', condition('dateTime', 'before', '2020-01-01')],
						'prototype key': ['answers.constructor', condition('string', 'notEmpty')],
						'missing text is empty': ['answers.推荐人', condition('string', 'empty')],
						'empty text is empty': ['answers.备注', condition('string', 'empty')],
					},
				),
			).toEqual([
				'missing does not exist',
				'empty answer is no number',
				'missing text is empty',
				'empty text is empty',
			]);
		});

		it('keeps the answers and explains the score', async () => {
			const rules = [
				rule('住在深圳', 'answers.城市', condition('string', 'equals', '深圳'), 60.5),
				rule('广告', 'answers.城市', condition('string', 'contains', '微信'), -100),
				rule('年龄', 'answers.年龄', condition('number', 'gte', 18), 5),
			];
			const { outputs } = await evaluate(evaluation(rules), [fills('1', { 城市: '深圳' })]);
			expect(outputs[0]).toMatchObject([
				{
					duplicate: false,
					decision: 'approved',
					score: 60.5,
					approveFrom: 60,
					rejectBelow: 0,
					applicationId: expect.stringMatching(/^[a-z2-7]{16}$/) as string,
					community: { communityId: GROUP, groupId: GROUP, name: '深圳设计师社群' },
					member: { platform: 'telegram', platformMemberId: '1', name: '会员1', language: 'zh-hans' },
					reasons: [
						{ rule: '住在深圳', field: 'answers.城市', saw: '深圳', passed: true, missing: false, points: 60.5 },
						{ rule: '广告', field: 'answers.城市', saw: '深圳', passed: false, missing: false, points: 0 },
						{ rule: '年龄', field: 'answers.年龄', saw: null, passed: false, missing: true, points: 0 },
					],
					messages: [],
				},
			]);
			const store = await storeOf(harness);
			const application = await store.read((tx) =>
				tx.getApplication(GROUP, String(outputs[0]?.[0]?.['applicationId'])),
			);
			expect(application).toMatchObject({
				status: 'approved',
				decidedBy: 'rules',
				answers: { form: { formId: 'join' } },
			});
			await store.close();
		});
	});

	it('resolves expressions for each item', async () => {
		const rules = [
			rule('名字', 'text', condition('string', 'contains', '={{ $json.memberName }}'), '={{ Number($json.memberId) }}'),
		];
		const { outputs, pairs } = await evaluate(
			evaluation(rules, {
				approveFrom: '={{ $json.memberId === "30" ? 30 : 60 }}',
				options: { communityId: '={{ "c" + $json.memberId }}' },
			}),
			[asks('30', '小雨', '我是小雨'), asks('40', '李雷', '我是李雷'), asks('70', '韩梅', '我是别人')],
		);
		expect(outputs.flat().map((json) => [json['decision'], json['score']])).toEqual([
			['approved', 30],
			['review', 40],
			['review', 0],
		]);
		expect(outputs.flat()).toMatchObject(
			[30, 40, 70].map((id) => ({ community: { communityId: `c${id}`, groupId: GROUP } })),
		);
		expect(pairs).toEqual([[0], [1, 2], []]);
	});

	it('passes over what is no application', async () => {
		const types = ['joined', 'left', 'message', 'button', 'form_updated', 'unknown'] as const;
		const { outputs, error } = await evaluate(
			evaluation([]),
			types.map((type) => event({ type, ...person('1', 'x') })),
		);
		expect(error).toBeUndefined();
		expect(outputs).toEqual([[], [], []]);
	});

	describe('errors', () => {
		it.each([
			['wrong', '(', /"电话" could not be judged: .*Unterminated group/],
			['endless', '^(a+)+$', /"电话" could not be judged: .*timed out/],
		])('name the rule whose regular expression is %s', async (_kind, expression, reason) => {
			const rules = [rule('电话', 'text', condition('string', 'regex', expression))];
			const { error } = await evaluate(evaluation(rules), [asks('7', '小雨', `${'a'.repeat(40)}!`)]);
			expect(error?.message).toMatch(reason);
			expect(error?.description).toMatch(/regular expression/);
		});

		const nameless = (): CommunityEvent => {
			const { memberId: _memberId, ...rest } = fills('1', {});
			return rest;
		};

		it.each([
			['no member', evaluation([]), nameless, /memberId is missing/],
			['no event', evaluation([]), () => ({ hello: 'world' }), /holds no CommunityEvent/],
			[
				'a broken event',
				evaluation([]),
				() => ({ ...asks('1', 'x', ''), type: 'party' }),
				/not a valid CommunityEvent: type/,
			],
			['crossing thresholds', evaluation([], { rejectBelow: 61 }), () => asks('1', 'x', ''), /cross/],
			[
				'a rule without field',
				evaluation([rule('x', ' ', condition('string', 'empty'))]),
				() => asks('1', 'x', ''),
				/Rule 1 names no field/,
			],
			[
				'a rule without condition',
				evaluation([rule('x', 'text', {})]),
				() => asks('1', 'x', ''),
				/Rule 1 has no condition/,
			],
			[
				'points that are no number',
				evaluation([rule('x', 'text', condition('string', 'empty'), 'ten')]),
				() => asks('1', 'x', ''),
				/points of rule 1/,
			],
		])('of %s say what happened, how to mend it and where', async (_what, parameters, item, message) => {
			const { error, outputs } = await evaluate(parameters, [event({ type: 'message' }), item()]);
			expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringMatching(message) as string });
			expect(error?.description).toMatch(/\w+ .*\w+/);
			expect(error?.context).toMatchObject({ itemIndex: 1 });
			expect(outputs).toEqual([[], [], []]);
		});

		it('of one item write nothing of the whole batch', async () => {
			await evaluate(evaluation([]), [asks('1', 'a', ''), nameless()]);
			expect(await listWaiting({ returnAll: true })).toEqual([]);
		});

		it('of one item leave the others alone where the workflow goes on, and approve nobody', async () => {
			const { error, outputs, pairs } = await evaluate(
				evaluation([]),
				[asks('1', 'a', ''), nameless(), { hello: 1 }, asks('2', 'b', '')],
				true,
			);
			expect(error).toBeUndefined();
			expect(outputs[0]).toEqual([]);
			expect(outputs[1]?.slice(0, 2)).toEqual([
				{ error: expect.stringMatching(/memberId is missing/) as string },
				{ error: expect.stringMatching(/holds no CommunityEvent/) as string },
			]);
			expect(pairs[1]).toEqual([1, 2, 0, 3]);
			expect(await listWaiting({ returnAll: true })).toHaveLength(2);
		});
	});

	it('takes a batch of 50 and gives one result for each', async () => {
		const rules = [rule('奇数', 'text', condition('string', 'equals', 'odd'), 60)];
		const items = Array.from({ length: 50 }, (_none, index) =>
			asks(`${index}`, `会员${index}`, index % 2 === 1 ? 'odd' : 'even'),
		);
		const { outputs, pairs } = await evaluate(evaluation(rules), items);
		expect(outputs.map((each) => each.length)).toEqual([25, 25, 0]);
		for (const [output, indexes] of pairs.entries()) {
			for (const [position, index] of indexes.entries()) {
				expect(outputs[output]?.[position]).toMatchObject({ member: { platformMemberId: `${index}` } });
				expect(index % 2).toBe(output === 0 ? 1 : 0);
			}
		}
		expect(new Set(outputs.flat().map((json) => json['applicationId'])).size).toBe(50);
	});

	it('gives a repeated event its first result, within a batch and later', async () => {
		const request = asks('1', '小雨', 'hello');
		const rules = [rule('写了', 'text', condition('string', 'notEmpty'), 60)];
		const { outputs, pairs } = await evaluate(evaluation(rules), [request, request]);
		expect(outputs[0]?.map((json) => json['duplicate'])).toEqual([false, true]);
		expect(pairs[0]).toEqual([0, 1]);
		expect(outputs[0]?.[1]).toEqual({ ...outputs[0]?.[0], duplicate: true });

		const stricter = await evaluate(evaluation(rules, { approveFrom: 1000 }), [request]);
		expect(stricter.outputs[0]).toEqual([{ ...outputs[0]?.[0], duplicate: true }]);
	});

	it('takes a second request of somebody who waits for the same application, without a second card', async () => {
		const first = await evaluate(evaluation([]), [asks('1', '小雨', '第一次')]);
		const [waiting] = first.outputs[1] ?? [];
		expect((waiting?.['messages'] as unknown[]).length).toBe(2);
		const second = await evaluate(evaluation([]), [asks('1', '小雨', '第二次')]);
		expect(second.outputs[1]).toMatchObject([
			{ duplicate: false, applicationId: waiting?.['applicationId'], decision: 'review', messages: [] },
		]);
		expect(await listWaiting()).toHaveLength(1);

		await decide({
			decisionSource: 'fields',
			communityId: GROUP,
			applicationId: waiting?.['applicationId'],
			decision: 'rejected',
			operator: 'Li Lei',
		});
		const third = await evaluate(evaluation([]), [asks('1', '小雨', '第三次')]);
		expect(third.outputs[1]?.[0]?.['applicationId']).not.toBe(waiting?.['applicationId']);
		expect((third.outputs[1]?.[0]?.['messages'] as unknown[]).length).toBe(2);
	});

	it('tells the applicant only where that is wanted and possible', async () => {
		const quiet = evaluation([], { options: { tellApplicant: false }, reviewGroupId: '' });
		expect((await evaluate(quiet, [asks('1', 'a', '')])).outputs[1]).toMatchObject([{ messages: [] }]);
		const { replyHandle: _handle, ...cannot } = asks('2', 'b', '');
		expect((await evaluate(evaluation([], { reviewGroupId: '' }), [cannot])).outputs[1]).toMatchObject([
			{ messages: [] },
		]);
		const told = await evaluate(evaluation([], { rejectBelow: 1, options: { language: 'en' } }), [asks('3', 'c', '')]);
		expect(told.outputs[2]).toMatchObject([
			{
				decision: 'rejected',
				messages: [
					{
						to: { kind: 'reply', id: '3', handle: 'telegram.user_chat' },
						text: expect.stringContaining('All the best') as string,
					},
				],
			},
		]);
	});

	describe('a decision from fields', () => {
		const waiting = async (communityId?: string): Promise<string> => {
			const parameters = evaluation([], communityId === undefined ? {} : { options: { communityId } });
			const { outputs } = await evaluate(parameters, [asks('9', '阿强', '')]);
			return String(outputs[1]?.[0]?.['applicationId']);
		};
		const fields = (applicationId: string, decision: string, more: object = {}) => ({
			decisionSource: 'fields',
			communityId: GROUP,
			applicationId,
			decision,
			operator: 'Li Lei',
			...more,
		});

		it('settles the application once; the first verdict stands', async () => {
			const id = await waiting();
			const first = await decide(fields(id, 'approved', { options: { note: '六月聚会认识' } }));
			expect(first.outputs[0]).toMatchObject([
				{
					duplicate: false,
					applicationId: id,
					decision: 'approved',
					decidedBy: 'Li Lei',
					operator: 'Li Lei',
					note: '六月聚会认识',
					messages: [],
				},
			]);
			const late = await decide(fields(id, 'rejected', { operator: 'Han Meimei' }));
			expect(late.outputs[0]).toMatchObject([{ duplicate: true, decision: 'approved', decidedBy: 'Li Lei' }]);
			expect(late.outputs[1]).toEqual([]);
			expect(await listWaiting()).toEqual([]);
			const store = await storeOf(harness);
			const ledger = await store.read((tx) =>
				tx.listLedger({ communityId: GROUP, source: 'screening' }, { limit: 10 }),
			);
			expect(ledger.map(({ type, actorId }) => [type, actorId])).toEqual([
				['application.review', 'rules'],
				['application.approved', 'Li Lei'],
			]);
			await store.close();
		});

		it('leaves a rejected applicant by the second output', async () => {
			const id = await waiting();
			const { outputs } = await decide(fields(id, 'rejected'));
			expect(outputs[0]).toEqual([]);
			expect(outputs[1]).toMatchObject([{ decision: 'rejected', decidedBy: 'Li Lei' }]);
		});

		it('needs an application that exists, in that community', async () => {
			const id = await waiting('other');
			const { error } = await decide(fields(id, 'approved'));
			expect(error?.message).toBe(`There is no application ${id} in community ${GROUP}`);
			expect(error?.description).toMatch(/List Waiting/);
			expect(error?.context).toMatchObject({ itemIndex: 0 });
			const gone = await decide(fields('doesnotexist', 'approved'), [{}, {}], true);
			expect(gone.outputs[1]).toHaveLength(2);
			expect(gone.pairs[1]).toEqual([0, 1]);
		});

		it.each(['communityId', 'applicationId', 'operator'])('needs %s, also from an expression', async (name) => {
			const { error } = await decide(fields('x', 'approved', { [name]: '={{ $json.nothing }}' }));
			expect(error?.message).toMatch(new RegExp(name === 'operator' ? 'operatorId' : name));
			expect(error?.context).toMatchObject({ itemIndex: 0 });
		});

		it('takes the fields of each item', async () => {
			const [a, b] = [asks('1', 'a', ''), asks('2', 'b', '')];
			const { outputs } = await evaluate(evaluation([]), [a, b]);
			const ids = outputs[1]?.map((json) => json['applicationId']) ?? [];
			const decided = await decide(
				{
					decisionSource: 'fields',
					communityId: GROUP,
					applicationId: '={{ $json.id }}',
					decision: '={{ $json.verdict }}',
					operator: '={{ $json.by }}',
				},
				[
					{ id: ids[0], verdict: 'rejected', by: 'x' },
					{ id: ids[1], verdict: 'approved', by: 'y' },
				],
			);
			expect(decided.pairs).toEqual([[1], [0]]);
		});
	});

	describe('a decision from a button', () => {
		const press = (value: string, communityId = ADMINS): CommunityEvent =>
			event({
				type: 'button',
				communityId,
				...person('1', '管理员'),
				button: { value, messageId: '5' },
				replyHandle: { kind: 'telegram.callback', token: 'cb', expiresAt: '2026-06-01T12:05:00.000Z' },
			});

		it('passes over hostile and foreign buttons', async () => {
			const {
				outputs: [, waiting],
			} = await evaluate(evaluation([]), [asks('9', '阿强', '')]);
			const id = String(waiting?.[0]?.['applicationId']);
			const values = [
				`scr.approve|${id}`,
				`scr.approve|${id}|`,
				`scr.approve|${id}|-9999`,
				`scr.approve|aaaaaaaaaaaaaaaa|${GROUP}`,
				`wel.accept|${id}|${GROUP}`,
				`__proto__|${id}|${GROUP}`,
				"scr.approve|' OR 1=1 --|x",
				'interested',
			];
			const result = await decide({ decisionSource: 'button' }, [
				...values.map((value) => press(value)),
				press(`scr.approve|${id}|${GROUP}`, GROUP),
				event({ type: 'message', text: 'scr.approve' }),
			]);
			expect(result.error).toBeUndefined();
			expect(result.outputs.flat()).toEqual([]);
			expect(await listWaiting()).toHaveLength(1);
		});

		it('gives the presser an answer and the card its end', async () => {
			const {
				outputs: [, waiting],
			} = await evaluate(evaluation([]), [asks('9', '阿强', '')]);
			const { outputs } = await decide({ decisionSource: 'button' }, [
				press(`scr.reject|${String(waiting?.[0]?.['applicationId'])}|${GROUP}`),
			]);
			expect(outputs[1]).toMatchObject([
				{
					decision: 'rejected',
					operator: '管理员',
					messages: [
						{ to: { kind: 'reply', id: 'cb' } },
						{
							to: { kind: 'group', id: ADMINS },
							replaces: '5',
							text: expect.stringContaining('❌ 已拒绝 · 管理员') as string,
						},
					],
				},
			]);
		});
	});

	it('lists who waits, oldest first, within limits and communities', async () => {
		for (let index = 0; index < 3; index += 1) {
			harness.setTime(`2026-06-01T1${index}:00:00.000Z`);
			await evaluate(evaluation([]), [asks(`${index}`, `会员${index}`, '')]);
		}
		await evaluate(evaluation([], { options: { communityId: 'other' } }), [asks('8', '别处', '')]);
		harness.setTime('2026-06-01T13:30:00.000Z');

		expect((await listWaiting({ returnAll: true })).length).toBe(4);
		const mine = await listWaiting({ returnAll: true, communityId: GROUP });
		expect(mine.map((json) => (json['member'] as { name: string }).name)).toEqual(['会员0', '会员1', '会员2']);
		expect(mine.map((json) => json['waitingHours'])).toEqual([3.5, 2.5, 1.5]);
		expect(mine[0]).toMatchObject({
			community: { communityId: GROUP },
			score: 0,
			reasons: [],
			createdAt: '2026-06-01T10:00:00.000Z',
			reviewGroupId: ADMINS,
		});
		expect(mine[0]).not.toHaveProperty('card');
		expect((await listWaiting({ limit: 2 })).map((json) => (json['member'] as { name: string }).name)).toEqual([
			'会员0',
			'会员1',
		]);
		expect(await listWaiting({ communityId: 'nobody' })).toEqual([]);
	});
});

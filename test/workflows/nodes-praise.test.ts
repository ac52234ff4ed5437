import type { IDataObject } from 'n8n-workflow';

import type { Language } from '../../community/language';
import { PRAISE, PRAISE_UNITS, type PraiseOccasion, type PraiseUnit } from '../../community/praise/copy';
import { event, GROUP, PACKAGE, person, runNode, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

/** A Monday, 08:00 in Shanghai. */
const MORNING = '2026-06-01T00:00:00.000Z';
const DAY_MS = 86_400_000;
const on = (day: number) => new Date(Date.parse(MORNING) + day * DAY_MS).toISOString();
const NAME = '小雨';

describe('Check-In Tracker, praise', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE, credentials: {} });
		harness.setTime(MORNING);
	});
	afterEach(async () => await harness.dispose());

	const operation = async (resource: string, name: string, parameters: object, items: readonly object[] = [{}]) =>
		await runNode(harness, TYPE.checkIn, { resource, operation: name, communityId: GROUP, ...parameters }, items);
	const run = async (...args: Parameters<typeof operation>) => {
		const { outputs, error } = await operation(...args);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	const define = async (parameters: object = {}, options: object = {}) =>
		await run('tracker', 'define', { ...parameters, options: { timeZone: 'Asia/Shanghai', ...options } });
	const checkIn = async (day: number): Promise<IDataObject> => {
		harness.setTime(on(day));
		const says = { type: 'message', ...person('7', NAME), text: '打卡', messageId: '5' } as const;
		const [item] = await run('checkIn', 'record', {}, [event({ ...says, occurredAt: on(day), receivedAt: on(day) })]);
		return item ?? {};
	};
	const linesOf = (item: IDataObject | undefined): string[] =>
		((item as { messages?: { text: string }[] } | undefined)?.messages?.[0]?.text ?? '').split('\n');

	/** The shipped lines of an occasion as they would be said of a streak. */
	const shipped = (
		language: Language,
		unit: PraiseUnit,
		occasion: PraiseOccasion,
		values: { streak: number; total: number; gap?: number; freezes?: number },
	): string[] =>
		PRAISE[language][unit][occasion].map((line) =>
			Object.entries({ gap: 0, freezes: 0, ...values, name: NAME }).reduce(
				(text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
				line.replaceAll('{unit}', PRAISE_UNITS[language][unit][values.streak === 1 ? 0 : 1]),
			),
		);

	describe.each(['zh-CN', 'en'] as const)('of a tracker by weeks, in %s', (language) => {
		const weekly = async (options: object = {}) =>
			await define(
				{ period: 'week', times: 2, keywords: '打卡' },
				{ language, milestones: { step: [{ streak: 3, points: 5 }] }, ...options },
			);
		/** Checks in on two days of a week. */
		const week = async (number: number): Promise<{ half: string[]; whole: string[] }> => ({
			half: linesOf(await checkIn(number * 7 + 1)),
			whole: linesOf(await checkIn(number * 7 + 3)),
		});
		const said = async (number: number): Promise<string | undefined> => (await week(number)).whole.at(-1);

		it('comes with the check-in that completes the week', async () => {
			await weekly({ freezesMost: 0 });
			const { half, whole } = await week(0);
			const progress = language === 'en' ? ['1 of 2 done', '+1 points'] : ['本期已完成 1/2', '＋1 积分'];
			expect(half.slice(1)).toEqual(progress);
			expect(shipped(language, 'week', 'first', { streak: 1, total: 1 })).toContain(whole.at(-1));
			expect(shipped(language, 'week', 'streak', { streak: 2, total: 2 })).toContain(await said(1));
			expect(shipped(language, 'week', 'milestone', { streak: 3, total: 3 })).toContain(await said(2));
			// Two weeks away, then on until the record of three weeks falls.
			expect(shipped(language, 'week', 'comeback', { streak: 1, total: 4, gap: 2 })).toContain(await said(5));
			await week(6);
			expect(shipped(language, 'week', 'milestone', { streak: 3, total: 6 })).toContain(await said(7));
			expect(shipped(language, 'week', 'record', { streak: 4, total: 7 })).toContain(await said(8));
		});

		it('says how many weeks a freeze has kept', async () => {
			await weekly({ freezeEvery: 2, freezesMost: 1, milestones: {} });
			await week(0);
			await week(1);
			expect(shipped(language, 'week', 'freeze', { streak: 3, total: 3, gap: 1, freezes: 0 })).toContain(await said(3));
		});
	});

	describe('with lines of an operator', () => {
		const own = (...entries: object[]) => ({ praise: { occasion: entries } });

		it('says them for their occasion, and the shipped ones for the others', async () => {
			const [defined] = await define(
				{},
				own({ occasion: 'streak', lines: '{name} 又来了，连续 {streak} {unit}\n\n  {name} 稳！累计 {total} {unit}  ' }),
			);
			const praise = { streak: ['{name} 又来了，连续 {streak} {unit}', '{name} 稳！累计 {total} {unit}'] };
			expect(defined).toMatchObject({ duplicate: false, tracker: { version: 1, praise } });
			expect(await run('tracker', 'get', {})).toMatchObject([{ tracker: { praise } }]);
			expect(await run('tracker', 'list', {})).toMatchObject([{ tracker: { praise } }]);

			expect(shipped('zh-CN', 'day', 'first', { streak: 1, total: 1 })).toContain(linesOf(await checkIn(0)).at(-1));
			const said = [linesOf(await checkIn(1)).at(-1), linesOf(await checkIn(2)).at(-1)];
			expect(said.map((line) => line?.replaceAll(/\d/g, '#')).sort()).toEqual([
				'小雨 又来了，连续 # 天',
				'小雨 稳！累计 # 天',
			]);
		});

		it('takes them as JSON, and in weeks says weeks', async () => {
			const rules = {
				title: 'Running',
				language: 'en',
				timeZone: 'Asia/Shanghai',
				period: { kind: 'week', times: 1 },
				praise: { first: ['{name}: {streak} {unit}!'], streak: ['{name}: {streak} {unit} in a row, {total} in all'] },
			};
			const [defined] = await run('tracker', 'define', { rulesSource: 'json', rulesJson: JSON.stringify(rules) });
			expect(defined).toMatchObject({ tracker: { praise: rules.praise } });
			expect(linesOf(await checkIn(0)).at(-1)).toBe('小雨: 1 week!');
			expect(linesOf(await checkIn(7)).at(-1)).toBe('小雨: 2 weeks in a row, 2 in all');
		});

		it('says them on a card too, unless the card is in another language', async () => {
			await define({}, { ...own({ lines: '{name} 好样的，第 {streak} 天' }) });
			await checkIn(0);
			await checkIn(1);
			const card = async (language: string) => {
				const chosen = { memberId: '7', occasions: ['any'], format: 'svg', options: { language } };
				return String((await run('card', 'renderMilestone', chosen))[0]?.['alt']);
			};
			expect(await card('tracker')).toContain('小雨 好样的，第 2 天');
			expect(await card('en')).not.toContain('好样的');
		});

		it('keeps changed lines as the next version, and drops them again', async () => {
			const [none] = await define();
			expect(none).toMatchObject({ duplicate: false, tracker: { version: 1 } });
			expect(none?.['tracker']).not.toHaveProperty('praise');
			const lines = own({ occasion: 'first', lines: '{name} 来啦' });
			expect(await define({}, lines)).toMatchObject([{ duplicate: false, tracker: { version: 2 } }]);
			expect(await define({}, lines)).toMatchObject([{ duplicate: true, tracker: { version: 2 } }]);
			expect(linesOf(await checkIn(0)).at(-1)).toBe('小雨 来啦');
			const [dropped] = await define();
			expect(dropped).toMatchObject({ duplicate: false, tracker: { version: 3 } });
			expect(dropped?.['tracker']).not.toHaveProperty('praise');
		});

		it('puts the lines of an occasion that stands there twice together', async () => {
			const twice = own({ occasion: 'first', lines: '{name} 一' }, { occasion: 'first', lines: '{name} 二' });
			expect(await define({}, twice)).toMatchObject([{ tracker: { praise: { first: ['{name} 一', '{name} 二'] } } }]);
		});

		it.each([
			['a variable that does not exist', { lines: '{name} 好\n{nmae} 加油' }, '"{nmae} 加油" uses {nmae}'],
			['no line', { lines: ' \n ' }, '"praise.streak" cannot be used: there is no line'],
			['a line twice', { lines: '{name} 好\n{name} 好' }, '"praise.streak.1" cannot be used: "{name} 好" stands there'],
		])('refuses %s, and writes nothing', async (_what, entry, message) => {
			const given = { options: own({ occasion: 'streak', ...entry }) };
			const { error } = await operation('tracker', 'define', given);
			expect(error?.message).toContain(message);
			expect(error?.description).toContain('Correct "praise.streak');
			expect(await run('tracker', 'list', {})).toEqual([]);
		});

		it('refuses an occasion in JSON that does not exist, and keeps the tracker as it is', async () => {
			await define();
			const rulesJson = JSON.stringify({ title: 'Running', praise: { party: ['{name}!'] } });
			const { error } = await operation('tracker', 'define', { rulesSource: 'json', rulesJson });
			expect(error?.message).toContain('"praise.party" cannot be used: there is no such occasion; these exist: first');
			expect(await run('tracker', 'list', {})).toMatchObject([{ tracker: { version: 1, title: '每日打卡' } }]);
		});
	});

	describe('of a day that was made up', () => {
		const makeUp = async (day: string): Promise<IDataObject> => {
			const [item] = await run('checkIn', 'makeUp', { memberId: '7', day, reason: '忘了' });
			return item ?? {};
		};

		it('is in the item, and ends the message', async () => {
			await define();
			for (const day of [0, 1, 3]) await checkIn(day);
			const item = await makeUp('2026-06-03');
			const { occasion, text } = item['praise'] as IDataObject;
			expect(occasion).toBe('make_up');
			expect(shipped('zh-CN', 'day', 'make_up', { streak: 4, total: 4 })).toContain(text);
			expect(linesOf(item)).toEqual(['🩹 @小雨 已补 2026-06-03 的每日打卡。', '🔥 已连续 4 天，累计 4 天', text]);
			expect(await makeUp('2026-06-03')).toEqual({ ...item, duplicate: true });
		});

		it("is an operator's own, in weeks too, with where the streak stands", async () => {
			const lines = '{name} 补上了，连续 {streak} {unit}，累计 {total} {unit}';
			const own = { praise: { occasion: [{ occasion: 'make_up', lines }] } };
			await define({ period: 'week', times: 2, keywords: '打卡' }, { ...own, freezesMost: 0, makeUpDays: 30 });
			await checkIn(0);
			await checkIn(8);
			await checkIn(9);
			const item = await makeUp('2026-06-03');
			expect(item['praise']).toEqual({ occasion: 'make_up', text: '小雨 补上了，连续 2 周，累计 2 周' });
			expect(linesOf(item).at(-1)).toBe('小雨 补上了，连续 2 周，累计 2 周');
		});

		it('waits until the week counts', async () => {
			await define({ period: 'week', times: 3, keywords: '打卡' }, { makeUpDays: 30 });
			await checkIn(0);
			await checkIn(8);
			const half = await makeUp('2026-06-03');
			expect(half['praise']).toBeNull();
			expect(linesOf(half).at(-1)).toBe('本期已完成 2/3');
			const whole = await makeUp('2026-06-04');
			expect(shipped('zh-CN', 'week', 'make_up', { streak: 1, total: 1 })).toContain(linesOf(whole).at(-1));
		});

		it('claims no streak that is lost all the same', async () => {
			await define({}, { freezesMost: 0 });
			await checkIn(0);
			await checkIn(5);
			harness.setTime(on(8));
			const item = await makeUp('2026-06-02');
			expect(item).toMatchObject({ streak: { current: 0, total: 3 }, praise: { occasion: 'make_up' } });
			expect(shipped('zh-CN', 'day', 'make_up', { streak: 0, total: 3 })).toContain(linesOf(item).at(-1));
		});
	});

	it('is in the item of Record also where nobody is told, and not for what is not taken', async () => {
		const quiet = { options: { timeZone: 'Asia/Shanghai', tellMember: false } };
		const says = () => event({ type: 'message', ...person('7', NAME), text: '打卡', occurredAt: MORNING });
		const [first] = await run('checkIn', 'record', quiet, [says()]);
		const { occasion, text } = first?.['praise'] as IDataObject;
		expect(occasion).toBe('first');
		expect(shipped('zh-CN', 'day', 'first', { streak: 1, total: 1 })).toContain(text);
		expect(first?.['messages']).toEqual([]);
		const [again] = await run('checkIn', 'record', quiet, [says()]);
		expect(again).toMatchObject({ outcome: 'already', praise: null });
	});

	it('of a check-in that operators judge comes with their approval', async () => {
		await define({}, { proof: { rule: { review: true } } });
		const waiting = await checkIn(0);
		expect(waiting).toMatchObject({ outcome: 'waiting', praise: null });
		const { checkInId } = waiting['checkIn'] as IDataObject;
		const judgement = { judgementSource: 'fields', checkInId, judgement: 'yes', operator: '群主' };
		const [approved] = await run('checkIn', 'review', judgement);
		const { occasion, text } = approved?.['praise'] as IDataObject;
		expect(occasion).toBe('first');
		expect(shipped('zh-CN', 'day', 'first', { streak: 1, total: 1 })).toContain(text);
		expect(linesOf(approved).at(-1)).toBe(text);
		const other = await checkIn(1);
		const refused = { ...judgement, checkInId: (other['checkIn'] as IDataObject)['checkInId'], judgement: 'no' };
		expect(await run('checkIn', 'review', refused)).toMatchObject([{ approved: false, praise: null }]);
	});

	it('of several times a day that operators judge comes with the approval of the last of them', async () => {
		await define(
			{ period: 'day', times: 2, minutesApart: 0, keywords: '打卡' },
			{ language: 'en', proof: { rule: { review: true } } },
		);
		const approve = async (day: number) => {
			const { checkInId } = (await checkIn(day))['checkIn'] as IDataObject;
			const judgement = { judgementSource: 'fields', checkInId, judgement: 'yes', operator: '群主' };
			return (await run('checkIn', 'review', judgement))[0];
		};
		expect(linesOf(await approve(0)).slice(1)).toEqual(['1 of 2 done', '+1 points']);
		const last = await approve(0.1);
		expect(linesOf(last)[1]).toBe('🔥 1 day in a row, 1 in all');
		expect(last).toMatchObject({ praise: { occasion: 'first' } });
	});

	it('of chosen weekdays counts the days of the streak', async () => {
		await define({ period: 'weekdays', days: [1, 5], keywords: '打卡' });
		expect(shipped('zh-CN', 'day', 'first', { streak: 1, total: 1 })).toContain(linesOf(await checkIn(0)).at(-1));
		expect(shipped('zh-CN', 'day', 'streak', { streak: 2, total: 2 })).toContain(linesOf(await checkIn(4)).at(-1));
		expect(shipped('zh-CN', 'day', 'streak', { streak: 3, total: 3 })).toContain(linesOf(await checkIn(7)).at(-1));
	});

	it('of several times a day comes with the last of them', async () => {
		await define({ period: 'day', times: 2, minutesApart: 0, keywords: '打卡' });
		expect(linesOf(await checkIn(0)).slice(1)).toEqual(['本期已完成 1/2', '＋1 积分']);
		expect(shipped('zh-CN', 'day', 'first', { streak: 1, total: 1 })).toContain(linesOf(await checkIn(0.1)).at(-1));
	});
});

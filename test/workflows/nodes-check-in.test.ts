import type { IDataObject } from 'n8n-workflow';

import type { CommunityEvent } from '../../community/event';
import { event, GROUP, PACKAGE, person, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

/** 08:00 in Shanghai. */
const MORNING = '2026-06-01T00:00:00.000Z';
const DAY_MS = 86_400_000;
const on = (day: number, time = MORNING) => new Date(Date.parse(time) + day * DAY_MS).toISOString();

describe('Check-In Tracker', () => {
	let harness: Harness;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE, credentials: {} });
		harness.setTime(MORNING);
	});
	afterEach(async () => await harness.dispose());

	const operation = async (
		resource: string,
		name: string,
		parameters: object,
		items: readonly object[] = [{}],
		continueOnFail = false,
	) => await runNode(harness, TYPE.checkIn, { resource, operation: name, ...parameters }, items, { continueOnFail });
	const run = async (...args: Parameters<typeof operation>) => {
		const { outputs, error } = await operation(...args);
		expect(error).toBeUndefined();
		return outputs[0] ?? [];
	};
	const says = (text: string, at: string, who = '7', fields: Partial<CommunityEvent> = {}) =>
		event({
			type: 'message',
			...person(who, `会员${who}`),
			text,
			messageId: '5',
			occurredAt: at,
			receivedAt: at,
			...fields,
		});
	const zone = { options: { timeZone: 'Asia/Shanghai' } };
	const record = async (items: readonly CommunityEvent[], parameters: object = zone) => {
		const last = items.at(-1);
		if (last !== undefined) harness.setTime(last.occurredAt);
		return await run('checkIn', 'record', parameters, items);
	};
	const textOf = (json: IDataObject | undefined): string =>
		((json as { messages?: { text: string }[] } | undefined)?.messages ?? []).map(({ text }) => text).join('\n');

	describe('record', () => {
		it('takes a keyword once a day, answers under the message, and passes over talk', async () => {
			const [first, ...none] = await record([says('打卡 今天跑了五公里', on(0)), says('今天打卡的人真多', on(0), '8')]);
			expect(none).toEqual([]);
			expect(first).toMatchObject({
				duplicate: false,
				outcome: 'recorded',
				checkIn: { trackerId: 'daily', day: '2026-06-01', way: 'keyword', kind: 'own', status: 'counted', points: 1 },
				streak: { current: 1, total: 1, longest: 1 },
				points: { base: 1, total: 1, balance: 1 },
				messages: [{ to: { kind: 'group', id: GROUP }, replyTo: '5', mentions: [{ id: '7', name: '会员7' }] }],
			});
			expect(textOf(first)).toContain('已连续 1 天');
			const [again] = await record([says('打卡', on(0, '2026-06-01T10:00:00.000Z'))]);
			expect(again).toMatchObject({
				duplicate: false,
				outcome: 'already',
				checkIn: { day: '2026-06-01' },
				points: null,
			});
		});

		it('gives the first result to every later delivery of the same event', async () => {
			const message = says('打卡', on(0));
			const [first] = await record([message]);
			expect(await record([message])).toEqual([{ ...first, duplicate: true }]);
			expect(await run('streak', 'get', { communityId: GROUP, memberId: '7' })).toMatchObject([
				{ streak: { current: 1, total: 1 }, balance: 1 },
			]);
		});

		it('counts a streak over days and books the milestone', async () => {
			let last: IDataObject | undefined;
			for (let day = 0; day < 7; day += 1) [last] = await record([says('打卡', on(day))]);
			expect(last).toMatchObject({
				streak: { current: 7, freezes: { held: 1 } },
				points: { base: 1, streak: 1, milestone: 7, total: 9 },
				milestone: 7,
			});
			expect(textOf(last)).toContain('里程碑');
			const store = await storeOf(harness);
			const lines = await store.read((tx) =>
				tx.listLedger({ communityId: GROUP, type: 'checkin.recorded' }, { limit: 50 }),
			);
			expect(lines).toHaveLength(7);
			await store.close();
		});

		it('shows the points of a person who is two members once', async () => {
			const both = await record([says('打卡', on(0), '7'), says('打卡', on(0), '8')]);
			const [keepId, absorbId] = both.map(({ checkIn }) => (checkIn as { memberId: string }).memberId);
			const merge = { resource: 'member', operation: 'merge', how: 'operator', communityId: GROUP, keepId, absorbId };
			const merged = await runNode(harness, TYPE.member, { ...merge, operator: 'Li Lei' }, [{}]);
			expect(merged.error).toBeUndefined();
			const [next] = await record([says('打卡', on(1), '8')]);
			expect(next).toMatchObject({ streak: { current: 2 }, points: { total: 1, balance: 3 } });
		});
	});

	describe('leaderboard', () => {
		it.each(['month', 'allTime'])('gives the %s page by page, equals with one rank', async (range) => {
			const people = ['1', '2', '3', '4', '5'];
			for (const [day, count] of [5, 3, 1].entries()) {
				await record(people.slice(0, count).map((who) => says('打卡', on(day), who)));
			}
			const pages: IDataObject[][] = [];
			let after: unknown = '';
			do {
				const wanted = { communityId: GROUP, range, returnAll: false, limit: 2, options: { after } };
				const [board] = await run('leaderboard', 'get', wanted);
				pages.push(board?.['lines'] as IDataObject[]);
				after = board?.['next'];
			} while (after !== null && pages.length < 9);
			const shown = pages.map((lines) => lines.map(({ rank, score, tied }) => [rank, score, tied]));
			expect(shown).toEqual([
				[
					[1, 3, false],
					[2, 2, true],
				],
				[
					[2, 2, true],
					[4, 1, true],
				],
				[[4, 1, true]],
			]);
			expect(new Set(pages.flat().map(({ memberId }) => memberId)).size).toBe(5);
		});
	});
});

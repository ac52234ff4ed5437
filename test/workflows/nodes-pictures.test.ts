import { PNG } from 'pngjs';
import type { CommunityEvent } from '../../community/event';
import { PRAISE } from '../../community/praise/copy';
import { FakeBotApi } from '../nodes/support/bot-api';
import { chain, event, GROUP, node, PACKAGE, person, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

/** 08:00 in Shanghai. */
const MORNING = '2026-06-01T00:00:00.000Z';
const on = (day: number) => new Date(Date.parse(MORNING) + day * 86_400_000).toISOString();

interface Drawn {
	json: Record<string, unknown> & { alt: string; messages: { text: string; dedupeKey: string }[] };
	binary?: Record<string, { data: string; mimeType: string; fileName?: string }>;
}

describe('Check-In Tracker, pictures', () => {
	let harness: Harness;
	let bot: FakeBotApi;
	beforeEach(async () => {
		bot = await FakeBotApi.start();
		harness = await createHarness({ packageDir: PACKAGE, credentials: bot.credentials });
	});
	afterEach(async () => {
		await harness.dispose();
		await bot.close();
	});

	const says = (at: string, memberId: string, name: string, fields: Partial<CommunityEvent> = {}) =>
		event({
			type: 'message',
			...person(memberId, name),
			text: '打卡',
			messageId: '5',
			occurredAt: at,
			receivedAt: at,
			...fields,
		});
	const tracker = (resource: string, operation: string, parameters: object = {}, continueOnFail = false) =>
		node('Node', TYPE.checkIn, { resource, operation, ...parameters }, { continueOnFail });
	const run = async (of: ReturnType<typeof tracker>, items: readonly object[] = [{}]) =>
		await harness.run(chain(node('Start', 'n8n-nodes-base.manualTrigger', {}), of), { triggerNode: 'Start', items });
	const draw = async (resource: string, operation: string, parameters: object = {}, items?: readonly object[]) => {
		const result = await run(tracker(resource, operation, parameters), items);
		expect(result.error).toBeUndefined();
		return (result.nodes['Node']?.[0] ?? []) as unknown as Drawn[];
	};
	const record = async (items: readonly CommunityEvent[]) => {
		const last = items.at(-1);
		if (last !== undefined) harness.setTime(last.occurredAt);
		const result = await run(tracker('checkIn', 'record', { options: { timeZone: 'Asia/Shanghai' } }), items);
		expect(result.error).toBeUndefined();
		return result.json('Node', 0);
	};
	const png = ({ binary }: Drawn, field = 'data') => PNG.sync.read(Buffer.from(binary?.[field]?.data ?? '', 'base64'));

	/** Seven days of 小雨, two of 阿明. */
	const aWeek = async () => {
		let last: Record<string, unknown>[] = [];
		for (let day = 0; day < 7; day += 1) {
			last = await record([...(day < 2 ? [says(on(day), '8', '阿明')] : []), says(on(day), '7', '小雨🌧️')]);
		}
		return last;
	};

	it("draws a member's month, and carries the message with it", async () => {
		await aWeek();
		const [drawn] = await draw('calendar', 'renderMember', { communityId: GROUP, memberId: '7' });
		expect(drawn?.json).toMatchObject({
			trackerId: 'daily',
			from: '2026-06-01',
			to: '2026-06-30',
			mimeType: 'image/png',
			width: 1080,
			fileName: 'calendar-2026-06.png',
			binaryField: 'data',
			streak: { current: 7, longest: 7, total: 7 },
			alt: '小雨🌧️ 的打卡日历（2026年6月）：打卡 7 天，当前连续 7 天，最长连续 7 天，累计 7 天。',
		});
		expect(drawn?.json.messages).toMatchObject([
			{ to: { kind: 'group', id: GROUP }, text: drawn?.json.alt, image: { binary: 'data' } },
		]);
		if (drawn === undefined) throw new Error('nothing was drawn');
		const { width, height } = png(drawn);
		expect([width, height]).toEqual([1080, drawn.json['height']]);
	});

	it('draws the same picture for the same facts, and answers under the words that asked for it', async () => {
		await aWeek();
		const asks = says(on(6), '7', '小雨🌧️', { text: '我的打卡', messageId: '77' });
		const [first] = await draw('calendar', 'renderMember', {}, [asks]);
		const [again] = await draw('calendar', 'renderMember', {}, [asks]);
		expect(again).toEqual(first);
		expect(first?.json.messages[0]).toMatchObject({ replyTo: '77' });
	});

	it.each([
		['three_months', '2026-04-01', '2026-06-30'],
		['twelve_months', '2025-07-01', '2026-06-30'],
		['last_month', '2026-05-01', '2026-05-31'],
	])('shows %s', async (show, from, to) => {
		await aWeek();
		const [drawn] = await draw('calendar', 'renderMember', {
			communityId: GROUP,
			memberId: '7',
			show,
			theme: 'dark',
			sendTo: 'member',
			options: { language: 'en', weekStart: 'sunday', caption: 'Look!', binaryField: 'picture' },
		});
		expect(drawn?.json).toMatchObject({ from, to });
		expect(drawn?.json.alt).toMatch(/^Check-in calendar of 小雨/);
		expect(drawn?.json.messages).toMatchObject([
			{ to: { kind: 'member', id: '7' }, text: 'Look!', image: { binary: 'picture' } },
		]);
		expect(Object.keys(drawn?.binary ?? {})).toEqual(['picture']);
	});

	it('gives SVG without a message, because no chat shows one', async () => {
		await aWeek();
		const [drawn] = await draw('calendar', 'renderMember', { communityId: GROUP, memberId: '7', format: 'svg' });
		const svg = Buffer.from(drawn?.binary?.['data']?.data ?? '', 'base64').toString('utf8');
		expect(drawn?.json).toMatchObject({ mimeType: 'image/svg+xml', fileName: 'calendar-2026-06.svg', messages: [] });
		expect(svg).toMatch(/^<svg xmlns/);
		expect(svg).toContain(`<desc id="desc">${drawn?.json.alt ?? ''}</desc>`);
	});

	it("draws a group's punch card, those with the most check-ins first, and how many came each day", async () => {
		await aWeek();
		const [card] = await draw('calendar', 'renderGroup', { communityId: GROUP });
		expect(card?.json.alt).toBe(
			'深圳设计师社群 · 每日打卡 2026年6月打卡墙：2 位成员共打卡 9 次，打卡最多的是 小雨🌧️（7 天）。',
		);
		const [one] = await draw('calendar', 'renderGroup', { communityId: GROUP, options: { members: 1 } });
		expect(one?.json.alt).toContain('还有 1 位成员未显示');
		const [days] = await draw('calendar', 'renderGroup', { communityId: GROUP, view: 'days' });
		expect(days?.json).toMatchObject({
			view: 'days',
			alt: '深圳设计师社群 · 每日打卡 2026年6月打卡人数：2 位成员共打卡 9 次，6月1日 最多，2 人。',
			messages: [{ to: { kind: 'group', id: GROUP } }],
		});
	});

	it('draws a card for a milestone and passes over other check-ins', async () => {
		const last = await aWeek();
		const cards = await draw('card', 'renderMilestone', {}, [...last, { ...last[0], milestone: null }]);
		expect(cards).toHaveLength(1);
		expect(cards[0]?.json).toMatchObject({
			occasion: 'milestone',
			length: 7,
			width: 1080,
			height: 1350,
			messages: [{ to: { kind: 'group', id: GROUP }, image: { binary: 'data' } }],
		});
		expect(cards[0]?.json.alt).toMatch(/^小雨🌧️ 的里程碑卡片：连续打卡 7 天。./);
	});

	it('draws a card for a first check-in, and with the words of an operator', async () => {
		const first = await record([says(on(0), '7', '小雨')]);
		const lines = PRAISE['zh-CN'].day.first.map((line) => line.replaceAll('{name}', '小雨'));
		const word = (first[0] as unknown as Drawn['json']).messages[0]?.text.split('\n').at(-1);
		expect(lines).toContain(word);
		const [card] = await draw(
			'card',
			'renderMilestone',
			{ occasions: ['first', 'milestone'], options: { praise: '{name} 来了，第 {total} 天' } },
			first,
		);
		expect(card?.json.alt).toBe('小雨 的里程碑卡片：第一次打卡。小雨 来了，第 1 天');
	});

	it('is sent by Community Chat as a photo with the sentence as its caption, once', async () => {
		await aWeek();
		const workflow = chain(
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			tracker('calendar', 'renderMember', { communityId: GROUP, memberId: '7' }),
			node('Chat', TYPE.chat, { resource: 'message', operation: 'send' }),
		);
		const result = await harness.run(workflow, { triggerNode: 'Start', items: [{}] });
		expect(result.json('Chat', 0)).toMatchObject([{ delivery: 'sent' }]);
		await harness.run(workflow, { triggerNode: 'Start', items: [{}] });
		const photos = bot.named('sendPhoto');
		expect(photos).toHaveLength(1);
		const body = photos[0]?.request.text ?? '';
		expect(body).toContain('小雨🌧️ 的打卡日历（2026年6月）');
		expect(body).toContain('calendar-2026-06.png');
		expect(body).toContain('PNG');
	});

	it('says what is wrong, and draws the others', async () => {
		await aWeek();
		const known = {
			community: { communityId: GROUP, groupId: GROUP },
			member: { platform: 'telegram', platformMemberId: '7' },
		};
		const unknown = { ...known, member: { platform: 'telegram', platformMemberId: '404' } };
		const failing = await run(tracker('calendar', 'renderMember', {}, true), [unknown, known]);
		const items = (failing.nodes['Node']?.[0] ?? []) as unknown as Drawn[];
		expect(items.map(({ json }) => json['error'] ?? json['mimeType'])).toEqual(
			expect.arrayContaining([expect.stringContaining('has no member 404'), 'image/png']),
		);
		const { error } = await run(tracker('calendar', 'renderGroup', { communityId: GROUP, options: { members: 0 } }));
		expect(error).toMatchObject({ message: '"Members" is 0' });
		const nothing = await run(tracker('card', 'renderMilestone', { occasions: [] }), [known]);
		expect(nothing.error).toMatchObject({ message: 'Nothing is chosen in "Draw For"' });
	});
});

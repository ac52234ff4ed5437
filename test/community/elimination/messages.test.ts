import { ELIMINATION_COPY } from '../../../community/elimination/copy';
import { advance, openCase, type EliminationCase } from '../../../community/elimination/lifecycle';
import {
	appealMessage,
	farewellMessage,
	noticeMessage,
	outcomeMessage,
	reminderMessage,
	talkMessage,
	taskMessage,
	taskReminderMessage,
} from '../../../community/elimination/messages';
import type { EliminationReason } from '../../../community/elimination/reasons';
import { reportMessage, reportText } from '../../../community/elimination/report';
import { simulate } from '../../../community/elimination/simulate';
import { reasonText, type Voice } from '../../../community/elimination/words';
import { LANGUAGES } from '../../../community/language';
import { outboundMessageSchema } from '../../../community/message';
import { ago, member, NOW, policy, TIME_ZONE } from './facts';

const OPERATOR = { kind: 'operator', id: '42' } as const;
const of = policy({ rules: { points: { below: 10 }, persuasion: { silentForDays: 60 } } });
const voice = (language: Voice['language']): Voice => ({ language, timeZone: TIME_ZONE, communityName: '设计师社群' });

const opened = (kind: 'removal' | 'talk' = 'removal', name = '林晓雨 🌧️', terms = of): EliminationCase =>
	openCase(
		kind,
		{
			member: { memberId: 'a', platform: 'telegram', platformMemberId: '7', name },
			reasons: [{ rule: 'points', points: 1, below: 10, since: null }],
		},
		terms,
		{ communityId: 'c', at: NOW, by: OPERATOR },
	);

const advanced = (why: string): EliminationCase =>
	advance(opened(), 'appeal', { at: NOW, by: { kind: 'member', id: 'a' }, why }, of).case;

const all = (speak: Voice) => {
	const later = { number: 2, now: '2026-03-22T04:00:00Z' };
	return [
		noticeMessage(opened(), speak, 'appeal|1'),
		reminderMessage(opened(), speak),
		farewellMessage(opened(), speak),
		talkMessage(opened('talk'), speak, { agree: 'y', decline: 'n' }),
		outcomeMessage(opened(), 'spared', speak),
		outcomeMessage(opened(), 'appealReceived', speak),
		outcomeMessage(opened(), 'appealUpheld', speak),
		outcomeMessage(opened(), 'appealGranted', speak),
		appealMessage(advanced('出差了'), '-100', speak),
		taskMessage(opened(), '-100', speak),
		taskReminderMessage(opened(), '-100', speak, later),
	];
};

describe.each(LANGUAGES)('in %s', (language) => {
	const speak = voice(language);

	test('every message is one that a platform can send, with a key of its own and nothing left to fill', () => {
		const messages = all(speak);
		for (const message of messages) {
			expect(outboundMessageSchema.parse(message)).toEqual(message);
			expect(message.text).not.toMatch(/[{}]|undefined|null|NaN/);
		}
		expect(new Set(messages.map(({ dedupeKey }) => dedupeKey)).size).toBe(messages.length);
	});

	test('every sentence exists', () => {
		expect(Object.keys(ELIMINATION_COPY[language]).sort()).toEqual(Object.keys(ELIMINATION_COPY.en).sort());
		const flat = Object.values(ELIMINATION_COPY[language]).flatMap((text) =>
			typeof text === 'string' ? [text] : Object.values<string>(text),
		);
		for (const text of flat) expect(text.trim()).not.toBe('');
	});

	test.each<[EliminationReason, string[]]>([
		[
			{ rule: 'quota', members: 205, maxMembers: 200, order: 'lastActive', value: '2026-01-31T16:00:00Z', rank: 3 },
			['205', '200', '2026-02-01', '3'],
		],
		[
			{ rule: 'violations', strikePoints: 6, minStrikePoints: 5, strikes: 2, since: '2026-02-17T16:00:00Z' },
			['6', '5', '2', '2026-02-18'],
		],
		[
			{ rule: 'output', count: 1, minCount: 4, kinds: ['作品'], since: '2026-02-17T16:00:00Z', lastAt: null },
			['1', '4', '作品', '2026-02-18'],
		],
		[{ rule: 'points', points: -3, below: 10, since: '2026-02-17T16:00:00Z' }, ['-3', '10', '2026-02-18']],
		[
			{ rule: 'persuasion', named: true, silentDays: 77, silentForDays: 60 },
			['77', ELIMINATION_COPY[language].persuasionNamed],
		],
	])('%j is said with its values', (reason, values) => {
		for (const value of values) expect(reasonText(reason, speak)).toContain(value);
	});
});

describe('the notice', () => {
	test('names reason, last day and appeal', () => {
		expect(noticeMessage(opened(), voice('zh-CN'), 'appeal|1')).toEqual({
			to: { kind: 'member', id: '7' },
			text: '林晓雨 🌧️，你好！设计师社群会定期整理成员名单，你目前在这次的名单里，原因是：\n• 积分 1，低于 10\n\n2026-03-27 结束前情况有好转，就会自动从名单中划掉，你继续留在群里；否则之后将请你离开社群。\n\n如有疑问或特殊情况，请在 2026-03-23 结束前申诉。',
			format: 'plain',
			buttons: [{ text: '我要申诉', value: 'appeal|1' }],
			dedupeKey: `elimination:${opened().caseId}:notice`,
		});
	});

	test('offers no appeal where there is none', () => {
		const strict = policy({ rules: { points: { below: 10 } }, appealDays: 0 });
		const message = noticeMessage(opened('removal', 'x', strict), voice('en'), 'appeal|1');
		expect(message).not.toHaveProperty('buttons');
		expect(message.text).not.toContain('appeal');
	});

	test('shows a name as it is, but in one line', () => {
		const message = noticeMessage(opened('removal', '{reasons}\n• 管理员'), voice('en'));
		expect(message.text).toContain('Hello {reasons} • 管理员!');
	});
});

test('what a member appeals with is data', () => {
	expect(appealMessage(advanced('{name} 我在住院'), '-100', voice('zh-CN')).text).toContain('{name} 我在住院');
});

describe('the report', () => {
	const members = [
		...Array.from({ length: 40 }, (_, index) => member(`p${index}`, { points: index % 5, name: `成员${index}` })),
		member('quiet', { name: 'Quiet', lastActiveAt: ago(90) }),
		member('boss', { name: 'Boss', points: 0, role: 'admin' }),
	];
	const careful = policy({
		rules: { points: { below: 10 }, persuasion: { silentForDays: 60 } },
		immunity: { roles: ['admin'] },
		batchCap: { count: 20 },
	});
	const plan = simulate(members, careful, NOW);

	test('says who, why, who is spared and who waits, and shortens long lists', () => {
		const text = reportText(plan, voice('en'));
		expect(text.split('\n').slice(0, 4)).toEqual([
			'📋 Rehearsal of the elimination in 设计师社群 (2026-03-20)',
			'Members: 42. On notice: 0. This time: 20. Left afterwards: 22. At most 20 at the same time.',
			'Would get a notice (20):',
			'• 成员0: 0 points, fewer than 10',
		]);
		expect(text).toContain('… and 5 more\nAppeals until the end of 2026-03-23, grace until the end of 2026-03-27.');
		expect(text).toContain('Would be asked for a talk (1):\n• Quiet: days of silence: 90');
		expect(text).toContain('Over the cap of one batch, next time (20):');
		expect(text).toContain('Protected (1):\n• Boss: role admin');
	});

	test('is one message, however large the community', () => {
		const names = members.map((one, index) => ({ ...one, name: `${index}${'长'.repeat(250)}` }));
		const message = reportMessage(simulate(names, careful, NOW), '-100', voice('zh-CN'));
		expect(outboundMessageSchema.parse(message)).toEqual(message);
		expect((message.text ?? '').split('\n').length).toBeLessThan(60);
	});

	test('says so when nobody has to go', () => {
		expect(reportText(simulate([member('a')], of, NOW), voice('zh-CN'))).toContain('没有人需要处理');
	});

	test('says what the quota cannot reach', () => {
		const full = policy({ rules: { quota: { maxMembers: 1, order: 'points' } }, immunity: { memberIds: ['a', 'b'] } });
		const text = reportText(simulate([member('a'), member('b')], full, NOW), voice('en'));
		expect(text).toContain('⚠️ Still 1 over the quota');
	});
});

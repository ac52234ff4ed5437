import { afterUndo, sentenceFor, type Incident, type Sentence } from '../../../community/scan/incident';
import { forgivenOf, lessonsOf } from '../../../community/scan/lessons';
import { durationText, incidentCard, warningMessages } from '../../../community/scan/messages';
import { compilePolicy } from '../../../community/scan/scan';
import { defaultLadder } from '../../../community/scan/strikes';

const NOW = Date.UTC(2026, 5, 1, 12);
const later = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();
const scanner = compilePolicy();
const scan = (text: string) => scanner.scan({ memberId: 'm', text, at: NOW });

describe('sentenceFor', () => {
	test('a mute begins when it is given, also for an old message', () => {
		const at = NOW - 3 * 3_600_000;
		const strikes = [1, 2].map((id) => ({ id: String(id), points: 1, at }));
		const sentence = sentenceFor(strikes, at, defaultLadder, NOW);
		expect(sentence).toEqual({ kind: 'mute', points: 2, minutes: 60, until: later(60) });
	});
});

describe('afterUndo', () => {
	const mute = (until: string): Sentence => ({ kind: 'mute', minutes: 60, until });
	test.each<[string, Sentence, Sentence[], Sentence]>([
		['a warning leaves nothing to lift', { kind: 'warn' }, [], { kind: 'none' }],
		['a mute is lifted', mute(later(30)), [{ kind: 'warn' }, mute(later(-5))], { kind: 'restore' }],
		['an earlier mute goes on', mute(later(90)), [mute(later(30))], { kind: 'mute', minutes: 30, until: later(30) }],
		['a removal is lifted whatever else runs', { kind: 'remove' }, [mute(later(30))], { kind: 'restore' }],
		['who was removed for another reason stays outside', { kind: 'remove' }, [{ kind: 'remove' }], { kind: 'none' }],
	])('%s', (_name, undone, standing, expected) => {
		expect(afterUndo(undone, standing, NOW)).toEqual(expected);
	});
});

describe('lessons', () => {
	const notice = '内部通知：代开发票须知，加微信 caiwu_2026 领取';

	test('let the same reasons pass in the same text, and hold none of its words', () => {
		const lessons = lessonsOf(scan(notice));
		expect(lessons.length).toBeGreaterThan(0);
		expect(JSON.stringify(lessons)).not.toMatch(/caiwu|发票/);
		const again = scan(`${notice}！`);
		const forgiven = forgivenOf(lessons, again.reasons);
		expect(scanner.scan({ memberId: 'm', text: notice, at: NOW }, { forgiven })).toMatchObject({
			outcome: 'clean',
			spared: 'forgiven',
		});
	});

	test('say nothing about another account in the text', () => {
		const other = scan(notice.replace('caiwu_2026', 'pianzi_999'));
		const saw = (key: string): boolean => key.includes('pianzi');
		expect(
			forgivenOf(lessonsOf(scan(notice)), other.reasons)
				.flatMap(({ reasons }) => reasons)
				.filter(saw),
		).toEqual([]);
	});
});

describe('messages', () => {
	const incident = (language: 'zh-CN' | 'en', sentence: Sentence, name = '小雨 👩‍🎨'): Incident => ({
		...scan('代开发票，加微信 fapiao_66'),
		excerpt: '代开发票，加微信 fapiao_66',
		subject: {
			community: { communityId: 'c', groupId: 'g' },
			member: { platform: 'demo', platformMemberId: '7', name },
		},
		sentence,
		isPublic: true,
		language,
	});

	test.each([
		[90, '90 分钟', '90 min'],
		[120, '2 小时', '2 h'],
		[1440, '1 天', '1 d'],
	])('%d minutes are %s', (minutes, chinese, english) => {
		expect(durationText(minutes, 'zh-CN')).toBe(chinese);
		expect(durationText(minutes, 'en')).toBe(english);
	});

	test.each(['zh-CN', 'en'] as const)('a warning in %s names the rule and none of what was written', (language) => {
		const [message] = warningMessages(incident(language, { kind: 'mute', minutes: 60 }), 's', 'group', true);
		expect(message).toMatchObject({ to: { kind: 'group', id: 'g' }, mentions: [{ id: '7', name: '小雨 👩‍🎨' }] });
		expect(message?.text).toContain('@小雨 👩‍🎨');
		expect(message?.text).not.toMatch(/发票|fapiao/);
		expect(warningMessages(incident(language, { kind: 'none' }), 's', 'group', true)).toEqual([]);
	});

	test('a name that is no name is left out', () => {
		const [message] = warningMessages(incident('zh-CN', { kind: 'warn' }, '加微信 abc_7788'), 's', 'member', false);
		expect(message?.to).toEqual({ kind: 'member', id: '7' });
		expect(message?.text).not.toMatch(/@|abc_7788/);
		expect(message?.mentions).toBeUndefined();
	});

	test('the card shows operators what was seen, with a button that fits Telegram', () => {
		const card = incidentCard(incident('en', { kind: 'warn', points: 1 }), 'k3j5h2m7q4w6e2r5', 'ops');
		expect(card.text).toContain('fapiao_66');
		const value = card.buttons?.[0]?.value ?? '';
		expect(value).toBe('scan.undo|k3j5h2m7q4w6e2r5|c');
	});
});

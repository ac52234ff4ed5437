import { decodeButton } from '../../../community/button';
import {
	answeredCard,
	appealCard,
	isReminderDue,
	openingMessage,
	talkOutcomeMessage,
	taskCard,
} from '../../../community/elimination/cards';
import { advance, openCase } from '../../../community/elimination/lifecycle';
import type { Voice } from '../../../community/elimination/words';
import { outboundMessageSchema, type OutboundMessage } from '../../../community/message';
import { ago, NOW, policy, TIME_ZONE } from './facts';

const chosen = policy({
	rules: { points: { below: 5 }, persuasion: { silentForDays: 30 } },
	remindDaysBefore: 2,
});
const GROUP = '-1001234567890';
const ADMINS = '-1009876543210';
const voice: Voice = { language: 'zh-CN', timeZone: TIME_ZONE, communityName: '深圳设计师社群' };
const rules = { kind: 'rules', id: 'elimination' } as const;

const open = (kind: 'removal' | 'talk', at = NOW, name = '林晓雨 🌧️') =>
	openCase(
		kind,
		{
			member: { memberId: 'm1', platform: 'telegram', platformMemberId: '7', name },
			reasons: [{ rule: 'points', points: 1, below: 5, since: null }],
		},
		chosen,
		{ communityId: GROUP, at, by: rules },
	);

const appealed = advance(
	open('removal'),
	'appeal',
	{ at: NOW, by: { kind: 'member', id: 'm1' }, why: '我在住院 {name}' },
	chosen,
).case;

const pressed = (message: OutboundMessage) => (message.buttons ?? []).map(({ value = '' }) => decodeButton(value));

describe('cards of elimination', () => {
	it.each([
		['removal', ['eli.appeal']],
		['talk', ['eli.agree', 'eli.decline']],
	] as const)('open a %s with the buttons of the member', (kind, actions) => {
		const of = open(kind);
		const message = openingMessage(of, voice);
		expect(message.to).toEqual({ kind: 'member', id: '7' });
		expect(pressed(message)).toEqual(actions.map((action) => ({ action, id: of.caseId, communityId: GROUP })));
	});

	it('fit into what Telegram allows for a button, and are messages', () => {
		const cards = [
			openingMessage(open('talk'), voice),
			appealCard(appealed, ADMINS, voice),
			taskCard(open('removal'), ADMINS, voice, { reminder: 0, now: NOW }),
		];
		for (const card of cards) {
			expect(outboundMessageSchema.strict().safeParse(card).error).toBeUndefined();
			for (const { value = '' } of card.buttons ?? []) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
		}
	});

	it('ask operators again under another key, so that both are sent', () => {
		const [first, second] = [appealCard(appealed, ADMINS, voice), appealCard(appealed, ADMINS, voice, 2)];
		expect(second.text).toBe(first.text);
		expect(second.dedupeKey).toBe(`${first.dedupeKey ?? ''}:reminder:2`);
		const later = taskCard(appealed, ADMINS, voice, { reminder: 3, now: ago(-3) });
		expect(later.text).toContain('已等 3天');
		expect(pressed(later)).toMatchObject([{ action: 'eli.done' }]);
	});

	it('lose their buttons when they are answered; what a member wrote stays as it is', () => {
		const place = { operator: '{operator} 李雷', groupId: ADMINS, messageId: '5' };
		const card = answeredCard(appealed, 'upheldBy', place, voice);
		expect(card.buttons).toBeUndefined();
		expect(card).toMatchObject({ replaces: '5', to: { kind: 'group', id: ADMINS } });
		expect(card.text).toContain('我在住院 {name}');
		expect(card.text).toMatch(/❌ 维持原决定 · \{operator\} 李雷$/);
		expect(card.dedupeKey).not.toBe(appealCard(appealed, ADMINS, voice).dedupeKey);
	});

	it('tell operators what came of a talk', () => {
		const of = open('talk', NOW, '小\n雨');
		expect(talkOutcomeMessage(of, 'memberAgreed', ADMINS, { ...voice, language: 'en' })).toEqual({
			to: { kind: 'group', id: ADMINS },
			text: '🚪 小 雨 would like to leave, and goes with the next execution.',
			format: 'plain',
			dedupeKey: `elimination:${of.caseId}:memberAgreed`,
		});
	});

	it('know when the last days have begun', () => {
		const of = open('removal');
		expect(isReminderDue(of, chosen, ago(-5))).toBe(false);
		expect(isReminderDue(of, chosen, ago(-6))).toBe(true);
		expect(isReminderDue(of, chosen, ago(-9))).toBe(false);
		expect(isReminderDue(appealed, chosen, ago(-6))).toBe(false);
	});
});

import { LANGUAGES } from '../../../community/language';
import { outboundMessageSchema } from '../../../community/message';
import { REVIEW_COPY } from '../../../community/review/copy';
import { digestMessage, digestText, escalationMessage, reminderMessage } from '../../../community/review/messages';
import { ago, application, NOW } from './waiting';

const queue = [10, 49, 3, 7, 5].map((hours, index) => application(`a${index}`, { createdAt: ago(hours) }));

test('the digest counts, and names the oldest first', () => {
	expect(digestText(queue, 'en', NOW).split('\n').slice(0, 2)).toEqual([
		'📝 5 applications wait, the oldest for 2 days',
		'• 申请人 a1 (score 30, 2 days)',
	]);
	expect(digestText(queue, 'zh-CN', NOW).split('\n')[0]).toMatch(/^📝 有 5 份入群申请等待审核，最久的已等 2\s?天$/);
});

test('one application is spoken of as one', () => {
	expect(digestText(queue.slice(0, 1), 'en', NOW)).toContain('1 application waits, for 10 hours');
});

test('a long queue is shortened', () => {
	const many = Array.from({ length: 500 }, (_, index) => application(`a${index}`, { name: '长'.repeat(200) }));
	const lines = digestText(many, 'en', NOW).split('\n');
	expect(lines).toHaveLength(12);
	expect(lines.at(-1)).toBe('… and 490 more');
	expect(lines[1]).toContain(`${'长'.repeat(39)}…`);
});

test('nobody is told that nothing waits', () => {
	expect(digestMessage([], { reviewGroupId: '-100', language: 'en', now: NOW })).toEqual([]);
	expect(digestText([], 'zh-CN', NOW)).toBe(REVIEW_COPY['zh-CN'].digestEmpty);
});

describe.each(LANGUAGES)('in %s', (language) => {
	const place = { reviewGroupId: '-100', language, now: NOW, deskUrl: 'https://example.org/desk?t=r1.a.b' };
	const reviewer = { id: '42', name: '李雷' };
	const one = application('x', { createdAt: ago(30), name: '{age}\n小雨 👩‍🎨' });
	const key = 'application:x:reminder:1';
	const reminder = reminderMessage(one, { applicationId: 'x', number: 1, key }, place, reviewer);
	const escalation = escalationMessage(
		one,
		{ applicationId: 'x', to: '42', key: 'application:x:escalated' },
		place,
		reviewer,
	);

	test('every message can be sent as it is, with the page behind a button', () => {
		const messages = [reminder, escalation, ...digestMessage(queue, place)];
		for (const message of messages) {
			expect(outboundMessageSchema.parse(message)).toEqual(message);
			expect(message.buttons).toEqual([{ text: REVIEW_COPY[language].openDesk, url: place.deskUrl }]);
		}
		expect(new Set(messages.map(({ dedupeKey }) => dedupeKey)).size).toBe(3);
		expect(reminder.dedupeKey).toBe(key);
	});

	test('the reviewer is mentioned, and the name of the applicant is data', () => {
		for (const { text, mentions } of [reminder, escalation]) {
			expect(text).toContain('@李雷');
			expect(text).toContain('{age} 小雨 👩‍🎨');
			expect(mentions).toEqual([reviewer]);
		}
	});

	test('without an assignee nobody is mentioned', () => {
		const message = reminderMessage(one, { applicationId: 'x', number: 1, key }, place);
		expect(message).not.toHaveProperty('mentions');
		expect(message.text).not.toContain('@');
	});

	test('an application without a visible name goes by its identifier', () => {
		expect(digestText([application('x', { name: ' \u200b' })], language, NOW)).toContain('• x');
	});
});

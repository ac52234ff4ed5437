import { outboundMessageSchema } from '../../../community/message';
import type { WaitingApplication } from '../../../community/review/desk';
import { escalationNotice, reminderNotice } from '../../../community/review/notices';

const NOW = '2026-06-03T12:00:00.000Z';
const PLACE = { reviewGroupId: '-1002', language: 'en', now: NOW, deskUrl: 'https://n8n.example.com/review' } as const;
const LI_LEI = { id: '71', name: '李雷' };

const application = (applicationId: string, name: string): WaitingApplication => ({
	applicationId,
	name,
	createdAt: '2026-06-01T12:00:00.000Z',
	score: 20,
	way: 'application',
	reminded: 0,
	escalated: false,
});
const reminder = (id: string, number = 1) => ({
	application: application(id, `会员 ${id}`),
	due: { applicationId: id, number, key: `application:${id}:reminder:${number}` },
});
const escalation = (id: string) => ({
	application: application(id, `会员 ${id}`),
	due: { applicationId: id, to: '71', key: `application:${id}:escalated` },
});

describe('what reviewers are told', () => {
	it('is nothing, if nothing is due', () => {
		expect(reminderNotice([], PLACE, LI_LEI)).toEqual([]);
		expect(escalationNotice([], PLACE, LI_LEI)).toEqual([]);
	});

	it('is a sentence about one application', () => {
		expect(reminderNotice([reminder('a')], PLACE, LI_LEI)).toMatchObject([
			{
				text: '⏰ @李雷, the application of 会员 a has waited for 2 days. Please decide it.',
				mentions: [LI_LEI],
				dedupeKey: 'application:a:reminder:1',
			},
		]);
		expect(escalationNotice([escalation('a')], PLACE, LI_LEI)).toMatchObject([
			{ text: expect.stringContaining('yours to decide now') as string, dedupeKey: 'application:a:escalated' },
		]);
	});

	it('is one message about many, to whoever has them', () => {
		const many = Array.from({ length: 40 }, (_none, index) => reminder(`a${index}`));
		const [message, ...rest] = reminderNotice(many, PLACE, LI_LEI);
		expect(rest).toEqual([]);
		expect(outboundMessageSchema.strict().parse(message)).toEqual(message);
		expect(message?.text).toMatch(/^@李雷\n.*40 applications wait/);
		expect(message).toMatchObject({ mentions: [LI_LEI], buttons: [{ url: PLACE.deskUrl }] });
	});

	it('mentions nobody where they are nobody’s', () => {
		const [message] = reminderNotice([reminder('a'), reminder('b')], PLACE);
		expect(message).not.toHaveProperty('mentions');
		expect(message?.text).toMatch(/^📝/);
	});

	it('is the same message for the same notices, and another for others', () => {
		const key = (notices: Parameters<typeof reminderNotice>[0]) => reminderNotice(notices, PLACE, LI_LEI)[0]?.dedupeKey;
		expect(key([reminder('a'), reminder('b')])).toBe(key([reminder('a'), reminder('b')]));
		expect(key([reminder('a'), reminder('b')])).not.toBe(key([reminder('a', 2), reminder('b')]));
		expect(key([reminder('a'), reminder('b')])).not.toBe(key([reminder('a'), reminder('c')]));
	});
});

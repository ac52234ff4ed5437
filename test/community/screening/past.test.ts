import type { CommunityEvent } from '../../../community/event';
import { pastFields, seenFields } from '../../../community/screening/past';

const event: CommunityEvent = {
	v: 1,
	eventId: '1',
	platform: 'telegram',
	communityId: '-1001',
	communityName: '设计师社群',
	memberId: '7',
	memberName: '小雨 🌧',
	memberHandle: 'rain',
	memberLanguage: 'zh-hans',
	type: 'form_submitted',
	occurredAt: '2026-06-01T12:00:00.000Z',
	receivedAt: '2026-06-01T12:00:01.000Z',
	verified: true,
	form: { formId: 'f', entryId: '1', fields: [{ key: 'field_1', label: '城市', value: '深圳' }] },
	invite: { name: '海报' },
};
const { form, invite } = event;
const past = (fields: object = {}) =>
	pastFields({
		answers: { form, invite },
		subject: {
			community: { communityId: 'c', groupId: '-1001', name: '设计师社群' },
			member: { platform: 'telegram', platformMemberId: '7', name: '小雨 🌧', language: 'zh-hans' },
		},
		evaluation: { decision: 'review', score: 0, approveFrom: 1, rejectBelow: 0, reasons: [] },
		...fields,
	});

it.each([
	['answers.城市', '深圳'],
	['answers.field_1', '深圳'],
	['form.formId', 'f'],
	['invite.name', '海报'],
	['memberName', '小雨 🌧'],
	['memberLanguage', 'zh-hans'],
	['memberId', '7'],
	['platform', 'telegram'],
	['communityId', '-1001'],
	['communityName', '设计师社群'],
	['type', 'form_submitted'],
	['text', undefined],
])('sees %s again', (field, value) => expect(past()(field)).toBe(value));

it('sees the handle where it was kept', () => {
	expect(seenFields(event)).toEqual({ memberHandle: 'rain' });
	expect(past({ seen: seenFields(event) })('memberHandle')).toBe('rain');
	expect(past()('memberHandle')).toBeUndefined();
});

it('takes what is kept nowhere from what a rule saw', () => {
	const reason = { rule: 'x', field: 'memberHandle', saw: 'rain', passed: true, missing: false, points: 1 };
	const evaluation = { decision: 'review', score: 1, approveFrom: 2, rejectBelow: 0, reasons: [reason] };
	expect(past({ evaluation })('memberHandle')).toBe('rain');
	const signal = { ...reason, field: 'signals.duplicate', source: 'duplicate' };
	expect(past({ evaluation: { ...evaluation, reasons: [signal] } })('signals.duplicate')).toBeUndefined();
});

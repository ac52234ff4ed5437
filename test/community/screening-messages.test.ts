import fc from 'fast-check';

import { decodeButton } from '../../community/button';
import type { CommunityEvent } from '../../community/event';
import { outboundMessageSchema } from '../../community/message';
import type { ScreeningReason } from '../../community/screening/evaluate';
import {
	applicantMessage,
	decidedCardMessage,
	inviteOf,
	reviewCardMessage,
	reviewCardText,
	type ReviewCard,
} from '../../community/screening/messages';

const reason = (fields: Partial<ScreeningReason>): ScreeningReason => ({
	rule: '住在深圳',
	field: 'answers.city',
	saw: '深圳',
	passed: true,
	missing: false,
	points: 10,
	...fields,
});

const card = (fields: Partial<ReviewCard> = {}): ReviewCard => ({
	applicationId: 'k3j5h2m7q4w6e2r5',
	subject: {
		community: { communityId: 'a|b', groupId: '-1001', name: '设计师社群' },
		member: { platform: 'telegram', platformMemberId: '9', name: '阿强' },
	},
	evaluation: {
		decision: 'review',
		score: 5,
		approveFrom: 60,
		rejectBelow: 0,
		reasons: [
			reason({}),
			reason({ rule: '广告', points: -5 }),
			reason({ rule: '中性', points: 0 }),
			reason({ rule: '做设计', passed: false, points: 0 }),
			reason({ rule: '年龄', passed: false, missing: true, points: 0, saw: null }),
		],
	},
	language: 'zh-CN',
	...fields,
});

describe('the card for operators', () => {
	test('says who asks, the score, and every rule', () => {
		expect(reviewCardText(card({ note: '随便看看', invite: '六月海报' }))).toBe(
			[
				'📝 入群申请：阿强',
				'得分 5（60 分起通过，低于 0 分拒绝）',
				'✅ 住在深圳（+10）',
				'✅ 广告（-5）',
				'✅ 中性（0）',
				'▫️ 做设计',
				'▫️ 年龄（未填写）',
				'留言或简介：随便看看',
				'来源：六月海报',
			].join('\n'),
		);
		expect(reviewCardText(card({ language: 'en', note: 'hi' }))).toContain('▫️ 年龄 (not answered)\nNote or bio: hi');
	});

	test.each([undefined, ''])('leaves out a note and an invitation that are %j', (nothing) => {
		const text = reviewCardText(card({ note: nothing, invite: nothing }));
		expect(text).not.toContain('留言或简介');
		expect(text).not.toContain('来源');
	});

	test('shows what people wrote as it is, shortened', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, unit: 'grapheme', maxLength: 50 }), (note) => {
				expect(reviewCardText(card({ note }))).toContain(`留言或简介：${note}`);
			}),
		);
		const text = reviewCardText(card({ note: '{name}'.repeat(200), invite: '👨‍👩‍👧'.repeat(101) }));
		expect(text).toContain(`${'{name}'.repeat(99)}{name…`);
		expect(text).toContain(`来源：${'👨‍👩‍👧'.repeat(99)}…`);
	});

	test('has two buttons that lead back to the application', () => {
		const message = reviewCardMessage(card(), '-1002');
		expect(outboundMessageSchema.parse(message)).toEqual(message);
		expect(message).toMatchObject({ to: { kind: 'group', id: '-1002' }, format: 'plain' });
		expect(message.buttons?.map(({ text, value }) => [text, decodeButton(value ?? '')])).toEqual([
			['✅ 通过', { action: 'scr.approve', id: 'k3j5h2m7q4w6e2r5', communityId: 'a|b' }],
			['❌ 拒绝', { action: 'scr.reject', id: 'k3j5h2m7q4w6e2r5', communityId: 'a|b' }],
		]);
	});

	test('is replaced by one without buttons that says who decided', () => {
		const place = { groupId: '-1002', messageId: '55' };
		const approved = decidedCardMessage(card(), { approved: true, operator: '{name} 李雷' }, place);
		expect(outboundMessageSchema.parse(approved)).toEqual(approved);
		expect(approved).toMatchObject({ to: { kind: 'group', id: '-1002' }, replaces: '55' });
		expect(approved.text).toBe(`${reviewCardText(card())}\n\n✅ 已通过 · {name} 李雷`);
		expect(approved.buttons).toBeUndefined();
		expect(approved.dedupeKey).not.toBe(reviewCardMessage(card(), '-1002').dedupeKey);
		const rejected = decidedCardMessage(card({ language: 'en' }), { approved: false, operator: 'Li' }, place);
		expect(rejected.text).toContain('❌ Rejected by Li');
	});
});

describe('a word to the applicant', () => {
	const handle = { kind: 'telegram.user_chat', token: '9', expiresAt: '2026-06-01T12:05:00.000Z' };

	test('goes to the reply handle, each kind once', () => {
		const [waits] = applicantMessage(handle, card(), 'applicantWaits');
		const [rejected] = applicantMessage(handle, card(), 'applicantRejected');
		expect(waits).toMatchObject({ to: { kind: 'reply', id: '9', handle: 'telegram.user_chat' } });
		expect(rejected?.text).toContain('感谢申请加入设计师社群');
		expect(waits?.dedupeKey).not.toBe(rejected?.dedupeKey);
	});

	test('does without the name of the community', () => {
		const { member } = card().subject;
		const nameless = card({ subject: { community: { communityId: 'c', groupId: 'c' }, member } });
		expect(applicantMessage(handle, nameless, 'applicantRejected')[0]?.text).toContain('加入我们的社群');
	});

	test('is not said where nothing can be said', () => {
		expect(applicantMessage(undefined, card(), 'applicantWaits')).toEqual([]);
	});
});

test.each([
	[undefined, undefined],
	[{}, undefined],
	[{ link: 'https://t.me/+x' }, 'https://t.me/+x'],
	[{ name: '海报', link: 'https://t.me/+x' }, '海报'],
])('an invitation %j is shown as %j', (invite, expected) => {
	expect(inviteOf({ invite } as unknown as CommunityEvent)).toBe(expected);
});

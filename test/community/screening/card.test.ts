import { outboundMessageSchema } from '../../../community/message';
import { weigh, type ScreeningReason } from '../../../community/screening/evaluate';
import { placeMessage, reviewCardText, selectionMessage, type ReviewCard } from '../../../community/screening/messages';
import { quotaReason } from '../../../community/admission/seat';
import { refusalReason } from '../../../community/screening/refusal';

const reason = (fields: Partial<ScreeningReason>): ScreeningReason => ({
	rule: '住在深圳',
	field: 'answers.城市',
	saw: '深圳',
	passed: true,
	missing: false,
	points: 60,
	...fields,
});

const card = (reasons: ScreeningReason[], language: ReviewCard['language'] = 'zh-CN'): ReviewCard => ({
	applicationId: 'k3j5h2m7q4w6e2r5',
	subject: {
		community: { communityId: '-1001', groupId: '-1001', name: '设计师社群' },
		member: { platform: 'telegram', platformMemberId: '9', name: '阿强' },
	},
	evaluation: weigh(reasons, { approveFrom: 60, rejectBelow: 0 }),
	language,
});

describe('the card of a hard stop', () => {
	it('begins with what decided, the gravest first, and marks it', () => {
		const text = reviewCardText(
			card([
				reason({}),
				reason({ rule: '没有电话', passed: false, missing: true, points: 0, stops: 'review' }),
				reason({ rule: '广告', points: 0, stops: 'reject' }),
				reason({ rule: '外地', points: 0, stops: 'review' }),
			]),
		);
		expect(text.split('\n').slice(2)).toEqual(['⛔ 广告', '✋ 没有电话（未填写）', '✋ 外地', '✅ 住在深圳（+60）']);
	});

	it('says it in English, too', () => {
		const text = reviewCardText(
			card([reason({ rule: 'phone', passed: false, missing: true, points: 0, stops: 'reject' })], 'en'),
		);
		expect(text).toContain('⛔ phone (not answered)');
	});

	it('names who seems to be the same person, and why', () => {
		const saw = [{ memberId: 'm_1', name: '小雨', sure: 'likely', because: [{ by: 'phone' }] }];
		const text = reviewCardText(
			card([reason({ rule: 'duplicate_person', source: 'duplicate', saw, points: 0, stops: 'review' })]),
		);
		expect(text).toContain('✋ 疑似同一人：小雨 [m_1]（手机号相同）');
	});

	it('shows a signal that only costs points like a rule', () => {
		const saw = [{ kind: 'word', reason: '广告党' }];
		const text = reviewCardText(card([reason({ rule: 'on_blocklist', source: 'blocklist', saw, points: -20 })]));
		expect(text).toContain('✅ 在黑名单上：广告党（-20）');
	});

	it('says that there is no place, or only kept ones', () => {
		const left = { total: 0, open: 0, tiers: {} };
		expect(reviewCardText(card([reason({}), quotaReason('full', left)]))).toContain('✋ 名额已满');
		expect(reviewCardText(card([reason({}), quotaReason('kept', left)], 'en'))).toContain(
			'✋ The places that are left are kept for tiers',
		);
	});

	it('says until when somebody has to wait', () => {
		const verdict = { ok: false, reason: 'cooling_off', from: '2026-06-08T04:00:00.000Z', refusals: 1 } as const;
		const cooling = refusalReason(verdict, 'Asia/Shanghai', 'zh-CN');
		expect(reviewCardText(card([cooling]))).toContain('⛔ 还在冷静期内，2026年6月8日 12:00 之后才能再申请');
		const closed = refusalReason({ ok: false, reason: 'closed', refusals: 3 }, 'Asia/Shanghai', 'en');
		expect(reviewCardText(card([closed], 'en'))).toContain('⛔ Rejected 3 times in a row, which was the last attempt');
	});
});

describe('words about places', () => {
	const handle = { kind: 'telegram.user_chat', token: '9', expiresAt: '2026-06-01T12:05:00.000Z' };

	it('tell the place on the waiting list where the platform allows it', () => {
		expect(placeMessage(undefined, card([]), 'waitingList', { place: 3 })).toEqual([]);
		const [message] = placeMessage(handle, card([]), 'waitingList', { place: 3 });
		expect(outboundMessageSchema.parse(message).text).toBe('本期名额已满，你在候补名单第 3 位，有空位会按顺序通知你');
	});

	it('go to the member after a selection, once for each selection', () => {
		const one = selectionMessage(card([]), '2026-spring', { word: 'chosen' });
		const other = selectionMessage(card([]), '2026-autumn', { word: 'applicantRejected' });
		expect(outboundMessageSchema.parse(one)).toMatchObject({
			to: { kind: 'member', id: '9' },
			text: '🎉 恭喜，你入选了设计师社群！',
		});
		expect(other.text).toContain('暂时没有通过');
		expect(one.dedupeKey).not.toBe(other.dedupeKey);
	});
});

import fc from 'fast-check';

import { decodeButton } from '../../../community/button';
import { LANGUAGES } from '../../../community/language';
import { outboundMessageSchema } from '../../../community/message';
import {
	decidedCard,
	reopenedCard,
	undoneText,
	undoProblem,
	undoProblemText,
	type UndoProblem,
} from '../../../community/review/undo';
import type { ReviewCard } from '../../../community/screening/messages';

const NOW = '2026-06-02T12:00:00.000Z';
const PLACE = { groupId: '-1002', messageId: '5' };
const card = (language: ReviewCard['language'] = 'zh-CN'): ReviewCard => ({
	applicationId: 'kjlb3x3x7wpxugzn',
	subject: {
		community: { communityId: 'a|b', groupId: '-1001' },
		member: { platform: 'telegram', platformMemberId: '9', name: '阿强 🏀' },
	},
	evaluation: { decision: 'review', score: 20, approveFrom: 60, rejectBelow: 0, reasons: [] },
	language,
});

describe('whether a decision can be taken back', () => {
	const about = (status: string, hoursAgo: number, to: 'review' | 'approved' | 'rejected', withinHours: number) =>
		undoProblem(
			{ status, decidedAt: new Date(Date.parse(NOW) - hoursAgo * 3_600_000).toISOString() },
			{ to, withinHours, now: NOW },
		);

	it.each<[string, number, 'review' | 'approved' | 'rejected', number, UndoProblem | undefined]>([
		['approved', 1, 'review', 24, undefined],
		['approved', 24, 'review', 24, undefined],
		['approved', 24.01, 'review', 24, 'tooLate'],
		['approved', 9999, 'review', 0, undefined],
		['approved', 1, 'rejected', 24, undefined],
		['approved', 1, 'approved', 24, 'isSo'],
		['rejected', 1, 'approved', 24, undefined],
		['waitlisted', 1, 'review', 24, undefined],
		['review', 1, 'rejected', 0, 'stillWaits'],
		['withdrawn', 1, 'review', 0, 'withdrawn'],
	])('%s %d hours ago, to %s within %d hours: %s', (status, hoursAgo, to, withinHours, problem) => {
		expect(about(status, hoursAgo, to, withinHours)).toBe(problem);
	});

	it('is not held up by a clock that is a little behind', () => {
		expect(about('approved', -0.01, 'review', 1)).toBeUndefined();
	});

	it('never depends on the target once it is too late', () => {
		fc.assert(
			fc.property(fc.double({ min: 24.1, max: 1e5, noNaN: true }), (hours) => {
				expect(about('approved', hours, 'review', 24)).toBe('tooLate');
				expect(about('approved', hours, 'rejected', 24)).toBe('tooLate');
			}),
		);
	});
});

describe.each(LANGUAGES)('the cards in %s', (language) => {
	const decided = (isUndoable: boolean, round: string) =>
		decidedCard(card(language), { approved: true, operator: '李雷', round, isUndoable }, PLACE);

	it('are messages', () => {
		for (const message of [
			decided(true, ''),
			decided(false, ':x'),
			reopenedCard(card(language), '李雷', ':x', PLACE),
		]) {
			expect(outboundMessageSchema.strict().parse(message)).toEqual(message);
			expect(message.replaces).toBe('5');
		}
	});

	it('offer to take a decision back only where that is wanted', () => {
		expect(decided(false, '')).not.toHaveProperty('buttons');
		const [button] = decided(true, '').buttons ?? [];
		expect(decodeButton(button?.value ?? '')).toEqual({
			action: 'scr.undo',
			id: 'kjlb3x3x7wpxugzn',
			communityId: 'a|b',
		});
	});

	it('ask again with both buttons, and say who took the decision back', () => {
		const message = reopenedCard(card(language), '韩梅梅 {name}', ':x', PLACE);
		expect(message.buttons?.map(({ value }) => decodeButton(value ?? '')?.action)).toEqual([
			'scr.approve',
			'scr.reject',
		]);
		expect(message.text).toContain('韩梅梅 {name}');
	});

	it('have another key in each round', () => {
		const keys = ['', ':1', ':2'].flatMap((round) => [
			decided(true, round).dedupeKey,
			reopenedCard(card(language), 'x', round, PLACE).dedupeKey,
		]);
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('say each thing in words of their own', () => {
		const problems: UndoProblem[] = ['stillWaits', 'withdrawn', 'isSo', 'tooLate'];
		const texts = [
			...problems.map((problem) => undoProblemText(problem, 24, language)),
			...(['review', 'approved', 'rejected'] as const).map((to) => undoneText(to, '李雷', language)),
		];
		expect(new Set(texts).size).toBe(7);
		expect(undoProblemText('tooLate', 24, language)).toContain('24');
		for (const text of texts) expect(text).not.toMatch(/[{}]/);
	});
});

import fc from 'fast-check';

import {
	invitationSettingsSchema,
	issueInvitation,
	mayIssue,
	redeemable,
	type Invitation,
	type InvitationUse,
} from '../../../community/admission/invitation';

const NOW = '2026-03-01T08:00:00Z';
const BEFORE = '2026-03-01T07:59:59Z';
const AFTER = '2026-03-01T08:00:01Z';
const invitation = (more: Partial<Invitation> = {}): Invitation => ({
	code: '0000000000',
	inviterId: 'rain',
	maxUses: 1,
	...more,
});
const used = (...memberIds: string[]): InvitationUse[] => memberIds.map((memberId) => ({ memberId, at: BEFORE }));

describe('redeeming an invitation', () => {
	test.each<[string, Invitation, InvitationUse[], string, object]>([
		['a fresh one', invitation(), [], 'a', { ok: true, again: false, usesLeft: 1 }],
		['one for many', invitation({ maxUses: 3 }), used('b'), 'a', { ok: true, again: false, usesLeft: 2 }],
		[
			'one for any number',
			invitation({ maxUses: null }),
			used('b', 'c'),
			'a',
			{ ok: true, again: false, usesLeft: null },
		],
		['a used one', invitation(), used('b'), 'a', { ok: false, reason: 'used_up' }],
		['the own use again', invitation(), used('a'), 'a', { ok: true, again: true, usesLeft: 0 }],
		[
			'the own use again, though expired',
			invitation({ expiresAt: BEFORE }),
			used('a'),
			'a',
			{ ok: true, again: true, usesLeft: 0 },
		],
		['an expired one', invitation({ expiresAt: NOW }), [], 'a', { ok: false, reason: 'expired' }],
		['one that expires soon', invitation({ expiresAt: AFTER }), [], 'a', { ok: true, again: false, usesLeft: 1 }],
		['a revoked one', invitation({ revokedAt: BEFORE, expiresAt: BEFORE }), [], 'a', { ok: false, reason: 'revoked' }],
		['one that will be revoked', invitation({ revokedAt: AFTER }), [], 'a', { ok: true, again: false, usesLeft: 1 }],
		['the own code', invitation({ maxUses: null }), [], 'rain', { ok: false, reason: 'own_code' }],
		[
			'a code of the community',
			{ code: '0000000000', maxUses: 1 },
			[],
			'rain',
			{ ok: true, again: false, usesLeft: 1 },
		],
	])('%s', (_name, one, uses, memberId, verdict) => {
		expect(redeemable(one, uses, memberId, NOW)).toEqual(verdict);
	});

	test('one after the other never lets in more than it says', () => {
		const members = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'rain'), { maxLength: 20 });
		fc.assert(
			fc.property(members, fc.integer({ min: 1, max: 4 }), (asking, maxUses) => {
				const uses: InvitationUse[] = [];
				for (const memberId of asking) {
					const verdict = redeemable(invitation({ maxUses }), uses, memberId, NOW);
					if (verdict.ok && !verdict.again) uses.push({ memberId, at: NOW });
				}
				expect(uses.length).toBeLessThanOrEqual(maxUses);
				expect(new Set(uses.map(({ memberId }) => memberId)).size).toBe(uses.length);
				expect(uses.map(({ memberId }) => memberId)).not.toContain('rain');
			}),
		);
	});
});

describe('issuing an invitation', () => {
	test.each([
		[{}, { maxUses: 1, expiresAt: undefined }],
		[
			{ maxUses: null, validDays: 7 },
			{ maxUses: null, expiresAt: '2026-03-08T08:00:00.000Z' },
		],
		[
			{ maxUses: 5, validDays: 0.5 },
			{ maxUses: 5, expiresAt: '2026-03-01T20:00:00.000Z' },
		],
	])('by %j', (settings, expected) => {
		const issued = issueInvitation(
			invitationSettingsSchema.parse(settings),
			{ code: '0000000000', inviterId: 'rain' },
			NOW,
		);
		expect(issued).toEqual({ code: '0000000000', inviterId: 'rain', ...expected });
		expect(redeemable(issued, [], 'a', NOW).ok).toBe(true);
	});

	const daysAgo = (...days: number[]) => days.map((day) => new Date(Date.parse(NOW) - day * 86_400_000).toISOString());

	test.each([
		['without a quota', [1, 2, 3], {}, { ok: true, left: null }],
		['with some left', [1], { perInviter: 3 }, { ok: true, left: 2 }],
		['with none left, ever', [400, 1], { perInviter: 2 }, { ok: false, left: 0 }],
		['after the window has passed', [31, 1], { perInviter: 2, windowDays: 30 }, { ok: true, left: 1 }],
		['at the end of the window', [30, 1], { perInviter: 2, windowDays: 30 }, { ok: true, left: 1 }],
		[
			'within the window',
			[20, 10],
			{ perInviter: 2, windowDays: 30 },
			{ ok: false, left: 0, from: '2026-03-11T08:00:00.000Z' },
		],
		[
			'when the quota was lowered',
			[20, 10, 5],
			{ perInviter: 1, windowDays: 30 },
			{ ok: false, left: 0, from: '2026-03-26T08:00:00.000Z' },
		],
		['where nobody may invite', [], { perInviter: 0, windowDays: 30 }, { ok: false, left: 0 }],
	])('%s', (_name, issued, settings, verdict) => {
		expect(mayIssue(daysAgo(...issued), settings, NOW)).toEqual(verdict);
	});

	test('is possible from the instant that was named, and not before', () => {
		const ages = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 10 });
		fc.assert(
			fc.property(ages, fc.integer({ min: 1, max: 4 }), (days, perInviter) => {
				const settings = { perInviter, windowDays: 30 };
				const { ok, from } = mayIssue(daysAgo(...days), settings, NOW);
				expect(from === undefined).toBe(ok);
				if (from === undefined) return;
				expect(mayIssue(daysAgo(...days), settings, from).ok).toBe(true);
				expect(mayIssue(daysAgo(...days), settings, new Date(Date.parse(from) - 1).toISOString()).ok).toBe(false);
			}),
		);
	});
});

test.each([{ maxUses: 0 }, { maxUses: 1.5 }, { validDays: 0 }, { perInviter: -1 }])(
	'settings %j are refused',
	(settings) => {
		expect(invitationSettingsSchema.safeParse(settings).success).toBe(false);
	},
);

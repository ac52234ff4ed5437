import { z } from 'zod/v4';
import type { ScreeningDecision } from '../screening/evaluate';
import { daysLater } from '../screening/settings';
import { instantMs } from '../parse';

export const coolOffSettingsSchema = z
	.object({
		/** Calendar days after a rejection before one may apply again; 0 for at once. */
		days: z.int().min(0).max(3650).default(7),
		/** Each further rejection multiplies them; 1 for always the same. */
		factor: z.number().min(1).max(10).default(1),
		/** Never longer than this. */
		longestDays: z.int().min(0).max(3650).default(3650),
		/** After so many rejections in a row one may not apply again at all; no such end if absent. */
		lastAttempt: z.int().min(1).max(100).optional(),
		timeZone: z.string().min(1).max(64).default('Asia/Shanghai'),
	})
	.refine(({ days, longestDays }) => days <= longestDays, {
		path: ['longestDays'],
		error: 'must not be less than "days"',
	});

export type CoolOffSettings = z.output<typeof coolOffSettingsSchema>;

/** A decision about a member in the past; leave out those that an appeal has overturned. */
export interface DecidedBefore {
	decision: ScreeningDecision | 'withdrawn';
	decidedAt: string;
}

export type CoolOffVerdict =
	| { ok: true; refusals: number }
	/** `from`: the instant from which one may apply again. */
	| { ok: false; reason: 'cooling_off'; from: string; refusals: number }
	| { ok: false; reason: 'closed'; refusals: number };

/** The rejections since the last approval, the oldest first; a withdrawn application is none. */
function refusalsInARow(decisions: readonly DecidedBefore[]): string[] {
	const sorted = decisions
		.map((one) => ({ ...one, ms: instantMs(one.decidedAt, 'decidedAt') }))
		.sort((a, b) => a.ms - b.ms);
	const approvedAt = sorted.findLastIndex(({ decision }) => decision === 'approved');
	return sorted
		.slice(approvedAt + 1)
		.filter(({ decision }) => decision === 'rejected')
		.map(({ decidedAt }) => decidedAt);
}

/** Days to wait after the n-th rejection in a row. */
export function coolOffDays({ days, factor, longestDays }: CoolOffSettings, refusals: number): number {
	// Rounded first: 10 × 1.1 shall be 11 days, not 12 for a fraction that only the computer sees.
	const grown = Math.round(days * factor ** Math.max(0, refusals - 1) * 1e6) / 1e6;
	return Math.min(longestDays, Math.ceil(grown));
}

/**
 * Whether somebody may apply again.
 *
 * @param decisions about this member, in any order
 * @throws DomainError naming a field that is no instant or time zone
 */
export function mayApply(decisions: readonly DecidedBefore[], settings: CoolOffSettings, now: string): CoolOffVerdict {
	const refused = refusalsInARow(decisions);
	const refusals = refused.length;
	const last = refused.at(-1);
	if (last === undefined) return { ok: true, refusals };
	if (settings.lastAttempt !== undefined && refusals >= settings.lastAttempt) {
		return { ok: false, reason: 'closed', refusals };
	}
	const from = daysLater(last, coolOffDays(settings, refusals), settings.timeZone, 'decidedAt');
	if (instantMs(now, 'now') >= instantMs(from, 'from')) return { ok: true, refusals };
	return { ok: false, reason: 'cooling_off', from, refusals };
}

import { DateTime } from 'luxon';
import { z } from 'zod/v4';
import { stableId } from '../digest';
import { periodEnd } from '../days';
import { instantMs, parseWith, requireZone, utc } from '../parse';
import { lotsOf, type PointsLine } from './lots';

/** How points grow old: each booking expires after so many days, or the balance shrinks by a part in every period. */
export const decaySchema = z.discriminatedUnion('by', [
	z.strictObject({ by: z.literal('expiry'), afterDays: z.int().min(1).max(3650) }),
	z.strictObject({
		by: z.literal('percent'),
		percent: z.number().positive().max(100),
		every: z.enum(['week', 'month', 'quarter', 'year']),
		/** The balance is not decayed below this. */
		keep: z.int().min(0).default(0),
	}),
]);

export type DecayPolicy = z.output<typeof decaySchema>;
type Expiry = Extract<DecayPolicy, { by: 'expiry' }>;
type Percent = Extract<DecayPolicy, { by: 'percent' }>;

/** @throws DomainError naming the path of what is wrong */
export function parseDecay(value: unknown): DecayPolicy {
	return parseWith(decaySchema, value, 'decay');
}

/** A booking that takes points that have grown old. */
export interface Decay {
	/** Always the same for the same points or period, so that it is booked once. */
	entryId: string;
	amount: number;
	/** When they grew old, which may be a while ago. */
	at: string;
	/** The booking whose points expire; absent where the balance shrinks. */
	of?: string;
	why: { by: 'expiry'; earnedAt: string; afterDays: number } | { by: 'percent'; balance: number; percent: number };
}

/** Points that will be lost if they are not spent before. */
export interface Upcoming {
	at: string;
	amount: number;
	/** The booking they came with. */
	of: string;
}

export interface DecayResult {
	due: Decay[];
	/** The next to expire first; empty where the balance shrinks. */
	upcoming: Upcoming[];
}

/** The ledger of one member, and the ids of members who were merged into it: their periods are not booked again. */
export interface DecayFacts {
	memberId: string;
	formerIds?: readonly string[] | undefined;
	ledger: readonly PointsLine[];
}

/**
 * Which points of one member have grown old and are not booked as such yet. Points that were spent, were
 * spent from the oldest; nothing that a member could still spend is taken twice, and the balance never
 * falls below zero by it.
 *
 * @param member with every line of the ledger
 * @param timeZone IANA name; points expire with the end of a day, periods begin with one
 */
export function decayOf(policy: DecayPolicy, member: DecayFacts, now: string, timeZone: string): DecayResult {
	requireZone(timeZone);
	const nowMs = instantMs(now, 'now');
	return policy.by === 'expiry'
		? expiries(policy, member.ledger, nowMs, timeZone)
		: { due: shrinkings(policy, member, nowMs, timeZone), upcoming: [] };
}

/** The id of the booking by which the rest of another one expires. */
export function expiryId(entryId: string): string {
	return stableId('points-expiry', entryId);
}

function expiries({ afterDays }: Expiry, ledger: readonly PointsLine[], nowMs: number, timeZone: string): DecayResult {
	const booked = new Set(ledger.map(({ entryId }) => entryId));
	const due: Decay[] = [];
	const upcoming: Upcoming[] = [];
	for (const { entryId: of, at: earnedAt, left } of lotsOf(ledger).lots) {
		const entryId = expiryId(of);
		if (left === 0 || booked.has(entryId)) continue;
		const at = periodEnd(earnedAt, afterDays, timeZone);
		if (Date.parse(at) > nowMs) upcoming.push({ at, amount: left, of });
		else due.push({ entryId, amount: -left, at, of, why: { by: 'expiry', earnedAt, afterDays } });
	}
	return { due, upcoming: upcoming.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
}

function shrinkings(
	policy: Percent,
	{ memberId, formerIds = [], ledger }: DecayFacts,
	nowMs: number,
	timeZone: string,
): Decay[] {
	const lines = ledger.map((line) => ({ ...line, ms: instantMs(line.at, 'points') }));
	const booked = new Set(lines.map(({ entryId }) => entryId));
	let balanceNow = lines.reduce((sum, { amount }) => sum + amount, 0);
	const due: Decay[] = [];
	for (const start of periodStarts(policy.every, lines, nowMs, timeZone)) {
		const ids = [memberId, ...formerIds].map((id) => stableId('points-decay', id, policy.every, start.label));
		const [entryId = ''] = ids;
		if (ids.some((id) => booked.has(id))) continue;
		const before = lines.reduce((sum, { amount, ms }) => (ms < start.ms ? sum + amount : sum), 0);
		const balance = before + due.reduce((sum, { amount }) => sum + amount, 0);
		const lost = Math.min(lossOf(balance, policy.percent), balance - policy.keep, balanceNow - policy.keep);
		if (lost <= 0) continue;
		balanceNow -= lost;
		const why = { by: 'percent', balance, percent: policy.percent } as const;
		due.push({ entryId, amount: -lost, at: utc(start.ms), why });
	}
	return due;
}

/** Rounded down, in the member's favour; in millionths, so that 7 % of 100 are 7. */
function lossOf(balance: number, percent: number): number {
	return Math.floor(Math.round(balance * percent * 10_000) / 1_000_000);
}

/** The beginnings of periods after the first line, up to now. */
function periodStarts(
	every: Percent['every'],
	lines: readonly { ms: number }[],
	nowMs: number,
	timeZone: string,
): { ms: number; label: string }[] {
	const first = lines.reduce((least, { ms }) => Math.min(least, ms), Infinity);
	const starts: { ms: number; label: string }[] = [];
	if (first === Infinity) return starts;
	const origin = DateTime.fromMillis(first, { zone: timeZone }).startOf(every);
	for (let index = 1; ; index++) {
		const start = origin.plus({ [every]: index }).startOf(every);
		if (start.toMillis() > nowMs) return starts;
		starts.push({ ms: start.toMillis(), label: start.toFormat('yyyy-MM-dd') });
	}
}

import { stableId } from '../digest';
import { localDate } from '../days';
import { instantMs, requireZone } from '../parse';
import type { PointsPolicy, PointsRule } from './rules';

/** Something that a member did, as far as points go. */
export interface PointsEvent {
	/** With `eventId` unique in the community, as in the event ledger. */
	source: string;
	eventId: string;
	kind: string;
	memberId: string;
	occurredAt: string;
	data: Readonly<Record<string, string | number | boolean | null | undefined>>;
}

/** What was booked by rules for the member on the day of the event. */
export interface BookedToday {
	entryId: string;
	ruleId: string;
	amount: number;
	/** Taken back since: makes room under the caps, but is not given again for the same event. */
	reversed?: boolean | undefined;
}

/** Why a rule gives what it gives. */
export interface AwardReason {
	ruleId: string;
	outcome: 'given' | 'capped' | 'already' | 'condition' | 'nothing' | 'rule_cap' | 'daily_times' | 'daily_cap';
	/** What the rule gives where nothing limits it. */
	wanted: number;
	/** What it gives, or gave before. */
	gives: number;
	/** The value of the condition that failed, or the limit that was met. */
	saw?: { field: string; value: string | number | boolean | null };
	limit?: number;
}

/** A booking to make. The same event and rule always have the same `entryId`, so that it is made once. */
export interface Award {
	entryId: string;
	ruleId: string;
	memberId: string;
	amount: number;
	at: string;
	/** The member's local day, `YYYY-MM-DD`, that the caps count; keep it with the booking. */
	day: string;
}

export interface AwardResult {
	day: string;
	awards: Award[];
	/** One for every rule that is for this kind of event. */
	why: AwardReason[];
}

/** The id of the booking that a rule makes for an event; the same after the member was merged into another. */
export function awardId(event: Pick<PointsEvent, 'source' | 'eventId'>, ruleId: string): string {
	return stableId('points', event.source, event.eventId, ruleId);
}

/** The member's local day on which an event counts; the clocks of the community where the member's are not known. */
export function pointsDay(occurredAt: string, { timeZone }: PointsPolicy, memberZone?: string): string {
	instantMs(occurredAt, 'occurredAt');
	const zone = memberZone ?? timeZone;
	requireZone(zone);
	return localDate(occurredAt, zone);
}

/**
 * What an event earns a member, rule by rule in the order of the policy, within the caps of the day.
 *
 * @param booked every booking by rules for this member on `pointsDay`; bookings of this event among them are
 * reported as `already` and not made again
 * @param memberZone the member's IANA time zone, if it is known
 * @throws DomainError if the instant or the time zone is none
 */
export function award(
	policy: PointsPolicy,
	event: PointsEvent,
	booked: readonly BookedToday[],
	memberZone?: string,
): AwardResult {
	const day = pointsDay(event.occurredAt, policy, memberZone);
	const at = new Date(event.occurredAt).toISOString();
	const today = [...booked];
	const awards: Award[] = [];
	const why: AwardReason[] = [];
	for (const rule of policy.rules) {
		if (!rule.kinds.includes(event.kind)) continue;
		const entryId = awardId(event, rule.ruleId);
		const reason = judge(rule, policy, event, { entryId, today });
		why.push(reason);
		if (reason.gives === 0 || reason.outcome === 'already') continue;
		const amount = reason.gives;
		awards.push({ entryId, ruleId: rule.ruleId, memberId: event.memberId, amount, at, day });
		today.push({ entryId, ruleId: rule.ruleId, amount });
	}
	return { day, awards, why };
}

function judge(
	rule: PointsRule,
	policy: PointsPolicy,
	event: PointsEvent,
	{ entryId, today }: { entryId: string; today: readonly BookedToday[] },
): AwardReason {
	const { ruleId } = rule;
	const before = today.find((booking) => booking.entryId === entryId);
	if (before !== undefined) return { ruleId, outcome: 'already', wanted: before.amount, gives: before.amount };
	const failed = rule.when.find((when) => !holds(when, event));
	if (failed !== undefined) {
		const saw = { field: failed.field, value: valueOf(event, failed.field) };
		return { ruleId, outcome: 'condition', wanted: 0, gives: 0, saw };
	}
	const wanted = rule.points * units(rule, event);
	if (wanted === 0) return { ruleId, outcome: 'nothing', wanted, gives: 0, ...sawUnits(rule, event) };
	return { ruleId, wanted, ...limited(wanted, rule, policy, today) };
}

function limited(
	wanted: number,
	rule: PointsRule,
	policy: PointsPolicy,
	today: readonly BookedToday[],
): Pick<AwardReason, 'outcome' | 'gives' | 'limit'> {
	const standing = today.filter(({ reversed }) => reversed !== true);
	const mine = standing.filter(({ ruleId }) => ruleId === rule.ruleId);
	if (rule.dailyTimes !== undefined && mine.length >= rule.dailyTimes) {
		return { outcome: 'daily_times', gives: 0, limit: rule.dailyTimes };
	}
	if (wanted < 0) return { outcome: 'given', gives: wanted };
	const room = { rule_cap: roomIn(rule.dailyCap, mine), daily_cap: roomIn(policy.dailyCap, standing) };
	const gives = Math.min(wanted, room.rule_cap, room.daily_cap);
	if (gives === wanted) return { outcome: 'given', gives };
	const tight = room.rule_cap <= room.daily_cap ? 'rule_cap' : 'daily_cap';
	const limit = (tight === 'rule_cap' ? rule.dailyCap : policy.dailyCap) ?? 0;
	return { outcome: gives > 0 ? 'capped' : tight, gives, limit };
}

/** What a cap leaves after the points that were given; points that were taken make no room. */
function roomIn(cap: number | undefined, bookings: readonly BookedToday[]): number {
	if (cap === undefined) return Infinity;
	return Math.max(0, cap - bookings.reduce((sum, { amount }) => sum + Math.max(0, amount), 0));
}

function valueOf({ data }: PointsEvent, field: string): string | number | boolean | null {
	return (Object.hasOwn(data, field) ? data[field] : undefined) ?? null;
}

function holds({ field, equals, oneOf, atLeast, atMost }: PointsRule['when'][number], event: PointsEvent): boolean {
	const value = valueOf(event, field);
	if (value === null) return false;
	if (equals !== undefined && value !== equals) return false;
	if (oneOf !== undefined && !oneOf.includes(value)) return false;
	if (atLeast === undefined && atMost === undefined) return true;
	return typeof value === 'number' && value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}

/** Whole units, so that points stay whole; none where the number is missing, negative or beyond counting. */
function units({ per }: PointsRule, event: PointsEvent): number {
	if (per === undefined) return 1;
	const value = valueOf(event, per.field);
	const whole = typeof value === 'number' ? Math.floor(value / per.unit) : 0;
	return whole > 0 && whole <= 1_000_000_000 ? whole : 0;
}

function sawUnits({ per }: PointsRule, event: PointsEvent): Pick<AwardReason, 'saw'> {
	return per === undefined ? {} : { saw: { field: per.field, value: valueOf(event, per.field) } };
}

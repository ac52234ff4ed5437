import { instantMs, requireZone } from '../parse';
import type { SegmentCondition, SimpleCondition } from './condition';
import type { FieldValue, SegmentFacts } from './facts';
import { countDays, dayStarts, windowOpens } from './window';

/** A condition with what it saw, so that a member's place in a segment explains itself. */
export interface Finding {
	when: SegmentCondition['when'];
	holds: boolean;
	/** The value, count or instant it looked at; absent where conditions are joined, `null` where there was none. */
	saw?: FieldValue | null;
	/** The findings of the conditions that are joined. */
	of?: Finding[];
}

type Judge = (facts: SegmentFacts) => Finding;
type Of<When extends SimpleCondition['when']> = Extract<SimpleCondition, { when: When }>;
interface Clock {
	now: string;
	nowMs: number;
	timeZone: string;
}

/**
 * Whether a member belongs to a segment at an instant. This is the reference: any other evaluation
 * (SQL) has to agree with it.
 *
 * @param now ISO 8601 with an offset; events after it do not count
 * @param timeZone IANA name; days begin and end by its clocks
 */
export function matches(
	segment: { condition: SegmentCondition },
	facts: SegmentFacts,
	now: string,
	timeZone: string,
): boolean {
	return segmentJudge(segment.condition, now, timeZone)(facts).holds;
}

/** Looks at many members without asking the calendar for each of them. */
export function segmentJudge(condition: SegmentCondition, now: string, timeZone: string): Judge {
	requireZone(timeZone);
	return judge(condition, { now, nowMs: instantMs(now, 'now'), timeZone });
}

function judge(condition: SegmentCondition, clock: Clock): Judge {
	switch (condition.when) {
		case 'all':
		case 'any':
			return joint(condition.when, condition.of, clock);
		case 'not': {
			const inner = judge(condition.of, clock);
			return (facts) => {
				const finding = inner(facts);
				return { when: 'not', holds: !finding.holds, of: [finding] };
			};
		}
		case 'field':
			return byField(condition);
		case 'tag':
			return byTag(condition, clock);
		case 'events':
			return byEvents(condition, clock);
		case 'points':
		case 'intimacy':
			return byAmount(condition);
		case 'tier':
			return ({ tier }) => ({
				when: 'tier',
				holds: tier != null && condition.oneOf.includes(tier),
				saw: tier ?? null,
			});
		case 'joined':
		case 'lastActive':
			return byMoment(condition, clock);
	}
}

function joint(when: 'all' | 'any', conditions: readonly SegmentCondition[], clock: Clock): Judge {
	const judges = conditions.map((condition) => judge(condition, clock));
	return (facts) => {
		const of = judges.map((one) => one(facts));
		return { when, holds: when === 'all' ? of.every(({ holds }) => holds) : of.some(({ holds }) => holds), of };
	};
}

function inRange(value: number, { atLeast, atMost }: { atLeast?: number | undefined; atMost?: number | undefined }) {
	return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}

function byField(condition: Of<'field'>): Judge {
	return ({ fields }) => {
		const value = Object.hasOwn(fields, condition.field) ? fields[condition.field] : undefined;
		return { when: 'field', holds: fieldHolds(condition, value), saw: value ?? null };
	};
}

function fieldHolds(condition: Of<'field'>, value: FieldValue | undefined): boolean {
	const values = value === undefined ? [] : Array.isArray(value) ? (value as readonly string[]) : [value];
	const { equals, oneOf, contains, atLeast, atMost, from, until, known } = condition;
	const some = (test: (one: unknown) => boolean): boolean => values.some(test);
	if (known !== undefined && known !== values.length > 0) return false;
	if (equals !== undefined && !some((one) => one === equals)) return false;
	if (oneOf !== undefined && !some((one) => oneOf.includes(one as string))) return false;
	if (contains !== undefined && !some((one) => typeof one === 'string' && one.includes(contains))) return false;
	if (atLeast !== undefined || atMost !== undefined) {
		if (!some((one) => typeof one === 'number' && inRange(one, { atLeast, atMost }))) return false;
	}
	if (from === undefined && until === undefined) return true;
	return some((one) => isDate(one) && one >= (from ?? '') && one <= (until ?? '9999-12-31'));
}

function isDate(value: unknown): value is string {
	return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function byTag({ tag, has }: Of<'tag'>, { nowMs }: Clock): Judge {
	return ({ tags }) => {
		const held = tags.some((one) => one.tag === tag && isAlive(one.expiresAt, nowMs));
		return { when: 'tag', holds: held === has, saw: held };
	};
}

function isAlive(expiresAt: string | null | undefined, nowMs: number): boolean {
	return expiresAt == null || instantMs(expiresAt, 'tags') > nowMs;
}

function byEvents(condition: Of<'events'>, { now, nowMs, timeZone }: Clock): Judge {
	const { kinds, count, withinDays: days } = condition;
	const starts =
		days === undefined
			? []
			: (count === 'days' ? dayStarts(now, days, timeZone) : [windowOpens(now, days, timeZone)]).map(Date.parse);
	const opens = starts[0] ?? -Infinity;
	return ({ events }) => {
		const instants = events
			.filter(({ kind }) => kinds.includes(kind))
			.map(({ at }) => instantMs(at, 'events'))
			.filter((at) => at >= opens && at <= nowMs);
		const saw = count === 'days' ? countDays(instants, starts) : instants.length;
		return { when: 'events', holds: inRange(saw, condition), saw };
	};
}

function byAmount(condition: Of<'points' | 'intimacy'>): Judge {
	return (facts) => {
		const saw = condition.when === 'points' ? facts.points : (facts.intimacy ?? 0);
		return { when: condition.when, holds: inRange(saw, condition), saw };
	};
}

function byMoment(condition: Of<'joined' | 'lastActive'>, { now, timeZone }: Clock): Judge {
	const { when, before, after, withinDays, notWithinDays } = condition;
	const opens = (days: number | undefined): number | undefined =>
		days === undefined ? undefined : Date.parse(windowOpens(now, days, timeZone));
	const earliest = Math.max(after === undefined ? -Infinity : Date.parse(after), opens(withinDays) ?? -Infinity);
	const end = Math.min(before === undefined ? Infinity : Date.parse(before), opens(notWithinDays) ?? Infinity);
	return ({ joinedAt, lastActiveAt }) => {
		const saw = (when === 'joined' ? joinedAt : (lastActiveAt ?? joinedAt)) ?? null;
		const at = saw === null ? undefined : instantMs(saw, when === 'joined' ? 'joinedAt' : 'lastActiveAt');
		return { when, holds: at !== undefined && at >= earliest && at < end, saw };
	};
}

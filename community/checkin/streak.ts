import { addDays } from './dates';
import { swallowedDays, type LivedDay } from './moment';
import { lastDayOf, nextPeriod, periodOf, timesOf } from './period';
import type { Period, Tracker } from './tracker';

/** A check-in that counts. Merged people may have two for one slot; they are one. */
export interface CheckInFact extends LivedDay {
	slot: number;
	kind: 'own' | 'made_up';
	occurredAt: string;
}

/** Days that do not count against a member: a pause, or a freeze that the member has spent on a day. */
export interface LeaveFact {
	kind: 'pause' | 'freeze';
	fromDay: string;
	/** The last day of it. */
	toDay: string;
}

/** The rules of streaks, and from which day on they hold. */
export interface StreakRules {
	fromDay: string;
	freezes: Tracker['freezes'];
}

/** What streaks are reckoned by. The period of a tracker never changes; the rules of freezes may, for days to come. */
export interface StreakLaw {
	period: Period;
	/** Oldest first. */
	rules: readonly StreakRules[];
}

/** Where a member stands after a period that counts. */
export interface StreakState {
	current: number;
	longest: number;
	/** Periods that count, ever. */
	total: number;
	/** First day of the current streak. */
	since: string | null;
	/** The last period that counts, and its last check-in day. */
	lastPeriod: string | null;
	lastDay: LivedDay | null;
	/** When that period was complete. */
	reachedAt: string | null;
	freezes: {
		held: number;
		earned: number;
		spent: number;
		/** Periods in a row towards the next one. */ progress: number;
	};
	/** Periods that freezes kept, the latest last, at most 60. */
	frozen: string[];
	madeUp: number;
}

export const NO_STREAK: StreakState = {
	current: 0,
	longest: 0,
	total: 0,
	since: null,
	lastPeriod: null,
	lastDay: null,
	reachedAt: null,
	freezes: { held: 0, earned: 0, spent: 0, progress: 0 },
	frozen: [],
	madeUp: 0,
};

/** A period with all the check-ins that it needs. */
export interface CompletePeriod {
	period: string;
	first: LivedDay;
	last: LivedDay;
	reachedAt: string;
	madeUp: boolean;
}

const FROZEN_KEPT = 60;

/** The complete periods among check-ins, in order. Whatever order the facts come in, the result is the same. */
export function completePeriods(facts: readonly CheckInFact[], period: Period): CompletePeriod[] {
	const byPeriod = new Map<string, CheckInFact[]>();
	for (const fact of facts) {
		const name = periodOf(fact.day, period);
		if (name === undefined) continue;
		const list = byPeriod.get(name) ?? [];
		list.push(fact);
		byPeriod.set(name, list);
	}
	const complete: CompletePeriod[] = [];
	for (const [name, list] of byPeriod) {
		const done = completeAt(list, period);
		if (done !== undefined) complete.push({ period: name, ...done });
	}
	return complete.sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** A week counts days, a day counts slots: two merged members with the same one have it once. */
function completeAt(list: readonly CheckInFact[], period: Period): Omit<CompletePeriod, 'period'> | undefined {
	const once = new Map<string | number, CheckInFact>();
	const sorted = [...list].sort((a, b) => (order(a) < order(b) ? -1 : 1));
	for (const fact of sorted) {
		const key = period.kind === 'week' ? fact.day : fact.slot;
		if (!once.has(key)) once.set(key, fact);
	}
	const needed = [...once.values()].slice(0, timesOf(period));
	const last = needed.at(-1);
	if (needed.length < timesOf(period) || last === undefined) return undefined;
	const days = [...once.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
	const [firstDay = last] = days;
	return {
		first: lived(firstDay),
		last: lived(days.at(-1) ?? last),
		reachedAt: last.occurredAt,
		madeUp: needed.some(({ kind }) => kind === 'made_up'),
	};
}

const order = (fact: CheckInFact): string => `${fact.occurredAt}|${fact.day}|${fact.slot}|${fact.kind}`;

function lived({ day, timeZone, startsAt, endsAt }: LivedDay): LivedDay {
	return { day, timeZone, startsAt, endsAt };
}

/** Where a member stands, from all facts: the same for the same facts, in whatever order they come. */
export function streakOf(law: StreakLaw, facts: readonly CheckInFact[], leaves: readonly LeaveFact[]): StreakState {
	return completePeriods(facts, law.period).reduce(
		(state, complete) => advance(law, state, complete, leaves),
		NO_STREAK,
	);
}

/**
 * Where a member stands after one more complete period, later than all before it: what `streakOf` gives for all facts,
 * without reading them.
 */
export function advance(
	law: StreakLaw,
	before: StreakState,
	complete: CompletePeriod,
	leaves: readonly LeaveFact[],
): StreakState {
	const settled = settle(law, before, { period: complete.period, first: complete.first }, leaves);
	const current = settled.current + 1;
	const { freezes } = rulesAt(law, complete.period);
	const progress = settled.freezes.progress + 1;
	const earns = progress >= freezes.every;
	const gets = earns && settled.freezes.held < freezes.most;
	return {
		current,
		longest: Math.max(settled.longest, current),
		total: settled.total + 1,
		since: settled.current === 0 ? complete.first.day : settled.since,
		lastPeriod: complete.period,
		lastDay: complete.last,
		reachedAt: complete.reachedAt,
		freezes: {
			held: settled.freezes.held + (gets ? 1 : 0),
			earned: settled.freezes.earned + (gets ? 1 : 0),
			spent: settled.freezes.spent,
			progress: earns ? 0 : progress,
		},
		frozen: settled.frozen,
		madeUp: settled.madeUp + (complete.madeUp ? 1 : 0),
	};
}

/**
 * Where a member stands on a day, periods missed until then taken into account. The period of that day itself is not
 * missed as long as it lasts.
 */
export function standingOn(
	law: StreakLaw,
	state: StreakState,
	today: LivedDay,
	leaves: readonly LeaveFact[],
): StreakState {
	const period = periodOf(today.day, law.period) ?? today.day;
	if (state.lastPeriod !== null && period <= state.lastPeriod) return state;
	return settle(law, state, { period, first: today }, leaves);
}

/** Goes through the periods that were missed before one. A streak of 0 has nothing to lose. */
function settle(
	law: StreakLaw,
	before: StreakState,
	next: { period: string; first: LivedDay },
	leaves: readonly LeaveFact[],
): StreakState {
	if (before.lastPeriod === null || before.lastDay === null || before.current === 0) return before;
	const freezes = { ...before.freezes };
	const frozen = [...before.frozen];
	const firstLived =
		law.period.kind === 'week' ? '' : addDays(before.lastDay.day, swallowedDays(before.lastDay, next.first) + 1);
	for (
		let missed = nextPeriod(before.lastPeriod, law.period);
		missed < next.period;
		missed = nextPeriod(missed, law.period)
	) {
		if (missed < firstLived) continue;
		const how = excuse(law, missed, leaves, freezes.held);
		if (how === 'paused') continue;
		if (how === 'missed') {
			return {
				...before,
				current: 0,
				since: null,
				freezes: { ...freezes, progress: 0 },
				frozen: frozen.slice(-FROZEN_KEPT),
			};
		}
		freezes.held -= 1;
		freezes.spent += 1;
		frozen.push(missed);
	}
	return { ...before, freezes, frozen: frozen.slice(-FROZEN_KEPT) };
}

function excuse(
	law: StreakLaw,
	period: string,
	leaves: readonly LeaveFact[],
	held: number,
): 'paused' | 'frozen' | 'missed' {
	const last = lastDayOf(period, law.period);
	const touches = (kind: LeaveFact['kind']): boolean =>
		leaves.some((leave) => leave.kind === kind && leave.fromDay <= last && leave.toDay >= period);
	if (touches('pause')) return 'paused';
	if (held > 0 && (touches('freeze') || rulesAt(law, period).freezes.automatic)) return 'frozen';
	return 'missed';
}

function rulesAt({ rules }: StreakLaw, day: string): StreakRules {
	const holding = rules.findLast(({ fromDay }) => fromDay <= day) ?? rules[0];
	if (holding === undefined) throw new Error('a tracker without rules');
	return holding;
}

/**
 * The last period in which the streak still lives without another check-in: with the end of that period it is lost.
 * `null` if there is no streak. Pauses without an end are looked at for ten years.
 */
export function livesThrough(law: StreakLaw, state: StreakState, leaves: readonly LeaveFact[]): string | null {
	if (state.lastPeriod === null || state.current === 0) return null;
	let { held } = state.freezes;
	let period = nextPeriod(state.lastPeriod, law.period);
	for (let tries = 0; tries < 3660; tries += 1) {
		const how = excuse(law, period, leaves, held);
		if (how === 'missed') return period;
		if (how === 'frozen') held -= 1;
		period = nextPeriod(period, law.period);
	}
	return period;
}

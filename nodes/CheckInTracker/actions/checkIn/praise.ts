import { unitOf } from '../../../../community/checkin/period';
import { streakOf } from '../../../../community/checkin/streak';
import type { StreakView } from '../../../../community/checkin/view';
import type { PraiseOccasion } from '../../../../community/praise/copy';
import { dayNumber } from '../../../../community/picture/dates';
import {
	choosePraise,
	praiseOccasion,
	SHORTEST_RECORD,
	type Praise,
	type PraiseAsked,
} from '../../../../community/praise/praise';
import { displayName, type Subject } from '../../../../community/subject';
import type { CheckInRow, StoreTransaction } from '../../../../store/types';
import { factsOf, type Participant, type Reckoned } from '../shared/reckoning';

/** A check-in that may be praised. */
export interface Praisable {
	person: Participant;
	subject: Subject;
	/** The streak before it counted. */
	before: Reckoned;
	row: CheckInRow;
}

/**
 * The line of praise for a check-in that makes its day or week count; `undefined` for one that does not, and for one
 * that lies before the last.
 */
export async function praiseOf(tx: StoreTransaction, praised: Praisable, after: Reckoned): Promise<Praise | undefined> {
	const { person, subject, before, row } = praised;
	const { rules } = person.tracker;
	const { state } = after;
	const counts = state.total > before.state.total && state.lastPeriod === row.period;
	if (!counts) return undefined;
	const last = before.state.lastPeriod;
	const gap =
		last === null ? 0 : (dayNumber(row.period) - dayNumber(last)) / (unitOf(rules.period) === 'week' ? 7 : 1) - 1;
	const occasion = praiseOccasion({
		streak: state.current,
		bestBefore: await bestBefore(tx, praised, after),
		total: state.total,
		gap,
		freezesUsed: state.freezes.spent - before.state.freezes.spent,
		madeUp: row.kind === 'made_up',
		milestones: rules.points.milestones.map(({ streak }) => streak),
	});
	const { current, total, freezes } = state;
	return praiseFor(person, subject, occasion, { streak: current, total, gap, freezes: freezes.held });
}

/** The line of praise for a day that was made up, whatever the streak is worth by now. */
export function makeUpPraise(person: Participant, subject: Subject, { current, total, freezes }: StreakView): Praise {
	return praiseFor(person, subject, 'make_up', { streak: current, total, freezes: freezes.held });
}

function praiseFor(
	{ tracker: { rules }, member: { memberId } }: Participant,
	subject: Subject,
	occasion: PraiseOccasion,
	numbers: Omit<PraiseAsked['variables'], 'name'>,
): Praise {
	return choosePraise({
		occasion,
		memberId,
		turn: numbers.total,
		language: rules.language,
		unit: unitOf(rules.period),
		variables: { name: displayName(subject.member), ...numbers },
		own: rules.praise,
	});
}

/** The longest streak before this one. Only where a record may just have fallen is the history read. */
async function bestBefore(
	tx: StoreTransaction,
	{ person: { tracker, ids }, before }: Praisable,
	{ state, leaves }: Reckoned,
): Promise<number> {
	const { longest } = before.state;
	const { current, total, since } = state;
	if (longest < SHORTEST_RECORD || current !== longest + 1 || total === current || since === null) return 0;
	const rows = await tx.standingCheckIns(tracker.communityId, tracker.trackerId, ids);
	const earlier = factsOf(rows).filter(({ day }) => day < since);
	return streakOf(tracker.law, earlier, leaves).longest;
}

import { unitOf } from '../../../../community/checkin/period';
import { streakOf } from '../../../../community/checkin/streak';
import { dayNumber } from '../../../../community/picture/dates';
import { choosePraise, praiseOccasion, SHORTEST_RECORD } from '../../../../community/praise/praise';
import { displayName } from '../../../../community/subject';
import type { StoreTransaction } from '../../../../store/types';
import { factsOf, type Reckoned } from '../shared/reckoning';
import type { Written } from './count';

/**
 * The line of praise for a check-in that makes its day or week count; `undefined` for one that does not, and for one
 * that lies before the last.
 */
export async function praiseOf(tx: StoreTransaction, written: Written, after: Reckoned): Promise<string | undefined> {
	const { attempt, person, before, row } = written;
	const { rules } = person.tracker;
	const { state } = after;
	const counts = state.total > before.state.total && state.lastPeriod === row.period;
	if (!counts) return undefined;
	const unit = unitOf(rules.period);
	const last = before.state.lastPeriod;
	const gap = last === null ? 0 : (dayNumber(row.period) - dayNumber(last)) / (unit === 'week' ? 7 : 1) - 1;
	const occasion = praiseOccasion({
		streak: state.current,
		bestBefore: await bestBefore(tx, written, after),
		total: state.total,
		gap,
		freezesUsed: state.freezes.spent - before.state.freezes.spent,
		madeUp: row.kind === 'made_up',
		milestones: rules.points.milestones.map(({ streak }) => streak),
	});
	const { text } = choosePraise({
		occasion,
		memberId: person.member.memberId,
		turn: state.total,
		language: rules.language,
		unit,
		variables: {
			name: displayName(attempt.subject.member),
			streak: state.current,
			total: state.total,
			gap,
			freezes: state.freezes.held,
		},
		own: rules.praise,
	});
	return text;
}

/** The longest streak before this one. Only where a record may just have fallen is the history read. */
async function bestBefore(
	tx: StoreTransaction,
	{ person: { tracker, ids }, before }: Written,
	{ state, leaves }: Reckoned,
): Promise<number> {
	const { longest } = before.state;
	const { current, total, since } = state;
	if (longest < SHORTEST_RECORD || current !== longest + 1 || total === current || since === null) return 0;
	const rows = await tx.standingCheckIns(tracker.communityId, tracker.trackerId, ids);
	const earlier = factsOf(rows).filter(({ day }) => day < since);
	return streakOf(tracker.law, earlier, leaves).longest;
}

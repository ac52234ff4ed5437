import { benefitChange } from '../../../../community/tiers/benefits';
import type { IntimacyPolicy } from '../../../../community/tiers/intimacy';
import type { Ladder } from '../../../../community/tiers/ladder';
import { countedSince, measure, measuresOf, type Measure } from '../../../../community/tiers/measures';
import { tierOf, type TierDecision } from '../../../../community/tiers/tiers';
import type { CountedKind, StoreTransaction, TierFactsRow, TierRow } from '../../../../store/types';
import { standingLine } from '../standing/ledger';

/** Everything that decides, beside the facts of the members. */
export interface Court {
	communityId: string;
	ladder: Ladder;
	measures: readonly Measure[];
	counts: readonly CountedKind[];
	intimacy: IntimacyPolicy;
	now: string;
	timeZone: string;
}

/** What was decided about one member. */
export interface Verdict {
	facts: TierFactsRow;
	decision: TierDecision;
	measures: Record<string, number>;
	/** The tier before; `undefined` at the first look. */
	from: string | undefined;
}

/** Gets ready to decide: which events are to be counted, since when. */
export function court(of: Pick<Court, 'communityId' | 'ladder' | 'intimacy' | 'now' | 'timeZone'>): Court {
	const measures = measuresOf(of.ladder);
	const counts = measures.flatMap((one) =>
		'type' in one ? [{ name: one.name, type: one.type, since: countedSince(one, of.now, of.timeZone) }] : [],
	);
	return { ...of, measures, counts };
}

/** The facts that the ladder asks for, of a page of members or of the given ones. */
export async function factsFor(
	tx: StoreTransaction,
	{ communityId, measures, counts, now }: Court,
	whom: { memberIds: readonly string[] } | { after: string | undefined; limit: number },
): Promise<TierFactsRow[]> {
	const spent = measures.some((one) => 'own' in one && one.own === 'spent');
	const filter = { communityId, counts, spent, now };
	if ('memberIds' in whom) return await tx.tierFacts({ ...filter, memberIds: whom.memberIds }, { limit: 1 });
	return await tx.tierFacts({ ...filter, statuses: ['member'] }, whom);
}

/** Decides about members, keeps what changed, and writes a line for every change of a tier. */
export async function decide(tx: StoreTransaction, of: Court, rows: readonly TierFactsRow[]): Promise<Verdict[]> {
	const { communityId, now } = of;
	const verdicts = rows.map((facts) => judge(of, facts));
	const moved = verdicts.filter(({ facts, decision }) => !isSame(facts.state, facts.memberId, decision));
	await tx.saveTiers(
		communityId,
		moved.map(({ facts, decision }) => ({ memberId: facts.memberId, ...decision.state, reviewAt: decision.reviewAt })),
		now,
	);
	const changes = verdicts.filter(({ decision }) => decision.change !== 'none');
	await tx.appendLedger(
		changes.map(({ facts: { memberId }, decision, measures, from }) =>
			standingLine({
				communityId,
				source: 'tier',
				key: [memberId, decision.tier, decision.state.since],
				type: decision.change === 'up' ? 'tier.up' : 'tier.down',
				memberId,
				actorId: 'rules',
				occurredAt: now,
				now,
				data: { from: from ?? null, to: decision.tier, why: decision.why, measures },
			}),
		),
	);
	return verdicts;
}

/** Decides without keeping anything. */
export function judge({ ladder, measures, intimacy, now, timeZone }: Court, facts: TierFactsRow): Verdict {
	const values = measure(measures, facts, { intimacy, now, timeZone });
	const paid = facts.grants.filter(({ startsAt }) => startsAt <= new Date(now).toISOString());
	const decision = tierOf(ladder, { measures: values, paid }, facts.state, now, timeZone);
	return { facts, decision, measures: values, from: facts.state?.tier };
}

function isSame(before: TierRow | undefined, memberId: string, { state, reviewAt }: TierDecision): boolean {
	return (
		before !== undefined &&
		before.memberId === memberId &&
		before.tier === state.tier &&
		before.earned === state.earned &&
		before.since === state.since &&
		before.earnedSince === state.earnedSince &&
		before.graceUntil === state.graceUntil &&
		before.reviewAt === reviewAt
	);
}

/** A verdict as items show it, with what it changes and how far the next tier is. */
export function verdictJson({ ladder }: Court, { decision, measures, from }: Verdict): object {
	const { tier, change, why, reviewAt, state } = decision;
	const { gained, lost } = change === 'none' ? { gained: [], lost: [] } : benefitChange(ladder, from, tier);
	return {
		tier,
		from: from ?? null,
		change,
		earned: state.earned,
		since: state.since,
		graceUntil: state.graceUntil ?? null,
		reviewAt,
		gained,
		lost,
		measures: Object.entries(measures).map(([name, value]) => ({ name, value })),
		why,
		next: nextTier(ladder, tier, measures),
	};
}

/** The next tier that merit leads to, and what is missing. */
function nextTier(ladder: Ladder, tier: string, measures: Readonly<Record<string, number>>): object | null {
	const here = ladder.tiers.findIndex((one) => one.tier === tier);
	const next = ladder.tiers.slice(here + 1).find(({ enter }) => enter !== undefined);
	if (next?.enter === undefined) return null;
	const missing = Object.entries(next.enter)
		.map(([name, mark]) => ({ name, missing: mark - (measures[name] ?? 0), mark }))
		.filter(({ missing: left }) => left > 0);
	return { tier: next.tier, missing };
}

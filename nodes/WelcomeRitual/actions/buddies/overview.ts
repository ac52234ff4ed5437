import { fairnessReport, type PastRound } from '../../../../community/buddies/fairness';
import { followUpState, type FollowUpState } from '../../../../community/buddies/followup';
import {
	metTally,
	overviewText,
	waitingOf,
	type Overview,
	type RoundLine,
} from '../../../../community/buddies/overview';
import { pairsOf } from '../../../../community/buddies/history';
import type { Language } from '../../../../community/language';
import type { BuddyRoundRow, CommunityRow, StoreTransaction } from '../../../../store/types';
import { communityJson } from '../../../shared/community';
import { byGroup, followUpOf, pastRounds, policyOf, roundsOf, type PastRounds } from './history';
import { participants, type Participant } from './people';

export type SegmentBy = 'nothing' | 'city' | 'topic';

interface Wanted {
	rounds: number;
	segmentBy: SegmentBy;
	language: Language;
	timeZone: string;
	now: string;
}

/** How buddy matching goes in a community, as an item shows it. */
export async function overviewOf(
	tx: StoreTransaction,
	community: CommunityRow,
	{ rounds: count, segmentBy, language, timeZone, now }: Wanted,
): Promise<Record<string, unknown> & { report: string }> {
	const { communityId } = community;
	const rows = await tx.listBuddyRounds(communityId, Math.min(count, 1_000_000));
	const range = { from: rows.at(-1)?.number ?? 1, to: rows[0]?.number ?? 0 };
	const past = await pastRounds(tx, communityId, range);
	const people = await participants(tx, community);
	const rounds = roundsOf(past);
	const states = statesOf(past, now);
	const overview: Overview = {
		fairness: fairnessReport(rounds, segmentReader(people, segmentBy)),
		met: metTally(states.map(({ state }) => state)),
		waiting: waitingOf(people, lastTogether(past, rows), now),
		rounds: rows.map((row) => lineOf(row, rounds, states)),
	};
	const nameOf = await namesOf(tx, communityId, overview);
	const voice = { language, timeZone, ...(community.name === null ? {} : { communityName: community.name }) };
	const named = (list: readonly { memberId: string }[]): object[] =>
		list.map((one) => ({ ...one, name: nameOf(one.memberId) }));
	return {
		people: people.length,
		...overview,
		fairness: { ...overview.fairness, alone: named(overview.fairness.alone) },
		waiting: named(overview.waiting),
		report: overviewText(overview, voice, nameOf),
		community: communityJson(community),
	};
}

interface GroupState {
	number: number;
	state: FollowUpState;
}

function statesOf({ groups, places }: PastRounds, now: string): GroupState[] {
	const of = byGroup(places);
	return groups.map((group) => ({
		number: group.number,
		state: followUpState(followUpOf(group, of.get(group.groupId) ?? []), policyOf(group), now),
	}));
}

function lineOf(row: BuddyRoundRow, rounds: readonly PastRound[], states: readonly GroupState[]): RoundLine {
	const round = rounds.find((one) => one.round === row.number);
	const groups = round?.groups ?? [];
	const pairs = groups.reduce((sum, { memberIds }) => sum + pairsOf(memberIds).length, 0);
	return {
		number: row.number,
		at: row.at,
		people: row.people,
		groups: groups.length,
		alone: round?.alone.length ?? 0,
		mean: pairs === 0 ? 0 : row.badness / pairs,
		met: metTally(states.filter(({ number }) => number === row.number).map(({ state }) => state)),
	};
}

/** When each person was last in company. */
function lastTogether({ places }: PastRounds, rows: readonly BuddyRoundRow[]): Map<string, string> {
	const at = new Map(rows.map((row) => [row.number, row.at]));
	// Places come in the order of rounds, so the last one stays.
	return new Map(
		places.flatMap(({ personId, groupId, number }) => {
			const when = at.get(number);
			return groupId === null || when === undefined ? [] : [[personId, when] as const];
		}),
	);
}

function segmentReader(people: readonly Participant[], by: SegmentBy): (memberId: string) => string | undefined {
	if (by === 'nothing') return () => undefined;
	const segments = new Map(
		people.map(({ memberId, wishes }) => [memberId, by === 'city' ? wishes.city : wishes.topics[0]]),
	);
	return (memberId) => segments.get(memberId);
}

async function namesOf(
	tx: StoreTransaction,
	communityId: string,
	{ fairness, waiting }: Overview,
): Promise<(memberId: string) => string> {
	const ids = new Set([...fairness.alone, ...waiting].map(({ memberId }) => memberId));
	const people = await tx.buddyPeople(communityId, [...ids]);
	const names = new Map(people.flatMap(({ memberId, name }) => (name === null ? [] : [[memberId, name] as const])));
	return (memberId) => names.get(memberId) ?? memberId;
}

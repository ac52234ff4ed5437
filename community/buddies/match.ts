import { DomainError } from '../domain-error';
import { stableId } from '../digest';
import { badnessOf, likenessOf, obstacleReader, type Badness, type Likeness, type Obstacle } from './badness';
import { costTable } from './cost-table';
import { lastRounds, pairsOf, roundsAgoReader, type BuddyHistory } from './history';
import { cheapestPairingSteps } from './matching/complete';
import { ROWS, type Costs } from './matching/dense';
import { runToEnd, type Steps } from './matching/steps';
import { cheapestWithTrioSteps, type Grouping } from './matching/trio';
import { profileOf, type BuddyPerson, type Profile } from './person';
import type { BuddySettings } from './settings';

/** Why two people were brought together. */
export interface ExplainedPair {
	memberIds: [string, string];
	badness: Badness;
	likeness: Likeness;
}

/** Two people, or three. */
export interface BuddyGroup {
	/** The same for the same people, round and seed. */
	groupId: string;
	round: number;
	/** In the order of their identifiers. */
	memberIds: string[];
	/** Every two of them. */
	pairs: ExplainedPair[];
	badness: number;
}

/**
 * - `only_one`: nobody else takes part.
 * - `nobody_allowed`: there are obstacles between this member and everybody else.
 * - `odd_one`: the number is odd, and no pair may take a third.
 * - `no_place`: everybody whom this member may meet is needed by somebody else.
 */
export type AloneReason = 'only_one' | 'nobody_allowed' | 'odd_one' | 'no_place';

export interface AloneMember {
	memberId: string;
	reason: AloneReason;
	/** How many of the others each obstacle rules out. */
	obstacles: Record<Obstacle, number>;
}

export interface BuddyRound {
	round: number;
	groups: BuddyGroup[];
	alone: AloneMember[];
	/** Who has not opted in. */
	resting: string[];
	/** The sum over all groups. */
	badness: number;
	/** No grouping of as many people has less; equal to `badness` where the optimum is proven, as it always is for an even number. */
	atLeast: number;
}

/** So many people still fit into memory with everybody they could meet. */
export const MOST_PEOPLE = 3000;

/**
 * Brings people together in pairs: as many people as possible, then at least badness in total (see
 * badness.ts), with one trio if their number is odd. The result does not depend on the order in which
 * people come in; among equally good ones the seed decides.
 *
 * @throws DomainError naming what cannot be read
 */
export function matchBuddies(
	people: readonly BuddyPerson[],
	history: BuddyHistory,
	settings: BuddySettings,
	seed: string,
): BuddyRound {
	return runToEnd(matchSteps(people, history, settings, seed));
}

/** The same in pieces, so that whoever runs it can do something else now and then. */
export function* matchSteps(
	people: readonly BuddyPerson[],
	history: BuddyHistory,
	settings: BuddySettings,
	seed: string,
): Steps<BuddyRound> {
	checkPeople(people);
	const profiles: Profile[] = [];
	for (const [place, person] of shuffled(people, seed).entries()) {
		if (place % ROWS === 0) yield;
		profiles.push(profileOf(person, history.at, settings));
	}
	const roundsAgo = roundsAgoReader(history, settings);
	const obstacle = obstacleReader(settings, roundsAgo);
	const explain = (one: Profile, other: Profile): ExplainedPair => {
		const likeness = likenessOf(one, other, roundsAgo);
		const memberIds: [string, string] = [one.person.memberId, other.person.memberId];
		return { memberIds, likeness, badness: badnessOf(likeness, settings) };
	};
	const costs = yield* costTable(profiles, { round: history.round, last: lastRounds(history, settings) }, settings);
	const grouping = yield* grouped(costs, settings);
	yield;
	const groups = groupsOf(grouping)
		.map((indexes) => indexes.flatMap((index) => profiles[index] ?? []))
		.map((members) => groupOf(members, history.round, seed, explain));
	return {
		round: history.round,
		groups: groups.sort((left, right) => compareText(left.groupId, right.groupId)),
		alone: aloneOf(profiles, groups, obstacle),
		resting: people
			.filter(({ optedIn }) => !optedIn)
			.map(({ memberId }) => memberId)
			.sort(compareText),
		badness: grouping.cost,
		atLeast: grouping.atLeast,
	};
}

function checkPeople(people: readonly BuddyPerson[]): void {
	const seen = new Set<string>();
	for (const { memberId } of people) {
		if (memberId !== '' && !seen.has(memberId)) {
			seen.add(memberId);
			continue;
		}
		throw new DomainError(
			memberId === '' ? 'Somebody has no memberId' : `The member "${memberId}" is there twice`,
			'Give every person once, each with their own memberId.',
			'people.memberId',
		);
	}
	const count = people.filter(({ optedIn }) => optedIn).length;
	if (count <= MOST_PEOPLE) return;
	throw new DomainError(
		`${count} people are more than can be matched at once (${MOST_PEOPLE})`,
		'Match them in several parts, e.g. by city or segment.',
		'people',
	);
}

function compareText(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}

/** Who has opted in, in an order that only the seed decides. */
function shuffled(people: readonly BuddyPerson[], seed: string): BuddyPerson[] {
	return people
		.filter(({ optedIn }) => optedIn)
		.map((person) => ({ person, lot: stableId('buddies', seed, person.memberId) }))
		.sort((left, right) => compareText(left.lot, right.lot) || compareText(left.person.memberId, right.person.memberId))
		.map(({ person }) => person);
}

function* grouped(costs: Costs, { trio }: BuddySettings): Steps<Grouping> {
	if (trio === 'when_odd' && costs.size % 2 === 1) return yield* cheapestWithTrioSteps(costs);
	const { partners, cost } = yield* cheapestPairingSteps(costs);
	return { trio: undefined, partners, cost, atLeast: cost };
}

function groupsOf({ trio, partners }: Grouping): number[][] {
	const pairs = partners.flatMap((other, one) => (other !== undefined && one < other ? [[one, other]] : []));
	return trio === undefined ? pairs : [...pairs, [...trio]];
}

function groupOf(
	members: readonly Profile[],
	round: number,
	seed: string,
	explain: (one: Profile, other: Profile) => ExplainedPair,
): BuddyGroup {
	const sorted = [...members].sort((left, right) => compareText(left.person.memberId, right.person.memberId));
	const memberIds = sorted.map(({ person }) => person.memberId);
	const pairs = pairsOf(sorted).map(([one, other]) => explain(one, other));
	return {
		groupId: stableId('buddies', seed, String(round), ...memberIds),
		round,
		memberIds,
		pairs,
		badness: pairs.reduce((sum, { badness }) => sum + badness.total, 0),
	};
}

function aloneOf(
	profiles: readonly Profile[],
	groups: readonly BuddyGroup[],
	obstacle: (one: Profile, other: Profile) => Obstacle | undefined,
): AloneMember[] {
	const together = new Set(groups.flatMap(({ memberIds }) => memberIds));
	const alone = profiles.filter(({ person }) => !together.has(person.memberId));
	return alone
		.map((profile): AloneMember => {
			const obstacles: Record<Obstacle, number> = { never_together: 0, met_recently: 0 };
			for (const other of profiles) {
				const found = other === profile ? undefined : obstacle(profile, other);
				if (found !== undefined) obstacles[found] += 1;
			}
			const reason = reasonOf(profiles.length, alone.length, obstacles);
			return { memberId: profile.person.memberId, reason, obstacles };
		})
		.sort((left, right) => compareText(left.memberId, right.memberId));
}

function reasonOf(people: number, alone: number, obstacles: Record<Obstacle, number>): AloneReason {
	if (people === 1) return 'only_one';
	if (obstacles.never_together + obstacles.met_recently === people - 1) return 'nobody_allowed';
	return people % 2 === 1 && alone === 1 ? 'odd_one' : 'no_place';
}

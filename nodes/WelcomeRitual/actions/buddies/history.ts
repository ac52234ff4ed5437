import {
	followUpPolicySchema,
	meetingOf,
	type FollowUp,
	type FollowUpPolicy,
} from '../../../../community/buddies/followup';
import type { PastRound } from '../../../../community/buddies/fairness';
import type { Meeting } from '../../../../community/buddies/history';
import type { BuddyGroupRow, BuddyPlaceRow, StoreTransaction } from '../../../../store/types';

/** The rounds of the past, as the store keeps them. */
export interface PastRounds {
	groups: BuddyGroupRow[];
	places: BuddyPlaceRow[];
}

export async function pastRounds(
	tx: StoreTransaction,
	communityId: string,
	rounds: { from: number; to: number },
): Promise<PastRounds> {
	if (rounds.to < rounds.from) return { groups: [], places: [] };
	return {
		groups: await tx.listBuddyGroups(communityId, rounds),
		places: await tx.listBuddyPlaces({ communityId, ...rounds }),
	};
}

/** By which policy a group was asked; until it is, the shipped one. */
export function policyOf({ policy }: Pick<BuddyGroupRow, 'policy'>): FollowUpPolicy {
	return followUpPolicySchema.parse(policy ?? {});
}

/** A group with what its people have said, each person by the member that they are today. */
export function followUpOf(group: BuddyGroupRow, places: readonly BuddyPlaceRow[]): FollowUp {
	const { groupId, number, introducedAt, askedAt, reminders } = group;
	return {
		groupId,
		round: number,
		memberIds: [...new Set(places.map(({ personId }) => personId))],
		introducedAt,
		...(askedAt === null ? {} : { askedAt }),
		reminders,
		answers: places.flatMap(({ personId, met, answeredAt }) =>
			met === null || answeredAt === null ? [] : [{ memberId: personId, met, at: answeredAt }],
		),
	};
}

/** Places by the group that they are in. */
export function byGroup(places: readonly BuddyPlaceRow[]): Map<string, BuddyPlaceRow[]> {
	const found = new Map<string, BuddyPlaceRow[]>();
	for (const place of places) {
		if (place.groupId === null) continue;
		const list = found.get(place.groupId);
		if (list === undefined) found.set(place.groupId, [place]);
		else list.push(place);
	}
	return found;
}

/** Who met whom, as the next round needs it. */
export function meetingsOf({ groups, places }: PastRounds, now: string): Meeting[] {
	const of = byGroup(places);
	return groups.map((group) => meetingOf(followUpOf(group, of.get(group.groupId) ?? []), policyOf(group), now));
}

/** The same rounds, as the fairness report needs them. */
export function roundsOf({ groups, places }: PastRounds): PastRound[] {
	const of = byGroup(places);
	const rounds = new Map<number, { round: number; groups: PastRound['groups'][number][]; alone: string[] }>();
	const round = (number: number) => {
		const known = rounds.get(number) ?? { round: number, groups: [], alone: [] };
		rounds.set(number, known);
		return known;
	};
	for (const { groupId, number, badness } of groups) {
		round(number).groups.push({ memberIds: (of.get(groupId) ?? []).map(({ personId }) => personId), badness });
	}
	for (const { number, groupId, personId } of places) if (groupId === null) round(number).alone.push(personId);
	return [...rounds.values()];
}

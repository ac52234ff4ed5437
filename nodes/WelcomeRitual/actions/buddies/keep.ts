import type { AloneMember, BuddyGroup } from '../../../../community/buddies/match';
import type { BuddyGroupRow, BuddyRoundRow, CommunityRow, JsonObject, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { buddyLine } from '../../../shared/ledger';
import { participants, type Contact } from './people';
import { nextNumber, type Plan } from './plan';

/** How people are introduced to each other. */
export type Placement = 'together' | 'group' | 'private' | 'none';

/** What is said about a round, as the operator chose it when it was matched. */
export interface Speaking {
	language: 'zh-CN' | 'en';
	placement: Placement;
	/** Where the messages of the group go. */
	groupId: string;
	operatorsGroupId: string;
	pairsPerMessage: number;
	tellAlone: boolean;
}

/** Somebody who was left alone, with how to reach them. */
export interface KeptAlone extends AloneMember {
	contact: Contact | null;
}

/** A round as it is kept: enough to give the same items again. */
export interface KeptRound {
	row: BuddyRoundRow;
	speaking: Speaking;
	groups: (BuddyGroup & { contacts: Contact[] })[];
	alone: KeptAlone[];
}

/** Since the round was worked out somebody has left, or another round was matched. */
export class Moved extends Error {}

/** The round of a plan, as it will be kept. */
export function keptRound(
	{ community, people, round }: Plan,
	roundId: string,
	speaking: Speaking,
	at: string,
): KeptRound {
	const contactOf = (memberId: string): Contact | undefined => people.get(memberId)?.contact;
	const alone = round.alone.map((one) => ({ ...one, contact: contactOf(one.memberId) ?? null }));
	return {
		row: {
			communityId: community.communityId,
			roundId,
			number: round.round,
			people: people.size,
			badness: round.badness,
			atLeast: round.atLeast,
			facts: toJson({ speaking, alone }) as JsonObject,
			at,
		},
		speaking,
		groups: round.groups.map((group) => ({
			...group,
			contacts: group.memberIds.flatMap((memberId) => contactOf(memberId) ?? []),
		})),
		alone,
	};
}

/** Keeps a round with its ledger lines. @throws Moved if it no longer fits what the store holds */
export async function keep(
	tx: StoreTransaction,
	{ row, groups, alone }: KeptRound,
	community: CommunityRow,
): Promise<void> {
	const { communityId, number, roundId, at } = row;
	await tx.lockCommunity(communityId);
	if ((await nextNumber(tx, communityId)) !== number) throw new Moved();
	const still = new Set((await participants(tx, community)).map(({ memberId }) => memberId));
	const everybody = [...groups.flatMap(({ memberIds }) => memberIds), ...alone.map(({ memberId }) => memberId)];
	if (!everybody.every((memberId) => still.has(memberId))) throw new Moved();
	await tx.insertBuddyRound(row);
	await tx.insertBuddyGroups(groups.map((group) => groupRow(group, row)));
	const places = [
		...groups.flatMap(({ groupId, memberIds }) => memberIds.map((memberId) => ({ memberId, groupId }))),
		...alone.map(({ memberId }) => ({ memberId, groupId: null })),
	];
	await tx.insertBuddyPlaces(places.map((place) => ({ communityId, number, ...place })));
	await tx.appendLedger(
		places.map(({ memberId, groupId }) =>
			buddyLine({
				communityId,
				eventId: `${number}:${memberId}`,
				type: groupId === null ? 'buddies.alone' : 'buddies.matched',
				memberId,
				actorId: 'rules',
				now: at,
				data: { roundId, round: number, groupId },
			}),
		),
	);
}

function groupRow(
	{ groupId, badness, pairs, memberIds, contacts }: KeptRound['groups'][number],
	{ communityId, number, at }: BuddyRoundRow,
): Parameters<StoreTransaction['insertBuddyGroups']>[0][number] {
	return {
		communityId,
		groupId,
		number,
		badness,
		facts: toJson({ memberIds, pairs, contacts }) as JsonObject,
		introducedAt: at,
	};
}

/** A round as it was kept; `undefined` if there is none of that id. */
export async function recallRound(
	tx: StoreTransaction,
	communityId: string,
	roundId: string,
): Promise<KeptRound | undefined> {
	const row = await tx.getBuddyRound(communityId, roundId);
	if (row === undefined) return undefined;
	const rows = await tx.listBuddyGroups(communityId, { from: row.number, to: row.number }, true);
	const { speaking, alone } = row.facts as unknown as Pick<KeptRound, 'speaking' | 'alone'>;
	return { row, speaking, alone, groups: rows.map(keptGroup) };
}

function keptGroup({ groupId, number, badness, facts }: BuddyGroupRow): KeptRound['groups'][number] {
	const kept = facts as unknown as Pick<KeptRound['groups'][number], 'memberIds' | 'pairs' | 'contacts'>;
	return { groupId, round: number, badness, ...kept };
}

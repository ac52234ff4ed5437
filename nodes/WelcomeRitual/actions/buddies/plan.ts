import { matchSteps, type BuddyRound } from '../../../../community/buddies/match';
import type { Steps } from '../../../../community/buddies/matching/steps';
import type { BuddySettings } from '../../../../community/buddies/settings';
import type { CommunityRow, CommunityStore, StoreTransaction } from '../../../../store/types';
import { knownCommunity } from '../../../shared/community';
import { turns } from '../../../shared/batch';
import { meetingsOf, pastRounds } from './history';
import { participants, personOf, type Participant } from './people';
import { byMembers } from './settings';

/** A round that was worked out and not kept yet. */
export interface Plan {
	community: CommunityRow;
	people: ReadonlyMap<string, Participant>;
	round: BuddyRound;
}

export interface Planning {
	communityId: string;
	roundId: string;
	settings: BuddySettings;
	/** By whose clocks people live whose own are not known. */
	timeZone: string | undefined;
	workflowTimeZone: string;
	now: string;
}

/** After so many halvings the largest weight is nothing. */
const HALVINGS = 14;

interface Snapshot extends Omit<Plan, 'people' | 'round'> {
	people: Participant[];
	number: number;
	meetings: ReturnType<typeof meetingsOf>;
}

async function look(tx: StoreTransaction, { communityId, settings, now }: Planning): Promise<Snapshot> {
	const community = await knownCommunity(tx, communityId);
	const number = await nextNumber(tx, communityId);
	const from = Math.max(1, number - settings.noRepeatRounds - HALVINGS * settings.fadeRounds - 1);
	const past = await pastRounds(tx, communityId, { from, to: number - 1 });
	return { community, number, people: await participants(tx, community), meetings: meetingsOf(past, now) };
}

export async function nextNumber(tx: StoreTransaction, communityId: string): Promise<number> {
	return ((await tx.listBuddyRounds(communityId, 1))[0]?.number ?? 0) + 1;
}

/** Works out the next round from what the store holds now. Writes nothing, and keeps no writer waiting. */
export async function plan(store: CommunityStore, planning: Planning): Promise<Plan> {
	const { settings, now } = planning;
	const { community, number, people, meetings } = await store.read(async (tx) => await look(tx, planning));
	const clocks = planning.timeZone ?? community.timeZone ?? planning.workflowTimeZone;
	const steps = matchSteps(
		people.map((one) => personOf(one, settings, clocks)),
		{ round: number, at: now, meetings },
		byMembers(settings, people),
		`${planning.communityId}|${planning.roundId}`,
	);
	const round = await inTurns(steps);
	return { community, people: new Map(people.map((one) => [one.memberId, one])), round };
}

/** Does the work piece by piece, and lets n8n do something else in between. */
async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
	const giveTurn = turns();
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
		await giveTurn();
	}
}

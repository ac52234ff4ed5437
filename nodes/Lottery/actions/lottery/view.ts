import { chosenLanguage } from '../../../shared/parameters';
import { DomainError } from '../../../../community/domain-error';
import type { LotteryOf } from '../../../../community/lottery/messages';
import type { LotteryRules } from '../../../../community/lottery/rules';
import { displayName, type Subject } from '../../../../community/subject';
import { showCode } from '../../../../community/admission/code';
import type {
	JsonObject,
	LedgerEntry,
	LotteryEntryRow,
	LotteryPlaceRow,
	LotteryRow,
	StoreTransaction,
} from '../../../../store/types';
import { knownPerson } from '../../../shared/person';
import { toJson } from '../../../shared/item';

export const rulesOf = (row: Pick<LotteryRow, 'rules'>): LotteryRules => row.rules as unknown as LotteryRules;

export const subjectOfEntry = ({ subject }: Pick<LotteryEntryRow, 'subject'>): Subject => subject as unknown as Subject;

/** A lottery as items show it; the secret of its draw is not among it. */
export function lotteryJson(row: LotteryRow): object {
	return {
		lotteryId: row.lotteryId,
		title: row.title,
		status: row.status,
		opensAt: row.opensAt,
		closesAt: row.closesAt,
		rulesHash: row.rulesHash,
		commitment: row.commitment,
		closedAt: row.closedAt,
		entrants: row.entrants,
		listHash: row.listHash,
		drawnAt: row.drawnAt,
		cancelledAt: row.cancelledAt,
	};
}

/** What a message needs to know of a lottery. */
export async function lotteryOf(tx: StoreTransaction, row: LotteryRow, workflowZone: string): Promise<LotteryOf> {
	const community = await tx.getCommunity(row.communityId);
	return {
		communityId: row.communityId,
		lotteryId: row.lotteryId,
		groupId: row.groupId,
		rules: rulesOf(row),
		rulesHash: row.rulesHash,
		commitment: row.commitment,
		language: chosenLanguage(row.language),
		timeZone: community?.timeZone ?? workflowZone,
	};
}

export async function communityJson(tx: StoreTransaction, { communityId, groupId }: LotteryRow): Promise<object> {
	const name = (await tx.getCommunity(communityId))?.name ?? null;
	return { communityId, groupId, ...(name === null ? {} : { name }) };
}

/** A winner or an alternate as items show them. */
export async function placeJson(tx: StoreTransaction, place: LotteryPlaceRow): Promise<object> {
	const member = await knownPerson(tx, place.communityId, await keptId(tx, place));
	return {
		place: place.place,
		kind: place.kind,
		status: place.status,
		tierId: place.tierId,
		prize: place.prize,
		insteadOf: place.insteadOf,
		claimCode: showCode(place.claimId),
		wonAt: place.wonAt,
		claimBy: place.claimBy,
		settledAt: place.settledAt,
		delivery: place.delivery,
		deliveredAt: place.deliveredAt,
		member: member ?? { memberId: place.memberId },
	};
}

/** The member that a person goes by now, if they were merged since. */
export async function keptId(
	tx: StoreTransaction,
	{ communityId, memberId }: { communityId: string; memberId: string },
): Promise<string> {
	const [kept = memberId] = await tx.memberIdsOf(communityId, memberId);
	return kept;
}

/** The name to show for whoever has a place. */
export async function nameOf(
	tx: StoreTransaction,
	place: { communityId: string; memberId: string },
): Promise<{ id: string; name: string }> {
	const person = await knownPerson(tx, place.communityId, await keptId(tx, place));
	if (person === undefined) return { id: place.memberId, name: place.memberId };
	return { id: person.platformMemberId, name: displayName(person) };
}

/** One line of the ledger, as Lottery writes them. */
export function lotteryLine(line: {
	lottery: Pick<LotteryRow, 'communityId' | 'lotteryId'>;
	what: string;
	type: string;
	memberId?: string | undefined;
	actorId?: string | undefined;
	occurredAt?: string | undefined;
	now: string;
	data?: object;
}): LedgerEntry {
	const { communityId, lotteryId } = line.lottery;
	return {
		communityId,
		source: 'lottery',
		eventId: `${lotteryId}:${line.what}`,
		type: line.type,
		memberId: line.memberId,
		actorId: line.actorId,
		occurredAt: line.occurredAt ?? line.now,
		recordedAt: line.now,
		data: toJson({ lotteryId, ...line.data }) as JsonObject,
	};
}

export function noLottery({ communityId, lotteryId }: { communityId: string; lotteryId: string }): DomainError {
	return new DomainError(
		`The community ${communityId} has no lottery "${lotteryId}"`,
		'Take "lottery.lotteryId" of what Open put out; List shows the lotteries of a community.',
		'lotteryId',
	);
}

/** Where a lottery's secret belongs, so that it can be opened nowhere else. */
export const secretPlace = ({ communityId, lotteryId }: { communityId: string; lotteryId: string }): string =>
	`lottery:${communityId}:${lotteryId}`;

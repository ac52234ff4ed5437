import { randomBytes } from 'node:crypto';
import type { CommunityEvent } from '../../../../community/event';
import { entrantHash, receipt, SALT_BYTES } from '../../../../community/lottery/draw/entrant';
import { judgeEntry, weightOf, type BonusOf, type EntryCheck } from '../../../../community/lottery/entry';
import type { EntryFacts } from '../../../../community/lottery/facts';
import { householdKeys, kindOfKey, type Household } from '../../../../community/lottery/household';
import { entrantSubject } from '../../../../community/lottery/person';
import type { Subject } from '../../../../community/subject';
import type { JsonObject, LotteryEntryRow, LotteryRow, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { ensurePerson } from '../../../shared/person';
import { entryFacts, type GivenFacts } from './facts';
import { lotteryLine, rulesOf, subjectOfEntry } from './view';

export interface Entering {
	communityId: string;
	lotteryId: string;
	/** Whose community is that of the lottery. */
	subject: Subject;
	event: CommunityEvent | undefined;
	household: Household;
	given: GivenFacts;
	timeZone: string;
	now: string;
}

export type EnterVerdict = 'entered' | 'already' | 'refused' | 'closed' | 'unknown';

export interface Entered {
	verdict: EnterVerdict;
	lottery: LotteryRow | undefined;
	entry: LotteryEntryRow | undefined;
	checks: EntryCheck[];
	bonus: BonusOf[];
}

/**
 * Takes an entry in the transaction it is given, or tells what stands in the way. Locks the lottery against closing, then
 * the person, so that two of their members cannot enter at once.
 */
export async function enterLottery(tx: StoreTransaction, entering: Entering): Promise<Entered> {
	const { communityId, lotteryId, now } = entering;
	const lottery = await tx.lockLottery(communityId, lotteryId, 'share');
	if (lottery === undefined) return { verdict: 'unknown', lottery, entry: undefined, checks: [], bonus: [] };
	const member = await ensurePerson(tx, inGroupOf(lottery, entering.subject), now);
	await tx.lockMember(communityId, member.memberId);
	const memberIds = await tx.memberIdsOf(communityId, member.memberId);
	const before = await tx.entriesOfMembers(communityId, lotteryId, memberIds);
	const [living] = before;
	if (living?.status === 'entered') return { verdict: 'already', lottery, entry: living, ...judged(living) };
	if (lottery.status !== 'open') return { verdict: 'closed', lottery, entry: undefined, checks: [], bonus: [] };
	const person: Person = { memberId: member.memberId, memberIds: [member.memberId, ...memberIds.slice(1)] };
	const facts = await entryFacts(tx, {
		communityId,
		memberIds: person.memberIds,
		rules: rulesOf(lottery),
		given: entering.given,
		at: entering.event?.occurredAt ?? now,
		timeZone: entering.timeZone,
	});
	const checks = await judge(tx, entering, lottery, facts, person);
	if (checks.some(({ passed }) => !passed)) return { verdict: 'refused', lottery, entry: undefined, checks, bonus: [] };
	const attempt = (before.find(({ memberId }) => memberId === member.memberId)?.attempt ?? 0) + 1;
	const { weight, bonus } = weightOf(rulesOf(lottery), facts);
	const entry = await write(tx, entering, lottery, { person, attempt, weight, checks, bonus, facts });
	return { verdict: 'entered', lottery, entry, checks, bonus };
}

/** A press in a private chat is no reason to think that the group has moved there. */
function inGroupOf({ groupId }: LotteryRow, { community, member }: Subject): Subject {
	return { community: { ...community, groupId }, member };
}

interface Person {
	memberId: string;
	memberIds: readonly [string, ...string[]];
}

const judged = ({ facts }: LotteryEntryRow): Pick<Entered, 'checks' | 'bonus'> =>
	facts as unknown as Pick<Entered, 'checks' | 'bonus'>;

/** The rules, and the household last: its keys are taken only by who may enter. */
async function judge(
	tx: StoreTransaction,
	{ communityId, lotteryId, household, event, now }: Entering,
	lottery: LotteryRow,
	facts: EntryFacts,
	{ memberIds }: Person,
): Promise<EntryCheck[]> {
	const rules = rulesOf(lottery);
	const checks = judgeEntry(rules, facts, event?.occurredAt ?? now);
	if (!rules.entry.oneByHousehold) return checks;
	const keys = householdKeys(communityId, lotteryId, household);
	const given = { rule: 'household_missing', passed: keys.length > 0, wants: 1, saw: keys.length } as const;
	if (keys.length === 0 || checks.some(({ passed }) => !passed)) return [...checks, given];
	const taken: string[] = [];
	for (const key of keys) {
		const others = await tx.claimHousehold(communityId, lotteryId, memberIds, [key]);
		if (others.length > 0) taken.push(kindOfKey(key));
	}
	if (taken.length > 0) await tx.releaseHousehold(communityId, lotteryId, memberIds[0]);
	return [...checks, given, { rule: 'household_taken', passed: taken.length === 0, wants: 1, saw: taken[0] ?? null }];
}

async function write(
	tx: StoreTransaction,
	entering: Entering,
	lottery: LotteryRow,
	found: {
		person: Person;
		attempt: number;
		weight: number;
		checks: EntryCheck[];
		bonus: BonusOf[];
		facts: EntryFacts;
	},
): Promise<LotteryEntryRow> {
	const { communityId, lotteryId, subject, event, now } = entering;
	const { person, attempt, weight, checks, bonus } = found;
	const { memberId } = person;
	const cost = rulesOf(lottery).entry.pointsCost;
	const salt = randomBytes(SALT_BYTES).toString('hex');
	const entry = {
		communityId,
		lotteryId,
		memberId,
		attempt,
		salt,
		entrant: entrantHash(salt, entrantSubject(subject.member)),
		weight,
		pointsPaid: cost,
		facts: toJson({ checks, bonus }) as JsonObject,
		subject: toJson(subject) as JsonObject,
		enteredAt: now,
	};
	await tx.saveEntry(entry);
	if (cost > 0) {
		// The balance of the person was judged under the lock; a part of it may be booked for a member merged into this one.
		await tx.addPoints(
			{
				communityId,
				entryId: pointsId(entry),
				memberId,
				amount: -cost,
				reason: `lottery ${lotteryId}: entry`,
				at: now,
			},
			{ mayGoBelowZero: person.memberIds.length > 1 },
		);
	}
	await tx.appendLedger([
		lotteryLine({
			lottery,
			what: `${memberId}:entered:${attempt}`,
			type: 'lottery.entered',
			memberId,
			actorId: event?.actorId ?? event?.memberId,
			occurredAt: event?.occurredAt,
			now,
			data: { weight, pointsPaid: cost, entrant: entry.entrant, eventId: event?.eventId },
		}),
	]);
	return { ...entry, status: 'entered', endedAt: null, endReason: null };
}

const pointsId = ({
	lotteryId,
	memberId,
	attempt,
}: Pick<LotteryEntryRow, 'lotteryId' | 'memberId' | 'attempt'>): string =>
	`lottery:${lotteryId}:${memberId}:${attempt}`;

/** Ends an entry with its reason, and gives its points back. The caller holds the lottery's lock. */
export async function endEntry(
	tx: StoreTransaction,
	lottery: LotteryRow,
	entry: LotteryEntryRow,
	end: { status: 'withdrawn' | 'void'; reason: string; actorId?: string | undefined; now: string },
): Promise<boolean> {
	const { communityId, lotteryId, memberId, pointsPaid, attempt } = entry;
	const { status, reason, now } = end;
	if (!(await tx.endEntry(entry, { status, at: now, reason }))) return false;
	await tx.releaseHousehold(communityId, lotteryId, memberId);
	await givePointsBack(tx, entry, reason, now);
	await tx.appendLedger([
		lotteryLine({
			lottery,
			what: `${memberId}:${status}:${attempt}`,
			type: `lottery.${status}`,
			memberId,
			actorId: end.actorId ?? 'rules',
			now,
			data: { reason, pointsBack: pointsPaid },
		}),
	]);
	return true;
}

export async function givePointsBack(
	tx: StoreTransaction,
	entry: LotteryEntryRow,
	reason: string,
	now: string,
): Promise<void> {
	const { communityId, lotteryId, memberId, pointsPaid } = entry;
	if (pointsPaid === 0) return;
	await tx.addPoints({
		communityId,
		entryId: `${pointsId(entry)}:back`,
		memberId,
		amount: pointsPaid,
		reason: `lottery ${lotteryId}: ${reason}`,
		at: now,
	});
}

/** An entry as items show it; the receipt is the member's alone. */
export function entryJson(lottery: LotteryRow, entry: LotteryEntryRow): object {
	const { status, attempt, weight, pointsPaid, enteredAt, endedAt, endReason, entrant } = entry;
	return {
		status,
		attempt,
		weight,
		pointsPaid,
		enteredAt,
		endedAt,
		endReason,
		entrant,
		receipt: receiptOf(lottery, entry),
	};
}

export function receiptOf({ rulesHash }: LotteryRow, entry: LotteryEntryRow): string {
	return receipt({ rulesHash, salt: entry.salt, subject: entrantSubject(subjectOfEntry(entry).member) }).code;
}

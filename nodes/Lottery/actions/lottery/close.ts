import { DomainError } from '../../../../community/domain-error';
import { canonicalEntrants, type CanonicalEntrants } from '../../../../community/lottery/draw/entrants';
import { closedMessage } from '../../../../community/lottery/messages';
import type { EntryOfPerson, JsonObject, LotteryRow, Once, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { endEntry } from './enter';
import { communityJson, lotteryJson, lotteryLine, lotteryOf, noLottery, subjectOfEntry } from './view';

const PAGE = 5000;

export interface Closing {
	communityId: string;
	lotteryId: string;
	timeZone: string;
	now: string;
}

/** Every entry of a lottery that counts, with the person behind it. */
export async function livingEntries(
	tx: StoreTransaction,
	{ communityId, lotteryId }: Pick<LotteryRow, 'communityId' | 'lotteryId'>,
): Promise<EntryOfPerson[]> {
	const entries: EntryOfPerson[] = [];
	for (let after: string | undefined; ;) {
		const page = await tx.listEntries({ communityId, lotteryId, status: 'entered' }, { limit: PAGE, after });
		entries.push(...page);
		after = page.at(-1)?.memberId;
		if (page.length < PAGE) return entries;
	}
}

/** The frozen list as it is published. */
export function listOfEntrants(
	{ rulesHash, commitment }: Pick<LotteryRow, 'rulesHash' | 'commitment'>,
	closedAt: string,
	entries: readonly Pick<EntryOfPerson, 'entrant' | 'weight'>[],
): CanonicalEntrants {
	return canonicalEntrants(
		entries.map(({ entrant, weight }) => ({ entrant, weight })),
		{ rulesHash, commitment, closedAt },
	);
}

/** Entries that do not count: of people who have left, and all but the first of one person. */
function leftOutOf(entries: readonly EntryOfPerson[]): { entry: EntryOfPerson; reason: string }[] {
	const leftOut: { entry: EntryOfPerson; reason: string }[] = [];
	const persons = new Set<string>();
	const inTime = [...entries].sort((a, b) =>
		a.enteredAt === b.enteredAt ? (a.memberId < b.memberId ? -1 : 1) : a.enteredAt < b.enteredAt ? -1 : 1,
	);
	for (const entry of inTime) {
		if (entry.memberStatus === 'left' || entry.memberStatus === 'removed') leftOut.push({ entry, reason: 'left' });
		else if (persons.has(entry.personId)) leftOut.push({ entry, reason: 'same_person' });
		else persons.add(entry.personId);
	}
	return leftOut;
}

/**
 * Freezes the list of a lottery in the transaction it is given and publishes its hash; again it gives the first result.
 * Waits for those who are entering.
 *
 * @throws DomainError before the published closing time, and for a cancelled lottery
 */
export async function closeLottery(tx: StoreTransaction, closing: Closing): Promise<Once<JsonObject>> {
	const { communityId, lotteryId, now } = closing;
	return await tx.once(communityId, `lottery.close:${lotteryId}`, now, async () => {
		const lottery = await tx.lockLottery(communityId, lotteryId, 'change');
		if (lottery === undefined) throw noLottery(closing);
		requireDue(lottery, now);
		const all = await livingEntries(tx, lottery);
		const leftOut = leftOutOf(all);
		for (const { entry, reason } of leftOut) await endEntry(tx, lottery, entry, { status: 'void', reason, now });
		const gone = new Set(leftOut.map(({ entry }) => entry.memberId));
		const entries = all.filter(({ memberId }) => !gone.has(memberId));
		const { hash } = listOfEntrants(lottery, now, entries);
		const row = await freeze(tx, lottery, { now, hash, entrants: entries.length });
		return toJson({
			lottery: lotteryJson(row),
			leftOut: leftOut.map(({ entry, reason }) => ({ member: subjectOfEntry(entry).member, reason })),
			community: await communityJson(tx, lottery),
			messages: [closedMessage(await lotteryOf(tx, lottery, closing.timeZone), entries.length, hash)],
		}) as JsonObject;
	});
}

function requireDue({ status, closesAt, title }: LotteryRow, now: string): void {
	if (status === 'cancelled') {
		throw new DomainError(`"${title}" is cancelled`, 'A cancelled lottery stays so; open another one.', 'lotteryId');
	}
	if (Date.parse(now) >= Date.parse(closesAt)) return;
	throw new DomainError(
		`"${title}" takes entries until ${closesAt}`,
		'Its rules are published, so it cannot be closed before. Close it then, or cancel it.',
		'closesAt',
	);
}

async function freeze(
	tx: StoreTransaction,
	lottery: LotteryRow,
	{ now, hash, entrants }: { now: string; hash: string; entrants: number },
): Promise<LotteryRow> {
	const { communityId, lotteryId } = lottery;
	await tx.stepLottery(communityId, lotteryId, 'open', { status: 'closed', closedAt: now, listHash: hash, entrants });
	await tx.appendLedger([
		lotteryLine({
			lottery,
			what: 'closed',
			type: 'lottery.closed',
			actorId: 'rules',
			now,
			data: { listHash: hash, entrants },
		}),
	]);
	const row: LotteryRow = { ...lottery, status: 'closed', closedAt: now, listHash: hash, entrants };
	return entrants === 0 ? await endWithoutEntrants(tx, row, now) : row;
}

/** There is nobody to draw, so nothing is left to do. */
async function endWithoutEntrants(tx: StoreTransaction, lottery: LotteryRow, now: string): Promise<LotteryRow> {
	const end = { status: 'cancelled', cancelledAt: now, cancelledBy: 'rules', cancelReason: 'nobody entered' } as const;
	await tx.stepLottery(lottery.communityId, lottery.lotteryId, 'closed', end);
	await tx.appendLedger([
		lotteryLine({
			lottery,
			what: 'cancelled',
			type: 'lottery.cancelled',
			actorId: 'rules',
			now,
			data: { reason: end.cancelReason },
		}),
	]);
	return { ...lottery, ...end };
}

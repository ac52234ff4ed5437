import { award, pointsDay, type Award, type AwardReason, type BookedToday } from '../../../../community/points/award';
import type { PointsPolicy } from '../../../../community/points/rules';
import type { StoreTransaction } from '../../../../store/types';
import type { Standing } from '../standing/person';
import type { Happening } from './happening';

/** What the rules gave for one event. */
export interface Booked {
	awarded: number;
	balance: number;
	day: string;
	awards: Pick<Award, 'entryId' | 'ruleId' | 'amount'>[];
	why: AwardReason[];
	/** Points that rules would have taken, but were not there. */
	shortfall: number;
}

/** Books what the rules give for an event, in the transaction it is given; the same event and rule once. */
export async function book(
	tx: StoreTransaction,
	{ row, memberIds }: Standing,
	{ policy, happening }: { policy: PointsPolicy; happening: Happening },
	options: Readonly<Record<string, unknown>>,
): Promise<Booked> {
	const { communityId, memberId } = row;
	// Two events of one member at once would each see the caps as they were before.
	await tx.lockMember(communityId, memberId);
	const zone = row.timeZone ?? undefined;
	const day = pointsDay(happening.occurredAt, policy, zone);
	const today: BookedToday[] = await tx.bookedOnDay(communityId, memberIds, day);
	let { balance } = await tx.personPoints(communityId, memberIds);
	const result: Booked = { awarded: 0, balance, day, awards: [], why: [], shortfall: 0 };
	for (const kind of happening.kinds) {
		const { awards, why } = award(policy, { ...happening, kind, memberId }, today, zone);
		result.why.push(...why);
		for (const one of awards) {
			today.push(one);
			const amount = options['mayGoBelowZero'] === true ? one.amount : Math.max(one.amount, -Math.max(0, balance));
			result.shortfall += amount - one.amount;
			if (amount === 0) continue;
			const { entryId, ruleId } = one;
			const reason = `${kind}: ${ruleId}`;
			const line = { communityId, memberId, entryId, ruleId, amount, reason, at: one.at, day, kind: 'award' as const };
			if (!(await tx.addPoints(line, { mayGoBelowZero: true }))) continue;
			balance += amount;
			result.awarded += amount;
			result.awards.push({ entryId, ruleId, amount });
		}
	}
	return { ...result, balance };
}

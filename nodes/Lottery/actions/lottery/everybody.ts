import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../../shared/item';
import type { StoreTransaction } from '../../../../store/types';
import { knownPerson } from '../../../shared/person';
import { enterLottery, type EnterVerdict } from './enter';
import { givenFacts } from './facts';
import type { Place } from './fields';
import { communityJson, lotteryJson, noLottery } from './view';

const PAGE = 500;

/** Enters every member of the community whom the rules let in. Again, it enters those who have come since. */
export async function enterEverybody(
	tx: StoreTransaction,
	{ communityId, lotteryId }: Place,
	{ timeZone, now }: { timeZone: string; now: string },
): Promise<IDataObject> {
	const lottery = await tx.lockLottery(communityId, lotteryId, 'share');
	if (lottery === undefined) throw noLottery({ communityId, lotteryId });
	const counts: Record<EnterVerdict, number> = { entered: 0, already: 0, refused: 0, closed: 0, unknown: 0 };
	const community = { communityId, groupId: lottery.groupId };
	for (let after: string | undefined; ;) {
		const ids = await tx.memberIdsWith(communityId, 'member', { limit: PAGE, after });
		for (const memberId of ids) {
			const known = await knownPerson(tx, communityId, memberId);
			if (known === undefined) continue;
			const { memberId: _memberId, ...member } = known;
			const { verdict } = await enterLottery(tx, {
				communityId,
				lotteryId,
				subject: { community, member },
				event: undefined,
				household: {},
				given: givenFacts({}),
				timeZone,
				now,
			});
			counts[verdict] += 1;
		}
		after = ids.at(-1);
		if (ids.length < PAGE) break;
	}
	const { entered, already, refused, closed } = counts;
	return toJson({
		duplicate: entered === 0 && already > 0,
		counts: { entered, already, refused, closed },
		lottery: lotteryJson(lottery),
		community: await communityJson(tx, lottery),
		messages: [],
	});
}

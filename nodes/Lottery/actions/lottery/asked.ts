import { decodeButton, type ButtonAction } from '../../../../community/button';
import type { CommunityEvent } from '../../../../community/event';
import type { StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import type { Place } from './fields';
import { rulesOf } from './view';

/** Which lotteries an item asks for; found when the store is open. */
export interface AskedLotteries {
	communityId: string;
	find(tx: StoreTransaction, now: string): Promise<string[]>;
}

/** Open lotteries that one keyword can mean. */
const MOST = 100;

const same = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/**
 * Reads from an item which lottery is meant: the button's, those whose keyword was written, or the one that is named.
 *
 * @returns `undefined` for what is not for this operation: other buttons, chatter
 * @throws InputError if an item that is no button and no message names no lottery
 */
export function askedLotteries(
	event: CommunityEvent | undefined,
	{ communityId, lotteryId }: Place,
	action: ButtonAction,
): AskedLotteries | undefined {
	if (event?.type === 'button') {
		const button = decodeButton(event.button?.value ?? '');
		if (button?.action !== action) return undefined;
		return { communityId: button.communityId, find: async (tx) => await fromButton(tx, button, event, communityId) };
	}
	if (event?.type === 'message') {
		const word = same(event.text ?? '');
		if (action !== 'lot.enter' || word === '' || word.length > 64) return undefined;
		return { communityId, find: async (tx) => await byKeyword(tx, communityId, word) };
	}
	if (event !== undefined && event.type !== 'form_submitted' && lotteryId === '') return undefined;
	if (lotteryId === '') {
		throw new InputError('No lottery is named', 'Fill in "Lottery ID"; List shows the lotteries of a community.');
	}
	return { communityId, find: async () => [lotteryId] };
}

/** A button counts in the group that it was shown in, or in what the operator made one community with it. */
async function fromButton(
	tx: StoreTransaction,
	button: { communityId: string; id: string },
	event: CommunityEvent,
	chosen: string,
): Promise<string[]> {
	const lottery = await tx.getLottery(button.communityId, button.id);
	const places = [lottery?.groupId, button.communityId];
	return chosen === button.communityId || places.includes(event.communityId) ? [button.id] : [];
}

async function byKeyword(tx: StoreTransaction, communityId: string, word: string): Promise<string[]> {
	const open = await tx.listLotteries({ communityId, status: 'open' }, { limit: MOST });
	return open
		.filter((lottery) => {
			const { keyword } = rulesOf(lottery).entry;
			return keyword !== '' && same(keyword) === word;
		})
		.map(({ lotteryId }) => lotteryId);
}

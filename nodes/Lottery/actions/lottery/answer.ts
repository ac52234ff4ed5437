import type { IDataObject } from 'n8n-workflow';
import { LOTTERY_COPY } from '../../../../community/lottery/copy';
import { clock, refusalInWords, checkInWords, type Speech } from '../../../../community/lottery/words';
import type { OutboundMessage } from '../../../../community/message';
import { displayName } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { JsonObject, LotteryRow, StoreTransaction } from '../../../../store/types';
import { causeOf, slim, toJson } from '../../../shared/item';
import { privateWord, wordTo } from '../../../shared/person';
import { enterLottery, entryJson, receiptOf, type Entered, type Entering } from './enter';
import { communityJson, lotteryJson, lotteryOf } from './view';

export interface HowToAnswer {
	tell: boolean;
	/** `answer`, `private` or `none`. */
	receipt: string;
}

/**
 * Enters and puts it into words. An event that comes again gives the first answer; without an event only the entry itself
 * is kept, and asking again finds it.
 */
export async function answerEntry(tx: StoreTransaction, entering: Entering, how: HowToAnswer): Promise<IDataObject> {
	const { communityId, lotteryId, event, now } = entering;
	const work = async (): Promise<JsonObject> => toJson(await entered(tx, entering, how)) as JsonObject;
	if (event === undefined) {
		const result = await work();
		return { duplicate: result['verdict'] === 'already', ...result };
	}
	const key = `lottery.enter:${lotteryId}:${causeOf(event, communityId)}`;
	const { duplicate, result } = await tx.once(communityId, key, now, work);
	return { duplicate, ...result, event: slim(event) };
}

async function entered(tx: StoreTransaction, entering: Entering, how: HowToAnswer): Promise<object> {
	const done = await enterLottery(tx, entering);
	const { lottery, entry, verdict, checks, bonus } = done;
	const speech = lottery === undefined ? undefined : await lotteryOf(tx, lottery, entering.timeZone);
	return {
		entered: verdict === 'entered' || verdict === 'already',
		verdict,
		reasons: speech === undefined ? [] : reasonsOf(done, speech),
		lottery: lottery === undefined ? null : lotteryJson(lottery),
		entry: lottery === undefined || entry === undefined ? null : entryJson(lottery, entry),
		checks,
		bonus,
		community: lottery === undefined ? entering.subject.community : await communityJson(tx, lottery),
		member: entering.subject.member,
		messages: how.tell ? messagesOf(done, entering, how, speech) : [],
	};
}

function reasonsOf({ checks }: Entered, speech: Speech): string[] {
	return checks.filter(({ passed }) => !passed).map((check) => checkInWords(check, speech));
}

function messagesOf(
	done: Entered,
	entering: Entering,
	how: HowToAnswer,
	speech: Speech | undefined,
): OutboundMessage[] {
	const { event, subject } = entering;
	// Whoever was entered by a form outside the chat is told there.
	if (event === undefined) return [];
	const { lottery, entry } = done;
	const key = `lottery:${entering.lotteryId}:entry:${causeOf(event, entering.communityId)}`;
	const word = speech === undefined ? LOTTERY_COPY['zh-CN'].unknownLottery : inWords(done, entering, speech);
	const isNew = done.verdict === 'entered' && lottery !== undefined && entry !== undefined;
	const receipt =
		isNew && speech !== undefined
			? fillText(LOTTERY_COPY[speech.language].receipt, { receipt: receiptOf(lottery, entry) })
			: '';
	const answer = wordTo({ subject, event }, how.receipt === 'answer' ? word + receipt : word, key);
	if (how.receipt !== 'private' || receipt === '') return answer;
	return [...answer, privateWord(subject, `${word}${receipt}`, `${key}:receipt`)];
}

function inWords(done: Entered, { subject }: Entering, speech: Speech): string {
	const copy = LOTTERY_COPY[speech.language];
	const { lottery, entry } = done;
	const variables = { name: displayName(subject.member), title: titleOf(lottery) };
	switch (done.verdict) {
		case 'entered': {
			const closesAt = lottery === undefined ? '' : clock(lottery.closesAt, speech);
			const bonus = (entry?.weight ?? 1) > 1 ? fillText(copy.enteredBonus, { weight: entry?.weight ?? 1 }) : '';
			return fillText(copy.entered, { ...variables, closesAt }) + bonus;
		}
		case 'already':
			return fillText(copy.already, variables);
		case 'closed':
			return fillText(copy.notTakingEntries, { title: variables.title });
		case 'refused':
			return fillText(copy.refused, { ...variables, reasons: refusalInWords(done.checks, speech) });
		case 'unknown':
			return copy.unknownLottery;
	}
}

const titleOf = (lottery: LotteryRow | undefined): string => lottery?.title ?? '';

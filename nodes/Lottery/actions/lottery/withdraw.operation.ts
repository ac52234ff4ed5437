import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import { LOTTERY_COPY } from '../../../../community/lottery/copy';
import { displayName, type Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { JsonObject, LotteryEntryRow, LotteryRow, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { causeOf, eventOf, slim, toJson } from '../../../shared/item';
import { requirePerson, wordTo } from '../../../shared/person';
import { chosenLanguage } from '../../../shared/parameters';
import { askedLotteries } from './asked';
import { endEntry, entryJson } from './enter';
import { communityField, lotteryField, placeReader } from './fields';
import { communityJson, lotteryJson } from './view';

const properties: INodeProperties[] = [
	communityField,
	{ ...lotteryField, description: 'As Open put it out. Leave empty for the button, which knows its lottery.' },
];

export const description = updateDisplayOptions(
	{ show: { resource: ['lottery'], operation: ['withdraw'] } },
	properties,
);

interface Leaving {
	communityId: string;
	lotteryId: string;
	subject: Subject;
	event: CommunityEvent | undefined;
	now: string;
}

type Verdict = 'withdrawn' | 'not_entered' | 'too_late' | 'unknown';

interface Left {
	verdict: Verdict;
	lottery: LotteryRow | undefined;
	entry: LotteryEntryRow | undefined;
}

async function leave(tx: StoreTransaction, { communityId, lotteryId, subject, event, now }: Leaving): Promise<Left> {
	const lottery = await tx.lockLottery(communityId, lotteryId, 'share');
	if (lottery === undefined) return { verdict: 'unknown', lottery, entry: undefined };
	const member = await tx.findMember(communityId, subject.member);
	if (member === undefined) return { verdict: 'not_entered', lottery, entry: undefined };
	await tx.lockMember(communityId, member.memberId);
	const memberIds = await tx.memberIdsOf(communityId, member.memberId);
	const [entry] = await tx.entriesOfMembers(communityId, lotteryId, memberIds);
	if (entry?.status !== 'entered') return { verdict: 'not_entered', lottery, entry };
	const at = event?.occurredAt ?? now;
	if (lottery.status !== 'open' || Date.parse(at) >= Date.parse(lottery.closesAt)) {
		return { verdict: 'too_late', lottery, entry };
	}
	const actorId = event?.actorId ?? event?.memberId;
	await endEntry(tx, lottery, entry, { status: 'withdrawn', reason: 'withdrawn', actorId, now });
	return {
		verdict: 'withdrawn',
		lottery,
		entry: { ...entry, status: 'withdrawn', endedAt: now, endReason: 'withdrawn' },
	};
}

function inWords({ verdict, lottery, entry }: Left, subject: Subject): string {
	const copy = LOTTERY_COPY[chosenLanguage(lottery?.language)];
	const [name, title] = [displayName(subject.member), lottery?.title ?? ''];
	const points = entry?.pointsPaid ?? 0;
	switch (verdict) {
		case 'withdrawn':
			return fillText(copy.withdrawn, { name, title }) + (points > 0 ? fillText(copy.pointsBack, { points }) : '');
		case 'not_entered':
			return fillText(copy.notEntered, { name, title });
		case 'too_late':
			return fillText(copy.tooLateToWithdraw, { title });
		case 'unknown':
			return copy.unknownLottery;
	}
}

async function withdraw(tx: StoreTransaction, leaving: Leaving): Promise<IDataObject> {
	const { communityId, lotteryId, subject, event, now } = leaving;
	const work = async (): Promise<JsonObject> => {
		const left = await leave(tx, leaving);
		const { verdict, lottery, entry } = left;
		const key = `lottery:${lotteryId}:withdraw:${event === undefined ? '' : causeOf(event, communityId)}`;
		return toJson({
			withdrawn: verdict === 'withdrawn',
			verdict,
			lottery: lottery === undefined ? null : lotteryJson(lottery),
			entry: lottery === undefined || entry === undefined ? null : entryJson(lottery, entry),
			community: lottery === undefined ? subject.community : await communityJson(tx, lottery),
			member: subject.member,
			messages: event === undefined ? [] : wordTo({ subject, event }, inWords(left, subject), key),
		}) as JsonObject;
	};
	if (event === undefined) return { duplicate: false, ...(await work()) };
	const key = `lottery.withdraw:${lotteryId}:${causeOf(event, communityId)}`;
	const { duplicate, result } = await tx.once(communityId, key, now, work);
	return { duplicate, ...result, event: slim(event) };
}

/** Takes entries back before closing, with the points that they cost. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = placeReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const event = eventOf(item);
			const asked = askedLotteries(event, place(item, index), 'lot.withdraw');
			if (asked === undefined) return undefined;
			return { asked, event, subject: requirePerson(item, asked.communityId).subject };
		},
		async apply(tx, { asked, event, subject }) {
			const results = [];
			for (const lotteryId of await asked.find(tx, now)) {
				const leaving = { communityId: asked.communityId, lotteryId, subject, event, now };
				results.push({ output: 0, json: await withdraw(tx, leaving) });
			}
			return results;
		},
	});
}

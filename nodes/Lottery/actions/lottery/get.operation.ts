import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { LotteryPlaceRow, LotteryRow, StoreTransaction } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { optionsReader, textOption } from '../../../shared/parameters';
import { unseal } from '../../../shared/sensitive';
import { answerPlace } from './claim';
import { livingEntries } from './close';
import { entryJson } from './enter';
import { communityField, lotteryField, onePlaceReader, operatorsGroupOption, type Place } from './fields';
import { reportOf, unclaimedOf } from './report';
import {
	communityJson,
	lotteryJson,
	lotteryLine,
	lotteryOf,
	noLottery,
	placeJson,
	rulesOf,
	subjectOfEntry,
} from './view';

const properties: INodeProperties[] = [
	communityField,
	lotteryField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Entries',
				name: 'entries',
				type: 'boolean',
				default: true,
				description: 'Whether to list the entries that count, with their receipts',
			},
			operatorsGroupOption,
			{
				displayName: 'Sensitive Answers',
				name: 'sensitive',
				type: 'boolean',
				default: true,
				description: 'Whether to decrypt sensitive answers of claim forms; the ledger says that it was done',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['get'] } }, properties);

interface Wanted extends Place {
	entries: boolean;
	sensitive: boolean;
	operatorsGroupId: string | undefined;
	timeZone: string;
	now: string;
}

type Answers = { plain?: Record<string, string>; sealed?: Record<string, string> };

/** The answers by their question; sensitive ones as dots, unless they are asked for. */
function answersOf(lottery: LotteryRow, place: LotteryPlaceRow, isSensitive: boolean): object[] {
	const { plain = {}, sealed = {} } = place.answers as Answers;
	return rulesOf(lottery).claim.fields.flatMap(({ key, label, sensitive }) => {
		const hidden = sealed[key];
		if (hidden === undefined)
			return plain[key] === undefined ? [] : [{ question: label, sensitive, value: plain[key] }];
		return [{ question: label, sensitive, value: isSensitive ? unseal(hidden, answerPlace(place, key)) : '••••' }];
	});
}

async function describe(tx: StoreTransaction, wanted: Wanted): Promise<object> {
	const { communityId, lotteryId, now } = wanted;
	const lottery = await tx.getLottery(communityId, lotteryId);
	if (lottery === undefined) throw noLottery(wanted);
	const places = await tx.listPlaces(communityId, lotteryId);
	const prizes: object[] = [];
	for (const place of places) {
		prizes.push({ ...(await placeJson(tx, place)), answers: answersOf(lottery, place, wanted.sensitive) });
	}
	const hasSealed = places.some(({ answers }) => Object.keys((answers as Answers).sealed ?? {}).length > 0);
	if (wanted.sensitive && hasSealed) {
		await tx.appendLedger([
			lotteryLine({ lottery, what: `answers_read:${now}`, type: 'lottery.answers_read', actorId: 'workflow', now }),
		]);
	}
	const entries = wanted.entries ? await livingEntries(tx, lottery) : [];
	const speech = await lotteryOf(tx, lottery, wanted.timeZone);
	const { operatorsGroupId } = wanted;
	return {
		lottery: lotteryJson(lottery),
		rules: lottery.rules,
		published: lottery.published,
		draw: lottery.draw,
		counts: await tx.countEntries(communityId, lotteryId),
		prizes,
		unclaimed: unclaimedOf(places).map(({ place, prize }) => ({ place, prize })),
		entries: entries.map((entry) => ({ ...entryJson(lottery, entry), member: subjectOfEntry(entry).member })),
		community: await communityJson(tx, lottery),
		messages: await reportOf(tx, lottery, places, speech, { operatorsGroupId, part: `get:${now}` }),
	};
}

/** One lottery with its rules, prizes and what became of them. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = onePlaceReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index): Wanted => ({
			...place(item, index),
			entries: options(index)['entries'] === true,
			sensitive: options(index)['sensitive'] === true,
			operatorsGroupId: textOption(options(index), 'operatorsGroupId'),
			timeZone: context.getTimezone(),
			now,
		}),
		apply: async (tx, wanted) => ({ output: 0, json: toJson(await describe(tx, wanted)) }),
	});
}

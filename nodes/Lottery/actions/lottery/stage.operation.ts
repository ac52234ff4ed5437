import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { DomainError } from '../../../../community/domain-error';
import { stagePage } from '../../../../community/lottery/stage/page';
import { stageOf, type Stage } from '../../../../community/lottery/stage/stage';
import { clock } from '../../../../community/lottery/words';
import { displayName } from '../../../../community/subject';
import type { LotteryRow, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { optionsReader, textOption } from '../../../shared/parameters';
import { nodeStore } from '../../../shared/store';
import { itemByItem } from '../proof/items';
import { livingEntries } from './close';
import { communityField, lotteryField, onePlaceReader, type Place } from './fields';
import { communityJson, lotteryJson, lotteryOf, nameOf, noLottery, rulesOf, subjectOfEntry } from './view';

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
				displayName: 'Masked Names Only',
				name: 'maskedOnly',
				type: 'boolean',
				default: true,
				description:
					'Whether the file holds names like 张*明 alone, for a page that is sent around. Without it, M masks names on the stage.',
			},
			{
				displayName: 'Where to Check',
				name: 'verifyAt',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/lottery.html',
				description: 'Address of the proof, shown on the page. Leave out for the proof page in the group.',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['lottery'], operation: ['stage'] } }, properties);

interface Wanted extends Place {
	isMasked: boolean;
	verifyAt: string;
	timeZone: string;
}

/** Gives a page that reveals a drawn lottery on a stage. It shows the draw that was kept, and can change nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = onePlaceReader(context);
	const options = optionsReader(context);
	const timeZone = context.getTimezone();
	return await itemByItem(context, async (item, index) => {
		const chosen = options(index);
		const wanted: Wanted = {
			...place(item, index),
			isMasked: chosen['maskedOnly'] === true,
			verifyAt: textOption(chosen, 'verifyAt') ?? '',
			timeZone,
		};
		const store = await nodeStore(context);
		const { told, stage } = await store.read(async (tx) => await readStage(tx, wanted));
		const file = `stage-${wanted.lotteryId.replace(/[^\p{L}\p{N}_-]+/gu, '-')}.html`;
		const page = Buffer.from(stagePage(stage));
		return {
			json: toJson({ ...told, files: { stage: file } }),
			binary: { stage: await context.helpers.prepareBinaryData(page, file, 'text/html') },
		};
	});
}

async function readStage(tx: StoreTransaction, wanted: Wanted): Promise<{ told: object; stage: Stage }> {
	const lottery = await tx.getLottery(wanted.communityId, wanted.lotteryId);
	if (lottery === undefined) throw noLottery(wanted);
	const drawnAt = requireDrawn(lottery);
	const places = (await tx.listPlaces(wanted.communityId, wanted.lotteryId)).filter(({ kind }) => kind === 'winner');
	const winners = [];
	for (const place of places) winners.push({ ...place, name: (await nameOf(tx, place)).name });
	const entries = await livingEntries(tx, lottery);
	const speech = await lotteryOf(tx, lottery, wanted.timeZone);
	const stage = stageOf({
		title: lottery.title,
		language: speech.language,
		entrants: lottery.entrants ?? 0,
		listHash: lottery.listHash ?? '',
		seed: (lottery.draw as { seed?: string }).seed ?? '',
		drawnAt: clock(drawnAt, speech),
		verifyAt: wanted.verifyAt,
		names: entries.map((entry) => displayName(subjectOfEntry(entry).member)),
		prizes: rulesOf(lottery).prizes,
		winners,
		isMasked: wanted.isMasked,
	});
	const told = {
		lottery: lotteryJson(lottery),
		community: await communityJson(tx, lottery),
		winners: winners.length,
		tiers: stage.tiers.map(({ prize, winners: of }) => ({ prize, winners: of.length })),
		maskedOnly: wanted.isMasked,
	};
	return { told, stage };
}

/** @throws DomainError if there is no result to reveal */
function requireDrawn({ status, drawnAt, title }: LotteryRow): string {
	if (status === 'drawn' && drawnAt !== null) return drawnAt;
	throw new DomainError(
		`"${title}" is not drawn, so there is nothing to reveal`,
		'Draw it first. The page shows the result on the stage; it draws nothing.',
		'lotteryId',
	);
}

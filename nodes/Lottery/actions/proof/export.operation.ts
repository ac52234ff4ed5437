import { setImmediate as nextTurn } from 'node:timers/promises';
import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { DomainError } from '../../../../community/domain-error';
import type { DrandBeacon } from '../../../../community/lottery/draw/drand';
import { embedProof } from '../../../../community/lottery/proof/embed';
import { makeProof, proofText, type LotteryProof } from '../../../../community/lottery/proof/proof';
import type { CommunityStore, LotteryRow } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import { optionsReader } from '../../../shared/parameters';
import { nodeStore } from '../../../shared/store';
import { listOfEntrants, livingEntries } from '../lottery/close';
import { communityField, lotteryField, onePlaceReader, type Place } from '../lottery/fields';
import { lotteryJson, noLottery } from '../lottery/view';
import { itemByItem } from './items';
import { verifyingPage } from './page';

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
				displayName: 'Proof in the Item',
				name: 'inItem',
				type: 'boolean',
				default: false,
				description:
					'Whether the item also carries the proof as "proof", for workflows that post it to an endpoint. It has a line for every entrant.',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['proof'], operation: ['export'] } }, properties);

/** What the draw kept. */
interface Kept {
	secret: string;
	beacon: DrandBeacon | null;
}

/** Gives the proof of a drawn lottery as two files: the JSON, and a page that verifies it. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const place = onePlaceReader(context);
	const options = optionsReader(context);
	return await itemByItem(context, async (item, index) => {
		const { lottery, proof } = await proofOf(await nodeStore(context), place(item, index));
		const json = proofText(proof);
		const name = `lottery-${lottery.lotteryId.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`;
		const files = { proof: `${name}.json`, page: `${name}.html` };
		const binary = {
			proof: await context.helpers.prepareBinaryData(Buffer.from(json), files.proof, 'application/json'),
			page: await context.helpers.prepareBinaryData(
				Buffer.from(embedProof(verifyingPage(), json)),
				files.page,
				'text/html',
			),
		};
		const told = {
			lottery: lotteryJson(lottery),
			hashes: proof.hashes,
			winners: proof.winners.length,
			alternates: proof.alternates.length,
			files,
			...(options(index)['inItem'] === true ? { proof } : {}),
		};
		return { json: toJson(told), binary };
	});
}

async function proofOf(store: CommunityStore, place: Place): Promise<{ lottery: LotteryRow; proof: LotteryProof }> {
	const { lottery, list } = await store.read(async (tx) => {
		const found = await tx.getLottery(place.communityId, place.lotteryId);
		if (found === undefined) throw noLottery(place);
		requireDrawn(found);
		const entries = await livingEntries(tx, found);
		return { lottery: found, list: listOfEntrants(found, found.closedAt ?? '', entries) };
	});
	if (list.hash !== lottery.listHash) {
		throw new DomainError(
			`The entries of lottery ${lottery.lotteryId} are not those that were frozen`,
			'Somebody changed the store. Restore it from a backup; the hash of the list was published at closing.',
			'lotteryId',
		);
	}
	const { secret, beacon } = lottery.draw as unknown as Kept;
	const parts = { rules: lottery.published, list: list.text, secret, ...(beacon === null ? {} : { drand: beacon }) };
	return { lottery, proof: await makeProof(parts, async () => await nextTurn()) };
}

function requireDrawn({ status, title }: LotteryRow): void {
	if (status === 'drawn') return;
	throw new DomainError(
		`"${title}" is not drawn, so there is nothing to prove`,
		'Draw it first. Until then its secret stays secret.',
		'lotteryId',
	);
}

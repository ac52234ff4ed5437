import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { baitMessage } from '../../../../community/segments/bait';
import { parsePonds, type PondPolicy } from '../../../../community/segments/pond';
import { POND_COPY } from '../../../../community/segments/pond-copy';
import type { JsonObject } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import {
	chosenLanguage,
	asText,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { communityJson, communityReader } from '../standing/community';
import { filledIn, givenReader, numberIn, rowsOf, wordsIn } from '../standing/given';
import { standingLine } from '../standing/ledger';
import { actorOf, requestKey } from '../standing/request';
import { PONDS } from './policy';
import { saveFields } from './save.fields';

export const description = updateDisplayOptions({ show: { resource: ['pond'], operation: ['save'] } }, saveFields);

/** Keeps the ponds, and puts out the message with the baits; saving the same again changes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const policy = policyReader(context);
	const [group, text] = [textReader(context, 'baitGroupId'), textReader(context, 'baitText')];
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			return {
				communityId: community(item, index),
				policy: policy(index),
				groupId: group(index),
				text: text(index) || POND_COPY[chosenLanguage(chosen['language'])].bait,
				key: requestKey(context, item, index, textOption(chosen, 'requestId')),
				actorId: actorOf(item, textOption(chosen, 'operator')),
			};
		},
		async apply(tx, { communityId, policy: ponds, groupId, text: above, key, actorId }) {
			const definition = toJson(ponds) as JsonObject;
			const changed = await tx.savePolicy(communityId, PONDS, definition, now);
			if (changed) {
				const data = definition;
				const line = { communityId, source: 'pond' as const, type: 'pond.saved', actorId, occurredAt: now, now, data };
				await tx.appendLedger([standingLine({ ...line, key: [now, JSON.stringify(definition)] })]);
			}
			const dedupeKey = `pond.bait:${stableId(communityId, groupId, key)}`;
			const messages =
				groupId === '' || ponds.baits.length === 0
					? []
					: [baitMessage(ponds, { communityId, groupId, text: above, dedupeKey })];
			const shown = communityJson(communityId, await tx.getCommunity(communityId));
			return { output: 0, json: toJson({ changed, ponds, community: shown, messages }) };
		},
	});
}

function policyReader(context: IExecuteFunctions): (index: number) => PondPolicy {
	const ponds = parameterReader(context, 'ponds', {}, (value) => rowsOf(value, 'pond'));
	const numbers = (['halfLifeDays', 'inviteAgainDays', 'moveFactor'] as const).map(
		(name) => [name, parameterReader<unknown>(context, name, null, (value) => value)] as const,
	);
	return givenReader(
		context,
		'ponds',
		(index) =>
			filledIn({
				baits: baitsOf(ponds(index)),
				ponds: ponds(index).map(pondOf),
				...Object.fromEntries(numbers.map(([name, read]) => [name, read(index)])),
			}),
		parsePonds,
	);
}

function pondOf({ baits, ...row }: Record<string, unknown>): object {
	const weights = rowsOf(baits, 'bait').map(({ bait, weight }): [string, number] => [
		asText(bait).trim(),
		numberIn(weight, 'Weight') ?? 1,
	]);
	return filledIn({ ...row, baits: Object.fromEntries(weights) });
}

/** Every bait once, with the button and the words of all the ponds that it stands in. */
function baitsOf(ponds: readonly Record<string, unknown>[]): object[] {
	const found = new Map<string, { bait: string; label?: unknown; keywords: string[] }>();
	for (const { bait, label, keywords } of ponds.flatMap((pond) => rowsOf(pond['baits'], 'bait'))) {
		const name = asText(bait).trim();
		const before = found.get(name) ?? { bait: name, keywords: [] };
		const words = [...new Set([...before.keywords, ...wordsIn(keywords)])];
		found.set(name, { ...before, ...(label === undefined || label === '' ? {} : { label }), keywords: words });
	}
	return [...found.values()];
}

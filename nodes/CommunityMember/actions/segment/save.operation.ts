import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { describe } from '../../../../community/segments/describe';
import { conditionId } from '../../../../community/segments/normal';
import { parseSegment } from '../../../../community/segments/parse';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { chosenLanguage, languageField, optionsReader, textOption, textReader } from '../../../shared/parameters';
import { communityField, communityJson, communityReader } from '../standing/community';
import { standingLine } from '../standing/ledger';
import { actorOf, operatorOption } from '../standing/request';
import { statusesOf } from './chosen';
import { conditionReader } from './condition';
import { givenCondition, nameField, statusesOption } from './fields';

const properties: INodeProperties[] = [
	communityField,
	{ ...nameField('The name under which other operations find it'), required: true },
	...givenCondition,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [languageField('Of the description in words'), operatorOption, statusesOption],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['segment'], operation: ['save'] } }, properties);

/** Keeps a segment under its name; saving the same again changes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const name = textReader(context, 'segment');
	const condition = conditionReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			communityId: community(item, index),
			segment: parseSegment({ name: name(index), condition: condition(index) }),
			options: options(index),
			item,
		}),
		async apply(tx, { communityId, segment, options: chosen, item }) {
			const actorId = actorOf(item, textOption(chosen, 'operator'));
			const statuses = statusesOf(chosen);
			const row = { communityId, name: segment.name, condition: segment.condition, statuses, savedBy: actorId ?? null };
			const changed = await tx.saveSegment(row, now);
			const id = conditionId(segment.condition);
			if (changed) {
				await tx.appendLedger([
					standingLine({
						communityId,
						source: 'segment',
						key: [segment.name, id, now],
						type: 'segment.saved',
						actorId,
						occurredAt: now,
						now,
						data: { name: segment.name, condition: segment.condition, statuses },
					}),
				]);
			}
			const words = describe(segment, chosenLanguage(chosen['language']));
			const shown = communityJson(communityId, await tx.getCommunity(communityId));
			const json = { changed, segment: { name: segment.name, conditionId: id }, words, statuses, community: shown };
			return { output: 0, json: toJson(json) };
		},
	});
}

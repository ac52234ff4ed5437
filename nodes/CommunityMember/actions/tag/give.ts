import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { activeTags } from '../../../../community/identity/tags';
import { stableId } from '../../../../community/digest';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { optionsReader, parameterReader } from '../../../shared/parameters';
import { writeLine } from '../line';
import { changeMember } from '../member/change';
import { tagRows } from '../member/upsert.fields';
import { givenTags } from '../member/upsert.operation';
import { subjectView } from '../member/view';
import { operatorOf, operatorOption } from '../operator';
import { nodeVault } from '../vault';
import { findWho, whoFields, whoReader } from '../who';

const properties: INodeProperties[] = [
	...whoFields,
	tagRows,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [operatorOption],
	},
];

const shown = (operation: string): INodeProperties[] =>
	updateDisplayOptions({ show: { resource: ['tag'], operation: [operation] } }, properties);

export const addDescription = shown('add');
export const removeDescription = shown('remove');

function reading(context: IExecuteFunctions, now: string) {
	const wanted = whoReader(context);
	const options = optionsReader(context);
	const rows = parameterReader(context, 'tags', {}, (value) => givenTags(value, now));
	return (item: INodeExecutionData, index: number) => {
		const tags = rows(index);
		if (tags.length === 0) throw new InputError('No tag is named', 'Add at least one row under "Tags".');
		return { asked: wanted(item, index), tags, by: operatorOf(options(index), item) };
	};
}

/** Gives tags by an operator's hand; the member is made known if they are not. */
export async function add(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const now = new Date().toISOString();
	const read = reading(context, now);
	const vault = await nodeVault(context);
	return await runBatch(context, 1, {
		prepare: read,
		async apply(tx, { asked, tags, by }) {
			const given = { ...asked, portrait: {}, tags, traits: [] };
			const { row, changed } = await changeMember(tx, given, { source: 'operator', by, at: now, vault });
			const held = (await tx.tagsOf(row.communityId, [row.memberId])).get(row.memberId) ?? [];
			const json = { changed: changed.length > 0, ...(await subjectView(tx, row)), tags: activeTags(held, now) };
			return { output: 0, json: toJson(json) };
		},
	});
}

/** Takes tags away, whoever gave them. */
export async function remove(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const now = new Date().toISOString();
	const read = reading(context, now);
	return await runBatch(context, 1, {
		prepare: read,
		async apply(tx, { asked, tags, by }) {
			const row = await findWho(tx, asked);
			if (row === undefined) {
				throw new InputError('Nobody is known so', 'Make the member known first, e.g. with Member: Create or Update.');
			}
			const { communityId, memberId } = row;
			const taken: string[] = [];
			for (const { tag } of tags) {
				if ((await tx.takeTag(communityId, memberId, { tag })).length > 0) taken.push(tag);
			}
			if (taken.length > 0) {
				const eventId = `untagged:${stableId(memberId, now, ...taken)}`;
				await writeLine(tx, {
					...{ communityId, eventId, type: 'member.untagged', memberId, by, at: now },
					data: { changed: taken.map((tag) => `tag:${tag}`) },
				});
			}
			const held = (await tx.tagsOf(communityId, [memberId])).get(memberId) ?? [];
			const json = { changed: taken.length > 0, ...(await subjectView(tx, row)), tags: activeTags(held, now) };
			return { output: 0, json: toJson(json) };
		},
	});
}

import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { MemberFilter, MemberRow } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { optionsReader, textOption } from '../../../shared/parameters';
import { portraitOf } from '../portrait';
import { communityField, communityReader } from '../who';
import { STATUSES } from './upsert.fields';
import { knownOf, subjectView } from './view';

const properties: INodeProperties[] = [
	communityField,
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'After Member ID',
				name: 'after',
				type: 'string',
				default: '',
				placeholder: 'e.g. m_abcdefghijklmnop',
				description: 'Continue behind this member, the last of the page before',
			},
			{
				displayName: 'Field',
				name: 'field',
				type: 'string',
				default: '',
				placeholder: 'e.g. city',
				description: 'Only members with the value below in this field; not for sensitive fields',
			},
			{
				displayName: 'Name Contains',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. 小雨',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [{ name: 'Any', value: 'any' }, ...STATUSES],
				default: 'any',
			},
			{ displayName: 'Tag', name: 'tag', type: 'string', default: '', placeholder: 'e.g. 铁粉' },
			{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. 深圳' },
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['member'], operation: ['list'] } }, properties);

interface Search extends Omit<MemberFilter, 'field'> {
	limit: number;
	after: string | undefined;
	field: { field: string; value: string } | undefined;
}

function searchOf(communityId: string, limit: number, chosen: Record<string, unknown>, now: string): Search {
	const field = textOption(chosen, 'field');
	const value = textOption(chosen, 'value');
	if ((field === undefined) !== (value === undefined)) {
		throw new InputError('"Field" and "Value" belong together', 'Fill in both, or none.');
	}
	return {
		communityId,
		limit,
		now,
		after: textOption(chosen, 'after'),
		name: textOption(chosen, 'name'),
		tag: textOption(chosen, 'tag'),
		status: STATUSES.find((one) => one.value === chosen['status'])?.value,
		field: field === undefined || value === undefined ? undefined : { field, value },
	};
}

/** Lists members in the order of their ids, one item for each; somebody who was merged is listed once. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const limit = limitReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Search>(context, 1, {
		prepare: (item, index) => searchOf(community(item, index), limit(index), options(index), now),
		async apply(tx, { limit: most, after, field, ...search }) {
			const fields = await portraitOf(tx, search.communityId);
			const type = fields.find((one) => one.field === field?.field);
			if (field !== undefined && (type === undefined || type.sensitive)) {
				throw new InputError(
					type === undefined ? `There is no field "${field.field}"` : `The field "${field.field}" is sensitive`,
					type === undefined
						? 'Define it with Field: Define.'
						: 'Sensitive values are encrypted and cannot be searched.',
				);
			}
			const filter: MemberFilter = {
				...search,
				field: field && { field: field.field, value: type?.type === 'number' ? Number(field.value) : field.value },
			};
			const rows = await readPages<MemberRow>(
				most,
				(page) => tx.listMembers(filter, { ...page, after: page.after ?? after }),
				({ memberId }) => memberId,
			);
			const routed: Routed[] = [];
			for (const row of rows) {
				const { status, joinedAt } = row;
				const known = await knownOf(tx, row, fields, { now, vault: undefined });
				routed.push({ output: 0, json: toJson({ ...(await subjectView(tx, row)), status, joinedAt, ...known }) });
			}
			return routed;
		},
	});
}

import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { pageKey } from '../../../../store';
import { runBatch, type Routed } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { textReader } from '../../../shared/parameters';
import { campJson, knownCamp, requireCamp } from './camps';
import { communityField, operatorField } from '../shared/fields';
import { requireCommunity, requiredCampField, requireText } from './fields';
import { refundJson } from './refunds';
import { cancelCamp, reportOf } from './settle';

const shown = (operation: string) => ({ show: { resource: ['camp'], operation: [operation] } });

export const getDescription = updateDisplayOptions(shown('get'), [communityField, requiredCampField]);
export const listDescription = updateDisplayOptions(shown('list'), [communityField, ...pagingFields]);
export const cancelDescription = updateDisplayOptions(shown('cancel'), [
	communityField,
	requiredCampField,
	operatorField,
]);
export const refundsDescription = updateDisplayOptions(shown('listRefunds'), [
	communityField,
	requiredCampField,
	{
		displayName: 'Only',
		name: 'only',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Due by a Person', value: 'person' },
			{ name: 'Due Through the Payment System', value: 'payment' },
		],
		default: 'payment',
		description: 'Which refunds to list',
	},
	...pagingFields,
]);

/** Shows a camp with everybody in it: how they do, the settlement and the refunds. */
export async function executeGet(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const camp = textReader(context, 'campId');
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			communityId: requireCommunity(community(index), item),
			campId: requireText(camp(index), 'Camp ID'),
		}),
		async apply(tx, { communityId, campId }) {
			return { output: 0, json: toJson(await reportOf(tx, await requireCamp(tx, communityId, campId), now)) };
		},
	});
}

/** Lists the camps of a community, oldest first. */
export async function executeList(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = textReader(context, 'communityId');
	const limit = limitReader(context);
	return await runBatch(context, 1, {
		prepare: (item, index) => ({ communityId: requireCommunity(community(index), item), most: limit(index) }),
		async apply(tx, { communityId, most }) {
			const rows = await readPages(
				most,
				(page) => tx.listCamps({ communityId }, page),
				({ openedAt, campId }) => pageKey(openedAt, campId),
			);
			return rows.map((row): Routed => ({ output: 0, json: toJson(campJson(knownCamp(row))) }));
		},
	});
}

/** Ends a camp before its time; deposits go back whole. */
export async function executeCancel(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [community, camp, operator] = [text('communityId'), text('campId'), text('operator')];
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			communityId: requireCommunity(community(index), item),
			campId: requireText(camp(index), 'Camp ID'),
			operatorId: requireText(operator(index), 'Operator'),
		}),
		async apply(tx, { communityId, campId, operatorId }) {
			const known = await requireCamp(tx, communityId, campId);
			const { duplicate, result } = await cancelCamp(tx, known, { operatorId, now });
			return { output: 0, json: { duplicate, ...result } };
		},
	});
}

/** Lists refunds, one item each, for a payment node or a person. */
export async function executeListRefunds(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [community, camp, only] = [text('communityId'), text('campId'), text('only')];
	const limit = limitReader(context);
	return await runBatch(context, 1, {
		prepare: (item, index) => ({
			communityId: requireCommunity(community(index), item),
			campId: requireText(camp(index), 'Camp ID'),
			way: only(index) as 'all' | 'payment' | 'person',
			most: limit(index),
		}),
		async apply(tx, { communityId, campId, way, most }) {
			const known = await requireCamp(tx, communityId, campId);
			const isDue = way === 'payment' || way === 'person';
			const filter = isDue ? { way, status: 'due' as const } : {};
			const rows = await readPages(
				most,
				(page) => tx.listRefunds(communityId, campId, page, filter),
				({ dueAt, refundId }) => pageKey(dueAt, refundId),
			);
			return rows.map((row): Routed => ({ output: 0, json: toJson({ refund: refundJson(row), ...campJson(known) }) }));
		},
	});
}

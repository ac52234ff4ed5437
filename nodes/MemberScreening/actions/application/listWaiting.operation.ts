import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { applicationKey } from '../../../../store';
import type { ApplicationRow, StoreTransaction } from '../../../../store/types';
import { runBatch, type Routed } from '../../../shared/batch';
import { asText, parameterReader } from '../../../shared/parameters';
import { toJson } from '../../../shared/item';

const properties: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Only applications of this community. Leave empty for all communities.',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['listWaiting'] } },
	properties,
);

const PAGE_SIZE = 500;

async function waiting(tx: StoreTransaction, communityId: string, limit: number): Promise<ApplicationRow[]> {
	const rows: ApplicationRow[] = [];
	let after: string | undefined;
	while (rows.length < limit) {
		const page = await tx.listApplications(
			{ status: 'review', ...(communityId === '' ? {} : { communityId }) },
			{ limit: Math.min(PAGE_SIZE, limit - rows.length), after },
		);
		rows.push(...page);
		const last = page.at(-1);
		if (last === undefined) break;
		after = applicationKey(last);
	}
	return rows;
}

function waitingItem(row: ApplicationRow, now: number): Routed {
	const { card: _card, ...subject } = row.subject;
	const { applicationId, score, reasons, answers, createdAt, reviewGroupId } = row;
	const waitingHours = Math.max(0, Math.round((now - Date.parse(createdAt)) / 36_000) / 100);
	return {
		output: 0,
		json: toJson({ applicationId, ...subject, score, reasons, answers, createdAt, waitingHours, reviewGroupId }),
	};
}

/** Lists the applications that wait for a person, oldest first. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = parameterReader(context, 'communityId', '', (value) => asText(value).trim());
	const all = parameterReader(context, 'returnAll', false, Boolean);
	const limit = parameterReader(context, 'limit', 50, Number);
	const now = Date.now();
	return await runBatch(context, 1, {
		prepare: (_item, index) => ({
			communityId: community(index),
			limit: all(index) ? Number.POSITIVE_INFINITY : limit(index),
		}),
		apply: async (tx, wanted) =>
			(await waiting(tx, wanted.communityId, wanted.limit)).map((row) => waitingItem(row, now)),
	});
}

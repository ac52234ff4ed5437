import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Page } from '../../store/types';
import { InputError } from './errors';
import { parameterReader } from './parameters';

/** Rows per query: few round trips, and never a whole table in memory at once. */
const PAGE_SIZE = 500;

/** "Return All" and "Limit", as every operation has them that lists something. */
export const pagingFields: INodeProperties[] = [
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

/**
 * Reads how many results an item may have: a whole number, or `Infinity` for all.
 *
 * @throws InputError (from the reader) if "Limit", e.g. by its expression, is less than 1 or no number
 */
export function limitReader(context: IExecuteFunctions): (index: number) => number {
	const all = parameterReader(context, 'returnAll', false, Boolean);
	const limit = parameterReader(context, 'limit', 50, Number);
	return (index) => {
		if (all(index)) return Number.POSITIVE_INFINITY;
		const most = Math.floor(limit(index));
		if (most >= 1) return most;
		throw new InputError(`"Limit" is ${limit(index)}`, 'Fill in a number from 1 on, or switch "Return All" on.');
	};
}

/**
 * Reads page after page until `limit` rows are there or no more come.
 *
 * @param fetch reads one page; it may be asked for up to 500 rows
 * @param keyOf the key of a row that the next page begins after
 */
export async function readPages<Row>(
	limit: number,
	fetch: (page: Page) => Promise<Row[]>,
	keyOf: (row: Row) => string,
): Promise<Row[]> {
	const rows: Row[] = [];
	let after: string | undefined;
	while (rows.length < limit) {
		const wanted = Math.min(PAGE_SIZE, limit - rows.length);
		const page = await fetch({ limit: wanted, after });
		rows.push(...page);
		const last = page.at(-1);
		if (last === undefined || page.length < wanted) break;
		after = keyOf(last);
	}
	return rows;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { StoreError } from '../../../../store/errors';
import type { StoreTransaction } from '../../../../store/types';
import { nodeError } from '../../../shared/errors';
import { nodeStore } from '../../../shared/store';

/** What one transaction of a sweep did, and after whom the next one begins. */
export interface SweptPage {
	items: IDataObject[];
	/** Absent where everybody was looked at. */
	after?: string | undefined;
}

/**
 * Goes over all members of a community, page by page, each page in a transaction of its own: a million members do not
 * hold up those who write, and what one page did stays done if the next one fails.
 *
 * @param prepare reads an item; everything that can be wrong with the settings is found here
 * @param page looks at those after the given member
 */
export async function runSweep<Prepared>(
	context: IExecuteFunctions,
	prepare: (item: INodeExecutionData, index: number) => Prepared,
	page: (tx: StoreTransaction, prepared: Prepared, after: string | undefined, soFar: number) => Promise<SweptPage>,
): Promise<INodeExecutionData[][]> {
	const result: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		try {
			const prepared = prepare(item, index);
			const store = await nodeStore(context);
			let after: string | undefined;
			let found = 0;
			do {
				const start = after;
				const count = found;
				const done = await store.transaction(async (tx) => await page(tx, prepared, start, count));
				result.push(...done.items.map((json) => ({ json, pairedItem: { item: index } })));
				found += done.items.length;
				({ after } = done);
				await nextTurn();
			} while (after !== undefined);
		} catch (error) {
			const shown = nodeError(context.getNode(), error, index);
			if (!context.continueOnFail() || (error instanceof StoreError && error.code !== 'conflict')) throw shown;
			result.push({ json: { error: shown.message }, pairedItem: { item: index } });
		}
	}
	return [result];
}

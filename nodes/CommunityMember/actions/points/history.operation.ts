import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { pageKey } from '../../../../store';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields, readPages } from '../../../shared/paging';
import { findStanding, standingJson } from '../standing/person';
import { whoFields, whoReader } from '../who';

export const description = updateDisplayOptions({ show: { resource: ['points'], operation: ['history'] } }, [
	...whoFields,
	...pagingFields,
]);

/** Lists the lines of a person's ledger, the newest first; nobody known gives no item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const who = whoReader(context);
	const limit = limitReader(context);
	return await runBatch(context, 1, {
		readOnly: true,
		prepare: (item, index) => ({ wanted: who(item, index), item, most: limit(index) }),
		async apply(tx, { wanted, item, most }) {
			const standing = await findStanding(tx, wanted, item);
			if (standing === undefined) return undefined;
			const { community, member } = standingJson(standing) as { community: object; member: object };
			const rows = await readPages(
				most,
				(page) => tx.listPoints(standing.row.communityId, standing.memberIds, page),
				({ at, entryId }) => pageKey(at, entryId),
			);
			return rows.map(({ memberId: bookedFor, ...row }) => ({
				output: 0,
				json: toJson({ ...row, bookedFor, community, member }),
			}));
		},
	});
}

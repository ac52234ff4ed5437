import { applicationKey } from '../../../../store';
import type { ApplicationFilter, ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { readPages } from '../../../shared/paging';

/** The newest application of a member, whatever became of it. */
export async function newestApplication(
	tx: StoreTransaction,
	filter: Required<Pick<ApplicationFilter, 'communityId' | 'memberId'>> & Pick<ApplicationFilter, 'way'>,
): Promise<ReviewedApplication | undefined> {
	const rows = await readPages(Number.POSITIVE_INFINITY, (page) => tx.listApplications(filter, page), applicationKey);
	return rows.at(-1);
}

import {
	countInvited,
	inviters,
	type InvitationCount,
	type InvitedBy,
	type InviterOf,
} from '../../../../community/admission/chain';
import { ledgerKey, pageKey } from '../../../../store';
import type { StoreTransaction } from '../../../../store/types';
import { readPages } from '../../../shared/paging';

export interface InviterTree {
	inviterOf: InviterOf;
	counts: Map<string, InvitationCount>;
}

/** Who invited whom in a community, from the ledger, in the order of time. */
export async function inviterTree(tx: StoreTransaction, communityId: string): Promise<InviterTree> {
	const lines = await readPages(
		Number.POSITIVE_INFINITY,
		(page) => tx.listLedger({ communityId, type: 'invitation.redeemed' }, page),
		ledgerKey,
	);
	const edges = lines.flatMap(({ memberId, data }): InvitedBy[] => {
		const inviterId = data['inviterMemberId'];
		return memberId === undefined || typeof inviterId !== 'string' ? [] : [{ inviterId, memberId }];
	});
	const inviterOf = inviters(edges);
	return { inviterOf, counts: countInvited(inviterOf) };
}

/** How many members one inviter has brought in person. */
export async function countInvitees(
	tx: StoreTransaction,
	communityId: string,
	inviterMemberId: string,
): Promise<number> {
	const rows = await readPages(
		Number.POSITIVE_INFINITY,
		(page) => tx.invitees(communityId, inviterMemberId, page),
		({ at, memberId, code }) => pageKey(at, memberId, code),
	);
	return new Set(rows.map(({ memberId }) => memberId)).size;
}

/** What Community Member asks of the store. */
export interface MemberTransaction {
	/**
	 * Every member id that one person goes by: the member that the person's identities lead to first, then those
	 * that were merged into it, in order. An id that nobody has stands for itself.
	 *
	 * Lines of ledgers stay with the id that they were written with, so whoever counts for a person reads all of these.
	 */
	memberIdsOf(communityId: string, memberId: string): Promise<string[]>;
}

import type { IExecuteFunctions } from 'n8n-workflow';
import type { CommunityRow, StoreTransaction } from '../../store/types';
import { InputError } from './errors';
import { asText, parameterReader } from './parameters';

/** @throws InputError if the store knows no such community */
export async function knownCommunity(tx: StoreTransaction, communityId: string): Promise<CommunityRow> {
	const community = await tx.getCommunity(communityId);
	if (community !== undefined) return community;
	throw new InputError(
		`The store knows no community "${communityId}"`,
		'Fill in "Community ID" with the ID of the group. A community is known once Welcome Ritual or Member Screening has met somebody there.',
	);
}

/** The community as items show it. */
export function communityJson({ communityId, groupId, name }: CommunityRow): object {
	return { communityId, groupId, ...(name === null ? {} : { name }) };
}

/** Reads "Community ID", which an operation without events cannot do without. */
export function communityReader(context: IExecuteFunctions): (index: number) => string {
	return parameterReader(context, 'communityId', '', (value) => {
		const communityId = asText(value).trim();
		if (communityId !== '') return communityId;
		throw new InputError('No community is named', 'Fill in "Community ID", e.g. the ID of the group.');
	});
}

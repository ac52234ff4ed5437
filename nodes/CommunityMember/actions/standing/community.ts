import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { requireZone } from '../../../../community/parse';
import type { CommunityRow, MemberRow, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { subjectOfItem } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';

/** The clocks of a community that has none of its own and whose operator named none. */
const ZONE = 'Asia/Shanghai';

export const communityField: INodeProperties = {
	displayName: 'Community ID',
	name: 'communityId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'Leave empty to take the community of the item',
};

export const timeZoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asia/Shanghai',
	description: 'Whose days count where neither the member nor the community has a time zone. Empty: Asia/Shanghai.',
};

/** Reads which community an item is about. */
export function communityReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => string {
	const community = textReader(context, 'communityId');
	return (item, index) => {
		const communityId = community(index) || subjectOfItem(item)?.community.communityId;
		if (communityId !== undefined) return communityId;
		throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
	};
}

/** The clocks of the community; an operator's where it has none. */
export function zoneOf(community: CommunityRow | undefined, wanted: unknown): string {
	const given = typeof wanted === 'string' && wanted.trim() !== '' ? wanted.trim() : undefined;
	if (given !== undefined) requireZone(given, 'Time Zone');
	return community?.timeZone ?? given ?? ZONE;
}

/** The community as items show it. */
export function communityJson(communityId: string, row: CommunityRow | undefined): object {
	return {
		communityId,
		groupId: row?.groupId ?? communityId,
		...(row?.name == null ? {} : { name: row.name }),
	};
}

/** A member as items of lists show them; on the platform where they were seen first. */
export async function personJson(
	tx: StoreTransaction,
	communityId: string,
	memberId: string,
	row?: Pick<MemberRow, 'name'>,
): Promise<{ memberId: string; platform?: string; platformMemberId?: string; name?: string }> {
	const identities = await tx.listIdentities(communityId, memberId);
	const name = row === undefined ? (await tx.getMember(communityId, memberId))?.name : row.name;
	return { memberId, ...identities[0], ...(name == null ? {} : { name }) };
}

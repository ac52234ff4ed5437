import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { MemberRow, StoreTransaction } from '../../../store/types';
import { InputError } from '../../shared/errors';
import { subjectOfItem } from '../../shared/item';
import { parameterReader, textReader } from '../../shared/parameters';

/** How an operation is told which member it is about. */
export type Who = { by: 'identity'; platform: string; platformMemberId: string } | { by: 'memberId'; memberId: string };

export interface Wanted {
	communityId: string;
	who: Who;
}

/** Community and member, which are those of the item unless an operator says otherwise. */
export const whoFields: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Leave empty to take the community of the item',
	},
	{
		displayName: 'Member',
		name: 'findBy',
		type: 'options',
		options: [
			{ name: 'By ID on a Platform', value: 'identity' },
			{ name: 'By Member ID', value: 'memberId', description: 'The ID that this package gave' },
			{ name: 'Of the Item', value: 'item' },
		],
		default: 'item',
		description: 'Whom this is about',
	},
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'string',
		default: 'telegram',
		placeholder: 'e.g. telegram',
		description: 'Where the ID is known',
		displayOptions: { show: { findBy: ['identity'] } },
	},
	{
		displayName: 'ID on the Platform',
		name: 'platformMemberId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123456789',
		displayOptions: { show: { findBy: ['identity'] } },
	},
	{
		displayName: 'Member ID',
		name: 'memberId',
		type: 'string',
		default: '',
		placeholder: 'e.g. m_abcdefghijklmnop',
		displayOptions: { show: { findBy: ['memberId'] } },
	},
];

/**
 * Reads which member an item is about.
 *
 * @throws InputError (from the reader) if neither the item nor the fields name a community and a member
 */
export function whoReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => Wanted {
	const community = textReader(context, 'communityId');
	const findBy = parameterReader(context, 'findBy', 'item', String);
	const platform = textReader(context, 'platform');
	const platformMemberId = textReader(context, 'platformMemberId');
	const memberId = textReader(context, 'memberId');
	return (item, index) => {
		const subject = subjectOfItem(item);
		const communityId = community(index) || subject?.community.communityId;
		if (communityId === undefined) {
			throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
		}
		switch (findBy(index)) {
			case 'identity':
				return {
					communityId,
					who: {
						by: 'identity',
						platform: filled(platform(index), 'Platform'),
						platformMemberId: filled(platformMemberId(index), 'ID on the Platform'),
					},
				};
			case 'memberId':
				return { communityId, who: { by: 'memberId', memberId: filled(memberId(index), 'Member ID') } };
			default:
				if (subject === undefined) {
					throw new InputError(
						'The item names no member',
						'Connect this node after Community Trigger or another node of this package, or choose another way under "Member".',
					);
				}
				return {
					communityId,
					who: {
						by: 'identity',
						platform: subject.member.platform,
						platformMemberId: subject.member.platformMemberId,
					},
				};
		}
	};
}

function filled(value: string, label: string): string {
	if (value !== '') return value;
	throw new InputError(`"${label}" is empty`, `Fill in "${label}".`);
}

/** The member who is meant, as the person that they are now; `undefined` if nobody is known so. */
export async function findWho(tx: StoreTransaction, { communityId, who }: Wanted): Promise<MemberRow | undefined> {
	if (who.by === 'identity') return await tx.findMember(communityId, who);
	const [kept = who.memberId] = await tx.memberIdsOf(communityId, who.memberId);
	return await tx.getMember(communityId, kept);
}

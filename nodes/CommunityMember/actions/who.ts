import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { traitKey } from '../../../community/identity/evidence';
import type { MemberRow, StoreTransaction } from '../../../store/types';
import { InputError } from '../../shared/errors';
import { subjectOfItem } from '../../shared/item';
import { parameterReader, textReader } from '../../shared/parameters';

/** Traits that a member can be found by. */
export type FoundBy = 'phone' | 'email' | 'unionId';

/** How an operation is told which member it is about. */
export type Who =
	| { by: 'identity'; platform: string; platformMemberId: string }
	| { by: 'memberId'; memberId: string }
	| { by: FoundBy; value: string };

export interface Wanted {
	communityId: string;
	who: Who;
}

export const communityField: INodeProperties = {
	displayName: 'Community ID',
	name: 'communityId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'Leave empty to take the community of the item',
};

const LABELS = { phone: 'Phone', email: 'Email', unionId: 'Union ID' } as const;
const isTrait = (by: string): by is FoundBy => Object.hasOwn(LABELS, by);

/** Community and member, which are those of the item unless an operator says otherwise. */
export const whoFields: INodeProperties[] = [
	communityField,
	{
		displayName: 'Member',
		name: 'findBy',
		type: 'options',
		options: [
			{ name: 'By Email', value: 'email' },
			{ name: 'By ID on a Platform', value: 'identity' },
			{ name: 'By Member ID', value: 'memberId', description: 'The ID that this package gave' },
			{ name: 'By Phone', value: 'phone' },
			{ name: 'By Union ID', value: 'unionId', description: 'The one ID for all apps of one owner, as WeChat has it' },
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
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +8613800138000',
		description: 'A number without the code of a country is Chinese',
		displayOptions: { show: { findBy: ['phone'] } },
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. name@example.com',
		displayOptions: { show: { findBy: ['email'] } },
	},
	{
		displayName: 'Union ID',
		name: 'unionId',
		type: 'string',
		default: '',
		placeholder: 'e.g. o6_bmasdasdsad6_2sgVt7hMZOPfL',
		displayOptions: { show: { findBy: ['unionId'] } },
	},
];

type Reader<T> = (item: INodeExecutionData, index: number) => T;

/** @throws InputError (from the reader) if neither the item nor the field names a community */
export function communityReader(context: IExecuteFunctions): Reader<string> {
	const community = textReader(context, 'communityId');
	return (item, index) => {
		const communityId = community(index) || subjectOfItem(item)?.community.communityId;
		if (communityId !== undefined) return communityId;
		throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
	};
}

/**
 * Reads which member an item is about.
 *
 * @throws InputError (from the reader) if neither the item nor the fields name a community and a member
 */
export function whoReader(context: IExecuteFunctions): Reader<Wanted> {
	const community = communityReader(context);
	const findBy = parameterReader(context, 'findBy', 'item', String);
	const field = (name: string, label: string): ((index: number) => string) => {
		const read = textReader(context, name);
		return (index) => filled(read(index), label);
	};
	const platform = field('platform', 'Platform');
	const platformMemberId = field('platformMemberId', 'ID on the Platform');
	const memberId = field('memberId', 'Member ID');
	const traits = {
		phone: field('phone', 'Phone'),
		email: field('email', 'Email'),
		unionId: field('unionId', 'Union ID'),
	};
	return (item, index) => {
		const communityId = community(item, index);
		const by = findBy(index);
		if (by === 'identity') {
			return { communityId, who: { by, platform: platform(index), platformMemberId: platformMemberId(index) } };
		}
		if (by === 'memberId') return { communityId, who: { by, memberId: memberId(index) } };
		if (isTrait(by)) return { communityId, who: { by, value: traits[by](index) } };
		const member = subjectOfItem(item)?.member;
		if (member === undefined) {
			throw new InputError(
				'The item names no member',
				'Connect this node after Community Trigger or another node of this package, or choose another way under "Member".',
			);
		}
		const { platform: where, platformMemberId: id } = member;
		return { communityId, who: { by: 'identity', platform: where, platformMemberId: id } };
	};
}

function filled(value: string, label: string): string {
	if (value !== '') return value;
	throw new InputError(`"${label}" is empty`, `Fill in "${label}".`);
}

/**
 * The member who is meant, as the person that they are now; `undefined` if nobody is known so.
 *
 * @throws InputError if the trait is none, or several members have it
 */
export async function findWho(tx: StoreTransaction, { communityId, who }: Wanted): Promise<MemberRow | undefined> {
	if (who.by === 'identity') return await tx.findMember(communityId, who);
	if (who.by === 'memberId') {
		const [kept = who.memberId] = await tx.memberIdsOf(communityId, who.memberId);
		return await tx.getMember(communityId, kept);
	}
	const found = await tx.membersWithTrait(communityId, who.by, keyOfTrait(who.by, who.value));
	if (found.length <= 1) return found[0];
	throw new InputError(
		`${found.length} members have this ${LABELS[who.by].toLowerCase()}: ${found.map(({ memberId }) => memberId).join(', ')}`,
		'Find the member by their ID, or see with Propose Merges whether they are one person.',
	);
}

/** @throws InputError if the value cannot be read as what it is said to be */
export function keyOfTrait(kind: FoundBy, value: string): string {
	const key = traitKey(kind, value);
	if (key !== undefined) return key;
	// Never quotes the value.
	throw new InputError(
		kind === 'phone'
			? 'This is no telephone number'
			: kind === 'email'
				? 'This is no e-mail address'
				: 'The union ID is empty',
		kind === 'phone'
			? 'Write it with the code of the country, e.g. +8613800138000.'
			: 'Write it like name@example.com.',
	);
}

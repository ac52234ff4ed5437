import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Target } from '../../../platforms/platform';
import { InputError } from '../../shared/errors';
import { asText } from '../../shared/parameters';
import type { ChatTask } from '../run';

/** Whom an operation is for; both fields default to the item's own community and member. */
export const personProperties: INodeProperties[] = [
	{
		displayName: 'Group ID',
		name: 'groupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Leave empty for the group of the item',
	},
	{
		displayName: 'Member ID',
		name: 'memberId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123456789',
		description: "The member's ID on the platform. Leave empty for the member of the item.",
	},
];

/** @throws InputError if neither the fields nor the item name a group and a member */
export function personOf(context: IExecuteFunctions, { index, subject }: ChatTask): Target {
	const field = (name: string) => asText(context.getNodeParameter(name, index, '')).trim();
	const groupId = field('groupId') || subject?.community.groupId;
	const platformMemberId = field('memberId') || subject?.member.platformMemberId;
	if (groupId !== undefined && platformMemberId !== undefined) return { groupId, platformMemberId };
	throw new InputError(
		`The item names no ${groupId === undefined ? 'group' : 'member'}`,
		'Connect this node after Member Screening or Community Trigger, or fill in Group ID and Member ID.',
	);
}

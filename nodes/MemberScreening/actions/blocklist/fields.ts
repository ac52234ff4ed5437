import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { BLOCK_KINDS, blocklistEntry, type BlocklistEntry } from '../../../../community/screening/blocklist';
import type { CommunityEvent } from '../../../../community/event';
import type { Subject } from '../../../../community/subject';
import { InputError } from '../../../shared/errors';
import { eventOf, subjectOfItem } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';

export const communityField: INodeProperties = {
	displayName: 'Community ID',
	name: 'communityId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'The community that keeps the list. Leave empty to take the community of the item.',
};

export const kindField: INodeProperties = {
	displayName: 'Kind',
	name: 'kind',
	type: 'options',
	options: [
		{ name: 'Email', value: 'email', description: 'An e-mail address, however it is written' },
		{ name: 'Member', value: 'member', description: 'One account of a platform' },
		{ name: 'Name', value: 'name', description: 'A name, without what people change to look different' },
		{ name: 'Phone', value: 'phone', description: 'A telephone number, however it is written' },
		{ name: 'Union ID', value: 'unionId', description: 'WeChat’s union ID' },
		{ name: 'Word', value: 'word', description: 'A word anywhere in the name or the answers' },
	],
	default: 'member',
	description: 'What is blocked',
};

export const valueField: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	placeholder: 'e.g. telegram:12345',
	description:
		'The number, address, name, word or ID. A member is written like <code>telegram:12345</code>; leave empty to take the member of the item.',
};

export const byField = (displayName: string): INodeProperties => ({
	displayName,
	name: 'operator',
	type: 'string',
	default: '',
	placeholder: 'e.g. Li Lei',
	description:
		'Who answers for it; kept in the ledger. Empty = whoever pressed the button or did what the event says, else "workflow".',
});

/** What every operation on a list needs of an item. */
export interface Asked {
	communityId: string;
	/** Who does it. */
	by: string;
	event: CommunityEvent | undefined;
	subject: Subject | undefined;
}

export function askedReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => Asked {
	const community = textReader(context, 'communityId');
	const operator = textReader(context, 'operator');
	return (item, index) => {
		const event = eventOf(item);
		const subject = subjectOfItem(item);
		const communityId = community(index) || subject?.community.communityId || event?.communityId;
		if (communityId === undefined) {
			throw new InputError('"Community ID" is empty, and the item has no community', 'Fill in "Community ID".');
		}
		return { communityId, by: operator(index) || (doerOf(event, subject) ?? 'workflow'), event, subject };
	};
}

/** Who did what the event is about, unless that is whom the item is about: nobody blocks themselves. */
function doerOf(event: CommunityEvent | undefined, subject: Subject | undefined): string | undefined {
	if (event?.actorId !== undefined) return event.actorId;
	return event?.memberId === subject?.member.platformMemberId ? undefined : event?.memberId;
}

/**
 * Reads what is blocked.
 *
 * @throws DomainError if a phone is no phone, and so on; InputError if there is nothing to block
 */
export function entryReader(
	context: IExecuteFunctions,
): (asked: Asked, index: number, words: { reason: string; at: string; until?: string }) => BlocklistEntry {
	const kind = textReader(context, 'kind');
	const value = textReader(context, 'value');
	return ({ communityId, by, subject }, index, words) => {
		const wanted = BLOCK_KINDS.find((one) => one === kind(index));
		if (wanted === undefined) {
			throw new InputError(
				`"Kind" is "${kind(index)}"`,
				`Choose from the list, or give one of: ${BLOCK_KINDS.join(', ')}.`,
			);
		}
		const member = subject === undefined ? '' : `${subject.member.platform}:${subject.member.platformMemberId}`;
		const text = value(index) || (wanted === 'member' ? member : '');
		if (text === '') {
			throw new InputError(
				'"Value" is empty',
				'Fill in "Value". Only a member can be taken from the item, if it is about one.',
			);
		}
		return blocklistEntry({ kind: wanted, value: text, addedBy: by, listOwner: communityId, ...words });
	};
}

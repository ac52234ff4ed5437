import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { subjectOfItem } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';

/** The tracker that a template and a newcomer use. */
export const SHIPPED_TRACKER = 'daily';

export const trackerIdField: INodeProperties = {
	displayName: 'Tracker Name',
	name: 'trackerId',
	type: 'string',
	default: SHIPPED_TRACKER,
	placeholder: 'e.g. morning',
	description: 'Short name of the tracker',
};

export const communityField: INodeProperties = {
	displayName: 'Community ID',
	name: 'communityId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'Leave empty to take the community of the item',
};

export const memberField: INodeProperties = {
	displayName: 'Member ID',
	name: 'memberId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 123456789',
	description:
		"The member's ID on the platform, or the <code>memberId</code> of an item. Leave empty to take the member of the item.",
};

export const operatorField: INodeProperties = {
	displayName: 'Operator',
	name: 'operator',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Li Lei',
	description: 'Who answers for it; kept in the ledger',
};

export const reasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. The bot was down that evening',
	description: 'Why; kept in the ledger',
};

/** Community and tracker that an item is for. */
export interface Scope {
	communityId: string;
	trackerId: string;
}

/** Reads community and tracker of an item. The reader throws InputError if no community is named. */
export function scopeReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => Scope {
	const [community, tracker] = [textReader(context, 'communityId'), textReader(context, 'trackerId', SHIPPED_TRACKER)];
	return (item, index) => {
		const communityId = community(index) || subjectOfItem(item)?.community.communityId;
		if (communityId === undefined) {
			throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
		}
		return { communityId, trackerId: tracker(index) || SHIPPED_TRACKER };
	};
}

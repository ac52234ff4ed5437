import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { subjectOfItem } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';

/** The community that an operation without a newcomer is about. */
export const communityField: INodeProperties = {
	displayName: 'Community ID',
	name: 'communityId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'Leave empty to take the community of the item',
};

/** Reads the community of an item. @throws InputError (from the reader) if none is named */
export function communityReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => string {
	const community = textReader(context, 'communityId');
	return (item, index) => {
		const communityId = community(index) || subjectOfItem(item)?.community.communityId;
		if (communityId !== undefined) return communityId;
		throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
	};
}

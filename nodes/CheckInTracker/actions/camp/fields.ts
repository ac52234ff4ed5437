import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { communityOfItem } from '../../../shared/item';

export const campField: INodeProperties = {
	displayName: 'Camp ID',
	name: 'campId',
	type: 'string',
	default: '',
	placeholder: 'e.g. reading-21',
	description: 'Leave empty if the community has one open camp only',
};

export const requiredCampField: INodeProperties = {
	...campField,
	required: true,
	description: 'The name under which it was opened',
};

/** @throws InputError if neither the field nor the item names a community */
export function requireCommunity(field: string, item: INodeExecutionData): string {
	const communityId = field || communityOfItem(item);
	if (communityId !== undefined) return communityId;
	throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
}

/** @throws InputError if a field that has to be filled in is empty */
export function requireText(value: string, label: string): string {
	if (value !== '') return value;
	throw new InputError(`"${label}" is empty`, `Fill in "${label}".`);
}

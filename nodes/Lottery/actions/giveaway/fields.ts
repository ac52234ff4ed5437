import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { communityOfItem } from '../../../shared/item';
import { communityField } from '../lottery/fields';

export { communityField, operatorField } from '../lottery/fields';

export const giveawayField: INodeProperties = {
	displayName: 'Giveaway ID',
	name: 'giveawayId',
	type: 'string',
	default: '',
	placeholder: 'e.g. new-year',
	description: 'The name under which it was opened. Leave empty to take the giveaway of the item.',
};

/** @throws InputError if neither the field nor the item names a community */
export function requireCommunity(field: string, item: INodeExecutionData): string {
	const communityId = field || communityOfItem(item);
	if (communityId !== undefined) return communityId;
	throw new InputError('No community is named', `Fill in "${communityField.displayName}", e.g. the id of the group.`);
}

/** The giveaway of the field, else of the item; '' for none. */
export function giveawayOfItem(field: string, { json }: INodeExecutionData): string {
	if (field !== '') return field;
	const given = json['giveaway'];
	const id = typeof given === 'object' && given !== null && 'giveawayId' in given ? given['giveawayId'] : '';
	return typeof id === 'string' ? id : '';
}

/** @throws InputError if a field that has to be filled in is empty */
export function requireText(value: string, label: string): string {
	if (value !== '') return value;
	throw new InputError(`"${label}" is empty`, `Fill in "${label}".`);
}

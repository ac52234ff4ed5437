import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { communityOfItem } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';

export const communityField: INodeProperties = {
	displayName: 'Community ID',
	name: 'communityId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description:
		'The ID of the group, or the name that the other nodes were given. Leave empty to take it from the item.',
};

const LOTTERY = {
	displayName: 'Lottery ID',
	name: 'lotteryId',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring-2026',
} as const;

/** For operations on one lottery. */
export const lotteryField: INodeProperties = {
	...LOTTERY,
	description: 'As Open put it out. Leave empty to take the lottery of the item.',
};

/** For operations that a schedule starts. */
export const dueLotteryField: INodeProperties = {
	...LOTTERY,
	description:
		'As Open put it out. Leave empty to take the lottery of the item, and where it has none, all that are due.',
};

export const operatorField: INodeProperties = {
	displayName: 'Done By',
	name: 'operator',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Li Lei',
	description: 'Who answers for it; kept in the ledger',
};

export const operatorsGroupOption: INodeProperties = {
	displayName: "Operators' Group ID",
	name: 'operatorsGroupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. -1001234567890',
	description: 'Group that gets a report. Leave empty for none.',
};

/** Where a lottery is, for reading from an item or the panel. */
export interface Place {
	communityId: string;
	/** Empty for all that are due. */
	lotteryId: string;
}

function lotteryOfItem({ json }: INodeExecutionData): string {
	const lottery = json['lottery'];
	const id = typeof lottery === 'object' && lottery !== null && 'lotteryId' in lottery ? lottery['lotteryId'] : '';
	return typeof id === 'string' ? id : '';
}

/** @throws InputError (from the reader) if no community is named */
export function placeReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => Place {
	const community = textReader(context, 'communityId');
	const lottery = textReader(context, 'lotteryId');
	return (item, index) => {
		const communityId = community(index) || communityOfItem(item);
		if (communityId === undefined) {
			throw new InputError('No community is named', 'Fill in "Community ID", e.g. the id of the group.');
		}
		return { communityId, lotteryId: lottery(index) || lotteryOfItem(item) };
	};
}

/** Like `placeReader`, for operations that need one lottery. */
export function onePlaceReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => Place {
	const place = placeReader(context);
	return (item, index) => {
		const found = place(item, index);
		if (found.lotteryId !== '') return found;
		throw new InputError('No lottery is named', 'Fill in "Lottery ID"; List shows the lotteries of a community.');
	};
}

/** Who answers for what an operator does. */
export function operatorReader(context: IExecuteFunctions): (index: number) => string {
	const operator = textReader(context, 'operator');
	return (index) => {
		const by = operator(index);
		if (by !== '') return by;
		throw new InputError('Nobody answers for it', 'Fill in "Done By".');
	};
}

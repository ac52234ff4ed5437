import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import { InputError } from '../../../shared/errors';
import { eventOf } from '../../../shared/item';
import { asText, parameterReader, textReader } from '../../../shared/parameters';

type Shown = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/** The fields that name applications by hand. @param show when the editor shows them */
export const applicationFields = (show: Shown): INodeProperties[] => [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'The community that the application belongs to',
		displayOptions: { show },
	},
	{
		displayName: 'Application ID',
		name: 'applicationId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. k3j5h2m7q4w6e2r5',
		description:
			'The <code>applicationId</code> that Evaluate or List Waiting gave. Several are separated by commas, or a list from an expression.',
		displayOptions: { show },
	},
];

/** Who answers for what is decided by fields. */
export const operatorField = (show: Shown): INodeProperties => ({
	displayName: 'Decided By',
	name: 'operator',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Li Lei',
	description: 'Who answers for the decision; kept in the ledger',
	displayOptions: { show },
});

/** Most applications that one item may name. */
const MOST = 500;

/**
 * Identifiers from a text with commas or a list, each once, in their order.
 *
 * @throws InputError if there are too many for one item
 */
export function readIds(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(asText) : asText(value).split(/[,，、;；\s]+/u);
	const ids = [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
	if (ids.length <= MOST) return ids;
	throw new InputError(`"Application ID" names ${ids.length} applications`, `Name at most ${MOST} in one item.`);
}

/** What the fields say: which applications, and who answers for it. */
export interface Named {
	communityId: string;
	applicationIds: string[];
	operatorId: string;
	operatorName: string;
	/** The event of the item, where it has one. */
	event?: CommunityEvent;
}

/** Reads the fields of an item. @throws InputError (from the reader) naming the one that is empty */
export function fieldsReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => Named {
	const text = (name: string) => textReader(context, name);
	const [community, operator] = [text('communityId'), text('operator')];
	const ids = parameterReader(context, 'applicationId', '', readIds);
	return (item, index) => {
		const applicationIds = ids(index);
		const named = { communityId: community(index), operatorId: operator(index) };
		for (const [name, value] of Object.entries({ ...named, applicationId: applicationIds[0] ?? '' })) {
			if (value !== '') continue;
			throw new InputError(`The decision lacks ${name}`, 'Fill in Community ID, Application ID and Decided By.');
		}
		const event = eventOf(item);
		return { ...named, applicationIds, operatorName: named.operatorId, ...(event === undefined ? {} : { event }) };
	};
}

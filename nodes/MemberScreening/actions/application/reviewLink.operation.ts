import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { LANGUAGES } from '../../../../community/language';
import { signReviewLink } from '../../../../community/review/link';
import { InputError, nodeError } from '../../../shared/errors';
import { subjectOfItem } from '../../../shared/item';
import { languageField, optionsReader, parameterReader, textReader } from '../../../shared/parameters';
import { reviewLinkKeys } from '../../../shared/reviewLink';

const properties: INodeProperties[] = [
	{
		displayName:
			'The link is personal: whoever has it decides in the name of the reviewer. Send it to that person only.',
		name: 'reviewLinkNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Review Desk URL',
		name: 'deskUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…/review',
		description: 'The Production URL of the Review Desk node; it has to use the same Signed Webhook credential',
	},
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Whose applications the page shows. Leave empty to take the community of the item.',
	},
	{
		displayName: 'Reviewer ID',
		name: 'reviewerId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 123456789',
		description: 'In whose name the page decides; kept in the ledger',
	},
	{
		displayName: 'Valid for Hours',
		name: 'validHours',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 8760 },
		default: 72,
		description: 'After that the link opens nothing any more',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [languageField('Language that the page opens in; that of the Review Desk if left out')],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['reviewLink'] } },
	properties,
);

const HOUR_MS = 3_600_000;
const MOST_HOURS = 8760;

interface Wanted {
	deskUrl: string;
	communityId: string;
	reviewerId: string;
	validHours: number;
	language: string | undefined;
}

/** Makes links to the Review Desk. Nothing is kept: what is valid is told by the signature alone. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => textReader(context, name);
	const [deskUrl, community, reviewer] = [text('deskUrl'), text('communityId'), text('reviewerId')];
	const validHours = parameterReader(context, 'validHours', 72, Number);
	const options = optionsReader(context);
	const now = Date.now();
	const [key] = await keysOf(context);
	const made: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		try {
			const json = linkFor(
				{
					deskUrl: deskUrl(index),
					communityId: community(index) || (subjectOfItem(item)?.community.communityId ?? ''),
					reviewerId: reviewer(index),
					validHours: validHours(index),
					language: LANGUAGES.find((one) => one === options(index)['language']),
				},
				key,
				now,
			);
			made.push({ json, pairedItem: { item: index } });
		} catch (error) {
			const shown = nodeError(context.getNode(), error, index);
			if (!context.continueOnFail()) throw shown;
			made.push({ json: { error: shown.message }, pairedItem: { item: index } });
		}
	}
	return [made];
}

async function keysOf(context: IExecuteFunctions): ReturnType<typeof reviewLinkKeys> {
	try {
		return await reviewLinkKeys(context);
	} catch (error) {
		throw nodeError(context.getNode(), error);
	}
}

function linkFor({ deskUrl, communityId, reviewerId, validHours, language }: Wanted, key: Buffer, now: number) {
	const url = URL.parse(deskUrl);
	if (url === null || !/^https?:$/.test(url.protocol)) {
		throw new InputError('"Review Desk URL" is no web address', 'Copy the Production URL of the Review Desk node.');
	}
	if (communityId === '' || reviewerId === '') {
		const field = communityId === '' ? 'Community ID' : 'Reviewer ID';
		throw new InputError(`"${field}" is empty`, 'Fill in whose applications are shown, and to whom.');
	}
	if (!(validHours > 0 && validHours <= MOST_HOURS)) {
		throw new InputError(`"Valid for Hours" is ${validHours}`, `Fill in a number up to ${MOST_HOURS}.`);
	}
	const expiresAt = new Date(Math.floor((now + validHours * HOUR_MS) / 1000) * 1000).toISOString();
	url.searchParams.set('token', signReviewLink({ communityId, reviewerId, expiresAt }, key));
	if (language !== undefined) url.searchParams.set('lang', language);
	return { communityId, reviewerId, url: url.toString(), expiresAt } satisfies IDataObject;
}

import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { parseMergePolicy } from '../../../../community/identity/propose';
import { runBatch } from '../../../shared/batch';
import { toJson } from '../../../shared/item';
import { limitReader, pagingFields } from '../../../shared/paging';
import { chosenLanguage, languageField, numberOption, optionsReader } from '../../../shared/parameters';
import { communityField, communityReader } from '../who';
import { proposalsOf, proposalViews } from './proposals';

const properties: INodeProperties[] = [
	communityField,
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Ask From',
				name: 'reviewFrom',
				type: 'number',
				typeOptions: { minValue: 0.1, maxValue: 1, numberPrecision: 2 },
				default: 0.5,
				description: 'Confidence from which a proposal is made for a person to look at',
			},
			languageField('Language of the explanation'),
			{
				displayName: 'Merge From',
				name: 'automaticFrom',
				type: 'number',
				typeOptions: { minValue: 0.5, maxValue: 1, numberPrecision: 2 },
				default: 0.9,
				description: 'Confidence from which no person needs to look',
			},
			{
				displayName: 'With Blocked Ones',
				name: 'blocked',
				type: 'boolean',
				default: false,
				description: 'Whether to list members who look alike but must not be merged, with what speaks against it',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['member'], operation: ['proposeMerges'] } },
	properties,
);

/** Lists members who are probably one person, the surest first; changes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const limit = limitReader(context);
	const options = optionsReader(context);
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const [automaticFrom, reviewFrom] = ['automaticFrom', 'reviewFrom'].map((name) => numberOption(chosen, name));
			return {
				communityId: community(item, index),
				policy: parseMergePolicy({
					...(automaticFrom === undefined ? {} : { automaticFrom }),
					...(reviewFrom === undefined ? {} : { reviewFrom }),
				}),
				limit: limit(index),
				shown: { language: chosenLanguage(chosen['language']), blocked: chosen['blocked'] === true },
			};
		},
		async apply(tx, { communityId, policy, limit: most, shown }) {
			const views = proposalViews(communityId, await proposalsOf(tx, communityId, policy), shown);
			return views.slice(0, most).map((view) => ({ output: 0, json: toJson(view) }));
		},
	});
}

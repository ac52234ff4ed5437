import type { INodeProperties } from 'n8n-workflow';
import { answerCallerOption } from '../../../shared/answer';
import { communityIdOption, languageField } from '../../../shared/parameters';
import { coolOffOption, quotaOption, tierFieldOption, tiersOption } from './places.properties';
import { rulesFields } from './rules.properties';
import { contactFieldsOption, signalsOption } from './signals.properties';

export const languageOption: INodeProperties = languageField(
	'Language of the card that operators get and of the words to the applicant',
);

export const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after Community Trigger. It looks at join requests and filled-in forms and passes over everything else.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	...rulesFields,
	{
		displayName: "Operators' Group ID",
		name: 'reviewGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description:
			'Group where operators decide the doubtful cases. Clicks from any other group are refused. Leave empty if operators decide elsewhere.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			answerCallerOption('decisions'),
			{
				displayName: 'Collect for Selection',
				name: 'collect',
				type: 'boolean',
				default: false,
				description:
					'Whether everybody who is not rejected waits for Select: nobody is approved at once, and operators get no card',
			},
			communityIdOption,
			contactFieldsOption,
			quotaOption,
			languageOption,
			coolOffOption,
			{
				displayName: 'Screening ID',
				name: 'screeningId',
				type: 'string',
				default: '',
				placeholder: 'e.g. second-look',
				description:
					'Tells the screenings apart where one event goes through Evaluate more than once. Leave empty for the first, or the only one.',
			},
			signalsOption,
			{
				displayName: 'Tell the Applicant',
				name: 'tellApplicant',
				type: 'boolean',
				default: true,
				description:
					'Whether to send the applicant a private word while waiting and when rejected by the rules, where the platform can',
			},
			tierFieldOption,
			tiersOption,
		],
	},
];

import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { appealSettingsSchema } from '../../../../community/admission/appeal';
import { appealText } from '../../../../community/admission/find-appeal';
import { readSettings } from '../../../../community/screening/settings';
import { runBatch } from '../../../shared/batch';
import { requireEvent, slim } from '../../../shared/item';
import {
	asText,
	chosenLanguage,
	communityIdOption,
	languageField,
	numberOption,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { requirePerson } from '../admission/person';
import { openAppeal } from './open';

const DEFAULT_WORDS = '申诉, appeal, /appeal';
const DEFAULT_FIELD = 'answers.申诉内容';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after Community Trigger. It takes messages that begin with one of the words below and forms with that answer, and passes over everything else.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Messages That Begin With',
		name: 'words',
		type: 'string',
		default: DEFAULT_WORDS,
		description: 'Words, separated by commas; the rest of the message is the appeal',
	},
	{
		displayName: 'Form Field',
		name: 'textField',
		type: 'string',
		default: DEFAULT_FIELD,
		placeholder: 'e.g. answers.appeal',
		description: 'The answer of a form that holds the appeal',
	},
	{
		displayName: "Operators' Group ID",
		name: 'reviewGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Group that is shown every appeal. Leave empty if operators use List.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Appeals per Decision',
				name: 'attempts',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 10 },
				default: 1,
				description: 'How often one decision may be appealed, one after the other',
			},
			communityIdOption,
			{
				displayName: 'Days to Appeal',
				name: 'days',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 365 },
				default: 14,
				description: 'Calendar days after a rejection',
			},
			languageField('Language of what is said by itself'),
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: 'Asia/Shanghai',
				description: 'By whose clocks the days are counted',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['appeal'], operation: ['open'] } }, properties);

/** Opens appeals of members against the last decision about them. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const words = parameterReader(context, 'words', DEFAULT_WORDS, (value) => asText(value).split(/[,，]/));
	const field = textReader(context, 'textField', DEFAULT_FIELD);
	const reviewGroup = textReader(context, 'reviewGroupId');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const event = requireEvent(item);
			const text = appealText(event, words(index), field(index));
			if (text === undefined) return undefined;
			const chosen = options(index);
			const settings = readSettings(
				appealSettingsSchema,
				{
					days: numberOption(chosen, 'days'),
					attempts: numberOption(chosen, 'attempts'),
					timeZone: textOption(chosen, 'timeZone'),
				},
				'Options',
			);
			const { subject } = requirePerson({ json: slim(event) }, textOption(chosen, 'communityId'));
			const reviewGroupId = reviewGroup(index) || undefined;
			return { event, subject, text, settings, reviewGroupId, language: chosenLanguage(chosen['language']), now };
		},
		async apply(tx, appeal) {
			const { duplicate, result } = await openAppeal(tx, appeal);
			return { output: 0, json: { duplicate, ...result, event: slim(appeal.event) } };
		},
	});
}

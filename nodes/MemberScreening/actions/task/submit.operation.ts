import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { findProofs } from '../../../../community/admission/find-proofs';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { requireEvent, slim } from '../../../shared/item';
import {
	chosenLanguage,
	communityIdOption,
	languageField,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { requirePerson } from '../admission/person';
import { readTasks, tasksField } from './fields';
import { submitProofs } from './submit';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after Community Trigger. A form hands in the answers that are called like a task; a message names its task with #, e.g. #share https://example.com.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	tasksField,
	{
		displayName: "Operators' Group ID",
		name: 'reviewGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description:
			'Group where operators judge the proofs. Clicks from any other group are refused. Leave empty if operators judge elsewhere.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			communityIdOption,
			languageField('Language of what is said by itself'),
			{
				displayName: 'Only Task',
				name: 'only',
				type: 'string',
				default: '',
				placeholder: 'e.g. share',
				description: 'ID of the task that every message that reaches this node is a proof for',
			},
			{
				displayName: 'Tell the Applicant',
				name: 'tellApplicant',
				type: 'boolean',
				default: true,
				description: 'Whether to answer what became of a proof and what is still to do',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['task'], operation: ['submit'] } }, properties);

/** Takes proofs of tasks from forms and messages; rules judge them, and where told so an operator. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const tasks = parameterReader(context, 'tasks.task', [], readTasks);
	const reviewGroup = textReader(context, 'reviewGroupId');
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const event = requireEvent(item);
			if (event.type !== 'form_submitted' && event.type !== 'message') return undefined;
			const chosen = options(index);
			const list = tasks(index);
			const onlyId = textOption(chosen, 'only');
			const only = list.find(({ taskId }) => taskId === onlyId);
			if (onlyId !== undefined && only === undefined) {
				throw new InputError(`There is no task "${onlyId}"`, 'Fill in "Only Task" with an ID of "Tasks".');
			}
			const found = findProofs(event, list, only);
			if (found.length === 0) return undefined;
			const { subject } = requirePerson({ json: slim(event) }, textOption(chosen, 'communityId'));
			return {
				event,
				subject,
				tasks: list,
				found,
				reviewGroupId: reviewGroup(index) || undefined,
				language: chosenLanguage(chosen['language']),
				tellApplicant: chosen['tellApplicant'] !== false,
				now,
			};
		},
		async apply(tx, submission) {
			const { duplicate, result } = await submitProofs(tx, submission);
			return { output: 0, json: { duplicate, ...result, event: slim(submission.event) } };
		},
	});
}

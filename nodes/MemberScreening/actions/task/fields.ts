import type { INodeProperties } from 'n8n-workflow';
import { taskListSchema, type ProofRule, type Task } from '../../../../community/admission/task';
import { readSettings } from '../../../../community/screening/settings';
import { InputError } from '../../../shared/errors';
import { asText } from '../../../shared/parameters';

const identity: INodeProperties[] = [
	{
		displayName: 'Task ID',
		name: 'taskId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. share',
		description: 'Never change it later: what was handed in is kept under it',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 转发海报',
		description: 'What applicants and operators read',
	},
];

const rules: INodeProperties[] = [
	{
		displayName: 'Image Required',
		name: 'image',
		type: 'boolean',
		default: false,
		description: 'Whether a picture has to be handed in, e.g. a screenshot',
	},
	{
		displayName: 'Link To',
		name: 'domains',
		type: 'string',
		default: '',
		placeholder: 'e.g. xiaohongshu.com, douban.com',
		description: 'Sites, separated by commas, to one of which the proof has to link. Leave empty for any proof.',
	},
	{
		displayName: 'Minimum Length',
		name: 'minimumLength',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10000 },
		default: 0,
		description: 'Characters that the text needs; 0 = none',
	},
	{
		displayName: 'Must Contain',
		name: 'words',
		type: 'string',
		default: '',
		placeholder: 'e.g. 我承诺, 群规',
		description: 'Words, separated by commas, that the text has to hold. Leave empty for none.',
	},
	{
		displayName: 'Operator Judges',
		name: 'operator',
		type: 'boolean',
		default: false,
		description: 'Whether a person looks at it once the rules above hold',
	},
	{
		displayName: 'Words Needed',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'One of Them', value: 'any' },
		],
		default: 'all',
		description: 'How many of the words of Must Contain the text has to hold',
	},
];

const listOf = (values: INodeProperties[]): INodeProperties => ({
	displayName: 'Tasks',
	name: 'tasks',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Task',
	default: {},
	description: 'What has to be done before one comes in',
	options: [{ displayName: 'Task', name: 'task', values }],
});

/** The tasks with the rules that their proofs are judged by. */
export const tasksField = listOf([...identity, ...rules]);

/** The tasks by name, where nothing is judged. */
export const taskNamesField = listOf(identity);

const listed = (value: unknown): string[] =>
	asText(value)
		.split(/[,，、;；\n]/)
		.map((word) => word.trim())
		.filter((word) => word !== '');

function rulesOf(row: Record<string, unknown>): ProofRule[] {
	const minimumLength = Number(row['minimumLength'] ?? 0);
	const words = listed(row['words']);
	const domains = listed(row['domains']);
	return [
		...(minimumLength === 0 ? [] : [{ kind: 'text' as const, minimumLength }]),
		...(words.length === 0
			? []
			: [{ kind: 'contains' as const, words, mode: row['mode'] === 'any' ? ('any' as const) : ('all' as const) }]),
		...(domains.length === 0 ? [] : [{ kind: 'link' as const, domains }]),
		...(row['image'] === true ? [{ kind: 'image' as const }] : []),
		...(row['operator'] === true ? [{ kind: 'operator' as const }] : []),
	];
}

function rowsOf(value: unknown): Record<string, unknown>[] {
	if (Array.isArray(value) && value.length > 0) return value as Record<string, unknown>[];
	throw new InputError('There are no tasks', 'Add at least one task in "Tasks".');
}

/**
 * The tasks of the field as the rules know them; a task without a rule is judged by an operator.
 *
 * @throws DomainError naming the field
 */
export function readTasks(value: unknown): Task[] {
	const tasks = rowsOf(value).map((row) => {
		const proof = rulesOf(row);
		return {
			taskId: asText(row['taskId']).trim(),
			title: asText(row['title']).trim() || asText(row['taskId']).trim(),
			proof: proof.length === 0 ? [{ kind: 'operator' as const }] : proof,
		};
	});
	return readSettings(taskListSchema, tasks, 'Tasks');
}

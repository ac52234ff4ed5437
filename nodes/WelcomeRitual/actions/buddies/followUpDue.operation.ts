import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { followUpPolicySchema } from '../../../../community/buddies/followup';
import { parseWith, requireZone } from '../../../../community/parse';
import { runBatch } from '../../../shared/batch';
import { communityReader, knownCommunity } from '../../../shared/community';
import {
	chosenLanguage,
	numberOption,
	optionsReader,
	parameterReader,
	textOption,
	textReader,
} from '../../../shared/parameters';
import { scheduledAt } from '../../../shared/schedule';
import { buddyLanguage, communityField, groupOption } from './fields';
import { askDue } from './followUp';

const days = (
	displayName: string,
	name: string,
	value: number,
	minValue: number,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue, maxValue: 365, numberPrecision: 0 },
	default: value,
	description,
});

const properties: INodeProperties[] = [
	{
		displayName: 'Run this once a day. Every group is asked once, and reminded as often as you choose.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	communityField,
	{
		displayName: 'Ask',
		name: 'placement',
		type: 'options',
		options: [
			{ name: 'In Private', value: 'private', description: 'Each of them; they must have written to the bot' },
			{ name: 'In the Group', value: 'group', description: 'A message for each pair or trio; each presses a button' },
		],
		default: 'group',
	},
	{
		displayName: 'Periods',
		name: 'periods',
		type: 'collection',
		placeholder: 'Add period',
		default: {},
		description: 'By the policy of the first question a group is asked to its end',
		options: [
			days('Answers Count for Days', 'closeAfterDays', 7, 1, 'After the question'),
			days('Ask After Days', 'askAfterDays', 7, 0, 'After the introduction, at the same time of day'),
			days('Remind Every Days', 'remindEveryDays', 2, 1, 'Who has not answered'),
			{
				displayName: 'Reminders',
				name: 'mostReminders',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 0 },
				default: 1,
				description: 'How often somebody is reminded at most',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asia/Shanghai',
				description:
					"By whose clocks days are counted. Leave empty for the community's time zone, else the workflow's.",
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [groupOption, buddyLanguage],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['buddies'], operation: ['followUpDue'] } },
	properties,
);

/** Asks "did you meet?" when its time has come, and reminds who has not answered. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const placement = textReader(context, 'placement', 'group');
	const periods = parameterReader(context, 'periods', {}, (value) => (value ?? {}) as IDataObject);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	const workflowTimeZone = context.getTimezone();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const given = periods(index);
			const timeZone = textOption(given, 'timeZone');
			if (timeZone !== undefined) requireZone(timeZone);
			const names = ['closeAfterDays', 'askAfterDays', 'remindEveryDays', 'mostReminders'];
			const policy = parseWith(
				followUpPolicySchema,
				{
					...Object.fromEntries(names.map((name) => [name, numberOption(given, name)])),
					timeZone: timeZone ?? workflowTimeZone,
				},
				'periods',
			);
			return {
				communityId: community(index),
				policy,
				hasOwnTimeZone: timeZone !== undefined,
				placement: placement(index) === 'private' ? ('private' as const) : ('group' as const),
				chosen: options(index),
				at: scheduledAt(item, now),
			};
		},
		async apply(tx, { communityId, policy, hasOwnTimeZone, placement: where, chosen, at }) {
			const known = await knownCommunity(tx, communityId);
			// A schedule that is tried again is the same run, and gives the messages that may not have left.
			const { duplicate, result } = await tx.once(communityId, `buddies.followUp:${at}`, now, async () => ({
				asked: await askDue(tx, {
					community: known,
					policy: hasOwnTimeZone || known.timeZone === null ? policy : { ...policy, timeZone: known.timeZone },
					placement: where,
					groupId: textOption(chosen, 'groupId') ?? known.groupId,
					language: chosenLanguage(chosen['language']),
					now,
				}),
			}));
			return result.asked.map((json) => ({ output: 0, json: { duplicate, ...json } }));
		},
	});
}

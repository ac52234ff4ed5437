import type { INodeProperties } from 'n8n-workflow';
import { reviewersField } from './reviewers';
import { languageField } from '../../../shared/parameters';

/** Where most operators live. */
export const TIME_ZONE = 'Asia/Shanghai';

/** The fields of Follow Up: the time-out policy. All hours count from when an application began to wait. */
export const followUpFields: INodeProperties[] = [
	{
		displayName: 'Run this on a schedule, e.g. every 15 minutes. It does each thing once, however often it runs.',
		name: 'followUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Only applications of this community. Leave empty for all communities.',
	},
	{
		displayName: 'Remind After',
		name: 'remindAfterHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		description: 'Hours after which reviewers are reminded. 0 for no reminder.',
	},
	{
		displayName: 'Hand On After',
		name: 'escalateAfterHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Hours after which an application is handed on to somebody else. 0 to leave it where it is.',
	},
	{
		displayName: 'Hand On To',
		name: 'escalateTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123456789',
		description: 'The ID of the person it is handed on to',
	},
	{
		displayName: 'If Nobody Decides',
		name: 'defaultDecision',
		type: 'options',
		options: [
			{ name: 'Approve', value: 'approve' },
			{ name: 'Let It Wait', value: 'keep' },
			{ name: 'Reject', value: 'reject' },
		],
		default: 'keep',
		description: 'What becomes of an application that no person decides in time',
	},
	{
		displayName: 'Decide After',
		name: 'defaultAfterHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 72,
		description: 'Hours after which it is decided without a person',
		displayOptions: { show: { defaultDecision: ['approve', 'reject'] } },
	},
	reviewersField,
	{
		displayName: "Operators' Group ID",
		name: 'reviewGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: "Where reminders go. Leave empty for the operators' group that Evaluate was set to.",
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			languageField('Language of the reminders'),
			{
				displayName: 'Remind Again Every',
				name: 'remindEveryHours',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 24,
				description: 'Hours between two reminders; one reminder only if left out',
			},
			{
				displayName: 'Reminders at Most',
				name: 'maxReminders',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100 },
				default: 3,
				description: 'How often reviewers are reminded of one application',
			},
			{
				displayName: 'Review Desk URL',
				name: 'deskUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://n8n.example.com/webhook/…/review',
				description: 'Page that the button of a reminder opens',
			},
			{
				displayName: 'Speak From',
				name: 'speakFrom',
				type: 'string',
				default: '09:00',
				placeholder: 'e.g. 09:00',
				description: 'Reminders wait until this time of day; at any time if left out',
			},
			{
				displayName: 'Speak Until',
				name: 'speakTo',
				type: 'string',
				default: '22:00',
				placeholder: 'e.g. 22:00',
				description: 'No reminders from this time of day on; may be past midnight',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: TIME_ZONE,
				placeholder: 'e.g. Asia/Shanghai',
				description: 'Where the clock of the two times above hangs; Asia/Shanghai if left out',
			},
		],
	},
];

/** What the editor calls the fields of the policy, for errors. */
export const POLICY_LABELS: Readonly<Record<string, string>> = {
	remindAfterHours: 'Remind After',
	remindEveryHours: 'Remind Again Every',
	maxReminders: 'Reminders at Most',
	escalateAfterHours: 'Hand On After',
	escalateTo: 'Hand On To',
	defaultAfterHours: 'Decide After',
	default: 'If Nobody Decides',
	'hours.timeZone': 'Time Zone',
	'hours.from': 'Speak From',
	'hours.to': 'Speak Until',
};

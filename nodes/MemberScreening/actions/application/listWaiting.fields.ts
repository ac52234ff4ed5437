import type { INodeProperties } from 'n8n-workflow';
import { pagingFields } from '../../../shared/paging';
import { languageField } from '../../../shared/parameters';

/** The fields of List Waiting. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description: 'Only applications of this community. Leave empty for all communities.',
	},
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Assigned To',
				name: 'assignedTo',
				type: 'string',
				default: '',
				placeholder: 'e.g. 123456789',
				description: "Only applications of this reviewer, by the reviewer's ID",
			},
			{
				displayName: 'Came By',
				name: 'way',
				type: 'options',
				options: [
					{ name: 'Application', value: 'application' },
					{ name: 'Invitation', value: 'invitation' },
					{ name: 'Payment', value: 'payment' },
					{ name: 'Selection', value: 'selection' },
					{ name: 'Task', value: 'task' },
				],
				default: 'application',
				description: 'Only applications that came this way',
			},
			{
				displayName: 'Digest',
				name: 'digest',
				type: 'boolean',
				default: false,
				description:
					"Whether to give one item with a message for the operators' group, such as “5 applications wait, the oldest for 2 days”, instead of one item for each application",
			},
			languageField('Language of the age in words and of the digest'),
			{
				displayName: 'Member ID',
				name: 'memberId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 123456789',
				description: 'Only applications of this person, by the ID on the platform. Needs Community ID.',
			},
			{
				displayName: 'Minimum Age',
				name: 'minAgeHours',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 24,
				description: 'Only applications that have waited for at least this many hours',
			},
			{
				displayName: 'Nobody’s Only',
				name: 'unassigned',
				type: 'boolean',
				default: false,
				description: 'Whether to list only applications that are assigned to nobody',
			},
			{
				displayName: "Operators' Group ID",
				name: 'reviewGroupId',
				type: 'string',
				default: '',
				placeholder: 'e.g. -1001234567890',
				description: 'Where the digest goes; needed for it',
			},
			{
				displayName: 'Order',
				name: 'order',
				type: 'options',
				options: [
					{ name: 'Highest Score First', value: 'score' },
					{ name: 'Newest First', value: 'newest' },
					{ name: 'Oldest First', value: 'oldest' },
					{ name: 'Reviewer', value: 'assignee' },
					{ name: 'Way', value: 'way' },
				],
				default: 'oldest',
				description: 'Which come first; equal ones the oldest first',
			},
			{
				displayName: 'Review Desk URL',
				name: 'deskUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://n8n.example.com/webhook/…/review',
				description: 'Page that the button of the digest opens, e.g. a link that Review Link gave',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Approved', value: 'approved' },
					{ name: 'Rejected', value: 'rejected' },
					{ name: 'Review', value: 'review' },
					{ name: 'Waitlisted', value: 'waitlisted' },
					{ name: 'Withdrawn', value: 'withdrawn' },
				],
				default: 'review',
				description: 'Which applications to list; those that wait for a person if left out',
			},
		],
	},
];

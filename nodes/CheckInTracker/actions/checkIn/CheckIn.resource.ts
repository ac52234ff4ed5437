import type { INodeProperties } from 'n8n-workflow';
import * as corrections from './corrections.operation';
import * as doorCode from './doorCode.operation';
import * as doorPage from './doorPage.operation';
import * as list from './list.operation';
import * as memberLink from './memberLink.operation';
import * as record from './record.operation';

export const operations = {
	'checkIn.decideAppeal': corrections.executeDecideAppeal,
	'checkIn.doorCode': doorCode.execute,
	'checkIn.doorPage': doorPage.execute,
	'checkIn.list': list.execute,
	'checkIn.makeUp': corrections.executeMakeUp,
	'checkIn.memberLink': memberLink.execute,
	'checkIn.openAppeal': corrections.executeOpenAppeal,
	'checkIn.record': record.execute,
	'checkIn.review': corrections.executeReview,
	'checkIn.undo': corrections.executeUndo,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['checkIn'] } },
		options: [
			{
				name: 'Decide Appeal',
				value: 'decideAppeal',
				description: 'Grant or deny an appeal',
				action: 'Decide an appeal',
			},
			{
				name: 'Door Code',
				value: 'doorCode',
				description: 'Issue a code for a door that expires, as words and as a QR code',
				action: 'Issue a door code',
			},
			{
				name: 'Door Page',
				value: 'doorPage',
				description: 'Answer whoever scans the code or opens a personal link',
				action: 'Answer with the door page',
			},
			{ name: 'List', value: 'list', description: 'List check-ins', action: 'List check ins' },
			{
				name: 'Make Up',
				value: 'makeUp',
				description: 'Check in afterwards for a day that is over, with a reason and within the limit',
				action: 'Make up a check in',
			},
			{
				name: 'Member Link',
				value: 'memberLink',
				description: "Make a member's personal, signed link",
				action: 'Make a personal link',
			},
			{
				name: 'Open Appeal',
				value: 'openAppeal',
				description: 'Ask operators to look at a day again',
				action: 'Open an appeal',
			},
			{
				name: 'Record',
				value: 'record',
				description: 'Take a check-in by keyword, button, picture, form, code or event',
				action: 'Record a check in',
			},
			{
				name: 'Review',
				value: 'review',
				description: 'Approve or refuse the proof of a check-in',
				action: 'Review a check in',
			},
			{ name: 'Undo', value: 'undo', description: 'Take a check-in back', action: 'Undo a check in' },
		],
		default: 'record',
	},
	...corrections.description,
	...doorCode.description,
	...doorPage.description,
	...list.description,
	...memberLink.description,
	...record.description,
];

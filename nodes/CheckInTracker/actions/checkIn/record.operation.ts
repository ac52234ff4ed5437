import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { answerCallerOption, answerCallers, answerOf } from '../../../shared/answer';
import { runBatch } from '../../../shared/batch';
import { slim } from '../../../shared/item';
import { communityIdOption, optionsReader } from '../../../shared/parameters';
import { attemptReader } from './attempt';
import { pictureHashes } from './pictures';
import { recordCheckIn } from './record';
import { TrackerMemory } from '../shared/memory';
import { trackerIdField } from '../shared/fields';

const fromFields = { checkInSource: ['fields'] };

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after Community Trigger. It takes keywords, buttons, pictures, forms and codes as the tracker says, and passes over everything else. Until the tracker is defined, it goes by the shipped rules: once a day, with the word 打卡 or “check in”.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Check-In Comes From',
		name: 'checkInSource',
		type: 'options',
		options: [
			{ name: 'Event of the Item', value: 'event', description: 'From Community Trigger' },
			{ name: 'Fields Below', value: 'fields', description: 'From a system that sends no events' },
		],
		default: 'event',
	},
	{
		...trackerIdField,
		description:
			'Short name of the tracker. Leave empty to let the keyword or button tell which of the trackers of the community is meant.',
	},
	{
		displayName: 'Community ID',
		name: 'communityId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. -1001234567890',
		displayOptions: { show: fromFields },
	},
	{
		displayName: 'Member ID',
		name: 'memberId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 123456789',
		description: "The member's ID on the platform",
		displayOptions: { show: fromFields },
	},
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'string',
		required: true,
		default: 'telegram',
		placeholder: 'e.g. telegram',
		displayOptions: { show: fromFields },
	},
	{
		displayName: 'Words',
		name: 'words',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ran 5 km today',
		description: 'What the member hands in with it',
		displayOptions: { show: fromFields },
	},
	{
		displayName: 'Time',
		name: 'occurredAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-03-01T06:10:00+08:00',
		description: 'When it happened, with the offset from UTC. Leave empty for now.',
		displayOptions: { show: fromFields },
	},
	{
		displayName: "Operators' Group ID",
		name: 'reviewGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1001234567890',
		description:
			'Group in which operators judge proofs, if the tracker lets them. Clicks from any other group are refused.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			answerCallerOption('check-ins'),
			communityIdOption,
			{
				displayName: 'Image Binary Field',
				name: 'imageBinary',
				type: 'string',
				default: 'data',
				placeholder: 'e.g. data',
				description: 'Field of the item that holds the picture, a PNG or JPEG, by which copies are known',
			},
			{
				displayName: "Member's Time Zone",
				name: 'memberTimeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asia/Shanghai',
				description:
					'IANA name of the clocks that the member lives by from now on, where a form or your system knows it',
			},
			{
				displayName: 'Take Only',
				name: 'ways',
				type: 'multiOptions',
				options: [
					{ name: 'Buttons', value: 'button' },
					{ name: 'Check-In Events', value: 'event' },
					{ name: 'Codes of a Door', value: 'scan' },
					{ name: 'Forms', value: 'form' },
					{ name: 'Keywords', value: 'keyword' },
					{ name: 'Pictures', value: 'photo' },
				],
				default: [],
				description:
					'What this node takes, of what the tracker takes. Leave empty for all of it. Choose where another workflow with another bot listens to the same group, so that only one of them answers.',
			},
			{
				displayName: 'Team',
				name: 'team',
				type: 'string',
				default: '',
				placeholder: 'e.g. Team Red',
				description:
					'The team that the check-in counts for. Leave empty to take <code>team</code> of the item, else the team of the last check-in.',
			},
			{
				displayName: 'Tell the Member',
				name: 'tellMember',
				type: 'boolean',
				default: true,
				description: 'Whether to answer what became of the check-in',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asia/Shanghai',
				description:
					"Clocks of a tracker that nobody has defined and of a community that has none. Leave empty for the workflow's.",
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['checkIn'], operation: ['record'] } }, properties);

/** Records check-ins, once for each period; what is none is passed over. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const now = new Date().toISOString();
	const read = attemptReader(context, await pictureHashes(context), now);
	const memory = new TrackerMemory();
	const outputs = await runBatch(context, 1, {
		prepare: read,
		async apply(tx, candidate) {
			const attempt = await candidate.recognise(tx, memory.of(tx));
			if (attempt === undefined) return undefined;
			const { duplicate, result } = await recordCheckIn(tx, attempt, now);
			return {
				output: 0,
				json: { duplicate, ...result, ...(attempt.event === undefined ? {} : { event: slim(attempt.event) }) },
			};
		},
	});
	if (optionsReader(context)(0)['answerCaller'] === true) {
		const answers = outputs.flat().map((item) => answerOf(context, item));
		await answerCallers(context, 'checkIns', answers);
	}
	return outputs;
}

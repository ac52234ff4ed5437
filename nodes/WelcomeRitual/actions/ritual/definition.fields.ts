import type { INodeProperties } from 'n8n-workflow';
import { greetingRows, stepRows } from './definition.rows';

const own = { show: { definitionSource: ['simple', 'steps'] } };

/** How newcomers are spoken to, and what they are asked to do. */
export const definitionFields: INodeProperties[] = [
	{
		displayName: 'Ritual',
		name: 'definitionSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'As JSON', value: 'json', description: 'A whole ritual as data, by the published JSON Schema' },
			{
				name: 'Rules and Introduction',
				value: 'simple',
				description: 'Accept the rules, introduce yourself: the two steps that most groups begin with',
			},
			{ name: 'Step by Step', value: 'steps', description: 'Steps of every kind, with reminders and dates' },
		],
		default: 'simple',
		description: 'Where the steps come from. A member finishes the version that they began.',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: [
			{
				name: "The Member's",
				value: 'member',
				description: 'Chinese for Chinese speakers, English for others, as the platform reports',
			},
			{ name: 'Chinese', value: 'zh-CN' },
			{ name: 'English', value: 'en' },
		],
		default: 'zh-CN',
		displayOptions: own,
	},
	{
		displayName: 'Greeting',
		name: 'greeting',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. 👋 Welcome @{name} to {community|our community}!',
		description:
			'The one greeting everybody gets. <code>{name}</code>, <code>{community}</code> and <code>{steps}</code> (what to do first) are filled in; <code>{community|our community}</code> gives words for when it is not known. Leave empty for the shipped greeting in the chosen language.',
		displayOptions: own,
	},
	{
		displayName: 'Greetings for Segments',
		name: 'greetings',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Greeting',
		default: {},
		description: 'The first one that fits a newcomer takes the place of the greeting for everybody',
		options: [{ displayName: 'Greeting', name: 'greeting', values: greetingRows }],
		displayOptions: own,
	},
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'multiOptions',
		options: [
			{ name: 'Accept the Rules', value: 'accept_rules', description: 'The member presses a button under the rules' },
			{ name: 'Introduce Yourself', value: 'introduce', description: 'The member writes a few words in the group' },
		],
		default: ['accept_rules', 'introduce'],
		description: 'What a newcomer is asked to do. The ritual is complete when all of it is done.',
		displayOptions: { show: { definitionSource: ['simple'] } },
	},
	{
		displayName: 'Steps',
		name: 'ritualSteps',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Step',
		default: {},
		description: 'What a newcomer is asked to do, in the order in which it is asked for',
		options: [{ displayName: 'Step', name: 'step', values: stepRows }],
		displayOptions: { show: { definitionSource: ['steps'] } },
	},
	{
		displayName: 'Group Rules',
		name: 'groupRules',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. No advertising. Be kind.',
		description:
			'Shown under the greeting where accepting the rules is a step. Leave empty for the shipped rules in the chosen language.',
		displayOptions: own,
	},
	{
		displayName: 'Points on Completion',
		name: 'completionPoints',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 10,
		description: 'Booked in the points ledger when everything is done',
		displayOptions: own,
	},
	{
		displayName: 'Definition',
		name: 'definition',
		type: 'json',
		typeOptions: { rows: 12 },
		default:
			'{\n  "v": 2,\n  "steps": [\n    { "id": "accept_rules", "kind": "accept_rules" },\n    { "id": "introduce", "kind": "introduce" }\n  ],\n  "completionPoints": 10\n}',
		required: true,
		description: 'The ritual as data, by the JSON Schema that comes with the package',
		displayOptions: { show: { definitionSource: ['json'] } },
	},
];

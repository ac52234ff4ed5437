import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readBuddySettings, type BuddySettings } from '../../../../community/buddies/settings';
import { InputError } from '../../../shared/errors';
import { jsonOf } from '../../../shared/fields';
import { asText, numberOption, parameterReader, textOption } from '../../../shared/parameters';

const byFields = { show: { settingsSource: ['fields'] } };

const count = (
	displayName: string,
	name: string,
	value: number,
	maxValue: number,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0, maxValue, numberPrecision: 0 },
	default: value,
	description,
});

const weight = (displayName: string, name: string, value: number, description: string): INodeProperties =>
	count(displayName, name, value, 10_000, description);

/** How people are brought together, as an operator fills it in. */
export const settingsFields: INodeProperties[] = [
	{
		displayName: 'Settings Come From',
		name: 'settingsSource',
		type: 'options',
		options: [
			{ name: 'Fields Below', value: 'fields' },
			{ name: 'JSON', value: 'json', description: 'One JSON object, e.g. kept in a data table' },
		],
		default: 'fields',
	},
	{
		displayName: 'Settings',
		name: 'settings',
		type: 'collection',
		placeholder: 'Add setting',
		default: {},
		displayOptions: byFields,
		options: [
			count(
				'Common Hours Wanted',
				'hoursNeeded',
				4,
				24,
				'Fewer hours of the day in which both have time count as badness',
			),
			{
				displayName: 'Count Those Who Did Not Meet',
				name: 'countUnmet',
				type: 'boolean',
				default: false,
				description: 'Whether a pair counts as a repeat although its people said that they did not meet',
			},
			count('Hours From', 'hoursFrom', 9, 23, 'From when people have time who have said nothing about it'),
			count('Hours To', 'hoursTo', 22, 24, 'Until when people have time who have said nothing about it'),
			count('Newcomer Days', 'newcomerDays', 30, 10_000, 'Who has been here for fewer days is a newcomer'),
			{
				displayName: 'Odd Number',
				name: 'trio',
				type: 'options',
				options: [
					{ name: 'Leave One Out', value: 'never' },
					{ name: 'Make a Trio', value: 'when_odd' },
				],
				default: 'when_odd',
			},
			count(
				'Rounds Until a Repeat Counts Half',
				'fadeRounds',
				3,
				1000,
				'An old meeting counts half as much every so many rounds',
			),
			count('Rounds Without a Repeat', 'noRepeatRounds', 6, 1000, 'Two who met do not meet again for so many rounds'),
			count('Shared Topics Wanted', 'sharedTagsWanted', 3, 20, 'Fewer topics in common count as badness'),
			count(
				'Wishes Wanted',
				'complementaryTagsWanted',
				1,
				20,
				'Fewer wishes that the other can fulfil count as badness',
			),
		],
	},
	{
		displayName: 'Weights',
		name: 'weights',
		type: 'collection',
		placeholder: 'Add weight',
		default: {},
		displayOptions: byFields,
		description: 'How much counts against a pair; 0 = does not matter',
		options: [
			weight('City', 'city', 5, 'If the cities differ, or one is not known'),
			weight('Hours', 'hours', 8, 'For each common hour that is missing'),
			weight('Newcomer and Regular', 'mix', 10, 'If both are newcomers, or both are not'),
			weight('Repeat', 'repeat', 60, 'For a meeting in the first round in which it is allowed again'),
			weight('Topics', 'sharedTags', 10, 'For each topic in common that is missing'),
			weight('Wishes', 'complementaryTags', 15, 'For each wish that is missing'),
		],
	},
	{
		displayName: 'Never Together',
		name: 'neverTogether',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Pair',
		default: {},
		displayOptions: byFields,
		description: 'Two members who are never brought together; nobody is told',
		options: [
			{
				displayName: 'Pair',
				name: 'pair',
				values: [
					{
						displayName: 'Member ID',
						name: 'one',
						type: 'string',
						default: '',
						placeholder: 'e.g. 123456789',
						description: 'ID on the platform',
					},
					{
						displayName: 'Other Member ID',
						name: 'other',
						type: 'string',
						default: '',
						placeholder: 'e.g. 987654321',
						description: 'ID on the platform',
					},
				],
			},
		],
	},
	{
		displayName: 'Settings',
		name: 'settingsJson',
		type: 'json',
		default: '{ "noRepeatRounds": 6, "weights": { "city": 5 } }',
		displayOptions: { show: { settingsSource: ['json'] } },
		description: 'The settings; what is left out has its default',
	},
];

function pairsIn(value: unknown): [string, string][] {
	if (!Array.isArray(value)) return [];
	return (value as IDataObject[]).map(({ one, other }) => {
		const pair: [string, string] = [asText(one).trim(), asText(other).trim()];
		if (!pair.includes('')) return pair;
		throw new InputError('A pair of Never Together is not complete', 'Fill in both members, or take the pair out.');
	});
}

function settingsOf(fields: IDataObject, weights: IDataObject, neverTogether: [string, string][]): object {
	const numbers = ['noRepeatRounds', 'fadeRounds', 'sharedTagsWanted', 'complementaryTagsWanted', 'newcomerDays'];
	return {
		...Object.fromEntries(numbers.map((name) => [name, numberOption(fields, name)])),
		countUnmet: fields['countUnmet'],
		trio: textOption(fields, 'trio'),
		hours: {
			from: numberOption(fields, 'hoursFrom'),
			to: numberOption(fields, 'hoursTo'),
			needed: numberOption(fields, 'hoursNeeded'),
		},
		weights: Object.fromEntries(Object.keys(weights).map((name) => [name, numberOption(weights, name)])),
		neverTogether,
	};
}

/** Reads the settings of each item from the panel. */
export function settingsReader(context: IExecuteFunctions): (index: number) => BuddySettings {
	const source = parameterReader(context, 'settingsSource', 'fields', asText);
	const json = parameterReader(context, 'settingsJson', '{}', (value) => jsonOf(value, 'Settings'));
	const object = (value: unknown): IDataObject => (value ?? {}) as IDataObject;
	const fields = parameterReader(context, 'settings', {}, object);
	const weights = parameterReader(context, 'weights', {}, object);
	const never = parameterReader(context, 'neverTogether.pair', [], pairsIn);
	return (index) =>
		readBuddySettings(source(index) === 'json' ? json(index) : settingsOf(fields(index), weights(index), never(index)));
}

/** The same pairs by the ids of members; platform ids of people who do not take part stay as they are. */
export function byMembers(
	settings: BuddySettings,
	people: readonly { memberId: string; platformIds: readonly string[] }[],
): BuddySettings {
	const ids = new Map(people.flatMap(({ memberId, platformIds }) => platformIds.map((id) => [id, memberId])));
	const idOf = (id: string): string => ids.get(id) ?? id;
	return {
		...settings,
		neverTogether: settings.neverTogether.map(([one, other]) => [idOf(one), idOf(other)]),
	};
}

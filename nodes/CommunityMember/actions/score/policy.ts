import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { parseClasses, type ClassPolicy } from '../../../../community/tiers/classes';
import { parseIntimacy, type IntimacyPolicy } from '../../../../community/tiers/intimacy';
import { asText, parameterReader } from '../../../shared/parameters';
import { filledIn, givenBy, givenReader, numberIn, rowsOf, unlessJson } from '../standing/given';

const EXAMPLE = `{
  "weights": { "message": 1, "checkin": 2, "form_submitted": 3, "offline.attended": 10 },
  "halfLifeDays": 30,
  "spending": { "weight": 1, "unitMinor": 10000, "halfLifeDays": 180 }
}`;

export const policyFields: INodeProperties[] = [
	...givenBy('score', 'Weights', EXAMPLE),
	...unlessJson('score', [
		{
			displayName: 'Weights',
			name: 'weights',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add weight',
			default: {
				weight: [
					{ kind: 'message', weight: 1 },
					{ kind: 'checkin', weight: 2 },
					{ kind: 'form_submitted', weight: 3 },
					{ kind: 'ritual.completed', weight: 5 },
				],
			},
			options: [
				{
					displayName: 'Weight',
					name: 'weight',
					values: [
						{
							displayName: 'Kind of Event',
							name: 'kind',
							type: 'string',
							default: 'message',
							placeholder: 'e.g. message, checkin, offline.attended',
						},
						{
							displayName: 'Adds',
							name: 'weight',
							type: 'number',
							default: 1,
							description: 'What one such event adds at the moment it happens',
						},
					],
				},
			],
		},
		{
			displayName: 'Half-Life in Days',
			name: 'halfLifeDays',
			type: 'number',
			default: 30,
			description: 'After so many days an event counts half',
		},
		{
			displayName: 'Spending Adds',
			name: 'spendingWeight',
			type: 'number',
			default: 1,
			description: 'For each unit paid; refunds take it away. 0 = spending does not count.',
		},
		{
			displayName: 'Unit of Spending',
			name: 'unitMinor',
			type: 'number',
			default: 10000,
			description: 'In minor units, e.g. 10000 for each 100.00',
			displayOptions: { hide: { spendingWeight: [0] } },
		},
		{
			displayName: 'Half-Life of Spending in Days',
			name: 'spendingHalfLifeDays',
			type: 'number',
			default: 180,
			displayOptions: { hide: { spendingWeight: [0] } },
		},
	]),
];

export function intimacyReader(context: IExecuteFunctions): (index: number) => IntimacyPolicy {
	const weights = parameterReader(context, 'weights', {}, (value) => rowsOf(value, 'weight'));
	const [halfLifeDays, weight, unitMinor, spendingHalfLife] = (
		[
			['halfLifeDays', 30],
			['spendingWeight', 1],
			['unitMinor', 10_000],
			['spendingHalfLifeDays', 180],
		] as const
	).map(([name, fallback]) => parameterReader(context, name, fallback, Number));
	return givenReader(
		context,
		'score',
		(index) =>
			filledIn({
				weights: Object.fromEntries(
					weights(index).map((row) => [asText(row['kind']).trim(), numberIn(row['weight'], 'Adds') ?? 1]),
				),
				halfLifeDays: halfLifeDays?.(index),
				spending:
					weight === undefined || weight(index) === 0
						? undefined
						: { weight: weight(index), unitMinor: unitMinor?.(index), halfLifeDays: spendingHalfLife?.(index) },
			}),
		parseIntimacy,
	);
}

export const classOptions: INodeProperties[] = [
	{
		displayName: 'Poor Per Cent',
		name: 'poorPercent',
		type: 'number',
		default: 20,
		description: 'So many per cent at the bottom are poor',
	},
	{
		displayName: 'Smallest Community',
		name: 'fromMembers',
		type: 'number',
		default: 5,
		description: 'With fewer members everybody is good',
	},
	{
		displayName: 'Top Per Cent',
		name: 'topPercent',
		type: 'number',
		default: 20,
		description: 'So many per cent are the top',
	},
];

export function classesOf(options: Readonly<Record<string, unknown>>): ClassPolicy {
	const { topPercent, poorPercent, fromMembers } = options;
	return parseClasses(filledIn({ topPercent, poorPercent, fromMembers }));
}

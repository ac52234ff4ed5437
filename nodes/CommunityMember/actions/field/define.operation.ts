import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import { parsePortraitFields, type PortraitField } from '../../../../community/identity/portrait';
import { isEqual } from '../../../../community/identity/record';
import type { JsonObject } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { asText, optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import { writeLine } from '../line';
import { readJson, rowsOf } from '../rows';
import { operatorOf, operatorOption } from '../operator';
import { portraitOf } from '../portrait';
import { communityField, communityReader } from '../who';

const properties: INodeProperties[] = [
	communityField,
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Field',
		default: {},
		description: 'All fields of the portrait. Fields that are not listed are no longer shown; their values are kept.',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Choices',
						name: 'choices',
						type: 'string',
						default: '',
						placeholder: 'e.g. 设计, 开发, 运营',
						description: 'What may be chosen, separated by commas',
						displayOptions: { show: { type: ['choice', 'choices'] } },
					},
					{ displayName: 'Label', name: 'label', type: 'string', default: '', placeholder: 'e.g. 城市' },
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. city',
						description: 'What the field is called in data',
					},
					{
						displayName: 'Sensitive',
						name: 'sensitive',
						type: 'boolean',
						default: false,
						description: 'Whether values are kept encrypted and hidden unless asked for',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Choice', value: 'choice' },
							{ name: 'Date', value: 'date' },
							{ name: 'Email', value: 'email' },
							{ name: 'Number', value: 'number' },
							{ name: 'Phone', value: 'phone' },
							{ name: 'Several Choices', value: 'choices' },
							{ name: 'Text', value: 'text' },
						],
						default: 'text',
					},
				],
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Fields (JSON)',
				name: 'fieldsJson',
				type: 'json',
				default: '[]',
				description: 'Fields as a JSON list, in place of those above; the documentation shows every key',
			},
			operatorOption,
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['field'], operation: ['define'] } }, properties);

/** Fields as the panel has them, as the rules want them. */
function fromPanel(value: unknown): object[] {
	return rowsOf(value, 'field').map((row) => {
		const label = asText(row['label']).trim();
		const type = asText(row['type']) || 'text';
		const common = {
			field: asText(row['name']).trim(),
			...(label === '' ? {} : { label }),
			sensitive: row['sensitive'] === true,
		};
		if (type !== 'choice' && type !== 'choices') return { ...common, type };
		const choices = asText(row['choices'])
			.split(/[,，、;；\n]/)
			.map((one) => one.trim())
			.filter((one) => one !== '');
		return { ...common, type: 'choice', many: type === 'choices', choices: choices.map((one) => ({ value: one })) };
	});
}

function fromJson(json: unknown): unknown {
	const given = readJson(json);
	if (given !== undefined) return given;
	throw new InputError('"Fields (JSON)" is no JSON', 'Write a list like [{"field": "city", "type": "text"}].');
}

/** Makes the fields of the portrait what an operator says; the same again changes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const community = communityReader(context);
	const fields = parameterReader(context, 'fields', {}, fromPanel);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const json = textOption(chosen, 'fieldsJson') === '[]' ? undefined : chosen['fieldsJson'];
			return {
				communityId: community(item, index),
				wanted: parsePortraitFields(json === undefined ? fields(index) : fromJson(json)),
				by: operatorOf(chosen, item),
			};
		},
		async apply(tx, { communityId, wanted, by }) {
			const before = await portraitOf(tx, communityId);
			const changed = !isEqual(before, wanted);
			if (changed) {
				refuseOtherTypes(before, wanted);
				const rows = wanted.map((field) => ({ field: field.field, definition: toJson(field) as JsonObject }));
				await tx.savePortraitFields(communityId, rows, by, now);
				const names = wanted.map(({ field }) => field);
				const eventId = `fields:${stableId(now, JSON.stringify(wanted))}`;
				await writeLine(tx, {
					...{ communityId, eventId, type: 'member.fields_defined', memberId: undefined, by, at: now },
					data: { fields: names },
				});
			}
			return { output: 0, json: toJson({ communityId, changed, fields: wanted }) };
		},
	});
}

/** Values are kept as their type wants them, so a field cannot turn into another one, nor stop being secret. */
function refuseOtherTypes(before: readonly PortraitField[], wanted: readonly PortraitField[]): void {
	for (const field of wanted) {
		const old = before.find((one) => one.field === field.field);
		if (old === undefined || (old.type === field.type && old.sensitive === field.sensitive)) continue;
		const what = old.type === field.type ? 'sensitivity' : 'type';
		throw new InputError(
			`The field "${field.field}" has values of another ${what}`,
			`Leave its ${what} as it is, or define a field of another name and empty this one.`,
		);
	}
}

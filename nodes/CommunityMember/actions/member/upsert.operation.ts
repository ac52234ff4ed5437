import { updateDisplayOptions, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { MemberRow } from '../../../../store/types';
import { runBatch } from '../../../shared/batch';
import { InputError } from '../../../shared/errors';
import { subjectOfItem, toJson } from '../../../shared/item';
import { asText, optionsReader, parameterReader, textOption } from '../../../shared/parameters';
import { operatorOf } from '../operator';
import { readJson, rowsOf } from '../rows';
import { nodeVault } from '../vault';
import { whoReader } from '../who';
import { changeMember, type GivenMember, type GivenTrait } from './change';
import { properties, STATUSES } from './upsert.fields';
import { memberView } from './view';

export const description = updateDisplayOptions({ show: { resource: ['member'], operation: ['upsert'] } }, properties);

const DAY_MS = 86_400_000;

/** Tags as the panel has them. */
export function givenTags(value: unknown, now: string): { tag: string; expiresAt?: string }[] {
	return rowsOf(value, 'tag').map(({ tag, days }) => {
		const name = asText(tag).trim().normalize('NFC');
		if (name === '') throw new InputError('A tag has no name', 'Fill in "Tag", or remove the row.');
		const stays = Number(days ?? 0);
		if (!(stays > 0)) return { tag: name };
		return { tag: name, expiresAt: new Date(Date.parse(now) + stays * DAY_MS).toISOString() };
	});
}

function givenPortrait(rows: unknown, json: unknown): Record<string, unknown> {
	const listed = rowsOf(rows, 'field').map(({ field, value }): [string, unknown] => [asText(field).trim(), value]);
	if (listed.some(([field]) => field === '')) {
		throw new InputError('A row of the portrait names no field', 'Fill in "Field", or remove the row.');
	}
	return { ...Object.fromEntries(listed), ...objectOf(json) };
}

function objectOf(json: unknown): Record<string, unknown> {
	if (json === undefined || json === '') return {};
	const value = readJson(json);
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
	throw new InputError('"Portrait (JSON)" is no JSON object', 'Write it like {"city": "深圳"}.');
}

function givenTraits(value: unknown): GivenTrait[] {
	return rowsOf(value, 'trait')
		.filter((row) => asText(row['value']).trim() !== '')
		.map((row) => ({
			kind: row['kind'] === 'email' || row['kind'] === 'unionId' ? row['kind'] : 'phone',
			value: asText(row['value']).trim(),
			verified: row['verified'] === true,
			scope: asText(row['scope']).trim(),
		}));
}

function statusOf(value: unknown): MemberRow['status'] | undefined {
	return STATUSES.find((one) => one.value === value)?.value;
}

/** Makes members known and changes what is known about them; the same again changes nothing. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const wanted = whoReader(context);
	const findBy = parameterReader(context, 'findBy', 'item', String);
	const options = optionsReader(context);
	const portrait = parameterReader(context, 'portrait', {}, (value) => value);
	const tags = parameterReader(context, 'tags', {}, (value) => value);
	const traits = parameterReader(context, 'traits', {}, givenTraits);
	const vault = await nodeVault(context);
	const now = new Date().toISOString();
	return await runBatch(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const asked = wanted(item, index);
			// What the platform says of the person of the item, unless an operator says otherwise.
			const seen = findBy(index) === 'item' ? subjectOfItem(item)?.member : undefined;
			const given: GivenMember = {
				...asked,
				name: textOption(chosen, 'name') ?? seen?.name,
				language: textOption(chosen, 'language') ?? seen?.language,
				timeZone: textOption(chosen, 'timeZone'),
				status: statusOf(chosen['status']),
				portrait: givenPortrait(portrait(index), chosen['portraitJson']),
				tags: givenTags(tags(index), now),
				traits: traits(index),
			};
			return { given, by: operatorOf(chosen, item) };
		},
		async apply(tx, { given, by }) {
			const { row, created, changed } = await changeMember(tx, given, { source: 'operator', by, at: now, vault });
			const view = await memberView(tx, row, { now, vault: undefined });
			return { output: 0, json: toJson({ created, changed, ...view }) };
		},
	});
}

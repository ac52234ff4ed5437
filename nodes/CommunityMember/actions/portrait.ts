import { portraitFieldSchema, type PortraitField, type PortraitValue } from '../../../community/identity/portrait';
import type { KeptValue, StoreTransaction } from '../../../store/types';
import { InputError } from '../../shared/errors';
import type { Vault } from './vault';

/** Shown in place of a value that not everybody may see. */
export const HIDDEN = '***';

/** The fields that the community keeps of its members. */
export async function portraitOf(tx: StoreTransaction, communityId: string): Promise<PortraitField[]> {
	const rows = await tx.portraitFields(communityId);
	return rows.map(({ field, definition }) => {
		const parsed = portraitFieldSchema.safeParse(definition);
		if (parsed.success) return parsed.data;
		throw new InputError(
			`The field "${field}" is kept in a form that this version does not know`,
			'Update n8n-nodes-shequn, or define the fields again with Field: Define.',
		);
	});
}

const NONE: KeptValue = { text: null, number: null, sealed: null };

/** A value as it is kept: sensitive ones encrypted, choices one by one. */
export function keptValues(
	field: PortraitField,
	value: PortraitValue | null,
	vault: Vault,
	communityId: string,
): KeptValue[] {
	if (value === null) return [];
	if (field.sensitive) return [{ ...NONE, sealed: vault.seal(communityId, field.field, JSON.stringify(value)) }];
	if (typeof value === 'number') return [{ ...NONE, number: value }];
	return (Array.isArray(value) ? value : [value]).map((text) => ({ ...NONE, text }));
}

/**
 * The portrait of a member.
 *
 * @param vault opens sensitive values; without one they are hidden
 */
export function readKept(
	fields: readonly PortraitField[],
	kept: ReadonlyMap<string, readonly KeptValue[]> | undefined,
	communityId: string,
	vault: Vault | undefined,
): Record<string, PortraitValue> {
	const shown = fields.flatMap((field): [string, PortraitValue][] => {
		const values = kept?.get(field.field) ?? [];
		const [first] = values;
		if (first === undefined) return [];
		return [[field.field, valueOf(field, values, first, (sealed) => opened(sealed, field, communityId, vault))]];
	});
	return Object.fromEntries(shown);
}

function valueOf(
	field: PortraitField,
	values: readonly KeptValue[],
	first: KeptValue,
	open: (sealed: string) => PortraitValue,
): PortraitValue {
	if (first.sealed !== null) return open(first.sealed);
	if (first.number !== null) return first.number;
	const texts = values.map(({ text }) => text ?? '');
	return field.type === 'choice' && field.many ? texts : (texts[0] ?? '');
}

function opened(sealed: string, field: PortraitField, communityId: string, vault: Vault | undefined): PortraitValue {
	if (vault === undefined) return HIDDEN;
	return JSON.parse(vault.unseal(communityId, field.field, sealed)) as PortraitValue;
}

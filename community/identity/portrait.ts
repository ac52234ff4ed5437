import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { coerce } from './coerce';
import { parseWith, requireDistinct } from '../parse';

const key = z.string().trim().min(1).max(128);
const common = {
	field: key,
	/** As operators read it; the key if left out. */
	label: z.string().trim().min(1).max(128).optional(),
	/** Kept encrypted, and shown only to those who may see it. */
	sensitive: z.boolean().default(false),
};
const choice = z.strictObject({ value: key, label: z.string().trim().min(1).max(128).optional() });

export const portraitFieldSchema = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('text'), ...common, maxLength: z.int().min(1).max(4096).default(512) }),
	z.strictObject({
		type: z.literal('number'),
		...common,
		atLeast: z.number().optional(),
		atMost: z.number().optional(),
		whole: z.boolean().default(false),
	}),
	z.strictObject({ type: z.literal('date'), ...common }),
	z.strictObject({
		type: z.literal('choice'),
		...common,
		choices: z.array(choice).min(1).max(200),
		/** Whether a member may have several. */
		many: z.boolean().default(false),
	}),
	z.strictObject({
		type: z.literal('phone'),
		...common,
		/** Of numbers written without one. */
		callingCode: z
			.string()
			.regex(/^[1-9]\d{0,2}$/, 'must be a calling code such as "86"')
			.default('86'),
	}),
	z.strictObject({ type: z.literal('email'), ...common }),
]);

export const portraitSchema = z.array(portraitFieldSchema).max(200);

export type PortraitField = z.output<typeof portraitFieldSchema>;
/** Text, number, date as `YYYY-MM-DD`, phone as `+8613800138000`, or choices. */
export type PortraitValue = string | number | string[];
/** A sensitive value as it is kept: only the holder of the key can read it. */
export interface SealedValue {
	sealed: string;
}

/** @throws DomainError naming the path of what is wrong */
export function parsePortraitFields(value: unknown): PortraitField[] {
	const fields = parseWith(portraitSchema, value, 'fields');
	requireDistinct(
		fields.map(({ field }) => field),
		'fields',
	);
	for (const [index, field] of fields.entries()) {
		if (field.type !== 'choice') continue;
		requireDistinct(
			field.choices.map(({ value: one }) => one),
			`fields.${index}.choices`,
		);
	}
	return fields;
}

/** The result of reading what somebody gave about a member. */
export interface ReadPortrait {
	/** `null` where a field is to be emptied. */
	values: Record<string, PortraitValue | null>;
	/** What could not be read; the other values are good all the same. */
	errors: DomainError[];
}

/** Reads values as forms, imports and operators write them into what the fields hold. */
export function readPortrait(fields: readonly PortraitField[], given: Readonly<Record<string, unknown>>): ReadPortrait {
	const values = new Map<string, PortraitValue | null>();
	const errors: DomainError[] = [];
	for (const [name, value] of Object.entries(given)) {
		const field = fields.find((one) => one.field === name);
		if (value === undefined) continue;
		try {
			if (field === undefined) throw unknownField(name, fields);
			values.set(name, coerce(field, value));
		} catch (error) {
			if (!(error instanceof DomainError)) throw error;
			errors.push(error);
		}
	}
	return { values: Object.fromEntries(values), errors };
}

function unknownField(name: string, fields: readonly PortraitField[]): DomainError {
	const known = fields.map(({ field }) => field).join(', ');
	return new DomainError(
		`There is no field "${name}"`,
		known === '' ? 'Define the field first.' : `Define the field first, or use one of these: ${known}.`,
		name,
	);
}

/** What somebody may see who may not see sensitive fields: that there is a value, not which. */
export function visiblePortrait(
	fields: readonly PortraitField[],
	values: Readonly<Record<string, PortraitValue | null | undefined>>,
	maySeeSensitive: boolean,
): Record<string, PortraitValue | null> {
	const shown = fields.flatMap(({ field, sensitive }): [string, PortraitValue | null][] => {
		const value = Object.hasOwn(values, field) ? values[field] : undefined;
		if (value === undefined) return [];
		return [[field, value !== null && sensitive && !maySeeSensitive ? '***' : value]];
	});
	return Object.fromEntries(shown);
}

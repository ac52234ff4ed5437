import { z } from 'zod/v4';
import { parseWith } from '../parse';
import { unknownVariables } from '../text';
import { PRAISE_OCCASIONS, type PraiseOccasion } from './copy';

/** Every variable that a line of praise may use. */
export const PRAISE_VARIABLES = ['name', 'streak', 'unit', 'total', 'gap', 'freezes'] as const;
export type PraiseVariable = (typeof PRAISE_VARIABLES)[number];

const inBraces = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ');

/** One line, with nothing to fill in that does not exist. */
const lineSchema = z
	.string()
	.trim()
	.min(1, 'the line is empty; write some words, or take it out')
	.max(500, 'the line is too long; write 500 characters at the most')
	.check(({ value: line, issues }) => {
		const unknown = unknownVariables(line, PRAISE_VARIABLES);
		if (unknown.length === 0) return;
		issues.push({
			code: 'custom',
			input: line,
			message: `"${line}" uses ${inBraces(unknown)}, which does not exist; these exist: ${inBraces(PRAISE_VARIABLES)}`,
		});
	});

/** Lines of an operator's own by occasion. Nothing for any occasion is the same as none at all. */
export const ownLinesSchema = z
	.partialRecord(
		z.enum(PRAISE_OCCASIONS),
		z
			.array(lineSchema)
			.min(1, 'there is no line; write one, or leave the occasion out to have the shipped lines')
			.max(100, 'there are too many lines; write 100 at the most'),
		{
			error: ({ code }) =>
				code === 'invalid_key' ? `there is no such occasion; these exist: ${PRAISE_OCCASIONS.join(', ')}` : undefined,
		},
	)
	.check(({ value: lines, issues }) => {
		const all = PRAISE_OCCASIONS.flatMap((occasion) =>
			(lines[occasion] ?? []).map((line, index) => ({ occasion, line, index })),
		);
		const twice = all.find(({ line }, at) => all.findIndex((other) => other.line === line) < at);
		if (twice === undefined) return;
		issues.push({
			code: 'custom',
			input: twice.line,
			path: [twice.occasion, twice.index],
			message: `"${twice.line}" stands there twice, or for another occasion too; leave one of them out`,
		});
	})
	.transform((lines) => (Object.keys(lines).length === 0 ? undefined : lines));

/** Lines of an operator's own, for the occasions that have some. */
export type OwnLines = Partial<Record<PraiseOccasion, string[]>>;

/**
 * Checks lines that an operator wrote.
 *
 * @returns `undefined` if there are none
 * @throws DomainError naming the line that is empty, stands twice or uses a variable that does not exist
 */
export function parseOwnLines(value: unknown): OwnLines | undefined {
	return parseWith(ownLinesSchema, value ?? {}, 'praise');
}

import type { IExecuteFunctions } from 'n8n-workflow';
import type { SegmentCondition } from '../../../../community/segments/condition';
import { parseCondition } from '../../../../community/segments/parse';
import { InputError } from '../../../shared/errors';
import { parameterReader } from '../../../shared/parameters';
import { filledIn, givenReader, numberIn, rowsOf, valueIn, wordsIn } from '../standing/given';

/** The conditions of the node, checked. */
export function conditionReader(context: IExecuteFunctions): (index: number) => SegmentCondition {
	const combine = parameterReader(context, 'combine', 'all', (value) => (value === 'any' ? 'any' : 'all'));
	const conditions = parameterReader(context, 'conditions', {}, conditionsOf);
	return givenReader(
		context,
		'condition',
		(index) => {
			const of = conditions(index);
			if (of.length > 0) return { when: combine(index), of };
			throw new InputError('The segment has no conditions', 'Add one under "Conditions", or give them as JSON.');
		},
		parseCondition,
	);
}

type Row = Record<string, unknown>;

const range = (row: Row) => ({
	atLeast: numberIn(row['atLeast'], 'At Least'),
	atMost: numberIn(row['atMost'], 'At Most'),
});
const days = (value: unknown) => numberIn(value, 'Within Days') || undefined;

/** Each kind of row as the condition that it is. */
const ROWS: Readonly<Record<string, (row: Row) => Row>> = {
	field: (row) => ({
		when: 'field',
		field: row['field'],
		...range(row),
		contains: row['contains'],
		oneOf: valuesOf(row['oneOf']),
		from: row['from'],
		until: row['until'],
		known: row['known'] === 'yes' ? true : row['known'] === 'no' ? false : undefined,
	}),
	tag: ({ tag, has }) => ({ when: 'tag', tag, has: has ?? true }),
	events: (row) => ({
		when: 'events',
		kinds: wordsIn(row['kinds']),
		count: row['count'] ?? 'events',
		...range(row),
		withinDays: days(row['withinDays']),
	}),
	amount: (row) => ({ when: row['when'] ?? 'points', ...range(row) }),
	tier: ({ oneOf }) => ({ when: 'tier', oneOf: wordsIn(oneOf) }),
	moment: (row) => ({
		when: row['when'] ?? 'lastActive',
		withinDays: days(row['withinDays']),
		notWithinDays: days(row['notWithinDays']),
	}),
};

function conditionsOf(value: unknown): Row[] {
	return Object.entries(ROWS).flatMap(([name, read]) => rowsOf(value, name).map((row) => filledIn(read(row))));
}

/** A choice such as "3" may be text or a number: the portrait decides which it holds. */
function valuesOf(value: unknown): (string | number | boolean)[] | undefined {
	const words = wordsIn(value);
	if (words.length === 0) return undefined;
	return [...new Set(words.flatMap((word) => [word, valueIn(word)]))];
}

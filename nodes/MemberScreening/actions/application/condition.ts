import { executeFilter, FilterError, type FilterValue, type IExecuteFunctions } from 'n8n-workflow';
import { inOneLine, InputError, nodeError } from '../../../shared/errors';

type Condition = FilterValue['conditions'][number];

/** A condition with the value that it judges. n8n would take an empty answer for the number 0, or for a list. */
function about(condition: Condition, value: unknown): Condition {
	const isNothing = value === null || (value === '' && condition.operator.type !== 'string');
	return { ...condition, leftValue: (isNothing ? undefined : value) as Condition['leftValue'] };
}

/**
 * n8n's own filter, looking at the rule's field. A value that cannot be compared does not hold.
 *
 * @throws NodeOperationError if the condition itself is at fault, e.g. a regular expression that is wrong or takes too long
 */
export function holds(
	context: IExecuteFunctions,
	{ name, condition }: { name: string; condition: FilterValue },
	value: unknown,
	itemIndex: number,
): boolean {
	try {
		return executeFilter(
			{ ...condition, conditions: condition.conditions.map((one) => about(one, value)) },
			{ itemIndex },
		);
	} catch (error) {
		if (error instanceof FilterError) return false;
		const fault = new InputError(
			`The condition of the rule "${name}" could not be judged: ${inOneLine(error)}`,
			'Correct the regular expression of the condition, or make it simpler, e.g. without one repetition inside another.',
		);
		throw nodeError(context.getNode(), fault, itemIndex);
	}
}

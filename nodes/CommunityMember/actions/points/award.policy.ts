import type { IExecuteFunctions } from 'n8n-workflow';
import { parsePointsPolicy, type PointsPolicy } from '../../../../community/points/rules';
import { parameterReader } from '../../../shared/parameters';
import { filledIn, givenReader, numberIn, rowsOf, valueIn, wordsIn } from '../standing/given';

/** The rules of the node; their time zone is that of the community, which is known only later. */
export function policyReader(context: IExecuteFunctions): (index: number) => PointsPolicy {
	const rules = parameterReader(context, 'rules', {}, (value) => rowsOf(value, 'rule').map(ruleOf));
	const dailyCap = parameterReader(context, 'dailyCap', 0, Number);
	return givenReader(
		context,
		'rules',
		(index) => filledIn({ rules: rules(index), dailyCap: dailyCap(index) || undefined }),
		(value) => parsePointsPolicy({ timeZone: 'UTC', ...(value as object) }),
	);
}

function ruleOf(row: Record<string, unknown>): object {
	const unit = numberIn(row['unit'], 'Points for Each') ?? 0;
	return filledIn({
		ruleId: row['ruleId'],
		kinds: wordsIn(row['kinds']),
		points: row['points'] ?? 1,
		when: conditionOf(row),
		per: unit > 0 ? { field: 'amountMinor', unit } : undefined,
		dailyCap: numberIn(row['dailyCap'], 'Daily Cap') || undefined,
		dailyTimes: numberIn(row['dailyTimes'], 'Daily Times') || undefined,
	});
}

function conditionOf({ field, atLeast, oneOf }: Record<string, unknown>): object[] | undefined {
	if (typeof field !== 'string' || field === '') return undefined;
	const values = wordsIn(oneOf);
	return [
		filledIn({
			field,
			atLeast: numberIn(atLeast, 'Field At Least'),
			oneOf: values.length === 0 ? undefined : values.map(valueIn),
		}),
	];
}

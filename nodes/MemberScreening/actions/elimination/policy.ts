import type { IExecuteFunctions } from 'n8n-workflow';
import { jsonOf, listOf } from '../../../shared/fields';
import { asText, parameterReader } from '../../../shared/parameters';
import { checkedPolicy, isObject, type Fields, type GivenPolicy } from './policyCheck';

export { jsonOf, listOf } from '../../../shared/fields';

const fields = (value: unknown): Fields => (isObject(value) ? value : {});

/** 0 and nothing stand for "not used". */
const used = (value: unknown): number | undefined => {
	const given = number(value);
	return given === 0 ? undefined : given;
};

const number = (value: unknown): number | undefined =>
	value === '' || value === undefined || value === null ? undefined : Number(value);

function rulesOf(given: Fields): object {
	const { quota, violations, points, output, persuasion } = given;
	const shared = (rule: Fields) => ({ afterDaysOfMembership: number(rule['afterDaysOfMembership']) });
	return {
		...(isObject(quota) ? { quota: { maxMembers: number(quota['maxMembers']), order: quota['order'] } } : {}),
		...(isObject(violations)
			? {
					violations: {
						minStrikePoints: number(violations['minStrikePoints']),
						withinDays: number(violations['withinDays']),
					},
				}
			: {}),
		...(isObject(points)
			? { points: { below: number(points['below']), withinDays: used(points['withinDays']), ...shared(points) } }
			: {}),
		...(isObject(output)
			? {
					output: {
						minCount: number(output['minCount']),
						withinDays: number(output['withinDays']),
						kinds: listOf(output['kinds']),
						...shared(output),
					},
				}
			: {}),
		...(isObject(persuasion)
			? {
					persuasion: {
						memberIds: listOf(persuasion['memberIds']),
						silentForDays: used(persuasion['silentForDays']),
						answerDays: number(persuasion['answerDays']),
					},
				}
			: {}),
	};
}

function policyOfFields(given: Record<'rules' | 'immunity' | 'limits' | 'periods', Fields>): object {
	const { immunity, limits, periods } = given;
	const count = 'count' in limits ? used(limits['count']) : 10;
	const percent = 'percent' in limits ? used(limits['percent']) : 5;
	return {
		timeZone: asText(periods['timeZone']).trim(),
		rules: rulesOf(given.rules),
		immunity: {
			memberIds: listOf(immunity['memberIds']),
			tiers: listOf(immunity['tiers']),
			newcomerDays: number(immunity['newcomerDays']),
			contributionWithinDays: used(immunity['contributionWithinDays']),
			notFor: immunity['notFor'],
		},
		batchCap: { count, percent },
		minimumSize: number(limits['minimumSize']),
		graceDays: number(periods['graceDays']),
		appealDays: number(periods['appealDays']),
		remindDaysBefore: used(periods['remindDaysBefore']),
		immuneDaysAfterAppeal: number(periods['immuneDaysAfterAppeal']),
	};
}

/** Reads the policy of each item from the panel. */
export function policyReader(context: IExecuteFunctions): (index: number) => GivenPolicy {
	const source = parameterReader(context, 'policySource', 'fields', asText);
	const json = parameterReader(context, 'policyJson', '{}', (value) => jsonOf(value, 'Policy'));
	const parts = {
		rules: parameterReader(context, 'policyRules', {}, fields),
		immunity: parameterReader(context, 'immunity', {}, fields),
		limits: parameterReader(context, 'limits', {}, fields),
		periods: parameterReader(context, 'periods', {}, fields),
	};
	return (index) => {
		const { rules, immunity, limits, periods } = parts;
		const given =
			source(index) === 'json'
				? json(index)
				: policyOfFields({
						rules: rules(index),
						immunity: immunity(index),
						limits: limits(index),
						periods: periods(index),
					});
		return checkedPolicy(given, context.getTimezone());
	};
}

import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { asText, parameterReader } from '../../../shared/parameters';
import { checkedPolicy, isObject, type Fields, type GivenPolicy } from './policyCheck';

const fields = (value: unknown): Fields => (isObject(value) ? value : {});

/** 0 and nothing stand for "not used". */
const used = (value: unknown): number | undefined => {
	const given = number(value);
	return given === 0 ? undefined : given;
};

const number = (value: unknown): number | undefined =>
	value === '' || value === undefined || value === null ? undefined : Number(value);

/** Names separated by commas, or a list that an expression gave. */
export function listOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(asText) : asText(value).split(/[,，、;；\n]/);
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

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

/** What was typed as JSON, or given by an expression. */
export function jsonOf(value: unknown, field: string): unknown {
	if (typeof value !== 'string') return value;
	const parsed = parsedJson(value);
	if (parsed !== undefined) return parsed.value;
	throw new InputError(`"${field}" is no JSON`, 'Correct it: names in double quotes, no comma after the last field.');
}

function parsedJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
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

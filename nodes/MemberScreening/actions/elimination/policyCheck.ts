import { checkPolicy } from '../../../../community/elimination/policy';
import { eliminationPolicySchema, type EliminationPolicy } from '../../../../community/elimination/rules';
import { InputError } from '../../../shared/errors';
import { asText } from '../../../shared/parameters';

/** A policy as an operator gave it, checked, with the defaults filled in. */
export interface GivenPolicy {
	policy: EliminationPolicy;
	/** Whether the operator chose the time zone, or the community may. */
	hasOwnTimeZone: boolean;
}

export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the editor calls the fields of a policy. */
const LABELS: Readonly<Record<string, string>> = {
	timeZone: 'Time Zone',
	'rules.quota.maxMembers': 'Quota → Most Members',
	'rules.quota.order': 'Quota → Last By',
	'rules.violations.minStrikePoints': 'Violations → Strike Points',
	'rules.violations.withinDays': 'Violations → Within Days',
	'rules.points.below': 'Points → Below',
	'rules.points.withinDays': 'Points → Within Days',
	'rules.points.afterDaysOfMembership': 'Points → Not Before Days of Membership',
	'rules.output.minCount': 'Output → At Least',
	'rules.output.kinds': 'Output → Kinds',
	'rules.output.withinDays': 'Output → Within Days',
	'rules.output.afterDaysOfMembership': 'Output → Not Before Days of Membership',
	'rules.persuasion.silentForDays': 'Persuaded Exit → Silent for Days',
	'rules.persuasion.answerDays': 'Persuaded Exit → Days to Answer',
	'immunity.newcomerDays': 'Newcomer Days',
	'immunity.contributionWithinDays': 'Contributed Within Days',
	'batchCap.count': 'Members at the Same Time',
	'batchCap.percent': 'Percent of Members',
	minimumSize: 'Minimum Size',
	graceDays: 'Grace Days',
	appealDays: 'Appeal Days',
	remindDaysBefore: 'Reminder Days Before',
	immuneDaysAfterAppeal: 'Protected After an Appeal',
};

/**
 * Checks a policy and fills in the defaults.
 *
 * @param timeZone for a policy that names none
 * @throws InputError naming the field as the editor shows it, or DomainError where fields contradict each other
 */
export function checkedPolicy(value: unknown, timeZone: string): GivenPolicy {
	if (!isObject(value)) {
		throw new InputError('The policy is no JSON object', 'Give an object such as { "rules": { "points": … } }.');
	}
	const own = asText(value['timeZone']).trim();
	const parsed = eliminationPolicySchema.safeParse({ ...value, timeZone: own === '' ? timeZone : own });
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const path = issue?.path.map(String).join('.') ?? '';
		const label = LABELS[path] ?? (path === '' ? 'Policy' : path);
		throw new InputError(
			`"${label}" cannot be used: ${issue?.message ?? 'it has another shape than expected'}`,
			`Correct "${label}" of the policy.`,
		);
	}
	checkPolicy(parsed.data);
	checkSupported(parsed.data);
	return { policy: parsed.data, hasOwnTimeZone: own !== '' };
}

/** A protection that would silently protect nobody is refused. */
function checkSupported({ rules, immunity }: EliminationPolicy): void {
	const what = [
		...(rules.quota?.order === 'score' ? ['a quota by score'] : []),
		...(immunity.roles.length > 0 ? ['immunity by role'] : []),
		...(immunity.tags.length > 0 ? ['immunity by tag'] : []),
	];
	if (what.length === 0) return;
	throw new InputError(
		`The Community Store does not know what ${what.join(' and ')} needs`,
		'Use tiers, members by name, or Grant Immunity; order the quota by points, silence or entry.',
	);
}

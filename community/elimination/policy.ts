import { IANAZone } from 'luxon';
import { DomainError } from '../domain-error';
import { windowStart } from '../days';
import { ELIMINATION_RULES, eliminationPolicySchema, type EliminationPolicy } from './rules';

/**
 * An operator's policy with the defaults filled in.
 *
 * @throws DomainError naming the field that is wrong or contradicts another
 */
export function parsePolicy(value: unknown): EliminationPolicy {
	const parsed = eliminationPolicySchema.safeParse(value);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const path = issue?.path.map(String).join('.') ?? '';
		const field = path === '' ? 'policy' : path;
		throw new DomainError(
			`"${field}" cannot be used: ${issue?.message ?? 'it has another shape than expected'}`,
			`Correct "${field}"; the documentation of the node shows an example.`,
			field,
		);
	}
	checkPolicy(parsed.data);
	return parsed.data;
}

/** @throws DomainError naming the field that contradicts another */
export function checkPolicy(policy: EliminationPolicy): void {
	if (!IANAZone.isValidZone(policy.timeZone)) {
		refuse('timeZone', `There is no time zone "${policy.timeZone}"`, 'Choose an IANA name, e.g. Asia/Shanghai.');
	}
	if (!ELIMINATION_RULES.some((rule) => policy.rules[rule] !== undefined)) {
		refuse('rules', 'No rule is chosen', 'Choose at least one of the five rules.');
	}
	checkQuota(policy);
	checkPersuasion(policy);
	checkCap(policy);
	if (policy.appealDays > policy.graceDays) {
		refuse(
			'appealDays',
			`The appeal (${policy.appealDays} days) is longer than the grace period (${policy.graceDays} days)`,
			'A member who has gone cannot appeal: shorten the appeal or lengthen the grace period.',
		);
	}
	if (policy.remindDaysBefore !== undefined && policy.remindDaysBefore > policy.graceDays) {
		refuse(
			'remindDaysBefore',
			`The reminder (${policy.remindDaysBefore} days before) comes before the notice (${policy.graceDays} days before)`,
			'Remind later, or lengthen the grace period.',
		);
	}
}

function checkQuota({ rules: { quota }, minimumSize }: EliminationPolicy): void {
	if (quota === undefined || quota.maxMembers >= minimumSize) return;
	refuse(
		'rules.quota.maxMembers',
		`The quota (${quota.maxMembers} members) is below the minimum size (${minimumSize} members)`,
		'Raise the quota or lower the minimum size.',
	);
}

function checkPersuasion({ rules: { persuasion }, immunity }: EliminationPolicy): void {
	if (persuasion === undefined) return;
	if (persuasion.memberIds.length === 0 && persuasion.silentForDays === undefined) {
		refuse(
			'rules.persuasion',
			'The persuaded exit has nobody to talk to',
			'Name members, or say for how many days somebody has to be silent.',
		);
	}
	const safe = new Set(immunity.notFor.includes('persuasion') ? [] : immunity.memberIds);
	const both = persuasion.memberIds.find((memberId) => safe.has(memberId));
	if (both === undefined) return;
	refuse(
		'rules.persuasion.memberIds',
		`The member "${both}" is named for a talk and as immune`,
		'Take the member out of one of the two lists.',
	);
}

function checkCap({ batchCap: { count, percent } }: EliminationPolicy): void {
	if (count !== undefined && count < 1) {
		refuse('batchCap.count', `A batch of ${count} members removes nobody`, 'Give at least 1, or leave the count out.');
	}
	if (percent !== undefined && !(percent > 0 && percent <= 100)) {
		refuse('batchCap.percent', `A batch of ${percent} % cannot be`, 'Give more than 0 and at most 100.');
	}
	if (count === undefined && percent === undefined) {
		refuse('batchCap', 'The batch has no cap', 'Give a count or a percentage; 100 % means no cap.');
	}
}

function refuse(field: string, message: string, hint: string): never {
	throw new DomainError(message, hint, field);
}

/** From when on facts must be counted for a policy; absent where the policy does not ask for them. */
export interface FactWindows {
	strikesSince?: string | undefined;
	pointsSince?: string | undefined;
	outputSince?: string | undefined;
}

/** The instants, in UTC, from which `strikes`, `pointsInWindow` and the counts of `outputs` are to be read. */
export function factWindows({ rules, timeZone }: EliminationPolicy, now: string): FactWindows {
	const since = (days: number | undefined): string | undefined =>
		days === undefined ? undefined : windowStart(now, days, timeZone);
	return {
		strikesSince: since(rules.violations?.withinDays),
		pointsSince: since(rules.points?.withinDays),
		outputSince: since(rules.output?.withinDays),
	};
}

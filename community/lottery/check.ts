import { DomainError } from '../domain-error';
import { instantMs } from '../parse';
import { LIMITS } from './draw/limits';
import { sharingIn } from './sharing';
import { lotteryRulesSchema, prizeCount, type LotteryRules } from './rules';

export const PROBLEMS = [
	'bad_field',
	'no_prize',
	'same_tier',
	'too_many_prizes',
	'closing_before_opening',
	'closing_in_the_past',
	'cap_below_one',
	'weight_below_one',
	'weight_over_cap',
	'over_legal_limit',
	'forced_sharing',
	'changed_after_publication',
	'missing_organiser',
	'missing_contact',
	'missing_delivery',
	'missing_value',
	'other_currency',
	'staff_not_excluded',
	'short_claim',
	'no_alternates',
	'cap_without_bonus',
	'open_after_opening',
] as const;
export type ProblemCode = (typeof PROBLEMS)[number];

/** Something that the linter found. Errors stop a publication, warnings are for the operator to weigh. */
export interface Problem {
	code: ProblemCode;
	severity: 'error' | 'warning';
	/** Path of what is wrong. */
	field: string;
	/** What it saw, for the sentence. */
	saw: string;
}

export interface CheckSettings {
	now: string;
	/** The most that one prize may be worth, in the currency's smallest unit. */
	topPrizeMinor: number;
	currency: string;
	/** What rewards for sharing are: some platforms punish them. */
	sharing: 'error' | 'warning';
	/** The rules as they were published, if they were. */
	published?: LotteryRules | undefined;
}

/** Fewer hours than this are easily missed. */
const SHORT_CLAIM_HOURS = 24;

/**
 * Looks for what would make a lottery unfair, unlawful or impossible.
 *
 * @returns the rules, if they have the right shape, and all that was found, errors first
 */
export function checkRules(
	given: unknown,
	settings: CheckSettings,
): { rules: LotteryRules | undefined; problems: Problem[] } {
	const parsed = lotteryRulesSchema.safeParse(given);
	if (!parsed.success) {
		const problems = parsed.error.issues.map(({ path, message }) => {
			const field = path.map(String).join('.') || 'rules';
			return error('bad_field', field, message);
		});
		return { rules: undefined, problems };
	}
	const rules = parsed.data;
	const problems = [
		...ofPrizes(rules, settings),
		...ofTime(rules, settings),
		...ofWeights(rules),
		...ofSharing(rules, settings),
		...ofPublication(rules, settings),
		...ofDisclosure(rules),
		...ofClaims(rules),
	];
	return { rules, problems: [...problems.filter(isError), ...problems.filter((one) => !isError(one))] };
}

const error = (code: ProblemCode, field: string, saw: string | number = ''): Problem => ({
	code,
	severity: 'error',
	field,
	saw: String(saw),
});
const warning = (code: ProblemCode, field: string, saw: string | number = ''): Problem => ({
	...error(code, field, saw),
	severity: 'warning',
});

export const isError = ({ severity }: Problem): boolean => severity === 'error';

function ofPrizes({ prizes }: LotteryRules, { topPrizeMinor, currency }: CheckSettings): Problem[] {
	if (prizes.length === 0) return [error('no_prize', 'prizes')];
	const problems: Problem[] = [];
	const ids = prizes.map(({ tierId }) => tierId);
	const twice = ids.find((id, index) => ids.indexOf(id) !== index);
	if (twice !== undefined) problems.push(error('same_tier', 'prizes', twice));
	if (prizeCount({ prizes }) > LIMITS.prizes) problems.push(error('too_many_prizes', 'prizes', LIMITS.prizes));
	for (const [index, prize] of prizes.entries()) {
		const field = `prizes.${index}`;
		if (prize.valueMinor === undefined || prize.currency === undefined) {
			problems.push(warning('missing_value', field, prize.name));
		} else if (prize.currency !== currency) {
			problems.push(warning('other_currency', field, prize.currency));
		} else if (prize.valueMinor > topPrizeMinor) {
			problems.push(error('over_legal_limit', field, prize.name));
		}
	}
	return problems;
}

function ofTime({ opensAt, closesAt }: LotteryRules, { now, published }: CheckSettings): Problem[] {
	const ms = instantMs(now);
	const isNew = published === undefined;
	// What is over is over, whenever it was to open.
	if (isNew && Date.parse(closesAt) <= ms) return [error('closing_in_the_past', 'closesAt', closesAt)];
	if (Date.parse(closesAt) <= Date.parse(opensAt)) return [error('closing_before_opening', 'closesAt', closesAt)];
	if (!isNew) return [];
	return Date.parse(opensAt) < ms - 60_000 ? [warning('open_after_opening', 'opensAt', opensAt)] : [];
}

function ofWeights({ weights: { cap, bonus } }: LotteryRules): Problem[] {
	if (cap < 1) return [error('cap_below_one', 'weights.cap', cap)];
	const problems: Problem[] = [];
	for (const [index, { add, from, value }] of bonus.entries()) {
		const field = `weights.bonus.${index}`;
		if (add < 1) problems.push(error('weight_below_one', field, add));
		else if (add + 1 > cap) problems.push(error('weight_over_cap', field, add + 1));
		if (['tag', 'task', 'tier'].includes(from) && value.trim() === '') problems.push(error('bad_field', field, from));
	}
	if (bonus.length === 0 && cap > 1) problems.push(warning('cap_without_bonus', 'weights.cap', cap));
	return problems;
}

function ofSharing(rules: LotteryRules, { sharing }: CheckSettings): Problem[] {
	return sharingIn(rules).map(({ field, saw }) => ({ code: 'forced_sharing', severity: sharing, field, saw }));
}

function ofPublication(rules: LotteryRules, { published }: CheckSettings): Problem[] {
	if (published === undefined) return [];
	return Object.keys(rules)
		.filter(
			(key) =>
				JSON.stringify(rules[key as keyof LotteryRules]) !== JSON.stringify(published[key as keyof LotteryRules]),
		)
		.map((key) => error('changed_after_publication', key, key));
}

function ofDisclosure({ disclosure, exclusions }: LotteryRules): Problem[] {
	const { organiser, contact, text } = disclosure;
	return [
		...(organiser === '' ? [error('missing_organiser', 'disclosure.organiser')] : []),
		...(contact === '' ? [warning('missing_contact', 'disclosure.contact')] : []),
		...(text === '' ? [warning('missing_delivery', 'disclosure.text')] : []),
		...(exclusions.staff.length + exclusions.staffTags.length === 0
			? [warning('staff_not_excluded', 'exclusions.staff')]
			: []),
	];
}

function ofClaims({ claim, draw }: LotteryRules): Problem[] {
	return [
		...(claim.hours < SHORT_CLAIM_HOURS ? [warning('short_claim', 'claim.hours', claim.hours)] : []),
		...(draw.alternates === 0 ? [warning('no_alternates', 'draw.alternates')] : []),
	];
}

/**
 * The rules, if nothing stands in the way of publishing them.
 *
 * @param inWords one sentence for a problem
 * @throws DomainError with all errors
 */
export function requirePublishable(
	{ rules, problems }: ReturnType<typeof checkRules>,
	inWords: (problem: Problem) => string,
): LotteryRules {
	const errors = problems.filter(isError);
	if (rules !== undefined && errors.length === 0) return rules;
	throw new DomainError(
		`The lottery cannot be published: ${errors.map(inWords).join(' ')}`,
		'Correct this and open it again; nothing was published. The operation Check shows warnings too.',
		errors[0]?.field,
	);
}

import { DomainError } from '../domain-error';
import { countKey, type EntryFacts } from './facts';
import type { Bonus, LotteryRules } from './rules';

export const ENTRY_RULES = [
	'not_open_yet',
	'closed',
	'staff',
	'recent_winner',
	'any_tags',
	'all_tags',
	'no_tags',
	'tier',
	'region',
	'age',
	'streak',
	'points',
	'cost',
	'task',
	'household_missing',
	'household_taken',
] as const;
export type EntryRule = (typeof ENTRY_RULES)[number];

type Saw = string | number | null | readonly string[];

/** One rule with the value that it saw. */
export interface EntryCheck {
	rule: EntryRule;
	passed: boolean;
	/** What the rule asks for. */
	wants: string | number | readonly string[];
	saw: Saw;
	/** The name of a task. */
	name?: string;
}

/** Spellings of a tag, a tier or a region that a person would call the same. */
const same = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const hasAny = (wanted: readonly string[], had: readonly string[]): boolean =>
	wanted.some((one) => had.some((other) => same(other) === same(one)));

/** Whether a region lies in one of the wanted: 广东 wants 广东省深圳市 too. */
const isIn = (regions: readonly string[], region: string): boolean =>
	regions.some((one) => same(region).includes(same(one)));

/**
 * Judges a member by the rules, every one of them, so that a refusal can say all that is missing.
 *
 * @param at when the member asked, an instant
 */
export function judgeEntry(rules: LotteryRules, facts: EntryFacts, at: string): EntryCheck[] {
	return [...ofTime(rules, at), ...ofExclusion(rules, facts), ...ofBelonging(rules, facts), ...ofEffort(rules, facts)];
}

function ofTime({ opensAt, closesAt }: LotteryRules, at: string): EntryCheck[] {
	const ms = Date.parse(at);
	return [
		{ rule: 'not_open_yet', passed: ms >= Date.parse(opensAt), wants: opensAt, saw: at },
		{ rule: 'closed', passed: ms < Date.parse(closesAt), wants: closesAt, saw: at },
	];
}

function ofExclusion({ exclusions }: LotteryRules, facts: EntryFacts): EntryCheck[] {
	const { staff, staffTags, recentWinnerDays } = exclusions;
	const isStaff = facts.platformIds.some((id) => staff.includes(id)) || hasAny(staffTags, facts.tags ?? []);
	const checks: EntryCheck[] = [];
	if (staff.length + staffTags.length > 0) {
		checks.push({ rule: 'staff', passed: !isStaff, wants: 'no staff', saw: isStaff ? 'staff' : 'member' });
	}
	if (recentWinnerDays > 0) {
		const [last] = facts.recentWins;
		checks.push({
			rule: 'recent_winner',
			passed: last === undefined,
			wants: recentWinnerDays,
			saw: last === undefined ? null : (last.prize ?? last.title),
		});
	}
	return checks;
}

function ofBelonging({ entry }: LotteryRules, facts: EntryFacts): EntryCheck[] {
	const { anyTags, allTags, noTags, tiers, regions, minAgeDays } = entry;
	const tags = facts.tags ?? [];
	const checks: EntryCheck[] = [];
	if (anyTags.length > 0)
		checks.push({ rule: 'any_tags', passed: hasAny(anyTags, tags), wants: anyTags, saw: facts.tags });
	if (allTags.length > 0) {
		const passed = allTags.every((tag) => hasAny([tag], tags));
		checks.push({ rule: 'all_tags', passed, wants: allTags, saw: facts.tags });
	}
	if (noTags.length > 0)
		checks.push({ rule: 'no_tags', passed: !hasAny(noTags, tags), wants: noTags, saw: facts.tags });
	if (tiers.length > 0) {
		const passed = facts.tier !== null && hasAny(tiers, [facts.tier]);
		checks.push({ rule: 'tier', passed, wants: tiers, saw: facts.tier });
	}
	if (regions.length > 0) {
		const passed = facts.region !== null && isIn(regions, facts.region);
		checks.push({ rule: 'region', passed, wants: regions, saw: facts.region });
	}
	if (minAgeDays > 0) {
		const passed = facts.ageDays !== null && facts.ageDays >= minAgeDays;
		checks.push({ rule: 'age', passed, wants: minAgeDays, saw: facts.ageDays });
	}
	return checks;
}

function ofEffort({ entry }: LotteryRules, facts: EntryFacts): EntryCheck[] {
	const { minStreak, minPoints, pointsCost, tasks } = entry;
	const checks: EntryCheck[] = [];
	if (minStreak > 0) {
		checks.push({ rule: 'streak', passed: (facts.streak ?? 0) >= minStreak, wants: minStreak, saw: facts.streak });
	}
	if (minPoints > 0)
		checks.push({ rule: 'points', passed: facts.points >= minPoints, wants: minPoints, saw: facts.points });
	if (pointsCost > 0) {
		checks.push({ rule: 'cost', passed: facts.points >= pointsCost, wants: pointsCost, saw: facts.points });
	}
	for (const task of tasks) {
		const done = facts.counts[countKey(task)] ?? 0;
		checks.push({ rule: 'task', passed: done >= task.count, wants: task.count, saw: done, name: task.name });
	}
	return checks;
}

/** What one bonus is worth for a member, in entries. */
export interface BonusOf {
	from: Bonus['from'];
	value: string;
	saw: Saw;
	adds: number;
}

function bonusOf(bonus: Bonus, facts: EntryFacts): BonusOf {
	const { from, value, every, add } = bonus;
	const steps = (amount: number | null): number => Math.floor(Math.max(0, amount ?? 0) / every);
	switch (from) {
		case 'tag':
			return { from, value, saw: facts.tags, adds: hasAny([value], facts.tags ?? []) ? add : 0 };
		case 'tier':
			return { from, value, saw: facts.tier, adds: facts.tier !== null && hasAny([value], [facts.tier]) ? add : 0 };
		case 'task': {
			const done = facts.counts[countKey({ type: value })] ?? 0;
			return { from, value, saw: done, adds: add * steps(done) };
		}
		default:
			return { from, value, saw: facts[from], adds: add * steps(facts[from]) };
	}
}

/** Entries of a member: one, and the bonus, never more than the cap. */
export function weightOf(rules: LotteryRules, facts: EntryFacts): { weight: number; bonus: BonusOf[] } {
	const bonus = rules.weights.bonus.map((one) => bonusOf(one, facts));
	const weight = Math.min(
		rules.weights.cap,
		bonus.reduce((sum, { adds }) => sum + adds, 1),
	);
	if (Number.isSafeInteger(weight) && weight >= 1) return { weight, bonus };
	throw new DomainError(
		`The weight of this entry would be ${weight}`,
		'Bonus entries are whole numbers from 1 on; open the lottery anew with right ones.',
		'weights.bonus',
	);
}

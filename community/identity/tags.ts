import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { periodEnd } from '../days';
import { conditionSchema, type SegmentCondition } from '../segments/condition';
import type { SegmentFacts } from '../segments/facts';
import { segmentJudge, type Finding } from '../segments/matches';
import { checkLimits } from '../segments/parse';
import { instantMs, parseWith, requireDistinct, utc } from '../parse';

const word = z.string().trim().min(1).max(128).normalize('NFC');

export const TAG_SOURCES = ['operator', 'rule', 'questionnaire', 'import', 'campaign'] as const;
export type TagSource = (typeof TAG_SOURCES)[number];

/** A tag as one source gave it. Several sources may give the same; the member has it while any of them holds. */
export interface MemberTag {
	tag: string;
	source: TagSource;
	/** Which operator, rule, questionnaire, import or campaign. */
	by: string;
	since: string;
	/** Until the tag is taken away if absent. */
	expiresAt?: string | undefined;
}

const isSame = (a: MemberTag, b: Pick<MemberTag, 'tag' | 'source' | 'by'>): boolean =>
	a.tag === b.tag && a.source === b.source && a.by === b.by;

/** The tags that a member has at an instant, each once, in alphabetical order of their code points. */
export function activeTags(tags: readonly MemberTag[], now: string): string[] {
	const nowMs = instantMs(now, 'now');
	return [...new Set(tags.filter((tag) => isAlive(tag, nowMs)).map(({ tag }) => tag))].sort();
}

function isAlive({ expiresAt }: MemberTag, nowMs: number): boolean {
	return expiresAt === undefined || instantMs(expiresAt, 'expiresAt') > nowMs;
}

/** The tags with one more, or with that one renewed: it keeps its beginning and gets the new expiry. */
export function withTag(tags: readonly MemberTag[], added: MemberTag): MemberTag[] {
	const before = tags.find((tag) => isSame(tag, added) && isAlive(tag, instantMs(added.since, 'since')));
	const renewed = before === undefined ? added : { ...added, since: before.since };
	return [...tags.filter((tag) => !isSame(tag, added)), renewed];
}

/** The tags without that one, whoever gave it; only the operator's hand reaches the tags of all sources. */
export function withoutTag(tags: readonly MemberTag[], tag: string): MemberTag[] {
	return tags.filter((one) => one.tag !== tag);
}

const tagRuleSchema = z.strictObject({
	ruleId: word,
	tag: word,
	condition: conditionSchema,
	/** Whole days that the tag stays after the condition held last; it ends with the condition if left out. */
	keepDays: z.int().min(1).max(3650).optional(),
});

export const tagRulesSchema = z.array(tagRuleSchema).max(100);
export type TagRule = z.output<typeof tagRuleSchema>;

/** @throws DomainError naming the path of what is wrong, also where a tag depends on itself */
export function parseTagRules(value: unknown): TagRule[] {
	for (const rule of Array.isArray(value) ? (value as unknown[]) : []) {
		if (typeof rule === 'object' && rule !== null && 'condition' in rule) checkLimits(rule.condition);
	}
	const rules = parseWith(tagRulesSchema, value, 'rules');
	requireDistinct(
		rules.map(({ ruleId }) => ruleId),
		'rules',
	);
	refuseCircles(rules);
	return rules;
}

function tagsAskedFor(condition: SegmentCondition): string[] {
	if (condition.when === 'tag') return [condition.tag];
	if (!('of' in condition)) return [];
	return (Array.isArray(condition.of) ? condition.of : [condition.of]).flatMap(tagsAskedFor);
}

/** A tag that depends on itself, straight or through others, would come and go with every look. */
function refuseCircles(rules: readonly TagRule[]): void {
	const needs = new Map<string, string[]>();
	for (const { tag, condition } of rules) {
		needs.set(tag, [...(needs.get(tag) ?? []), ...tagsAskedFor(condition)]);
	}
	for (const [index, { tag }] of rules.entries()) {
		const reached = new Set<string>();
		const next = [...(needs.get(tag) ?? [])];
		for (let one = next.pop(); one !== undefined; one = next.pop()) {
			if (reached.has(one)) continue;
			reached.add(one);
			next.push(...(needs.get(one) ?? []));
		}
		if (!reached.has(tag)) continue;
		throw new DomainError(
			`The tag "${tag}" depends on itself`,
			'Take the tag out of its own condition and out of the conditions of the tags it asks for.',
			`rules.${index}.condition`,
		);
	}
}

/** What a rule does to a member's tags, with what it saw. */
export interface TagChange {
	ruleId: string;
	change: 'add' | 'renew' | 'end';
	tag: MemberTag;
	finding: Finding;
}

/**
 * What the rules change about a member's tags. Rules touch only tags that they gave themselves. All see the
 * tags as they were, so their order does not matter; a rule that asks for another rule's tag follows at
 * the next look.
 *
 * @param tags every tag of the member, also of other sources
 * @param facts without tags: those are taken from `tags`
 */
export function tagChanges(
	rules: readonly TagRule[],
	tags: readonly MemberTag[],
	facts: Omit<SegmentFacts, 'tags'>,
	now: string,
	timeZone: string,
): TagChange[] {
	const nowMs = instantMs(now, 'now');
	return rules.flatMap(({ ruleId, tag, condition, keepDays }): TagChange[] => {
		const finding = segmentJudge(condition, now, timeZone)({ ...facts, tags });
		const held = tags.find((one) => isSame(one, { tag, source: 'rule', by: ruleId }) && isAlive(one, nowMs));
		if (!finding.holds) {
			// With days to keep, the tag ends by its expiry.
			const ends = held !== undefined && (keepDays === undefined || held.expiresAt === undefined);
			return ends ? [{ ruleId, change: 'end', tag: held, finding }] : [];
		}
		const expiry = keepDays === undefined ? {} : { expiresAt: periodEnd(now, keepDays, timeZone) };
		const wanted: MemberTag = { tag, source: 'rule', by: ruleId, since: held?.since ?? utc(nowMs), ...expiry };
		if (held === undefined) return [{ ruleId, change: 'add', tag: wanted, finding }];
		return held.expiresAt === wanted.expiresAt ? [] : [{ ruleId, change: 'renew', tag: wanted, finding }];
	});
}

import type { ContactKind } from './contacts';
import { findContacts } from './contacts';
import { findLinks, leadsTo, type Link } from './links';
import { type Normalised, normalise } from './normalise';
import type { ScanPolicy, WordList } from './policy';
import { RISKY_ENDINGS, SHORTENERS } from './risky-domains';
import { styleOf, type StyleWeights } from './style';
import type { WordHit } from './words';

export const SCAN_RULES = [
	'word',
	'style',
	'pattern',
	'link',
	'invite',
	'contact',
	'code',
	'repetition',
	'repetitionByOthers',
	'flood',
	'external',
	'watch',
] as const;
export type ScanRule = (typeof SCAN_RULES)[number];

/** One thing that was held against a message, or (points below 0) for it. */
export interface ScanReason {
	rule: ScanRule;
	/** The list, pattern, kind of contact or domain. */
	name: string;
	/** What the member wrote, or a count. */
	saw: string;
	points: number;
}

/** Each word of a list once: the first in full, each further one by half; words that speak for a message do not add up. */
export function judgeWords(hits: readonly WordHit<WordList>[]): ScanReason[] {
	const seen = new Set<WordList>();
	return hits.flatMap(({ of: list, saw }) => {
		const again = seen.has(list);
		seen.add(list);
		if (again && list.points < 0) return [];
		const points = again ? Math.round(list.points / 2) : list.points;
		return [{ rule: 'word' as const, name: list.name, saw, points }];
	});
}

/** Points for reading like an ad. A message that warns of ads reads like one, so there style says nothing. */
export function judgeStyle(
	message: Normalised,
	weights: StyleWeights,
	{ style }: ScanPolicy,
	words: readonly ScanReason[],
): ScanReason[] {
	if (style.points === 0 || words.some(({ points }) => points < 0)) return [];
	const { logOdds, loudest } = styleOf(message, weights);
	const points = Math.min(style.points, Math.round(logOdds * style.pointsPerUnit));
	return points > 0 ? [{ rule: 'style', name: 'reads like an ad', saw: loudest.join(' '), points }] : [];
}

export interface Domains {
	allowed: ReadonlySet<string>;
	banned: ReadonlySet<string>;
}

function isRisky({ domain }: Link): boolean {
	return SHORTENERS.has(domain) || RISKY_ENDINGS.has(domain.slice(domain.lastIndexOf('.') + 1));
}

function judgeLink(link: Link, { links }: ScanPolicy, domains: Domains): ScanReason | undefined {
	if (leadsTo(link, domains.allowed)) return undefined;
	const hidden = link.hidden ? links.hiddenPoints : 0;
	const reason = { name: link.domain, saw: link.saw };
	if (leadsTo(link, domains.banned)) return { rule: 'link', ...reason, points: links.bannedPoints };
	if (link.kind === 'invite') return { rule: 'invite', ...reason, points: links.invitePoints + hidden };
	return { rule: 'link', ...reason, points: links.points + (isRisky(link) ? links.riskyPoints : 0) + hidden };
}

/** A link of each domain once, by what it weighs; the same place twice says no more. */
export function judgeLinks(message: Normalised, policy: ScanPolicy, domains: Domains): ScanReason[] {
	const heaviest = new Map<string, ScanReason>();
	for (const link of findLinks(message)) {
		const reason = judgeLink(link, policy, domains);
		if (reason === undefined || reason.points <= (heaviest.get(reason.name)?.points ?? 0)) continue;
		heaviest.set(reason.name, reason);
	}
	return [...heaviest.values()];
}

/** Ways to reach the writer: the first of each kind. */
export function judgeContacts(message: Normalised, policy: ScanPolicy): ScanReason[] {
	const first = new Map<ContactKind, ScanReason>();
	for (const { kind, saw } of findContacts(message)) {
		const points = policy.contacts[kind];
		if (points > 0 && !first.has(kind)) first.set(kind, { rule: 'contact', name: kind, saw, points });
	}
	return [...first.values()];
}

/** The text of a QR code counts like a link, on top of being a code. */
export function judgeCodes(codes: readonly string[], policy: ScanPolicy, domains: Domains): ScanReason[] {
	return codes.flatMap((code) => {
		const read = normalise(code);
		const links = findLinks(read);
		if (links.length > 0 && links.every((link) => leadsTo(link, domains.allowed))) return [];
		return [
			{ rule: 'code' as const, name: 'QR', saw: code, points: policy.codes.points },
			...judgeLinks(read, policy, domains),
			...judgeContacts(read, policy),
		].filter(({ points }) => points > 0);
	});
}

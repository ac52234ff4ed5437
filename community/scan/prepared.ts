import { type Domains, judgeContacts, judgeLinks, judgeStyle, judgeWords, type ScanReason } from './judge';
import type { Normalised } from './normalise';
import { type CompiledPattern, compilePatterns, findPatterns } from './patterns';
import type { ScanPolicy, WordList } from './policy';
import { CHINESE } from './shipped/chinese';
import { ENGLISH } from './shipped/english';
import { STYLE } from './shipped/style';
import { covers, type WordHit, WordFinder } from './words';

const SHIPPED = { 'zh-CN': CHINESE, en: ENGLISH };

/** A policy with all that is dear to make. */
export interface Prepared {
	policy: ScanPolicy;
	/** The shipped words, and the operators' own. */
	words: WordFinder<WordList>[];
	allowedWords: WordFinder<true>;
	patterns: CompiledPattern[];
	domains: Domains;
}

const finderOf = (lists: readonly WordList[]): WordFinder<WordList> =>
	new WordFinder(lists.flatMap((list) => list.words.map((word) => ({ word, of: list }))));

/** Made when first used: a shipped list is the same for all policies, and making it ready is dear. */
const shipped = new Map<keyof typeof SHIPPED, WordFinder<WordList>>();

function shippedFinder(language: keyof typeof SHIPPED): WordFinder<WordList> {
	let finder = shipped.get(language);
	if (finder === undefined) {
		finder = finderOf(SHIPPED[language]);
		shipped.set(language, finder);
	}
	return finder;
}

export function prepare(policy: ScanPolicy): Prepared {
	const languages = [...new Set(policy.shippedWords)];
	const lower = (domains: readonly string[]): Set<string> => new Set(domains.map((domain) => domain.toLowerCase()));
	return {
		policy,
		words: [...languages.map(shippedFinder), ...(policy.words.length > 0 ? [finderOf(policy.words)] : [])],
		allowedWords: new WordFinder(policy.allowedWords.map((word) => ({ word, of: true }))),
		patterns: compilePatterns(policy.patterns),
		domains: { allowed: lower(policy.links.allowedDomains), banned: lower(policy.links.bannedDomains) },
	};
}

/** Whether a longer word says what this one says: of the same list, or of any if this one speaks for the message (no scam). */
function isInside(hit: WordHit<WordList>, others: readonly WordHit<WordList>[]): boolean {
	return others.some(
		(other) =>
			(other.of === hit.of || hit.of.points < 0) && covers(other, hit) && other.end - other.start > hit.end - hit.start,
	);
}

/** Hits that no allowed word covers, nor a longer word. */
function uncovered({ words, allowedWords }: Prepared, text: Normalised): WordHit<WordList>[] {
	const isAllowed = allowedWords.cover(text);
	const hits = words.flatMap((finder) => finder.find(text, isAllowed));
	return hits.filter((hit) => !isInside(hit, hits));
}

/** What counts against the text itself. */
export function judgeText(prepared: Prepared, text: Normalised): ScanReason[] {
	const { policy, domains, patterns } = prepared;
	const words = judgeWords(uncovered(prepared, text));
	return [
		...words,
		...judgeStyle(text, STYLE, policy, words),
		...findPatterns(patterns, text.original, text.plain.text).map(({ pattern, saw }): ScanReason => ({
			rule: 'pattern',
			name: pattern.name,
			saw,
			points: pattern.points,
		})),
		...judgeLinks(text, policy, domains),
		...judgeContacts(text, policy),
	];
}

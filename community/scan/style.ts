import { isHan } from './characters';
import { type Normalised, normalise, quote } from './normalise';

/**
 * A naive Bayes classifier (Maron, "Automatic indexing", 1961; as in tg-spam) for ads that use none
 * of the known words: it weighs which words and pairs of Han characters ads hold more often than talk.
 */

/** Token → natural logarithm of how much likelier it is in an ad than in talk. */
export type StyleWeights = ReadonlyMap<string, number>;

export interface StyleExample {
	text: string;
	spam: boolean;
}

export interface StyleReading {
	/** Natural logarithm of the odds that this is an ad; 0 says nothing. */
	logOdds: number;
	/** The tokens that spoke loudest for an ad, as the member wrote them. */
	loudest: string[];
}

/** Fewer occurrences are chance. */
const LEAST_SEEN = 2;
/** Occurrences that every token is taken to have had more, so that none is impossible. */
const SMOOTHING = 0.3;
const MARKS: readonly (readonly [token: string, look: RegExp])[] = [
	['#number', /\d{5,}/],
	['#id', /[a-z]{2,20}\d{2,}/],
	['#price', /\d(?:元|块|w|k)/],
	['#share', /[%‰]|百分/],
];

/** Addresses are the business of the rules for links. */
const isAddress = (run: string): boolean => run.includes('://') || /\.[a-z]/.test(run);

/** Folded text without web and mail addresses. */
function withoutAddresses(text: string): string {
	return text.replace(/[!-~]+/g, (run) => (isAddress(run) ? ' ' : run));
}

/** Token → where it is in the tight form, `undefined` for one that is nowhere in particular. */
function tokensOf({ plain, tight }: Normalised): Map<string, readonly [number, number] | undefined> {
	const tokens = new Map<string, readonly [number, number] | undefined>();
	const text = withoutAddresses(plain.text);
	for (const [token, look] of MARKS) {
		if (look.test(text)) tokens.set(token, undefined);
	}
	for (const { 0: word } of text.matchAll(/[a-z]{2,20}/g)) tokens.set(word, undefined);
	let before = '';
	for (let index = 0; index < tight.text.length; index += 1) {
		const character = tight.text.charAt(index);
		if (!isHan(character)) {
			before = '';
			continue;
		}
		tokens.set(character, [index, index + 1]);
		if (before !== '') tokens.set(before + character, [index - 1, index + 1]);
		before = character;
	}
	return tokens;
}

function count(examples: readonly StyleExample[], spam: boolean): { texts: number; of: Map<string, number> } {
	const of = new Map<string, number>();
	const texts = examples.filter((example) => example.spam === spam);
	for (const { text } of texts) {
		for (const token of tokensOf(normalise(text)).keys()) of.set(token, (of.get(token) ?? 0) + 1);
	}
	return { texts: texts.length, of };
}

/** Learns from labelled texts; weights are rounded to a tenth, and what hardly weighs anything is left out. */
export function trainStyle(examples: readonly StyleExample[]): StyleWeights {
	const ads = count(examples, true);
	const talk = count(examples, false);
	const share = (seen: number, texts: number): number => (seen + SMOOTHING) / (texts + 2 * SMOOTHING);
	const weights = new Map<string, number>();
	for (const token of [...new Set([...ads.of.keys(), ...talk.of.keys()])].sort()) {
		const inAds = ads.of.get(token) ?? 0;
		const inTalk = talk.of.get(token) ?? 0;
		if (inAds + inTalk < LEAST_SEEN) continue;
		const weight = Math.log(share(inAds, ads.texts) / share(inTalk, talk.texts));
		if (Math.abs(weight) >= 0.1) weights.set(token, Math.round(weight * 10) / 10);
	}
	return weights;
}

/** How much a message reads like an ad. */
export function styleOf(message: Normalised, weights: StyleWeights): StyleReading {
	let logOdds = 0;
	const found: { saw: string; weight: number }[] = [];
	for (const [token, at] of tokensOf(message)) {
		const weight = weights.get(token) ?? 0;
		logOdds += weight;
		const saw = at === undefined ? token : quote(message.original, message.tight, at[0], at[1]);
		if (weight > 0 && !token.startsWith('#')) found.push({ saw, weight });
	}
	const loudest = found.sort((a, b) => b.weight - a.weight).slice(0, 5);
	return { logOdds, loudest: loudest.map(({ saw }) => saw) };
}

import { normalCode, readCode } from './code';

/** Two groups of five with a dash between them, as codes are shown. */
const SHOWN = /(?<![0-9A-Za-z])[0-9A-Za-z]{5}\s?[\p{Dash}_]\s?[0-9A-Za-z]{5}(?![0-9A-Za-z])/gu;
const BARE = /(?<![0-9A-Za-z])[0-9A-Za-z]{10}(?![0-9A-Za-z])/g;
/** What follows the words that announce a code, whatever it is. */
const ANNOUNCED =
	/(?:邀请码|邀請碼|invit(?:e|ation)\s+code)\s*(?:是|为|is)?\s*[:=]?\s*([0-9A-Za-z][0-9A-Za-z\p{Dash}_]{1,30})/iu;
const DIGIT = /\d/;

/**
 * The invitation code in what somebody wrote, as it was typed: `你好，7K2QX-9MD4A` gives `7K2QX-9MD4A`.
 * A code with a typing error is found too, if it is written as a code is or announced as one, so that
 * its author can be told; any other word of five or ten letters is no code.
 */
export function findCode(text: string): string | undefined {
	const plain = text.normalize('NFKC');
	const shown = plain.match(SHOWN) ?? [];
	const bare = plain.match(BARE) ?? [];
	const announced = ANNOUNCED.exec(plain)?.[1];
	const good = [...shown, ...bare.filter((word) => DIGIT.test(word))].find((word) => readCode(word).ok);
	return good ?? [...shown, ...(announced === undefined ? [] : [announced])].find((word) => DIGIT.test(word));
}

/** What somebody typed where only a code belongs, without the white space around it; absent if there is nothing. */
export function typedCode(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value);
	if (normalCode(text) === '') return undefined;
	return findCode(text) ?? text.trim();
}

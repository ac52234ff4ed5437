const LETTERS = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });
/** Stars that a masked name has at most, so that its length tells nothing. */
const MOST_STARS = 3;

/**
 * A name with its middle masked: 张*明, 张*, L***n. What people see as one letter stays one letter, emoji included.
 */
export function maskName(name: string): string {
	const letters = Array.from(LETTERS.segment(name.trim()), ({ segment }) => segment);
	const [first = '', second] = letters;
	if (second === undefined) return first === '' ? '' : '*';
	const last = letters.length > 2 ? (letters.at(-1) ?? '') : '';
	return `${first}${'*'.repeat(Math.max(1, Math.min(MOST_STARS, letters.length - 2)))}${last}`;
}

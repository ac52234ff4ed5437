/** Longer names are compared by their beginning, so that a hostile one costs no more than others. */
const LONGEST_NAME = 64;

/**
 * How many characters differ: the least number of insertions, deletions, replacements and swaps of
 * neighbours, none of them touched twice (optimal string alignment, a restricted Damerau–Levenshtein
 * distance).
 */
export function editDistance(a: readonly string[], b: readonly string[]): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (const [row, one] of a.entries()) {
		const current = [row + 1];
		for (const [column, other] of b.entries()) {
			const replaced = at(last, column) + (one === other ? 0 : 1);
			const isSwap = row > 0 && column > 0 && one === b[column - 1] && other === a[row - 1];
			const swapped = isSwap ? at(beforeLast, column - 1) + 1 : Infinity;
			current.push(Math.min(at(last, column + 1) + 1, at(current, column) + 1, replaced, swapped));
		}
		[beforeLast, last] = [last, current];
	}
	return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
	return row[column] ?? Infinity;
}

/** From 0 (nothing in common) to 1 (equal): the part of the longer text that need not be changed. */
export function similarity(a: string, b: string): number {
	const [one, other] = [Array.from(a).slice(0, LONGEST_NAME), Array.from(b).slice(0, LONGEST_NAME)];
	const longest = Math.max(one.length, other.length);
	return longest === 0 ? 1 : 1 - editDistance(one, other) / longest;
}

/**
 * How many of the 64 bits of two perceptual hashes differ.
 *
 * @returns `undefined` unless both are 16 hexadecimal digits
 */
export function hashDistance(a: string, b: string): number | undefined {
	const hex = /^[0-9a-f]{16}$/i;
	if (!hex.test(a) || !hex.test(b)) return undefined;
	let bits = 0;
	for (let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`); differing > 0n; differing &= differing - 1n) bits += 1;
	return bits;
}

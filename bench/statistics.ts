/** The value below which a share `q` (0–1) of the numbers lies, by linear interpolation; NaN of none. */
export function quantile(numbers: readonly number[], q: number): number {
	const sorted = numbers.toSorted((a, b) => a - b);
	const place = (sorted.length - 1) * q;
	const below = sorted[Math.floor(place)] ?? Number.NaN;
	const above = sorted[Math.ceil(place)] ?? Number.NaN;
	return below + (above - below) * (place - Math.floor(place));
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

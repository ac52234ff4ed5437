import type { Language } from '../language';

const MINUTE_MS = 60_000;
const UNITS = [
	['day', 1440],
	['hour', 60],
	['minute', 1],
] as const;

/** Milliseconds since an instant, never negative: clocks of two machines may disagree a little. */
export function ageMs(since: string, now: string): number {
	return Math.max(0, Date.parse(now) - Date.parse(since));
}

/** How long something has waited, in its largest whole unit: "2 days", "3小时", at least one minute. */
export function ageInWords(since: string, now: string, language: Language): string {
	const minutes = Math.max(1, Math.floor(ageMs(since, now) / MINUTE_MS));
	const [unit, size] = UNITS.find(([, length]) => minutes >= length) ?? UNITS[2];
	return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
		Math.floor(minutes / size),
	);
}

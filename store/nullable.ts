import { storable, utc } from './values';

/** `utc` of an instant that may be missing. */
export function maybeUtc(instant: string | null | undefined): string | null {
	return instant === null || instant === undefined ? null : utc(instant);
}

/** `storable` of a text that may be missing. */
export function maybeText(text: string | null | undefined): string | null {
	return text === null || text === undefined ? null : storable(text);
}

import { pageStart, utc } from './values';

/** Makes a page key from an instant and the ids that follow it: `at|id|id`. Only the last id may hold a bar. */
export function pageKey(at: string, ...ids: string[]): string {
	return [utc(at), ...ids].join('|');
}

/** Reads a page key with `count` ids; those that are missing are empty. */
export function readPageKey(after: string | undefined, count: number): { at: string; ids: string[] } | undefined {
	const start = pageStart(after);
	if (start === undefined) return undefined;
	const ids: string[] = [];
	let { rest } = start;
	while (ids.length < count - 1) {
		const bar = rest.indexOf('|');
		ids.push(bar < 0 ? rest : rest.slice(0, bar));
		rest = bar < 0 ? '' : rest.slice(bar + 1);
	}
	return { at: start.at, ids: [...ids, rest] };
}

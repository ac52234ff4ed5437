import { stableId } from '../digest';
import type { Fingerprint } from './fingerprint';
import { forgive, reasonKey } from './forgiven';
import type { ScanReason } from './judge';
import type { Forgiven, ScanResult } from './message';

/**
 * One thing that an undo taught: in texts like this one, that reason was wrong. Kept without a word of the text:
 * `fingerprint` is the text's, a colon and a digest of the reason.
 */
export interface Lesson {
	fingerprint: string;
	simhash: string;
	length: number;
}

const markOf = (key: string): string => stableId(key);

/** What an undo of a flagged message teaches; nothing if only the member's conduct was held against it. */
export function lessonsOf(result: Pick<ScanResult, 'fingerprint' | 'reasons'>): Lesson[] {
	const { fingerprint, reasons } = forgive(result);
	const { exact, simhash, length } = fingerprint;
	return [...new Set(reasons)].map((key) => ({ fingerprint: `${exact}:${markOf(key)}`, simhash, length }));
}

/** Lessons as a scan uses them, as far as they are about one of the reasons that it found. */
export function forgivenOf(lessons: readonly Lesson[], reasons: readonly ScanReason[]): Forgiven[] {
	const keys = new Map(reasons.map((reason) => [markOf(reasonKey(reason)), reasonKey(reason)]));
	return lessons.flatMap(({ fingerprint: kept, simhash, length }) => {
		const [exact = '', mark = ''] = kept.split(':');
		const key = keys.get(mark);
		const fingerprint: Fingerprint = { exact, simhash, length };
		return key === undefined ? [] : [{ fingerprint, reasons: [key] }];
	});
}

import { type Fingerprint, likeness } from './fingerprint';
import type { ScanReason } from './judge';
import type { Forgiven, ScanResult } from './message';
import { tightText } from './normalise';

/** Names a reason by what was seen, so that an undo forgives the same thing and not, say, another link. */
export function reasonKey({ rule, name, saw }: ScanReason): string {
	// Which tokens spoke loudest changes with every word.
	return rule === 'style' ? rule : `${rule}:${name}:${tightText(saw)}`;
}

/** What to keep of a flagged message that an operator undoes. */
export function forgive(result: Pick<ScanResult, 'fingerprint' | 'reasons'>): Forgiven {
	return { fingerprint: result.fingerprint, reasons: result.reasons.filter(isAboutText).map(reasonKey) };
}

/** What a member does is not forgiven with what was written. */
function isAboutText({ rule }: ScanReason): boolean {
	return !['repetition', 'repetitionByOthers', 'flood', 'external', 'watch'].includes(rule);
}

/** Reasons that no undo of an alike text took back. */
export function unforgiven(
	reasons: readonly ScanReason[],
	fingerprint: Fingerprint,
	forgiven: readonly Forgiven[],
	closest: number,
): ScanReason[] {
	const alike = forgiven.filter((each) => likeness(fingerprint, each.fingerprint, closest) !== 'different');
	if (alike.length === 0) return [...reasons];
	const taught = new Set(alike.flatMap((each) => each.reasons));
	return reasons.filter((reason) => !isAboutText(reason) || !taught.has(reasonKey(reason)));
}

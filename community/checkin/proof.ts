import { distance, fingerprintOf, likeness, type Fingerprint } from '../scan/fingerprint';
import { countCharacters } from '../text';
import type { Tracker } from './tracker';

/** What a member hands in with a check-in. */
export interface Proof {
	text: string;
	hasImage: boolean;
	/** See `pictureHash`; absent where the picture itself is not there. */
	imageHash?: string | undefined;
}

/** What is kept of an earlier proof. */
export interface EarlierProof {
	proof: Fingerprint | null;
	imageHash: string | null;
}

export type ProofFault = 'too_short' | 'no_image' | 'copied';

/** Bits in which texts, or pictures, that are alike may differ. */
const CLOSEST_TEXT = 6;
const CLOSEST_PICTURE = 5;
/** Shorter words are said by many people without copying: 跑步五公里. */
const TELLING = 12;

/** What a text is known by again; nothing for no words. */
export function proofPrint(text: string): Fingerprint | null {
	const print = fingerprintOf(text);
	return print.length === 0 ? null : print;
}

/** Whether the text tells enough to be compared with those of other members. */
export function isTelling(print: Fingerprint | null): print is Fingerprint {
	return print !== null && print.length >= TELLING;
}

/**
 * What is wrong with a proof; `undefined` if nothing is.
 *
 * @param own earlier proofs of the same person; texts and pictures that are alike count as copies
 * @param copyOfOther whether somebody else handed in exactly this
 */
export function proofFault(
	{ proof: rules }: Pick<Tracker, 'proof'>,
	proof: Proof,
	own: readonly EarlierProof[],
	copyOfOther: boolean,
): ProofFault | undefined {
	if (countCharacters(proof.text) < rules.minimumLength) return 'too_short';
	if (rules.imageRequired && !proof.hasImage) return 'no_image';
	if (!rules.refuseCopies) return undefined;
	const print = proofPrint(proof.text);
	const alike = own.some(
		(one) =>
			(print !== null && one.proof !== null && likeness(print, one.proof, CLOSEST_TEXT) !== 'different') ||
			(proof.imageHash !== undefined &&
				one.imageHash !== null &&
				distance(proof.imageHash, one.imageHash) <= CLOSEST_PICTURE),
	);
	return alike || copyOfOther ? 'copied' : undefined;
}

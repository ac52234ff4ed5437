import type { Fingerprint } from './fingerprint';
import type { ScanReason } from './judge';
import type { RecentMessage } from './repetition';

export interface ScanMessage {
	memberId: string;
	text: string;
	/** When it was sent, milliseconds since 1970. */
	at: number;
	/** Texts of the QR codes in its pictures (see `readCode`). */
	codes?: readonly string[] | undefined;
	/** Roles of the member in the group. */
	roles?: readonly string[] | undefined;
}

/** A message that an operator found fine after all. */
export interface Forgiven {
	fingerprint: Fingerprint;
	/** Keys (`reasonKey`) of the reasons that were wrong. */
	reasons: readonly string[];
}

/** What is known besides the message. Everything may be left out, if only the text shall be judged. */
export interface ScanContext {
	/** Messages that the member sent to the group before; unknown counts as many. */
	messagesBefore?: number | undefined;
	/** Messages of the group before this one, the member's own included, in any order. */
	recent?: readonly RecentMessage[] | undefined;
	/** When the member's earlier messages were sent, milliseconds since 1970; else taken from `recent`. */
	sentAt?: readonly number[] | undefined;
	/** Whether a list outside (as CAS is) knows the member as a spammer. */
	listedOutside?: boolean | undefined;
	/** What operators' undos taught. */
	forgiven?: readonly Forgiven[] | undefined;
}

export interface ScanResult {
	outcome: 'clean' | 'flagged';
	/** 0 to 100. */
	score: number;
	flagFrom: number;
	/** What was found, the heaviest first. */
	reasons: ScanReason[];
	/** Why a message is clean whatever is in it. */
	spared?: 'role' | 'forgiven' | undefined;
	/** To keep, so that later messages can be compared with this one. */
	fingerprint: Fingerprint;
}

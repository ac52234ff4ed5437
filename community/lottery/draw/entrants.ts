import { DomainError } from '../../domain-error';
import { instantMs, utc } from '../../parse';
import { requireHex } from './hex';
import { sha256Hex } from './sha256';

/** One line of the list: who entered, in a form that tells nobody who it is, and with how many lots. */
export interface Entrant {
	/** From `entrantHash`: 32 bytes in lower-case hex. */
	readonly entrant: string;
	/** Lots that this entrant draws: 1, or more with bonus entries. */
	readonly weight: number;
}

/** What the list is bound to, so that its hash stands for one closing of one lottery. */
export interface ListHeader {
	/** `hash` of `publishRules`. */
	readonly rulesHash: string;
	/** From `commitSeed`. */
	readonly commitment: string;
	/** When the list was closed: an ISO 8601 instant with offset. */
	readonly closedAt: string;
}

export interface CanonicalEntrants {
	/** The list as ASCII text, ended by a line feed: what is published, and what `hash` is the SHA-256 of. */
	readonly text: string;
	readonly bytes: Uint8Array;
	readonly hash: string;
	/** The entrants in the order of the list. */
	readonly lines: readonly Entrant[];
}

export const LIST_TITLE = 'shequn-lottery/v1/entrants';

/**
 * The list of entrants as exact bytes, whatever the order in which they came:
 *
 * ```text
 * shequn-lottery/v1/entrants
 * rules <64 hex>
 * commitment <64 hex>
 * closed 2026-03-01T12:00:00.000Z
 * entrants 2
 * <64 hex> <weight>
 * <64 hex> <weight>
 * ```
 *
 * Sorted by the hex digits, a line feed after every line, ASCII only: no text of a member is in it, so no
 * two programs can disagree about its bytes, and `sha256sum` on the saved text gives the hash.
 *
 * @throws DomainError if an entrant stands there twice, or a weight or hash cannot be
 */
export function canonicalEntrants(entries: Iterable<Entrant>, header: ListHeader): CanonicalEntrants {
	// Equal ones are an error, found below.
	const lines = Array.from(entries, checked).sort((a, b) => (a.entrant < b.entrant ? -1 : 1));
	for (let index = 1; index < lines.length; index++) {
		if (lines[index]?.entrant === lines[index - 1]?.entrant) throw twice(lines[index]?.entrant ?? '');
	}
	const text = `${headOf(header, lines.length)}${lines.map(lineOf).join('')}`;
	const bytes = new TextEncoder().encode(text);
	return { text, bytes, hash: sha256Hex(bytes), lines };
}

function headOf({ rulesHash, commitment, closedAt }: ListHeader, entrants: number): string {
	return (
		`${LIST_TITLE}\n` +
		`rules ${requireHex(rulesHash, 32, 'rulesHash')}\n` +
		`commitment ${requireHex(commitment, 32, 'commitment')}\n` +
		`closed ${utc(instantMs(closedAt, 'closedAt'))}\n` +
		`entrants ${String(entrants)}\n`
	);
}

const lineOf = ({ entrant, weight }: Entrant): string => `${entrant} ${String(weight)}\n`;

function checked({ entrant, weight }: Entrant): Entrant {
	requireHex(entrant, 32, 'entrant');
	if (Number.isSafeInteger(weight) && weight >= 1) return { entrant, weight };
	throw new DomainError(
		`The weight ${String(weight)} cannot be: every entrant draws at least one lot, and lots are whole`,
		'Give a whole number from 1.',
		'weight',
	);
}

function twice(entrant: string): DomainError {
	return new DomainError(
		`The entrant ${entrant.slice(0, 12)}… stands in the list twice`,
		'Let every person enter once; give bonus entries as a greater weight.',
		'entrants',
	);
}

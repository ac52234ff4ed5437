import { DomainError } from '../../domain-error';
import { commitSeed } from '../draw/commitment';
import { drawInTurns, type Alternate, type DrawProgress, type Winner } from '../draw/draw';
import { randomnessOf, type DrandBeacon } from '../draw/drand';
import { readEntrants } from '../draw/read-entrants';
import { rulesOfText } from '../draw/rules';
import { finalSeed } from '../draw/seed';
import { sha256Hex } from '../draw/sha256';

export const PROOF_KIND = 'shequn-lottery-proof';

/**
 * All that anybody needs to draw again: schemas/lottery-proof.schema.json. Nobody's name or id is in it; a
 * member finds their line with their receipt.
 */
export interface LotteryProof {
	readonly v: 1;
	readonly kind: typeof PROOF_KIND;
	/** The published rules, character by character. */
	readonly rules: string;
	/** The published list of entrants, character by character. */
	readonly list: string;
	/** What the commitment committed to. Secret until the draw. */
	readonly secret: string;
	/** The round that the rules name, if they name one. */
	readonly drand?: DrandBeacon | undefined;
	/** For reading: each follows from the above, and is checked. */
	readonly hashes: ProofHashes;
	readonly winners: readonly Winner[];
	readonly alternates: readonly Alternate[];
}

export interface ProofHashes {
	readonly rules: string;
	readonly commitment: string;
	readonly list: string;
	readonly seed: string;
}

export interface ProofParts {
	/** `text` of `publishRules`. */
	readonly rules: string;
	/** `text` of `canonicalEntrants`. */
	readonly list: string;
	readonly secret: string;
	/** From `verifyBeacon`; exactly if the rules name a round. */
	readonly drand?: DrandBeacon | undefined;
}

/**
 * The proof of a lottery that was drawn; draws again.
 *
 * @param pause as for `drawInTurns`
 * @throws DomainError if the parts do not belong together or cannot be drawn
 */
export async function makeProof(
	parts: ProofParts,
	pause: (done: DrawProgress) => Promise<unknown> = async () => undefined,
): Promise<LotteryProof> {
	const { draw } = rulesOfText(parts.rules);
	const { rulesHash, commitment, lines } = readEntrants(parts.list);
	requireSame(rulesHash, sha256Hex(parts.rules), 'The list of entrants was closed under other rules');
	requireSame(commitment, commitSeed(parts.secret), 'The secret is not the one that was committed to');
	requireRound(draw.drand, parts.drand);
	const listHash = sha256Hex(parts.list);
	const drand = parts.drand === undefined ? undefined : randomnessOf(parts.drand);
	const seed = finalSeed({ secret: parts.secret, listHash, drand });
	const outcome = await drawInTurns({ rules: draw, entrants: lines, seed }, pause);
	return {
		v: 1,
		kind: PROOF_KIND,
		rules: parts.rules,
		list: parts.list,
		secret: parts.secret,
		...(parts.drand === undefined ? {} : { drand: parts.drand }),
		hashes: { rules: rulesHash, commitment, list: listHash, seed },
		...outcome,
	};
}

function requireSame(found: string, expected: string, message: string): void {
	if (found === expected) return;
	throw new DomainError(message, 'Give rules, list and secret of one and the same lottery.');
}

function requireRound(named: { chainHash: string; round: number } | undefined, given: DrandBeacon | undefined): void {
	if (named?.round === given?.round && named?.chainHash === given?.chainHash) return;
	throw new DomainError(
		named === undefined
			? 'The rules name no round of drand, but one was given'
			: `The rules wait for round ${String(named.round)} of drand`,
		named === undefined ? 'Leave the round out.' : 'Give the answer of drand for that round.',
		'drand',
	);
}

/** The proof as the text of its file: one field a line, so that people can look into it. */
export function proofText(proof: LotteryProof): string {
	return `${JSON.stringify(proof, null, 1)}\n`;
}

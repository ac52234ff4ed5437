import { DomainError } from '../../domain-error';
import type { Alternate, Winner } from '../draw/draw';
import { drandChain } from '../draw/drand-chains';
import { DRAND_BYTES, type DrandBeacon } from '../draw/drand';
import { requireHex } from '../draw/hex';
import { LIMITS } from '../draw/limits';
import { exact, list, record, text, whole } from '../draw/reader';
import { PROOF_KIND, type LotteryProof } from './proof';

/** Two hundred million characters: some millions of entrants. */
const MOST_TEXT = 200_000_000;

/**
 * A proof, read strictly: a field that is not known is refused, so that nothing stands in a proof that no
 * check covers.
 *
 * @param value the JSON, or its text
 * @throws DomainError naming the first thing that is not as the schema says
 */
export function readProof(value: unknown): LotteryProof {
	const proof = record(
		typeof value === 'string' ? parse(value) : value,
		'proof',
		['v', 'kind', 'rules', 'list', 'secret', 'hashes', 'winners', 'alternates'],
		['drand'],
	);
	const kind = exact(proof, 'kind', PROOF_KIND);
	return {
		v: exact(proof, 'v', 1),
		kind,
		rules: text(proof, 'rules', 1, MOST_TEXT),
		list: text(proof, 'list', 1, MOST_TEXT),
		secret: requireHex(proof.of.secret, 32, 'proof.secret'),
		...(proof.of.drand === undefined ? {} : { drand: readBeacon(proof.of.drand) }),
		hashes: readHashes(proof.of.hashes),
		winners: list(proof, 'winners', 0, LIMITS.prizes).map((winner, index) =>
			readPlaced(winner, `proof.winners.${String(index)}`),
		),
		alternates: list(proof, 'alternates', 0, LIMITS.alternates * LIMITS.tiers).map((alternate, index) =>
			readPlaced(alternate, `proof.alternates.${String(index)}`),
		),
	};
}

function parse(value: string): unknown {
	try {
		return JSON.parse(value);
	} catch {
		throw new DomainError('The proof is no JSON', 'Take the file as it was published.', 'proof');
	}
}

function readHashes(value: unknown): LotteryProof['hashes'] {
	const hashes = record(value, 'proof.hashes', ['rules', 'commitment', 'list', 'seed']);
	const hex = (key: string) => requireHex(hashes.of[key], 32, `proof.hashes.${key}`);
	return { rules: hex('rules'), commitment: hex('commitment'), list: hex('list'), seed: hex('seed') };
}

function readBeacon(value: unknown): DrandBeacon {
	const beacon = record(value, 'proof.drand', ['chainHash', 'round', 'signature'], ['previousSignature']);
	const chainHash = requireHex(beacon.of.chainHash, 32, 'proof.drand.chainHash');
	const { scheme } = drandChain(chainHash);
	const bytes = DRAND_BYTES[scheme];
	const chained = scheme === 'pedersen-bls-chained';
	if (!chained && beacon.of.previousSignature !== undefined) {
		// Nothing would check it.
		record({ ...beacon.of }, 'proof.drand', ['chainHash', 'round', 'signature']);
	}
	return {
		chainHash,
		round: whole(beacon, 'round', 1, Number.MAX_SAFE_INTEGER),
		signature: requireHex(beacon.of.signature, bytes, 'proof.drand.signature'),
		...(chained
			? { previousSignature: requireHex(beacon.of.previousSignature, bytes, 'proof.drand.previousSignature') }
			: {}),
	};
}

/** Winners and alternates have the same fields. */
function readPlaced(value: unknown, path: string): Winner & Alternate {
	const placed = record(value, path, ['tierId', 'position', 'place', 'entrant', 'lot', 'ticket']);
	return {
		tierId: text(placed, 'tierId', 1, 32),
		position: whole(placed, 'position', 1, LIMITS.prizes),
		place: whole(placed, 'place', 1, Number.MAX_SAFE_INTEGER),
		entrant: requireHex(placed.of.entrant, 32, `${path}.entrant`),
		lot: requireHex(placed.of.lot, 32, `${path}.lot`),
		ticket: whole(placed, 'ticket', 1, LIMITS.weight),
	};
}

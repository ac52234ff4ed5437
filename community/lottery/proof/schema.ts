import { z } from 'zod/v4';
import { LIMITS } from '../draw/limits';
import { PROOF_KIND } from './proof';

const hex = (bytes: number) =>
	z
		.string()
		.regex(new RegExp(`^[0-9a-f]{${String(bytes * 2)}}$`), { error: `${String(bytes)} bytes in lower-case hex` });
const wholeFrom1 = z.int().min(1);

const placed = {
	place: wholeFrom1.describe('Place in the order, from 1'),
	entrant: hex(32).describe('The line of the list'),
	lot: hex(32).describe('The least of the lots of this entrant'),
	ticket: wholeFrom1.max(LIMITS.weight).describe('Which of the lots it was'),
};

const winner = z.strictObject({
	tierId: z.string().min(1).max(32),
	position: wholeFrom1.max(LIMITS.prizes).describe("Which of the tier's prizes"),
	...placed,
});

const alternate = z.strictObject({
	tierId: z.string().min(1).max(32).describe('The tier that is stood by for; "*" = every tier'),
	position: wholeFrom1.max(LIMITS.prizes).describe('1 = the first to move up'),
	...placed,
});

const drand = z.strictObject({
	chainHash: hex(32),
	round: wholeFrom1,
	signature: z.union([hex(48), hex(96)]),
	previousSignature: hex(96).optional().describe('On chained networks'),
});

/** The proof as integrators get it; read-proof.ts reads the same by hand, and a test holds the two together. */
export const lotteryProofSchema = z.strictObject({
	v: z.literal(1),
	kind: z.literal(PROOF_KIND),
	rules: z.string().min(1).describe('The published rules: RFC 8785 text, whose UTF-8 bytes are hashed'),
	list: z.string().min(1).describe('The published list of entrants: exact text, whose bytes are hashed'),
	secret: hex(32).describe('What the commitment committed to'),
	drand: drand.optional().describe('The round of drand that the rules name, if they name one'),
	hashes: z.strictObject({ rules: hex(32), commitment: hex(32), list: hex(32), seed: hex(32) }),
	winners: z.array(winner).max(LIMITS.prizes),
	alternates: z.array(alternate).max(LIMITS.alternates * LIMITS.tiers),
});

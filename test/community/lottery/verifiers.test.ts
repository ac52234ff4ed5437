import { createHash, randomBytes } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { receipt } from '../../../community/lottery/draw/entrant';
import { embedProof } from '../../../community/lottery/proof/embed';
import { proofText, type LotteryProof } from '../../../community/lottery/proof/proof';
import { verifyProof } from '../../../community/lottery/proof/verify';
import { buildCommand } from '../../../tools/build-verifier';
import { sha256Hex } from '../../../verifier/sha256';
import { aProof, drawRules, entrants } from './support';

const PYTHON = join(__dirname, '../../../verifier/verify.py');
const hasPython = spawnSync('python3', ['--version']).status === 0;
let folder: string;
let command: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'verify-'));
	command = join(folder, 'verify.mjs');
	writeFileSync(command, buildCommand());
});
afterAll(() => rmSync(folder, { recursive: true }));

function save(proof: object | string, name = 'proof.json'): string {
	const file = join(folder, name);
	writeFileSync(file, typeof proof === 'string' ? proof : proofText(proof as LotteryProof));
	return file;
}

interface Ended {
	status: number | null;
	stdout: string;
}
const run = (program: string, ...args: string[]): Ended => spawnSync(program, args, { encoding: 'utf8', cwd: folder });
const node = (...args: string[]) => run(process.execPath, command, ...args);
const python = (...args: string[]) => run('python3', PYTHON, ...args);

describe("the verifiers' own SHA-256", () => {
	test.each([
		// FIPS 180-2, appendix B.
		['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
		[
			'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
			'248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
		],
		['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
		['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
	])('%.20s', (text, digest) => {
		expect(sha256Hex(text)).toBe(digest);
	});

	test('is that of node:crypto for any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
			}),
			{ seed: 180, numRuns: 2000 },
		);
		const large = randomBytes(100_000);
		expect(sha256Hex(large)).toBe(createHash('sha256').update(large).digest('hex'));
	});
});

describe('node verify.mjs', () => {
	test('says yes, finds a line, and reads the page as well', async () => {
		const rulesHash = (await aProof({ drand: true })).hashes.rules;
		const mine = receipt({ rulesHash, salt: '0f'.repeat(16), subject: 'wecom:小雨' });
		const proof = await aProof({ drand: true, entries: [...entrants(20), { entrant: mine.entrant, weight: 1 }] });

		const answer = node(save(proof), '--receipt', mine.code, '--list', proof.hashes.list, '--json');
		expect(answer.status).toBe(0);
		expect(JSON.parse(answer.stdout)).toMatchObject({
			valid: true,
			lottery: { lotteryId: 'spring-2026', entrants: 21 },
			receipt: { status: 'found', subject: 'wecom:小雨' },
		});

		const page = embedProof('<html><script type="application/json" id="proof"></script></html>', proofText(proof));
		const chinese = node(save(page), '--lang', 'zh-CN');
		expect(chinese.status).toBe(0);
		expect(chinese.stdout).toContain('这份证明成立');
	});

	test('says no, and why', async () => {
		const proof = await aProof({});
		const changed = node(save({ ...proof, winners: [...proof.winners].reverse() }), '--lang', 'en');
		expect(changed.status).toBe(1);
		expect(changed.stdout).toContain('✗ Drawing again gives exactly the same result');
		expect(node(save(proof), '--lottery', 'another').status).toBe(1);
		const absent = receipt({ rulesHash: proof.hashes.rules, salt: '0f'.repeat(16), subject: 'telegram:1' });
		expect(node(save(proof), '--receipt', absent.code, '--json').stdout).toContain('"missing"');
		expect(node(join(folder, 'nothing.json')).status).toBe(2);
		expect(node().status).toBe(2);
	});
});

/** Without Python there is nothing to compare with; CI has it. */
(hasPython ? describe : describe.skip)('python3 verify.py', () => {
	test('agrees about random proofs, and about changed ones', async () => {
		const files: string[] = [];
		const verdicts: boolean[] = [];
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					count: fc.integer({ min: 1, max: 40 }),
					heavy: fc.integer({ min: 1, max: 5 }),
					quantities: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
					alternates: fc.integer({ min: 0, max: 8 }),
					most: fc.integer({ min: 1, max: 3 }),
					drand: fc.boolean(),
					name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.length <= 200),
					change: fc.constantFrom('none', 'winner', 'secret', 'list', 'place', 'field'),
				}),
				async ({ count, heavy, quantities, alternates, most, drand, name, change }) => {
					const draw = drawRules({
						tiers: quantities.map((quantity, index) => ({ tierId: `t${String(index)}`, name, quantity })),
						alternates,
						maxPrizesPerPerson: most,
						tooFewEntrants: 'leavePrizes',
					});
					const proof = await aProof({ draw, drand, entries: entrants(count, (index) => 1 + (index % heavy)) });
					const changed = changes[change]?.(proof) ?? proof;
					const { valid } = verifyProof(JSON.parse(JSON.stringify(changed)));
					expect(valid).toBe(change === 'none');
					verdicts.push(valid);
					files.push(save(changed, `${String(files.length)}.json`));
				},
			),
			{ seed: 3, numRuns: 60 },
		);
		const told = python(...files)
			.stdout.split('\n')
			.filter((line) => /The proof (holds|does NOT hold)/.test(line));
		expect(told.map((line) => line.endsWith('The proof holds.'))).toEqual(verdicts);
		expect(new Set(verdicts).size).toBe(2);
	});

	test('finds a line by its receipt', async () => {
		const { hashes } = await aProof({});
		const mine = receipt({ rulesHash: hashes.rules, salt: '0f'.repeat(16), subject: 'telegram:5550100' });
		const file = save(await aProof({ entries: [...entrants(9), { entrant: mine.entrant, weight: 2 }] }));
		expect(python(file, '--receipt', mine.code)).toMatchObject({ status: 0 });
		expect(python(file, '--receipt', mine.code).stdout).toContain('telegram:5550100 is in the list');
		expect(python(save(await aProof({})), '--receipt', mine.code)).toMatchObject({ status: 1 });
	});
});

const changes: Record<string, (proof: LotteryProof) => object> = {
	none: (proof) => proof,
	winner: (proof) => ({ ...proof, winners: proof.winners.slice(1) }),
	secret: (proof) => ({ ...proof, secret: 'ab'.repeat(32) }),
	list: (proof) => ({ ...proof, list: proof.list.replace(/ 1\n/, ' 2\n').replace(/ 5\n/, ' 4\n') }),
	place: (proof) => ({ ...proof, winners: proof.winners.map((winner) => ({ ...winner, place: winner.place + 1 })) }),
	field: (proof) => ({ ...proof, note: 'trust me' }),
};

test('anybody can hash a lot again with sha256sum, as the page shows it', async () => {
	const proof = await aProof({});
	const winner = proof.winners[0];
	const text = `shequn-lottery/v1/lot\n${proof.hashes.seed}\n*\n${String(winner?.entrant)}\n${String(winner?.ticket)}\n`;
	expect(execFileSync('sha256sum', { input: text, encoding: 'utf8' }).split(' ')[0]).toBe(winner?.lot);
	expect(execFileSync('sha256sum', { input: proof.list, encoding: 'utf8' }).split(' ')[0]).toBe(proof.hashes.list);
});

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { QUICKNET } from '../../../community/lottery/draw/drand-chains';
import { wordsOf } from '../../../community/lottery/proof/copy';
import { embedProof, proofTextIn } from '../../../community/lottery/proof/embed';
import { makeProof, proofText, type LotteryProof } from '../../../community/lottery/proof/proof';
import type { CheckId, Reason } from '../../../community/lottery/proof/report';
import { verifyProof } from '../../../community/lottery/proof/verify';
import { commitSeed } from '../../../community/lottery/draw/commitment';
import { canonicalEntrants } from '../../../community/lottery/draw/entrants';
import { publishRules } from '../../../community/lottery/draw/rules';
import { aProof, closed, drawRules, entrants, ROUND_1000, rules, SECRET } from './support';

const schema = new Ajv2020({ strict: true, strictTypes: false }).compile(
	JSON.parse(readFileSync(join(__dirname, '../../../schemas/lottery-proof.schema.json'), 'utf8')) as object,
);

/** The reason of each check that did not pass. */
function troubles(value: unknown): Partial<Record<CheckId, Reason>> {
	return Object.fromEntries(
		verifyProof(value)
			.checks.filter(({ status }) => status !== 'passed')
			.map(({ id, reason }) => [id, reason]),
	);
}

describe('a proof', () => {
	test('of a fair draw is valid, without and with drand', async () => {
		const plain = await aProof({ entries: entrants(40, (index) => 1 + (index % 3)) });
		expect(troubles(plain)).toEqual({ drand: 'drand.none', published: 'published.none' });
		expect(verifyProof(proofText(plain)).valid).toBe(true);

		const withDrand = await aProof({ entries: entrants(40), drand: true });
		expect(troubles(withDrand)).toEqual({ published: 'published.none' });
		expect(verifyProof(withDrand)).toMatchObject({ valid: true, rules: { lotteryId: 'spring-2026' } });
	});

	test('fits the published schema, and so does nothing that the reader refuses', async () => {
		const proof = await aProof({ drand: true });
		expect(schema(proof)).toBe(true);
		for (const changed of [
			{ ...proof, note: 'we swear' },
			{ ...proof, v: 2 },
			{ ...proof, secret: proof.secret.slice(2) },
			{ ...proof, secret: proof.secret.toUpperCase() },
			{ ...proof, hashes: { ...proof.hashes, extra: proof.hashes.seed } },
			{ ...proof, winners: [{ ...proof.winners[0], name: '小雨' }] },
			{ ...proof, winners: 'me' },
			{ ...proof, drand: { ...proof.drand, round: 0 } },
		]) {
			expect(schema(changed)).toBe(false);
			expect(troubles(changed).format).toBe('format.wrong');
		}
	});

	test('carries no name and no id', async () => {
		const text = proofText(await aProof({}));
		expect(text).not.toMatch(/telegram|5550100/);
	});
});

describe('what is told apart', () => {
	const cases: [string, (proof: LotteryProof) => object, Partial<Record<CheckId, Reason>>][] = [
		['another winner', (proof) => ({ ...proof, winners: [...proof.winners].reverse() }), { draw: 'draw.other' }],
		[
			'a winner too many',
			(proof) => ({ ...proof, winners: [...proof.winners, proof.winners[0]] }),
			{ draw: 'draw.other' },
		],
		['an alternate less', (proof) => ({ ...proof, alternates: proof.alternates.slice(1) }), { draw: 'draw.other' }],
		[
			'another secret',
			(proof) => ({ ...proof, secret: 'ab'.repeat(32) }),
			{ commitment: 'commitment.other', seed: 'seed.other', draw: 'draw.other' },
		],
		[
			'rules changed',
			(proof) => ({ ...proof, rules: proof.rules.replace('"quantity":3', '"quantity":2') }),
			{ rules: 'rules.changed', draw: 'draw.other' },
		],
		[
			'rules spelt otherwise',
			(proof) => ({ ...proof, rules: proof.rules.replace('{', '{ ') }),
			{ rules: 'rules.unreadable' },
		],
		[
			'an entrant gone',
			(proof) => ({ ...proof, list: proof.list.replace(/[0-9a-f]{64} 1\n$/, '') }),
			{ list: 'list.unreadable' },
		],
		[
			'a drand round that nobody asked for',
			(proof) => ({ ...proof, drand: ROUND_1000 }),
			{ drand: 'drand.unexpected', seed: 'seed.other' },
		],
	];

	test.each(cases)('%s', async (_, change, expected) => {
		const found = troubles(change(await aProof({})));
		expect(found).toMatchObject(expected);
		expect(verifyProof(change(await aProof({}))).valid).toBe(false);
	});

	test('a round that was known when the list was closed', async () => {
		const proof = await aProof({ drand: true, closedAt: '2023-08-23T16:00:00Z' });
		expect(troubles(proof).drand).toBe('drand.late');
	});

	test('a forged round', async () => {
		const proof = await aProof({ drand: true });
		const forged = { ...ROUND_1000, signature: ROUND_1000.signature.replace('5e39', '5e38') };
		expect(troubles({ ...proof, drand: forged })).toMatchObject({ drand: 'drand.forged', seed: 'seed.other' });
		expect(troubles({ ...proof, drand: undefined }).drand).toBe('drand.missing');
		expect(troubles({ ...proof, drand: { ...ROUND_1000, round: 999 } }).drand).toBe('drand.other');
	});

	test('a list closed too early', async () => {
		expect(troubles(await aProof({ closedAt: '2026-03-01T11:59:59.999Z' })).closing).toBe('closing.early');
	});

	test('a weight over the cap', async () => {
		const proof = await aProof({});
		const published = publishRules(rules());
		const list = canonicalEntrants([...entrants(9), { entrant: 'ab'.repeat(32), weight: 6 }], {
			rulesHash: published.hash,
			commitment: commitSeed(SECRET),
			closedAt: '2026-03-01T12:00:00Z',
		});
		const changed = { ...proof, list: list.text, hashes: { ...proof.hashes, list: list.hash } };
		expect(troubles(changed)).toMatchObject({ list: 'list.weight', draw: 'draw.impossible' });
	});

	test('a proof of another lottery', async () => {
		const proof = await aProof({});
		const known = { communityId: '-1002000000001', lotteryId: 'spring-2026', ...proof.hashes, seed: undefined };
		expect(verifyProof(proof, known)).toMatchObject({ valid: true });
		for (const key of ['communityId', 'lotteryId', 'rules', 'commitment', 'list']) {
			const report = verifyProof(proof, { ...known, [key]: 'f'.repeat(64) });
			expect(report.valid).toBe(false);
			expect(report.checks.find(({ id }) => id === 'published')).toMatchObject({
				reason: 'published.other',
				values: { what: key },
			});
		}
	});

	test('is said in both languages', async () => {
		const { checks } = verifyProof(await aProof({ drand: true, closedAt: '2023-08-23T16:00:00Z' }));
		for (const language of ['zh-CN', 'en'] as const) {
			for (const check of checks) expect(wordsOf(check, language).detail).not.toMatch(/[{}]/);
		}
		expect(checks.map((check) => wordsOf(check, 'en').detail).join('\n')).toContain(
			'the organiser could have changed the list',
		);
	});
});

describe('tampering', () => {
	/** Every byte, with what a forger would put there: another digit, a letter, a quote, nothing, one more. */
	test('with any byte is found, or leaves the same JSON', async () => {
		const proof = await aProof({
			entries: entrants(4),
			draw: drawRules({ tiers: [{ tierId: '1', name: '奖', quantity: 1 }], alternates: 1 }),
		});
		const bytes = Buffer.from(proofText(proof), 'utf8');
		const same = JSON.stringify(proof);
		let found = 0;
		let harmless = 0;
		const judge = (changed: Buffer) => {
			const text = changed.toString('utf8');
			if (verifyProof(text).valid) {
				expect(JSON.stringify(JSON.parse(text))).toBe(same);
				harmless += 1;
			} else found += 1;
		};
		for (let at = 0; at < bytes.length; at++) {
			for (const value of [0x30, 0x31, 0x61, 0x62, 0x22, 0x20, (bytes[at] ?? 0) ^ 1, (bytes[at] ?? 0) ^ 0x20, 0xff]) {
				if (value === bytes[at]) continue;
				const changed = Buffer.from(bytes);
				changed[at] = value;
				judge(changed);
			}
			judge(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]));
			judge(Buffer.concat([bytes.subarray(0, at), Buffer.from('0'), bytes.subarray(at)]));
		}
		expect(found).toBeGreaterThan(20_000);
		// White space between the fields, and nothing else.
		expect(harmless).toBeGreaterThan(0);
		expect(harmless).toBeLessThan(found / 10);
	});

	test('with any value of any field is found', async () => {
		const proof = await aProof({ drand: true });
		const paths = pathsOf(proof);
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...paths),
				fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
				async (path, value) => {
					const changed = structuredClone(proof) as unknown as Record<string, unknown>;
					let at = changed;
					for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
					const last = path.at(-1) ?? '';
					fc.pre(at[last] !== value);
					at[last] = value;
					expect(verifyProof(changed).valid).toBe(false);
				},
			),
			{ seed: 6, numRuns: 200 },
		);
	});
});

function pathsOf(value: unknown, path: string[] = []): string[][] {
	if (typeof value !== 'object' || value === null) return [path];
	return Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]));
}

describe('the page with a proof in it', () => {
	const page = '<html><script type="application/json" id="proof"></script><script>run()</script></html>';

	test('gives the proof back', () => {
		const json = '{"name":"</script><script>alert(1)</script><!-- $& $1"}';
		const filled = embedProof(page, json);
		expect(filled.match(/<script/g)).toHaveLength(2);
		expect(JSON.parse(proofTextIn(filled))).toEqual(JSON.parse(json));
		expect(proofTextIn(`\uFEFF ${json}\n`)).toBe(json);
	});

	test('without one says so', () => {
		expect(() => proofTextIn(page)).toThrow('no proof in this page');
		expect(() => proofTextIn('<html></html>')).toThrow('no proof in this page');
	});
});

describe('making a proof', () => {
	test('refuses parts that do not belong together', async () => {
		const { published, list } = closed(entrants(10));
		const other = publishRules(rules(drawRules(), { title: 'another' }));
		const parts = { rules: published.text, list: list.text, secret: SECRET };
		await expect(makeProof({ ...parts, rules: other.text })).rejects.toThrow('other rules');
		await expect(makeProof({ ...parts, secret: 'ab'.repeat(32) })).rejects.toThrow('not the one that was committed to');
		await expect(makeProof({ ...parts, secret: 'ab' })).rejects.toThrow(
			'"secret" must be 32 bytes, but is 2 characters',
		);
		await expect(makeProof({ ...parts, drand: ROUND_1000 })).rejects.toThrow('name no round');
		const waiting = closed(entrants(10), drawRules({ drand: { chainHash: QUICKNET, round: 1000 } }));
		await expect(makeProof({ ...parts, rules: waiting.published.text, list: waiting.list.text })).rejects.toThrow(
			'wait for round 1000',
		);
	});
});

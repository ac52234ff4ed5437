import {
	DRAND_CHAINS,
	drandChain,
	QUICKNET,
	roundAfter,
	roundTime,
} from '../../../community/lottery/draw/drand-chains';
import { isSigned, verifyBeacon } from '../../../community/lottery/draw/drand';
import { sha256Hex } from '../../../community/lottery/draw/sha256';
import { bytesOf } from '../../../community/lottery/draw/hex';

const DEFAULT = '8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce';

/** Round 1000 of quicknet, as api.drand.sh gives it and many of drand's clients pin it. */
const QUICKNET_1000 = {
	round: 1000,
	randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
	signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
};

/** Round 72785 of the default network: a vector of drand-verify (Rust) and of CosmWasm. */
const DEFAULT_72785 = {
	round: 72_785,
	previous_signature:
		'a609e19a03c2fcc559e8dae14900aaefe517cb55c840f6e69bc8e4f66c8d18e8a609685d9917efbfb0c37f058c2de88f13d297c7e19e0ab24813079efe57a182554ff054c7638153f9b26a60e7111f71a0ff63d9571704905d3ca6df0b031747',
	signature:
		'82f5d3d2de4db19d40a6980e8aa37842a0e55d1df06bd68bddc8d60002e8e959eb9cfa368b3c1b77d18f02a54fe047b80f0989315f83b12a74fd8679c4f12aae86eaf6ab5690b34f1fddd50ee3cc6f6cdf59e95526d5a5d82aaa84fa6f181e42',
};

describe('the signature of a round of drand', () => {
	test('quicknet', () => {
		const { beacon, drand } = verifyBeacon(QUICKNET_1000, { chainHash: QUICKNET, round: 1000 });
		expect(drand).toEqual({ chainHash: QUICKNET, round: 1000, randomness: QUICKNET_1000.randomness });
		expect(beacon).toEqual({ chainHash: QUICKNET, round: 1000, signature: QUICKNET_1000.signature });
	});

	test('the chained default network, from the text of the answer', () => {
		const { beacon, drand } = verifyBeacon(JSON.stringify(DEFAULT_72785), { chainHash: DEFAULT, round: 72_785 });
		expect(beacon.previousSignature).toBe(DEFAULT_72785.previous_signature);
		// As CosmWasm's tests expect it.
		expect(drand.randomness).toBe('8b676484b5fb1f37f9ec5c413d7d29883504e5b669f604a1ce68b3388e9ae3d9');
	});

	/** Published by drand-client (test/beacon-verification.test.ts), from other networks with the same schemes. */
	test.each([
		[
			'bls-unchained-g1-rfc9380' as const,
			'81d320f220ee9c79e60e19dedc838c31e3ab919b15481e9feb52f643628c4f6a13fdc52129493875a818109d767272ca0541cbcdcea9335f2870d781b39b845ba8cbd44fdfe4967781cf72ca5917fc9398bcf97ca0548ed5a709016c4b1ff0f3',
			{
				round: 38,
				signature: '95c93585c513ebbcb4777ff15599b3140e5ec0295faa0e483f3deadd88fa6d43f0d3703e3a4ce106e8fd6c6987f32126',
			},
			'b2fc21325a24904a6a9e81a6c63f65f6cec3f0b2400df3f4a56b214770e9ccca',
		],
		[
			'pedersen-bls-chained' as const,
			'88a8227b75dba145599d894d33eebde3b36fef900d456ae2cc4388867adb4769c40359f783750a41b4d17e40f578bfdb',
			{
				round: 397_089,
				signature:
					'88ccd9a91946bc0bbef2c6c60a09bbf4a247b1d2059522449aa1a35758feddfad85efe818bbde3e1e4ab0c852d96e65f0b1f97f239bf3fc918860ea846cbb500fcf7c9d0dd3d851320374460b5fc596b8cfd629f4c07c7507c259bf9beca850a',
				previousSignature:
					'a2237ee39a1a6569cb8e02c6e979c07efe1f30be0ac501436bd325015f1cd6129dc56fd60efcdf9158d74ebfa34bfcbd17803dbca6d2ae8bc3a968e4dc582f8710c69de80b2e649663fef5742d22fff7d1619b75d5f222e8c9b8840bc2044bce',
			},
			'cd435675735e459fb4d9c68a9d9f7b719e59e0a9f5f86fe6bd86b730d01fba42',
		],
	])('%s', (scheme, publicKey, beacon, randomness) => {
		expect(isSigned(beacon, { scheme, publicKey })).toBe(true);
		expect(isSigned({ ...beacon, round: beacon.round + 1 }, { scheme, publicKey })).toBe(false);
		expect(sha256Hex(bytesOf(beacon.signature))).toBe(randomness);
	});

	test('a round without the one before is not signed on a chained network', () => {
		const { publicKey, scheme } = drandChain(DEFAULT);
		expect(isSigned({ round: 72_785, signature: DEFAULT_72785.signature }, { publicKey, scheme })).toBe(false);
	});
});

describe('an answer of drand that is not what the rules name', () => {
	const expected = { chainHash: QUICKNET, round: 1000 };
	const other = QUICKNET_1000.signature.replace('5e39', '5e38');

	test.each([
		['another round', { ...QUICKNET_1000, round: 1001 }, /round 1001 .* round 1000/],
		['another randomness', { ...QUICKNET_1000, randomness: 'a'.repeat(64) }, /randomness is not the hash/],
		['another signature', { round: 1000, signature: other }, /signature of round 1000 is not of drand/],
		['half a signature', { ...QUICKNET_1000, signature: 'b446' }, /"signature" .* 48 bytes/],
		['upper case', { ...QUICKNET_1000, signature: QUICKNET_1000.signature.toUpperCase() }, /48 bytes in hex/],
		['no signature', { round: 1000 }, /"drand.signature" is missing/],
		['no JSON', '<html>502 Bad Gateway</html>', /no JSON/],
		['nothing', undefined, /missing/],
	])('%s', (_, answer, message) => {
		expect(() => verifyBeacon(answer, expected)).toThrow(message);
	});

	test('a network that cannot be verified here', () => {
		expect(() => verifyBeacon(QUICKNET_1000, { chainHash: 'ab'.repeat(32), round: 1000 })).toThrow(/not known here/);
	});
});

describe('when a round becomes known', () => {
	test('round 1 is at genesis', () => {
		expect(roundTime(drandChain(QUICKNET), 1)).toBe('2023-08-23T15:09:27.000Z');
		expect(roundTime(drandChain(QUICKNET), 1000)).toBe('2023-08-23T15:59:24.000Z');
	});

	test.each(DRAND_CHAINS.map((chain) => [chain.name, chain] as const))(
		'the first round after an instant, on %s',
		(_, chain) => {
			for (const instant of ['2026-03-01T12:00:00.000Z', '2026-03-01T12:00:01.500Z', roundTime(chain, 5000)]) {
				const round = roundAfter(chain, instant);
				expect(roundTime(chain, round) > instant).toBe(true);
				expect(roundTime(chain, round - 1) <= instant).toBe(true);
			}
			expect(roundAfter(chain, '1999-01-01T00:00:00Z')).toBe(1);
		},
	);
});

test('the hash of a chain is that of its parameters', () => {
	// drand's chain/info.go: period (4 bytes), genesis (8), public key, genesis seed, and the name if not "default".
	const seeds: Record<string, string> = {
		quicknet: 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e',
		default: '176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a',
	};
	for (const { name, chainHash, publicKey, genesis, period } of DRAND_CHAINS) {
		const head = Buffer.alloc(12);
		head.writeUInt32BE(period, 0);
		head.writeBigInt64BE(BigInt(genesis), 4);
		const parts = [head, Buffer.from(publicKey, 'hex'), Buffer.from(seeds[name] ?? '', 'hex')];
		if (name !== 'default') parts.push(Buffer.from(name));
		expect(sha256Hex(Buffer.concat(parts))).toBe(chainHash);
	}
});

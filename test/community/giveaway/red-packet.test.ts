import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { numbersOf } from '../../../community/giveaway/numbers';
import { shareVariance, splitRedPacket } from '../../../community/giveaway/red-packet';

const secretOf = (n: number): string => n.toString(16).padStart(64, '0');

describe('numbers of a secret', () => {
	test('are the bytes of HMAC-SHA256, six at a time', () => {
		const secret = secretOf(7);
		const block = (n: number) =>
			createHmac('sha256', Buffer.from(secret, 'hex'))
				.update(`l\0${String(n)}`)
				.digest();
		// 2^48 divides by 2^32, so nothing is thrown away.
		const below = numbersOf(secret, 'l');
		const bytes = Buffer.concat([block(0), block(1)]);
		const expected = Array.from({ length: 10 }, (_, index) => bytes.readUIntBE(index * 6, 6) % 2 ** 32);
		expect(expected.map(() => below(2 ** 32))).toEqual(expected);
	});

	test('are equally likely (chi-square, 6 classes, 120,000 numbers)', () => {
		const below = numbersOf(secretOf(1), 'dice');
		const counts = [0, 0, 0, 0, 0, 0];
		for (let n = 0; n < 120_000; n++) {
			const face = below(6);
			counts[face] = (counts[face] ?? 0) + 1;
		}
		const chi = counts.reduce((sum, count) => sum + (count - 20_000) ** 2 / 20_000, 0);
		// 0.1 % point of chi-square with 5 degrees of freedom.
		expect(chi).toBeLessThan(20.52);
	});

	test.each([0, -1, 1.5, 2 ** 48 + 1, Number.NaN])('are not to be had below %p', (size) => {
		expect(() => numbersOf(secretOf(1), 'x')(size)).toThrow(RangeError);
	});
});

describe('a red packet', () => {
	test('is split exactly, into shares of at least one unit, the same way for the same secret', () => {
		const packets = fc
			.record({ shares: fc.integer({ min: 1, max: 300 }), more: fc.nat(1_000_000), seed: fc.nat() })
			.map(({ shares, more, seed }) => ({ shares, total: shares + more, secret: secretOf(seed) }));
		fc.assert(
			fc.property(packets, fc.constantFrom('lucky' as const, 'equal' as const), ({ total, shares, secret }, mode) => {
				const split = splitRedPacket(total, shares, mode, secret);
				expect(split).toHaveLength(shares);
				expect(split.reduce((sum, share) => sum + share, 0)).toBe(total);
				expect(Math.min(...split)).toBeGreaterThanOrEqual(1);
				expect(splitRedPacket(total, shares, mode, secret)).toEqual(split);
				if (mode === 'equal') expect(Math.max(...split) - Math.min(...split)).toBeLessThanOrEqual(1);
			}),
		);
	});

	test('has every cut as likely as every other (all 10 ways to make 3 shares of 6)', () => {
		const ways = new Map<string, number>();
		for (let n = 0; n < 50_000; n++) {
			const way = splitRedPacket(6, 3, 'lucky', secretOf(n)).join();
			ways.set(way, (ways.get(way) ?? 0) + 1);
		}
		expect(ways.size).toBe(10);
		const chi = [...ways.values()].reduce((sum, count) => sum + (count - 5_000) ** 2 / 5_000, 0);
		// 0.1 % point of chi-square with 9 degrees of freedom.
		expect(chi).toBeLessThan(27.88);
	});

	test('gives the same to the first as to the last, on average and in spread (100,000 packets)', () => {
		const [total, shares, packets] = [1000, 10, 100_000];
		const sums = Array.from({ length: shares }, () => 0);
		const squares = Array.from({ length: shares }, () => 0);
		for (let n = 0; n < packets; n++) {
			splitRedPacket(total, shares, 'lucky', secretOf(n)).forEach((share, index) => {
				sums[index] = (sums[index] ?? 0) + share;
				squares[index] = (squares[index] ?? 0) + share * share;
			});
		}
		const mean = total / shares;
		const variance = shareVariance(total, shares);
		sums.forEach((sum, index) => {
			// Four standard errors of the mean; the spread within 3 %.
			expect(Math.abs(sum / packets - mean)).toBeLessThan(4 * Math.sqrt(variance / packets));
			const spread = (squares[index] ?? 0) / packets - (sum / packets) ** 2;
			expect(Math.abs(spread / variance - 1)).toBeLessThan(0.03);
		});
	});

	test.each([
		[3, 4],
		[0, 1],
		[1.5, 1],
		[10, 0],
	])('%d units in %d shares is refused', (total, shares) => {
		expect(() => splitRedPacket(total, shares, 'lucky', secretOf(1))).toThrow(
			expect.objectContaining({ name: 'DomainError' }),
		);
	});
});

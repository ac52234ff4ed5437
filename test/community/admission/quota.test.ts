import fc from 'fast-check';

import { countTaken, placesLeft, quotaVerdict, readQuota, type Quota } from '../../../community/admission/quota';

const QUOTA = readQuota({
	places: 5,
	tiers: [
		{ tier: 'founder', quota: 2, tag: '种子用户' },
		{ tier: 'vip', quota: 1 },
	],
});

describe('places', () => {
	test.each<[string, (string | undefined)[], string[], object]>([
		['are open to everybody', [], [], { ok: true }],
		['are kept for a tier by its tag', [], ['种子用户'], { ok: true, tier: 'founder' }],
		['are kept for a tier by its name', [], ['vip'], { ok: true, tier: 'vip' }],
		['of the first tier go first', [], ['vip', '种子用户'], { ok: true, tier: 'founder' }],
		['of the next tier come after', ['founder', 'founder'], ['vip', '种子用户'], { ok: true, tier: 'vip' }],
		['that are open serve a full tier', ['vip'], ['vip'], { ok: true }],
		['kept for others are no help', [undefined, undefined], [], { ok: false, reason: 'kept' }],
		['may all be taken', [undefined, undefined, 'vip', 'founder', 'founder'], ['vip'], { ok: false, reason: 'full' }],
		['of a tier that is gone count as open', ['old', 'old'], [], { ok: false, reason: 'kept' }],
	])('%s', (_name, seats, tags, verdict) => {
		expect(quotaVerdict(QUOTA, countTaken(QUOTA, seats), tags)).toMatchObject(verdict);
		expect('tier' in quotaVerdict(QUOTA, countTaken(QUOTA, seats), tags)).toBe('tier' in verdict);
	});

	test('left are never fewer than none, also when the quota was lowered', () => {
		const seats = Array.from({ length: 9 }, () => undefined);
		expect(placesLeft(QUOTA, countTaken(QUOTA, seats))).toEqual({ total: 0, open: 0, tiers: { founder: 0, vip: 0 } });
	});

	test('are never given away twice, whoever comes', () => {
		const quotas = fc
			.record({ open: fc.nat(4), founder: fc.nat(3), vip: fc.nat(3) })
			.map(({ open, founder, vip }): Quota =>
				readQuota({
					places: open + founder + vip,
					tiers: [
						{ tier: 'founder', quota: founder },
						{ tier: 'vip', quota: vip },
					],
				}),
			);
		const people = fc.array(fc.subarray(['founder', 'vip', 'other']), { maxLength: 20 });
		fc.assert(
			fc.property(quotas, people, (quota, coming) => {
				const seats: (string | undefined)[] = [];
				for (const tags of coming) {
					const verdict = quotaVerdict(quota, countTaken(quota, seats), tags);
					if (verdict.ok) seats.push(verdict.tier);
				}
				expect(seats.length).toBeLessThanOrEqual(quota.places);
				for (const { tier, quota: kept } of quota.tiers) {
					expect(seats.filter((seat) => seat === tier).length).toBeLessThanOrEqual(kept);
				}
				const { total, open, tiers } = placesLeft(quota, countTaken(quota, seats));
				expect(total).toBe(quota.places - seats.length);
				expect(open + Object.values(tiers).reduce((sum, one) => sum + one, 0)).toBe(total);
			}),
		);
	});

	test.each([
		[{ places: 1, tiers: [{ tier: 'vip', quota: 2 }] }, 'tiers'],
		[
			{
				places: 9,
				tiers: [
					{ tier: 'vip', quota: 2 },
					{ tier: 'vip', quota: 2 },
				],
			},
			'tiers.1.tier',
		],
		[{ places: -1 }, 'places'],
		[{ places: 1.5 }, 'places'],
		[{ places: 1, tiers: [{ tier: '', quota: 1 }] }, 'tiers.0.tier'],
	])('%j are refused, naming %s', (quota, field) => {
		expect(() => readQuota(quota)).toThrow(expect.objectContaining({ field }));
	});
});

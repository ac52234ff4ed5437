import fc from 'fast-check';

import { placesLeft, readQuota } from '../../../community/admission/quota';
import { freedPlaces, seatVerdict, tagsOf, tierOf } from '../../../community/admission/seat';

const quota = readQuota({
	places: 5,
	tiers: [
		{ tier: 'designers', quota: 2, tag: '设计师' },
		{ tier: 'vip', quota: 1 },
	],
});
const nobody = { all: 0, tiers: {} };

describe('tagsOf', () => {
	it.each([
		['a choice', ' 设计师 ', ['设计师']],
		['several', ['设计师', '', 'vip'], ['设计师', 'vip']],
		['a number', 3, ['3']],
		['nothing', undefined, []],
		['an object', { a: 'vip' }, []],
	])('reads %s', (_what, answer, tags) => expect(tagsOf(answer)).toEqual(tags));
});

describe('seatVerdict', () => {
	it('gives the place of a tier, else an open one', () => {
		expect(seatVerdict(quota, { open: 0, tiers: {} }, ['设计师'], nobody)).toMatchObject({
			ok: true,
			tier: 'designers',
		});
		expect(seatVerdict(quota, { open: 1, tiers: { designers: 2 } }, ['设计师'], nobody)).toMatchObject({ ok: true });
		expect(seatVerdict(quota, { open: 2, tiers: {} }, [], nobody)).toMatchObject({ ok: false, reason: 'kept' });
		expect(tierOf(quota, ['vip', '设计师'])).toBe('designers');
	});

	it('lets nobody past those who wait for the same places', () => {
		const taken = { open: 1, tiers: {} };
		expect(seatVerdict(quota, taken, [], { all: 1, tiers: {} })).toMatchObject({ ok: false, reason: 'full' });
		expect(seatVerdict(quota, taken, ['vip'], { all: 9, tiers: {} })).toMatchObject({ ok: true, tier: 'vip' });
		expect(seatVerdict(quota, taken, ['vip'], { all: 9, tiers: { vip: 1 } })).toMatchObject({ ok: false });
	});
});

test('freed places are never more than there are', () => {
	const heads = fc.nat({ max: 12 });
	fc.assert(
		fc.property(heads, heads, heads, heads, (places, open, one, other) => {
			const any = readQuota({
				places,
				tiers: [
					{ tier: 'a', quota: Math.floor(places / 2) },
					{ tier: 'b', quota: Math.floor(places / 3) },
				],
			});
			const left = placesLeft(any, { open, tiers: { a: one, b: other } });
			const freed = freedPlaces(any, left);
			expect(freed.reduce((sum, { places: some }) => sum + some, 0)).toBeLessThanOrEqual(left.total);
			expect(freed.every(({ places: some }) => some >= 0)).toBe(true);
		}),
	);
});

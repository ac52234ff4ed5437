import fc from 'fast-check';

import { nextSlot, type LimitState } from '../../community/rate-limit';

const NOW = Date.UTC(2026, 2, 1);

/** Books every slot in turn and gives the moments. */
function bookAll(moments: readonly number[], limits: LimitState[]): number[] {
	return moments.map((now) => {
		const slot = nextSlot(now, limits);
		limits.forEach((limit, index) => (limit.arrivalMs = slot.arrivalsMs[index] ?? Number.NaN));
		return slot.atMs;
	});
}

const unused = (burst: number, intervalMs: number): LimitState => ({ burst, intervalMs, arrivalMs: 0, heldUntilMs: 0 });
/** How many of the sorted moments lie in the window of `width` milliseconds that begins at the one given. */
const countIn = (sorted: readonly number[], first: number, width: number): number =>
	sorted.filter((moment) => moment >= first && moment <= first + width).length;

describe('a rate limit', () => {
	test('lets a burst go at once, then one per interval', () => {
		const at = bookAll([NOW, NOW, NOW, NOW, NOW], [unused(3, 1000)]);
		expect(at.map((moment) => moment - NOW)).toEqual([0, 0, 0, 1000, 2000]);
	});

	test('gives the burst back after a rest', () => {
		const limits = [unused(2, 1000)];
		bookAll([NOW, NOW, NOW], limits);
		expect(bookAll([NOW + 10_000, NOW + 10_000, NOW + 10_000], limits)).toEqual([
			NOW + 10_000,
			NOW + 10_000,
			NOW + 11_000,
		]);
	});

	test('waits for the slowest of several', () => {
		const at = bookAll([NOW, NOW, NOW], [unused(1, 100), unused(2, 5000)]);
		expect(at.map((moment) => moment - NOW)).toEqual([0, 100, 5000]);
	});

	test('lets nothing go while it is held', () => {
		expect(nextSlot(NOW, [{ ...unused(5, 10), heldUntilMs: NOW + 7000 }]).atMs).toBe(NOW + 7000);
	});

	test('needs no limit at all', () => {
		expect(nextSlot(NOW, [])).toEqual({ atMs: NOW, arrivalsMs: [] });
	});

	const limit = fc.record({
		burst: fc.integer({ min: 1, max: 10 }),
		intervalMs: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0.5, max: 50, noNaN: true })),
	});
	const moments = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 60 });

	test('never passes more than burst + window / interval in any window, even if clocks disagree', () => {
		fc.assert(
			fc.property(fc.array(limit, { minLength: 1, maxLength: 3 }), moments, (settings, offsets) => {
				const at = bookAll(
					offsets.map((offset) => NOW + offset),
					settings.map(({ burst, intervalMs }) => unused(burst, intervalMs)),
				).sort((a, b) => a - b);
				for (const { burst, intervalMs } of settings) {
					for (const first of at) {
						for (const last of at.filter((moment) => moment >= first)) {
							const width = last - first;
							expect(countIn(at, first, width)).toBeLessThanOrEqual(Math.floor(burst + width / intervalMs + 1e-6));
						}
					}
				}
			}),
		);
	});

	test('never makes a message wait that the limit would have allowed', () => {
		fc.assert(
			fc.property(limit, moments, ({ burst, intervalMs }, offsets) => {
				const sorted = [...offsets].sort((a, b) => a - b).map((offset) => NOW + offset);
				const whole = Math.ceil(intervalMs);
				const at = bookAll(sorted, [unused(burst, whole)]);
				at.forEach((moment, index) => {
					const now = sorted[index] ?? NOW;
					// It waits only if leaving one millisecond earlier would overfill some window that ends there.
					if (moment === now) return;
					const tooEarly = [...at.slice(0, index), moment - 1];
					const overfull = tooEarly.some((first) => {
						const width = moment - 1 - first;
						return width >= 0 && countIn(tooEarly, first, width) > burst + width / whole;
					});
					expect(overfull).toBe(true);
				});
			}),
		);
	});
});

import { nextSlot } from '../../community/rate-limit';

/** A reviewer may open this many pages at once, and then one each second. */
const BURST = 30;
const INTERVAL_MS = 1000;

/** Theoretical arrival time of each link's next request, in this process. */
const arrivals = new Map<string, number>();

/** Whether a request may be served now. Only links that are valid are counted, so there are few. */
export function admits(link: string, nowMs: number): boolean {
	for (const [key, arrivalMs] of arrivals) if (arrivalMs <= nowMs) arrivals.delete(key);
	const limit = { burst: BURST, intervalMs: INTERVAL_MS, arrivalMs: arrivals.get(link) ?? 0, heldUntilMs: 0 };
	const { atMs, arrivalsMs } = nextSlot(nowMs, [limit]);
	if (atMs > nowMs) return false;
	arrivals.set(link, arrivalsMs[0] ?? nowMs);
	return true;
}

import type { IntimacyPolicy } from '../../../../community/tiers/intimacy';
import type { Fading } from '../../../../store/types';

/** How the two parts of a score fade. */
export function fadingOf({ halfLifeDays, spending }: IntimacyPolicy): Fading {
	return { activityDays: halfLifeDays, spendingDays: spending?.halfLifeDays ?? halfLifeDays };
}

import { z } from 'zod/v4';
import type { BlocklistHit } from './blocklist';
import { SURENESS, type Duplicate } from './duplicate';
import { RULE_EFFECTS, type Evaluation, type ReasonSource, type ScreeningReason } from './evaluate';
import type { PoacherSignal } from './poacher';

/** What a signal does to the decision: `off` leaves it out, even of the reasons. */
const actionSchema = z.object({
	effect: z.enum([...RULE_EFFECTS, 'off']),
	/** Where the effect is points; negative to take points away. */
	points: z.number().min(-1e6).max(1e6).default(0),
});

export const signalSettingsSchema = z.object({
	duplicate: actionSchema
		.extend({
			/** Duplicates that are less sure do not count. */
			leastSure: z.enum(SURENESS).default('likely'),
		})
		.prefault({ effect: 'review' }),
	blocklist: actionSchema.prefault({ effect: 'reject' }),
	poacher: actionSchema.prefault({ effect: 'review' }),
});

export type SignalSettings = z.output<typeof signalSettingsSchema>;

export interface SignalFacts {
	duplicates?: readonly Duplicate[];
	blocklistHits?: readonly BlocklistHit[];
	poacherSignals?: readonly PoacherSignal[];
}

interface Found {
	rule: string;
	source: ReasonSource & keyof SignalSettings;
	saw: readonly unknown[];
}

function reasonsOf({ rule, source, saw }: Found, settings: SignalSettings): ScreeningReason[] {
	const { effect, points } = settings[source];
	if (effect === 'off' || saw.length === 0) return [];
	return [
		{
			rule,
			field: `signals.${source}`,
			saw,
			passed: true,
			missing: false,
			points: effect === 'points' ? points : 0,
			source,
			...(effect === 'points' ? {} : { stops: effect }),
		},
	];
}

/**
 * What is known about the person, beside the answers, as reasons of a decision (see `evaluate`). Only
 * signals that were found are there; several hits of a kind count once.
 */
export function signalReasons(facts: SignalFacts, settings: SignalSettings): ScreeningReason[] {
	const { duplicates = [], blocklistHits = [], poacherSignals = [] } = facts;
	const least = SURENESS.indexOf(settings.duplicate.leastSure);
	const sure = duplicates.filter((duplicate) => SURENESS.indexOf(duplicate.sure) >= least);
	const found: Found[] = [
		{ rule: 'duplicate_person', source: 'duplicate', saw: sure },
		{ rule: 'on_blocklist', source: 'blocklist', saw: blocklistHits },
		...poacherSignals.map((signal): Found => ({ rule: signal.name, source: 'poacher', saw: [signal] })),
	];
	return found.flatMap((one) => reasonsOf(one, settings));
}

/** Points that signals may add or take, for `screeningWarnings`. Poachers can be told by two signs. */
export function signalPoints(settings: SignalSettings): number[] {
	const { duplicate, blocklist, poacher } = settings;
	return [duplicate, blocklist, poacher, poacher]
		.filter(({ effect }) => effect === 'points')
		.map(({ points }) => points);
}

/** The signals of a decision of the past, to run it again with other rules (see rerun.ts). */
export function recordedSignals({ reasons }: Evaluation): ScreeningReason[] {
	return reasons.filter(({ source }) => source !== undefined && source !== 'rule');
}

import { z } from 'zod/v4';
import { DomainError } from '../domain-error';

/** The ways into a community. */
export const WAYS = ['application', 'invitation', 'task', 'payment', 'selection'] as const;
export type Way = (typeof WAYS)[number];

export const admissionSettingsSchema = z.object({
	/** Whether an applicant has to come in by every way, or by one of them. */
	mode: z.enum(['all', 'any']).default('all'),
	ways: z
		.array(z.enum(WAYS))
		.min(1, 'name at least one way in')
		.refine((ways) => new Set(ways).size === ways.length, 'names a way twice'),
});

export type AdmissionSettings = z.output<typeof admissionSettingsSchema>;

export type WayState = 'satisfied' | 'waiting' | 'failed';

export interface WayResult {
	way: Way;
	state: WayState;
	/** Why, for operators and for the words to the applicant, e.g. `used_up`. */
	reason?: string | undefined;
}

export interface Admission {
	state: WayState;
	/** What the applicant can still do to get in; empty once the way in is open or closed. */
	missing: WayResult[];
	/** Every way in the order of the settings. */
	ways: WayResult[];
}

function combinedState(mode: AdmissionSettings['mode'], states: readonly WayState[]): WayState {
	const [decisive, needed] = mode === 'all' ? (['failed', 'satisfied'] as const) : (['satisfied', 'failed'] as const);
	if (states.includes(decisive)) return decisive;
	return states.every((state) => state === needed) ? needed : 'waiting';
}

/**
 * Combines the ways in to one verdict. `all` fails with the first way that fails; `any` fails only
 * when every way has failed.
 *
 * @param results of any ways; one that is not among the settings does not count, one that is missing waits
 * @throws DomainError if there is no way in
 */
export function combineWays({ mode, ways }: AdmissionSettings, results: readonly WayResult[]): Admission {
	if (ways.length === 0) {
		throw new DomainError('There is no way in', 'Choose at least one way in "Ways".', 'ways');
	}
	const found = ways.map((way): WayResult => results.find((one) => one.way === way) ?? { way, state: 'waiting' });
	const state = combinedState(
		mode,
		found.map((one) => one.state),
	);
	return { state, missing: state === 'waiting' ? found.filter((one) => one.state === 'waiting') : [], ways: found };
}

import { coolOffSettingsSchema, type CoolOffSettings } from '../../../../community/admission/cooloff';
import { checkQuota, quotaSchema, type Quota } from '../../../../community/admission/quota';
import { asText, textOption } from '../../../shared/parameters';
import { fieldsOf, filled, read, type Fields } from './optionFields';
import { contactPaths, signalPlan, type ContactPaths, type SignalPlan } from './signalPlan';

export interface QuotaPlan {
	quota: Quota;
	tierField: string | undefined;
	ifFull: 'waitlist' | 'review';
}

/** Everything that is looked at beside the rules. What is absent costs nothing. */
export interface Checks {
	contacts: ContactPaths;
	signals?: SignalPlan | undefined;
	quota?: QuotaPlan | undefined;
	coolOff?: CoolOffSettings | undefined;
}

/**
 * Reads the places of a quota.
 *
 * @throws InputError naming a field; DomainError if the tiers keep more than there are, or share a name
 */
export function readPlaces(chosen: Fields, places: unknown, label: string): Quota {
	const tiers = fieldsOf(chosen, 'tiers')?.['tier'];
	const rows = Array.isArray(tiers) ? (tiers as Fields[]) : [];
	const fields = { places, tiers: rows.map((row) => ({ ...filled(row), tier: asText(row['tier']).trim() })) };
	const quota = read(quotaSchema, fields, 'Head-Count Quota', {
		places: label,
		'tiers.*.tier': 'Tier Name',
		'tiers.*.quota': 'Places Kept',
		'tiers.*.tag': 'Answer',
	});
	checkQuota(quota);
	return quota;
}

function quotaPlan(chosen: Fields): QuotaPlan | undefined {
	const heads = fieldsOf(chosen['quota'], 'heads');
	if (heads === undefined) return undefined;
	return {
		quota: readPlaces(chosen, heads['maxMembers'] ?? 500, 'Max Members'),
		tierField: textOption(chosen, 'tierField'),
		ifFull: heads['ifFull'] === 'review' ? 'review' : 'waitlist',
	};
}

function coolOff(chosen: Fields): CoolOffSettings | undefined {
	const wait = fieldsOf(chosen['coolOff'], 'wait');
	if (wait === undefined) return undefined;
	const { lastAttempt, ...rest } = filled(wait);
	const settings = { ...rest, ...(lastAttempt === 0 ? {} : { lastAttempt }) };
	return read(coolOffSettingsSchema, settings, 'Re-Application Cool-Off', {
		days: 'Days',
		factor: 'Factor',
		longestDays: 'Longest Days',
		lastAttempt: 'Last Attempt',
		timeZone: 'Time Zone',
	});
}

const NONE: readonly number[] = [];

/** What the options of Evaluate ask for beside the rules; `undefined` for nothing. */
function readChecks(chosen: Fields): Checks | undefined {
	const contacts = contactPaths(chosen);
	const signals = signalPlan(chosen, contacts);
	const quota = quotaPlan(chosen);
	const wait = coolOff(chosen);
	if (signals === undefined && quota === undefined && wait === undefined) return undefined;
	return { contacts, signals, quota, coolOff: wait };
}

/** Reads the checks of an item; the same options are read once. */
export function checksReader(options: (index: number) => Fields): (index: number) => Checks | undefined {
	let last: { chosen: Fields; checks: Checks | undefined } | undefined;
	return (index) => {
		const chosen = options(index);
		if (last?.chosen !== chosen) last = { chosen, checks: readChecks(chosen) };
		return last.checks;
	};
}

/** Points that the signals of these checks may add or take; the same list for the same checks. */
export function pointsOf(checks: Checks | undefined): readonly number[] {
	return checks?.signals?.points ?? NONE;
}

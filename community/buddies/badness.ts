import type { RoundsAgo } from './history';
import type { BuddyPerson, Profile } from './person';
import type { BuddySettings } from './settings';

/** Why two people must not be paired. */
export type Obstacle = 'never_together' | 'met_recently';

/** What two people have in common, or for each other. */
export interface Likeness {
	/** As the first of them writes them. */
	sharedTags: string[];
	/** What one looks for and the other gives. */
	complements: { tag: string; wantedBy: string; offeredBy: string }[];
	/** As the first of them writes it. */
	city?: string | undefined;
	/** Hours of the day that both have; absent if one time zone is not known. */
	hours?: number | undefined;
	/** The newcomer, where the other is a regular. */
	newcomer?: string | undefined;
	/** Absent if they never met. */
	roundsAgo?: number | undefined;
}

export const CRITERIA = ['sharedTags', 'complementaryTags', 'city', 'hours', 'mix', 'repeat'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** What speaks against a pair: an integer of at least 0 for each criterion, and their sum. */
export interface Badness {
	total: number;
	parts: Record<Criterion, number>;
}

export type ObstacleReader = (one: Profile, other: Profile) => Obstacle | undefined;

/** Tells which members must not be paired, and why. */
export function obstacleReader(settings: BuddySettings, roundsAgo: RoundsAgo): ObstacleReader {
	const apart = new Map<string, Set<string>>();
	for (const [one, other] of settings.neverTogether) apart.set(one, (apart.get(one) ?? new Set()).add(other));
	const shuns = (one: BuddyPerson, other: BuddyPerson): boolean =>
		one.never?.includes(other.memberId) === true || apart.get(one.memberId)?.has(other.memberId) === true;
	return ({ person: one }, { person: other }) => {
		if (shuns(one, other) || shuns(other, one)) return 'never_together';
		const ago = roundsAgo(one.memberId, other.memberId);
		return ago !== undefined && ago <= settings.noRepeatRounds ? 'met_recently' : undefined;
	};
}

/** Minutes of the day in which both have time; the day is a ring. */
export function minutesTogether(one: NonNullable<Profile['free']>, other: NonNullable<Profile['free']>): number {
	const DAY = 1440;
	const later = (((other.start - one.start) % DAY) + DAY) % DAY;
	const now = Math.max(0, Math.min(one.length - later, other.length));
	return now + Math.max(0, Math.min(later + other.length - DAY, one.length));
}

function complementsOf(wanting: Profile, offering: Profile): Likeness['complements'] {
	const found = [];
	for (const tag of wanting.wants.keys()) {
		if (!offering.offers.has(tag)) continue;
		found.push({ tag, wantedBy: wanting.person.memberId, offeredBy: offering.person.memberId });
	}
	return found;
}

/** What a pair has in common, for its people to read. */
export function likenessOf(one: Profile, other: Profile, roundsAgo: RoundsAgo): Likeness {
	const likeness: Likeness = {
		sharedTags: [],
		complements: [...complementsOf(one, other), ...complementsOf(other, one)],
	};
	for (const [tag, typed] of one.topics) if (other.topics.has(tag)) likeness.sharedTags.push(typed);
	if (one.city !== undefined && one.city === other.city) likeness.city = one.person.city?.trim();
	if (one.free !== undefined && other.free !== undefined) {
		likeness.hours = Math.floor(minutesTogether(one.free, other.free) / 60);
	}
	if (one.isNewcomer !== undefined && other.isNewcomer !== undefined && one.isNewcomer !== other.isNewcomer) {
		likeness.newcomer = (one.isNewcomer ? one : other).person.memberId;
	}
	const ago = roundsAgo(one.person.memberId, other.person.memberId);
	if (ago !== undefined) likeness.roundsAgo = ago;
	return likeness;
}

/**
 * What speaks against a pair. What is not known about somebody counts as missing, except the hours: without a
 * time zone nothing speaks against a meeting.
 */
export function badnessOf(likeness: Likeness, settings: BuddySettings): Badness {
	const { weights } = settings;
	const missing = (wanted: number, found: number): number => Math.max(0, wanted - found);
	const parts: Badness['parts'] = {
		sharedTags: weights.sharedTags * missing(settings.sharedTagsWanted, likeness.sharedTags.length),
		complementaryTags:
			weights.complementaryTags * missing(settings.complementaryTagsWanted, likeness.complements.length),
		city: likeness.city === undefined ? weights.city : 0,
		hours: weights.hours * missing(settings.hours.needed, likeness.hours ?? Infinity),
		mix: likeness.newcomer === undefined ? weights.mix : 0,
		repeat: likeness.roundsAgo === undefined ? 0 : repeatPenalty(likeness.roundsAgo, settings),
	};
	return { parts, total: CRITERIA.reduce((sum, criterion) => sum + parts[criterion], 0) };
}

/** Halves every `fadeRounds` from the first round on in which a meeting is allowed again. */
export function repeatPenalty(roundsAgo: number, { noRepeatRounds, fadeRounds, weights }: BuddySettings): number {
	const halvings = Math.floor(Math.max(0, roundsAgo - noRepeatRounds - 1) / fadeRounds);
	return Math.floor(weights.repeat / 2 ** halvings);
}

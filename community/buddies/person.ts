import { DomainError } from '../domain-error';
import { normalWord } from '../screening/word';
import { instant } from './instant';
import type { BuddySettings } from './settings';

/** Who may be matched. */
export interface BuddyPerson {
	memberId: string;
	name?: string | undefined;
	/** Only who has opted in is matched. */
	optedIn: boolean;
	/** Topics, and wishes and offers with their prefixes. */
	tags: readonly string[];
	city?: string | undefined;
	/** An IANA name, e.g. Asia/Shanghai. */
	timeZone?: string | undefined;
	/** When the person has time, by their own clocks, if not in the hours of the settings; may go past midnight. */
	hours?: { from: number; to: number } | undefined;
	/** ISO 8601 with the offset. */
	joinedAt?: string | undefined;
	/** Members whom this person does not want to meet. */
	never?: readonly string[] | undefined;
}

/** A person with everything that two people are compared by. */
export interface Profile {
	person: BuddyPerson;
	/** By their normal spelling, as they were written. */
	topics: ReadonlyMap<string, string>;
	wants: ReadonlyMap<string, string>;
	offers: ReadonlyMap<string, string>;
	city: string | undefined;
	/** When the person has time, in minutes of the day in UTC; `undefined` if the time zone is not known. */
	free: { start: number; length: number } | undefined;
	/** `undefined` if it is not known since when the person is here. */
	isNewcomer: boolean | undefined;
}

/**
 * Reads what is known of a person at the moment of matching (the offset of a time zone changes twice a year).
 *
 * @throws DomainError naming what cannot be read
 */
export function profileOf(person: BuddyPerson, at: string, settings: BuddySettings): Profile {
	const tags = person.tags.map((tag) => ({ typed: tag.trim(), normal: normalWord(tag) ?? '' }));
	const wants = new Map<string, string>();
	const offers = new Map<string, string>();
	const topics = new Map<string, string>();
	for (const { typed, normal } of tags) {
		const want = withoutPrefix(normal, settings.wants);
		const offer = withoutPrefix(normal, settings.offers);
		if (want !== undefined) wants.set(want, want);
		else if (offer !== undefined) offers.set(offer, offer);
		else if (normal !== '') topics.set(normal, typed);
	}
	return {
		person,
		topics,
		wants,
		offers,
		city: normalWord(person.city ?? ''),
		free: freeOf(person, at, settings),
		isNewcomer: isNewcomer(person, at, settings),
	};
}

function withoutPrefix(tag: string, prefixes: readonly string[]): string | undefined {
	const prefix = prefixes.map((typed) => normalWord(typed) ?? '').find((one) => one !== '' && tag.startsWith(one));
	const rest = prefix === undefined ? '' : tag.slice(prefix.length).trim();
	return rest === '' ? undefined : rest;
}

function freeOf(person: BuddyPerson, at: string, settings: BuddySettings): Profile['free'] {
	const offset = offsetOf(person, at);
	if (offset === undefined) return undefined;
	const { from, to } = person.hours ?? settings.hours;
	const length = ((to - from + 24) % 24 || 24) * 60;
	return { start: from * 60 - offset, length };
}

function offsetOf({ memberId, timeZone }: BuddyPerson, at: string): number | undefined {
	if (timeZone === undefined || timeZone.trim() === '') return undefined;
	const local = instant(at, 'at').setZone(timeZone.trim());
	if (local.isValid) return local.offset;
	throw new DomainError(
		`There is no time zone "${timeZone}" (member "${memberId}")`,
		'Give an IANA name, e.g. Asia/Shanghai, or leave it empty.',
		'timeZone',
	);
}

function isNewcomer({ joinedAt }: BuddyPerson, at: string, { newcomerDays }: BuddySettings): boolean | undefined {
	if (joinedAt === undefined) return undefined;
	return instant(joinedAt, 'joinedAt') > instant(at, 'at').minus({ days: newcomerDays });
}

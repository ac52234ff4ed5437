import { z } from 'zod/v4';
import type { Applicant } from './applicant';
import { contactsOf, type Contact } from './contact';
import { hashDistance, similarity } from './likeness';

export const duplicateSettingsSchema = z.object({
	/** From 0 to 1; 0.75 lets one character of four differ. */
	nameSimilarity: z.number().min(0.5).max(1).default(0.75),
	/** Bits of 64 that may differ between two pictures taken for one; no more than `contactsToFind` finds. */
	avatarDistance: z.int().min(0).max(7).default(6),
	/** Pictures that many people have because a platform gave them one; they tell nobody apart. */
	commonAvatars: z
		.array(z.string().regex(/^[0-9a-f]{16}$/i, 'must be 16 hexadecimal digits'))
		.max(1000)
		.default([]),
	/** Calling code of numbers written without one. */
	callingCode: z
		.string()
		.regex(/^[1-9]\d{0,2}$/, 'must be a calling code such as "86"')
		.default('86'),
});

export type DuplicateSettings = z.output<typeof duplicateSettingsSchema>;

/** How sure it is that two members are one person. */
export const SURENESS = ['possible', 'likely', 'certain'] as const;
export type Sureness = (typeof SURENESS)[number];

export type Likeness =
	| { by: 'unionId' | 'phone' | 'email' }
	/** A name and a picture that are nearly the same; never a name alone. */
	| { by: 'look'; nameSimilarity: number; avatarDistance: number };

/** Somebody who seems to be the applicant; says why without giving away the other's phone or address. */
export interface Duplicate {
	memberId: string;
	/** Absent where `memberId` is the community's own id of the member. */
	platform?: string;
	sure: Sureness;
	because: Likeness[];
}

/** One trait of one member, as a store keeps it. */
export interface KnownContact {
	memberId: string;
	kind: string;
	key: string;
	value: string | null;
}

type Known = readonly Pick<KnownContact, 'kind' | 'key' | 'value'>[];

const DEFAULTS = duplicateSettingsSchema.parse({});

const known = (contacts: readonly Contact[]): Known =>
	contacts.map(({ kind, key, value }) => ({ kind, key, value: value ?? null }));

function valuesOf(contacts: Known, kind: string): string[] {
	return contacts.flatMap((one) => (one.kind === kind && one.value !== null ? [one.value] : []));
}

/** Every value of one with every value of the other. */
function pairs(a: Known, b: Known, kind: string): (readonly [string, string])[] {
	return valuesOf(a, kind).flatMap((one) => valuesOf(b, kind).map((other) => [one, other] as const));
}

function looksLike(a: Known, b: Known, settings: DuplicateSettings): Likeness[] {
	const distances = pairs(a, b, 'avatar').map(([one, other]) => hashDistance(one, other) ?? Infinity);
	const avatarDistance = Math.min(Infinity, ...distances);
	if (avatarDistance > settings.avatarDistance) return [];
	const best = Math.max(0, ...pairs(a, b, 'name').map(([one, other]) => similarity(one, other)));
	const nameSimilarity = Math.round(best * 1000) / 1000;
	return nameSimilarity < settings.nameSimilarity ? [] : [{ by: 'look', nameSimilarity, avatarDistance }];
}

function likeness(a: Known, b: Known, settings: DuplicateSettings): Likeness[] {
	const same = (['unionId', 'phone', 'email'] as const).filter((by) =>
		a.some((one) => one.kind === by && b.some(({ kind, key }) => kind === by && key === one.key)),
	);
	return [...same.map((by) => ({ by })), ...looksLike(a, b, settings)];
}

/** Two independent likenesses are as good as one id; families share a phone, and a picture can be copied. */
function sureness(because: readonly Likeness[]): Sureness {
	if (because.length > 1 || because.some(({ by }) => by === 'unionId')) return 'certain';
	return because.some(({ by }) => by === 'look') ? 'possible' : 'likely';
}

function surestFirst(duplicates: readonly Duplicate[]): Duplicate[] {
	return duplicates
		.filter(({ because }) => because.length > 0)
		.sort((a, b) => SURENESS.indexOf(b.sure) - SURENESS.indexOf(a.sure));
}

/**
 * Finds the members who seem to be the same person as the applicant, the surest first: the same union
 * id, phone or e-mail address however it is spelled, or a nearly equal name together with a nearly
 * equal picture. Whoever is a duplicate of somebody has that person as a duplicate, too.
 *
 * @param candidates may contain the applicant, who is left out
 */
export function duplicatesOf(
	applicant: Applicant,
	candidates: readonly Applicant[],
	settings: DuplicateSettings = DEFAULTS,
): Duplicate[] {
	const mine = known(contactsOf(applicant, settings));
	const others = candidates.filter(
		({ platform, memberId }) => platform !== applicant.platform || memberId !== applicant.memberId,
	);
	return surestFirst(
		others.map((other) => {
			const because = likeness(mine, known(contactsOf(other, settings)), settings);
			return { platform: other.platform, memberId: other.memberId, sure: sureness(because), because };
		}),
	);
}

/**
 * The same, among members of whom a store keeps contacts. A member may have had several names,
 * pictures or phones; any of them counts.
 *
 * @param memberId the applicant's id among the contacts, if there is one; left out
 * @param contacts every contact of those who share one of `contactsToFind` with the applicant
 */
export function duplicatesAmong(
	{ applicant, memberId }: { applicant: Applicant; memberId?: string | undefined },
	contacts: readonly KnownContact[],
	settings: DuplicateSettings = DEFAULTS,
): Duplicate[] {
	const mine = known(contactsOf(applicant, settings));
	const byMember = new Map<string, KnownContact[]>();
	for (const contact of contacts) {
		if (contact.memberId === memberId) continue;
		byMember.set(contact.memberId, [...(byMember.get(contact.memberId) ?? []), contact]);
	}
	return surestFirst(
		[...byMember].map(([other, theirs]) => {
			const because = likeness(mine, theirs, settings);
			return { memberId: other, sure: sureness(because), because };
		}),
	);
}

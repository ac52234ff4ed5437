import { stableId } from '../digest';
import { normalEmail, normalId, normalName, normalPhone, type Applicant } from './applicant';

/** Traits by which one person is known again. */
export const TRAITS = ['unionId', 'phone', 'email', 'name', 'avatar'] as const;
export type Trait = (typeof TRAITS)[number];

/** Something known of a person, for a store to keep and to look up by kind and key. */
export interface Contact {
	kind: Trait | 'avatarBand';
	key: string;
	/** Only where nearly equal is enough, so that a phone or an address need not be kept. */
	value?: string;
}

export interface ContactSettings {
	/** Calling code of numbers written without one. */
	callingCode: string;
	/** Pictures that many people have; they tell nobody apart. */
	commonAvatars: readonly string[];
}

/** Hashes of pictures of one colour, which say nothing about a person. */
const BLANK_AVATARS: readonly string[] = ['0'.repeat(16), 'f'.repeat(16)];

function normalAvatar(typed: string, commonAvatars: readonly string[]): string | undefined {
	const hash = typed.trim().toLowerCase();
	const tellsNobody = [...BLANK_AVATARS, ...commonAvatars.map((one) => one.toLowerCase())].includes(hash);
	return /^[0-9a-f]{16}$/.test(hash) && !tellsNobody ? hash : undefined;
}

/** The four 16-bit parts of a hash, each with its place, so that equal parts in other places do not match. */
function bands(hash: string): { place: number; bits: number }[] {
	return [0, 1, 2, 3].map((place) => ({ place, bits: parseInt(hash.slice(place * 4, place * 4 + 4), 16) }));
}

function bandContact(place: number, bits: number): Contact {
	return { kind: 'avatarBand', key: `${place}:${bits.toString(16).padStart(4, '0')}` };
}

/** What is known of a person, in the one spelling that is compared. */
export function contactsOf(applicant: Applicant, { callingCode, commonAvatars }: ContactSettings): Contact[] {
	const { unionId = '', phone = '', email = '', name = '', avatarHash = '' } = applicant;
	const normal: Record<Trait, string | undefined> = {
		unionId: normalId(unionId),
		phone: normalPhone(phone, { callingCode, trunkPrefix: '0' }),
		email: normalEmail(email),
		name: normalName(name),
		avatar: normalAvatar(avatarHash, commonAvatars),
	};
	const contacts = TRAITS.flatMap((kind): Contact[] => {
		const value = normal[kind];
		if (value === undefined) return [];
		const key = stableId('contact', kind, value);
		return [kind === 'name' || kind === 'avatar' ? { kind, key, value } : { kind, key }];
	});
	const parts = normal.avatar === undefined ? [] : bands(normal.avatar);
	return [...contacts, ...parts.map(({ place, bits }) => bandContact(place, bits))];
}

/**
 * What to look up to find everybody who may be the same person: equal ids, phones and addresses, and
 * pictures that differ in up to 7 bits. Seven bits over four parts leave a part with one at most, so
 * each part is looked for as it is and with each of its bits turned.
 */
export function contactsToFind(contacts: readonly Contact[]): Contact[] {
	const exact = contacts.filter(({ kind }) => kind === 'unionId' || kind === 'phone' || kind === 'email');
	const pictures = contacts.flatMap(({ kind, value }) => (kind === 'avatar' && value !== undefined ? [value] : []));
	const near = pictures.flatMap(bands).flatMap(({ place, bits }) => {
		const turned = Array.from({ length: 16 }, (_, bit) => bits ^ (1 << bit));
		return [bits, ...turned].map((one) => bandContact(place, one));
	});
	return [...exact, ...near];
}

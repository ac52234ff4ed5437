import { z } from 'zod/v4';
import { DomainError } from '../domain-error';
import { stableId } from '../digest';
import { normalEmail, normalId, normalName, normalPhone, type Applicant } from './applicant';
import { readSettings } from './settings';
import { instantMs } from '../parse';
import { containsWord, normalWord } from './word';

export const BLOCK_KINDS = ['member', 'phone', 'email', 'unionId', 'name', 'word'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

export const blocklistEntrySchema = z.object({
	kind: z.enum(BLOCK_KINDS),
	/** A member is written `platform:id`; a word is found anywhere in the name or the answers. */
	value: z.string().min(1).max(512),
	reason: z.string().max(1000).default(''),
	addedBy: z.string().min(1).max(128),
	at: z.iso.datetime({ offset: true }),
	/** Blocked for good if absent. */
	until: z.iso.datetime({ offset: true }).optional(),
	/** The community that keeps the list; others may subscribe to it. */
	listOwner: z.string().min(1).max(128),
});

/** An entry as it is kept: its value in the one spelling that everybody compares with. */
export interface BlocklistEntry extends z.output<typeof blocklistEntrySchema> {
	/** What a store looks entries up by; says nothing about the person. */
	key: string;
}

export interface BlocklistHit {
	kind: BlockKind;
	reason: string;
	listOwner: string;
	addedBy: string;
	at: string;
	until?: string;
}

const NORMAL: Record<BlockKind, (value: string) => string | undefined> = {
	member: (value) => (/^[^:\s]+:\S/.test(value.trim()) ? value.trim() : undefined),
	phone: (value) => normalPhone(value),
	email: normalEmail,
	unionId: normalId,
	name: normalName,
	word: normalWord,
};

function keyOf(kind: BlockKind, normal: string): string {
	return stableId('blocklist', kind, normal);
}

/**
 * Reads what an operator wants to block.
 *
 * @throws DomainError naming the field if a phone is no phone, an address no address, and so on
 */
export function blocklistEntry(input: z.input<typeof blocklistEntrySchema>): BlocklistEntry {
	const entry = readSettings(blocklistEntrySchema, input, 'Blocklist Entry');
	const value = NORMAL[entry.kind](entry.value);
	if (value === undefined) {
		throw new DomainError(
			`"${entry.value}" cannot be blocked as ${entry.kind}`,
			entry.kind === 'member'
				? 'Write the platform, a colon and the id, e.g. telegram:12345.'
				: 'Correct the value, or choose another kind.',
			'value',
		);
	}
	return { ...entry, value, key: keyOf(entry.kind, value) };
}

/**
 * The keys under which an applicant may be blocked. Entries for words have none: there is no telling
 * beforehand which words a text contains, so the store gives all of them.
 */
export function blocklistKeys(applicant: Applicant): string[] {
	const { platform, memberId, phone = '', email = '', unionId = '', name = '' } = applicant;
	const values = { member: `${platform}:${memberId}`, phone, email, unionId, name };
	return (Object.keys(values) as (keyof typeof values)[]).flatMap((kind) => {
		const normal = NORMAL[kind](values[kind]);
		return normal === undefined ? [] : [keyOf(kind, normal)];
	});
}

/** Whose lists count, and when. */
export interface BlocklistView {
	communityId: string;
	/** Other communities whose lists this one follows. */
	subscribedTo: readonly string[];
	now: string;
}

/**
 * The entries that block an applicant.
 *
 * @param entries of any list; those of lists that the community neither keeps nor follows, and those
 *   that have run out, do not count
 * @param texts what the applicant wrote, to look for words in
 */
export function blocklistHits(
	applicant: Applicant,
	texts: readonly string[],
	entries: readonly BlocklistEntry[],
	view: BlocklistView,
): BlocklistHit[] {
	const nowMs = instantMs(view.now, 'now');
	const owners = new Set([view.communityId, ...view.subscribedTo]);
	const keys = new Set(blocklistKeys(applicant));
	const written = [applicant.name ?? '', ...texts];
	return entries
		.filter(({ listOwner }) => owners.has(listOwner))
		.filter(({ until }) => until === undefined || nowMs < instantMs(until, 'until'))
		.filter(({ kind, key, value }) =>
			kind === 'word' ? written.some((text) => containsWord(text, value)) : keys.has(key),
		)
		.map(({ kind, reason, listOwner, addedBy, at, until }) => ({
			kind,
			reason,
			listOwner,
			addedBy,
			at,
			...(until === undefined ? {} : { until }),
		}));
}

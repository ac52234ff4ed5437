import { z } from 'zod/v4';
import { stableId } from '../digest';
import { normalEmail, normalId, normalName, normalPhone } from '../screening/applicant';
import { similarity } from '../screening/likeness';

/** Traits that tell one person from another; a token is a secret that the product gave to one person. */
export const MERGE_TRAITS = ['unionId', 'token', 'phone', 'email'] as const;
export type MergeTraitKind = (typeof MERGE_TRAITS)[number];

export interface MergeTrait {
	kind: MergeTraitKind;
	/** As written; compared in its normal spelling. */
	value: string;
	/** What equal values have in common, where that is kept instead of a readable value. */
	key?: string | undefined;
	/** Whether the person has proved it, e.g. by a code sent there. */
	verified?: boolean | undefined;
	/** When it became known. */
	at?: string | undefined;
	/** Within what a union id or a token is unique, e.g. the owner of the apps. */
	scope?: string | undefined;
}

export interface Person {
	memberId: string;
	name?: string | null | undefined;
	joinedAt?: string | null | undefined;
	traits: readonly MergeTrait[];
}

/** What an operator, or a split, said about two members; the last word about a pair counts. */
export interface OperatorLink {
	members: readonly [string, string];
	same: boolean;
	by: string;
	/** Whether they are one person although phones or union ids differ. */
	despiteConflicts?: boolean | undefined;
}

const part = z.number().min(0).max(1);
const byProof = (both: number, one: number, none: number) =>
	z.strictObject({ both: part.default(both), one: part.default(one), none: part.default(none) }).prefault({});

export const mergePolicySchema = z.strictObject({
	/** How sure each likeness alone makes it that two are one person, by how many of the two have proved it. */
	confidence: z
		.strictObject({
			unionId: part.default(0.99),
			token: part.default(0.97),
			phone: byProof(0.95, 0.8, 0.6),
			email: byProof(0.93, 0.75, 0.55),
			/** Counts only beside another likeness. */
			name: z.number().min(0).max(0.5).default(0.2),
		})
		.prefault({}),
	/** Merge without asking from this confidence on … */
	automaticFrom: z.number().min(0.5).max(1).default(0.9),
	/** … and ask a person from this one on. */
	reviewFrom: z.number().min(0.1).max(1).default(0.5),
	/** A trait that more members share tells nothing: the phone of a shop, the address of an office. */
	sharedByAtMost: z.int().min(2).max(20).default(5),
	/** Calling code of numbers written without one. */
	callingCode: z
		.string()
		.regex(/^[1-9]\d{0,2}$/, 'must be a calling code such as "86"')
		.default('86'),
});

export type MergePolicy = z.output<typeof mergePolicySchema>;

/** One likeness of two members; never quotes the phone or the address. */
export interface Evidence {
	by: MergeTraitKind | 'operator' | 'name';
	confidence: number;
	/** How many of the two have proved the phone or the address. */
	proved?: 'both' | 'one' | 'none';
	/** How alike the names are, from 0 to 1. */
	alike?: number;
	/** The operator who says so. */
	operator?: string;
}

export interface NormalTrait {
	kind: MergeTraitKind;
	/** Equal for equal traits of all people. */
	key: string;
	scope: string;
	verified: boolean;
}

/**
 * A trait in the one spelling that is compared.
 *
 * @returns `undefined` if it cannot be read as what it is said to be
 */
export function normalTrait(kind: MergeTraitKind, value: string, callingCode: string): string | undefined {
	if (kind === 'phone') return normalPhone(value, { callingCode, trunkPrefix: '0' });
	return kind === 'email' ? normalEmail(value) : normalId(value);
}

/**
 * What equal traits have in common, to keep and to look up; screening makes the same of what applicants write.
 *
 * @returns `undefined` if the value cannot be read as what it is said to be
 */
export function traitKey(kind: MergeTraitKind, value: string, callingCode = '86'): string | undefined {
	const normal = normalTrait(kind, value, callingCode);
	return normal === undefined ? undefined : stableId('contact', kind, normal);
}

/** A person's traits in the spelling that is compared, each once; what cannot be read is left out. */
export function normalTraits({ traits }: Person, { callingCode }: MergePolicy): NormalTrait[] {
	const byKey = new Map<string, NormalTrait>();
	for (const { kind, value, key: known, verified = false, scope: given = '' } of traits) {
		const scope = kind === 'unionId' || kind === 'token' ? given.trim() : '';
		const normal = known ?? normalTrait(kind, value, callingCode);
		if (normal === undefined) continue;
		const key = JSON.stringify([kind, scope, normal]);
		byKey.set(key, { kind, key, scope, verified: verified || byKey.get(key)?.verified === true });
	}
	return [...byKey.values()];
}

/** The likeness that one shared trait is. */
export function traitEvidence(a: NormalTrait, b: NormalTrait, { confidence }: MergePolicy): Evidence {
	if (a.kind === 'unionId' || a.kind === 'token') return { by: a.kind, confidence: confidence[a.kind] };
	const proved = a.verified && b.verified ? 'both' : a.verified || b.verified ? 'one' : 'none';
	return { by: a.kind, confidence: confidence[a.kind][proved], proved };
}

const ALIKE_FROM = 0.75;

/** The likeness of two names; none where they differ much or have fewer than two characters. */
export function nameEvidence(a: Person, b: Person, { confidence }: MergePolicy): Evidence[] {
	const [one = '', other = ''] = [a, b].map(({ name }) => normalName(name ?? ''));
	const alike = Math.round(similarity(one, other) * 1000) / 1000;
	if (Math.min(Array.from(one).length, Array.from(other).length) < 2 || alike < ALIKE_FROM) return [];
	return [{ by: 'name', confidence: confidence.name, alike }];
}

/** How sure independent likenesses make it together: 1 − Π(1 − c). Names count only beside another one. */
export function jointConfidence(because: readonly Evidence[]): number {
	if (because.every(({ by }) => by === 'name')) return 0;
	const doubt = because.reduce((left, { confidence }) => left * (1 - confidence), 1);
	return Math.round((1 - doubt) * 1e6) / 1e6;
}

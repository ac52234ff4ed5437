import { stableId } from '../../../../community/digest';
import { readPortrait, type PortraitField, type PortraitValue } from '../../../../community/identity/portrait';
import { isEqual } from '../../../../community/identity/record';
import { withTag, type MemberTag, type TagSource } from '../../../../community/identity/tags';
import { requireZone } from '../../../../community/parse';
import type { Identity, MemberRow, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { writeLine } from '../line';
import { keptValues, portraitOf, readKept } from '../portrait';
import { traitPlace, type Vault } from '../vault';
import { findWho, keyOfTrait, type FoundBy, type Who } from '../who';

export interface GivenTrait {
	kind: FoundBy;
	value: string;
	verified: boolean;
	/** Within what a union id is unique. */
	scope: string;
}

/** What somebody gave about a member. */
export interface GivenMember {
	communityId: string;
	who: Who;
	name?: string | undefined;
	language?: string | undefined;
	timeZone?: string | undefined;
	status?: MemberRow['status'] | undefined;
	/** By field, as written. */
	portrait: Readonly<Record<string, unknown>>;
	tags: readonly { tag: string; expiresAt?: string | undefined }[];
	traits: readonly GivenTrait[];
}

/** Who gives it, and when. */
export interface Giving {
	source: TagSource;
	by: string;
	at: string;
	vault: Vault;
	/** The fields that the community keeps, where they are known already. */
	fields?: readonly PortraitField[];
}

export interface Changed {
	row: MemberRow;
	created: boolean;
	/** What is other than before: `name`, `field:city`, `tag:VIP`, `trait:phone`. Never a value. */
	changed: string[];
}

/**
 * Makes a member known, or changes what is given about one, with a line in the ledger. Giving the same again changes
 * nothing.
 *
 * @throws DomainError naming the first value that does not fit; InputError if a member id or a trait leads to nobody
 */
export async function changeMember(tx: StoreTransaction, given: GivenMember, giving: Giving): Promise<Changed> {
	const { communityId } = given;
	const { at, by } = giving;
	const fields = giving.fields ?? (await portraitOf(tx, communityId));
	const { values, errors } = readPortrait(fields, given.portrait);
	if (errors[0] !== undefined) throw errors[0];
	// All that can be wrong is found before anything is written.
	for (const { kind, value } of given.traits) keyOfTrait(kind, value);
	if (given.timeZone !== undefined) requireZone(given.timeZone);
	const { row, created } = await findOrMake(tx, given, at);
	const details = created ? await beginDetails(tx, row, given, at) : await changeDetails(tx, row, given, at);
	const changed = [
		...details,
		...(await changePortrait(tx, { row, created }, fields, values, giving)),
		...(await changeTags(tx, { row, created }, given.tags, giving)),
		...(await changeTraits(tx, row, given.traits, giving)),
	];
	if (created || changed.length > 0) {
		await writeLine(tx, {
			communityId,
			eventId: `changed:${stableId(row.memberId, at, ...changed)}`,
			type: created ? 'member.created' : 'member.changed',
			memberId: row.memberId,
			by,
			at,
			data: { source: giving.source, changed },
		});
	}
	const isStale = created ? details.includes('status') : details.length > 0;
	const after = !isStale ? row : ((await tx.getMember(communityId, row.memberId)) ?? row);
	return { row: after, created, changed };
}

/** A member, who has nothing yet where they were just made known. */
interface Made {
	row: MemberRow;
	created: boolean;
}

async function findOrMake(tx: StoreTransaction, given: GivenMember, at: string): Promise<Made> {
	const { communityId, who, name, language, timeZone } = given;
	const found = await findWho(tx, { communityId, who });
	if (found !== undefined) return { row: found, created: false };
	const identity = identityOf(who);
	if ((await tx.getCommunity(communityId)) === undefined) {
		await tx.ensureCommunity({ communityId, platform: identity.platform, groupId: communityId, at });
	}
	return { row: await tx.ensureMember({ communityId, ...identity, name, language, timeZone, at }), created: true };
}

/** Where people are known who are on no platform yet, e.g. from a list of customers. */
export const OFFLINE = 'offline';

/** The identity that a new member gets. Whoever is known by a phone or an address alone gets one made of its key. */
function identityOf(who: Who): Identity {
	if (who.by === 'identity') return who;
	if (who.by === 'memberId') {
		throw new InputError(
			`There is no member "${who.memberId}"`,
			'Choose another way under "Member" to make somebody known.',
		);
	}
	return { platform: OFFLINE, platformMemberId: keyOfTrait(who.by, who.value) };
}

/** A new member was made known with all details but the status. */
async function beginDetails(tx: StoreTransaction, row: MemberRow, given: GivenMember, at: string): Promise<string[]> {
	const begun = DETAILS.filter((key) => given[key] !== undefined);
	return [...begun, ...(await changeStatus(tx, row, given, at))];
}

async function changeDetails(tx: StoreTransaction, row: MemberRow, given: GivenMember, at: string): Promise<string[]> {
	const { communityId, memberId } = row;
	const wanted = { name: given.name, language: given.language, timeZone: given.timeZone };
	const changed = DETAILS.filter((key) => wanted[key] !== undefined && wanted[key] !== row[key]);
	if (changed.length > 0) await tx.updateMember(communityId, memberId, wanted, at);
	return [...changed, ...(await changeStatus(tx, row, given, at))];
}

const DETAILS = ['name', 'language', 'timeZone'] as const;

async function changeStatus(
	tx: StoreTransaction,
	{ communityId, memberId, status }: MemberRow,
	given: GivenMember,
	at: string,
): Promise<string[]> {
	if (given.status === undefined || given.status === status) return [];
	await tx.setMemberStatus(communityId, memberId, given.status, at);
	return ['status'];
}

async function changePortrait(
	tx: StoreTransaction,
	{ row: { communityId, memberId }, created }: Made,
	fields: readonly PortraitField[],
	values: Readonly<Record<string, PortraitValue | null>>,
	{ at, vault }: Giving,
): Promise<string[]> {
	if (Object.keys(values).length === 0) return [];
	const kept = created ? undefined : (await tx.portraitsOf(communityId, [memberId])).get(memberId);
	const changed: string[] = [];
	for (const field of fields) {
		const value = Object.hasOwn(values, field.field) ? values[field.field] : undefined;
		if (value === undefined) continue;
		const before = readKept([field], kept, communityId, vault)[field.field] ?? null;
		if (isEqual(before, value)) continue;
		await tx.putPortrait(communityId, memberId, field.field, keptValues(field, value, vault, communityId), at);
		changed.push(`field:${field.field}`);
	}
	return changed;
}

async function changeTags(
	tx: StoreTransaction,
	{ row: { communityId, memberId }, created }: Made,
	tags: GivenMember['tags'],
	{ source, by, at }: Giving,
): Promise<string[]> {
	if (tags.length === 0) return [];
	const held = created ? [] : ((await tx.tagsOf(communityId, [memberId])).get(memberId) ?? []);
	const changed: string[] = [];
	for (const { tag, expiresAt } of tags) {
		const wanted: MemberTag = { tag, source, by, since: at, ...(expiresAt === undefined ? {} : { expiresAt }) };
		const before = held.find((one) => one.tag === tag && one.source === source && one.by === by);
		const after = withTag(held, wanted).find((one) => one.tag === tag && one.source === source && one.by === by);
		if (after === undefined || isEqual(before, after)) continue;
		await tx.putTag(communityId, memberId, after);
		changed.push(`tag:${tag}`);
	}
	return changed;
}

async function changeTraits(
	tx: StoreTransaction,
	{ communityId, memberId }: MemberRow,
	traits: readonly GivenTrait[],
	{ at, vault }: Giving,
): Promise<string[]> {
	const changed: string[] = [];
	for (const { kind, value, verified, scope } of traits) {
		const sealed = vault.seal(communityId, traitPlace(kind), value);
		const key = keyOfTrait(kind, value);
		const isNew = await tx.putTrait(communityId, { memberId, kind, scope, key, sealed, verified, at });
		if (isNew) changed.push(`trait:${kind}`);
	}
	return changed;
}

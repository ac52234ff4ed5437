import { activeTags, type MemberTag } from '../../../../community/identity/tags';
import type { PortraitField } from '../../../../community/identity/portrait';
import type { MemberRow, StoreTransaction, TraitRow } from '../../../../store/types';
import { HIDDEN, portraitOf, readKept } from '../portrait';
import { traitPlace, type Vault } from '../vault';

export interface Viewing {
	now: string;
	/** Opens what is sensitive; it is hidden without one. */
	vault: Vault | undefined;
}

/** Whom later nodes act on: the community, and the member on a platform. */
export async function subjectView(tx: StoreTransaction, row: MemberRow): Promise<object> {
	const { communityId, memberId, name, language } = row;
	const community = await tx.getCommunity(communityId);
	const [identity] = await tx.listIdentities(communityId, memberId);
	return {
		community: {
			communityId,
			groupId: community?.groupId ?? communityId,
			...(community?.name == null ? {} : { name: community.name }),
		},
		member: {
			memberId,
			...identity,
			...(name === null ? {} : { name }),
			...(language === null ? {} : { language }),
		},
	};
}

/** Everything that is known about a member. */
export async function memberView(tx: StoreTransaction, row: MemberRow, viewing: Viewing): Promise<object> {
	const { communityId, memberId, status, joinedAt, timeZone } = row;
	const [, ...mergedIds] = await tx.memberIdsOf(communityId, memberId);
	const ids = [memberId, ...mergedIds];
	const traits = await tx.traitsOf(communityId, ids);
	const merges = await tx.mergesOf(communityId, ids);
	return {
		...(await subjectView(tx, row)),
		status,
		joinedAt,
		timeZone,
		identities: await tx.listIdentities(communityId, memberId),
		...(await knownOf(tx, row, await portraitOf(tx, communityId), viewing)),
		traits: traits.map((trait) => traitView(communityId, trait, viewing.vault)),
		points: await tx.pointsBalance(communityId, memberId),
		tier: (await tx.getTier(communityId, ids))?.tier ?? null,
		entry: await entryOf(tx, communityId, ids),
		invitedBy: await inviterOf(tx, communityId, ids),
		mergedIds,
		merges: merges.map(({ mergeId, keptId, absorbedId, mergedBy, at }) => ({
			...{ mergeId, keptId, absorbedId, by: mergedBy, at },
		})),
	};
}

/** Portrait and tags, as lists of members show them too. */
export async function knownOf(
	tx: StoreTransaction,
	{ communityId, memberId }: MemberRow,
	fields: readonly PortraitField[],
	{ now, vault }: Viewing,
): Promise<object> {
	const kept = (await tx.portraitsOf(communityId, [memberId])).get(memberId);
	const tags = (await tx.tagsOf(communityId, [memberId])).get(memberId) ?? [];
	return {
		portrait: readKept(fields, kept, communityId, vault),
		tags: activeTags(tags, now),
		tagSources: tags.map(tagView),
	};
}

export function tagView({ tag, source, by, since, expiresAt }: MemberTag): object {
	return { tag, source, by, since, expiresAt: expiresAt ?? null };
}

function traitView(communityId: string, trait: TraitRow, vault: Vault | undefined): object {
	const { kind, scope, sealed, verified, at } = trait;
	const value = vault === undefined ? HIDDEN : vault.unseal(communityId, traitPlace(kind), sealed);
	return { kind, ...(scope === '' ? {} : { scope }), value, verified, since: at };
}

/** How the person came in, the last time. */
async function entryOf(tx: StoreTransaction, communityId: string, ids: readonly string[]): Promise<object | null> {
	for (const memberId of ids) {
		const admission = await tx.admissionOf(communityId, memberId);
		if (admission !== undefined) return { way: admission.way, tier: admission.tier, at: admission.at };
	}
	return null;
}

async function inviterOf(tx: StoreTransaction, communityId: string, ids: readonly string[]): Promise<object | null> {
	for (const memberId of ids) {
		const found = await tx.inviterOf(communityId, memberId);
		if (found === undefined) continue;
		const [inviter = found.inviterMemberId] = await tx.memberIdsOf(communityId, found.inviterMemberId);
		const row = await tx.getMember(communityId, inviter);
		return { memberId: inviter, name: row?.name ?? null, code: found.code, at: found.at };
	}
	return null;
}

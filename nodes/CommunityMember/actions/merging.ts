import { conflictsOf, type Cluster, type MergeConflict } from '../../../community/identity/conflict';
import { mergePolicySchema, normalTraits, type Evidence } from '../../../community/identity/evidence';
import { mergePlan, type MergePlan } from '../../../community/identity/merge';
import { pairKey } from '../../../community/identity/pairs';
import type { MemberIdentity, MemberRecord } from '../../../community/identity/record';
import { splitPlan } from '../../../community/identity/split';
import type { Json, MergeRow, StoreTransaction } from '../../../store/types';
import { InputError } from '../../shared/errors';
import { toJson } from '../../shared/item';
import { writeLine } from './line';

export interface MergeOrder {
	communityId: string;
	keep: string;
	absorb: string;
	by: string;
	at: string;
	because: readonly Evidence[];
	/** Whether a person says so although phones or union ids differ. */
	despiteConflicts: boolean;
}

export type Merged =
	| { outcome: 'merged'; mergeId: string; keptId: string; absorbedId: string; differing: MergePlan['differing'] }
	| { outcome: 'already'; keptId: string }
	| { outcome: 'blocked'; conflicts: MergeConflict[] };

/**
 * The members as the people that they are now, the one to keep first, both taken for this transaction. Who is who is
 * read again once both are taken, since somebody else may have merged them in the meantime.
 */
async function people(tx: StoreTransaction, order: MergeOrder): Promise<[string[], string[]]> {
	const { communityId } = order;
	const read = async (): Promise<[string[], string[]]> => [
		await tx.memberIdsOf(communityId, order.keep),
		await tx.memberIdsOf(communityId, order.absorb),
	];
	const taken = new Set<string>();
	for (;;) {
		const [kept, absorbed] = await read();
		// Always in the same order, so that two who merge the same members do not wait for each other.
		const leads = [kept[0] ?? order.keep, absorbed[0] ?? order.absorb].sort();
		if (leads.every((memberId) => taken.has(memberId))) return [kept, absorbed];
		for (const memberId of leads) {
			await tx.lockMember(communityId, memberId);
			taken.add(memberId);
		}
	}
}

/**
 * Makes one person of two. Identities, portrait, tags, traits and contacts go to the kept member; lines of ledgers stay
 * and are read for both.
 */
export async function mergeMembers(tx: StoreTransaction, order: MergeOrder): Promise<Merged> {
	const { communityId, by, at, because } = order;
	const [keptIds, absorbedIds] = await people(tx, order);
	const [keptId = order.keep] = keptIds;
	const [absorbedId = order.absorb] = absorbedIds;
	if (keptId === absorbedId) return { outcome: 'already', keptId };
	const kept = await tx.recordOf(communityId, keptId);
	const absorbed = await tx.recordOf(communityId, absorbedId);
	const conflicts = await conflictsBetween(tx, communityId, [kept, keptIds], [absorbed, absorbedIds]);
	if (conflicts.length > 0 && !order.despiteConflicts) return { outcome: 'blocked', conflicts };
	const { merged, differing, undo } = mergePlan(kept, absorbed, { at, by });
	const emptied: MemberRecord = { ...absorbed, identities: [], traits: [], fields: {}, tags: [], contacts: [] };
	await tx.saveRecords(communityId, [merged, emptied], at);
	const { mergeId } = undo;
	const why = toJson({ because }) as { because: Json };
	await tx.addMerge({ communityId, mergeId, keptId, absorbedId, undo, because: why.because, mergedBy: by, at });
	await tx.putLink(communityId, {
		members: [keptId, absorbedId],
		same: true,
		by,
		despiteConflicts: order.despiteConflicts,
		at,
	});
	await writeLine(tx, {
		communityId,
		eventId: `merged:${mergeId}`,
		type: 'member.merged',
		memberId: keptId,
		by,
		at,
		data: { mergeId, keptId, absorbedId, because, differing: differing.map(({ field }) => field) },
	});
	return { outcome: 'merged', mergeId, keptId, absorbedId, differing };
}

async function conflictsBetween(
	tx: StoreTransaction,
	communityId: string,
	[kept, keptIds]: [MemberRecord, string[]],
	[absorbed, absorbedIds]: [MemberRecord, string[]],
): Promise<MergeConflict[]> {
	const policy = mergePolicySchema.parse({});
	const cluster = (record: MemberRecord, members: string[]): Cluster => ({
		members,
		traits: normalTraits({ memberId: record.memberId, traits: record.traits }, policy),
	});
	const links = await tx.linksOf(communityId, [...keptIds, ...absorbedIds]);
	const apart = new Set(links.filter(({ same }) => !same).map(({ members }) => pairKey(...members)));
	return conflictsOf(cluster(kept, keptIds), cluster(absorbed, absorbedIds), (a, b) => apart.has(pairKey(a, b)));
}

export interface SplitOrder {
	communityId: string;
	mergeId: string;
	by: string;
	at: string;
	/** Identities that came after the merge and belong to the other one. */
	toAbsorbed: readonly MemberIdentity[];
}

/**
 * Takes a merge back, with nothing lost. Merges of the same person that came later are taken back first and made again
 * afterwards, so that merges may be split in any order.
 *
 * @throws InputError if there is no such merge
 */
export async function splitMerge(tx: StoreTransaction, order: SplitOrder): Promise<MergeRow> {
	const { communityId, mergeId, by, at } = order;
	const merge = await tx.getMerge(communityId, mergeId);
	if (merge === undefined || merge.undoneAt !== null) {
		throw new InputError(
			merge === undefined ? `There is no merge "${mergeId}"` : `The merge "${mergeId}" was taken back before`,
			'Member: Get shows the merges of a member that hold.',
		);
	}
	const ids = await tx.memberIdsOf(communityId, merge.keptId);
	const later = (await tx.mergesOf(communityId, ids)).filter(({ place }) => place > merge.place);
	const way = wayUp(merge, later);
	for (const one of [...later].reverse()) await unmake(tx, one, at, way.has(one.mergeId) ? order.toAbsorbed : []);
	await unmake(tx, merge, at, order.toAbsorbed);
	await tx.endMerge(communityId, mergeId, by, at);
	for (const one of later) await remake(tx, one, at);
	await tx.leadMembers(communityId, ids);
	const members: [string, string] = [merge.keptId, merge.absorbedId];
	await tx.putLink(communityId, { members, same: false, by, despiteConflicts: false, at });
	const data = { mergeId, keptId: merge.keptId, absorbedId: merge.absorbedId };
	for (const memberId of members) {
		await writeLine(tx, {
			...{ communityId, eventId: `split:${mergeId}:${memberId}`, type: 'member.split', memberId, by, at, data },
		});
	}
	return merge;
}

/** The later merges that took the kept member on into others: what came since is with the last of those. */
function wayUp(merge: MergeRow, later: readonly MergeRow[]): Set<string> {
	const way = new Set<string>();
	let lead = merge.keptId;
	for (const { mergeId, keptId, absorbedId } of later) {
		if (absorbedId !== lead) continue;
		way.add(mergeId);
		lead = keptId;
	}
	return way;
}

async function unmake(
	tx: StoreTransaction,
	{ communityId, keptId, undo }: MergeRow,
	at: string,
	toAbsorbed: readonly MemberIdentity[],
): Promise<void> {
	const now = await tx.recordOf(communityId, keptId);
	const { kept, absorbed } = splitPlan(now, undo, { toAbsorbed });
	await tx.saveRecords(communityId, [kept, absorbed], at);
}

async function remake(tx: StoreTransaction, merge: MergeRow, at: string): Promise<void> {
	const { communityId, mergeId, keptId, absorbedId, undo: before } = merge;
	const kept = await tx.recordOf(communityId, keptId);
	const absorbed = await tx.recordOf(communityId, absorbedId);
	const { merged, undo } = mergePlan(kept, absorbed, { at: before.at, by: before.by });
	const emptied: MemberRecord = { ...absorbed, identities: [], traits: [], fields: {}, tags: [], contacts: [] };
	await tx.saveRecords(communityId, [merged, emptied], at);
	await tx.renewMerge(communityId, mergeId, { ...undo, mergeId });
}

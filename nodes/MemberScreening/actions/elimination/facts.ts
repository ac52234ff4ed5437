import type { MemberFacts } from '../../../../community/elimination/member';
import { factWindows } from '../../../../community/elimination/policy';
import type { EliminationPolicy } from '../../../../community/elimination/rules';
import type { CommunityRow, MemberFactsRow, StoreTransaction } from '../../../../store/types';
import { readPages } from '../../../shared/paging';

/** Ledger types that count as a contribution where a policy names no kinds. */
const CONTRIBUTIONS = ['checkin', 'form_submitted', 'message'];
/** Ledger types that prove that somebody is there, without contributing anything. */
const SIGNS_OF_LIFE = ['button', 'form_updated', 'payment_succeeded'];
/** Immunity for good, as an instant that every calendar can show. */
const FOR_GOOD = '9999-12-30T00:00:00.000Z';

/** What the rules look at, and the policy with its members by the ids of the store. */
export interface CommunityFacts {
	members: MemberFacts[];
	policy: EliminationPolicy;
	/** Named by the policy, but no members. */
	unknownMemberIds: string[];
}

/** Reads everything that a policy asks for, of everybody who is in the community now. */
export async function factsOf(
	tx: StoreTransaction,
	community: CommunityRow,
	policy: EliminationPolicy,
	now: string,
): Promise<CommunityFacts> {
	const contributions = [...new Set([...CONTRIBUTIONS, ...(policy.rules.output?.kinds ?? [])])];
	const windows = factWindows(policy, now);
	const filter = {
		communityId: community.communityId,
		types: [...new Set([...contributions, ...SIGNS_OF_LIFE])],
		outputSince: windows.outputSince ?? now,
		pointsSince: windows.pointsSince ?? now,
		strikesSince: windows.strikesSince ?? now,
	};
	const rows = await readPages(
		Number.POSITIVE_INFINITY,
		async (page) => await tx.memberFacts(filter, page),
		({ memberId }) => memberId,
	);
	const isContribution = (type: string) => contributions.includes(type);
	return {
		...withMemberIds(policy, rows),
		members: rows.map((row) => memberFacts(row, community.platform, isContribution)),
	};
}

function memberFacts(row: MemberFactsRow, platform: string, isContribution: (type: string) => boolean): MemberFacts {
	const identity = row.identities.find((one) => one.platform === platform) ??
		row.identities[0] ?? { platform, platformMemberId: row.memberId };
	return {
		memberId: row.memberId,
		...identity,
		...(row.name === null ? {} : { name: row.name }),
		joinedAt: row.joinedAt ?? row.createdAt,
		points: row.points,
		pointsInWindow: row.pointsInWindow,
		strikes: row.strikes,
		outputs: row.outputs
			.filter(({ type }) => isContribution(type))
			.map(({ type, count, lastAt }) => ({ kind: type, count, lastAt })),
		lastActiveAt: row.lastActiveAt,
		tags: [],
		...(row.tier === null ? {} : { tier: row.tier }),
		...(row.immunity === null ? {} : { immuneUntil: row.immunity.until ?? FOR_GOOD }),
		openCase: row.openCase?.kind ?? null,
	};
}

/** Operators know members by their ids on the platform; the rules know them by the store's. */
function withMemberIds(
	policy: EliminationPolicy,
	rows: readonly MemberFactsRow[],
): Pick<CommunityFacts, 'policy' | 'unknownMemberIds'> {
	const known = new Map<string, string>();
	for (const { memberId, identities } of rows) {
		for (const { platformMemberId } of identities) known.set(platformMemberId, memberId);
	}
	for (const { memberId } of rows) known.set(memberId, memberId);
	const { rules, immunity } = policy;
	const resolve = (ids: readonly string[]) => ids.map((id) => known.get(id) ?? id);
	const named = [...immunity.memberIds, ...(rules.persuasion?.memberIds ?? [])];
	return {
		policy: {
			...policy,
			immunity: { ...immunity, memberIds: resolve(immunity.memberIds) },
			rules: {
				...rules,
				...(rules.persuasion === undefined
					? {}
					: { persuasion: { ...rules.persuasion, memberIds: resolve(rules.persuasion.memberIds) } }),
			},
		},
		unknownMemberIds: [...new Set(named.filter((id) => !known.has(id)))],
	};
}

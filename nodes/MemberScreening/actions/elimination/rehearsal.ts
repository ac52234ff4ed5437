import { adviceLines } from '../../../../community/elimination/advice';
import { reportText } from '../../../../community/elimination/report';
import type { EliminationPolicy } from '../../../../community/elimination/rules';
import { simulate, type EliminationPlan } from '../../../../community/elimination/simulate';
import type { Voice } from '../../../../community/elimination/words';
import { stableId } from '../../../../community/digest';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import type { CommunityRow, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { factsOf } from './facts';
import type { GivenPolicy } from './policyCheck';

/** A simulation with all that is said about it. */
export interface Rehearsal {
	community: CommunityRow;
	/** As it was given: members by the ids that the operator wrote. */
	policy: EliminationPolicy;
	plan: EliminationPlan;
	unknownMemberIds: string[];
	voice: Voice;
	report: string;
}

/** @throws InputError if the store knows no such community */
export async function knownCommunity(tx: StoreTransaction, communityId: string): Promise<CommunityRow> {
	const community = await tx.getCommunity(communityId);
	if (community !== undefined) return community;
	throw new InputError(
		`The store knows no community "${communityId}"`,
		'Fill in "Community ID" with the ID of the group. A community is known once Welcome Ritual or Member Screening has met somebody there.',
	);
}

/** A policy by the community's clocks, unless the operator chose others. */
export function inItsTimeZone({ policy, hasOwnTimeZone }: GivenPolicy, { timeZone }: CommunityRow): EliminationPolicy {
	return hasOwnTimeZone || timeZone === null ? policy : { ...policy, timeZone };
}

/** Simulates with the facts of now. Writes nothing. */
export async function rehearse(
	tx: StoreTransaction,
	community: CommunityRow,
	policy: EliminationPolicy,
	{ language, now }: { language: Language; now: string },
): Promise<Rehearsal> {
	const facts = await factsOf(tx, community, policy, now);
	const plan = simulate(facts.members, facts.policy, now);
	const voice = voiceOf(community, policy, language);
	const { unknownMemberIds } = facts;
	const report = [reportText(plan, voice), ...adviceLines(plan, policy, unknownMemberIds, voice)].join('\n');
	return { community, policy, plan, unknownMemberIds, voice, report };
}

export function voiceOf(community: CommunityRow, { timeZone }: EliminationPolicy, language: Language): Voice {
	return { language, timeZone, ...(community.name === null ? {} : { communityName: community.name }) };
}

/** The community as items show it. */
export function communityJson({ communityId, groupId, name }: CommunityRow): object {
	return { communityId, groupId, ...(name === null ? {} : { name }) };
}

/** A report for the operators' group. The same report is sent once, so a run that is tried again says nothing new. */
export function reportMessages({ communityId }: CommunityRow, text: string, groupId: string): OutboundMessage[] {
	if (groupId === '') return [];
	const dedupeKey = `elimination:report:${stableId(communityId, groupId, text)}`;
	return [{ to: { kind: 'group', id: groupId }, text, format: 'plain', dedupeKey }];
}

import { adviceLines } from '../../../../community/elimination/advice';
import { reportText } from '../../../../community/elimination/report';
import type { EliminationPolicy } from '../../../../community/elimination/rules';
import { simulate, type EliminationPlan } from '../../../../community/elimination/simulate';
import type { Voice } from '../../../../community/elimination/words';
import { stableId } from '../../../../community/digest';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import type { CommunityRow, StoreTransaction } from '../../../../store/types';
import { factsOf } from './facts';
import type { GivenPolicy } from './policyCheck';

export { communityJson, knownCommunity } from '../../../shared/community';

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

/** A report for the operators' group. The same report is sent once, so a run that is tried again says nothing new. */
export function reportMessages({ communityId }: CommunityRow, text: string, groupId: string): OutboundMessage[] {
	if (groupId === '') return [];
	const dedupeKey = `elimination:report:${stableId(communityId, groupId, text)}`;
	return [{ to: { kind: 'group', id: groupId }, text, format: 'plain', dedupeKey }];
}

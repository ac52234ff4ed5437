import { adviceFor } from '../../../../community/buddies/advice';
import { fairnessReport, type FairnessReport, type PastRound } from '../../../../community/buddies/fairness';
import {
	aloneInGroup,
	aloneMessage,
	groupIntroduction,
	introductionMessages,
	joinedIntroductions,
	nameIn,
	type BuddyVoice,
} from '../../../../community/buddies/messages';
import { reasonsOf } from '../../../../community/buddies/reasons';
import { fairnessText } from '../../../../community/buddies/report';
import type { OutboundMessage } from '../../../../community/message';
import type { CommunityRow } from '../../../../store/types';
import type { Routed } from '../../../shared/batch';
import { communityJson } from '../../../shared/community';
import { toJson } from '../../../shared/item';
import type { KeptRound } from './keep';
import type { Contact } from './people';

export interface Shown {
	community: CommunityRow;
	/** Rounds before this one that the fairness report looks at. */
	before: readonly PastRound[];
	duplicate: boolean;
	dryRun: boolean;
}

/** The items of a round: the round with its report, then every group, then everybody who was left alone. */
export function roundItems(kept: KeptRound, shown: Shown): Routed[] {
	const { speaking, groups, alone } = kept;
	const contacts = new Map<string, Contact>();
	for (const group of groups) for (const contact of group.contacts) contacts.set(contact.memberId, contact);
	for (const { contact } of alone) if (contact !== null) contacts.set(contact.memberId, contact);
	const { name } = shown.community;
	const voice: BuddyVoice = {
		language: speaking.language,
		contacts,
		...(name === null ? {} : { communityName: name }),
	};
	const community = communityJson(shown.community);
	const { duplicate, dryRun } = shown;
	const { roundId, number } = kept.row;
	const shared = { duplicate, dryRun, round: { roundId, number }, community };
	return [
		{ ...roundJson(kept, shown, voice), community },
		...groups.map((group) => ({ ...shared, kind: 'group', ...groupJson(group, kept, voice, dryRun) })),
		...alone.map((one) => ({ ...shared, kind: 'alone', ...aloneJson(one, kept, voice, dryRun) })),
	].map((json) => ({ output: 0, json: toJson(json) }));
}

/** Messages leave only of a round that is kept. */
const unless = (dryRun: boolean, messages: () => OutboundMessage[]): OutboundMessage[] => (dryRun ? [] : messages());

function roundJson(kept: KeptRound, { before, duplicate, dryRun }: Shown, voice: BuddyVoice): object {
	const { row, speaking, groups, alone } = kept;
	const past = { round: row.number, groups, alone: alone.map(({ memberId }) => memberId) };
	const fairness = { thisRound: fairnessReport([past]), overTime: fairnessReport([...before, past]) };
	const report = reportText(kept, fairness.overTime, voice);
	return {
		kind: 'round',
		duplicate,
		dryRun,
		round: {
			roundId: row.roundId,
			number: row.number,
			at: row.at,
			people: row.people,
			groups: groups.length,
			trios: groups.filter(({ memberIds }) => memberIds.length === 3).length,
			alone: alone.length,
			badness: row.badness,
			atLeast: row.atLeast,
			proven: row.badness === row.atLeast,
		},
		fairness,
		report,
		messages: [
			...unless(dryRun, () => groupMessages(kept, voice)),
			...(speaking.operatorsGroupId === ''
				? []
				: [reportMessage(row.roundId, speaking.operatorsGroupId, report, dryRun)]),
		],
	};
}

function reportMessage(roundId: string, groupId: string, text: string, dryRun: boolean): OutboundMessage {
	const dedupeKey = `buddies:round:${roundId}:${dryRun ? 'rehearsal' : 'report'}`;
	return { to: { kind: 'group', id: groupId }, format: 'plain', text, dedupeKey };
}

/** What the group hears of the whole round. */
function groupMessages({ row, speaking, groups, alone }: KeptRound, voice: BuddyVoice): OutboundMessage[] {
	const { placement, groupId, pairsPerMessage: perMessage, tellAlone } = speaking;
	const { roundId } = row;
	const lonely = alone.filter(({ contact }) => contact !== null).map(({ memberId }) => memberId);
	const inGroup = placement === 'together' || placement === 'group';
	return [
		...(placement === 'together' ? joinedIntroductions(groups, groupId, { roundId, perMessage }, voice) : []),
		...(inGroup && tellAlone ? aloneInGroup(lonely, groupId, roundId, voice) : []),
	];
}

function reportText({ alone }: KeptRound, overTime: FairnessReport, voice: BuddyVoice): string {
	const { language, communityName } = voice;
	const nameOf = (memberId: string): string => nameIn(voice, memberId);
	const reasons = new Set(alone.map(({ reason }) => reason));
	return [
		fairnessText(overTime, language, nameOf, communityName),
		...[...reasons].map((reason) => adviceFor(reason, language)),
	].join('\n');
}

function groupJson(
	group: KeptRound['groups'][number],
	{ speaking }: KeptRound,
	voice: BuddyVoice,
	dryRun: boolean,
): object {
	const { groupId, memberIds, pairs, badness } = group;
	const nameOf = (memberId: string): string => nameIn(voice, memberId);
	return {
		group: {
			groupId,
			memberIds,
			badness,
			members: group.contacts,
			pairs: pairs.map((pair) => ({ ...pair, reasons: reasonsOf(pair, nameOf, voice.language) })),
		},
		messages: unless(dryRun, () => introductions(group, speaking, voice)),
	};
}

function introductions(
	group: KeptRound['groups'][number],
	{ placement, groupId }: KeptRound['speaking'],
	voice: BuddyVoice,
): OutboundMessage[] {
	if (placement === 'private') return introductionMessages(group, voice);
	return placement === 'group' ? [groupIntroduction(group, groupId, voice)] : [];
}

function aloneJson(
	one: KeptRound['alone'][number],
	{ row, speaking }: KeptRound,
	voice: BuddyVoice,
	dryRun: boolean,
): object {
	const { memberId, reason, obstacles, contact } = one;
	const isTold = !dryRun && speaking.placement === 'private' && speaking.tellAlone;
	return {
		alone: { memberId, reason, obstacles, advice: adviceFor(reason, voice.language) },
		...(contact === null ? {} : { member: contact }),
		messages: isTold ? aloneMessage(one, row.number, voice) : [],
	};
}

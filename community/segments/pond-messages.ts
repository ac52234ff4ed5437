import { stableId } from '../digest';
import type { Language } from '../language';
import type { OutboundMessage } from '../message';
import { displayName, type Subject } from '../subject';
import { fillText } from '../text';
import { POND_COPY } from './pond-copy';
import type { Pond, PondPolicy, PondProposal } from './pond';

/** Where the messages of a proposal go. */
export interface PondAddresses {
	language: Language;
	/** Private, or in the group with a mention. */
	inviteIn: 'member' | 'group';
	/** Where operators are asked to take somebody out; nobody is asked if absent. */
	operatorsGroupId?: string | undefined;
	/** When it was proposed: the same proposal later is another message. */
	at: string;
}

/** What a pond is called where people read it. */
export function pondTitle({ ponds }: PondPolicy, pondId: string): string {
	return ponds.find((pond) => pond.pondId === pondId)?.title ?? pondId;
}

/** Invites a member into a pond, and asks operators to take one out, which no platform lets a bot do silently. */
export function pondMessages(
	policy: PondPolicy,
	proposal: PondProposal,
	{ community, member }: Subject,
	to: PondAddresses,
): OutboundMessage[] {
	const copy = POND_COPY[to.language];
	const name = displayName(member);
	const pond = pondTitle(policy, proposal.pondId);
	const key = (what: string): string =>
		`pond:${stableId(community.communityId, member.platform, member.platformMemberId, proposal.pondId, what, to.at)}`;
	const ask = (text: string, what: string): OutboundMessage[] =>
		to.operatorsGroupId === undefined
			? []
			: [{ to: { kind: 'group', id: to.operatorsGroupId }, text, format: 'plain', dedupeKey: key(what) }];
	if (proposal.action === 'leave') {
		const values = { name, pond, affinity: rounded(proposal.affinity), limit: proposal.limit };
		return ask(fillText(copy.leave, values), 'leave');
	}
	const { from } = proposal;
	const text = fillText(copy[proposal.action], { name, pond });
	const link = policy.ponds.find(({ pondId }) => pondId === proposal.pondId)?.inviteLink;
	return [
		invitation({ text, link, join: copy.join }, { community, member }, to, key(proposal.action)),
		...(from === undefined ? [] : ask(fillText(copy.movedFrom, { name, pond, from: pondTitle(policy, from) }), 'from')),
	];
}

function invitation(
	{ text, link, join }: { text: string; link: Pond['inviteLink']; join: string },
	{ community, member }: Subject,
	{ inviteIn }: PondAddresses,
	dedupeKey: string,
): OutboundMessage {
	const inGroup = inviteIn === 'group';
	const name = displayName(member);
	return {
		to: inGroup ? { kind: 'group', id: community.groupId } : { kind: 'member', id: member.platformMemberId },
		text: inGroup ? text.replace(name, `@${name}`) : text,
		format: 'plain',
		...(inGroup ? { mentions: [{ id: member.platformMemberId, name }] } : {}),
		...(link === undefined ? {} : { buttons: [{ text: join, url: link }] }),
		dedupeKey,
	};
}

function rounded(affinity: number): number {
	return Math.round(affinity * 10) / 10;
}

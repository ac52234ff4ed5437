import { randomBytes } from 'node:crypto';
import { makeCode } from '../../../../community/admission/code';
import { ADMISSION_COPY } from '../../../../community/admission/copy';
import { issueInvitation, mayIssue, type InvitationSettings } from '../../../../community/admission/invitation';
import { instantInWords } from '../../../../community/admission/messages';
import { OUTCOME_COPY } from '../../../../community/admission/outcome-copy';
import { stableId } from '../../../../community/digest';
import type { CommunityEvent } from '../../../../community/event';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import type { Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { InvitationRow, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import { ensurePerson, groupWord, ownEvent, privateWord, screeningLine, wordTo } from '../admission/person';
import { codeLine, invitationJson } from './view';

const DAY_MS = 86_400_000;
const RANDOM_BYTES = 16;

export type Occasion = 'event' | 'member';

export interface CodeOrder {
	community: Subject['community'];
	/** Absent if the community itself invites. */
	member?: Subject['member'] | undefined;
	event: CommunityEvent | undefined;
	codes: number;
	settings: InvitationSettings;
	occasion: Occasion;
	nodeId: string;
	/** Names the item where there is neither event nor member. */
	run: string;
	tier: string | null;
	note: string | null;
	issuedBy: string | undefined;
	sendTo: string;
	timeZone: string;
	language: Language;
	now: string;
}

interface Issued {
	invitations: InvitationRow[];
	/** How many more the inviter may have; null without a quota. */
	left: number | null;
	/** When the next one may be issued, where waiting helps. */
	from?: string | undefined;
	/** Whether the quota allowed fewer than were ordered. */
	isFull: boolean;
}

/** What makes two orders the same one: the node, and the event or the member. */
function keyOf({ event, community, member, occasion, nodeId, run }: CodeOrder): string {
	const who = member === undefined ? 'community' : `${member.platform}:${member.platformMemberId}`;
	if (occasion === 'member') return `screening.issue:${nodeId}:member:${who}`;
	const what = event === undefined ? `run:${run}` : causeOf(event, community.communityId);
	return `screening.issue:${nodeId}:${what}:${who}`;
}

/** Whether the inviter has joined, or been let in and is on the way. */
export async function isMember(tx: StoreTransaction, { community, member }: CodeOrder): Promise<boolean> {
	if (member === undefined) return true;
	const { communityId } = community;
	const row = await tx.findMember(communityId, member);
	if (row?.status !== 'applicant') return row?.status === 'member';
	return (await tx.admissionOf(communityId, row.memberId)) !== undefined;
}

/** Issues codes in the transaction it is given; the same order again gives the first codes. */
export async function issueCodes(tx: StoreTransaction, order: CodeOrder): Promise<Once<JsonObject>> {
	const { community, member, now } = order;
	const key = keyOf(order);
	return await tx.once(community.communityId, key, now, async () => {
		const inviterMemberId = await inviterOf(tx, order);
		const issued = await issueAll(tx, order, inviterMemberId);
		await tx.appendLedger(issued.invitations.map((row) => line(order, row)));
		return toJson({
			issued: issued.invitations.length > 0,
			reason: issued.isFull ? 'over_quota' : null,
			invitations: issued.invitations.map((row) => invitationJson(row, now)),
			left: issued.left,
			nextFrom: issued.from ?? null,
			community,
			...(member === undefined ? {} : { member }),
			messages: messagesFor(order, issued, stableId(key)),
		}) as JsonObject;
	});
}

async function inviterOf(tx: StoreTransaction, { community, member, now }: CodeOrder): Promise<string | null> {
	if (member !== undefined) return (await ensurePerson(tx, { community, member }, now)).memberId;
	const { communityId, groupId, name } = community;
	// A community that nobody has written in yet is known by its codes.
	await tx.ensureCommunity({ communityId, platform: 'community', groupId, name, at: now });
	return null;
}

async function issueAll(tx: StoreTransaction, order: CodeOrder, inviterMemberId: string | null): Promise<Issued> {
	const issued: Issued = { invitations: [], left: order.settings.perInviter ?? null, isFull: false };
	while (issued.invitations.length < order.codes) {
		const verdict = await issueOne(tx, order, inviterMemberId);
		if (verdict.verdict === 'taken') continue;
		if (verdict.verdict === 'issued') {
			issued.invitations.push(verdict.invitation);
			issued.left = verdict.left;
			continue;
		}
		const { from } = mayIssue(verdict.issuedAt, order.settings, order.now);
		return { ...issued, left: 0, isFull: true, from };
	}
	return issued;
}

function issueOne(tx: StoreTransaction, order: CodeOrder, inviterMemberId: string | null) {
	const { community, settings, event, now, tier, note } = order;
	const { perInviter, windowDays } = settings;
	const fresh = issueInvitation(settings, { code: makeCode(randomBytes(RANDOM_BYTES)) }, now);
	return tx.issueInvitation(
		{
			communityId: community.communityId,
			code: fresh.code,
			inviterMemberId,
			maxUses: fresh.maxUses,
			tier,
			note,
			createdBy: order.issuedBy ?? event?.actorId ?? event?.memberId ?? 'workflow',
			createdAt: now,
			expiresAt: fresh.expiresAt ?? null,
		},
		perInviter === undefined
			? undefined
			: {
					limit: perInviter,
					since: windowDays === undefined ? null : new Date(Date.parse(now) - windowDays * DAY_MS).toISOString(),
				},
	);
}

function line({ now, event }: CodeOrder, row: InvitationRow) {
	const { communityId, code, inviterMemberId, createdBy, maxUses, expiresAt, tier, note } = row;
	return screeningLine({
		communityId,
		eventId: `${code}:issued`,
		type: 'invitation.issued',
		memberId: inviterMemberId ?? undefined,
		actorId: createdBy,
		now,
		data: { code, maxUses, expiresAt, tier, note, event: event?.eventId },
	});
}

function messagesFor(order: CodeOrder, issued: Issued, id: string): OutboundMessage[] {
	const { member, community, event, sendTo } = order;
	const text = codesInWords(order, issued);
	const key = `invitation:${id}:codes`;
	if (sendTo === 'nobody') return [];
	if (sendTo === 'group') return [groupWord(community.groupId, text, key)];
	if (member === undefined) return [];
	const person = { subject: { community, member }, event };
	// Under a message in the group, everybody could read the code.
	const isPrivate = ownEvent(person)?.replyHandle !== undefined;
	return isPrivate ? wordTo(person, text, key) : [privateWord({ member }, text, key)];
}

function codesInWords({ language, timeZone }: CodeOrder, { invitations, left, from }: Issued): string {
	const copy = ADMISSION_COPY[language];
	const none =
		from === undefined
			? copy.noCodesLeft
			: fillText(copy.noCodesLeftUntil, { from: instantInWords(from, timeZone, language) });
	if (invitations.length === 0) return none;
	const codes = invitations.map((row) => codeLine(row, language, timeZone)).join('\n');
	const [only] = invitations;
	const lines = [
		invitations.length === 1 && only?.maxUses === 1
			? fillText(copy.codeIssued, { code: codes })
			: fillText(OUTCOME_COPY[language].codesIssued, { codes }),
		...(left === null ? [] : [left === 0 ? none : fillText(copy.codesLeft, { count: left })]),
	];
	return lines.join('\n');
}

import {
	afterSending,
	dueFollowUps,
	followUpState,
	type DueFollowUp,
	type FollowUp,
	type FollowUpPolicy,
} from '../../../../community/buddies/followup';
import { followUpMessages, groupFollowUp, type BuddyVoice } from '../../../../community/buddies/messages';
import { encodeButton } from '../../../../community/button';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import { pageKey } from '../../../../store';
import type { BuddyGroupRow, CommunityRow, JsonObject, StoreTransaction } from '../../../../store/types';
import { communityJson } from '../../../shared/community';
import { toJson } from '../../../shared/item';
import { readPages } from '../../../shared/paging';
import { byGroup, followUpOf, policyOf } from './history';
import { buddyLine } from '../../../shared/ledger';
import { contactOf, type Contact } from './people';

export interface Asking {
	community: CommunityRow;
	policy: FollowUpPolicy;
	placement: 'group' | 'private';
	groupId: string;
	language: Language;
	now: string;
}

/** A group that is asked or reminded, as an item shows it. */
export type AskedGroup = JsonObject;

/** Who has left the community is not asked any more. */
const PRESENT = new Set(['member', 'applicant']);

/** Asks and reminds whoever is due, and closes what is over. In the transaction it is given. */
export async function askDue(tx: StoreTransaction, asking: Asking): Promise<AskedGroup[]> {
	const { community, now } = asking;
	const { communityId } = community;
	await tx.lockCommunity(communityId);
	const rows = await readPages(
		Number.POSITIVE_INFINITY,
		async (page) => await tx.openBuddyGroups(communityId, page),
		({ introducedAt, groupId }) => pageKey(introducedAt, groupId),
	);
	const groupIds = rows.map(({ groupId }) => groupId);
	const places = byGroup(await tx.listBuddyPlaces({ communityId, groupIds }));
	const followUps = rows.map((row) => ({ row, followUp: followUpOf(row, places.get(row.groupId) ?? []) }));
	const contacts = await contactsOf(
		tx,
		community,
		followUps.flatMap(({ followUp }) => followUp.memberIds),
	);
	const asked: AskedGroup[] = [];
	for (const { row, followUp } of followUps) {
		const policy = row.policy === null ? asking.policy : policyOf(row);
		const present = followUp.memberIds.filter((memberId) => contacts.has(memberId));
		if (isOver(followUp, policy, present, now)) {
			await tx.changeBuddyGroup(communityId, row.groupId, { closedAt: now });
			continue;
		}
		const [due] = dueFollowUps([followUp], policy, now);
		const reached = due && { ...due, memberIds: due.memberIds.filter((memberId) => contacts.has(memberId)) };
		if (reached === undefined || reached.memberIds.length === 0) continue;
		await note(tx, { row, followUp, due: reached, policy, now });
		asked.push(askedJson({ row, followUp, due: reached, contacts }, asking));
	}
	return asked;
}

/** Whether there is nothing more to ask: everybody answered, too late, or nobody is there any more. */
function isOver(followUp: FollowUp, policy: FollowUpPolicy, present: readonly string[], now: string): boolean {
	const answered = new Set(followUp.answers.map(({ memberId }) => memberId));
	if (present.every((memberId) => answered.has(memberId))) return true;
	const state = followUpState(followUp, policy, now);
	return state !== 'introduced' && state !== 'asked';
}

async function contactsOf(
	tx: StoreTransaction,
	{ communityId, platform }: CommunityRow,
	memberIds: readonly string[],
): Promise<Map<string, Contact>> {
	const people = await tx.buddyPeople(communityId, [...new Set(memberIds)]);
	return new Map(
		people.flatMap((person) => {
			const contact = PRESENT.has(person.memberStatus) ? contactOf(person, platform) : undefined;
			return contact === undefined ? [] : [[person.memberId, contact] as const];
		}),
	);
}

interface Due {
	row: BuddyGroupRow;
	followUp: FollowUp;
	due: DueFollowUp;
}

async function note(
	tx: StoreTransaction,
	{ row, followUp, due, policy, now }: Due & { policy: FollowUpPolicy; now: string },
): Promise<void> {
	const { communityId, groupId, number } = row;
	const { askedAt, reminders } = afterSending(followUp, due, now);
	await tx.changeBuddyGroup(communityId, groupId, {
		askedAt,
		reminders,
		policy: toJson(policy) as JsonObject,
	});
	await tx.appendLedger([
		buddyLine({
			communityId,
			eventId: due.key,
			type: due.kind === 'ask' ? 'buddies.asked' : 'buddies.reminded',
			actorId: 'rules',
			now,
			data: { groupId, round: number, number: due.number, memberIds: due.memberIds },
		}),
	]);
}

function askedJson(
	{ row, followUp, due, contacts }: Due & { contacts: ReadonlyMap<string, Contact> },
	asking: Asking,
): AskedGroup {
	const { community, language } = asking;
	const voice: BuddyVoice = {
		language,
		contacts,
		...(community.name === null ? {} : { communityName: community.name }),
	};
	return toJson({
		kind: due.kind,
		group: {
			groupId: row.groupId,
			round: row.number,
			introducedAt: row.introducedAt,
			reminder: due.number,
			members: due.memberIds.flatMap((memberId) => contacts.get(memberId) ?? []),
		},
		community: communityJson(community),
		messages: messagesOf(followUp, due, voice, asking),
	}) as JsonObject;
}

function messagesOf(
	followUp: FollowUp,
	due: DueFollowUp,
	voice: BuddyVoice,
	{ community: { communityId }, placement, groupId }: Asking,
): OutboundMessage[] {
	const id = due.groupId;
	const buttons = {
		yes: encodeButton({ action: 'bud.yes', id, communityId }),
		no: encodeButton({ action: 'bud.no', id, communityId }),
	};
	if (placement === 'private') return followUpMessages(followUp, due, voice, () => buttons);
	return [groupFollowUp(due, followUp.memberIds, groupId, voice, buttons)];
}

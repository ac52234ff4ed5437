import type { INodeExecutionData } from 'n8n-workflow';
import type { CommunityEvent } from '../../community/event';
import type { OutboundMessage } from '../../community/message';
import type { Subject } from '../../community/subject';
import type { MemberRow, StoreTransaction } from '../../store/types';
import { InputError } from './errors';
import { eventOf, subjectOfItem } from './item';

/** Whom an item is about, and the event that it came from, if it did. */
export interface Person {
	subject: Subject;
	event: CommunityEvent | undefined;
}

/** The person of an item; `undefined` if its event names nobody. */
export function personOfItem(item: INodeExecutionData, communityId?: string): Person | undefined {
	const subject = subjectOfItem(item, communityId);
	return subject === undefined ? undefined : { subject, event: eventOf(item) };
}

/** Like `personOfItem`, but an item that names nobody is an error. */
export function requirePerson(item: INodeExecutionData, communityId?: string): Person {
	const person = personOfItem(item, communityId);
	if (person !== undefined) return person;
	throw new InputError(
		'The item names no member: memberId is missing',
		'Connect this node after Community Trigger or another node of this package, and send memberId with the event.',
	);
}

/** The member behind a subject, made known together with the community. */
export async function ensurePerson(
	tx: StoreTransaction,
	{ community: { communityId, groupId, name }, member }: Subject,
	now: string,
): Promise<MemberRow> {
	const { platform, platformMemberId } = member;
	await tx.ensureCommunity({ communityId, platform, groupId, name, at: now });
	return await tx.ensureMember({
		communityId,
		platform,
		platformMemberId,
		name: member.name,
		language: member.language,
		at: now,
	});
}

/** A person whom the store knows, as items show people; on `platform` if they are there. */
export async function knownPerson(
	tx: StoreTransaction,
	communityId: string,
	memberId: string,
	platform?: string,
): Promise<(Subject['member'] & { memberId: string }) | undefined> {
	const row = await tx.getMember(communityId, memberId);
	const identities = await tx.listIdentities(communityId, memberId);
	const identity = identities.find((one) => one.platform === platform) ?? identities[0];
	if (row === undefined || identity === undefined) return undefined;
	return { memberId, ...identity, ...(row.name === null ? {} : { name: row.name }) };
}

/** The event, if it comes from the person themselves, and not from an operator who decided about them. */
export function ownEvent({ subject: { member }, event }: Person): CommunityEvent | undefined {
	return event?.memberId === member.platformMemberId && event.platform === member.platform ? event : undefined;
}

/**
 * A word to a person, where the fewest others read it: as a reply while the platform allows one, under their
 * message in the group, else in private. Whoever only asks to join cannot be written to without a reply handle.
 */
export function wordTo(person: Person, text: string, dedupeKey: string): OutboundMessage[] {
	if (text === '') return [];
	const message = { text, format: 'plain' as const, dedupeKey };
	const own = ownEvent(person);
	if (own?.replyHandle !== undefined) {
		return [{ to: { kind: 'reply', id: own.replyHandle.token, handle: own.replyHandle.kind }, ...message }];
	}
	if (own?.type === 'message' && own.messageId !== undefined) {
		return [{ to: { kind: 'group', id: own.communityId }, ...message, replyTo: own.messageId }];
	}
	return own?.type === 'join_request' ? [] : [privateWord(person.subject, text, dedupeKey)];
}

/** A word to a person in private, e.g. a code that nobody else shall see. */
export function privateWord({ member }: Pick<Subject, 'member'>, text: string, dedupeKey: string): OutboundMessage {
	return { to: { kind: 'member', id: member.platformMemberId }, text, format: 'plain', dedupeKey };
}

export const groupWord = (groupId: string, text: string, dedupeKey: string): OutboundMessage => ({
	to: { kind: 'group', id: groupId },
	text,
	format: 'plain',
	dedupeKey,
});

/** Community and person of a row of the store. */
export async function subjectOfRow(
	tx: StoreTransaction,
	{ communityId, memberId }: { communityId: string; memberId: string },
): Promise<Subject | undefined> {
	const community = await tx.getCommunity(communityId);
	const member = await knownPerson(tx, communityId, memberId);
	if (community === undefined || member === undefined) return undefined;
	const { memberId: _memberId, ...shown } = member;
	const { groupId, name } = community;
	return { community: { communityId, groupId, ...(name === null ? {} : { name }) }, member: shown };
}

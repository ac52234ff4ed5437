import type { INodeExecutionData } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import type { NewcomerFacts } from '../../../../community/ritual/greeting';
import { readAnswers } from '../../../../community/screening/answers';
import type { FieldValue } from '../../../../community/segments/facts';
import type { Subject } from '../../../../community/subject';
import type { StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { causeOf, eventOf, subjectOfItem } from '../../../shared/item';

/** Events of somebody who is there now. A contact of an operator's account is greeted like a member of a group. */
const ARRIVALS = ['joined', 'contact_added'];

/** Somebody to welcome. */
export interface Newcomer {
	subject: Subject;
	event: CommunityEvent | undefined;
	/** What brought them, so that a second delivery is known for what it is. */
	cause: string;
	/** The application that was approved. */
	applicationId: string | undefined;
	/** What the item says of them, e.g. answers and tags. */
	given: NewcomerFacts;
}

/** Who is to be welcomed: somebody approved, or somebody who has just joined; `undefined` for everything else. */
export function newcomerOf(item: INodeExecutionData, communityId: string | undefined): Newcomer | undefined {
	const { decision } = item.json;
	const event = eventOf(item);
	if (decision !== undefined && decision !== 'approved') return undefined;
	if (decision === undefined && event !== undefined && !ARRIVALS.includes(event.type)) return undefined;
	const subject = subjectOfItem(item, communityId);
	if (subject !== undefined) {
		const application = item.json['applicationId'];
		const applicationId = typeof application === 'string' && application !== '' ? application : undefined;
		const cause = event === undefined ? `item:${applicationId ?? ''}` : causeOf(event, subject.community.communityId);
		return { subject, event, cause, applicationId, given: factsOfItem(item, event) };
	}
	throw new InputError(
		'The item names nobody to welcome',
		'Connect this node after an approval of Member Screening, or after Community Trigger.',
	);
}

/** The way to answer a newcomer at once; that of a button belongs to whoever pressed it. */
export function replyHandleOf({ event, subject }: Newcomer): CommunityEvent['replyHandle'] {
	const isTheirs = event !== undefined && event.memberId === subject.member.platformMemberId;
	return isTheirs && [...ARRIVALS, 'join_request'].includes(event.type) ? event.replyHandle : undefined;
}

function plain(value: unknown): FieldValue | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value.normalize('NFC').trim();
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	if (!Array.isArray(value)) return undefined;
	const texts = (value as unknown[]).filter((one): one is string => typeof one === 'string');
	return texts.length === 0 ? undefined : texts;
}

/** Fields of an object that a segment may ask for. */
function plainFields(values: object): Record<string, FieldValue> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => {
			const field = plain(value);
			return field === undefined ? [] : [[name, field]];
		}),
	);
}

/** Fields of what somebody said or filled in: answers by their question, the note, and the invitation they came by. */
function saidBy(event: Partial<CommunityEvent>): Record<string, FieldValue> {
	const { invite } = event;
	return {
		...plainFields({ text: event.text, inviteName: invite?.name, inviteLink: invite?.link }),
		...plainFields(readAnswers(event)['answers'] as object),
	};
}

function factsOfItem({ json }: INodeExecutionData, event: CommunityEvent | undefined): NewcomerFacts {
	const given = typeof json['answers'] === 'object' && json['answers'] !== null ? json['answers'] : {};
	const { memberLanguage, memberHandle, memberName, platform } = event ?? {};
	const listed: unknown[] = Array.isArray(json['tags']) ? json['tags'] : [];
	const tags = listed.filter((tag): tag is string => typeof tag === 'string');
	return {
		fields: {
			...plainFields({ memberLanguage, memberHandle, memberName, platform }),
			...(event === undefined || event.type === 'button' ? {} : saidBy(event)),
			...plainFields(given),
		},
		tags: tags.map((tag) => ({ tag })),
	};
}

/** What the item and the store know of a newcomer: also what they applied with, and how they came in. */
export async function factsOf(tx: StoreTransaction, newcomer: Newcomer, memberId: string): Promise<NewcomerFacts> {
	const { given, subject } = newcomer;
	const admission = await tx.admissionOf(subject.community.communityId, memberId);
	const known = admission === undefined ? {} : plainFields({ way: admission.way, tier: admission.tier });
	const application = await applicationOf(tx, newcomer);
	const { communityId } = subject.community;
	const held = (await tx.tagsOf(communityId, [memberId])).get(memberId) ?? [];
	return { fields: { ...known, ...saidBy(application), ...given.fields }, tags: [...held, ...given.tags] };
}

/** What the newcomer applied with, where the item names the application. */
async function applicationOf(
	tx: StoreTransaction,
	{ subject, applicationId }: Newcomer,
): Promise<Partial<CommunityEvent>> {
	if (applicationId === undefined) return {};
	const row = await tx.getApplication(subject.community.communityId, applicationId);
	return row?.answers ?? {};
}

/** Who brought a newcomer: the member behind the invitation code, else behind the invite link. */
export async function inviterOf(tx: StoreTransaction, newcomer: Newcomer, memberId: string): Promise<string | null> {
	const { subject, event } = newcomer;
	const { communityId } = subject.community;
	const redemption = await tx.inviterOf(communityId, memberId);
	if (redemption !== undefined) return redemption.inviterMemberId;
	const { invite = (await applicationOf(tx, newcomer)).invite } = event ?? {};
	const { platform } = subject.member;
	if (invite?.inviterId === undefined) return null;
	const member = await tx.findMember(communityId, { platform, platformMemberId: invite.inviterId });
	return member?.memberId ?? `${platform}:${invite.inviterId}`;
}

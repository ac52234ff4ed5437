import type { INodeExecutionData } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { displayName, type Subject } from '../../../../community/subject';
import type { MemberRow, StoreTransaction } from '../../../../store/types';
import { wordTo } from '../../../MemberScreening/actions/admission/person';
import { InputError } from '../../../shared/errors';
import { eventOf, slim } from '../../../shared/item';
import { findWho, type Wanted } from '../who';
import { communityJson } from './community';

/** The person that an operation is about, and all the members that they are. */
export interface Standing {
	row: MemberRow;
	/** The kept member first. */
	memberIds: string[];
	subject: Subject;
	event: CommunityEvent | undefined;
}

/** @throws InputError if nobody is known so */
export async function requireStanding(
	tx: StoreTransaction,
	wanted: Wanted,
	item: INodeExecutionData,
): Promise<Standing> {
	const standing = await findStanding(tx, wanted, item);
	if (standing !== undefined) return standing;
	throw new InputError(
		'The community has no such member',
		'Check "Member": the ID is that of the platform, e.g. 123456789, and the member has to have been seen once.',
	);
}

/** The person who is meant, where the community knows them. */
export async function findStanding(
	tx: StoreTransaction,
	wanted: Wanted,
	item: INodeExecutionData,
): Promise<Standing | undefined> {
	const row = await findWho(tx, wanted);
	return row && (await standingOf(tx, row, eventOf(item), wanted));
}

/** The person behind a member's row. */
export async function standingOf(
	tx: StoreTransaction,
	row: MemberRow,
	event?: CommunityEvent,
	wanted?: Wanted,
): Promise<Standing> {
	const { communityId, memberId } = row;
	const identities = await tx.listIdentities(communityId, memberId);
	const who = wanted?.who;
	const asked = who?.by === 'identity' ? { platform: who.platform, platformMemberId: who.platformMemberId } : undefined;
	const identity = asked ?? identities[0] ?? { platform: 'none', platformMemberId: memberId };
	const community = communityJson(communityId, await tx.getCommunity(communityId)) as Subject['community'];
	return {
		row,
		memberIds: await tx.memberIdsOf(communityId, memberId),
		subject: {
			community,
			member: {
				...identity,
				...(row.name === null ? {} : { name: row.name }),
				...(row.language === null ? {} : { language: row.language }),
			},
		},
		event,
	};
}

/** What every item of these operations says about whom it is. */
export function standingJson({ row, subject, event }: Standing): object {
	return {
		community: subject.community,
		member: { memberId: row.memberId, ...subject.member },
		...(event === undefined ? {} : { event: slim(event) }),
	};
}

export const nameOf = ({ subject }: Standing): string => displayName(subject.member);

/** A word to the person, where the fewest others read it. */
export function tell(standing: Standing, text: string, dedupeKey: string): OutboundMessage[] {
	return wordTo({ subject: standing.subject, event: standing.event }, text, dedupeKey);
}

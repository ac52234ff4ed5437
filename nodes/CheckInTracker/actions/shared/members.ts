import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Subject } from '../../../../community/subject';
import type { CommunityRow, MemberRow, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { subjectOfItem } from '../../../shared/item';
import { textReader } from '../../../shared/parameters';
import type { Scope } from './fields';
import { subjectOfRow } from '../../../shared/person';
import { participantOf, type Participant } from './reckoning';
import { requireTracker } from './trackers';

export interface FoundMember {
	person: Participant;
	subject: Subject;
}

/**
 * Reads whom an item is about. What is read finds the person inside a transaction.
 *
 * @throws InputError (when looked for) if there is no such tracker or member
 */
export function memberReader(
	context: IExecuteFunctions,
): (item: INodeExecutionData, index: number, scope: Scope) => (tx: StoreTransaction) => Promise<FoundMember> {
	const named = textReader(context, 'memberId');
	return (item, index, scope) => {
		const id = named(index);
		const carried = id === '' ? subjectOfItem(item, scope.communityId) : undefined;
		if (id === '' && carried === undefined) {
			throw new InputError(
				'No member is named',
				'Fill in "Member ID", or connect this node after one that names a member.',
			);
		}
		return async (tx) => {
			const tracker = await requireTracker(tx, scope.communityId, scope.trackerId);
			const member =
				carried === undefined
					? await memberOfId(tx, scope.communityId, id)
					: await tx.findMember(scope.communityId, carried.member);
			if (member === undefined) throw nobody(scope.communityId, id || (carried?.member.platformMemberId ?? ''));
			return await found(tx, await participantOf(tx, tracker, member), carried);
		};
	};
}

async function found(tx: StoreTransaction, person: Participant, carried: Subject | undefined): Promise<FoundMember> {
	const { communityId } = person.tracker;
	const subject = carried ?? (await subjectOfRow(tx, { communityId, memberId: person.member.memberId }));
	if (subject === undefined) throw nobody(communityId, person.member.memberId);
	return { person, subject };
}

function nobody(communityId: string, id: string): InputError {
	return new InputError(
		`The community ${communityId} has no member ${id}`,
		"Fill in the member's ID on the platform, or the memberId of an item.",
	);
}

/** The member of an id of the store, or of the community's platform. */
export async function memberOfId(
	tx: StoreTransaction,
	communityId: string,
	id: string,
): Promise<MemberRow | undefined> {
	const community: CommunityRow | undefined = await tx.getCommunity(communityId);
	return (
		(await tx.getMember(communityId, id)) ??
		(community && (await tx.findMember(communityId, { platform: community.platform, platformMemberId: id })))
	);
}

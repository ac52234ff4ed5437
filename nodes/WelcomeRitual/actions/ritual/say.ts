import type { IDataObject } from 'n8n-workflow';
import type { CommunityEvent } from '../../../../community/event';
import type { StoreTransaction } from '../../../../store/types';
import { causeOf, slim } from '../../../shared/item';
import { concerns, perform, type Acting } from './act';
import { evidenceOf } from './evidence';
import { underWay, type Definitions } from './underWay';

/** A message of somebody; `undefined` if it is no step of theirs. */
export async function sayStep(
	tx: StoreTransaction,
	event: CommunityEvent,
	where: { communityId: string; ritualId: string | undefined },
	{ now, known }: { now: string; known: Definitions },
): Promise<IDataObject | undefined> {
	const identity = { platform: event.platform, platformMemberId: event.memberId ?? '' };
	const member = await tx.findMember(where.communityId, identity);
	if (member === undefined) return undefined;
	const ids = await tx.memberIdsOf(where.communityId, member.memberId);
	const [latest] = await tx.ritualsOf(where.communityId, ids, where.ritualId);
	const ritual = latest && (await underWay(tx, latest, known));
	if (ritual === undefined) return undefined;
	const acting: Acting = {
		act: { kind: 'message', text: event.text, hasImage: event.hasImage === true },
		cause: causeOf(event, where.communityId),
		occurredAt: event.occurredAt,
		evidence: evidenceOf(event),
		event,
		now,
		known,
	};
	if (!concerns(ritual, acting)) return undefined;
	const { duplicate, result } = await perform(tx, ritual, acting);
	return { duplicate, ...result, event: slim(event) };
}

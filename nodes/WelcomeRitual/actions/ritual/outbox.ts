import type { IDataObject } from 'n8n-workflow';
import type { OutboundMessage } from '../../../../community/message';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { toJson } from '../../../shared/item';
import type { RitualUnderWay } from './underWay';

const HOUR_MS = 3_600_000;
/** How long a message is still worth sending that was composed and never left. */
const FRESH_MS = 24 * HOUR_MS;
const KEPT_MS = 7 * 24 * HOUR_MS;
/** A message this young may be on its way in the execution that composed it. */
const ON_ITS_WAY_MS = 60_000;

/** Why something is said. */
export type Occasion = 'greeting' | 'nudge' | 'step' | 'missed' | 'removal';

/** What is to be said about some people, kept until it has left. */
export async function keep(
	tx: StoreTransaction,
	occasion: Occasion,
	rituals: readonly RitualUnderWay[],
	messages: readonly OutboundMessage[],
	now: string,
): Promise<void> {
	const [first] = rituals;
	if (first === undefined) return;
	const { communityId, ritualId } = first.progress;
	await tx.keepRitualMessages(
		communityId,
		messages.flatMap((message) =>
			message.dedupeKey === undefined
				? []
				: [
						{
							dedupeKey: message.dedupeKey,
							composedAt: now,
							item: toJson({
								occasion,
								ritualId,
								people: rituals.map(({ progress, subject }) => ({
									progressId: progress.progressId,
									platform: subject.member.platform,
									platformMemberId: subject.member.platformMemberId,
									name: subject.member.name,
								})),
								community: first.subject.community,
								messages: [message],
							}) as JsonObject,
						},
					],
		),
	);
}

/** What was composed now, or earlier and never left, e.g. because n8n stopped in between: one item for each message. */
export async function unsent(tx: StoreTransaction, communityId: string, now: string): Promise<IDataObject[]> {
	const nowMs = Date.parse(now);
	const since = (ms: number): string => new Date(nowMs - ms).toISOString();
	await tx.pruneRitualMessages(communityId, since(KEPT_MS));
	const messages = await tx.unsentRitualMessages(communityId, since(FRESH_MS), 1000);
	return messages
		.filter(({ composedAt }) => composedAt === now || Date.parse(composedAt) <= nowMs - ON_ITS_WAY_MS)
		.map(({ item, composedAt }) => ({ ...(item as IDataObject), composedAt, repeated: composedAt !== now }));
}

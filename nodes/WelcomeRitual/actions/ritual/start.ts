import type { IDataObject } from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import type { RitualDefinition } from '../../../../community/ritual/definition';
import type { JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { begin, nextProgressId } from './begin';
import { greetWaiting } from './greet';
import { toJson } from '../../../shared/item';
import type { Newcomer } from './newcomer';
import { keep, unsent } from './outbox';
import { isBack, resume, takeBack } from './returning';
import { ledgerLine, ritualJson, underWay, type Definitions } from './underWay';

export interface Starting {
	newcomer: Newcomer;
	definition: RitualDefinition;
	ritualId: string;
	/** Leave those who were approved to the workflow that approves. */
	onlyDirect: boolean;
	now: string;
	known: Definitions;
}

async function wasApproved(tx: StoreTransaction, { subject, event }: Newcomer, memberId: string): Promise<boolean> {
	if (event?.type !== 'joined') return false;
	return (await tx.lastDecision(subject.community.communityId, memberId))?.status === 'approved';
}

/**
 * Welcomes a newcomer, or somebody who is back; the same arrival again gets the first result.
 *
 * @returns `undefined` for somebody whom another workflow welcomes
 */
export async function start(tx: StoreTransaction, starting: Starting): Promise<Once<JsonObject> | undefined> {
	const { newcomer, definition, ritualId, now, known } = starting;
	const { community, member: person } = newcomer.subject;
	const { communityId, groupId, name } = community;
	const { platform, platformMemberId } = person;
	await tx.ensureCommunity({ communityId, platform, groupId, name, at: now });
	// Those who greet together wait for each other, and whoever locks a community does it before its members.
	if (definition.greetTogether.seconds > 0) await tx.lockCommunity(communityId);
	const member = await tx.ensureMember({
		communityId,
		platform,
		platformMemberId,
		name: person.name,
		language: person.language,
		at: now,
	});
	// Two arrivals of one person, e.g. the approval and the joining, come one after the other.
	await tx.lockMember(communityId, member.memberId);
	const memberIds = await tx.memberIdsOf(communityId, member.memberId);
	const [latest, ...earlier] = await tx.ritualsOf(communityId, memberIds, ritualId);
	const isLeftToOthers = starting.onlyDirect && (await wasApproved(tx, newcomer, member.memberId));
	if (latest === undefined) {
		if (isLeftToOthers) return undefined;
		const progressId = stableId('ritual', communityId, ritualId, platform, platformMemberId);
		return await tx.once(communityId, `ritual.start:${progressId}`, now, async () => {
			await tx.setMemberStatus(communityId, member.memberId, 'member', now);
			return await begin(tx, { ...starting, member, progressId, rootId: progressId });
		});
	}
	const facts = await tx.getRitualFacts(communityId, latest.progressId);
	const again = `ritual.return:${latest.progressId}:${newcomer.cause}`;
	const current = await tx.getMember(communityId, member.memberId);
	const seenBefore = facts?.returnedBy === newcomer.cause;
	if (!seenBefore && (await isBack(tx, newcomer, current ?? member, latest))) {
		await takeBack(tx, newcomer, current ?? member, latest, now);
		if (definition.returning === 'restart') {
			const progressId = nextProgressId(latest.progressId);
			const root = earlier.at(-1) ?? latest;
			const rootId = facts?.rootId ?? root.progressId;
			return await tx.once(communityId, `ritual.start:${progressId}`, now, async () => {
				if (latest.completedAt === null) {
					await tx.setRitualFacts(communityId, latest.progressId, { endedAt: now, endedWhy: 'restarted' });
					await tx.stopPlan(communityId, latest.progressId);
					await tx.appendLedger([
						ledgerLine(latest, 'restarted', 'ritual.restarted', { occurredAt: now, recordedAt: now }),
					]);
				}
				return await begin(tx, { ...starting, member, progressId, rootId });
			});
		}
		const ritual = await underWay(tx, latest, known);
		if (ritual !== undefined) {
			return await tx.once(communityId, again, now, async () => await resume(tx, ritual, newcomer, now, known));
		}
	}
	if (isLeftToOthers && !seenBefore) return undefined;
	const key = seenBefore ? again : `ritual.start:${latest.progressId}`;
	return await tx.once(communityId, key, now, async () => {
		// A ritual that was begun elsewhere than by this node: nothing is said twice.
		const ritual = await underWay(tx, latest, known);
		const greeting = { way: 'group', expiredAt: null };
		const json = ritual === undefined ? {} : ritualJson(ritual);
		return toJson({ ritual: json, greeting, ...newcomer.subject, messages: [] }) as JsonObject;
	});
}

/** Greets those whose time has come, after all newcomers of an execution are in: the messages go with its last item. */
export async function greetNow(
	tx: StoreTransaction,
	communityId: string,
	now: string,
	known: Definitions,
): Promise<IDataObject[]> {
	for (const { rituals, messages } of await greetWaiting(tx, communityId, now, known)) {
		await keep(tx, 'greeting', rituals, messages, now);
	}
	const items = await unsent(tx, communityId, now);
	return items.filter(({ occasion }) => occasion === 'greeting').flatMap(({ messages }) => messages as IDataObject[]);
}

import { changedWishes, wishesSchema, type Wishes } from '../../../../community/buddies/signup';
import { signUpText, signUpToast, type SignUpOutcome } from '../../../../community/buddies/signup-messages';
import type { CommunityEvent } from '../../../../community/event';
import type { Language } from '../../../../community/language';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { displayName, type Subject } from '../../../../community/subject';
import type { BuddyRow, JsonObject, Once, StoreTransaction } from '../../../../store/types';
import { causeOf, toJson } from '../../../shared/item';
import { ensurePerson, wordTo } from '../../../shared/person';
import { buddyLine } from '../../../shared/ledger';

export interface SigningUp {
	subject: Subject;
	action: 'in' | 'out';
	/** Only what was said. */
	wishes: Partial<Wishes>;
	/** What said so, if it was an event. */
	event: CommunityEvent | undefined;
	language: Language;
	/** The word to stop, as the answer names it; '' if there is none. */
	outWord: string;
	tellMember: boolean;
	now: string;
}

/** Lets somebody take part, or no longer, in the transaction it is given. The same event again gives the first result. */
export async function signUp(tx: StoreTransaction, signing: SigningUp): Promise<Once<JsonObject>> {
	const { subject, event, now } = signing;
	const { communityId } = subject.community;
	if (event === undefined) {
		const result = await change(tx, signing);
		return { duplicate: result['outcome'] === 'still_in' || result['outcome'] === 'not_in', result };
	}
	return await tx.once(
		communityId,
		`buddies.signUp:${causeOf(event, communityId)}`,
		now,
		async () => await change(tx, signing),
	);
}

async function change(tx: StoreTransaction, signing: SigningUp): Promise<JsonObject> {
	const { subject, action, event, now } = signing;
	const { communityId } = subject.community;
	const { memberId } = await ensurePerson(tx, subject, now);
	await tx.lockMember(communityId, memberId);
	const rows = await rowsOf(tx, communityId, memberId);
	const before = rows.find(({ status }) => status === 'in');
	const known = before ?? rows[0];
	const kept = known === undefined ? undefined : wishesSchema.parse(known.wishes);
	const wishes = changedWishes(kept, action === 'in' ? signing.wishes : {});
	const outcome = outcomeOf(action, before !== undefined, JSON.stringify(kept) !== JSON.stringify(wishes));
	const status = action === 'in' ? 'in' : 'out';
	const buddy: BuddyRow = {
		communityId,
		memberId,
		status,
		wishes: toJson(wishes) as JsonObject,
		since: before !== undefined && action === 'in' ? before.since : now,
		updatedAt: now,
	};
	if (outcome !== 'still_in' && outcome !== 'not_in') {
		await tx.putBuddy(buddy);
		// What was said under a member that was merged into this one no longer counts.
		for (const other of rows) {
			if (other.memberId !== memberId && other.status === 'in')
				await tx.putBuddy({ ...other, status: 'out', updatedAt: now });
		}
		await tx.appendLedger([
			buddyLine({
				communityId,
				eventId: `${memberId}:${event === undefined ? now : causeOf(event, communityId)}:${outcome}`,
				type: outcome === 'left' ? 'buddies.opted_out' : 'buddies.opted_in',
				memberId,
				actorId: subject.member.platformMemberId,
				occurredAt: event?.occurredAt,
				now,
				data: { outcome, wishes },
			}),
		]);
	}
	return toJson({
		action,
		outcome,
		buddy: { memberId, status, since: outcome === 'not_in' ? null : buddy.since, wishes },
		...subject,
		messages: signing.tellMember ? wordsFor(signing, outcome, wishes) : [],
	}) as JsonObject;
}

async function rowsOf(tx: StoreTransaction, communityId: string, memberId: string): Promise<BuddyRow[]> {
	const rows: BuddyRow[] = [];
	for (const id of await tx.memberIdsOf(communityId, memberId)) {
		const row = await tx.getBuddy(communityId, id);
		if (row !== undefined) rows.push(row);
	}
	return rows;
}

function outcomeOf(action: 'in' | 'out', wasIn: boolean, saysMore: boolean): SignUpOutcome {
	if (action === 'out') return wasIn ? 'left' : 'not_in';
	if (!wasIn) return 'joined';
	return saysMore ? 'changed' : 'still_in';
}

function wordsFor(
	{ subject, event, language, outWord }: SigningUp,
	outcome: SignUpOutcome,
	wishes: Wishes,
): OutboundMessage[] {
	if (event?.type === 'button') {
		if (event.replyHandle === undefined) return [];
		return [buttonAnswer(event.replyHandle, signUpToast(outcome, language), `button:${event.eventId}`)];
	}
	const text = signUpText(outcome, { name: displayName(subject.member), wishes, outWord }, language);
	const key = event === undefined ? undefined : `buddies:${event.platform}:${event.eventId}:word`;
	return key === undefined ? [] : wordTo({ subject, event }, text, key);
}

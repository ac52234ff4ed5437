import type { Selectable } from 'kysely';

import type { CommunityEvent } from '../../community/event';
import { isAlive, type Asker } from '../claim';
import type { ReceiptTable, Scope } from '../schema';
import type { LedgerEntry, Receipt, ReceiptOutcome, ReceiptVerdict } from '../types';
import { later, utc } from '../values';
import { appendLedger } from './ledger';
import { ensureMember } from './members';

export interface Arrival {
	source: string;
	event: CommunityEvent;
}

/** Who claims, and under which terms. */
export interface ClaimTerms {
	owner: string;
	now: string;
	leaseMs: number;
	maxAttempts: number;
}

/** See CommunityStore.claimReceipts; runs inside one write transaction. Verdicts are in the order of the arrivals. */
export async function claimReceipts(
	scope: Scope,
	arrivals: readonly Arrival[],
	terms: ClaimTerms,
): Promise<ReceiptVerdict[]> {
	const verdicts = new Array<ReceiptVerdict>(arrivals.length).fill('in_progress');
	const claimed: Arrival[] = [];
	for (const { arrival, index } of firstOfEach(arrivals)) {
		const verdict = await claim(scope, receiptOf(arrival), terms);
		verdicts[index] = verdict;
		if (isOurs(verdict)) claimed.push(arrival);
	}
	await recordArrivals(scope, claimed, terms.now);
	return verdicts;
}

export async function settleReceipts(
	{ db }: Scope,
	receipts: readonly Receipt[],
	outcome: ReceiptOutcome,
	now: string,
): Promise<void> {
	for (const receipt of [...receipts].sort(byKey)) {
		// `done` is for good; a late `failed` must not undo it.
		await db
			.updateTable('receipt')
			.set((row) => ({
				status: outcome === 'released' ? 'failed' : outcome,
				attempts: outcome === 'released' ? row('attempts', '-', 1) : row.ref('attempts'),
				updated_at: utc(now),
			}))
			.where('community_id', '=', receipt.communityId)
			.where('source', '=', receipt.source)
			.where('event_id', '=', receipt.eventId)
			.where('status', '<>', 'done')
			.execute();
	}
}

/** The arrivals without repetitions, in the order of their keys: all who lock rows do it in the same order. */
function firstOfEach(arrivals: readonly Arrival[]): { arrival: Arrival; index: number }[] {
	const seen = new Map<string, { arrival: Arrival; index: number }>();
	arrivals.forEach((arrival, index) => {
		const key = keyOf(receiptOf(arrival));
		if (!seen.has(key)) seen.set(key, { arrival, index });
	});
	return [...seen.values()].sort((a, b) => byKey(receiptOf(a.arrival), receiptOf(b.arrival)));
}

async function claim(scope: Scope, receipt: Receipt, terms: ClaimTerms): Promise<ReceiptVerdict> {
	const { db } = scope;
	const mine = { owner: terms.owner, lease_until: later(terms.now, terms.leaseMs), updated_at: utc(terms.now) };
	const inserted = await db
		.insertInto('receipt')
		.values({
			community_id: receipt.communityId,
			source: receipt.source,
			event_id: receipt.eventId,
			status: 'started',
			attempts: 1,
			...mine,
		})
		.onConflict((conflict) => conflict.columns(['community_id', 'source', 'event_id']).doNothing())
		.executeTakeFirst();
	if (inserted.numInsertedOrUpdatedRows === 1n) return 'new';
	const row = await lockReceipt(scope, receipt);
	const verdict = verdictOn(row, { engine: scope.engine, owner: terms.owner, now: utc(terms.now) }, terms.maxAttempts);
	if (!isOurs(verdict)) return verdict;
	await db
		.updateTable('receipt')
		.set({ status: 'started', attempts: row.attempts + 1, ...mine })
		.where('community_id', '=', receipt.communityId)
		.where('source', '=', receipt.source)
		.where('event_id', '=', receipt.eventId)
		.execute();
	return verdict;
}

function isOurs(verdict: ReceiptVerdict): boolean {
	return verdict === 'new' || verdict === 'retry';
}

function verdictOn(row: Selectable<ReceiptTable>, asker: Asker, maxAttempts: number): ReceiptVerdict {
	if (row.status === 'done') return 'done';
	if (row.status === 'started' && isAlive(row, asker)) return 'in_progress';
	// Also an event that stops n8n each time must come to an end.
	if (row.attempts >= maxAttempts) return 'given_up';
	return row.attempts === 0 ? 'new' : 'retry';
}

function lockReceipt({ db, engine }: Scope, receipt: Receipt): Promise<Selectable<ReceiptTable>> {
	return db
		.selectFrom('receipt')
		.selectAll()
		.where('community_id', '=', receipt.communityId)
		.where('source', '=', receipt.source)
		.where('event_id', '=', receipt.eventId)
		.$if(engine === 'postgres', (query) => query.forUpdate())
		.executeTakeFirstOrThrow();
}

async function recordArrivals(scope: Scope, arrivals: readonly Arrival[], now: string): Promise<void> {
	const entries: LedgerEntry[] = [];
	for (const arrival of arrivals) entries.push(await toLedger(scope, arrival, now));
	await appendLedger(scope, entries);
}

/** The event as it came, but without `raw`; `data.platform` and `data.memberId` are the member's identity. */
async function toLedger(scope: Scope, { source, event }: Arrival, now: string): Promise<LedgerEntry> {
	const { raw: _raw, ...data } = event;
	return {
		communityId: event.communityId,
		source,
		eventId: event.eventId,
		type: event.type,
		memberId: await memberIdIn(scope, event, now),
		actorId: event.actorId,
		occurredAt: event.occurredAt,
		recordedAt: now,
		data,
	};
}

async function memberIdIn(scope: Scope, event: CommunityEvent, at: string): Promise<string | undefined> {
	if (event.memberId === undefined) return undefined;
	const member = await ensureMember(scope, {
		communityId: event.communityId,
		platform: event.platform,
		platformMemberId: event.memberId,
		name: event.memberName,
		language: event.memberLanguage,
		at,
	});
	return member.memberId;
}

function receiptOf({ source, event }: Arrival): Receipt {
	return { communityId: event.communityId, source, eventId: event.eventId };
}

function keyOf(receipt: Receipt): string {
	return JSON.stringify([receipt.communityId, receipt.source, receipt.eventId]);
}

function byKey(a: Receipt, b: Receipt): number {
	const [left, right] = [keyOf(a), keyOf(b)];
	return left < right ? -1 : Number(left > right);
}

import { stableId } from '../../../../community/digest';
import type { OutboundMessage } from '../../../../community/message';
import { selectionMessage } from '../../../../community/screening/messages';
import type { ApplicationMove, JsonObject, ReviewedApplication, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { keptCard } from './past';
import { letIn, waitingList } from './places';
import { candidatesOf, shareOut, type SelectionPlan } from './selection';

/** What a selection made of one application; kept, so that the selection can be told again. */
export interface Selected {
	applicationId: string;
	decision: 'approved' | 'waitlisted' | 'rejected';
	/** Among everybody who was looked at, from 1. */
	rank?: number | undefined;
	/** Whose place it is; absent for an open one. */
	tier?: string | undefined;
	/** On the waiting list, from 1. */
	place?: number | undefined;
}

type Rows = ReadonlyMap<string, ReviewedApplication>;

/** Moves an application on with its ledger line; false if somebody decided it meanwhile. */
async function settle(
	tx: StoreTransaction,
	row: ReviewedApplication,
	selected: Selected,
	{ communityId, selectionId, now }: SelectionPlan,
): Promise<boolean> {
	const { applicationId, memberId, status } = row;
	const { decision, tier, place } = selected;
	const decidedBy = `selection:${selectionId}`;
	if (decision !== status) {
		const from: ApplicationMove['from'] = [status];
		const move = { from, status: decision, decidedAt: now, decidedBy };
		if ((await tx.moveApplication(communityId, applicationId, move)) === undefined) return false;
		await tx.appendLedger([
			{
				communityId,
				source: 'screening',
				eventId: `${applicationId}:selected:${stableId(selectionId)}`,
				type: `application.${decision}`,
				memberId,
				actorId: decidedBy,
				occurredAt: now,
				recordedAt: now,
				data: toJson({ selectionId, ...selected }) as JsonObject,
			},
		]);
	}
	if (decision === 'approved') await letIn(tx, { communityId, memberId, applicationId, way: 'selection', tier, now });
	if (decision === 'rejected' && (await tx.getMember(communityId, memberId))?.status !== 'member') {
		await tx.setMemberStatus(communityId, memberId, 'rejected', now);
	}
	if (place !== undefined && place !== row.rank) await tx.setReview(communityId, applicationId, { rank: place });
	return true;
}

/** Those who waited before and were not looked at keep their places, ahead of those who come to the list now. */
async function waitingAhead(tx: StoreTransaction, { communityId }: SelectionPlan, rows: Rows): Promise<number> {
	const ahead = (await waitingList(tx, communityId)).filter(({ applicationId }) => !rows.has(applicationId));
	for (const [index, { applicationId, rank }] of ahead.entries()) {
		if (rank !== index + 1) await tx.setReview(communityId, applicationId, { rank: index + 1 });
	}
	return ahead.length;
}

/** Selects, keeps the outcome, and gives everybody's; whoever only stays on the list is not told again. */
async function selectNow(tx: StoreTransaction, plan: SelectionPlan): Promise<{ outcomes: Selected[]; rows: Rows }> {
	await tx.lockCommunity(plan.communityId);
	const candidates = await candidatesOf(tx, plan);
	const rows = new Map(candidates.map((row) => [row.applicationId, row]));
	const { chosen, waiting, belowMinimum } = await shareOut(tx, candidates, plan);
	const ahead = plan.method === 'best' ? await waitingAhead(tx, plan, rows) : 0;
	const listed = waiting.map(({ applicationId, rank }, index): Selected => {
		return { applicationId, decision: 'waitlisted', rank, place: ahead + index + 1 };
	});
	const wanted: Selected[] = [
		...chosen.map((one): Selected => ({ ...one, decision: 'approved' })),
		...(plan.method === 'best' ? listed : []),
		...belowMinimum.map((applicationId): Selected => ({ applicationId, decision: 'rejected' })),
	];
	const outcomes: Selected[] = [];
	for (const one of wanted) {
		const row = rows.get(one.applicationId);
		if (row !== undefined && (await settle(tx, row, one, plan))) outcomes.push(one);
	}
	return { outcomes, rows };
}

function messagesFor(row: ReviewedApplication, selected: Selected, plan: SelectionPlan): OutboundMessage[] {
	if (!plan.tellApplicants) return [];
	const card = keptCard(row);
	const { decision, place } = selected;
	switch (decision) {
		case 'approved':
			return [selectionMessage(card, plan.selectionId, { word: plan.method === 'best' ? 'chosen' : 'movedUp' })];
		case 'waitlisted':
			return [
				selectionMessage(card, plan.selectionId, {
					word: 'waitingList',
					...(place === undefined ? {} : { place }),
				}),
			];
		case 'rejected':
			return [selectionMessage(card, plan.selectionId, { word: 'applicantRejected' })];
	}
}

/** One application of a selection, as later nodes get it. */
function itemOf(row: ReviewedApplication, selected: Selected, plan: SelectionPlan): JsonObject {
	const { evaluation, subject } = keptCard(row);
	return toJson({
		selectionId: plan.selectionId,
		...evaluation,
		...selected,
		...subject,
		messages: messagesFor(row, selected, plan),
	}) as JsonObject;
}

/**
 * Selects in the transaction it is given. The same selection again gives the first outcome, even if others have applied
 * or places have become free since.
 */
export async function recordSelection(
	tx: StoreTransaction,
	plan: SelectionPlan,
): Promise<{ duplicate: boolean; items: { decision: Selected['decision']; json: JsonObject }[] }> {
	const { communityId, selectionId, now, method } = plan;
	let known: Rows = new Map();
	const { duplicate, result } = await tx.once(communityId, `screening.select:${selectionId}`, now, async () => {
		const { outcomes, rows } = await selectNow(tx, plan);
		known = rows;
		return toJson({ method, outcomes }) as JsonObject;
	});
	if (result['method'] !== method) {
		throw new InputError(
			`"Selection ID" ${selectionId} was used before with another method`,
			'Give each selection, and each time that the list moves up, an ID of its own.',
		);
	}
	const items: { decision: Selected['decision']; json: JsonObject }[] = [];
	for (const selected of result['outcomes'] as unknown as Selected[]) {
		const row = known.get(selected.applicationId) ?? (await tx.getReview(communityId, selected.applicationId));
		if (row !== undefined) items.push({ decision: selected.decision, json: itemOf(row, selected, plan) });
	}
	return { duplicate, items };
}

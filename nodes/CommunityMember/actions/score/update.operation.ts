import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { stableId } from '../../../../community/digest';
import type { CommunityEvent } from '../../../../community/event';
import type { Subject } from '../../../../community/subject';
import {
	addIntimacy,
	intimacyAt,
	type IntimacyEvent,
	type IntimacyPolicy,
	type IntimacyState,
} from '../../../../community/tiers/intimacy';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { ensurePerson } from '../../../MemberScreening/actions/admission/person';
import { runBatch, type Routed } from '../../../shared/batch';
import { eventOf, slim, subjectOfItem, toJson } from '../../../shared/item';
import { communityIdOption, optionsReader, textOption } from '../../../shared/parameters';
import { happeningOf } from '../points/happening';
import { requestKey } from '../standing/request';
import { INTIMACY } from '../tier/ladder';
import { intimacyReader, policyFields } from './policy';

const properties: INodeProperties[] = [
	...policyFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			communityIdOption,
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'string',
				default: '',
				placeholder: 'e.g. CNY',
				description: 'Payments in other currencies do not count. Empty: all are counted as they are.',
			},
			{
				displayName: 'Event ID',
				name: 'eventId',
				type: 'string',
				default: '',
				placeholder: 'e.g. meetup-2026-06-01',
				description: 'With Kind: what makes it the same happening when it comes again. Empty: the event of the item.',
			},
			{
				displayName: 'Kind',
				name: 'kind',
				type: 'string',
				default: '',
				placeholder: 'e.g. offline.attended',
				description: 'What happened, instead of the type of the event: for things that no platform reports',
			},
		],
	},
];

export const description = updateDisplayOptions({ show: { resource: ['score'], operation: ['update'] } }, properties);

interface Prepared {
	subject: Subject;
	policy: IntimacyPolicy;
	events: IntimacyEvent[];
	kind: string;
	key: string;
	item: INodeExecutionData;
}

/** Adds events to the scores of their members: one row read and one written, however much they did before. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const policyOf = intimacyReader(context);
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Prepared>(context, 1, {
		prepare(item, index) {
			const chosen = options(index);
			const subject = subjectOfItem(item, textOption(chosen, 'communityId'));
			if (subject === undefined) return undefined;
			const policy = policyOf(index);
			const event = eventOf(item);
			const kind = textOption(chosen, 'kind');
			const kinds =
				kind === undefined
					? event === undefined
						? []
						: happeningOf(event, item, subject.community.communityId).kinds
					: [kind];
			const counting = kinds.filter((one) => Object.hasOwn(policy.weights, one));
			const at = event?.occurredAt ?? now;
			const events: IntimacyEvent[] = [
				...counting.map((one) => ({ kind: one, at })),
				...payment(event, policy, textOption(chosen, 'currency')),
			];
			if (events.length === 0) return undefined;
			const cause = requestKey(context, item, index, kind === undefined ? undefined : textOption(chosen, 'eventId'));
			const { platform, platformMemberId } = subject.member;
			const key = stableId(platform, platformMemberId, kind ?? '', cause);
			return { subject, policy, events, kind: counting[0] ?? 'spending', key, item };
		},
		apply: async (tx, prepared) => await update(tx, prepared, now),
	});
}

/** Money that moved; a refund takes away what the payment gave. */
function payment(event: CommunityEvent | undefined, { spending }: IntimacyPolicy, currency?: string): IntimacyEvent[] {
	if (spending === undefined || event?.payment === undefined) return [];
	if (currency !== undefined && event.payment.currency !== currency) return [];
	const { amountMinor } = event.payment;
	if (event.type === 'payment_succeeded') return [{ amountMinor, at: event.occurredAt }];
	return event.type === 'refund_succeeded' ? [{ amountMinor: -Math.abs(amountMinor), at: event.occurredAt }] : [];
}

async function update(
	tx: StoreTransaction,
	{ subject, policy, events, kind, key, item }: Prepared,
	now: string,
): Promise<Routed> {
	const { communityId } = subject.community;
	const { duplicate, result } = await tx.once(communityId, `score.update:${key}`, now, async () => {
		const { memberId } = await ensurePerson(tx, subject, now);
		await tx.lockMember(communityId, memberId);
		await tx.savePolicy(communityId, INTIMACY, toJson(policy) as JsonObject, now);
		const memberIds = await tx.memberIdsOf(communityId, memberId);
		const parts = await tx.scoresOf(communityId, memberIds);
		const own = parts.find((part) => part.memberId === memberId);
		const others = parts.filter((part) => part.memberId !== memberId);
		const start: IntimacyState | undefined = own && { activity: own.activity, spending: own.spending, at: own.at };
		const state = events.reduce<IntimacyState | undefined>((so, one) => addIntimacy(policy, so, one), start);
		if (state !== undefined) await tx.saveScore(communityId, memberId, state);
		const total = (one: IntimacyState | undefined) =>
			[one, ...others].reduce((sum, part) => sum + intimacyAt(policy, part, now), 0);
		const score = rounded(total(state));
		return toJson({
			kind,
			score,
			added: rounded(score - total(start)),
			community: subject.community,
			member: { memberId, ...subject.member },
		}) as JsonObject;
	});
	const event = eventOf(item);
	return { output: 0, json: toJson({ duplicate, ...result, ...(event === undefined ? {} : { event: slim(event) }) }) };
}

/** To four places: more says nothing about a person. */
export function rounded(score: number): number {
	return Math.round(score * 10_000) / 10_000;
}

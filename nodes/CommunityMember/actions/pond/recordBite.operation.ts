import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { decodeButton } from '../../../../community/button';
import { stableId } from '../../../../community/digest';
import type { CommunityEvent } from '../../../../community/event';
import type { OutboundMessage } from '../../../../community/message';
import { buttonAnswer } from '../../../../community/reply';
import { baitOf, baitsIn } from '../../../../community/segments/bait';
import { affinities, type PondPolicy } from '../../../../community/segments/pond';
import { POND_COPY } from '../../../../community/segments/pond-copy';
import { subjectOf, type Subject } from '../../../../community/subject';
import { fillText } from '../../../../community/text';
import type { JsonObject, StoreTransaction } from '../../../../store/types';
import { ensurePerson } from '../../../MemberScreening/actions/admission/person';
import { runBatch, type Routed as Output } from '../../../shared/batch';
import { causeOf, requireEvent, slim, toJson } from '../../../shared/item';
import { chosenLanguage, communityIdOption, optionsReader, textOption } from '../../../shared/parameters';
import { standingLine } from '../standing/ledger';
import { standingOf, type Standing } from '../standing/person';
import { findPonds, keptPonds } from './policy';
import { biteId, bitesSince, proposalJson, rounded, routeOptions, routePerson } from './route';

const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this node after Community Trigger. It recognises the buttons and words of the baits that Pond: Save has kept, and who joins or leaves the groups of ponds; everything else is passed over.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Bait',
				name: 'bait',
				type: 'string',
				default: '',
				placeholder: 'e.g. 摄影',
				description: 'Every event that reaches this node is a bite on this one, e.g. behind a form or a payment',
			},
			communityIdOption,
			...routeOptions,
			{
				displayName: 'Route at Once',
				name: 'route',
				type: 'boolean',
				default: true,
				description: 'Whether to invite or move the member as soon as the pull suffices. Off: Route Due does it.',
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['pond'], operation: ['recordBite'] } },
	properties,
);

interface Asked {
	event: CommunityEvent;
	subject: Subject;
	options: Record<string, unknown>;
}

/** Notes bites and places; messages without a bait, and events of others, are passed over. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const options = optionsReader(context);
	const now = new Date().toISOString();
	return await runBatch<Asked>(context, 1, {
		prepare(item, index) {
			const event = requireEvent(item);
			const chosen = options(index);
			const pressed = event.button === undefined ? undefined : decodeButton(event.button.value);
			if (event.type === 'button' && pressed?.action !== 'pond.bite' && textOption(chosen, 'bait') === undefined)
				return undefined;
			const communityId =
				textOption(chosen, 'communityId') ?? (pressed?.action === 'pond.bite' ? pressed.communityId : undefined);
			const subject = subjectOf(event, communityId);
			return subject === undefined ? undefined : { event, subject, options: chosen };
		},
		apply: async (tx, asked) => await record(tx, asked, now),
	});
}

const COMES_OR_GOES: readonly CommunityEvent['type'][] = ['joined', 'left', 'removed'];

async function record(tx: StoreTransaction, asked: Asked, now: string): Promise<Output | undefined> {
	const { event, subject, options } = asked;
	const { communityId } = subject.community;
	const named = textOption(options, 'bait');
	// Until ponds are saved a message has nothing to bite on; an operator's bait, or a button that was sent out, has.
	const isBite = named !== undefined || event.type === 'button';
	const policy = await (isBite ? keptPonds : findPonds)(tx, communityId);
	if (policy === undefined) return undefined;
	const pond = COMES_OR_GOES.includes(event.type)
		? policy.ponds.find(({ groupId }) => groupId === event.communityId)
		: undefined;
	const baits = pond === undefined ? baitsOf(policy, event, named) : [];
	if (pond === undefined && baits.length === 0) return undefined;
	const key = stableId(causeOf(event, communityId), subject.member.platformMemberId);
	const { duplicate, result } = await tx.once(communityId, `pond.recordBite:${key}`, now, async () => {
		const standing = await standingIn(tx, subject, policy, event, now);
		const json =
			pond === undefined
				? await bite(tx, policy, standing, { ...asked, baits, now })
				: await place(tx, standing, { pondId: pond.pondId, event, now });
		const { memberId } = standing.row;
		return toJson({
			...json,
			community: standing.subject.community,
			member: { memberId, ...subject.member },
		}) as JsonObject;
	});
	return { output: 0, json: toJson({ duplicate, ...result, event: slim(event) }) };
}

/** The member of the big pond, whose group is where the messages go, also when the event is of a smaller one. */
async function standingIn(
	tx: StoreTransaction,
	subject: Subject,
	{ ponds }: PondPolicy,
	event: CommunityEvent,
	now: string,
): Promise<Standing> {
	const isSmall = ponds.some(({ groupId }) => groupId === event.communityId);
	const known = await tx.getCommunity(subject.community.communityId);
	const { communityId } = subject.community;
	const big = isSmall ? { communityId, groupId: known?.groupId ?? communityId } : subject.community;
	const row = await ensurePerson(tx, { ...subject, community: big }, now);
	return await standingOf(tx, row, event, { communityId, who: { by: 'identity', ...subject.member } });
}

function baitsOf(policy: PondPolicy, event: CommunityEvent, named: string | undefined): string[] {
	if (named !== undefined) return COMES_OR_GOES.includes(event.type) ? [] : [named];
	const pressed = event.button === undefined ? undefined : decodeButton(event.button.value);
	if (event.type === 'button')
		return [pressed === undefined ? undefined : baitOf(policy, pressed.id)].filter((bait) => bait !== undefined);
	return event.type === 'message' && event.text !== undefined ? baitsIn(policy, event.text) : [];
}

async function bite(
	tx: StoreTransaction,
	policy: PondPolicy,
	standing: Standing,
	{ event, options, baits, now }: Asked & { baits: readonly string[]; now: string },
): Promise<object> {
	const { communityId, memberId } = standing.row;
	await tx.lockMember(communityId, memberId);
	const before = await tx.listBites(communityId, standing.memberIds, bitesSince(policy, now));
	const at = event.occurredAt;
	for (const bait of baits) {
		const id = biteId(causeOf(event, communityId), bait);
		if (!(await tx.addBite({ communityId, biteId: id, memberId, bait, at }))) continue;
		const line = { communityId, source: 'pond' as const, key: [id], type: 'pond.bite', memberId, occurredAt: at, now };
		await tx.appendLedger([standingLine({ ...line, data: { bait } })]);
	}
	const routed = options['route'] === false ? [] : await routePerson(tx, policy, standing, options, now);
	const bites = await tx.listBites(communityId, standing.memberIds, bitesSince(policy, now));
	const again = baits.every((bait) => before.some((one) => one.bait === bait));
	return {
		bites: baits,
		place: null,
		affinities: affinities(policy, bites, now).map(({ pondId, affinity }) => ({ pondId, affinity: rounded(affinity) })),
		routes: routed.map(({ proposal }) => proposalJson(policy, proposal)),
		messages: [...toast(event, baits, again, options), ...routed.flatMap(({ messages }) => messages)],
	};
}

function toast(
	{ replyHandle, type, eventId }: CommunityEvent,
	[bait = '']: readonly string[],
	again: boolean,
	options: Readonly<Record<string, unknown>>,
): OutboundMessage[] {
	if (type !== 'button' || replyHandle === undefined) return [];
	const copy = POND_COPY[chosenLanguage(options['language'])];
	return [
		buttonAnswer(replyHandle, fillText(again ? copy.bittenBefore : copy.bitten, { bait }), `pond.bite:${eventId}`),
	];
}

/** Who joins the group of a pond is in it, whoever led them there; who leaves is out. */
async function place(
	tx: StoreTransaction,
	{ row: { communityId, memberId } }: Standing,
	{ pondId, event, now }: { pondId: string; event: CommunityEvent; now: string },
): Promise<object> {
	const status = event.type === 'joined' ? 'in' : 'out';
	await tx.savePlace(communityId, { memberId, pondId, status }, now);
	const line = { communityId, source: 'pond' as const, memberId, occurredAt: event.occurredAt, now };
	const key = [memberId, pondId, event.eventId];
	await tx.appendLedger([standingLine({ ...line, key, type: `pond.${status}`, data: { pondId } })]);
	return { bites: [], place: { pondId, status }, affinities: [], routes: [], messages: [] };
}

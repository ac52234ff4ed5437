import type { OutboundMessage } from '../../../../community/message';
import { pondMessages, pondTitle, type PondAddresses } from '../../../../community/segments/pond-messages';
import { routeMember, type PondPolicy, type PondProposal } from '../../../../community/segments/pond';
import { stableId } from '../../../../community/digest';
import type { INodeProperties } from 'n8n-workflow';
import type { PondPlaceRow, StoreTransaction } from '../../../../store/types';
import { chosenLanguage, languageField, textOption } from '../../../shared/parameters';
import { standingLine } from '../standing/ledger';
import type { Standing } from '../standing/person';

/** How members and operators are told. */
export const routeOptions: INodeProperties[] = [
	{
		displayName: 'Invite In',
		name: 'inviteIn',
		type: 'options',
		options: [
			{ name: 'Private', value: 'member', description: 'The platform must let the bot write to members' },
			{ name: 'The Group', value: 'group', description: 'With a mention, in the community’s group' },
		],
		default: 'member',
		description: 'Where members are told',
	},
	languageField('Of what members and operators are told'),
	{
		displayName: 'Operators’ Group ID',
		name: 'operatorsGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. -1009876543210',
		description: 'Where operators are asked to take somebody out of a pond. Empty: nobody is asked.',
	},
];

/** Bites are worth nothing after so many half-lives: less than a thousandth is left. */
const HALF_LIVES = 10;
const DAY_MS = 86_400_000;

/** Since when bites count. */
export function bitesSince({ halfLifeDays }: PondPolicy, now: string): string {
	return new Date(Date.parse(now) - HALF_LIVES * halfLifeDays * DAY_MS).toISOString();
}

/** A proposal that was carried out as far as a program can, with what people are told. */
export interface Routed {
	proposal: PondProposal;
	messages: OutboundMessage[];
}

/** Decides where a person should go, and keeps the new places; asked again, nothing is left to do. */
export async function routePerson(
	tx: StoreTransaction,
	policy: PondPolicy,
	standing: Standing,
	options: Readonly<Record<string, unknown>>,
	now: string,
): Promise<Routed[]> {
	const { communityId, memberId } = standing.row;
	const places = personPlaces(await tx.placesOf(communityId, standing.memberIds));
	const bites = await tx.listBites(communityId, standing.memberIds, bitesSince(policy, now));
	const proposals = routeMember(
		policy,
		{
			bites,
			ponds: places.filter(({ status }) => status === 'in').map(({ pondId }) => pondId),
			invited: places.flatMap(({ pondId, invitedAt: at }) => (at === null ? [] : [{ pondId, at }])),
		},
		now,
	);
	const to: PondAddresses = {
		language: chosenLanguage(options['language']),
		inviteIn: options['inviteIn'] === 'group' ? 'group' : 'member',
		operatorsGroupId: textOption(options, 'operatorsGroupId'),
		at: now,
	};
	for (const proposal of proposals) await carryOut(tx, { communityId, memberId }, proposal, now);
	return proposals.map((proposal) => ({ proposal, messages: pondMessages(policy, proposal, standing.subject, to) }));
}

/** One place for each pond: of several members of one person the newest counts. */
export function personPlaces(places: readonly PondPlaceRow[]): PondPlaceRow[] {
	const newest = new Map<string, PondPlaceRow>();
	for (const place of [...places].sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1))) {
		const before = newest.get(place.pondId);
		newest.set(place.pondId, { ...place, invitedAt: place.invitedAt ?? before?.invitedAt ?? null });
	}
	return [...newest.values()];
}

async function carryOut(
	tx: StoreTransaction,
	{ communityId, memberId }: { communityId: string; memberId: string },
	{ action, pondId, from, affinity, limit, because }: PondProposal,
	now: string,
): Promise<void> {
	const save = async (pond: string, status: PondPlaceRow['status'], invitedAt?: string): Promise<void> =>
		await tx.savePlace(
			communityId,
			{ memberId, pondId: pond, status, ...(invitedAt === undefined ? {} : { invitedAt }) },
			now,
		);
	if (action === 'leave') await save(pondId, 'out');
	else await save(pondId, action === 'move' ? 'in' : 'invited', now);
	if (from !== undefined) await save(from, 'out');
	await tx.appendLedger([
		standingLine({
			communityId,
			source: 'pond',
			key: [memberId, pondId, action, now],
			type: `pond.${action}`,
			memberId,
			actorId: 'rules',
			occurredAt: now,
			now,
			data: { pondId, from: from ?? null, affinity, limit, because },
		}),
	]);
}

/** A proposal as items show it. */
export function proposalJson(
	policy: PondPolicy,
	{ action, pondId, from, affinity, limit, because }: PondProposal,
): object {
	const parts = because.map(({ adds, ...part }) => ({ ...part, adds: rounded(adds) }));
	const title = pondTitle(policy, pondId);
	return { action, pondId, title, from: from ?? null, affinity: rounded(affinity), limit, because: parts };
}

/** To four places: more says nothing about a person. */
export function rounded(affinity: number): number {
	return Math.round(affinity * 10_000) / 10_000;
}

/** The id of a bite: the same event and bait is one bite. */
export function biteId(cause: string, bait: string): string {
	return stableId('bite', cause, bait);
}

import { commitSeed } from '../../../../community/lottery/draw/commitment';
import type { Giveaway } from '../../../../community/giveaway/definition';
import type { GiveawayOf } from '../../../../community/giveaway/messages';
import type { GiveawayRow, GiveawayTakeRow, LedgerEntry, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { ledgerLine } from '../../../shared/ledger';
import { seal, unseal } from '../../../shared/sensitive';

type Place = Pick<GiveawayRow, 'communityId' | 'giveawayId'>;

const placeOf = ({ communityId, giveawayId }: Place): string => `giveaway:${communityId}:${giveawayId}`;

/** A secret as the store keeps it, with what is published of it before anybody takes. */
export function sealedSecret(secret: string, place: Place): { secret: string; commitment: string } {
	return { secret: seal(secret, placeOf(place)), commitment: commitSeed(secret) };
}

export const secretOf = (row: GiveawayRow): string => unseal(row.secret, placeOf(row));

/** A giveaway as rules and messages see it. */
export function giveawayOf(row: GiveawayRow, timeZone: string): GiveawayOf {
	const { communityId, groupId, giveawayId, commitment } = row;
	return { communityId, groupId, giveawayId, commitment, timeZone, giveaway: row.definition as unknown as Giveaway };
}

/** How items show a giveaway; its secret only once it is closed, and codes never. */
export function giveawayJson(row: GiveawayRow): object {
	const giveaway = row.definition as unknown as Giveaway;
	const rules = giveaway.kind === 'tickets' ? { ...giveaway, codes: undefined } : giveaway;
	const { giveawayId, status, commitment, openedAt, openedBy, closedAt, held } = row;
	return {
		giveaway: {
			giveawayId,
			status,
			...rules,
			taken: held,
			commitment,
			secret: status === 'closed' ? secretOf(row) : null,
			openedAt,
			openedBy,
			closedAt,
		},
		community: { communityId: row.communityId, groupId: row.groupId },
	};
}

/** How items show what somebody took. */
export function takeJson({ take, memberId, attempt, status, outcome, at, endedAt, subject }: GiveawayTakeRow): object {
	return { take, memberId, member: subject['member'], attempt, status, outcome, at, endedAt };
}

/** One line of the ledger about a giveaway. */
export function giveawayLine(
	{ communityId, giveawayId }: Place,
	line: { what: string; type: string; memberId?: string; actorId?: string; at: string; data?: object },
): LedgerEntry {
	const { what, type, memberId, actorId, at, data = {} } = line;
	const eventId = `${giveawayId}:${what}`;
	return ledgerLine('giveaway', {
		communityId,
		eventId,
		type,
		memberId,
		actorId,
		now: at,
		data: { giveawayId, ...data },
	});
}

/** @throws InputError naming what there is */
export function noGiveaway(communityId: string, giveawayId: string): InputError {
	return new InputError(
		`The community ${communityId} has no giveaway "${giveawayId}"`,
		'Take "giveaway.giveawayId" of what Open put out; List shows all of a community.',
	);
}

const PAGE = 500;

/** Every take that stands, in the order of coming. */
export async function heldTakes(tx: StoreTransaction, { communityId, giveawayId }: Place): Promise<GiveawayTakeRow[]> {
	const all: GiveawayTakeRow[] = [];
	for (;;) {
		const last = all.at(-1);
		const after = last === undefined ? undefined : String(last.take);
		const page = await tx.listTakes(communityId, giveawayId, { limit: PAGE, after });
		all.push(...page);
		if (page.length < PAGE) return all.filter(({ status }) => status === 'held');
	}
}

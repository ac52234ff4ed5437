import { parseGiveaway, type Giveaway } from '../../../../community/giveaway/definition';
import { announcementMessage } from '../../../../community/giveaway/messages';
import type { GiveawayRow, JsonObject, StoreTransaction } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { giveawayJson, giveawayLine, giveawayOf, sealedSecret } from './giveaways';

export interface Opening {
	communityId: string;
	giveawayId: string;
	groupId: string;
	platform: string;
	reviewGroupId: string | null;
	operator: string;
	/** The rules without their times. */
	definition: object;
	/** ISO 8601; without it, it can be taken at once. */
	opensAt: string | undefined;
	/** ISO 8601, or minutes after it begins. */
	ends: string | number;
	/** 32 random bytes in hex, used only if it is opened now. */
	secret: string;
	timeZone: string;
	now: string;
}

const GIVEAWAY_ID = /^[a-z0-9][a-z0-9-]{0,23}$/;

/** @throws InputError if a giveaway cannot be called so */
function requireGiveawayId(giveawayId: string): void {
	if (GIVEAWAY_ID.test(giveawayId)) return;
	throw new InputError(
		`"${giveawayId}" is no name for a giveaway`,
		'Use up to 24 of a–z, 0–9 and "-", e.g. new-year; what members see is the title.',
	);
}

/** What begins at once began when it was first opened, however often it is opened again. */
function timesOf({ opensAt, ends, now }: Opening, known: GiveawayRow | undefined): object {
	const before = (known?.definition as unknown as Giveaway | undefined)?.opensAt;
	const begins = opensAt ?? before ?? now;
	const endsAt = typeof ends === 'string' ? ends : new Date(Date.parse(begins) + ends * 60_000).toISOString();
	return { opensAt: begins, endsAt };
}

/**
 * Opens a giveaway and makes its announcement. The same again gives the first result; other rules under its name are
 * refused, since people may have taken by the first.
 */
export async function openGiveaway(tx: StoreTransaction, opening: Opening): Promise<JsonObject> {
	const { communityId, giveawayId, groupId, platform, operator, now, timeZone } = opening;
	requireGiveawayId(giveawayId);
	const known = await tx.getGiveaway(communityId, giveawayId);
	const giveaway = parseGiveaway({ ...opening.definition, ...timesOf(opening, known) });
	const definition = toJson(giveaway) as JsonObject;
	if (known !== undefined && JSON.stringify(known.definition) !== JSON.stringify(definition)) {
		throw new InputError(
			`There is a giveaway "${giveawayId}" with other rules`,
			'Rules are not changed once they are announced. Choose another name.',
		);
	}
	const { duplicate, result } = await tx.once(communityId, `giveaway.open:${giveawayId}`, now, async () => {
		if ((await tx.getCommunity(communityId)) === undefined) {
			await tx.ensureCommunity({ communityId, platform, groupId, at: now });
		}
		const row = {
			communityId,
			giveawayId,
			kind: giveaway.kind,
			definition,
			groupId,
			reviewGroupId: opening.reviewGroupId,
			...sealedSecret(opening.secret, { communityId, giveawayId }),
			endsAt: giveaway.endsAt,
			openedBy: operator,
			openedAt: now,
		};
		await tx.openGiveaway(row);
		const opened: GiveawayRow = { ...row, status: 'open', takes: 0, held: 0, closedAt: null };
		await tx.appendLedger([
			giveawayLine(opened, {
				what: 'opened',
				type: 'giveaway.opened',
				actorId: operator,
				at: now,
				data: { kind: giveaway.kind, title: giveaway.title, commitment: row.commitment },
			}),
		]);
		const zone = (await tx.getCommunity(communityId))?.timeZone ?? timeZone;
		return toJson({ ...giveawayJson(opened), messages: [announcementMessage(giveawayOf(opened, zone))] }) as JsonObject;
	});
	return { duplicate, ...result };
}

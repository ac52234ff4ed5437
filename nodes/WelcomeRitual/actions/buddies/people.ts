import type { BuddyContact } from '../../../../community/buddies/messages';
import type { BuddyPerson } from '../../../../community/buddies/person';
import type { BuddySettings } from '../../../../community/buddies/settings';
import { wishesSchema, type Wishes } from '../../../../community/buddies/signup';
import type { BuddyPersonRow, CommunityRow, StoreTransaction } from '../../../../store/types';

/** How a member is reached and called, as groups keep it. */
export interface Contact extends BuddyContact {
	platform: string;
}

/** Somebody who takes part today. */
export interface Participant {
	memberId: string;
	wishes: Wishes;
	/** Since when the person takes part. */
	since: string;
	joinedAt: string | null;
	timeZone: string | null;
	contact: Contact | undefined;
	/** Every id on a platform that the person is known by. */
	platformIds: string[];
}

const PAGE = 500;

/** Who is not there cannot take part. */
const GONE = new Set(['left', 'removed', 'rejected']);

/** Everybody who takes part, each person once: those who have left the community are passed over. */
export async function participants(tx: StoreTransaction, community: CommunityRow): Promise<Participant[]> {
	const people = new Map<string, Participant & { own: boolean }>();
	for (let after: string | undefined; ;) {
		const rows = await tx.listBuddies(community.communityId, { limit: PAGE, after });
		for (const row of rows) {
			if (GONE.has(row.memberStatus)) continue;
			const known = people.get(row.memberId);
			const own = row.writtenAs === row.memberId;
			// Of a person who was merged, what the kept member said counts, else what was said last.
			if (known?.own === true || (!own && known !== undefined && known.since >= row.since)) continue;
			people.set(row.memberId, { ...participantOf(row, community), own });
		}
		after = rows.at(-1)?.writtenAs;
		if (rows.length < PAGE) break;
	}
	return [...people.values()].map(({ own: _own, ...person }) => person);
}

function participantOf(row: BuddyPersonRow, community: CommunityRow): Participant {
	const { memberId, since, joinedAt, timeZone, name, identities } = row;
	return {
		memberId,
		wishes: wishesSchema.parse(row.wishes),
		since,
		joinedAt,
		timeZone,
		contact: contactOf({ memberId, name, identities }, community.platform),
		platformIds: identities.map(({ platformMemberId }) => platformMemberId),
	};
}

/** Reaches a person where the community is, else where the person is. */
export function contactOf(
	{ memberId, name, identities }: Pick<BuddyPersonRow, 'memberId' | 'name' | 'identities'>,
	platform: string,
): Contact | undefined {
	const identity = identities.find((one) => one.platform === platform) ?? identities[0];
	if (identity === undefined) return undefined;
	return { memberId, ...identity, ...(name === null ? {} : { name }) };
}

/** A participant, as the rules compare people. */
export function personOf(
	{ memberId, wishes, joinedAt, timeZone, contact }: Participant,
	{ wants, offers }: BuddySettings,
	clocks: string,
): BuddyPerson {
	const prefixed = (prefixes: readonly string[], tags: readonly string[]): string[] => {
		const [prefix] = prefixes;
		return prefix === undefined ? [] : tags.map((tag) => `${prefix}${tag}`);
	};
	return {
		memberId,
		name: contact?.name,
		optedIn: true,
		tags: [...wishes.topics, ...prefixed(wants, wishes.wants), ...prefixed(offers, wishes.offers)],
		city: wishes.city,
		timeZone: timeZone ?? clocks,
		hours: wishes.hours,
		joinedAt: joinedAt ?? undefined,
	};
}

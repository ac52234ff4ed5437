import { blocklistHits, blocklistKeys, type BlocklistHit } from '../../../../community/screening/blocklist';
import { contactsOf, contactsToFind } from '../../../../community/screening/contact';
import { duplicatesAmong, type Duplicate, type DuplicateSettings } from '../../../../community/screening/duplicate';
import type { ScreeningReason } from '../../../../community/screening/evaluate';
import {
	poacherSignals,
	type PoacherFacts,
	type PoacherSettings,
	type PoacherSignal,
} from '../../../../community/screening/poacher';
import { signalReasons } from '../../../../community/screening/signals';
import type { PersonEvent, StoreTransaction } from '../../../../store/types';
import { entryOf } from '../blocklist/entry';
import type { Examined } from './applicant';

/** Whom the signals are about, in the store's words. */
interface Person {
	communityId: string;
	memberId: string;
	now: string;
}

/** Ledger types of gifts. */
const GIFTS = 'gift.';

/** What the store knows of an applicant, as reasons; asks only for the signals that are switched on. */
export async function signalsAbout(tx: StoreTransaction, person: Person, it: Examined): Promise<ScreeningReason[]> {
	const plan = it.checks.signals;
	if (plan === undefined) return [];
	return signalReasons(
		{
			duplicates: plan.duplicates === undefined ? [] : await duplicates(tx, person, it, plan.duplicates),
			blocklistHits: plan.blocklist ? await hits(tx, person, it) : [],
			poacherSignals: plan.poachers === undefined ? [] : await poaching(tx, person, it, plan.poachers),
		},
		plan.settings,
	);
}

/** Members who seem to be the same person; the applicant's own traits are kept for those who come later. */
async function duplicates(
	tx: StoreTransaction,
	{ communityId, memberId, now }: Person,
	{ applicant }: Examined,
	settings: DuplicateSettings,
): Promise<(Duplicate & { name?: string })[]> {
	const mine = contactsOf(applicant, settings);
	const matches = await tx.findByContacts(communityId, contactsToFind(mine), { exceptMemberId: memberId });
	const names = new Map(matches.map((match) => [match.memberId, match.memberName]));
	const theirs = names.size === 0 ? [] : await tx.contactsOf(communityId, [...names.keys()]);
	await tx.putContacts(communityId, memberId, mine, now);
	return duplicatesAmong({ applicant, memberId }, theirs, settings).map((duplicate) => {
		const name = names.get(duplicate.memberId) ?? null;
		return { ...duplicate, ...(name === null ? {} : { name }) };
	});
}

async function hits(
	tx: StoreTransaction,
	{ communityId, now }: Person,
	{ applicant, texts }: Examined,
): Promise<BlocklistHit[]> {
	const rows = await tx.findBlocked(communityId, { keys: blocklistKeys(applicant), kinds: ['word'] }, now);
	// The store gives what the community keeps or follows, and nothing else.
	const subscribedTo = rows.map((row) => row.communityId);
	return blocklistHits(applicant, texts, rows.map(entryOf), { communityId, subscribedTo, now });
}

async function poaching(
	tx: StoreTransaction,
	{ now }: Person,
	{ applicant }: Examined,
	settings: PoacherSettings,
): Promise<PoacherSignal[]> {
	const since = new Date(Date.parse(now) - settings.rememberDays * 86_400_000).toISOString();
	const events = await tx.eventsOfIdentity(
		{ platform: applicant.platform, platformMemberId: applicant.memberId },
		{ types: ['joined', 'left', GIFTS], since },
	);
	return poacherSignals(factsOf(events), settings, now);
}

/** @param events of one person, the oldest first */
function factsOf(events: readonly PersonEvent[]): PoacherFacts {
	const giftAt = new Map<string, string>();
	const leftAfterGift: { communityId: string; at: string; giftAt: string }[] = [];
	for (const { communityId, type, at } of events) {
		const gift = giftAt.get(communityId);
		if (type.startsWith(GIFTS)) giftAt.set(communityId, at);
		else if (type === 'left' && gift !== undefined) leftAfterGift.push({ communityId, at, giftAt: gift });
	}
	const communitiesJoined = events
		.filter(({ type }) => type === 'joined')
		.map(({ communityId, at }) => ({ communityId, at }));
	return { communitiesJoined, leftAfterGift };
}

import { defaultTracker, requireTrackerId, type Tracker } from '../../../../community/checkin/tracker';
import type { StreakLaw } from '../../../../community/checkin/streak';
import { localDate } from '../../../../community/days';
import type { JsonObject, StoreTransaction, TrackerRow } from '../../../../store/types';
import { InputError } from '../../../shared/errors';
import { toJson } from '../../../shared/item';
import { checkInLine } from '../../../shared/ledger';

/** A tracker as the store holds it, with what its streaks are reckoned by. */
export interface KnownTracker {
	communityId: string;
	trackerId: string;
	version: number;
	rules: Tracker;
	law: StreakLaw;
}

/** What is used where a community has defined nothing. */
export interface Fallback {
	timeZone: string;
}

function known(versions: readonly TrackerRow[]): KnownTracker | undefined {
	const newest = versions.at(-1);
	if (newest === undefined) return undefined;
	const rules = newest.definition as unknown as Tracker;
	return {
		communityId: newest.communityId,
		trackerId: newest.trackerId,
		version: newest.version,
		rules,
		law: {
			period: rules.period,
			rules: versions.map(({ fromDay, definition }) => ({
				fromDay,
				freezes: (definition as unknown as Tracker).freezes,
			})),
		},
	};
}

/** Keeps a tracker's rules as the newest version; the same rules again are the same version. */
export async function keepTracker(
	tx: StoreTransaction,
	{ communityId, trackerId, rules, by }: { communityId: string; trackerId: string; rules: Tracker; by: string },
	now: string,
): Promise<{ tracker: KnownTracker; changed: boolean }> {
	const before = await findTracker(tx, communityId, requireTrackerId(trackerId));
	if (before !== undefined && !samePeriod(before.rules, rules) && (await isUsed(tx, before))) {
		throw new InputError(
			`The period of the tracker "${trackerId}" cannot change: there are check-ins with it`,
			'Define a tracker with another name, and let members use that one from now on.',
		);
	}
	const saved = await tx.saveTracker({
		communityId,
		trackerId,
		definition: toJson(rules) as JsonObject,
		// The first version holds for all time, so that an event that happened before it counts by it.
		fromDay: before === undefined ? '0001-01-01' : localDate(now, rules.timeZone),
		createdBy: by,
		createdAt: now,
	});
	if (saved.changed) {
		await tx.appendLedger([
			checkInLine({
				communityId,
				eventId: `tracker:${trackerId}:${saved.version}`,
				type: 'tracker.defined',
				actorId: by,
				now,
				data: { trackerId, version: saved.version },
			}),
		]);
	}
	return { tracker: await requireTracker(tx, communityId, trackerId), changed: saved.changed };
}

function samePeriod(one: Tracker, other: Tracker): boolean {
	return JSON.stringify(toJson(one.period)) === JSON.stringify(toJson(other.period));
}

async function isUsed(tx: StoreTransaction, { communityId, trackerId }: KnownTracker): Promise<boolean> {
	return (await tx.listCheckIns({ communityId, trackerId }, { limit: 1 })).length > 0;
}

export async function findTracker(
	tx: StoreTransaction,
	communityId: string,
	trackerId: string,
): Promise<KnownTracker | undefined> {
	return known(await tx.trackerVersions(communityId, trackerId));
}

/** @throws InputError naming the trackers that there are */
export async function requireTracker(
	tx: StoreTransaction,
	communityId: string,
	trackerId: string,
): Promise<KnownTracker> {
	const found = await findTracker(tx, communityId, trackerId);
	if (found !== undefined) return found;
	const others = (await tx.listTrackers(communityId)).map((one) => one.trackerId);
	throw new InputError(
		`The community ${communityId} has no tracker "${trackerId}"`,
		others.length === 0
			? 'Define it first (resource Tracker, operation Define), or let a member check in once with the shipped rules.'
			: `These exist: ${others.join(', ')}.`,
	);
}

/** The tracker that was named, made with the shipped rules if the community has not defined it. */
export async function trackerOrShipped(
	tx: StoreTransaction,
	communityId: string,
	trackerId: string,
	{ timeZone }: Fallback,
	now: string,
): Promise<KnownTracker> {
	const found = await findTracker(tx, communityId, trackerId);
	if (found !== undefined) return found;
	const zone = (await tx.getCommunity(communityId))?.timeZone ?? timeZone;
	return (await keepTracker(tx, { communityId, trackerId, rules: defaultTracker(zone), by: 'shipped' }, now)).tracker;
}

/** How items show a tracker. */
export function trackerJson({ trackerId, version, rules }: KnownTracker): object {
	const { points, ...rest } = rules;
	const { surprise, ...plain } = points;
	// The seed stays where it is: whoever knows it knows which check-ins earn more.
	const shown = surprise && { percent: surprise.percent, least: surprise.least, most: surprise.most };
	return { trackerId, version, ...rest, points: { ...plain, ...(shown === undefined ? {} : { surprise: shown }) } };
}

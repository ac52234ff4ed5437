import type { StoreTransaction } from '../../../../store/types';
import { findTracker, type KnownTracker } from './trackers';

/** Trackers that one batch has looked up. */
export class Trackers {
	private readonly found = new Map<string, KnownTracker | undefined>();
	private readonly lists = new Map<string, string[]>();

	constructor(private readonly tx: StoreTransaction) {}

	async find(communityId: string, trackerId: string): Promise<KnownTracker | undefined> {
		const key = `${trackerId}|${communityId}`;
		if (!this.found.has(key)) this.found.set(key, await findTracker(this.tx, communityId, trackerId));
		return this.found.get(key);
	}

	/** The names of all trackers of a community. */
	async names(communityId: string): Promise<string[]> {
		const known = this.lists.get(communityId);
		if (known !== undefined) return known;
		const names = (await this.tx.listTrackers(communityId)).map(({ trackerId }) => trackerId);
		this.lists.set(communityId, names);
		return names;
	}

	/** Forgets what was looked up, because a tracker was defined. */
	forget(): void {
		this.found.clear();
		this.lists.clear();
	}
}

/** The store may repeat a transaction: what was read the first time is not true the second. */
export class TrackerMemory {
	private last: { tx: StoreTransaction; trackers: Trackers } | undefined;

	of(tx: StoreTransaction): Trackers {
		if (this.last?.tx !== tx) this.last = { tx, trackers: new Trackers(tx) };
		return this.last.trackers;
	}
}

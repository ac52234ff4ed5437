import { minutesTogether, repeatPenalty } from './badness';
import type { LastRounds } from './history';
import type { Costs } from './matching/dense';
import type { Steps } from './matching/steps';
import type { Profile } from './person';
import type { BuddySettings } from './settings';

const FORBIDDEN = -1;
/** Rows per piece of work. */
const ROWS = 32;

/**
 * The badness of every two people, as `badnessOf` counts it, and which of them must not be paired, as `obstacleReader`
 * tells. Four million pairs of two thousand people want more haste than these two have: what people have in common
 * is counted by going through the tags, not through the pairs.
 */
export function* costTable(
	profiles: readonly Profile[],
	{ round, last }: { round: number; last: LastRounds },
	settings: BuddySettings,
): Steps<Costs> {
	const size = profiles.length;
	const cells = new Int32Array(size * size).fill(FORBIDDEN);
	const places = new Map(profiles.map(({ person }, place) => [person.memberId, place]));
	const shared = new Counter(profiles, ({ topics }) => topics);
	const offered = new Counter(profiles, ({ offers }) => offers);
	const wanted = new Counter(profiles, ({ wants }) => wants);
	const priceOf = { ...tablesOf(settings), ...kindsOf(profiles, settings) };
	const row = { shared: new Uint16Array(size), wishes: new Uint16Array(size) };
	for (const [one, profile] of profiles.entries()) {
		if (one % ROWS === 0) yield;
		row.shared.fill(0);
		row.wishes.fill(0);
		shared.add(profile.topics, row.shared);
		offered.add(profile.wants, row.wishes);
		wanted.add(profile.offers, row.wishes);
		const start = one * size;
		for (let other = 0; other < size; other += 1) {
			if (other === one) continue;
			cells[start + other] =
				(priceOf.shared[Math.min(row.shared[other] ?? 0, MOST_COUNTED)] ?? 0) +
				(priceOf.wishes[Math.min(row.wishes[other] ?? 0, MOST_COUNTED)] ?? 0) +
				priceOf.kinds(one, other);
		}
		for (const [other, at] of last.get(profile.person.memberId) ?? []) {
			const place = places.get(other);
			if (place === undefined) continue;
			const ago = round - at;
			const cell = start + place;
			cells[cell] = ago <= settings.noRepeatRounds ? FORBIDDEN : (cells[cell] ?? 0) + repeatPenalty(ago, settings);
		}
	}
	forbid(profiles, settings, (one, other) => {
		const [from, to] = [places.get(one), places.get(other)];
		if (from === undefined || to === undefined) return;
		cells[from * size + to] = FORBIDDEN;
		cells[to * size + from] = FORBIDDEN;
	});
	return {
		size,
		cost: (one, other) => {
			const price = cells[one * size + other] ?? FORBIDDEN;
			return price === FORBIDDEN ? undefined : price;
		},
	};
}

/** No setting asks for more. */
const MOST_COUNTED = 20;

/** What each number of shared topics and of wishes costs. */
function tablesOf({ weights, sharedTagsWanted, complementaryTagsWanted }: BuddySettings) {
	const missing = (weight: number, wanted: number): number[] =>
		Array.from({ length: MOST_COUNTED + 1 }, (_, found) => weight * Math.max(0, wanted - found));
	return {
		shared: missing(weights.sharedTags, sharedTagsWanted),
		wishes: missing(weights.complementaryTags, complementaryTagsWanted),
	};
}

/** What city, hours and newcomers cost: people of one kind cost the same, so that kinds are compared once. */
function kindsOf(profiles: readonly Profile[], { weights, hours }: BuddySettings) {
	const kinds = new Map<string, number>();
	const samples: Profile['free'][] = [];
	const freeOf = Int32Array.from(profiles, ({ free }) => {
		const name = free === undefined ? '' : `${free.start} ${free.length}`;
		const known = kinds.get(name) ?? kinds.size;
		if (known === kinds.size) {
			kinds.set(name, known);
			samples.push(free);
		}
		return known;
	});
	const count = samples.length;
	const hoursPrice = new Float64Array(count * count);
	samples.forEach((one, from) => {
		samples.forEach((other, to) => {
			const common = one === undefined || other === undefined ? Infinity : Math.floor(minutesTogether(one, other) / 60);
			hoursPrice[from * count + to] = weights.hours * Math.max(0, hours.needed - common);
		});
	});
	const names = new Map<string, number>();
	const cityOf = Int32Array.from(profiles, ({ city }) => {
		if (city === undefined) return -1;
		if (!names.has(city)) names.set(city, names.size);
		return names.get(city) ?? -1;
	});
	/** Newcomer and regular differ by 1 in their sizes; unknown differs by more from both. */
	const mixOf = Int32Array.from(profiles, ({ isNewcomer }) => (isNewcomer === undefined ? 5 : Number(isNewcomer)));
	return {
		kinds: (one: number, other: number): number => {
			const city = cityOf[one] ?? -1;
			return (
				(city >= 0 && city === cityOf[other] ? 0 : weights.city) +
				((mixOf[one] ?? 5) + (mixOf[other] ?? 5) === 1 ? 0 : weights.mix) +
				(hoursPrice[(freeOf[one] ?? 0) * count + (freeOf[other] ?? 0)] ?? 0)
			);
		},
	};
}

/** Who has which tag. */
class Counter {
	private readonly people = new Map<string, number[]>();

	constructor(profiles: readonly Profile[], tagsOf: (profile: Profile) => ReadonlyMap<string, string>) {
		profiles.forEach((profile, place) => {
			for (const tag of tagsOf(profile).keys()) {
				const list = this.people.get(tag);
				if (list === undefined) this.people.set(tag, [place]);
				else list.push(place);
			}
		});
	}

	/** Adds 1 for everybody who has one of the tags, for each of them. */
	add(tags: ReadonlyMap<string, string>, counts: Uint16Array): void {
		for (const tag of tags.keys()) {
			for (const place of this.people.get(tag) ?? []) counts[place] = (counts[place] ?? 0) + 1;
		}
	}
}

function forbid(
	profiles: readonly Profile[],
	{ neverTogether }: BuddySettings,
	apart: (one: string, other: string) => void,
): void {
	for (const [one, other] of neverTogether) apart(one, other);
	for (const { person } of profiles) for (const other of person.never ?? []) apart(person.memberId, other);
}

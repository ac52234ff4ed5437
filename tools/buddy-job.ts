/**
 * One round of the buddy benchmark, in a process of its own: `node buddy-job.cjs <people>`. Prints one line of JSON.
 * The people are made up, always the same ones.
 */
import { badnessOf, likenessOf } from '../community/buddies/badness';
import { roundsAgoReader, type Meeting } from '../community/buddies/history';
import { matchSteps, type BuddyRound } from '../community/buddies/match';
import { profileOf, type BuddyPerson } from '../community/buddies/person';
import { readBuddySettings } from '../community/buddies/settings';

const AT = '2026-06-01T12:00:00.000Z';
const ZONES = ['Asia/Shanghai', 'Asia/Shanghai', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York'];

/** A small generator of numbers (Park and Miller's), so that every run is about the same people. */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state * 48_271) % 2_147_483_647;
		return state % below;
	};
}

function crowd(count: number): BuddyPerson[] {
	const below = numbers(12_345);
	const pick = (name: string, kinds: number, times: number): string[] =>
		Array.from({ length: times }, () => `${name}${below(kinds)}`);
	return Array.from({ length: count }, (_none, index) => ({
		memberId: `m${index}`,
		optedIn: true,
		tags: [...pick('topic', 40, 4), ...pick('wants:skill', 30, 1), ...pick('offers:skill', 30, 1)],
		city: `city${below(20)}`,
		timeZone: ZONES[below(ZONES.length)],
		joinedAt: new Date(Date.UTC(2025, 8 + below(10), 1)).toISOString(),
	}));
}

/** Everybody has met the next one in the list. */
const past = (people: readonly BuddyPerson[]): Meeting[] =>
	people.slice(1).map(({ memberId }, index) => ({ round: 1, memberIds: [`m${index}`, memberId], met: 'yes' }));

/** What the obvious way comes to: everybody in turn takes the best who is left. */
function greedy(people: readonly BuddyPerson[], meetings: readonly Meeting[]): number {
	const settings = readBuddySettings({});
	const roundsAgo = roundsAgoReader({ round: 2, at: AT, meetings }, settings);
	const left = people.map((one) => profileOf(one, AT, settings));
	let total = 0;
	for (let one = left.shift(); one !== undefined && left.length > 0; one = left.shift()) {
		let [best, least] = [-1, Infinity];
		for (const [place, other] of left.entries()) {
			const likeness = likenessOf(one, other, roundsAgo);
			if (likeness.roundsAgo !== undefined) continue;
			const { total: badness } = badnessOf(likeness, settings);
			if (badness < least) [best, least] = [place, badness];
		}
		if (best < 0) continue;
		left.splice(best, 1);
		total += least;
	}
	return total;
}

const size = Number(process.argv[2]);
const people = crowd(size);
const meetings = past(people);
const steps = matchSteps(people, { round: 2, at: AT, meetings }, readBuddySettings({}), 'bench');
const cpu = process.cpuUsage();
const start = performance.now();
let longestPieceMs = 0;
let round: BuddyRound | undefined;
while (round === undefined) {
	const piece = performance.now();
	const step = steps.next();
	longestPieceMs = Math.max(longestPieceMs, performance.now() - piece);
	if (step.done === true) round = step.value;
}
const seconds = (performance.now() - start) / 1000;
const used = process.cpuUsage(cpu);
const { badness, atLeast, groups, alone } = round;
console.log(
	JSON.stringify({
		seconds,
		cpuSeconds: (used.user + used.system) / 1e6,
		longestPieceMs,
		addedBytes: process.resourceUsage().maxRSS * 1024,
		badness,
		atLeast,
		groups: groups.length,
		alone: alone.length,
		greedy: greedy(people, meetings),
	}),
);

/**
 * One size of the check-ins benchmark, in a process of its own so that its memory is its own:
 * `node checkins-job.cjs <config as JSON> <count> record|boards`. Prints one line of JSON.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { recognise } from '../community/checkin/recognise';
import { defaultTracker } from '../community/checkin/tracker';
import type { BoardRange } from '../community/checkin/board';
import type { CommunityEvent } from '../community/event';
import { subjectOf } from '../community/subject';
import { recordCheckIn, type Attempt } from '../nodes/CheckInTracker/actions/checkIn/record';
import { boardOf } from '../nodes/CheckInTracker/actions/leaderboard/board';
import { TrackerMemory } from '../nodes/CheckInTracker/actions/shared/memory';
import { keepTracker, requireTracker, type KnownTracker } from '../nodes/CheckInTracker/actions/shared/trackers';
import { openStore, type CommunityStore, type StoreConfig } from '../store';
import { BOARD_FILL } from './checkins-fill';
import { fillElsewhere, fillStore, median, runStoreJob, seconds, STORE_OPTIONS } from './store-job';

const C = 'bench';
const TRACKER = 'daily';
const ZONE = 'Asia/Shanghai';
const NOW = '2026-06-30T12:00:00.000Z';
const DAY_MS = 86_400_000;
/** Check-ins of each member in a batch, on days one after the other. */
const DAYS = 5;
/** Check-ins before the clock runs, so that all code is compiled. */
const WARM_UP = 500;
/** As long as `runBatch` lets n8n wait. */
const TURN_MS = 25;

const rules = { ...defaultTracker(ZONE), lateHours: 168 };

/** What a batch brings: everybody on the first day, then everybody on the next, as a platform that was away sends it. */
function eventsOf(count: number): CommunityEvent[] {
	const members = Math.ceil(count / DAYS);
	return Array.from({ length: count }, (_, n) => ({
		v: 1,
		eventId: `e${n}`,
		platform: 'bench',
		communityId: C,
		memberId: `p${n % members}`,
		memberName: `成员${n % members} 🎨`,
		messageId: String(n),
		type: 'message',
		text: `打卡 今天读了 ${n % 97} 页`,
		occurredAt: new Date(Date.parse(NOW) - (DAYS - 1 - Math.floor(n / members)) * DAY_MS).toISOString(),
		receivedAt: NOW,
		verified: true,
	}));
}

function attemptOf(event: CommunityEvent, tracker: KnownTracker): Attempt {
	const subject = subjectOf(event);
	const recognised = recognise(event, TRACKER, tracker.rules);
	if (subject === undefined || recognised === undefined) throw new Error(`${event.eventId} is no check-in`);
	const { eventId, occurredAt } = event;
	const none = { team: undefined, imageHash: undefined, memberTimeZone: undefined, reviewGroupId: undefined };
	return { tracker, subject, event, cause: `bench:${eventId}`, occurredAt, recognised, ...none, tell: 'chat' };
}

/** All events in one transaction, as the node takes its items. @returns how many were new */
async function recordAll(store: CommunityStore, events: readonly CommunityEvent[]): Promise<number> {
	const memory = new TrackerMemory();
	return await store.transaction(async (tx) => {
		let recorded = 0;
		let since = performance.now();
		for (const event of events) {
			if (performance.now() - since >= TURN_MS) {
				await nextTurn();
				since = performance.now();
			}
			const tracker = await memory.of(tx).find(C, TRACKER);
			if (tracker === undefined) throw new Error('the tracker is not there');
			const { duplicate, result } = await recordCheckIn(tx, attemptOf(event, tracker), NOW);
			if (!duplicate && result['outcome'] === 'recorded') recorded += 1;
		}
		return recorded;
	});
}

async function record(store: CommunityStore, count: number): Promise<object> {
	const earlier = eventsOf(WARM_UP).map((event) => ({
		...event,
		eventId: `w${event.eventId}`,
		memberId: `w${event.memberId}`,
	}));
	await recordAll(store, earlier);
	const events = eventsOf(count);
	let [recorded, again] = [0, 0];
	const cpu = process.cpuUsage();
	const first = await seconds(async () => (recorded = await recordAll(store, events)));
	const used = process.cpuUsage(cpu);
	const second = await seconds(async () => (again = await recordAll(store, events)));
	if (recorded !== count || again !== 0) throw new Error(`${recorded} of ${count} counted, then ${again} more`);
	return { recordSeconds: first, cpuSeconds: (used.user + used.system) / 1e6, againSeconds: second };
}

/** The boards, and keys in their middle: `BOARD_FILL` spreads the scores evenly. */
const BOARDS: readonly { board: string; range: BoardRange; after?: string }[] = [
	{ board: 'all time', range: 'allTime' },
	{ board: 'all time, from the middle', range: 'allTime', after: '200|2026-05-01T00:00:00.000Z|m' },
	{ board: 'streak', range: 'streak' },
	{ board: 'streak, from the middle', range: 'streak', after: '20|2026-05-01T00:00:00.000Z|m' },
	{ board: 'month', range: 'month' },
	{ board: 'month, from the middle', range: 'month', after: '2|2026-06-20T00:00:00.000Z|m' },
];
const LINES = 50;
const ROUNDS = 3;

async function boards(store: CommunityStore): Promise<object> {
	const times: { board: string; seconds: number }[] = [];
	for (const { board, range, after } of BOARDS) {
		const rounds: number[] = [];
		for (let round = 0; round < ROUNDS; round += 1) {
			let lines: unknown;
			const took = await seconds(async () => {
				const result = await store.transaction(async (tx) => {
					const tracker = await requireTracker(tx, C, TRACKER);
					const none = { team: undefined, rankTeams: false, groupId: undefined, event: undefined };
					return await boardOf(tx, { tracker, range, limit: LINES, after, ...none }, NOW);
				});
				lines = result['lines'];
			});
			if (!Array.isArray(lines) || lines.length !== LINES) throw new Error(`"${board}" is not full`);
			rounds.push(took);
		}
		times.push({ board, seconds: median(rounds) });
	}
	return { boards: times };
}

async function prepare(config: StoreConfig): Promise<void> {
	const store = await openStore(config, STORE_OPTIONS);
	await store.transaction(async (tx) => {
		await tx.ensureCommunity({ communityId: C, platform: 'bench', groupId: C, at: NOW });
		await keepTracker(tx, { communityId: C, trackerId: TRACKER, rules, by: 'bench' }, NOW);
	});
	await store.close();
}

async function fill(config: StoreConfig, count: number): Promise<void> {
	await prepare(config);
	await fillStore(config, BOARD_FILL[config.engine], count, ['check_in', 'streak']);
}

async function run(config: StoreConfig, count: number, [what]: readonly string[]): Promise<object> {
	const isBoards = what === 'boards';
	await (isBoards ? fillElsewhere(config, count) : prepare(config));
	const store = await openStore(config, STORE_OPTIONS);
	const before = process.memoryUsage().rss;
	const figures = isBoards ? await boards(store) : await record(store, count);
	const peak = process.resourceUsage().maxRSS * 1024;
	await store.close();
	return { engine: config.engine, count, ...figures, grewBytes: Math.max(0, peak - before) };
}

runStoreJob({ fill, run });

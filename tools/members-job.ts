/**
 * One size of the members benchmark, in a process of its own so that its memory is its own:
 * `node members-job.cjs <config as JSON> <members>`. Prints one line of JSON. The store is filled by one more process,
 * `node members-job.cjs <config as JSON> <members> fill`, whose memory does not count.
 */
import { addIntimacy, parseIntimacy } from '../community/tiers/intimacy';
import { parseCondition } from '../community/segments/parse';
import { parseLadder } from '../community/tiers/ladder';
import { importTable } from '../nodes/CommunityMember/actions/csv/import';
import { court, decide, factsFor } from '../nodes/CommunityMember/actions/tier/decide';
import { openStore, type CommunityStore, type StoreConfig } from '../store';
import { fillElsewhere, fillStore, median, runStoreJob, seconds, STORE_OPTIONS } from './store-job';

const C = 'bench';
const NOW = '2026-06-01T12:00:00.000Z';
/** Seconds since 1970 of NOW, and the days over which what happened is spread. */
const NOW_S = Date.parse(NOW) / 1000;
const DAYS = 100;
/** Events of each member, on average. */
const EVENTS = 10;
/** Spreads numbers over members and time as if by chance, the same in every run. */
const STRIDE = 2_654_435_761;

/** The statements that fill a store of so many members; `{n}` is the count, `{name}` a table. */
const FILL: Record<'embedded' | 'postgres', string[]> = {
	embedded: [
		`insert into {member} (community_id, member_id, name, status, joined_at, created_at, updated_at)
			with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < {n})
			select '${C}', printf('m_%08d', i), '成员' || i, 'member', '2026-01-01T00:00:00.000Z', '${NOW}', '${NOW}' from n`,
		`insert into {identity} (community_id, platform, platform_member_id, member_id, created_at)
			select community_id, 'bench', member_id, member_id, created_at from {member}`,
		`insert into {points_balance} (community_id, member_id, balance, earned)
			select community_id, member_id, abs((rowid * ${STRIDE}) % 3000), abs((rowid * ${STRIDE}) % 4000) from {member}`,
		`insert into {event} (community_id, source, event_id, type, member_id, occurred_at, recorded_at, data)
			with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < {n} * ${EVENTS})
			select '${C}', 'bench', printf('e%09d', i),
				case when i % 20 = 0 then 'payment_succeeded' when i % 20 < 8 then 'checkin.recorded' else 'message' end,
				printf('m_%08d', (i * ${STRIDE}) % {n}),
				strftime('%Y-%m-%dT%H:%M:%S.000Z', ${NOW_S} - (i * 7919) % (${DAYS} * 86400), 'unixepoch'),
				'${NOW}', case when i % 20 = 0 then '{"payment":{"orderId":"o' || i || '","amountMinor":9900,"currency":"CNY"}}' else '{}' end from n`,
	],
	postgres: [
		`insert into {member} (community_id, member_id, name, status, joined_at, created_at, updated_at)
			select '${C}', 'm_' || lpad(i::text, 8, '0'), '成员' || i, 'member', '2026-01-01T00:00:00.000Z', '${NOW}', '${NOW}'
			from generate_series(0, {n} - 1) i`,
		`insert into {identity} (community_id, platform, platform_member_id, member_id, created_at)
			select community_id, 'bench', member_id, member_id, created_at from {member}`,
		`insert into {points_balance} (community_id, member_id, balance, earned)
			select '${C}', 'm_' || lpad(i::text, 8, '0'), (i::bigint * ${STRIDE}) % 3000, (i::bigint * ${STRIDE}) % 4000
			from generate_series(0, {n} - 1) i`,
		`insert into {event} (community_id, source, event_id, type, member_id, occurred_at, recorded_at, data)
			select '${C}', 'bench', 'e' || lpad(i::text, 9, '0'),
				case when i % 20 = 0 then 'payment_succeeded' when i % 20 < 8 then 'checkin.recorded' else 'message' end,
				'm_' || lpad(((i * ${STRIDE}) % {n})::text, 8, '0'),
				to_char(to_timestamp(${NOW_S} - (i * 7919) % (${DAYS} * 86400)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
				'${NOW}', case when i % 20 = 0 then '{"payment":{"orderId":"o' || i || '","amountMinor":9900,"currency":"CNY"}}' else '{}' end
			from generate_series(0::bigint, {n}::bigint * ${EVENTS} - 1) i`,
		`vacuum (analyze)`,
	],
};

async function segments(store: CommunityStore) {
	const condition = parseCondition({
		when: 'all',
		of: [
			{ when: 'events', kinds: ['checkin.recorded'], count: 'days', withinDays: 30, atLeast: 3 },
			{ when: 'events', kinds: ['payment_succeeded'], atMost: 0 },
		],
	});
	const query = {
		communityId: C,
		condition,
		statuses: ['member' as const],
		now: NOW,
		timeZone: 'Asia/Shanghai',
		fading: { activityDays: 30, spendingDays: 180 },
	};
	const times: number[] = [];
	let found = 0;
	for (let round = 0; round < 3; round++) {
		times.push(
			await seconds(async () => {
				found = await store.read((tx) => tx.countSegment(query));
			}),
		);
	}
	const page = await seconds(() => store.read((tx) => tx.segmentMembers(query, { limit: 50 })));
	return { segmentSeconds: median(times), segmentPageSeconds: page, found };
}

async function tiers(store: CommunityStore): Promise<{ changed: number }> {
	const ladder = parseLadder({
		tiers: [
			{ tier: '成员' },
			{ tier: '银卡', enter: { points: 1000, 'checkin.recorded@30': 1 }, keep: { points: 800 } },
			{ tier: '金卡', enter: { points: 2000, 'checkin.recorded@30': 2 }, keep: { points: 1500 } },
		],
	});
	const intimacy = parseIntimacy({ weights: {} });
	const of = court({ communityId: C, ladder, intimacy, now: NOW, timeZone: 'Asia/Shanghai' });
	let changed = 0;
	for (let after: string | undefined, more = true; more;) {
		const start = after;
		const facts = await store.transaction(async (tx) => {
			const rows = await factsFor(tx, of, { after: start, limit: 2000 });
			const verdicts = await decide(tx, of, rows);
			changed += verdicts.filter(({ decision }) => decision.change !== 'none').length;
			return rows;
		});
		more = facts.length === 2000;
		after = facts.at(-1)?.memberId;
	}
	return { changed };
}

async function scores(store: CommunityStore, count: number, events: number): Promise<void> {
	const policy = parseIntimacy({ weights: { message: 1 } });
	for (let n = 0; n < events; n++) {
		const memberId = `m_${String((n * STRIDE) % count).padStart(8, '0')}`;
		await store.transaction((tx) =>
			tx.once(C, `score.update:${n}`, NOW, async () => {
				await tx.lockMember(C, memberId);
				const ids = await tx.memberIdsOf(C, memberId);
				const [own] = await tx.scoresOf(C, ids);
				await tx.saveScore(C, memberId, addIntimacy(policy, own, { kind: 'message', at: NOW }));
				return {};
			}),
		);
	}
}

/** Two rows in three are new; the rest are members of whom nothing changes but a tag. */
async function importMembers(store: CommunityStore, count: number): Promise<void> {
	async function* rows(): AsyncIterable<{ row: number; cells: string[] }> {
		yield { row: 1, cells: ['id', 'name', 'status', 'tags'] };
		for (let n = 0; n < count; n++) {
			const known = n % 3 === 0;
			const id = known ? `m_${String(n).padStart(8, '0')}` : `p${n}`;
			yield { row: n + 2, cells: [id, known ? `成员${n}` : `导入${n}`, 'member', '春季名单'] };
			// A real table is read from a stream.
			if (n % 1000 === 0) await Promise.resolve();
		}
	}
	const report = await importTable(store, {
		...{ communityId: C, table: { encoding: 'utf8', delimiter: ',', rows }, platform: 'bench', tags: [] },
		...{ dryRun: false, goodRows: true, ignoreUnknown: false, by: 'bench', at: NOW, vault: NO_VAULT },
	});
	const { good, created, changed } = report;
	if (good !== count || created + changed !== count) throw new Error(`imported ${JSON.stringify(report)}`);
}

const refuse = (): never => {
	throw new Error('nothing that is imported here is sensitive');
};
const NO_VAULT = { seal: refuse, unseal: refuse };

async function prepare(config: StoreConfig, count: number): Promise<void> {
	await (await openStore(config, STORE_OPTIONS)).close();
	await fillStore(config, FILL[config.engine], count, ['event']);
}

async function run(config: StoreConfig, count: number): Promise<object> {
	const filled = await seconds(async () => await fillElsewhere(config, count));
	const store = await openStore(config, STORE_OPTIONS);
	await store.transaction((tx) => tx.ensureCommunity({ communityId: C, platform: 'bench', groupId: C, at: NOW }));
	const before = process.resourceUsage().maxRSS;
	const segment = await segments(store);
	const scored = 2000;
	const scoreSeconds = await seconds(() => scores(store, count, scored));
	let changed = 0;
	const first = await seconds(async () => {
		({ changed } = await tiers(store));
	});
	const second = await seconds(() => tiers(store));
	const imported = Math.min(20_000, count);
	const importSeconds = await seconds(() => importMembers(store, imported));
	const peak = process.resourceUsage().maxRSS;
	await store.close();
	return {
		engine: config.engine,
		members: count,
		events: count * EVENTS,
		fillSeconds: filled,
		...segment,
		scoreMs: (scoreSeconds / scored) * 1000,
		tierFirstPerSecond: count / first,
		tierAgainPerSecond: count / second,
		tierChanges: changed,
		importPerSecond: imported / importSeconds,
		peakBytes: peak * 1024,
		grewBytes: (peak - before) * 1024,
	};
}

runStoreJob({ fill: prepare, run });

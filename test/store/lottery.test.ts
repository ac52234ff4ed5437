import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

import { sampleRules } from '../community/lottery/sample-rules';
import { publishRules } from '../../community/lottery/draw/rules';
import { publishedRules, type GivenRules } from '../../community/lottery/rules';
import { closeLottery, livingEntries } from '../../nodes/Lottery/actions/lottery/close';
import { endEntry, enterLottery, type Entering } from '../../nodes/Lottery/actions/lottery/enter';
import type { LotteryPlaceRow, StoreTransaction } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { runSql } from './support/raw-sql';
import { T0, World, at, codeOf, tally } from './support/world';

jest.setTimeout(120_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

/** Entries are taken until here. */
const CLOSES = 3600;

describe.each(ENGINES)('lotteries, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	beforeAll(() => world.open());
	beforeEach(() => world.newCommunity());

	const open = async (changes: Partial<GivenRules> = {}): Promise<string> => {
		const lotteryId = randomUUID().slice(0, 13);
		const rules = sampleRules({ opensAt: T0, closesAt: at(CLOSES), ...changes });
		const published = publishRules(publishedRules(rules, { communityId: world.C, lotteryId }));
		const done = await write((tx) =>
			tx.insertLottery({
				communityId: world.C,
				lotteryId,
				title: rules.title,
				rules: JSON.parse(JSON.stringify(rules)) as never,
				published: published.text,
				rulesHash: published.hash,
				language: 'zh-CN',
				platform: 'p',
				groupId: world.C,
				commitment: 'c'.repeat(64),
				secret: 's',
				opensAt: rules.opensAt,
				closesAt: rules.closesAt,
				createdAt: T0,
				createdBy: 'op',
			}),
		);
		expect(done).toBe(true);
		return lotteryId;
	};
	const entering = (lotteryId: string, platformMemberId: string, more: Partial<Entering> = {}): Entering => ({
		communityId: world.C,
		lotteryId,
		subject: {
			community: { communityId: world.C, groupId: world.C },
			member: { platform: 'p', platformMemberId, name: `会员${platformMemberId} 🎁` },
		},
		event: undefined,
		household: {},
		given: { tags: undefined, tier: undefined, streak: undefined, region: undefined },
		timeZone: 'Asia/Shanghai',
		now: at(1),
		...more,
	});
	const enter = (tx: StoreTransaction, lotteryId: string, id: string, more: Partial<Entering> = {}) =>
		enterLottery(tx, entering(lotteryId, id, more));
	const entrants = (lotteryId: string) => read((tx) => livingEntries(tx, { communityId: world.C, lotteryId }));

	test('a lottery is kept as it was published, once', async () => {
		const lotteryId = await open();
		const row = await read((tx) => tx.getLottery(world.C, lotteryId));
		expect(row).toMatchObject({ status: 'open', closesAt: at(CLOSES), draw: null, entrants: null });
		if (row === undefined) throw new Error('not there');
		expect(await write((tx) => tx.insertLottery({ ...row, title: 'other' }))).toBe(false);
		expect((await read((tx) => tx.getLottery(world.C, lotteryId)))?.title).toBe(row.title);
		expect(await read((tx) => tx.getLottery('elsewhere', lotteryId))).toBeUndefined();
	});

	test('one person enters once, by however many members and however often at the same time', async () => {
		const lotteryId = await open();
		const kept = await world.member('a');
		const merged = await world.member('b');
		await merge(kept.memberId, merged.memberId);
		const done = await world.atOnce(12, (tx, n) => enter(tx, lotteryId, n % 2 === 0 ? 'a' : 'b'));
		expect(tally(done.map(({ verdict }) => verdict))).toEqual({ entered: 1, already: 11 });
		expect(await entrants(lotteryId)).toMatchObject([{ memberId: kept.memberId, personId: kept.memberId }]);
	});

	test('points are taken exactly, and given back exactly', async () => {
		const lotteries = [await open({ entry: { pointsCost: 10 } }), await open({ entry: { pointsCost: 10 } })];
		const { memberId } = await world.member('a');
		const entry = { communityId: world.C, entryId: 'start', memberId, amount: 15, reason: 'r', at: T0 };
		await write((tx) => tx.addPoints(entry));
		const done = await world.atOnce(8, (tx, n) => enter(tx, lotteries[n % 2] ?? '', 'a'));
		expect(tally(done.map(({ verdict }) => verdict))['entered']).toBe(1);
		expect(await read((tx) => tx.pointsBalance(world.C, memberId))).toBe(5);
		const won = done.find(({ verdict }) => verdict === 'entered');
		const ended = await world.atOnce(6, async (tx) => {
			const lottery = await tx.lockLottery(world.C, won?.lottery?.lotteryId ?? '', 'share');
			if (lottery === undefined || won?.entry === undefined) throw new Error('not there');
			return String(await endEntry(tx, lottery, won.entry, { status: 'withdrawn', reason: 'r', now: at(2) }));
		});
		expect(tally(ended)).toEqual({ true: 1, false: 5 });
		expect(await read((tx) => tx.pointsBalance(world.C, memberId))).toBe(15);
	});

	test('a household has one entry, whoever is first', async () => {
		const lotteryId = await open({ entry: { oneByHousehold: true } });
		const done = await world.atOnce(12, (tx, n) =>
			enter(tx, lotteryId, `n${n}`, {
				household: n % 2 === 0 ? { phone: '+86 138 0013 8000' } : { phone: '13800138000', address: `路${n}号` },
			}),
		);
		expect(tally(done.map(({ verdict }) => verdict))).toEqual({ entered: 1, refused: 11 });
		expect(await entrants(lotteryId)).toHaveLength(1);
	});

	test('whoever enters while the list is frozen is on it or is told that it is closed', async () => {
		const lotteryId = await open();
		const closing = { communityId: world.C, lotteryId, timeZone: 'UTC', now: at(CLOSES) };
		const done = await world.atOnce(60, async (tx, n) => {
			if (n === 30 || n === 31) return { verdict: 'closing', result: (await closeLottery(tx, closing)).result };
			return { verdict: (await enter(tx, lotteryId, `n${n}`)).verdict, result: undefined };
		});
		const counts = tally(done.map(({ verdict }) => verdict));
		const list = done.flatMap(({ result }) =>
			result === undefined ? [] : [result['lottery'] as { entrants: number }],
		);
		expect(list).toHaveLength(2);
		expect(list[0]).toEqual(list[1]);
		expect(list[0]?.entrants).toBe(counts['entered'] ?? 0);
		expect((counts['entered'] ?? 0) + (counts['closed'] ?? 0)).toBe(58);
		expect(await entrants(lotteryId)).toHaveLength(counts['entered'] ?? 0);
		expect(await write((tx) => enter(tx, lotteryId, 'late'))).toMatchObject({ verdict: 'closed' });
	});

	test('tags, tier and streak of the store count where the item says nothing, and what has ended does not', async () => {
		const lotteryId = await open({ entry: { anyTags: ['铁粉'] } });
		const { memberId } = await world.member('a');
		const tag = { tag: '铁粉', source: 'operator' as const, by: 'op', since: T0 };
		await write((tx) => tx.putTag(world.C, memberId, { ...tag, expiresAt: at(5) }));
		expect(await write((tx) => enter(tx, lotteryId, 'a', { now: at(6) }))).toMatchObject({ verdict: 'refused' });
		await write((tx) => tx.putTag(world.C, memberId, { ...tag, by: 'op2' }));
		expect(await write((tx) => enter(tx, lotteryId, 'a', { now: at(7) }))).toMatchObject({ verdict: 'entered' });
		const given = { tags: ['路人'], tier: undefined, streak: undefined, region: undefined };
		expect(await write((tx) => enter(tx, lotteryId, 'b', { now: at(8), given }))).toMatchObject({ verdict: 'refused' });
	});

	test('two members who turn out to be one person count once, and the second gets the points back', async () => {
		const lotteryId = await open({ entry: { pointsCost: 5 } });
		const first = await world.member('a');
		const second = await world.member('b');
		const left = await world.member('c');
		for (const { memberId } of [first, second, left]) {
			const entry = { communityId: world.C, entryId: memberId, memberId, amount: 5, reason: 'r', at: T0 };
			await write((tx) => tx.addPoints(entry));
		}
		await write((tx) => enter(tx, lotteryId, 'b', { now: at(1) }));
		await write((tx) => enter(tx, lotteryId, 'a', { now: at(2) }));
		await merge(first.memberId, second.memberId);
		await write((tx) => enter(tx, lotteryId, 'c', { now: at(3) }));
		await write((tx) => tx.setMemberStatus(world.C, left.memberId, 'left', at(4)));
		const closing = { communityId: world.C, lotteryId, timeZone: 'UTC', now: at(CLOSES) };
		const { result } = await write((tx) => closeLottery(tx, closing));
		expect(result['leftOut']).toMatchObject([
			{ reason: 'same_person', member: { platformMemberId: 'a' } },
			{ reason: 'left', member: { platformMemberId: 'c' } },
		]);
		expect((await entrants(lotteryId)).map(({ memberId }) => memberId)).toEqual([second.memberId]);
		// One person has one balance, by whichever of the ids it is asked for.
		expect(await read((tx) => tx.pointsBalance(world.C, first.memberId))).toBe(5);
		expect(await read((tx) => tx.pointsBalance(world.C, second.memberId))).toBe(5);
	});

	const place = (lotteryId: string, memberId: string, number: number, more: Partial<LotteryPlaceRow> = {}) => ({
		communityId: world.C,
		lotteryId,
		place: number,
		claimId: `${lotteryId}${number}`,
		memberId,
		kind: 'winner' as const,
		status: 'pending' as const,
		tierId: 'tier-1',
		prize: '键盘',
		insteadOf: null,
		drawnAt: at(10),
		wonAt: at(10),
		claimBy: at(100),
		settledAt: null,
		answers: {},
		delivery: 'none' as const,
		deliveryFacts: {},
		deliveredAt: null,
		...more,
	});

	test('a prize changes hands only from where it is said to be', async () => {
		const lotteryId = await open();
		const [one = '', two = ''] = await world.members(2);
		const rows = [
			place(lotteryId, one, 1),
			place(lotteryId, two, 2, {
				kind: 'alternate',
				status: 'waiting',
				tierId: null,
				prize: null,
				wonAt: null,
				claimBy: null,
			}),
		];
		await write((tx) => tx.insertPlaces(rows));
		expect(await read((tx) => tx.listPlaces(world.C, lotteryId))).toEqual(rows);
		expect(await read((tx) => tx.placeByClaim(world.C, `${lotteryId}1`))).toEqual(rows[0]);
		expect(await read((tx) => tx.placesOfMembers(world.C, [one, two], 10))).toEqual([rows[0]]);
		const changed = await world.atOnce(6, async (tx, n) =>
			String(await tx.changePlace(place(lotteryId, one, 1), ['pending'], { status: n < 3 ? 'claimed' : 'declined' })),
		);
		expect(tally(changed)).toEqual({ true: 1, false: 5 });
	});

	test('lists what is due and who has won of late', async () => {
		const lotteryId = await open();
		const [one = '', two = '', three = ''] = await world.members(3);
		await write((tx) =>
			tx.insertPlaces([
				place(lotteryId, one, 1),
				place(lotteryId, two, 2, { status: 'declined' }),
				place(lotteryId, three, 3, { status: 'claimed', claimBy: at(50) }),
			]),
		);
		expect(await read((tx) => tx.lotteriesToRedraw(world.C, at(99)))).toEqual([]);
		expect(await read((tx) => tx.lotteriesToRedraw(world.C, at(100)))).toEqual([lotteryId]);
		const wins = (ids: string[], since: string) => read((tx) => tx.recentWins(world.C, ids, since));
		expect(await wins([one, two, three], at(10))).toHaveLength(2);
		expect(await wins([two], at(0))).toEqual([]);
		expect(await wins([one], at(11))).toEqual([]);
		const due = (status: 'open' | 'closed', closesBy: string) =>
			read((tx) => tx.listLotteries({ communityId: world.C, status, closesBy }, { limit: 10 }));
		expect(await due('open', at(CLOSES))).toMatchObject([{ lotteryId }]);
		expect(await due('open', at(CLOSES - 1))).toEqual([]);
		expect(await due('closed', at(CLOSES))).toEqual([]);
	});

	test('counts lines of the ledger by type, by prefix and by time', async () => {
		const { memberId } = await world.member('a');
		const line = (eventId: string, type: string, seconds: number) => ({
			communityId: world.C,
			source: 's',
			eventId,
			type,
			memberId,
			occurredAt: at(seconds),
			recordedAt: at(seconds),
			data: {},
		});
		await write((tx) =>
			tx.appendLedger([line('1', 'checkin.recorded', 1), line('2', 'checkin.made_up', 5), line('3', 'checkins', 5)]),
		);
		const count = (type: string, since?: string) => read((tx) => tx.countEvents(world.C, [memberId], type, since));
		expect([await count('checkin.'), await count('checkin.recorded'), await count('checkin.', at(2))]).toEqual([
			2, 1, 1,
		]);
	});

	test('an entry in a lottery that does not exist is refused by the engine', async () => {
		const { memberId } = await world.member('a');
		const entry = {
			communityId: world.C,
			lotteryId: 'nothing',
			memberId,
			attempt: 1,
			salt: 's',
			entrant: 'e',
			weight: 1,
			pointsPaid: 0,
			facts: {},
			subject: {},
			enteredAt: T0,
		};
		expect(await codeOf(write((tx) => tx.saveEntry(entry)))).toBe('conflict');
	});

	/** What Community Member does when it merges two members. */
	async function merge(kept: string, merged: string): Promise<void> {
		const { storeConfig } = world;
		await runSql(
			storeConfig,
			`update {identity} set member_id = '${kept}' where member_id = '${merged}' and community_id = '${world.C}'`,
		);
		await runSql(
			storeConfig,
			`update {member} set merged_into = '${kept}' where member_id = '${merged}' and community_id = '${world.C}'`,
		);
	}

	if (engine === 'embedded') {
		test('hot queries go by an index and sort nothing', () => {
			const { storeConfig } = world;
			if (storeConfig.engine !== 'embedded') throw new Error('another engine');
			const db = new DatabaseSync(storeConfig.file);
			const plan = (sql: string): string =>
				db
					.prepare(`explain query plan ${sql}`)
					.all()
					.map(({ detail }) => String(detail))
					.join('; ');
			const plans = [
				`select * from lottery where community_id = 'c' and status = 'open' and closes_at <= 'x' order by closes_at, lottery_id limit 10`,
				`select * from lottery_entry where community_id = 'c' and lottery_id = 'l' and status = 'entered' and member_id > 'm' order by member_id limit 10`,
				`select * from lottery_place where community_id = 'c' and claim_id = 'x'`,
				`select distinct lottery_id from lottery_place where community_id = 'c' and status = 'pending' and claim_by <= 'x'`,
			].map(plan);
			db.close();
			for (const one of plans) expect(one).toMatch(/SEARCH .* USING .*INDEX/);
			expect(plans.slice(0, 3).join(' ')).not.toMatch(/TEMP B-TREE|SCAN/);
		});
	}
});

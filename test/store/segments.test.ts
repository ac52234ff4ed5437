import fc from 'fast-check';

import { ACTIVE_TYPES } from '../../community/segments/active';
import type { SegmentCondition } from '../../community/segments/condition';
import type { SegmentFacts } from '../../community/segments/facts';
import { matches } from '../../community/segments/matches';
import { parseCondition } from '../../community/segments/parse';
import { intimacyAt } from '../../community/tiers/intimacy';
import type { MemberRow, SegmentQuery, StoreTransaction } from '../../store';
import { conditions, daysAgo, NOW, ZONE } from '../community/segments/samples';
import { ENGINES, Engines } from './support/engines';
import { runSql } from './support/raw-sql';
import { World } from './support/world';

jest.setTimeout(300_000);

const engines = new Engines();
beforeAll(() => engines.start());
afterAll(() => engines.stop());

const FADING = { activityDays: 30, spendingDays: 180 };

interface Event {
	kind: string;
	hours: number;
}

/** What is written about one member. */
interface Written {
	fields: [string, string | number][];
	tags: { tag: string; expires: number | null }[];
	events: Event[];
	points: number;
	score: { activity: number; spending: number; hours: number } | null;
	tier: string | null;
	joined: number | null;
	/** Merged into the member before; none for the first. */
	merged: boolean;
}

/** The facts of a person who is all of these, as the rule takes them: portrait and tags are those of the first. */
function factsOf(parts: readonly Written[]): SegmentFacts {
	const [first] = parts;
	const events = parts.flatMap((part) => part.events.map(({ kind, hours: ago }) => ({ kind, at: daysAgo(0, ago) })));
	const active = events
		.filter(({ kind, at }) => ACTIVE_TYPES.some((type) => type === kind) && Date.parse(at) <= Date.parse(NOW))
		.map(({ at }) => at);
	const policy = { weights: {}, halfLifeDays: 30, spending: { weight: 1, unitMinor: 1, halfLifeDays: 180 } };
	return {
		fields: Object.fromEntries(first?.fields ?? []),
		tags: (first?.tags ?? []).map(({ tag, expires }) => ({
			tag,
			expiresAt: expires === null ? null : daysAgo(0, expires),
		})),
		events,
		points: parts.reduce((sum, { points }) => sum + points, 0),
		intimacy: parts.reduce(
			(sum, { score }) =>
				score === null ? sum : sum + intimacyAt(policy, { ...score, at: daysAgo(0, score.hours) }, NOW),
			0,
		),
		tier: first?.tier ?? null,
		joinedAt: first == null || first.joined === null ? null : daysAgo(0, first.joined),
		lastActiveAt: active.sort().at(-1) ?? null,
	};
}

const hours = fc.integer({ min: -24, max: 45 * 24 });
const KINDS = ['checkin', 'message', 'payment_succeeded', 'left'];

const written: fc.Arbitrary<Written> = fc.record({
	fields: fc.uniqueArray(
		fc.constantFrom<[string, string | number]>(
			['城市', '深圳'],
			['城市', '上海'],
			['城市', 7],
			['年龄', 30],
			['年龄', 30.5],
			['生日', '2000-02-29'],
			['生日', '2000-02-2'],
		),
		{ maxLength: 3, selector: ([field]) => field },
	),
	tags: fc.uniqueArray(fc.record({ tag: fc.constantFrom('铁粉', '🐟'), expires: fc.option(hours) }), {
		maxLength: 2,
		selector: ({ tag }) => tag,
	}),
	events: fc.array(fc.record({ kind: fc.constantFrom(...KINDS), hours }), { maxLength: 8 }),
	points: fc.integer({ min: 0, max: 60 }),
	score: fc.option(fc.record({ activity: fc.integer({ min: -4, max: 9 }), spending: fc.nat({ max: 9 }), hours })),
	tier: fc.option(fc.constantFrom('gold', 'silver', 'base')),
	joined: fc.option(hours),
	merged: fc.boolean(),
});

/** Conditions that the samples of the rules do not have: every kind of field, ranges, instants, ever and never. */
const more: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(
		{ when: 'field', field: '城市', contains: '深' },
		{ when: 'field', field: '城市', equals: true },
		{ when: 'field', field: '城市', known: false },
		{ when: 'field', field: '年龄', known: true, atLeast: 30.2 },
		{ when: 'field', field: '年龄', atLeast: 20, atMost: 30 },
		{ when: 'field', field: '年龄', equals: 30 },
		{ when: 'field', field: '生日', from: '2000-01-01' },
		{ when: 'field', field: '生日', until: '2000-02-29' },
		{ when: 'field', field: "x'; drop table member; --", equals: "' or 1=1 --" },
	),
	fc.record({
		when: fc.constant('events'),
		kinds: fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1 }),
		atLeast: fc.nat({ max: 2 }),
		atMost: fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }),
	}),
	fc.record({ when: fc.constant('events'), kinds: fc.constant(['checkin']), atMost: fc.nat({ max: 2 }) }),
	fc.record({
		when: fc.constantFrom('points', 'intimacy'),
		atLeast: fc.double({ min: -3, max: 9, noNaN: true }),
		atMost: fc.double({ min: 9, max: 70, noNaN: true }),
	}),
	fc.record({
		when: fc.constantFrom('joined', 'lastActive'),
		before: hours.map((one) => daysAgo(0, one)),
		withinDays: fc.integer({ min: 1, max: 40 }),
	}),
	fc.record({ when: fc.constantFrom('joined', 'lastActive'), after: hours.map((one) => daysAgo(0, one)) }),
	fc.record({
		when: fc.constantFrom('joined', 'lastActive'),
		notWithinDays: fc.integer({ min: 1, max: 40 }),
		withinDays: fc.integer({ min: 1, max: 40 }),
	}),
);
const anyCondition: fc.Arbitrary<SegmentCondition> = fc.oneof(
	conditions,
	more.map(parseCondition),
	more.map((of) => parseCondition({ when: 'not', of })),
	fc
		.tuple(more, conditions)
		.map(([one, other]) => parseCondition({ when: 'any', of: [{ when: 'all', of: [one] }, other] })),
);

describe.each(ENGINES)('segments, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	const { read, write } = world;
	beforeAll(() => world.open(1));
	beforeEach(() => world.newCommunity());

	const query = (condition: unknown): SegmentQuery => ({
		communityId: world.C,
		condition: parseCondition(condition),
		statuses: ['member'],
		now: NOW,
		timeZone: ZONE,
		fading: FADING,
	});
	const list = (asked: SegmentQuery) => read((tx) => tx.segmentMembers(asked, { limit: 100 }));

	async function join(tx: StoreTransaction, name: string, joined: number | null = 1): Promise<MemberRow> {
		const seen = { communityId: world.C, platform: 'p', platformMemberId: name, name, at: NOW };
		const { memberId } = await tx.ensureMember(seen);
		await tx.setMemberStatus(world.C, memberId, 'member', daysAgo(0, joined ?? 0));
		return (await tx.getMember(world.C, memberId)) as MemberRow;
	}

	const event = (memberId: string, eventId: string, type: string, ago: number) => ({
		communityId: world.C,
		source: 'test',
		eventId,
		type,
		memberId,
		occurredAt: daysAgo(0, ago),
		recordedAt: NOW,
		data: {},
	});

	/** Writes members as they are given; a merged one belongs to the person before it. Gives each person's facts. */
	async function writeAll(all: readonly Written[]): Promise<[string, SegmentFacts][]> {
		const kept: string[] = [];
		const parts: Written[][] = [];
		const statements: string[] = [];
		await write(async (tx) => {
			for (const [index, one] of all.entries()) {
				const { memberId } = await join(tx, `m${index}`, one.joined);
				const person = one.merged ? kept.at(-1) : undefined;
				if (person === undefined) {
					kept.push(memberId);
					parts.push([one]);
				} else parts.at(-1)?.push(one);
				if (person !== undefined)
					statements.push(
						`update {member} set merged_into = '${person}' where member_id = '${memberId}' and community_id = '${world.C}'`,
					);
				if (one.joined === null) {
					statements.push(
						`update {member} set joined_at = null where member_id = '${memberId}' and community_id = '${world.C}'`,
					);
				}
				await tx.appendLedger(
					one.events.map(({ kind, hours: ago }, n) => event(memberId, `${memberId}${n}`, kind, ago)),
				);
				const entryId = `${memberId}p`;
				await tx.addPoints({ communityId: world.C, entryId, memberId, amount: one.points, reason: 'r', at: NOW });
				if (one.score !== null) {
					const { activity, spending, hours: ago } = one.score;
					await tx.saveScore(world.C, memberId, { activity, spending, at: daysAgo(0, ago) });
				}
				if (one.tier !== null) {
					const state = { memberId, tier: one.tier, earned: one.tier, since: NOW, reviewAt: null };
					await tx.saveTiers(world.C, [state], NOW);
				}
				for (const [position, [field, value]] of one.fields.entries()) {
					const [text, number] = typeof value === 'string' ? [`'${value}'`, 'null'] : ['null', String(value)];
					statements.push(`insert into {portrait_value} (community_id, member_id, field, position, text, number, sealed, at)
						values ('${world.C}', '${memberId}', '${field}', ${position}, ${text}, ${number}, null, '${NOW}')`);
				}
				for (const { tag, expires } of one.tags) {
					const until = expires === null ? 'null' : `'${daysAgo(0, expires)}'`;
					statements.push(`insert into {member_tag} (community_id, member_id, tag, source, given_by, since, expires_at)
						values ('${world.C}', '${memberId}', '${tag}', 'operator', 'op', '${NOW}', ${until})`);
				}
			}
		});
		if (statements.length > 0) await runSql(world.storeConfig, `${statements.join(';\n')};`);
		return kept.map((person, index): [string, SegmentFacts] => [person, factsOf(parts[index] ?? [])]);
	}

	test('SQL finds exactly whom the rule finds', async () => {
		let found = 0;
		let missed = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(written, { minLength: 3, maxLength: 12 }),
				fc.array(anyCondition, { minLength: 12, maxLength: 12 }),
				async (all, asked) => {
					await world.newCommunity();
					const people = await writeAll(all);
					for (const condition of asked) {
						const question = { ...query({ when: 'points', atLeast: 0 }), condition };
						const holding = people.filter(([, facts]) => matches({ condition }, facts, NOW, ZONE)).map(([id]) => id);
						const listed = (await list(question)).map(({ memberId }) => memberId);
						expect([condition, listed]).toEqual([condition, holding.sort()]);
						found += holding.length;
						missed += people.length - holding.length;
						expect(await read((tx) => tx.countSegment(question))).toBe(holding.length);
						const [[id, facts] = ['', undefined]] = people;
						const kept = await read(async (tx) => tx.segmentFacts(question, await tx.memberIdsOf(world.C, id)));
						expect(matches({ condition }, kept, NOW, ZONE)).toBe(facts && matches({ condition }, facts, NOW, ZONE));
					}
				},
			),
			{ numRuns: 12 },
		);
		// The comparison is worth something only if both answers come about.
		expect(Math.min(found, missed)).toBeGreaterThan(100);
	});

	test('the facts of a person are those that were written, of all members that the person is', async () => {
		const blank = { fields: [], tags: [], events: [], points: 0, score: null, tier: null, joined: 24, merged: false };
		const [[person] = ['']] = await writeAll([
			{ ...blank, points: 3, fields: [['城市', '深圳']], events: [{ kind: 'checkin', hours: 2 }] },
			{
				...blank,
				points: 4,
				merged: true,
				events: [
					{ kind: 'checkin', hours: -2 },
					{ kind: 'message', hours: 1 },
				],
			},
		]);
		const asked = query({ when: 'events', kinds: ['checkin'], atLeast: 1 });
		const facts = await read(async (tx) => tx.segmentFacts(asked, await tx.memberIdsOf(world.C, person)));
		expect(facts).toMatchObject({
			fields: { 城市: ['深圳'] },
			points: 7,
			events: [{ kind: 'checkin', at: daysAgo(0, 2) }],
			lastActiveAt: daysAgo(0, 1),
			joinedAt: daysAgo(1),
		});
	});

	test('checked in 5 of the last 7 days and never bought', async () => {
		const asked = query({
			when: 'all',
			of: [
				{ when: 'events', kinds: ['checkin.recorded'], count: 'days', withinDays: 7, atLeast: 5 },
				{ when: 'events', kinds: ['payment_succeeded'], atMost: 0 },
			],
		});
		await write(async (tx) => {
			const { memberId: eager } = await join(tx, 'eager');
			const { memberId: buyer } = await join(tx, 'buyer');
			const { memberId: burst } = await join(tx, 'burst');
			for (const day of [0, 1, 2, 3, 5]) {
				await tx.appendLedger([
					event(eager, `a${day}`, 'checkin.recorded', day * 24),
					event(buyer, `b${day}`, 'checkin.recorded', day * 24),
					// Ten on one day are one day.
					event(burst, `c${day}`, 'checkin.recorded', 1),
				]);
			}
			await tx.appendLedger([event(buyer, 'paid', 'payment_succeeded', 900)]);
		});
		expect((await list(asked)).map(({ name }) => name)).toEqual(['eager']);
	});

	test('are paged, and hold those of the statuses that are asked for', async () => {
		const ids = await write(async (tx) => {
			const rows: string[] = [];
			for (let n = 0; n < 5; n++) rows.push((await join(tx, `m${n}`)).memberId);
			await tx.setMemberStatus(world.C, rows[0] ?? '', 'left', NOW);
			return rows;
		});
		const asked = query({ when: 'points', atMost: 0 });
		const first = await read((tx) => tx.segmentMembers(asked, { limit: 3 }));
		const rest = await read((tx) => tx.segmentMembers(asked, { limit: 3, after: first.at(-1)?.memberId }));
		expect([...first, ...rest].map(({ memberId }) => memberId)).toEqual(ids.slice(1).sort());
		expect(await read((tx) => tx.countSegment({ ...asked, statuses: ['left', 'member'] }))).toBe(5);
		expect(await read((tx) => tx.countSegment({ ...asked, communityId: 'other' }))).toBe(0);
	});

	test('are saved under their name, and changed only where something changes', async () => {
		const condition = parseCondition({ when: 'tag', tag: '铁粉' });
		const segment = { communityId: world.C, name: '铁粉', condition, statuses: ['member' as const], savedBy: 'op' };
		const save = (changes: object, at: string) => write((tx) => tx.saveSegment({ ...segment, ...changes }, at));
		expect(await save({}, NOW)).toBe(true);
		expect(await save({ savedBy: 'other' }, daysAgo(-1))).toBe(false);
		expect(await save({ statuses: ['member', 'left'] }, daysAgo(-2))).toBe(true);
		expect(await read((tx) => tx.getSegment(world.C, '铁粉'))).toEqual({
			...segment,
			statuses: ['member', 'left'],
			createdAt: new Date(NOW).toISOString(),
			updatedAt: daysAgo(-2),
		});
		expect(await read((tx) => tx.listSegments(world.C, { limit: 9 }))).toHaveLength(1);
		expect(await read((tx) => tx.getSegment(world.C, 'none'))).toBeUndefined();
	});
});

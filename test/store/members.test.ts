import fc from 'fast-check';

import { withoutPerson } from '../../community/identity/erasure';
import type { MemberRecord } from '../../community/identity/record';
import { mergeMembers, splitMerge } from '../../nodes/CommunityMember/actions/merging';
import { PERSONAL_TABLES } from '../../store/personal-data';
import type { StoreTransaction } from '../../store/types';
import { Engines, ENGINES } from './support/engines';
import { tablesWith } from './support/columns';
import { runSql } from './support/raw-sql';
import { at, codeOf, T0, World } from './support/world';

const engines = new Engines();
beforeAll(() => engines.start(), 60_000);
afterAll(() => engines.stop(), 60_000);

const NAMES = ['a', 'b', 'c', 'd'] as const;

/** What each member of a case begins with. */
const beginnings = fc.array(
	fc.record({
		tags: fc.subarray(['铁粉', '新人', '🐟']),
		fields: fc.dictionary(fc.constantFrom('city', 'age', 'hobby'), fc.constantFrom('深圳', '上海'), { maxKeys: 3 }),
		phone: fc.option(fc.constantFrom('k1', 'k2')),
		verified: fc.boolean(),
		contact: fc.option(fc.constantFrom('n1', 'n2')),
		status: fc.constantFrom('applicant', 'member', 'left'),
	}),
	{ minLength: NAMES.length, maxLength: NAMES.length },
);
const steps = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 4 });

describe.each(ENGINES)('members in the %s store', (engine) => {
	const world = new World(engines, engine);
	beforeAll(() => world.open(2), 60_000);
	beforeEach(() => world.newCommunity());

	const records = (tx: StoreTransaction, ids: readonly string[]): Promise<MemberRecord[]> =>
		Promise.all(ids.map((memberId) => tx.recordOf(world.C, memberId)));
	const order = (keep: string, absorb: string) => ({
		...{ communityId: world.C, keep, absorb, by: '小王', at: at(60), because: [], despiteConflicts: true },
	});

	test('merges that are split in any order leave everybody as they were', async () => {
		await fc.assert(
			fc.asyncProperty(beginnings, steps, fc.infiniteStream(fc.nat()), async (people, merges, choices) => {
				await world.newCommunity();
				await world.write(async (tx) => {
					const ids: string[] = [];
					for (const [index, person] of people.entries()) {
						const { memberId } = await tx.ensureMember({
							...{
								communityId: world.C,
								platform: 'p',
								platformMemberId: NAMES[index] ?? '',
								name: NAMES[index],
								at: T0,
							},
						});
						ids.push(memberId);
						await tx.setMemberStatus(world.C, memberId, person.status, at(index));
						for (const tag of person.tags) {
							await tx.putTag(world.C, memberId, { tag, source: 'operator', by: 'x', since: at(index) });
						}
						for (const [field, text] of Object.entries(person.fields)) {
							await tx.putPortrait(world.C, memberId, field, [{ text, number: null, sealed: null }], T0);
						}
						if (person.phone !== null) {
							const trait = { memberId, kind: 'phone', scope: '', key: person.phone, sealed: `s${index}` } as const;
							await tx.putTrait(world.C, { ...trait, verified: person.verified, at: T0 });
						}
						if (person.contact !== null) {
							await tx.putContacts(world.C, memberId, [{ kind: 'name', key: person.contact, value: 'v' }], at(index));
						}
						await tx.addPoints({
							communityId: world.C,
							entryId: `e${index}`,
							memberId,
							amount: 1 + index,
							reason: 'r',
							at: T0,
						});
					}
					const before = await records(tx, ids);
					const merged: string[] = [];
					for (const [keep, absorb] of merges) {
						const done = await mergeMembers(tx, order(ids[keep] ?? '', ids[absorb] ?? ''));
						if (done.outcome === 'merged') merged.push(done.mergeId);
					}
					for (const one of choices) {
						const [mergeId] = merged.splice(one % Math.max(1, merged.length), 1);
						if (mergeId === undefined) break;
						await splitMerge(tx, { communityId: world.C, mergeId, by: '小王', at: at(90), toAbsorbed: [] });
					}
					expect(await records(tx, ids)).toEqual(before);
					for (const memberId of ids) expect(await tx.memberIdsOf(world.C, memberId)).toEqual([memberId]);
				});
			}),
			{ numRuns: engine === 'embedded' ? 60 : 25 },
		);
	}, 120_000);

	test('a member who is merged twice over leads to the last, and back', async () => {
		const [a, b, c] = [await world.member('a'), await world.member('b'), await world.member('c')].map(
			(one) => one.memberId,
		);
		await world.write(async (tx) => {
			await mergeMembers(tx, order(a ?? '', b ?? ''));
			const second = await mergeMembers(tx, order(c ?? '', a ?? ''));
			expect(await tx.memberIdsOf(world.C, b ?? '')).toEqual([c, ...[a, b].sort()]);
			expect((await tx.findMember(world.C, { platform: 'p', platformMemberId: 'b' }))?.memberId).toBe(c);
			if (second.outcome !== 'merged') throw new Error('not merged');
			const { mergeId } = second;
			await splitMerge(tx, { communityId: world.C, mergeId, by: 'x', at: at(61), toAbsorbed: [] });
			expect(await tx.memberIdsOf(world.C, b ?? '')).toEqual([a, b]);
			expect((await tx.findMember(world.C, { platform: 'p', platformMemberId: 'c' }))?.memberId).toBe(c);
			// Whoever was split is not merged again by rules.
			const again = await mergeMembers(tx, { ...order(c ?? '', a ?? ''), despiteConflicts: false });
			expect(again).toEqual({ outcome: 'blocked', conflicts: ['kept_apart'] });
		});
	});

	test('two operators who merge the same members at once make one merge', async () => {
		const ids = [await world.member('a'), await world.member('b')].map(({ memberId }) => memberId);
		const done = await world.atOnce(4, (tx, n) => mergeMembers(tx, order(ids[n % 2] ?? '', ids[1 - (n % 2)] ?? '')));
		expect(done.filter(({ outcome }) => outcome === 'merged')).toHaveLength(1);
		expect(done.filter(({ outcome }) => outcome === 'already')).toHaveLength(3);
	});

	test('a token works once, and not after its time', async () => {
		const { memberId } = await world.member('a');
		await world.write((tx) => tx.addToken(world.C, { key: 'k', memberId, createdAt: T0, expiresAt: at(60) }));
		await world.write((tx) => tx.addToken(world.C, { key: 'late', memberId, createdAt: T0, expiresAt: at(60) }));
		const used = await world.atOnce(6, (tx) => tx.useToken(world.C, 'k', at(30)));
		expect(used.filter((one) => one !== undefined)).toEqual([{ memberId }]);
		expect(await world.write((tx) => tx.useToken(world.C, 'late', at(60)))).toBeUndefined();
	});

	const erasure = (memberIds: string[]) => ({
		...{
			communityId: world.C,
			memberIds,
			erasureId: `e-${memberIds[0] ?? ''}`,
			pseudonym: `erased_${memberIds[0] ?? ''}x`,
		},
		...{ askedBy: '小王', reason: '本人要求', at: at(100), withoutPerson },
	});

	test('an erased person is in no table any more, and the ledger keeps a pseudonym', async () => {
		await world.store(0).claimReceipts(
			[
				['7', '小雨爱钓鱼', '我的电话是13800138000'],
				['8', '阿明', '你好'],
			].map(([memberId = '', memberName = '', text = ''], index) => ({
				source: 'telegram',
				event: {
					...{ v: 1, eventId: `e${index}`, platform: 'p', communityId: world.C, memberId, memberName, text },
					...{ type: 'message', occurredAt: T0, receivedAt: T0, verified: true },
					invite: { inviterId: '7', name: '海报' },
				} as const,
			})),
			{ now: T0, leaseMs: 1000, maxAttempts: 3 },
		);
		const rain = await world.member('7');
		const { memberId } = rain;
		const other = await world.member('70');
		await world.write(async (tx) => {
			await mergeMembers(tx, order(memberId, other.memberId));
			await tx.putTag(world.C, memberId, { tag: '铁粉', source: 'operator', by: 'x', since: T0 });
			await tx.addPoints({
				communityId: world.C,
				entryId: 'p1',
				memberId: other.memberId,
				amount: 5,
				reason: '小雨爱钓鱼第一',
				at: T0,
			});
			const member = { platform: 'p', platformMemberId: '7', name: '小雨爱钓鱼' };
			await tx.once(world.C, 'x:1', T0, async () => ({ member, messages: [{ text: '欢迎小雨爱钓鱼' }] }));
			await tx.once(world.C, 'x:2', T0, async () => ({ messageId: '7' }));
		});
		const ids = await world.read((tx) => tx.memberIdsOf(world.C, memberId));
		const counts = await world.write((tx) => tx.erasePerson(erasure(ids)));
		expect(counts).toMatchObject({ event: 3, identity: 2, member_tag: 1, operation: 1, points: 1 });

		const left = await world.read(async (tx) => ({
			found: await tx.findMember(world.C, { platform: 'p', platformMemberId: '7' }),
			lines: await tx.listLedger({ communityId: world.C }, { limit: 50 }),
			pseudonym: await tx.memberIdsOf(world.C, `erased_${memberId}x`),
		}));
		expect(left.found).toBeUndefined();
		expect(left.pseudonym).toEqual([`erased_${memberId}x`, `erased_${memberId}x_1`]);
		const text = JSON.stringify(left.lines);
		expect(text).not.toMatch(/小雨爱钓鱼|13800138000|"7"/);
		expect(text).toContain('阿明');
		expect(left.lines.filter(({ type }) => type === 'message')).toMatchObject([
			{ eventId: 'e0', memberId: `erased_${memberId}x`, occurredAt: T0 },
			{ eventId: 'e1', data: { text: '你好', invite: { inviterId: `erased_${memberId}x` } } },
		]);

		const back = await world.member('7');
		expect(await world.read((tx) => tx.pointsBalance(world.C, back.memberId))).toBe(0);
		expect(
			await world.read((tx) => tx.listLedger({ communityId: world.C, memberId: back.memberId }, { limit: 5 })),
		).toEqual([]);
	});

	test('nothing but an erasure changes a line, and the record of an erasure is for good', async () => {
		const { memberId } = await world.member('a');
		await world.write((tx) =>
			tx.addPoints({ communityId: world.C, entryId: 'p', memberId, amount: 1, reason: 'r', at: T0 }),
		);
		const refused = (sql: string): Promise<void> =>
			expect(runSql(world.storeConfig, sql)).rejects.toThrow(/append-only/);
		await refused(`update {points} set reason = 'x' where community_id = '${world.C}'`);
		await world.write((tx) => tx.erasePerson(erasure([memberId])));
		await refused(`update {points} set reason = 'x' where community_id = '${world.C}'`);
		await refused(`update {erasure} set finished_at = null where community_id = '${world.C}'`);
		await refused(`delete from {erasure} where community_id = '${world.C}'`);
		await refused(`delete from {points} where community_id = '${world.C}'`);
	});

	test('an erasure that fails half-way has changed nothing', async () => {
		const { memberId } = await world.member('a');
		await world.write((tx) => tx.erasePerson(erasure([memberId])));
		const b = await world.member('b');
		// The same record twice is refused, after nothing and before everything.
		const twice = world.write((tx) => tx.erasePerson({ ...erasure([b.memberId]), erasureId: `e-${memberId}` }));
		expect(await codeOf(twice)).toBe('conflict');
		expect((await world.member('b')).memberId).toBe(b.memberId);
	});

	test('the list of personal data knows every table with a member in it', async () => {
		const found = await tablesWith(world.storeConfig, /member_id$|^(kept|absorbed|one|other)_id$/);
		const known = new Set(['member', ...Object.keys(PERSONAL_TABLES)]);
		expect(found.filter((table) => !known.has(table))).toEqual([]);
		expect([...known].filter((table) => !found.includes(table) && PERSONAL_TABLES[table]?.via === undefined)).toEqual(
			[],
		);
	});
});

import type { CommunityStore } from '../../store';
import { ADMINS, condition, fills, GROUP, PACKAGE, runNode, storeOf, TYPE } from '../nodes/support/workflows';
import { createHarness, type Harness } from './harness';

/** The score is the answer itself, up to 90. */
const SCORES = [10, 20, 30, 40, 50, 60, 70, 80, 90].map((least) => ({
	name: `${least}+`,
	field: 'answers.分数',
	condition: condition('number', 'gte', least),
	weight: 10,
}));
const EVALUATE = {
	resource: 'application',
	operation: 'evaluate',
	rules: { rule: SCORES },
	approveFrom: 1000,
	rejectBelow: 0,
	reviewGroupId: ADMINS,
};

interface Outcome {
	[field: string]: unknown;
	applicationId: string;
	member: { platformMemberId: string };
	messages: { text: string; to: object; dedupeKey: string }[];
}

describe('Select', () => {
	let harness: Harness;
	let store: CommunityStore;
	beforeEach(async () => {
		harness = await createHarness({ packageDir: PACKAGE });
		store = await storeOf(harness);
	}, 30_000);
	afterEach(async () => {
		await store.close();
		await harness.dispose();
	});

	/** One application in review for each score, by members 1, 2, 3, … */
	const apply = async (scores: readonly number[], answers: readonly object[] = []) => {
		const items = scores.map((score, index) => fills(String(index + 1), { 分数: score, ...answers[index] }));
		const { outputs } = await runNode(harness, TYPE.screening, EVALUATE, items);
		expect(outputs[1]).toHaveLength(scores.length);
		return (outputs[1] ?? []) as unknown as Outcome[];
	};
	const select = async (parameters: object, items: readonly object[] = [{}]) => {
		const { outputs, error } = await runNode(
			harness,
			TYPE.screening,
			{ resource: 'application', operation: 'select', communityId: GROUP, selectionId: 's1', ...parameters },
			items,
		);
		return { error, outputs: outputs as unknown as Outcome[][] };
	};
	const ids = (outcomes: readonly Outcome[] = []) => outcomes.map(({ member }) => member.platformMemberId);
	const status = async (applicationId: string) =>
		(await store.read((tx) => tx.getReview(GROUP, applicationId)))?.status;

	it('takes the best, lets the rest wait in their order, and rejects those below the minimum', async () => {
		const [weak] = await apply([5, 40, 90, 60, 20]);
		const { outputs } = await select({ places: 2, options: { minimumScore: 20 } });
		expect(outputs.map(ids)).toEqual([['3', '4'], ['2', '5'], ['1']]);
		const [approved, waiting, rejected] = outputs;
		expect(approved).toMatchObject([
			{ decision: 'approved', rank: 1, score: 90, duplicate: false, selectionId: 's1' },
			{ decision: 'approved', rank: 2 },
		]);
		expect(approved?.[0]?.messages).toMatchObject([
			{ to: { kind: 'member', id: '3' }, text: '🎉 恭喜，你入选了深圳设计师社群！' },
		]);
		expect(waiting).toMatchObject([{ place: 1 }, { place: 2 }]);
		expect(waiting?.[1]?.messages[0]?.text).toContain('候补名单第 2 位');
		expect(rejected?.[0]?.messages[0]?.text).toContain('暂时没有通过');
		expect(await status(weak?.applicationId ?? '')).toBe('rejected');
		expect(await store.read((tx) => tx.countMembers(GROUP, { way: 'selection' }))).toBe(2);
	});

	it('gives the first outcome again, whoever has applied since', async () => {
		await apply([40, 90, 60]);
		const first = await select({ places: 1 });
		const late = fills('9', { 分数: 90 });
		await runNode(harness, TYPE.screening, EVALUATE, [late]);
		const again = await select({ places: 3 });
		expect(again.outputs).toEqual(first.outputs.map((some) => some.map((one) => ({ ...one, duplicate: true }))));
		expect((await select({ selectionId: 's2', places: 1 })).outputs.map(ids)[0]).toEqual(['9']);
	});

	it('draws lots among equals, which another seed may turn', async () => {
		await apply([50, 50, 50, 50, 50, 50]);
		const drawn = new Set<string>();
		for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
			// Each on a store of its own would take long: the order of the waiting list is drawn anew each time.
			const { outputs } = await select({ selectionId: seed, places: 0, options: { seed, maxMembers: 0 } });
			drawn.add(ids(outputs[1]).join());
			const { outputs: same } = await select({
				selectionId: `${seed}-again`,
				places: 0,
				options: { seed, maxMembers: 0 },
			});
			expect(ids(same[1])).toEqual(ids(outputs[1]));
		}
		expect(drawn.size).toBeGreaterThan(1);
	});

	it('keeps places for a tier and gives the rest to the best', async () => {
		await apply([90, 80, 70, 30], [{}, {}, {}, { 职业: '设计师' }]);
		const tiers = { tierField: 'answers.职业', tiers: { tier: [{ tier: 'designers', quota: 1, tag: '设计师' }] } };
		const { outputs } = await select({ places: 2, options: tiers });
		expect(outputs.map(ids)).toEqual([['1', '4'], ['2', '3'], []]);
		expect(outputs[0]?.[1]).toMatchObject({ tier: 'designers', rank: 4 });
	});

	it('moves the list up in its order when places are free, and tells only those who move', async () => {
		await apply([90, 80, 70, 60]);
		await select({ places: 1 });
		const moved = await select({ selectionId: 'up-1', method: 'moveUp', places: 2 });
		expect(moved.outputs.map(ids)).toEqual([['2', '3'], [], []]);
		expect(moved.outputs[0]?.[0]?.messages).toMatchObject([{ text: '🎉 有名额空出来了，轮到你加入深圳设计师社群！' }]);
		expect((await select({ selectionId: 'up-1', method: 'moveUp', places: 9 })).outputs.map(ids)).toEqual([
			['2', '3'],
			[],
			[],
		]);
		expect((await select({ selectionId: 'up-2', method: 'moveUp', places: 9 })).outputs.map(ids)).toEqual([
			['4'],
			[],
			[],
		]);
	});

	it('lets in no more than the community takes, counting those who have not joined yet', async () => {
		await apply([90, 80, 70, 60]);
		const first = await select({ places: 0, options: { maxMembers: 3 } });
		expect(first.outputs.map(ids)).toEqual([['1', '2', '3'], ['4'], []]);
		const none = await select({ selectionId: 's2', method: 'moveUp', places: 5, options: { maxMembers: 3 } });
		expect(none.outputs).toEqual([[], [], []]);
		await store.transaction(async (tx) => {
			const member = await tx.findMember(GROUP, { platform: 'telegram', platformMemberId: '2' });
			await tx.setMemberStatus(GROUP, member?.memberId ?? '', 'left', new Date().toISOString());
		});
		const one = await select({ selectionId: 's3', method: 'moveUp', places: 5, options: { maxMembers: 3 } });
		expect(one.outputs.map(ids)).toEqual([['4'], [], []]);
	});

	it('puts those who come to the list later behind those who wait', async () => {
		await apply([10, 20]);
		await select({ places: 0, options: { maxMembers: 0 } });
		await runNode(harness, TYPE.screening, EVALUATE, [fills('9', { 分数: 90 })]);
		const { outputs } = await select({ selectionId: 's2', from: ['review'], places: 0, options: { maxMembers: 0 } });
		expect(outputs[1]).toMatchObject([{ place: 3, member: { platformMemberId: '9' } }]);
		const moved = await select({ selectionId: 'up', method: 'moveUp', places: 3 });
		expect(ids(moved.outputs[0])).toEqual(['2', '1', '9']);
	});

	it('chooses among those who were collected for it, and nobody before', async () => {
		const collect = { ...EVALUATE, approveFrom: 50, rejectBelow: 20, options: { collect: true } };
		const items = [10, 90, 60].map((score, index) => fills(String(index + 1), { 分数: score }));
		const { outputs: collected } = await runNode(harness, TYPE.screening, collect, items);
		expect(collected.map((some) => some.length)).toEqual([0, 2, 1]);
		expect(collected[1]).toMatchObject([{ decision: 'review', messages: [] }, { decision: 'review' }]);
		const { outputs } = await select({ places: 1 });
		expect(outputs.map(ids)).toEqual([['2'], ['3'], []]);
		expect(await store.read((tx) => tx.countApplications({ communityId: GROUP, way: 'selection' }))).toBe(3);
	});

	it('gives nobody two places, though they applied twice', async () => {
		await apply([40, 30]);
		await select({ places: 0, options: { maxMembers: 0 } });
		await apply([90, 20]);
		const { outputs } = await select({ selectionId: 's2', places: 2 });
		expect(outputs[0]).toMatchObject([
			{ score: 90, member: { platformMemberId: '1' } },
			{ score: 30, member: { platformMemberId: '2' } },
		]);
	});

	it('says nothing to anybody where that is not wished', async () => {
		await apply([90, 80]);
		const { outputs } = await select({ places: 1, options: { tellApplicants: false } });
		expect(outputs.flat().map(({ messages }) => messages)).toEqual([[], []]);
	});

	it.each([
		['no community', { communityId: '={{ "" }}' }, /"Community ID" is empty/],
		['no ID', { selectionId: '={{ " " }}' }, /"Selection ID" is empty/],
		['no places', { places: 0 }, /"Places" is 0/],
		['a part of a place', { places: 1.5 }, /"Places" of "Head-Count Quota" cannot be used/],
		['nobody to choose from', { from: [] }, /"Choose From" is empty/],
		[
			'tiers that keep too much',
			{ places: 1, options: { tiers: { tier: [{ tier: 'a', quota: 2 }] } } },
			/keep 2 places/,
		],
		['a community that nobody knows', { communityId: '-404' }, /There is no community -404/],
	])('refuses %s', async (_what, parameters, message) => {
		await apply([50]);
		const { error } = await select({ places: 1, ...parameters });
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
	});

	it('refuses an ID that was used with the other method', async () => {
		await apply([50]);
		await select({ places: 1 });
		expect((await select({ places: 1, method: 'moveUp' })).error?.message).toMatch(/used before with another method/);
	});
});

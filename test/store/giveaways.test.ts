import { openGiveaway, type Opening } from '../../nodes/Lottery/actions/giveaway/open';
import { take } from '../../nodes/Lottery/actions/giveaway/take';
import type { JsonObject, StoreTransaction } from '../../store';
import { ENGINES, Engines } from './support/engines';
import { runSql } from './support/raw-sql';
import { T0, World, at, tally } from './support/world';

jest.setTimeout(300_000);

const engines = new Engines();
const keyBefore = process.env['N8N_ENCRYPTION_KEY'];
beforeAll(async () => {
	process.env['N8N_ENCRYPTION_KEY'] = 'a key for the tests of giveaways';
	await engines.start();
});
afterAll(async () => {
	if (keyBefore === undefined) delete process.env['N8N_ENCRYPTION_KEY'];
	else process.env['N8N_ENCRYPTION_KEY'] = keyBefore;
	await engines.stop();
});

/** Connections of four processes. */
const AT_ONCE = 40;

describe.each(ENGINES)('giveaways, on the %s engine', (engine) => {
	const world = new World(engines, engine);
	beforeAll(() => world.open());
	beforeEach(() => world.newCommunity());

	const open = async (definition: object) => {
		const opening: Opening = {
			communityId: world.C,
			giveawayId: 'g',
			groupId: world.C,
			platform: 'p',
			reviewGroupId: null,
			operator: 'op',
			definition: { title: '福利', ...definition },
			opensAt: T0,
			ends: at(3600),
			secret: '5e'.repeat(32),
			timeZone: 'UTC',
			now: T0,
		};
		return await world.write((tx) => openGiveaway(tx, opening));
	};
	const grab = async (tx: StoreTransaction, who: string, request: string) => {
		const taken = await take(tx, {
			communityId: world.C,
			giveawayId: 'g',
			subject: {
				community: { communityId: world.C, groupId: world.C },
				member: { platform: 'p', platformMemberId: who, name: who },
			},
			event: undefined,
			requestId: request,
			timeZone: 'UTC',
			now: at(10),
		});
		if (taken === undefined) throw new Error('passed over');
		return taken;
	};
	/** So many requests, as many at once as the processes have connections to their store. */
	const crowd = async (times: number, work: (tx: StoreTransaction, n: number) => ReturnType<typeof grab>) => {
		const results: Awaited<ReturnType<typeof grab>>[] = [];
		for (let from = 0; from < times; from += AT_ONCE) {
			const some = Math.min(AT_ONCE, times - from);
			results.push(...(await world.atOnce(some, (tx, n) => work(tx, from + n))));
		}
		return results;
	};
	const verdictOf = ({ result }: { result: JsonObject }) => String(result['verdict']);
	const held = async () => await world.read((tx) => tx.getGiveaway(world.C, 'g'));

	test('of 100 tickets exactly 100 go to 500 who grab at once, each number once', async () => {
		await open({ kind: 'tickets', quantity: 100 });
		const results = await crowd(500, (tx, n) => grab(tx, `person-${n}`, `r${n}`));
		expect(tally(results.map(verdictOf))).toEqual({ taken: 100, empty: 400 });
		const things = await world.read((tx) => tx.countThings(world.C, 'g'));
		expect(
			Object.keys(things)
				.map(Number)
				.sort((a, b) => a - b),
		).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
		expect(await held()).toMatchObject({ takes: 100, held: 100 });
	});

	test('a person who grabs fifty times at once gets one share, and all shares add up', async () => {
		await open({ kind: 'red_packet', total: 1000, shares: 12, unit: 'points' });
		const greedy = await world.atOnce(50, (tx, n) => grab(tx, 'greedy', `r${n}`));
		expect(tally(greedy.map(verdictOf))).toEqual({ taken: 1, taken_before: 49 });
		const others = await world.atOnce(30, (tx, n) => grab(tx, `other-${n}`, `o${n}`));
		expect(tally(others.map(verdictOf))).toEqual({ taken: 11, empty: 19 });
		const takes = await world.read((tx) => tx.listTakes(world.C, 'g', { limit: 100 }));
		const amounts = takes.map(({ outcome }) => Number(outcome['amount']));
		expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(1000);
		expect(Math.min(...amounts)).toBeGreaterThanOrEqual(1);
		const balances = await world.read((tx) =>
			Promise.all(takes.map(async ({ memberId }) => await tx.pointsBalance(world.C, memberId))),
		);
		expect(balances).toEqual(amounts);
	});

	test('the same request again gives the same, and takes nothing', async () => {
		await open({ kind: 'tickets', quantity: 3 });
		const first = await world.write((tx) => grab(tx, 'a', 'r'));
		const again = await world.write((tx) => grab(tx, 'a', 'r'));
		expect(again).toEqual({ duplicate: true, result: first.result });
		expect(await held()).toMatchObject({ takes: 1 });
	});

	test('a stock is never given away twice, whoever plays at once', async () => {
		await open({ kind: 'instant_win', prizes: [{ name: '咖啡', perMillion: 1_000_000, stock: 7 }], playsPerPerson: 2 });
		const plays = await world.atOnce(60, (tx, n) => grab(tx, `p-${n % 40}`, `r${n}`));
		expect(tally(plays.map(verdictOf))).toEqual({ taken: 60 });
		expect(await world.read((tx) => tx.countThings(world.C, 'g'))).toEqual({ 咖啡: 7 });
		const third = await world.write((tx) => grab(tx, 'p-0', 'more'));
		expect(verdictOf(third)).toBe('taken_before');
	});

	test('a person who was merged from two members comes once', async () => {
		await open({ kind: 'tickets', quantity: 5 });
		const taken = await world.write((tx) => grab(tx, 'old', 'r1'));
		expect(verdictOf(taken)).toBe('taken');
		const [oldOne, newOne] = [await world.member('old'), await world.member('new')];
		await runSql(
			world.storeConfig,
			`update {member} set merged_into = '${newOne.memberId}' where community_id = '${world.C}' and member_id = '${oldOne.memberId}'`,
		);
		expect(verdictOf(await world.write((tx) => grab(tx, 'new', 'r2')))).toBe('taken_before');
	});
});

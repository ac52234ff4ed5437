import fc from 'fast-check';
import { parseGiveaway, supplyOf, timesPerPerson, type Giveaway } from '../../../community/giveaway/definition';
import { playNumber, takeFrom, takeRefusal, type TakeFacts, type TakeInput } from '../../../community/giveaway/take';

const OPEN = { opensAt: '2026-03-01T08:00:00Z', endsAt: '2026-03-02T08:00:00Z' };
const NOON = '2026-03-01T12:00:00Z';
const SECRET = 'ab'.repeat(32);

const tickets = (more: object = {}): Giveaway =>
	parseGiveaway({ kind: 'tickets', title: '讲座', quantity: 3, ...OPEN, ...more });
const win = (more: object = {}): Giveaway =>
	parseGiveaway({
		kind: 'instant_win',
		title: '转盘',
		prizes: [
			{ name: '大奖', perMillion: 100_000, stock: 2 },
			{ name: '小奖', perMillion: 400_000, stock: 5 },
		],
		playsPerPerson: 3,
		...OPEN,
		...more,
	});
const facts = (more: Partial<TakeFacts> = {}): TakeFacts => ({
	status: 'open',
	taken: 0,
	before: 0,
	isMember: true,
	joinedAt: '2026-02-01T00:00:00Z',
	...more,
});
const input = (more: Partial<TakeInput> = {}): TakeInput => ({
	secret: SECRET,
	index: 0,
	personId: 'm_a',
	attempt: 1,
	ticketsHeld: new Set(),
	won: {},
	...more,
});

describe('who may take', () => {
	test.each([
		['in time', tickets(), facts(), NOON, undefined],
		['before it opens', tickets(), facts(), '2026-03-01T07:59:59Z', 'not_yet'],
		['at the very end', tickets(), facts(), '2026-03-02T08:00:00Z', 'over'],
		['after it was closed', tickets(), facts({ status: 'closed' }), NOON, 'over'],
		['a stranger', tickets(), facts({ isMember: false }), NOON, 'not_a_member'],
		['a newcomer', tickets({ minimumDays: 29 }), facts(), NOON, 'too_new'],
		['a member of long enough', tickets({ minimumDays: 28 }), facts(), NOON, undefined],
		['a member of unknown standing', tickets({ minimumDays: 1 }), facts({ joinedAt: null }), NOON, 'too_new'],
		['whoever has one', tickets(), facts({ before: 1 }), NOON, 'taken_before'],
		['too late', tickets(), facts({ taken: 3 }), NOON, 'empty'],
		['a third play', win(), facts({ before: 2, taken: 900 }), NOON, undefined],
		['a fourth play', win(), facts({ before: 3 }), NOON, 'taken_before'],
	])('%s', (_who, giveaway, known, now, refusal) => {
		expect(takeRefusal(giveaway, known, now, 'UTC')).toBe(refusal);
	});
});

describe('what they get', () => {
	test('the lowest free number of the tickets, with its code', () => {
		const three = tickets({ codes: ['A', 'B', 'C'] });
		expect(takeFrom(three, input())).toEqual({ kind: 'ticket', ticket: 1, code: 'A' });
		expect(takeFrom(three, input({ ticketsHeld: new Set([1, 3]) }))).toEqual({ kind: 'ticket', ticket: 2, code: 'B' });
	});

	test('shares of a red packet that add up, in the order of coming', () => {
		const packet = parseGiveaway({ kind: 'red_packet', title: '红包', total: 100, shares: 7, unit: 'points', ...OPEN });
		const amounts = Array.from({ length: 7 }, (_, index) => takeFrom(packet, input({ index, personId: `m_${index}` })));
		expect(amounts.reduce((sum, one) => sum + (one.kind === 'share' ? one.amount : 0), 0)).toBe(100);
	});

	test('the odds that were published, whoever plays (chi-square over 100,000 plays)', () => {
		const counts: Record<string, number> = {};
		for (let n = 0; n < 100_000; n++) {
			const outcome = takeFrom(
				win({
					prizes: [
						{ name: '大奖', perMillion: 100_000, stock: 1_000_000 },
						{ name: '小奖', perMillion: 400_000, stock: 1_000_000 },
					],
				}),
				input({ personId: `m_${n}` }),
			);
			const what = outcome.kind === 'play' ? (outcome.prize ?? 'none') : '';
			counts[what] = (counts[what] ?? 0) + 1;
		}
		const chi = [
			['大奖', 10_000],
			['小奖', 40_000],
			['none', 50_000],
		].reduce(
			(sum, [what, expected]) => sum + ((counts[String(what)] ?? 0) - Number(expected)) ** 2 / Number(expected),
			0,
		);
		// 0.1 % point of chi-square with 2 degrees of freedom.
		expect(chi).toBeLessThan(13.82);
	});

	test('the same number for the same person and play, whatever others did', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (personId, attempt, index) => {
				const outcome = takeFrom(win(), input({ personId, attempt, index, won: { 大奖: index } }));
				expect(outcome).toMatchObject({ kind: 'play', number: playNumber(SECRET, personId, attempt) });
			}),
		);
	});

	test('nothing of a prize that is all given away, and they are told so', () => {
		const sure = win({ prizes: [{ name: '大奖', perMillion: 1_000_000, stock: 2 }] });
		expect(takeFrom(sure, input({ won: { 大奖: 1 } }))).toMatchObject({ prize: '大奖' });
		expect(takeFrom(sure, input({ won: { 大奖: 2 } }))).toMatchObject({ outOfStock: true });
		expect(takeFrom(sure, input({ won: { 大奖: 2 } }))).not.toHaveProperty('prize');
	});
});

describe('a giveaway as it is defined', () => {
	test('knows its supply, and how often a person may come', () => {
		expect([supplyOf(tickets()), timesPerPerson(tickets())]).toEqual([3, 1]);
		expect([supplyOf(win()), timesPerPerson(win())]).toEqual([Number.POSITIVE_INFINITY, 3]);
	});

	test.each([
		[{ endsAt: OPEN.opensAt }, 'endsAt'],
		[{ endsAt: 'tomorrow' }, 'endsAt'],
		[{ quantity: 0 }, 'quantity'],
		[{ codes: ['A', 'B'] }, 'codes'],
		[{ codes: ['A', 'A', 'B'] }, 'codes'],
		[{ title: ' ' }, 'title'],
	])('tickets with %j are refused', (wrong, field) => {
		expect(() => tickets(wrong)).toThrow(expect.objectContaining({ name: 'DomainError', field }));
	});

	test.each([
		[{ prizes: [] }, 'prizes'],
		[
			{
				prizes: [
					{ name: 'a', perMillion: 600_000, stock: 1 },
					{ name: 'b', perMillion: 400_001, stock: 1 },
				],
			},
			'prizes',
		],
		[{ prizes: [{ name: 'a', perMillion: 0, stock: 1 }] }, 'prizes.0.perMillion'],
		[{ prizes: [{ name: 'a', perMillion: 1, stock: 0 }] }, 'prizes.0.stock'],
	])('an instant win with %j is refused', (wrong, field) => {
		expect(() => win(wrong)).toThrow(expect.objectContaining({ name: 'DomainError', field }));
	});

	test('a red packet that has less than a unit for everybody is refused', () => {
		const packet = { kind: 'red_packet', title: '红包', total: 5, shares: 6, unit: 'CNY', ...OPEN };
		expect(() => parseGiveaway(packet)).toThrow(/cannot make 6 shares/);
		expect(() => parseGiveaway({ ...packet, shares: 5, unit: 'yuan' })).toThrow(/ISO 4217/);
	});
});

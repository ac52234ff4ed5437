import fc from 'fast-check';
import { canonicalJson } from '../../../community/lottery/draw/canonical-json';
import { commitSeed } from '../../../community/lottery/draw/commitment';
import { alternatesFor, drawWinners } from '../../../community/lottery/draw/draw';
import { entrantHash, readReceipt, receipt } from '../../../community/lottery/draw/entrant';
import { canonicalEntrants, type Entrant } from '../../../community/lottery/draw/entrants';
import { readEntrants } from '../../../community/lottery/draw/read-entrants';
import { publishRules, rulesOfText } from '../../../community/lottery/draw/rules';
import { finalSeed } from '../../../community/lottery/draw/seed';
import { sha256Hex } from '../../../community/lottery/draw/sha256';
import { findLine } from '../../../community/lottery/proof/find-line';
import { verifyProof } from '../../../community/lottery/proof/verify';
import { aProof, closed, drawRules, entrants, rules, SECRET } from './support';

const hex = (bytes: number) =>
	fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((value) => Buffer.from(value).toString('hex'));
const someEntrants = fc.uniqueArray(fc.record({ entrant: hex(32), weight: fc.integer({ min: 1, max: 5 }) }), {
	selector: ({ entrant }) => entrant,
	minLength: 5,
	maxLength: 40,
});
const someRules = fc.record({
	alternates: fc.integer({ min: 0, max: 10 }),
	maxPrizesPerPerson: fc.integer({ min: 1, max: 3 }),
	tiers: fc
		.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
		.map((quantities) => quantities.map((quantity, index) => ({ tierId: `t${String(index)}`, name: '奖', quantity }))),
	tooFewEntrants: fc.constant('leavePrizes' as const),
});
const header = { rulesHash: 'ab'.repeat(32), commitment: 'cd'.repeat(32), closedAt: '2026-03-01T12:00:00Z' };

describe('for all entrants', () => {
	test('their order does not matter', () => {
		fc.assert(
			fc.property(someEntrants, fc.integer(), hex(32), someRules, (list, turn, seed, changes) => {
				const at = Math.abs(turn) % list.length;
				const turned = [...list.slice(at), ...list.slice(0, at)].reverse();
				expect(canonicalEntrants(turned, header)).toEqual(canonicalEntrants(list, header));
				const draw = drawRules(changes);
				expect(drawWinners({ rules: draw, entrants: turned, seed })).toEqual(
					drawWinners({ rules: draw, entrants: list, seed }),
				);
			}),
		);
	});

	test('one more, or one weight, gives the list another hash', () => {
		fc.assert(
			fc.property(someEntrants, hex(32), fc.nat(), (list, added, which) => {
				fc.pre(list.every(({ entrant }) => entrant !== added));
				const { hash } = canonicalEntrants(list, header);
				expect(canonicalEntrants([...list, { entrant: added, weight: 1 }], header).hash).not.toBe(hash);
				const heavier = list.map((one, index) =>
					index === which % list.length ? { ...one, weight: one.weight + 1 } : one,
				);
				expect(canonicalEntrants(heavier, header).hash).not.toBe(hash);
			}),
		);
	});

	test('one list has one text, which is read back', () => {
		fc.assert(
			fc.property(someEntrants, (list) => {
				const { text, lines } = canonicalEntrants(list, header);
				expect(readEntrants(text)).toEqual({ ...header, closedAt: '2026-03-01T12:00:00.000Z', lines });
			}),
		);
	});

	test('nobody has two prizes of a tier, or more than the rules allow', () => {
		fc.assert(
			fc.property(someEntrants, hex(32), someRules, (list, seed, changes) => {
				const draw = drawRules(changes);
				const { winners } = drawWinners({ rules: draw, entrants: list, seed });
				const prizes = new Map<string, string[]>();
				for (const { entrant, tierId } of winners) prizes.set(entrant, [...(prizes.get(entrant) ?? []), tierId]);
				for (const tiers of prizes.values()) {
					expect(new Set(tiers).size).toBe(tiers.length);
					expect(tiers.length).toBeLessThanOrEqual(draw.maxPrizesPerPerson);
				}
			}),
		);
	});

	test('more alternates leave those before them as they were, and winners too', () => {
		fc.assert(
			fc.property(someEntrants, hex(32), someRules, fc.integer({ min: 1, max: 9 }), (list, seed, changes, more) => {
				const few = drawRules(changes);
				const a = drawWinners({ rules: few, entrants: list, seed });
				const b = drawWinners({ rules: { ...few, alternates: few.alternates + more }, entrants: list, seed });
				expect(b.winners).toEqual(a.winners);
				for (const { tierId } of few.tiers) {
					const [short, long] = [alternatesFor(a, tierId), alternatesFor(b, tierId)];
					expect(long.slice(0, short.length)).toEqual(short);
					// Alternates can take a prize: they have not all that they may have.
					for (const { entrant } of long) {
						expect(b.winners.filter((one) => one.entrant === entrant).length).toBeLessThan(few.maxPrizesPerPerson);
					}
				}
			}),
		);
	});

	test('a loser who was not there leaves the order of the others as it was', () => {
		fc.assert(
			fc.property(someEntrants, hex(32), (list, seed) => {
				const draw = drawRules({ alternates: 40, tooFewEntrants: 'leavePrizes' });
				const all = drawWinners({ rules: draw, entrants: list, seed });
				const order = [...all.winners, ...all.alternates].map(({ entrant }) => entrant);
				const last = order.at(-1);
				const rest = drawWinners({ rules: draw, entrants: list.filter(({ entrant }) => entrant !== last), seed });
				expect([...rest.winners, ...rest.alternates].map(({ entrant }) => entrant)).toEqual(order.slice(0, -1));
			}),
		);
	});
});

describe('the parts of the seed', () => {
	test('each makes another seed', () => {
		const drand = { chainHash: 'aa'.repeat(32), round: 7, randomness: 'bb'.repeat(32) };
		const base = { secret: SECRET, listHash: 'cc'.repeat(32), drand };
		const seeds = [
			base,
			{ ...base, secret: 'dd'.repeat(32) },
			{ ...base, listHash: 'dd'.repeat(32) },
			{ ...base, drand: undefined },
			{ ...base, drand: { ...drand, round: 71 } },
			{ ...base, drand: { ...drand, randomness: 'dd'.repeat(32) } },
			{ ...base, drand: { ...drand, chainHash: 'dd'.repeat(32) } },
		].map(finalSeed);
		expect(new Set(seeds).size).toBe(seeds.length);
		// By the definition, with another implementation of the formula.
		expect(finalSeed({ secret: SECRET, listHash: 'cc'.repeat(32) })).toBe(
			sha256Hex(`shequn-lottery/v1/seed\nsecret ${SECRET}\nlist ${'cc'.repeat(32)}\ndrand none\n`),
		);
	});

	test.each([
		['a short secret', () => commitSeed('ab'), '"secret" must be 32 bytes, but is 2 characters'],
		['a secret in upper case', () => commitSeed('AB'.repeat(32)), '"secret" must be 32 bytes'],
		[
			'a seed of the wrong length',
			() => drawWinners({ rules: drawRules(), entrants: entrants(9), seed: 'ab' }),
			'"seed"',
		],
		[
			'no round',
			() =>
				finalSeed({
					secret: SECRET,
					listHash: 'cc'.repeat(32),
					drand: { chainHash: 'aa'.repeat(32), round: 0, randomness: 'bb'.repeat(32) },
				}),
			'no round of drand',
		],
	])('%s is refused', (_, act, message) => {
		expect(act).toThrow(message);
	});
});

describe('what cannot be drawn', () => {
	const draw = (list: readonly Entrant[], changes = {}) =>
		drawWinners({ rules: drawRules(changes), entrants: list, seed: 'ab'.repeat(32) });

	test.each([
		['nobody', () => draw([]), 'Nobody has entered'],
		['more prizes than people', () => draw(entrants(3)), '4 prizes, but only 3'],
		['more prizes of a tier than people', () => draw(entrants(2), { maxPrizesPerPerson: 2 }), '3 prizes, but only 2'],
		[
			'more prizes than people may have',
			() =>
				draw(entrants(3), {
					maxPrizesPerPerson: 2,
					tiers: ['a', 'b', 'c'].map((tierId) => ({ tierId, name: tierId, quantity: 3 })),
				}),
			'who can win them',
		],
		[
			'a weight below 1',
			() => draw([...entrants(9), { entrant: 'ab'.repeat(32), weight: 0 }]),
			'weight 0, but the rules allow 1 to 5',
		],
		[
			'a weight over the cap',
			() => draw([...entrants(9), { entrant: 'ab'.repeat(32), weight: 6 }]),
			'weight 6, but the rules allow 1 to 5',
		],
		[
			'a broken weight',
			() => canonicalEntrants([{ entrant: 'ab'.repeat(32), weight: 1.5 }], header),
			'weight 1.5 cannot be',
		],
		['an entrant twice', () => canonicalEntrants([...entrants(1), ...entrants(1)], header), 'stands in the list twice'],
	])('%s', (_, act, message) => {
		expect(act).toThrow(message);
	});

	test('prizes are left over where the rules say so', () => {
		const { winners, alternates } = draw(entrants(3), { tooFewEntrants: 'leavePrizes' });
		expect(winners.map(({ tierId, position }) => `${tierId} ${String(position)}`)).toEqual([
			'first 1',
			'second 1',
			'second 2',
		]);
		expect(alternates).toEqual([]);
	});
});

describe('rules', () => {
	test('have one text, whatever the order of their fields', () => {
		const { text, hash } = publishRules(rules());
		expect(publishRules(Object.fromEntries(Object.entries(rules()).reverse()) as never)).toEqual({ text, hash });
		expect(rulesOfText(text)).toEqual(rules());
		expect(hash).toBe(sha256Hex(text));
	});

	test.each([
		['no prize', { draw: drawRules({ tiers: [] }) }, '"draw.tiers" must be a list of 1 to 50'],
		['a cap below 1', { draw: drawRules({ maxWeight: 0 }) }, '"draw.maxWeight" must be a whole number from 1 to 1000'],
		['closing before opening', { closesAt: '2026-02-01T00:00:00.000Z' }, 'close before it opens'],
		['no instant', { closesAt: '2026-02-30T00:00:00.000Z' }, '"rules.closesAt" must be an instant'],
		[
			'two tiers with one id',
			{ draw: drawRules({ tiers: [1, 2].map((quantity) => ({ tierId: 'a', name: 'a', quantity })) }) },
			'same id',
		],
		[
			'the name of an order',
			{ draw: drawRules({ tiers: [{ tierId: '*', name: 'a', quantity: 1 }] }) },
			'cannot be the id',
		],
		['a field that nothing reads', { note: 1 }, '"rules.note" is not known here'],
		['broken text', { title: '\uD800' }, 'half of a character'],
		['a fraction', { terms: { odds: 0.5 } }, '0.5 is no whole number'],
	])('with %s are refused', (_, changes, message) => {
		expect(() => publishRules({ ...rules(), ...changes })).toThrow(message);
	});

	test('canonical JSON sorts as RFC 8785 does (its section 3.2.3)', () => {
		const value = { '€': 1, '\r': 2, '\uFB33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
		expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\uFB33":3}');
	});
});

describe('a receipt', () => {
	const of = { rulesHash: 'ab'.repeat(32), salt: '0f'.repeat(16), subject: 'telegram:5550100' };

	test('is read back, however it was copied', () => {
		fc.assert(
			fc.property(hex(16), fc.string({ unit: 'grapheme', minLength: 1 }), (salt, subject) => {
				fc.pre(!/\p{Surrogate}/u.test(subject));
				const { code, entrant } = receipt({ ...of, salt, subject });
				expect(readReceipt(code)).toEqual({ lottery: 'abababab', salt, subject });
				expect(readReceipt(` ${code.slice(0, 20)}\n${code.slice(20).toUpperCase()} `)).toMatchObject({ subject });
				expect(entrant).toBe(entrantHash(salt, subject));
			}),
		);
	});

	test('that lost a character is not taken for a missing line', () => {
		const { code } = receipt(of);
		for (let at = 0; at < code.length; at++) {
			expect(() => readReceipt(code.slice(0, at) + code.slice(at + 1))).toThrow('no whole receipt');
			const other = code[at] === '0' ? '1' : '0';
			expect(() => readReceipt(code.slice(0, at) + other + code.slice(at + 1))).toThrow('no whole receipt');
		}
	});

	test('cannot be shared by two people', () => {
		expect(entrantHash(of.salt, 'telegram:1')).not.toBe(entrantHash(of.salt, 'telegram:2'));
		expect(() => entrantHash('0f', 'telegram:1')).toThrow('"salt" must be 16 bytes');
		expect(() => entrantHash(of.salt, '')).toThrow('no identifier');
	});

	test('finds the line, the place and the prize', async () => {
		const { published } = closed(entrants(12));
		const mine = receipt({ ...of, rulesHash: published.hash });
		const proof = await aProof({ entries: [...entrants(11), { entrant: mine.entrant, weight: 5 }] });
		const { rules: read, list, hashes, outcome } = verifyProof(proof);
		if (read === undefined || list === undefined || outcome === undefined) throw new Error('the proof cannot be read');
		const draw = { rules: read, list, outcome, hashes: { rules: hashes?.rules ?? '', seed: hashes?.seed ?? '' } };
		const all = drawWinners({ rules: { ...read.draw, alternates: 12 }, entrants: list.lines, seed: draw.hashes.seed });
		const own = [...all.winners, ...all.alternates].find(({ entrant }) => entrant === mine.entrant);
		expect(findLine(draw, mine.code)).toMatchObject({
			status: 'found',
			subject: 'telegram:5550100',
			line: 1 + list.lines.findIndex(({ entrant }) => entrant === mine.entrant),
			standings: [{ order: '*', place: own?.place, lot: own?.lot }],
		});
		const absent = receipt({ ...of, rulesHash: published.hash, subject: 'telegram:1' });
		expect(findLine(draw, absent.code)).toMatchObject({ status: 'missing', subject: 'telegram:1' });
		expect(findLine(draw, receipt(of).code)).toEqual({ status: 'otherLottery' });
	});
});

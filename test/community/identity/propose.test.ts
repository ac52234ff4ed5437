import fc from 'fast-check';
import type { MergeTrait, OperatorLink, Person } from '../../../community/identity/evidence';
import { parseMergePolicy, proposeMerge } from '../../../community/identity/propose';

const phone = (value: string, verified = false): MergeTrait => ({ kind: 'phone', value, verified });
const email = (value: string, verified = false): MergeTrait => ({ kind: 'email', value, verified });
const unionId = (value: string, scope?: string): MergeTrait => ({ kind: 'unionId', value, scope });
const person = (memberId: string, traits: MergeTrait[] = [], changes: Partial<Person> = {}): Person => ({
	memberId,
	traits,
	...changes,
});
const same = (a: string, b: string, changes: Partial<OperatorLink> = {}): OperatorLink => ({
	members: [a, b],
	same: true,
	by: '小王',
	...changes,
});

describe('two members', () => {
	test.each([
		['one union id', [unionId('o1')], [unionId(' o1 ')], 0.99, 'automatic'],
		['one token', [{ kind: 'token', value: 't' }], [{ kind: 'token', value: 't' }], 0.97, 'automatic'],
		['a phone that both proved', [phone('13800138000', true)], [phone('+86 138 0013 8000', true)], 0.95, 'automatic'],
		['a phone that one proved', [phone('13800138000', true)], [phone('１３８００１３８０００')], 0.8, 'review'],
		['a phone that nobody proved', [phone('13800138000')], [phone('13800138000')], 0.6, 'review'],
		[
			'an address that both proved',
			[email('Rain@Example.com', true)],
			[email('rain+x@example.com', true)],
			0.93,
			'automatic',
		],
		['an address that nobody proved', [email('rain@example.com')], [email('rain@example.com')], 0.55, 'review'],
		[
			'phone and address',
			[phone('13800138000', true), email('a@b.cn')],
			[phone('13800138000'), email('a@b.cn')],
			0.91,
			'automatic',
		],
	] as [string, MergeTrait[], MergeTrait[], number, string][])('with %s', (_case, a, b, confidence, decision) => {
		const { proposals, blocked } = proposeMerge([person('a', a), person('b', b)]);
		expect(proposals).toEqual([expect.objectContaining({ keep: 'a', absorb: ['b'], confidence, decision })]);
		expect(proposals[0]?.links[0]?.because.length).toBeGreaterThan(0);
		expect(blocked).toEqual([]);
	});

	test.each([
		['union ids of two owners', [unionId('o1', 'x')], [unionId('o1', 'y')]],
		['other phones', [phone('13800138000')], [phone('13900139000')]],
		['phones that are none', [phone('没有')], [phone('没有')]],
		['an empty union id', [unionId(' ')], [unionId('')]],
	])('with %s are two', (_case, a, b) => {
		expect(proposeMerge([person('a', a), person('b', b)])).toEqual({ proposals: [], blocked: [], shared: [] });
	});

	test('an explanation tells who proved it and quotes nothing', () => {
		const people = [
			person('a', [phone('13800138000', true)], { name: '小雨' }),
			person('b', [phone('13800138000')], { name: '小雨 🌧' }),
		];
		const [proposal] = proposeMerge(people).proposals;
		expect(proposal?.links[0]?.because).toEqual([
			{ by: 'phone', confidence: 0.8, proved: 'one' },
			{ by: 'name', confidence: 0.2, alike: 1 },
		]);
		expect(proposal?.confidence).toBe(0.84);
		expect(JSON.stringify(proposal)).not.toContain('8000');
	});

	test('whoever joined first stays', () => {
		const people = [
			person('a', [unionId('o')]),
			person('b', [unionId('o')], { joinedAt: '2026-03-01T08:00:00+08:00' }),
			person('c', [unionId('o')], { joinedAt: '2026-03-01T01:00:00Z' }),
		];
		expect(proposeMerge(people).proposals).toMatchObject([{ keep: 'b', absorb: ['c', 'a'] }]);
	});
});

test('never by name alone', () => {
	const names = fc.constantFrom('小雨', '小雨☔', 'Rain', 'rain ', '');
	const policy = parseMergePolicy({ reviewFrom: 0.1, confidence: { name: 0.5 } });
	fc.assert(
		fc.property(fc.array(names, { maxLength: 12 }), (all) => {
			const people = all.map((name, index) => person(String(index), [phone(`1380013${1000 + index}`)], { name }));
			expect(proposeMerge(people, [], policy)).toEqual({ proposals: [], blocked: [], shared: [] });
		}),
	);
});

describe('a conflict', () => {
	const rain = [unionId('o'), phone('13800138000', true)];
	const other = [unionId('o'), phone('13900139000', true)];

	test('of two proved phones blocks, and says so', () => {
		const { proposals, blocked } = proposeMerge([person('a', rain), person('b', other)]);
		expect(proposals).toEqual([]);
		expect(blocked).toMatchObject([{ members: ['a', 'b'], confidence: 0.99, conflicts: ['verified_phones_differ'] }]);
	});

	test('of one phone that is not proved, or a common one among several, is none', () => {
		expect(proposeMerge([person('a', rain), person('b', [unionId('o'), phone('13900139000')])]).proposals).toHaveLength(
			1,
		);
		expect(
			proposeMerge([person('a', rain), person('b', [...rain, phone('13900139000', true)])]).proposals,
		).toHaveLength(1);
	});

	test('blocks by way of a third member, too', () => {
		const people = [
			person('a', [email('x@y.cn', true), phone('13800138000', true)]),
			person('b', [email('x@y.cn', true), unionId('o')]),
			person('c', [unionId('o'), phone('13900139000', true)]),
		];
		const { proposals, blocked } = proposeMerge(people);
		expect(proposals).toMatchObject([{ keep: 'b', absorb: ['c'], decision: 'automatic' }]);
		expect(blocked).toMatchObject([{ members: ['a', 'b'], conflicts: ['verified_phones_differ'] }]);
	});

	test('of two union ids of one owner blocks', () => {
		const people = [
			person('a', [unionId('o1', 'x'), email('x@y.cn', true)]),
			person('b', [unionId('o2', 'x'), email('x@y.cn', true)]),
		];
		expect(proposeMerge(people).blocked).toMatchObject([{ conflicts: ['union_ids_differ'] }]);
	});

	test('yields to an operator who says so, and to no other word', () => {
		const people = [person('a', rain), person('b', other)];
		expect(proposeMerge(people, [same('a', 'b')]).proposals).toEqual([]);
		expect(proposeMerge(people, [same('b', 'a', { despiteConflicts: true })]).proposals).toMatchObject([
			{ confidence: 1, decision: 'automatic' },
		]);
	});
});

describe('an operator’s word', () => {
	test('is enough', () => {
		expect(proposeMerge([person('a'), person('b')], [same('a', 'b')]).proposals).toMatchObject([
			{ confidence: 1, links: [{ because: [{ by: 'operator', operator: '小王' }] }] },
		]);
	});

	test('keeps two apart, whatever they share; the last word counts', () => {
		const people = [person('a', [unionId('o')]), person('b', [unionId('o')])];
		const apart = same('b', 'a', { same: false });
		expect(proposeMerge(people, [same('a', 'b'), apart])).toMatchObject({
			proposals: [],
			blocked: [{ conflicts: ['kept_apart'] }],
		});
		expect(proposeMerge(people, [apart, same('a', 'b')]).proposals).toHaveLength(1);
	});

	test('about members who are not there says nothing', () => {
		expect(proposeMerge([person('a')], [same('a', 'z'), same('a', 'a')]).proposals).toEqual([]);
	});
});

test('a question names who is left when the sure merges are made', () => {
	const people = [
		person('a', [unionId('o'), phone('13800138000')]),
		person('b', [unionId('o'), phone('13900139000')]),
		person('c', [phone('13900139000'), phone('13800138000')]),
	];
	expect(proposeMerge(people).proposals).toMatchObject([
		{ keep: 'a', absorb: ['b'], decision: 'automatic' },
		{
			keep: 'a',
			absorb: ['c'],
			decision: 'review',
			confidence: 0.6,
			links: [{ members: ['a', 'c'] }, { members: ['b', 'c'] }],
		},
	]);
});

test('a phone that many share tells nothing, and is reported', () => {
	const people = Array.from({ length: 6 }, (_, index) => person(String(index), [phone('02088888888', true)]));
	const { proposals, shared } = proposeMerge(people);
	expect(proposals).toEqual([]);
	expect(shared).toEqual([{ kind: 'phone', members: ['0', '1', '2', '3', '4', '5'] }]);
});

test('whatever people share, in whatever order: nobody is merged twice by itself or against a proved phone', () => {
	const traits = fc.array(
		fc.oneof(
			fc.record({
				kind: fc.constant('phone' as const),
				value: fc.constantFrom('13800138000', '13900139000', '13700137000'),
				verified: fc.boolean(),
			}),
			fc.record({
				kind: fc.constant('email' as const),
				value: fc.constantFrom('a@b.cn', 'c@d.cn'),
				verified: fc.boolean(),
			}),
			fc.record({ kind: fc.constant('unionId' as const), value: fc.constantFrom('o1', 'o2', 'o3') }),
		),
		{ maxLength: 3 },
	);
	const policy = parseMergePolicy({ sharedByAtMost: 20 });
	fc.assert(
		fc.property(fc.array(traits, { maxLength: 7 }), (all) => {
			const people = all.map((one, index) => person(String(index), one));
			const result = proposeMerge(people, [], policy);
			expect(proposeMerge([...people].reverse(), [], policy)).toEqual(result);
			const automatic = result.proposals.filter(({ decision }) => decision === 'automatic');
			const merged = automatic.flatMap(({ keep, absorb }) => [keep, ...absorb]);
			expect(new Set(merged).size).toBe(merged.length);
			for (const { keep, absorb } of automatic) {
				expect(absorb.length).toBeGreaterThan(0);
				const unions = [keep, ...absorb].map((id) => all[Number(id)]?.filter(({ kind }) => kind === 'unionId') ?? []);
				const holders = unions.filter((one) => one.length > 0);
				// Whoever has a union id shares it with somebody of the same person.
				if (holders.length < 2) continue;
				for (const [index, mine] of holders.entries()) {
					const others = holders
						.filter((_, at) => at !== index)
						.flat()
						.map(({ value }) => value);
					expect(mine.some(({ value }) => others.includes(value))).toBe(true);
				}
			}
		}),
	);
});

test('a policy without sense is refused', () => {
	expect(() => parseMergePolicy({ automaticFrom: 0.6, reviewFrom: 0.7 })).toThrow(/reviewed from 0.7/);
	expect(() => proposeMerge([person('a'), person('a')])).toThrow(/twice/);
});

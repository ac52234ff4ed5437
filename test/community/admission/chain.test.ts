import fc from 'fast-check';

import { countInvited, inviters, pathToRoot, type InvitedBy } from '../../../community/admission/chain';

const edge = ([inviterId, memberId]: readonly [string, string]): InvitedBy => ({ inviterId, memberId });
const of = (...edges: (readonly [string, string])[]) => inviters(edges.map(edge));

describe('who invited whom', () => {
	const tree = of(['root', 'a'], ['root', 'b'], ['a', 'c'], ['c', 'd']);

	test('leads up to the root', () => {
		expect(pathToRoot('d', tree)).toEqual(['c', 'a', 'root']);
		expect(pathToRoot('root', tree)).toEqual([]);
		expect(pathToRoot('nobody', tree)).toEqual([]);
	});

	test('counts those invited in person and by those', () => {
		expect(Object.fromEntries(countInvited(tree))).toEqual({
			root: { direct: 2, total: 4 },
			a: { direct: 1, total: 2 },
			b: { direct: 0, total: 0 },
			c: { direct: 1, total: 1 },
			d: { direct: 0, total: 0 },
		});
	});

	test.each<[string, (readonly [string, string])[], [string, string][]]>([
		[
			'the first inviter counts',
			[
				['a', 'x'],
				['b', 'x'],
			],
			[['x', 'a']],
		],
		['nobody invites themselves', [['a', 'a']], []],
		[
			'nobody is invited by whom they brought',
			[
				['a', 'b'],
				['b', 'c'],
				['c', 'a'],
			],
			[
				['b', 'a'],
				['c', 'b'],
			],
		],
	])('%s', (_name, edges, expected) => {
		expect([...of(...edges)]).toEqual(expected);
	});

	test('ends also where it goes in a circle', () => {
		const circle = new Map([
			['a', 'b'],
			['b', 'c'],
			['c', 'a'],
			['x', 'a'],
		]);
		expect(pathToRoot('x', circle)).toEqual(['a', 'b', 'c']);
		expect(countInvited(circle).get('a')).toEqual({ direct: 1, total: 1 });
	});

	test('is counted as by going up from everybody, without circles', () => {
		const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
		fc.assert(
			fc.property(fc.array(fc.tuple(id, id), { maxLength: 20 }), (edges) => {
				const inviterOf = of(...edges);
				const counts = countInvited(inviterOf);
				const paths = [...inviterOf.keys()].map((memberId) => pathToRoot(memberId, inviterOf));
				for (const [memberId, { direct, total }] of counts) {
					expect(total).toBe(paths.filter((path) => path.includes(memberId)).length);
					expect(direct).toBe(paths.filter(([first]) => first === memberId).length);
				}
				for (const [memberId] of inviterOf) expect(pathToRoot(memberId, inviterOf)).not.toContain(memberId);
			}),
		);
	});

	test('may be as deep as it likes', () => {
		const deep = Array.from({ length: 50_000 }, (_, index) => [`${index}`, `${index + 1}`] as const);
		expect(countInvited(of(...deep.reverse())).get('0')).toEqual({ direct: 1, total: 50_000 });
	});
});

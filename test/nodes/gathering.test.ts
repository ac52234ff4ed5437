import fc from 'fast-check';

import { Gathering } from '../../nodes/CommunityTrigger/gathering';

/** Groups that are under way until they are told to end. */
function scene(largest: number, patienceMs = 60_000) {
	const groups: string[][] = [];
	const ends: (() => void)[] = [];
	const gathering = new Gathering<string>(
		largest,
		async (group) => {
			groups.push([...group]);
			await new Promise<void>((resolve) => ends.push(resolve));
		},
		patienceMs,
	);
	const end = async (index: number) => {
		ends[index]?.();
		await new Promise((resolve) => setImmediate(resolve));
	};
	return { gathering, groups, end };
}

describe('gathering calls', () => {
	it('lets a call go at once while nothing is under way', () => {
		const { gathering, groups } = scene(10);
		gathering.add('小雨', 1);
		expect(groups).toEqual([['小雨']]);
	});

	it('lets those go together that come while one is under way, when it has ended', async () => {
		const { gathering, groups, end } = scene(10);
		for (const call of ['a', 'b', 'c']) gathering.add(call, 1);
		expect(groups).toEqual([['a']]);
		await end(0);
		expect(groups).toEqual([['a'], ['b', 'c']]);
		expect(gathering.isIdle).toBe(false);
		await end(1);
		expect(gathering.isIdle).toBe(true);
	});

	it('does not wait once a group is full', () => {
		const { gathering, groups } = scene(2);
		for (const call of ['a', 'b', 'c', 'd']) gathering.add(call, 1);
		expect(groups).toEqual([['a'], ['b', 'c']]);
	});

	it('does not wait for ever', async () => {
		const { gathering, groups } = scene(10, 5);
		for (const call of ['a', 'b', 'c']) gathering.add(call, 1);
		while (groups.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
		expect(groups).toEqual([['a'], ['b', 'c']]);
	});

	it('with one event per group never lets anybody wait', () => {
		const { gathering, groups } = scene(1);
		for (const call of ['a', 'b']) gathering.add(call, 1);
		gathering.add('batch', 5);
		expect(groups).toEqual([['a'], ['b'], ['batch']]);
	});

	it('puts every call into one group, in order, no larger than it may be', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 40 }),
				fc.integer({ min: 1, max: 6 }),
				async (sizes, largest) => {
					const { gathering, groups, end } = scene(largest);
					sizes.forEach((size, index) => {
						gathering.add(String(index), size);
					});
					for (let index = 0; index < groups.length; index += 1) await end(index);
					expect(groups.flat()).toEqual(sizes.map((_, index) => String(index)));
					for (const group of groups) {
						const size = group.reduce((sum, call) => sum + (sizes[Number(call)] ?? 0), 0);
						expect(group.length === 1 || size <= largest).toBe(true);
					}
					expect(gathering.isIdle).toBe(true);
				},
			),
			{ numRuns: 100 },
		);
	});
});

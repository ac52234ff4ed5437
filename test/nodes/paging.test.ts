import { readPages } from '../../nodes/shared/paging';

/** A table of numbered rows that remembers how it was asked. */
function table(rows: number) {
	const asked: number[] = [];
	return {
		asked,
		fetch: async ({ limit, after = '0' }: { limit: number; after?: string | undefined }) => {
			asked.push(limit);
			const start = Number(after);
			return Array.from({ length: Math.max(0, Math.min(limit, rows - start)) }, (_none, index) => start + index + 1);
		},
	};
}

describe('reading page after page', () => {
	it.each<[number, number, number[]]>([
		[0, Infinity, [500]],
		[3, Infinity, [500]],
		[500, Infinity, [500, 500]],
		[1201, Infinity, [500, 500, 500]],
		[1201, 501, [500, 1]],
		[1201, 500, [500]],
		[3, 2, [2]],
		[3, 50, [50]],
	])('of %d rows up to %d asks for %j', async (rows, limit, asked) => {
		const { fetch, asked: seen } = table(rows);
		const found = await readPages(limit, fetch, String);
		expect(found).toEqual(Array.from({ length: Math.min(rows, limit) }, (_none, index) => index + 1));
		expect(seen).toEqual(asked);
	});
});

import type { PriceTable } from './dense';
import type { Hint } from './perfect';
import type { Steps } from './steps';

/**
 * Where a search for a perfect matching begins: the cheapest way to give everybody somebody, where a gives to b need
 * not mean that b gives to a. This is the fractional relaxation of perfect matching (odd rings count half), so
 * its dual values are feasible for every two vertices, and only the odd rings are left to be searched (D. Applegate and W. Cook,
 * "Solving large-scale matching problems", 1993).
 *
 * Solved by shortest augmenting paths over the whole table (R. Jonker and A. Volgenant, Computing 38, 1987), in integers: at
 * worst n searches of n² steps, usually a small part of it.
 */
export function* assignmentStart(table: PriceTable): Steps<Hint> {
	const { size } = table;
	const state = newState(size);
	reduceColumns(table, state);
	yield;
	const free = reduceRows(table, state, reduceRows(table, state, freeRows(state)));
	for (const row of free) {
		augmentRow(table, state, row);
		yield;
	}
	const columns = Array.from(state.columnOf);
	const duals = columns.map((column, row) => priceAt(table, row, column) - at(state.v, column) + at(state.v, row));
	return { duals, mates: matesOf(columns) };
}

interface State {
	/** The column of each row, the row of each column; -1 for none. */
	columnOf: Int32Array;
	rowOf: Int32Array;
	/** The dual value of each column. */
	v: Float64Array;
	/** For one search: least distances, how they were reached, and the columns in the order in which they are settled. */
	distance: Float64Array;
	reachedFrom: Int32Array;
	order: Int32Array;
}

const newState = (size: number): State => ({
	columnOf: new Int32Array(size).fill(-1),
	rowOf: new Int32Array(size).fill(-1),
	v: new Float64Array(size),
	distance: new Float64Array(size),
	reachedFrom: new Int32Array(size),
	order: Int32Array.from({ length: size }, (_, column) => column),
});

const at = (list: Float64Array | Int32Array, index: number): number => list[index] ?? 0;
const priceAt = ({ cells, size }: PriceTable, row: number, column: number): number => cells[row * size + column] ?? 0;

/** Every column takes its cheapest row, if that is free. */
function reduceColumns({ cells, size }: PriceTable, { columnOf, rowOf, v }: State): void {
	for (let column = size - 1; column >= 0; column -= 1) {
		let least = Infinity;
		let best = -1;
		const row = column * size;
		// The table is symmetric, so that the column lies in a row.
		for (let other = 0; other < size; other += 1) {
			const price = cells[row + other] ?? 0;
			if (other === column || price > least || (price === least && at(columnOf, best) < 0)) continue;
			least = price;
			best = other;
		}
		v[column] = least;
		if (best < 0 || at(columnOf, best) >= 0) continue;
		columnOf[best] = column;
		rowOf[column] = best;
	}
}

function freeRows({ columnOf }: State): number[] {
	return Array.from(columnOf.keys()).filter((row) => at(columnOf, row) < 0);
}

/** Free rows take their cheapest column from whoever has it, and lower its dual value as far as the second cheapest lets them. */
function reduceRows({ cells, size }: PriceTable, { columnOf, rowOf, v }: State, free: readonly number[]): number[] {
	const left: number[] = [];
	const open = [...free].reverse();
	// Each step either lowers a dual value or gives a row up, but it may take long where values are spread wide.
	for (let steps = 20 * size; open.length > 0; steps -= 1) {
		const row = open.pop() ?? 0;
		if (steps <= 0) {
			left.push(row);
			continue;
		}
		let [least, second] = [Infinity, Infinity];
		let [best, next] = [-1, -1];
		const start = row * size;
		for (let column = 0; column < size; column += 1) {
			if (column === row) continue;
			const reduced = (cells[start + column] ?? 0) - at(v, column);
			if (reduced >= second) continue;
			if (reduced < least) {
				[second, next] = [least, best];
				[least, best] = [reduced, column];
			} else {
				[second, next] = [reduced, column];
			}
		}
		const isBetter = least < second && second < Infinity;
		if (isBetter) v[best] = at(v, best) - (second - least);
		const column = !isBetter && at(rowOf, best) >= 0 && next >= 0 ? next : best;
		const before = at(rowOf, column);
		rowOf[column] = row;
		columnOf[row] = column;
		if (before < 0) continue;
		columnOf[before] = -1;
		(isBetter ? open : left).push(before);
	}
	return left;
}

/** Finds the cheapest way to give one more row a column (Dijkstra), and turns it round. */
function augmentRow({ cells, size }: PriceTable, state: State, row: number): void {
	const { columnOf, rowOf, v, distance, reachedFrom, order } = state;
	for (let column = 0; column < size; column += 1) {
		distance[column] = column === row ? Infinity : (cells[row * size + column] ?? 0) - at(v, column);
		reachedFrom[column] = row;
	}
	// order[0, settled) is done, order[settled, scanned) is at the least distance, the rest is beyond it.
	let [settled, scanned] = [0, 0];
	let least = 0;
	let end = -1;
	const moveUp = (position: number): void => {
		const column = at(order, position);
		order[position] = at(order, scanned);
		order[scanned] = column;
		scanned += 1;
	};
	while (end < 0) {
		if (settled === scanned) {
			least = Infinity;
			for (let position = scanned; position < size; position += 1) {
				least = Math.min(least, at(distance, at(order, position)));
			}
			for (let position = scanned; position < size; position += 1) {
				if (at(distance, at(order, position)) === least) moveUp(position);
			}
			for (let position = settled; position < scanned && end < 0; position += 1) {
				if (at(rowOf, at(order, position)) < 0) end = at(order, position);
			}
			if (end >= 0) break;
		}
		const via = at(order, settled);
		settled += 1;
		const other = at(rowOf, via);
		const start = other * size;
		const offset = (cells[start + via] ?? 0) - at(v, via) - least;
		for (let position = scanned; position < size; position += 1) {
			const column = at(order, position);
			if (column === other) continue;
			const through = (cells[start + column] ?? 0) - at(v, column) - offset;
			if (through >= at(distance, column)) continue;
			distance[column] = through;
			reachedFrom[column] = other;
			if (through > least) continue;
			if (at(rowOf, column) < 0) {
				end = column;
				break;
			}
			moveUp(position);
		}
	}
	for (let position = 0; position < settled; position += 1) {
		const column = at(order, position);
		v[column] = at(v, column) + at(distance, column) - least;
	}
	for (let column = end; ;) {
		const from = at(reachedFrom, column);
		rowOf[column] = from;
		const next = at(columnOf, from);
		columnOf[from] = column;
		if (from === row) return;
		column = next;
	}
}

/** Pairs along the rings of the assignment; of an odd ring one is left over. */
function matesOf(columns: readonly number[]): number[] {
	const mates = columns.map(() => -1);
	const seen = new Set<number>();
	for (const start of columns.keys()) {
		if (seen.has(start)) continue;
		const ring: number[] = [];
		for (let one = start; !seen.has(one); one = columns[one] ?? start) {
			seen.add(one);
			ring.push(one);
		}
		for (let place = 0; place + 1 < ring.length; place += 2) {
			const [one, other] = [ring[place] ?? 0, ring[place + 1] ?? 0];
			mates[one] = other;
			mates[other] = one;
		}
	}
	return mates;
}

import { instantMs } from '../parse';

/** One line of the points ledger. */
export interface PointsLine {
	entryId: string;
	amount: number;
	at: string;
	/** The line whose points this one takes back or lets expire. Points given back are new points, whatever they name. */
	of?: string | null | undefined;
}

/** Points that came in with one line, and what is left of them. */
export interface Lot {
	entryId: string;
	at: string;
	left: number;
}

/**
 * What is left of each line that gave points, the oldest first (FIFO). A line that takes points takes
 * them from the line it names, else from the oldest; what was taken without being there is owed, and
 * the next points pay for it.
 *
 * @returns the balance equals the sum of `left` minus `owed`
 */
export function lotsOf(ledger: readonly PointsLine[]): { lots: Lot[]; owed: number } {
	const lines = ledger
		.map((line) => ({ ...line, ms: instantMs(line.at, 'points') }))
		.sort((a, b) => a.ms - b.ms || Number(a.amount < 0) - Number(b.amount < 0) || (a.entryId < b.entryId ? -1 : 1));
	const lots: Lot[] = [];
	const byId = new Map<string, Lot>();
	let first = 0;
	let owed = 0;
	for (const { entryId, amount, at, of } of lines) {
		if (amount >= 0) {
			const paid = Math.min(owed, amount);
			owed -= paid;
			const lot = { entryId, at, left: amount - paid };
			lots.push(lot);
			byId.set(entryId, lot);
			continue;
		}
		const named = of == null ? undefined : byId.get(of);
		let due = -amount - take(named, -amount);
		for (; due > 0 && first < lots.length; first += due > 0 ? 1 : 0) due -= take(lots[first], due);
		owed += due;
	}
	return { lots, owed };
}

function take(lot: Lot | undefined, amount: number): number {
	if (lot === undefined) return 0;
	const taken = Math.min(lot.left, amount);
	lot.left -= taken;
	return taken;
}

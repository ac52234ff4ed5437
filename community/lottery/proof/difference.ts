import type { Alternate, DrawOutcome, Winner } from '../draw/draw';

const FIELDS = ['tierId', 'position', 'place', 'entrant', 'lot', 'ticket'] as const;

/** The first place at which what a proof says is not what was drawn; `undefined` if all is the same. */
export function differenceOf(
	claimed: DrawOutcome,
	drawn: DrawOutcome,
): { what: 'winner' | 'alternate'; number: number; claimed: string; drawn: string } | undefined {
	const winner = firstDifference(claimed.winners, drawn.winners);
	if (winner !== undefined) return { what: 'winner', ...winner };
	const alternate = firstDifference(claimed.alternates, drawn.alternates);
	return alternate === undefined ? undefined : { what: 'alternate', ...alternate };
}

function firstDifference(
	claimed: readonly (Winner | Alternate)[],
	drawn: readonly (Winner | Alternate)[],
): { number: number; claimed: string; drawn: string } | undefined {
	for (let index = 0; index < Math.max(claimed.length, drawn.length); index++) {
		const [said, found] = [claimed[index], drawn[index]];
		if (said !== undefined && found !== undefined && FIELDS.every((field) => said[field] === found[field])) continue;
		return { number: index + 1, claimed: said?.entrant ?? '', drawn: found?.entrant ?? '' };
	}
	return undefined;
}

import { entrantHash, readReceipt } from '../draw/entrant';
import type { Entrant } from '../draw/entrants';
import { ordersOf, type Alternate, type DrawOutcome, type DrawProgress, type Winner } from '../draw/draw';
import { before, lotsOf, type Drawn } from '../draw/order';
import type { ReadList } from '../draw/read-entrants';
import type { PublishedRules } from '../draw/rules';

/** Where an entrant stands in one order of the draw. */
export interface Standing extends Drawn {
	/** `*`, or the tier that this order gives out. */
	readonly order: string;
	/** From 1. */
	readonly place: number;
}

export type FoundLine =
	/** The receipt is of a lottery with other rules. */
	| { readonly status: 'otherLottery' }
	/** A whole receipt of this lottery, and its line is not in the list: it was left out. */
	| { readonly status: 'missing'; readonly entrant: string; readonly subject: string }
	| {
			readonly status: 'found';
			readonly entrant: string;
			/** Whom the line is of: the member must recognise themselves. */
			readonly subject: string;
			/** Number of the line among the entrants, from 1. */
			readonly line: number;
			readonly weight: number;
			readonly standings: readonly Standing[];
			readonly prizes: readonly Winner[];
			readonly standsBy: readonly Alternate[];
	  };

export interface VerifiedDraw {
	readonly rules: PublishedRules;
	readonly list: ReadList;
	readonly hashes: { readonly rules: string; readonly seed: string };
	readonly outcome: DrawOutcome;
}

/**
 * A member's own line, by their receipt, and how far from a prize they were.
 *
 * @param code as the member copied it
 * @throws DomainError if it is no whole receipt
 */
export function findLine(draw: VerifiedDraw, code: string): FoundLine {
	const steps = findSteps(draw, code);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}

/** Like `findLine`, breathing after every 20,000 hashes. */
export function* findSteps(draw: VerifiedDraw, code: string): Generator<DrawProgress, FoundLine> {
	const { lottery, salt, subject } = readReceipt(code);
	if (!draw.hashes.rules.startsWith(lottery)) return { status: 'otherLottery' };
	const entrant = entrantHash(salt, subject);
	const index = draw.list.lines.findIndex((line) => line.entrant === entrant);
	const line = draw.list.lines[index];
	if (line === undefined) return { status: 'missing', entrant, subject };
	const standings: Standing[] = [];
	for (const { order } of ordersOf(draw.rules.draw)) standings.push(yield* standingOf(draw, order, line));
	return {
		status: 'found',
		entrant,
		subject,
		line: index + 1,
		weight: line.weight,
		standings,
		prizes: draw.outcome.winners.filter((winner) => winner.entrant === entrant),
		standsBy: draw.outcome.alternates.filter((alternate) => alternate.entrant === entrant),
	};
}

const BREATH = 20_000;

function* standingOf({ list, hashes }: VerifiedDraw, order: string, own: Entrant): Generator<DrawProgress, Standing> {
	const draw = lotsOf(hashes.seed, order);
	const drawn = draw(own);
	let place = 1;
	for (const [index, other] of list.lines.entries()) {
		if (before(draw(other), drawn)) place++;
		if (index % BREATH === BREATH - 1) yield { hashes: index + 1, of: list.lines.length };
	}
	return { order, place, ...drawn };
}

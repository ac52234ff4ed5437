import { DomainError } from '../../domain-error';
import type { Entrant } from './entrants';
import { requireHex } from './hex';
import { First, lotsOf, WHOLE_LOTTERY, type Drawn } from './order';
import type { DrawRules, PrizeTier } from './rules';

export interface DrawInput {
	readonly rules: DrawRules;
	/** `lines` of `canonicalEntrants`; their order does not matter. */
	readonly entrants: readonly Entrant[];
	/** From `finalSeed`. */
	readonly seed: string;
}

/** Somebody's place in an order, with the lot that put them there. */
export interface Placed extends Drawn {
	/** Place in the order, from 1; those who may win no more are counted. */
	readonly place: number;
}

export interface Winner extends Placed {
	readonly tierId: string;
	/** Which of the tier's prizes, from 1. */
	readonly position: number;
}

export interface Alternate extends Placed {
	/** The tier whose unclaimed prizes they stand by for; `*`: for those of every tier. */
	readonly tierId: string;
	/** From 1: the first to move up. */
	readonly position: number;
}

export interface DrawOutcome {
	/** In the order of the tiers, then of the positions. */
	readonly winners: readonly Winner[];
	readonly alternates: readonly Alternate[];
}

/** Hashes between two breaths of a draw. */
const BREATH = 20_000;

/**
 * Draws. The same rules, entrants and seed give the same outcome for ever, in every language:
 * docs/integrators/lottery-algorithm.md.
 *
 * Every entrant draws as many lots as their weight; the least of them is theirs. In a lottery in which nobody
 * wins twice there is one order: the least lot takes the first prize of the first tier, and so on; the
 * alternates follow. Otherwise each tier has an order of its own and passes over those who have all the
 * prizes they may have.
 *
 * It hashes at about a million lots a second and does not let go of the thread; for many entrants use
 * `drawInTurns`.
 *
 * @throws DomainError if nobody entered, there are more prizes than people who can win them, or a weight is
 *   over the cap
 */
export function drawWinners(input: DrawInput): DrawOutcome {
	const steps = drawSteps(input);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}

/**
 * The same outcome, with a pause after every 20,000 hashes.
 *
 * @param pause e.g. a promise of setImmediate, so that n8n serves others in between
 */
export async function drawInTurns(
	input: DrawInput,
	pause: (done: DrawProgress) => Promise<unknown>,
): Promise<DrawOutcome> {
	const steps = drawSteps(input);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
		await pause(step.value);
	}
}

/** How far a draw has come, in hashes. */
export interface DrawProgress {
	readonly hashes: number;
	readonly of: number;
}

export function* drawSteps({ rules, entrants, seed }: DrawInput): Generator<DrawProgress, DrawOutcome> {
	requireHex(seed, 32, 'seed');
	requireEntrants(rules, entrants);
	const taken = new Map<string, number>();
	const winners: Winner[] = [];
	const reserves: { order: string; waiting: readonly Placed[] }[] = [];
	const orders = ordersOf(rules);
	const hashesEach = entrants.reduce((sum, { weight }) => sum + weight, 0);

	for (const [index, { order, tiers }] of orders.entries()) {
		const before = index * hashesEach;
		const prizes = tiers.reduce((sum, { quantity }) => sum + quantity, 0);
		// Enough for the prizes, the alternates, and everybody who is passed over now or once all is drawn.
		const spare = orders.length === 1 ? 0 : rules.tiers.reduce((sum, { quantity }) => sum + quantity, 0);
		const placed = yield* firstOf({ seed, order, entrants, size: prizes + rules.alternates + spare }, (hashes) => ({
			hashes: before + hashes,
			of: hashesEach * orders.length,
		}));
		const able = placed.filter(({ entrant }) => (taken.get(entrant) ?? 0) < rules.maxPrizesPerPerson);
		const won = give(tiers, able, rules);
		for (const winner of won) taken.set(winner.entrant, (taken.get(winner.entrant) ?? 0) + 1);
		winners.push(...won);
		reserves.push({ order, waiting: able.slice(won.length) });
	}

	return {
		winners,
		alternates: reserves.flatMap(({ order, waiting }) =>
			waiting
				.filter(({ entrant }) => (taken.get(entrant) ?? 0) < rules.maxPrizesPerPerson)
				.slice(0, rules.alternates)
				.map((placed, index) => ({ tierId: order, position: index + 1, ...placed })),
		),
	};
}

/**
 * Those who stand by for a tier's unclaimed prizes, the first to move up first.
 *
 * @param tierId a tier of the rules
 */
export function alternatesFor(outcome: DrawOutcome, tierId: string): Alternate[] {
	return outcome.alternates.filter((alternate) => alternate.tierId === tierId || alternate.tierId === WHOLE_LOTTERY);
}

/** Which orders a draw consists of, and the tiers that each gives out. */
export function ordersOf(rules: DrawRules): { order: string; tiers: readonly PrizeTier[] }[] {
	if (rules.maxPrizesPerPerson === 1) return [{ order: WHOLE_LOTTERY, tiers: rules.tiers }];
	return rules.tiers.map((tier) => ({ order: tier.tierId, tiers: [tier] }));
}

function* firstOf<Progress>(
	{ seed, order, entrants, size }: { seed: string; order: string; entrants: readonly Entrant[]; size: number },
	progress: (hashes: number) => Progress,
): Generator<Progress, Placed[]> {
	const draw = lotsOf(seed, order);
	const first = new First(Math.min(size, entrants.length));
	let hashes = 0;
	let breath = BREATH;
	for (const entrant of entrants) {
		first.offer(draw(entrant));
		hashes += entrant.weight;
		if (hashes < breath) continue;
		breath = hashes + BREATH;
		yield progress(hashes);
	}
	return first.inOrder().map((drawn, index) => ({ ...drawn, place: index + 1 }));
}

function give(tiers: readonly PrizeTier[], able: readonly Placed[], rules: DrawRules): Winner[] {
	const wanted = tiers.reduce((sum, { quantity }) => sum + quantity, 0);
	if (able.length < wanted && rules.tooFewEntrants === 'refuse') throw tooFew(wanted, able.length);
	const winners: Winner[] = [];
	for (const { tierId, quantity } of tiers) {
		const from = winners.length;
		for (const [index, placed] of able.slice(from, from + quantity).entries()) {
			winners.push({ tierId, position: index + 1, ...placed });
		}
	}
	return winners;
}

function requireEntrants(rules: DrawRules, entrants: readonly Entrant[]): void {
	if (entrants.length === 0) {
		throw new DomainError('Nobody has entered, so there is nobody to draw', 'Cancel the lottery, or hold it again.');
	}
	const heavy = entrants.find(({ weight }) => !Number.isSafeInteger(weight) || weight < 1 || weight > rules.maxWeight);
	if (heavy !== undefined) {
		throw new DomainError(
			`An entrant has the weight ${String(heavy.weight)}, but the rules allow 1 to ${String(rules.maxWeight)}`,
			'Correct the weight of the entry; the cap of published rules stays as it is.',
			'weight',
		);
	}
	if (rules.tooFewEntrants === 'leavePrizes') return;
	const most = rules.maxPrizesPerPerson === 1 ? rules.tiers.reduce((sum, { quantity }) => sum + quantity, 0) : 0;
	const wanted = Math.max(most, ...rules.tiers.map(({ quantity }) => quantity));
	if (wanted > entrants.length) throw tooFew(wanted, entrants.length);
}

function tooFew(prizes: number, people: number): DomainError {
	return new DomainError(
		`There are ${String(prizes)} prizes, but only ${String(people)} who can win them`,
		'Hold the lottery again with fewer prizes, or let its rules leave prizes over when too few enter.',
		'tiers',
	);
}

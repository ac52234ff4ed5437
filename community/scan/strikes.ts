import { DomainError } from '../domain-error';

/** One flagged message that was held against a member. */
export interface Strike {
	id: string;
	points: number;
	/** Milliseconds since 1970. */
	at: number;
}

export const PENALTIES = ['warn', 'mute', 'remove'] as const;

export interface Step {
	penalty: (typeof PENALTIES)[number];
	/** Strike points, after decay, from which the step holds. */
	from: number;
	/** How long a mute lasts. */
	minutes?: number | undefined;
}

export interface Ladder {
	/** Strike points halve every so many days. */
	halfLifeDays: number;
	/** From the mildest to the hardest. */
	steps: readonly Step[];
}

export type Penalty =
	| { kind: 'none'; points: number }
	| { kind: 'warn' | 'remove'; points: number }
	| { kind: 'mute'; points: number; minutes: number };

const DAY_MS = 86_400_000;

/** First a word, then an hour, then a day, then the door; forgotten by half in two weeks. */
export const defaultLadder: Ladder = {
	halfLifeDays: 14,
	steps: [
		{ penalty: 'warn', from: 1 },
		{ penalty: 'mute', from: 2, minutes: 60 },
		{ penalty: 'mute', from: 3, minutes: 1440 },
		{ penalty: 'remove', from: 4 },
	],
};

function checkStep(step: Step, before: Step | undefined, index: number): void {
	const field = `ladder.steps.${index}`;
	if (!Number.isFinite(step.from) || step.from <= 0) {
		throw new DomainError(
			'A step of the ladder has no points to begin from',
			'Fill in a number above 0.',
			`${field}.from`,
		);
	}
	if (step.penalty === 'mute' && !(Number.isFinite(step.minutes) && (step.minutes ?? 0) > 0)) {
		throw new DomainError('A mute has no length', 'Fill in its minutes, at least 1.', `${field}.minutes`);
	}
	if (before === undefined) return;
	if (step.from <= before.from) {
		throw new DomainError(
			`The ladder goes down: step ${index + 1} begins at ${step.from} points, the step before it at ${before.from}`,
			'Let each step begin at more points than the one before it.',
			`${field}.from`,
		);
	}
	if (PENALTIES.indexOf(step.penalty) < PENALTIES.indexOf(before.penalty)) {
		throw new DomainError(
			`The ladder gets milder: "${step.penalty}" comes after "${before.penalty}"`,
			'Order the steps: warn, then mute, then remove.',
			`${field}.penalty`,
		);
	}
}

/** @throws DomainError naming the step that cannot be, or is milder than the one before it */
export function checkLadder(ladder: Ladder): void {
	if (!Number.isFinite(ladder.halfLifeDays) || ladder.halfLifeDays <= 0) {
		throw new DomainError(
			'The half-life of strikes is not a number of days above 0',
			'Fill in after how many days a strike counts half, e.g. 14.',
			'ladder.halfLifeDays',
		);
	}
	ladder.steps.forEach((step, index) => checkStep(step, ladder.steps[index - 1], index));
}

/**
 * What the strikes still weigh: each one halves every `halfLifeDays`. A strike from the future (a
 * clock that was put back) weighs what it weighs now.
 *
 * @param now milliseconds since 1970
 * @returns points, rounded to a hundredth so that two fresh strikes of one point are two points
 */
export function strikePoints(strikes: readonly Strike[], now: number, halfLifeDays: number): number {
	const points = strikes.reduce((sum, strike) => {
		const days = Math.max(0, now - strike.at) / DAY_MS;
		return sum + strike.points * 0.5 ** (days / halfLifeDays);
	}, 0);
	return Math.round(points * 100) / 100;
}

/**
 * The penalty that a member has come to: the highest step of the ladder that the strikes reach.
 *
 * @param now milliseconds since 1970
 */
export function penaltyFor(strikes: readonly Strike[], now: number, ladder: Ladder): Penalty {
	checkLadder(ladder);
	const points = strikePoints(strikes, now, ladder.halfLifeDays);
	const step = ladder.steps.findLast(({ from }) => points >= from);
	if (step === undefined) return { kind: 'none', points };
	return step.penalty === 'mute'
		? { kind: 'mute', points, minutes: step.minutes ?? 0 }
		: { kind: step.penalty, points };
}

/** The strikes without the one that an operator took back. */
export function withoutStrike(strikes: readonly Strike[], id: string): Strike[] {
	return strikes.filter((strike) => strike.id !== id);
}

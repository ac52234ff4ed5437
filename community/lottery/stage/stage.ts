import type { Language } from '../../language';
import { maskName } from './mask';

export interface StageName {
	/** Missing where the page shall not hold it. */
	name?: string;
	masked: string;
}

/** A prize and who has won it, in the order of the draw. */
export interface StageTier {
	prize: string;
	winners: StageName[];
}

/** All that the page on the stage knows. */
export interface Stage {
	title: string;
	language: Language;
	entrants: number;
	/** SHA-256 of the frozen list, in hex. */
	listHash: string;
	/** The seed of the draw, in hex. */
	seed: string;
	/** As people read it, on the clocks of the community. */
	drawnAt: string;
	/** Where anybody can check the draw; '' for the proof that was published in the group. */
	verifyAt: string;
	/** Names that roll by. */
	rolling: StageName[];
	/** From the least prize to the grand prize. */
	tiers: StageTier[];
}

/** A drawn lottery, as the store has it. */
export interface DrawnLottery extends Omit<Stage, 'rolling' | 'tiers'> {
	/** Names of all entrants, in the order of the list. */
	names: readonly string[];
	/** Prizes as the rules name them, the grand prize first. */
	prizes: readonly { tierId: string; name: string }[];
	winners: readonly { place: number; tierId: string | null; name: string }[];
	/** Whether the page holds masked names alone. */
	isMasked: boolean;
}

/** More names than an audience could tell from all. */
const ROLLING = 400;

/** What the page shows of a draw; a pure function of the draw, which it cannot change. */
export function stageOf({ names, prizes, winners, isMasked, ...shown }: DrawnLottery): Stage {
	const nameOf = (name: string): StageName => ({ ...(isMasked ? {} : { name }), masked: maskName(name) });
	const step = Math.max(1, names.length / ROLLING);
	const some = Array.from({ length: Math.min(ROLLING, names.length) }, (_none, n) => names[Math.floor(n * step)] ?? '');
	const inOrder = [...winners].sort((a, b) => a.place - b.place);
	return {
		...shown,
		rolling: some.map(nameOf),
		tiers: prizes
			.map(({ tierId, name }) => ({
				prize: name,
				winners: inOrder.filter((winner) => winner.tierId === tierId).map((winner) => nameOf(winner.name)),
			}))
			.filter((tier) => tier.winners.length > 0)
			.reverse(),
	};
}

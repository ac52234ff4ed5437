import { createHash } from 'node:crypto';
import type { Tracker } from './tracker';

/** What a check-in earns, part by part. */
export interface Earned {
	base: number;
	streak: number;
	milestone: number;
	surprise: number;
	total: number;
}

export interface EarningCheckIn {
	trackerId: string;
	/** The person that the member is, so that merging changes no draw. */
	memberId: string;
	period: string;
	slot: number;
	kind: 'own' | 'made_up';
	/** Length of the streak with this check-in, if it completes its period. */
	completes: number | undefined;
}

/** What the rules give for a check-in. A made-up one earns what the rules of make-ups say, and nothing else. */
export function pointsFor({ points, makeUp }: Pick<Tracker, 'points' | 'makeUp'>, checkIn: EarningCheckIn): Earned {
	if (checkIn.kind === 'made_up') return sum({ base: makeUp.points, streak: 0, milestone: 0, surprise: 0 });
	const { completes } = checkIn;
	const step = points.streak
		.filter(({ from }) => completes !== undefined && from <= completes)
		.reduce((best, one) => (one.from > best.from ? one : best), { from: 0, points: 0 });
	const milestone = points.milestones.find(({ streak }) => streak === completes);
	return sum({
		base: points.base,
		streak: step.points,
		milestone: milestone?.points ?? 0,
		surprise: surpriseOf(points.surprise, checkIn),
	});
}

const sum = (parts: Omit<Earned, 'total'>): Earned => ({
	...parts,
	total: parts.base + parts.streak + parts.milestone + parts.surprise,
});

/**
 * Draws the surprise of a check-in: SHA-256 over seed, tracker, person, period and slot, joined by NUL. Its first 32
 * bits decide whether there is one, the next 32 how much; a check-in can be delivered again without another draw.
 */
function surpriseOf(
	surprise: Tracker['points']['surprise'],
	{ trackerId, memberId, period, slot }: EarningCheckIn,
): number {
	if (surprise === undefined) return 0;
	const digest = createHash('sha256')
		.update([surprise.seed, trackerId, memberId, period, String(slot)].join('\0'))
		.digest();
	if ((digest.readUInt32BE(0) / 2 ** 32) * 100 >= surprise.percent) return 0;
	const range = surprise.most - surprise.least + 1;
	return surprise.least + Math.floor((digest.readUInt32BE(4) / 2 ** 32) * range);
}

import { createHash } from 'node:crypto';
import { DomainError } from '../domain-error';
import { instantMs } from '../parse';

export interface Candidate {
	applicationId: string;
	score: number;
	appliedAt: string;
	/** Tags that open tiers. */
	tags?: readonly string[] | undefined;
}

export interface Ranked extends Candidate {
	/** From 1. */
	rank: number;
}

/**
 * Puts a batch in order: by score, then by who applied earlier, then by lot, which favours nobody
 * and which anybody can draw again: the SHA-256 of `selection`, seed and id, joined by NUL, in hex. The order of the input does not matter.
 *
 * @param seed names the batch; announced beforehand, it leaves the operator no choice among equals
 * @throws DomainError if a score is no number, an instant is none, or an application is there twice
 */
export function rank(candidates: readonly Candidate[], seed: string): Ranked[] {
	const seen = new Set<string>();
	const keyed = candidates.map((candidate) => {
		checkCandidate(candidate, seen);
		const { applicationId, appliedAt } = candidate;
		return { candidate, ms: instantMs(appliedAt, 'appliedAt'), lot: lotOf(seed, applicationId) };
	});
	keyed.sort(
		(a, b) =>
			b.candidate.score - a.candidate.score ||
			a.ms - b.ms ||
			inOrder(a.lot, b.lot) ||
			inOrder(a.candidate.applicationId, b.candidate.applicationId),
	);
	return keyed.map(({ candidate }, index) => ({ ...candidate, rank: index + 1 }));
}

function lotOf(seed: string, applicationId: string): string {
	return createHash('sha256').update(`selection\0${seed}\0${applicationId}`, 'utf8').digest('hex');
}

function inOrder(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

function checkCandidate({ applicationId, score }: Candidate, seen: Set<string>): void {
	if (!Number.isFinite(score)) {
		throw new DomainError(`The score of ${applicationId} is not a number`, 'Score it again, or leave it out.', 'score');
	}
	if (seen.has(applicationId)) {
		throw new DomainError(
			`The application ${applicationId} is there twice`,
			'Send each application of a batch once.',
			'applicationId',
		);
	}
	seen.add(applicationId);
}
